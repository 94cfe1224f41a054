"""The acts: what we do about a debt, and the answers."""

from negotiation.models.calls import CallLog
from negotiation.models.letters import Letter
from negotiation.models.own_bands import OwnBand
from negotiation.models.standings import Sheet, Standing
from negotiation.models.statements import RequestClosed, StatementRequest

__all__ = ["CallLog", "Letter", "OwnBand", "RequestClosed", "Sheet", "Standing", "StatementRequest"]
