import json
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.utils import translation

from negotiation.letters.compose import (
    AddressTooLong,
    FullAccountNumber,
    NothingAsked,
    TextTooLong,
    WrongRecipient,
    references,
    sheet_of,
    subject,
    to_html,
    to_sheet,
)
from negotiation.letters.letter import LetterContent
from negotiation.letters.parts import Recipient, UnknownChoice
from tests.negotiation.letters.sample import EVERY, letter
from tests.table import for_each

every_letter = for_each(("kind", "language"), EVERY)


class Elements(HTMLParser):
    """Every element of a page with its attributes; raises where the nesting is wrong."""

    EMPTY = {"meta", "br", "link"}

    def __init__(self, html):
        super().__init__()
        self.seen, self.open, self.text = [], [], ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@every_letter
def test_the_document_says_its_language_title_and_author(kind, language):
    content = letter(kind, language)
    page = Elements(to_html(content))
    assert ("html", {"lang": language}) in page.seen
    assert ("meta", {"name": "author", "content": "Alice Marlowe"}) in page.seen
    assert ("meta", {"name": "dcterms.created", "content": "2026-03-05"}) in page.seen
    assert f"<title>{subject(content)}</title>" in to_html(content)


@every_letter
def test_the_sheet_is_the_very_one_of_the_document(kind, language):
    content = letter(kind, language)
    assert sheet_of(to_html(content)) == to_sheet(content).strip()


@every_letter
def test_a_letter_needs_nothing_from_outside_and_carries_no_styles_or_scripts(kind, language):
    page = Elements(to_html(letter(kind, language)))
    assert not {tag for tag, _ in page.seen} & {"img", "link", "script", "style", "iframe", "a"}
    assert not [a for _, attrs in page.seen for a in attrs if a in ("style", "src", "href")]


def test_the_language_of_the_letter_is_its_own():
    with translation.override("es"):
        assert "March 5, 2026" in to_sheet(letter("L1", "en"))
    with translation.override("en"):
        assert "5 de marzo de 2026" in to_sheet(letter("L1", "es"))


@for_each(
    ("field", "value"),
    [
        ("sender_name", "{0}"),
        ("sender_lines", ("{0}", "Troy, NY 12180")),
        ("recipient_name", "{0}"),
        ("recipient_lines", ("{0}", "Troy, NY 12180")),
        ("references", (("Account", "{0}"),)),
        ("free_text", "{0}"),
        ("own_enclosures", ("{0}",)),
        ("mail_number", "{0}"),
    ],
)
@for_each(
    "typed", ['<b onx="1">', "<img src=x>", "{{ 7|add:7 }}", "{% now %}", "&lt;", "</p>", "{0}%s"]
)
def test_typed_text_is_only_ever_text(field, value, typed):
    def filled(value):
        return value.replace("{0}", typed) if isinstance(value, str) else tuple(map(filled, value))

    plain = {tag for tag, _ in Elements(to_html(letter())).seen}
    page = Elements(to_html(letter(**{field: filled(value)})))
    assert {tag for tag, _ in page.seen} <= plain
    assert typed in page.text


def test_paragraphs_are_parted_at_empty_lines():
    sheet = to_sheet(letter(free_text="First.\nStill first.\n \n\nSecond."))
    assert "<p>First.<br>Still first.</p>" in sheet
    assert "<p>Second.</p>" in sheet


def test_only_the_chosen_items_and_enclosures_are_printed():
    content = letter("L2", "en", said={"items": ("license",)}, enclosures=("notice",))
    sheet = to_sheet(content)
    assert "Your license number" in sheet
    assert "itemization date" not in sheet
    assert "Enclosures (1)" in sheet
    assert "Reply form" not in sheet


def test_a_letter_without_enclosures_lists_none():
    assert "Enclosures" not in to_sheet(replace(letter("L2", "en"), enclosures=()))


def test_the_writers_own_enclosures_follow_the_usual_ones():
    sheet = to_sheet(letter("L2", "en", own_enclosures=("Copy of a letter", "  ")))
    assert "Enclosures (3)" in sheet
    assert sheet.index("Copy of your notice") < sheet.index("Copy of a letter")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"mail": "certified"}, ["By certified mail,", "letter-blank"]),
        ({"mail": "certified", "mail_number": "9407 1118"}, ["No. 9407 1118"]),
        ({"mail": "first_class"}, ["By first-class mail"]),
    ],
)
def test_how_it_is_mailed_is_said(fields, said):
    sheet = to_sheet(letter("L1", "en", **fields))
    assert all(words in sheet for words in said)


def test_nothing_is_said_of_the_mail_if_so_wished():
    assert "mail," not in to_sheet(letter("L1", "en", mail="")).split("letter-text")[0]


@pytest.mark.parametrize(
    ("kind", "to"), [("L2", Recipient.ORIGINAL_CREDITOR), ("L1", Recipient.DEBT_BUYER)]
)
def test_a_letter_to_somebody_its_rules_do_not_bind_is_refused(kind, to):
    with pytest.raises(WrongRecipient):
        letter(kind, recipient_kind=to)


def test_a_request_that_asks_nothing_names_what_is_missing():
    with pytest.raises(NothingAsked, match="items"):
        letter("L1", said={"items": ()}).require_answers()
    with pytest.raises(NothingAsked, match="grounds"):
        letter("L2", said={"grounds": None}).require_answers()
    letter("L1").require_answers()


def test_an_item_for_another_recipient_is_refused():
    with pytest.raises(UnknownChoice):
        to_sheet(letter("L1", recipient_kind=Recipient.PERSON, said={"items": ("history",)}))


def test_an_answer_to_no_question_of_the_letter_is_refused():
    with pytest.raises(UnknownChoice, match="blood_type"):
        letter("L1", said={"blood_type": "A"})


def test_too_much_text_names_its_field():
    with pytest.raises(TextTooLong) as refused:
        to_sheet(letter(free_text="word " * 1001))
    assert refused.value.field == "free_text"
    with pytest.raises(TextTooLong) as refused:
        to_sheet(letter(own_enclosures=("x" * 201,)))
    assert refused.value.field == "own_enclosures"


def test_an_address_no_window_can_show_says_whose_it_is():
    with pytest.raises(AddressTooLong, match="recipient"):
        to_sheet(letter(recipient_lines=tuple(f"Line {n}" for n in range(9))))
    with pytest.raises(AddressTooLong, match="sender"):
        to_sheet(letter(sender_lines=("street " * 25, "Troy, NY 12180")))


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        (
            "en",
            (
                ("Creditor", "Harbor Bank"),
                ("Account", "ending in 4821"),
                ("Your reference", "MR-20771"),
                ("Amount you claim", "$4,318.27"),
            ),
        ),
        (
            "es",
            (
                ("Acreedor", "Harbor Bank"),
                ("Cuenta", "terminada en 4821"),
                ("Su referencia", "MR-20771"),
                ("Monto que usted reclama", "$4,318.27"),
            ),
        ),
    ],
)
def test_the_reference_table_speaks_the_letters_language(language, rows):
    made = references(
        language,
        creditor="Harbor Bank",
        last4="4821",
        reference="MR-20771",
        claimed=Decimal("4318.27"),
    )
    assert made == rows


def test_what_is_not_known_gets_no_row():
    assert references("en", last4="4821") == (("Account", "ending in 4821"),)
    assert references("en", claimed=Decimal(0)) == (("Amount you claim", "$0.00"),)


def test_more_than_the_last_four_of_an_account_number_is_refused():
    with pytest.raises(FullAccountNumber):
        references("en", last4="4111111111114821")


@every_letter
def test_the_snapshot_survives_json_and_is_read_back(kind, language):
    content = letter(kind, language, edited={"offer": "My own words."})
    assert LetterContent.restore(json.loads(json.dumps(content.snapshot()))) == content
