"""A new person, a real browser: from sign-up to the letter in hand."""

from pathlib import Path

from negotiation.letters.envelope import ADDRESS_WINDOW, RETURN_WINDOW
from tests import pdfcheck

TWO_MILLIMETRES = 2 / 25.4


class Typist:
    """Counts the fields somebody had to fill in."""

    def __init__(self, page):
        self.page, self.fields = page, 0

    def fill(self, label, text):
        self.page.get_by_label(label, exact=False).first.fill(text)
        self.fields += 1

    def choose(self, label):
        self.page.get_by_label(label, exact=True).check()
        self.fields += 1

    def select(self, label, option):
        self.page.get_by_label(label, exact=False).first.select_option(label=option)
        self.fields += 1

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()


def make_an_account(typist, live_server):
    typist.page.goto(f"{live_server.url}/accounts/signup/")
    typist.page.locator("input[type=email]").fill("nadia@example.org")
    typist.page.locator("input[type=password]").fill("four quiet green lamps")
    typist.fields += 2
    typist.press("Make my account")


def answer_the_first_questions(typist):
    typist.page.wait_for_url("**/start/")
    typist.fill("Your full name", "Nadia Flores")
    typist.fill("Street address", "9 Elm Street")
    typist.fill("City", "Tucson")
    typist.select("State", "Arizona")
    typist.fill("ZIP code", "85701")
    typist.fill("Who asks you for money?", "Desert Peak Recovery")
    typist.choose("A collection agency")
    typist.fill("Their mailing address", "Dispute Department\nP.O. Box 12\nPhoenix, AZ 85001")
    typist.fill("Last four of the account number", "4471")
    typist.fill("About how much is it, as far as you know?", "1,950.40")
    typist.press("Show me the letter")


def test_the_first_letter_takes_twelve_fields(page, live_server, tmp_path):
    typist = Typist(page)
    make_an_account(typist, live_server)
    answer_the_first_questions(typist)
    typist.press("Make the letter")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the letter (PDF)").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)

    assert typist.fields <= 12
    assert_the_letter_is_right(Path(saved).read_bytes())


def assert_the_letter_is_right(pdf):
    assert pdfcheck.faults(pdf) == []
    text = pdfcheck.text(pdf)
    for said in ("Nadia Flores", "Desert Peak Recovery", "ending in 4471", "I dispute"):
        assert said in text
    with pdfcheck.opened(pdf) as document:
        assert str(document.Root.Lang).startswith("en")
        metadata = document.open_metadata()
        assert metadata["dc:title"] == "Dispute and request for verification"
        assert metadata["dc:creator"] == ["Nadia Flores"]
    for window, words in (
        (RETURN_WINDOW, ("Nadia Flores", "Tucson, AZ 85701")),
        (ADDRESS_WINDOW, ("Desert Peak Recovery", "Phoenix, AZ 85001")),
    ):
        for line in words:
            box = pdfcheck.box(pdf, line)
            assert window.safe.holds(box, slack=TWO_MILLIMETRES), line
