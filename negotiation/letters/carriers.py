"""Where the post office says how far a letter has come. Pure.

A number is handed on only if it can be one of theirs; the page is opened by the reader, never by
us.
"""

import re

USPS = "https://tools.usps.com/go/TrackConfirmAction?tLabels="
# 20 to 22 figures on labels and green receipts; thirteen signs on registered and foreign mail
USPS_NUMBER = re.compile(r"\d{20,22}|[A-Z]{2}\d{9}US", re.ASCII)


def tracking_url(number: str) -> str:
    """The carrier's page about this number; "" for a number that is not the post office's."""
    plain = re.sub(r"[\s-]", "", number).upper()
    return USPS + plain if USPS_NUMBER.fullmatch(plain) else ""
