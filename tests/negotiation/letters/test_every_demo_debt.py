"""Every kind of letter that fits a debt of the demo, to each it may go to, in both languages."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor

import pytest

from negotiation.demo import build
from negotiation.forms import letter_data
from negotiation.forms.letters import LetterForm
from negotiation.letters import issue, pdf
from negotiation.letters.choosing import Answer
from negotiation.letters.compose import subject, to_html
from negotiation.letters.envelope import ADDRESS_WINDOW, Box
from negotiation.letters.kinds import KINDS
from negotiation.letters.offering import now_of, verdicts
from negotiation.letters.parts import LANGUAGES
from negotiation.letters.proofreading import findings
from negotiation.letters.recipients import everybody
from tests import make, pdfcheck
from tests.negotiation.letters.sample import LONG, SIXTY_LINES, answer

pytestmark = pytest.mark.one_database
ON = make.TODAY
TWO_MILLIMETRES = 2 / 25.4
PAPER = Box(0.98, 0.4, 7.42, 10.22)


@pytest.fixture
def demo(db, monkeypatch):
    """The demo; its own letters need no paper here."""
    monkeypatch.setattr(issue, "to_pdf", lambda html: b"%PDF-" + html.encode())
    return build.make(on=ON)


def fitting(debt):
    """The letters that are offered, or that a word of the writer's opens: (kind, to, warnings)."""
    now = now_of(debt, on=ON)
    for to in everybody(debt):
        for each in verdicts(debt, now, to, on=ON):
            if each.answer is Answer.OFFERED or each.confirm:
                yield KINDS[each.kind], to, each.warnings


def written(debt, kind, to, warnings, language):
    """The form of one letter, as somebody fills it in who answers all it asks."""
    data = letter_data.begun(debt, kind, to, on=ON)
    typed = {"language": language, "read": "on"}
    if to.creditor is None:
        typed |= {"name": "Northern Plains Office"}
    if not to.address:
        typed |= {"address": "P.O. Box 1\nAkron, OH 44301"}
    for name, value in typed.items():
        data[name] = value
    asked = None
    while asked != (asked := said(debt, kind, to, warnings, data)):  # an answer brings questions
        pass
    return LetterForm(data, debt=debt, kind=kind, to=to, on=ON, warnings=warnings)


def said(debt, kind, to, warnings, data):
    """Answer what is missing; gives the questions that were asked."""
    form = LetterForm(data, debt=debt, kind=kind, to=to, on=ON, warnings=warnings)
    for key in form.content().missing():
        for name, values in letter_data.as_data(key, answer(kind.ask(key), to.party)).items():
            data.setlist(name, values)
    return [ask.key for ask in form.asks]


def letters(debts, languages=LANGUAGES):
    for debt in debts:
        for kind, to, warnings in fitting(debt):
            for language in languages:
                yield written(debt, kind, to, warnings, language)


def test_all_that_is_offered_can_be_made_and_passes_its_own_check(demo):
    unready, alarms = [], []
    for form in letters(demo.debts.all()):
        name = (form.debt.nickname, form.kind.id, form.to.party, form.value("language"))
        if not form.is_ready():
            unready.append((name, dict(form.errors)))
        alarms += [(name, found.id, found.sentence) for found in findings(form) if found.blocks]
    assert not unready[:5], len(unready)
    assert not alarms[:8], len(alarms)


def further(debt, stage):
    """The same debt as it will stand when talks have come that far."""
    if stage == "their offer":
        make.offer(debt, "900.00", by="them", how="call")
    elif stage == "agreed":
        make.agreement(debt, "900.00")
    elif stage == "settled":
        make.settled(debt, "900.00")
    return debt


@pytest.mark.parametrize("stage", ["their offer", "agreed", "settled"])
def test_so_it_is_when_talks_have_begun(demo, stage):
    debt = further(demo.debts.get(nickname="Old travel card"), stage)
    for form in letters([debt]):
        assert form.is_ready(), (form.kind.id, form.to.party, form.errors)
        assert not [found for found in findings(form) if found.blocks], form.kind.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_a_whole_pdf_with_the_longest_names_and_sixty_lines(demo, language):
    forms = list(letters(demo.debts.all(), [language]))
    contents = [
        dataclasses.replace(form.content(), free_text=SIXTY_LINES, **LONG) for form in forms
    ]
    with ThreadPoolExecutor(2) as threads:
        files = list(threads.map(pdf.to_pdf, map(to_html, contents)))
    faults = []
    for content, file in zip(contents, files, strict=True):
        faults += [
            (content.kind, content.recipient_kind, fault) for fault in faults_of(content, file)
        ]
    assert not faults[:10], len(faults)
    assert len(contents) > 150


def faults_of(content, file):
    """What is wrong with the paper: its tags, its place in the envelope, what runs off the page."""
    yield from pdfcheck.faults(file)
    for line in (content.recipient_name[:30], content.recipient_lines[-1]):
        if not ADDRESS_WINDOW.safe.holds(pdfcheck.box(file, line), slack=TWO_MILLIMETRES):
            yield f"{line} is outside the window"
    pages = pdfcheck.pages(file)
    for number, page in enumerate(pages):
        if sorted(pdfcheck.words_in(file, PAPER, page=number).split()) != sorted(page.split()):
            yield f"page {number + 1} runs off the paper"
    said = " ".join(" ".join(pages).split())
    first = [content.recipient_name[:30], subject(content), SIXTY_LINES[-30:]]
    places = [*map(said.find, first), said.rfind(content.sender_name[:20])]
    if -1 in places or places != sorted(places):
        yield f"not read in its order: {places}"
