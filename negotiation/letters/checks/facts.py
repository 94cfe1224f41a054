"""What the letter check must know of a letter besides its words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from negotiation.letters.body import fill, instalments
from negotiation.letters.letter import LetterContent
from negotiation.letters.parts import Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFacts:
    """`amounts` are the dollars of the offer and of the answers; empty: any amount may stand.

    `required` are the paragraphs the letter cannot do without, by key, as we would print them.
    `secrets` are names and telephones that the writer's notes hold: employer, bank, own numbers.
    """

    kind: str
    language: str
    recipient: Recipient
    time_bar_risk: bool = True  # what nobody has looked at counts as dangerous
    amounts: frozenset[Decimal] = frozenset()
    citations: frozenset[str] = frozenset()
    required: Mapping[str, str] = field(default_factory=dict)
    bankruptcy_attested: bool = False
    attorney_on_file: bool = False
    secrets: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        content: LetterContent,
        *,
        attorney_on_file: bool = False,
        secrets: frozenset[str] = frozenset(),
        amounts: frozenset[Decimal] = frozenset(),
    ) -> "CheckFacts":
        """The facts a content brings; `amounts`: those of the stored offer, where there is one."""
        return cls(
            kind=content.kind,
            language=content.language,
            recipient=content.recipient_kind,
            time_bar_risk="time_bar_risk" in content.flags,
            amounts=amounts or amounts_of(content),
            citations=frozenset(basis.citation for basis in content.of.basis),
            required=required_in(content),
            bankruptcy_attested="bankruptcy_attested" in content.flags,
            attorney_on_file=attorney_on_file,
            secrets=secrets,
        )


def amounts_of(content: LetterContent) -> frozenset[Decimal]:
    """Every amount among the answers of a letter about money, and of its payments."""
    if not content.of.money:
        return frozenset()
    found = {value for value in content.said.values() if isinstance(value, Decimal)}
    for value in content.said.values():
        for row in value if isinstance(value, tuple) else ():
            found |= {cell for cell in row if isinstance(cell, Decimal)}
    return frozenset(found | {part.amount for part in instalments(content)})


def required_in(content: LetterContent) -> dict[str, str]:
    """The paragraphs this letter cannot do without, as we would print them."""
    return {
        part.key: fill(part.text.say(content.language), content)
        for part in (*content.of.paragraphs, *content.of.closing)
        if part.required and all(map(content.holds, part.when))
    }
