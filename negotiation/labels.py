"""Short words and icons for the routes, where a page has no room for the whole advice."""

from django.utils.translation import gettext_lazy as _

from negotiation.scoring import Route

ROUTES = {
    Route.FEDERAL_STUDENT: (_("Student loan"), "building"),
    Route.TAX: (_("Tax"), "bank"),
    Route.SUPPORT: (_("Support"), "people"),
    Route.FINE: (_("Court fine"), "bank"),
    Route.DEAL: (_("Deal"), "check-circle"),
    Route.SECURED: (_("Secured"), "shield-lock"),
    Route.UNVERIFIED: (_("Verify first"), "question-circle"),
}
