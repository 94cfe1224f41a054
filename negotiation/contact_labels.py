"""What forms and pages call the things the rules about contact ask for."""

from django.utils.translation import gettext_lazy as _

from ledger.law.contact import Medium, Place, Purpose, Whom

MEDIA = {
    Medium.CALL: _("Phone call"),
    Medium.TEXT: _("Text message"),
    Medium.EMAIL: _("E-mail"),
    Medium.PRIVATE_MESSAGE: _("Message on social media"),
    Medium.LETTER: _("Letter"),
    Medium.IN_PERSON: _("In person"),
}
PLACES = {
    Place.HOME: _("Home"),
    Place.WORK: _("Work"),
    Place.OTHER: _("Somewhere else"),
}
REACHED = {
    Whom.YOU: _("You, or your spouse"),
    Whom.OTHER_PERSON: _("Somebody else"),
    Whom.YOUR_LAWYER: _("Your lawyer"),
}
PURPOSES = {
    Purpose.COLLECTING: _("To collect"),
    Purpose.ASKED_FOR: _("To bring what you had asked for"),
    Purpose.DROPPED_CALL: _("To go on with a call that was cut off"),
    Purpose.LAWSUIT: _("About a running lawsuit"),
    Purpose.REQUIRED_BY_LAW: _("A law made them, such as court papers"),
    Purpose.EFFORTS_END: _("To say that they stop"),
    Purpose.MAY_USE_REMEDY: _("To say what they may do next"),
    Purpose.WILL_USE_REMEDY: _("To say what they will do next"),
    Purpose.OPT_OUT_CONFIRMED: _("To confirm that they will send no more of these"),
}
BAD_DAYS = {
    "every": _("every day"),
    "weekdays": _("Monday to Friday"),
    "weekend": _("Saturday and Sunday"),
}
