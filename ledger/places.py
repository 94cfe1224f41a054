"""The states' names, and the clock of each, so that a first visit need not ask. Pure."""

from ledger.words import text

STATES = {
    "AL": text("Alabama"),
    "AK": text("Alaska"),
    "AZ": text("Arizona"),
    "AR": text("Arkansas"),
    "CA": text("California"),
    "CO": text("Colorado"),
    "CT": text("Connecticut"),
    "DE": text("Delaware"),
    "DC": text("District of Columbia"),
    "FL": text("Florida"),
    "GA": text("Georgia"),
    "HI": text("Hawaii"),
    "ID": text("Idaho"),
    "IL": text("Illinois"),
    "IN": text("Indiana"),
    "IA": text("Iowa"),
    "KS": text("Kansas"),
    "KY": text("Kentucky"),
    "LA": text("Louisiana"),
    "ME": text("Maine"),
    "MD": text("Maryland"),
    "MA": text("Massachusetts"),
    "MI": text("Michigan"),
    "MN": text("Minnesota"),
    "MS": text("Mississippi"),
    "MO": text("Missouri"),
    "MT": text("Montana"),
    "NE": text("Nebraska"),
    "NV": text("Nevada"),
    "NH": text("New Hampshire"),
    "NJ": text("New Jersey"),
    "NM": text("New Mexico"),
    "NY": text("New York"),
    "NC": text("North Carolina"),
    "ND": text("North Dakota"),
    "OH": text("Ohio"),
    "OK": text("Oklahoma"),
    "OR": text("Oregon"),
    "PA": text("Pennsylvania"),
    "RI": text("Rhode Island"),
    "SC": text("South Carolina"),
    "SD": text("South Dakota"),
    "TN": text("Tennessee"),
    "TX": text("Texas"),
    "UT": text("Utah"),
    "VT": text("Vermont"),
    "VA": text("Virginia"),
    "WA": text("Washington"),
    "WV": text("West Virginia"),
    "WI": text("Wisconsin"),
    "WY": text("Wyoming"),
    "AS": text("American Samoa"),
    "GU": text("Guam"),
    "MP": text("Northern Mariana Islands"),
    "PR": text("Puerto Rico"),
    "VI": text("U.S. Virgin Islands"),
}
ABROAD = {
    "AA": text("Armed Forces Americas"),
    "AE": text("Armed Forces Europe"),
    "AP": text("Armed Forces Pacific"),
}
# those whose name takes an article within a sentence: "In the District of Columbia, ..."
WITHIN_SENTENCES = {"District of Columbia": text("the District of Columbia").original}
NAMES = frozenset(
    (
        *(name.original for name in (*STATES.values(), *ABROAD.values())),
        *WITHIN_SENTENCES.values(),
    )
)

# the time zone of most people of the state; anyone else chooses another in the settings
TIME_ZONES = {
    "America/New_York": "CT DE DC FL GA IN KY ME MD MA MI NH NJ NY NC OH PA RI SC VT VA WV AA AE",
    "America/Chicago": "AL AR IL IA KS LA MN MS MO NE ND OK SD TN TX WI",
    "America/Denver": "CO ID MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV OR WA AP",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR VI",
    "Pacific/Guam": "GU MP",
    "Pacific/Pago_Pago": "AS",
}
ZONE_OF = {state: zone for zone, states in TIME_ZONES.items() for state in states.split()}


def time_zone_of(state: str) -> str:
    """The IANA name for a USPS code; New York's where the state is not known."""
    return ZONE_OF.get(state, "America/New_York")
