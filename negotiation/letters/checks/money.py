"""The dollar amounts a text names, in digits and in words, in both languages. Pure."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

UNITS = {
    name: value
    for value, names in enumerate(
        (
            "zero cero|one un uno una|two dos|three tres|four cuatro|five cinco|six seis"
            "|seven siete|eight ocho|nine nueve|ten diez|eleven once|twelve doce|thirteen trece"
            "|fourteen catorce|fifteen quince|sixteen dieciseis|seventeen diecisiete"
            "|eighteen dieciocho|nineteen diecinueve|twenty veinte|veintiuno veintiun|veintidos"
            "|veintitres|veinticuatro|veinticinco|veintiseis|veintisiete|veintiocho|veintinueve"
        ).split("|")
    )
    for name in names.split()
}
TENS = {
    name: value
    for value, names in {
        30: "thirty treinta", 40: "forty fourty cuarenta", 50: "fifty cincuenta",
        60: "sixty sesenta", 70: "seventy setenta", 80: "eighty ochenta", 90: "ninety noventa",
        100: "cien ciento", 200: "doscientos", 300: "trescientos", 400: "cuatrocientos",
        500: "quinientos", 600: "seiscientos", 700: "setecientos", 800: "ochocientos",
        900: "novecientos",
    }.items()
    for name in names.split()
}  # fmt: skip
PLAIN: Mapping[str, int] = UNITS | TENS
TIMES: Mapping[str, int] = {"hundred": 100, "thousand": 1000, "mil": 1000, "grand": 1000}
LINKS = {"and", "y", "a"}
DOLLARS = r"(?:dollars?|dolares?|bucks|usd)\b"
NUMERAL = "|".join(sorted([*PLAIN, *TIMES, *LINKS], key=len, reverse=True))
# up to 12 words in a row that may be a number, then dollars
WORDS = re.compile(rf"(?<!\d )\b(?:(?:{NUMERAL})[ -]){{1,12}}(?:de )?{DOLLARS}")
NUMBER = r"\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?"
DIGITS = re.compile(
    rf"(?:us ?)?\$ ?({NUMBER})(?! ?%)(?: ?(k|mil|thousand)\b)?"
    rf"|(?<![\d.,$#-])\b({NUMBER})(?: ?(k|mil|thousand|hundred))? (?:de )?{DOLLARS}"
)
# a bare number after a word for paying: "I can pay 1,500 by May"
BARE = re.compile(
    r"\b(?:pay|offer|offering|send|paying|settle for|pagar|pagare|ofrezco|ofrecer|enviar|enviare)"
    r"(?: (?:you|him|them|a total of|about|exactly|only|up to|le|un total de|hasta|unos))?"
    rf" ({NUMBER})(?![\d%/-])(?! ?(?:%|percent|por ciento|days?|weeks?|months?|years?|times?|dias?"
    r"|semanas|meses|anos|pagos|payments|installments|parts|partes|cuotas|veces|k\b|hundred"
    r"|thousand|mil\b|dollars?|dolares?|copies|copias"
    r"|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sept|oct|nov|dic)))"
)
SCALE = {"k": 1000, "mil": 1000, "thousand": 1000, "hundred": 100, None: 1}
Amount = tuple[Decimal, int, int]


def amounts(folded: str) -> Iterator[Amount]:
    """Each amount of a folded text with where it stands."""
    for found in DIGITS.finditer(folded):
        number, scale = (found[1], found[2]) if found[1] else (found[3], found[4])
        yield Decimal(number.replace(",", "")) * SCALE[scale], *found.span()
    for found in WORDS.finditer(folded):
        value = spoken(re.split(r"[ -]", found.group())[:-1])
        if value:
            yield Decimal(value), *found.span()


def bare_amounts(folded: str) -> Iterator[Amount]:
    """Numbers that stand for dollars only because of the word before them."""
    for found in BARE.finditer(folded):
        yield Decimal(found[1].replace(",", "")), *found.span()


def spoken(words: list[str]) -> int | None:
    """ "Two thousand five hundred" to 2500; None for what is no number."""
    total = part = 0
    counted = False
    for word in words:
        if word in PLAIN:
            part += PLAIN[word]
            counted = True
        elif word == "hundred":
            part = (part or 1) * 100
            counted = True
        elif word in TIMES:
            total += (part or 1) * TIMES[word]
            part, counted = 0, True
    return total + part if counted else None
