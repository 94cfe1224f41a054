"""How often something may be done: `60/hour/person, 2000/hour/site`, as an operator writes it."""

import os
import re
from dataclasses import dataclass
from datetime import timedelta

from debtsite import env

SPANS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
WRITTEN = re.compile(rf"\s*([1-9]\d{{0,8}})/({'|'.join(SPANS)})/(person|site)\s*")
OFF = "off"


@dataclass(frozen=True, slots=True)
class Rate:
    most: int
    per: str  # minute, hour or day
    whose: str  # person or site

    @property
    def span(self):
        return SPANS[self.per]


def parse(text):
    """The rates of one limit, those of a person first; none at all for `off`."""
    if text.strip() == OFF:
        return ()
    found = [WRITTEN.fullmatch(part) for part in text.split(",")]
    if not all(found):
        raise ValueError(text)
    rates = [Rate(int(match[1]), match[2], match[3]) for match in found]
    return tuple(sorted(rates, key=lambda rate: rate.whose))


def read(name, default):
    """The variable's rates, or the default ones."""
    wanted = f"rates such as {default}, or {OFF}; a span is {', '.join(SPANS)}"
    return env.read(lambda name: parse(os.environ[name]), name, parse(default), wanted)
