"""How each kind of activity reads. Pure: one table, from a kind to its sentence.

A sentence speaks of what was done; who did it stands beside it where that was somebody else. A new
kind needs a line here and nothing more: `Phrase(icon, group, sentence)`, and in `more` a sentence
for each value that may be missing. The groups are what the page filters by.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ledger.words import Text, text

GROUPS = {
    "sign_ins": text("Sign-ins"),
    "account": text("Your account"),
    "shares": text("Sharing"),
    "files": text("Export and deletion"),
    "letters": text("Letters"),
    "debts": text("Changes to debts"),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    icon: str
    group: str
    says: Text
    more: dict[str, Text] = field(default_factory=dict)


UNKNOWN = Phrase("info-circle", "account", text("Something was changed."))
WHERE = {
    "device": text("With: {device}."),
    "network": text("From the network {network}."),
}
PHRASES = {
    # sign-ins: forgotten after 90 days
    "signed_in": Phrase("check2", "sign_ins", text("Signed in."), WHERE),
    "sign_in_failed": Phrase(
        "exclamation-triangle",
        "sign_ins",
        text("A try to sign in did not work."),
        WHERE,
    ),
    "code_failed": Phrase(
        "exclamation-triangle",
        "sign_ins",
        text("The second step to sign in did not work."),
        WHERE,
    ),
    "check_failed": Phrase(
        "exclamation-triangle",
        "sign_ins",
        text("We asked for your password or code again, and it was not right."),
        WHERE,
    ),
    "signed_out": Phrase("box-arrow-right", "sign_ins", text("Signed out.")),
    "device_signed_out": Phrase(
        "box-arrow-right",
        "sign_ins",
        text("A device was signed out."),
        {"device": text("It was: {device}.")},
    ),
    # the account
    "signed_up": Phrase("person", "account", text("Made this account.")),
    "password_changed": Phrase("key", "account", text("The password was changed.")),
    "password_reset_asked": Phrase("key", "account", text("A link for a new password was asked.")),
    "password_reset": Phrase("key", "account", text("A new password was set through a mail.")),
    "email_confirmed": Phrase("envelope", "account", text("Confirmed {email}.")),
    "email_changed": Phrase("envelope", "account", text("The e-mail address is now {email}.")),
    "email_asked": Phrase("envelope", "account", text("Asked to change the address to {email}.")),
    "totp_added": Phrase("shield-lock", "account", text("Turned on the app with codes.")),
    "totp_removed": Phrase("shield-lock", "account", text("Turned off the app with codes.")),
    "webauthn_added": Phrase("shield-lock", "account", text("Added a passkey.")),
    "webauthn_removed": Phrase("shield-lock", "account", text("Removed a passkey.")),
    "recovery_codes_added": Phrase("shield-lock", "account", text("Got recovery codes.")),
    "recovery_codes_removed": Phrase(
        "shield-lock", "account", text("Recovery codes were removed.")
    ),
    "recovery_codes_made": Phrase("shield-lock", "account", text("Made new recovery codes.")),
    # sharing
    "share_invited": Phrase("people", "shares", text("Invited {email} to help.")),
    "share_accepted": Phrase("people", "shares", text("{email} accepted the invitation.")),
    "share_changed": Phrase("people", "shares", text("Changed what {email} may do.")),
    "share_ended": Phrase("people", "shares", text("Ended the sharing with {email}.")),
    "share_acted": Phrase("pencil", "shares", text("{email} changed something here.")),
    "share_declined": Phrase("x-circle", "shares", text("{email} declined the invitation.")),
    "share_left": Phrase("box-arrow-right", "shares", text("{email} stopped seeing this.")),
    "share_used": Phrase("eye", "shares", text("{email} looked at your debts.")),
    # files
    "export_asked": Phrase("download", "files", text("Asked for a copy of everything.")),
    "export_ready": Phrase("check-circle", "files", text("The copy of everything is ready.")),
    "export_downloaded": Phrase("download", "files", text("Downloaded the copy of everything.")),
    "deletion_asked": Phrase(
        "trash",
        "files",
        text("Asked to delete everything."),
        {"due_on": text("It will be deleted on {due_on}.")},
    ),
    "deletion_stopped": Phrase("arrow-repeat", "files", text("Stopped the deletion.")),
    "deleted": Phrase("trash", "files", text("Everything was deleted.")),
    # letters
    "letter_issued": Phrase(
        "envelope-paper", "letters", text("Made a letter to {recipient}: {title}.")
    ),
}


def kinds_of(group: str) -> list[str]:
    return [kind for kind, phrase in PHRASES.items() if phrase.group == group]


def phrase_of(kind: str) -> Phrase:
    return PHRASES.get(kind, UNKNOWN)


def sentences(kind: str, values: Mapping[str, object]) -> tuple[Text, ...]:
    """What is said of one act: its sentence, and one for each value there is."""
    phrase = phrase_of(kind)
    given = {name: shown(value) for name, value in values.items() if value not in (None, "")}
    more = (sentence for name, sentence in phrase.more.items() if name in given)
    return tuple(sentence.filled(**given) for sentence in (phrase.says, *more))


def shown(value: object) -> str | date:
    return value if isinstance(value, date) else str(value)


SIGN_INS = tuple(kinds_of("sign_ins"))  # forgotten after 90 days
