"""Numbers and addresses that open doors: what no letter shows in full. Pure."""

import re
from collections.abc import Iterator

from negotiation.letters.checks.prose import fold
from negotiation.letters.numbers import LONG, SOCIAL_SECURITY

Place = tuple[int, int]

# a number said to be an account's: six digits or more, with or without letters before them
ACCOUNT = re.compile(
    r"\b(?:account|acct|card|loan|policy|cuenta|tarjeta|prestamo)\b(?: (?:number|no|num|numero|nro"
    r"|n|is|was|es|era|de|of|my|mi|credit|credito|#)\b\.?| ?[:#º°.,]){0,5} ?#?"
    r"((?:[a-z]{1,4}-?)?\d(?:[ -]?\d){5,20})(?![\d/])"
)
BANK_WORDS = re.compile(
    r"\b(?:routing|aba|iban|swift|checking|savings account|bank account|wire|numero de ruta|ruta"
    r"|cuenta (?:de cheques|corriente|bancaria|de ahorros?)|transferencia)\b"
)
NINE = re.compile(r"(?<![\d$.,-])\d{9}(?![\d,]|\.\d)")
BANK_ACCOUNT = re.compile(r"(?<![\d$.,/-])\d{6,17}(?![\d,/-]|\.\d)")
IBAN = re.compile(r"\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}\b")
SSN_WORDS = re.compile(
    r"\b(?:social security|ssn|soc\.? sec|seguro social|itin|taxpayer id\w*|tax id)\b"
)
SSN_DIGITS = re.compile(r"(?<![\d-])\d{3}[ .-]?\d{2}[ .-]?\d{4}(?![\d-])")
PHONE = re.compile(
    r"(?<![\d$.,#-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d-])"
    r"|(?<![\d$.,#-])\d{10}(?!\d)"
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d|\d\d-\d\d-(?:19|20)\d\d")


def account_numbers(sentence: str) -> Iterator[Place]:
    """Cards and accounts, whether or not the check digit fits."""
    yield from (found.span() for found in LONG.finditer(sentence))
    for found in ACCOUNT.finditer(sentence):
        if not DAY.match(found[1]):
            yield found.span(1)


def bank_numbers(sentence: str) -> Iterator[Place]:
    yield from (found.span() for found in IBAN.finditer(sentence) if _is_iban(found.group()))
    if BANK_WORDS.search(sentence):
        yield from (found.span() for found in BANK_ACCOUNT.finditer(sentence))
    else:
        yield from (f.span() for f in NINE.finditer(sentence) if _is_routing(f.group()))


def _is_routing(digits: str) -> bool:
    """Whether the check digit of a bank's routing number fits."""
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, (3, 7, 1) * 3, strict=True))
    return weighed % 10 == 0 and digits[:2] in ROUTING


ROUTING = {f"{n:02}" for n in (*range(13), *range(21, 33))}


def _is_iban(found: str) -> bool:
    packed = found.replace(" ", "")
    turned = packed[4:] + packed[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def social_security_numbers(sentence: str) -> Iterator[Place]:
    pattern = SSN_DIGITS if SSN_WORDS.search(sentence) else SOCIAL_SECURITY
    yield from (found.span() for found in pattern.finditer(sentence))


def phones(sentence: str) -> Iterator[Place]:
    yield from (found.span() for found in PHONE.finditer(sentence))


def emails(sentence: str) -> Iterator[Place]:
    yield from (found.span() for found in EMAIL.finditer(sentence))


def secrets(sentence: str, known: frozenset[str]) -> Iterator[Place]:
    """Where a text names one of the writer's own private names or numbers, in any spelling."""
    for each in (fold(one).text for one in known):
        digits = re.sub(r"\D", "", each)
        if len(digits) >= 7:  # a telephone, however it is spaced
            spaced = re.compile(r"(?<!\d)" + r"\D{0,2}".join(digits[-10:]) + r"(?!\d)")
        else:
            spaced = re.compile(rf"(?<!\w){re.escape(each)}(?!\w)")
        if each.strip():
            yield from (found.span() for found in spaced.finditer(sentence))
