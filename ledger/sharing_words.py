"""What sharing means, in the words of its pages and its mail."""

import re

from django.utils.translation import gettext_lazy as _

from ledger.tenancy import Role, Scope

# whatever a mail program would make a link of
LINK = re.compile(r"://|\bwww\.|\w\.[^\W\d_]{2,}")
# to choose from
ROLES = {
    Role.VIEW: _("Look: see what you share, and change nothing"),
    Role.ACT: _("Help: also write letters, note calls and payments"),
    Role.MANAGE: _("Manage: also invite people and change your details"),
}
SCOPES = {
    Scope.WHOLE: _("Everything: all debts, letters, income and money"),
    Scope.PART: _("Only the debts I choose, and nothing of my money"),
}
# in a list
MAY = {
    Role.VIEW: _("May look, not change"),
    Role.ACT: _("May look and help"),
    Role.MANAGE: _("May look, help and share"),
    Role.OWNER: _("Owns it"),
}
# for whoever is invited
YOU_MAY = {
    Role.VIEW: _("You may look. You cannot change anything."),
    Role.ACT: _("You may look, and help: write letters, note calls, payments and papers."),
    Role.MANAGE: _("You may look, help, invite people and change the settings."),
}
YOU_SEE = {
    Scope.WHOLE: _("You see everything: debts, letters, papers, income and money."),
    Scope.PART: _("You see the debts that were chosen for you, with their papers. Nothing else."),
}
