"""What the letter check finds in a letter being written, and a safer sentence put in its place."""

import re
from dataclasses import dataclass, replace

from django.utils.translation import get_language

from negotiation.letters.body import body
from negotiation.letters.bounds import TextTooLong
from negotiation.letters.check import CheckFacts, Level, check
from negotiation.letters.checks.facts import amounts_of
from negotiation.letters.parts import AskType
from negotiation.letters.talked import offer_behind
from negotiation.models import CallLog

OWN_WORDS = ("free_text", "own_enclosures")
NAMES_A_LAWYER = "L14"  # the letter that told them of one
PHONE = 7  # digits; what is shorter names no telephone


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding as the form shows it. `field` is where its sentence was typed, "" if nowhere."""

    id: str
    blocks: bool
    sentence: str
    why: str
    safe: str
    field: str = ""


def findings(form):
    """What the check says of the letter as it stands, in the order it is read."""
    content = form.content()
    try:
        found = check(body(content), facts_of(form.debt, content))
    except TextTooLong:  # named beside its field
        return []
    return [shown(each, form) for each in found]


def facts_of(debt, content):
    """What the check must know: a standing offer's amount, the writer's own numbers, a lawyer."""
    offer = offer_behind(debt, content.kind)
    told = replace(content, said={**content.said, "amount": offer.amount}) if offer else content
    named = debt.letters.filter(kind=NAMES_A_LAWYER, mailing__taken_back_at=None)
    return CheckFacts.of(
        content,
        amounts=amounts_of(told),
        secrets=own_numbers(debt.workspace_id),
        attorney_on_file=named.exists(),
    )


def own_numbers(workspace_id):
    """Telephones and addresses that callers used to reach the writer, as the call log has them."""
    calls = CallLog.objects.filter(workspace=workspace_id).exclude(number="")
    kept = calls.values_list("number", flat=True)
    return frozenset(each for each in kept if "@" in each or len(re.sub(r"\D", "", each)) >= PHONE)


def shown(finding, form):
    return Shown(
        id=f"{finding.rule}:{finding.key}:{finding.part}:{finding.start}",
        blocks=finding.level is Level.BLOCK,
        sentence=finding.sentence,
        why=finding.why.say(get_language()),
        safe=finding.safe.say(form.value("language") or "en") if finding.safe else "",
        field=field_of(finding.sentence, form) if finding.sentence else "",
    )


def field_of(sentence, form):
    """The field a sentence was typed into."""
    pattern = as_typed(sentence)
    for name in typed_into(form):
        if pattern.search(form.data.get(name, "")):
            return name
    return ""


def typed_into(form):
    """Every field that holds words of the writer's own."""
    asked = [ask.key for ask in form.asks if ask.type in (AskType.TEXT, AskType.LINE)]
    cells = [
        name
        for ask in form.asks
        if ask.type is AskType.ROWS
        for name in form.data
        if name.startswith(f"{ask.key}-")
    ]
    return [name for name in (*OWN_WORDS, *form.edits, *asked, *cells) if name in form.data]


def as_typed(sentence):
    """The sentence however its spaces and lines were typed."""
    return re.compile(r"\s+".join(map(re.escape, sentence.split())))


def put_safely(form, chosen):
    """The form's data with the safer sentence in place of the one that was found."""
    data = form.data.copy()
    finding = next((each for each in findings(form) if each.id == chosen and each.field), None)
    if finding:
        pattern, safe = as_typed(finding.sentence), finding.safe
        data[finding.field] = pattern.sub(lambda _found: safe, data[finding.field], count=1).strip()
    return data
