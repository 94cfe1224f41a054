"""What a state tells of its clock, so that a first visit need not ask. Pure."""

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
