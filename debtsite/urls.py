from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView
from django.views.i18n import set_language

from debtsite import mailbox, sessions, wellknown

admin.site.login = secure_admin_login(admin.site.login)
# for pages of no markup, which cannot name an icon; looked up late, when files are collected
ICON = RedirectView.as_view(url=lazy(static, str)("img/mark.svg"))
handler400 = "debtsite.refusals.bad_request"
handler500 = "debtsite.refusals.failed"
handler429 = "debtsite.limits.too_many_tries"  # asked for by the account library

urlpatterns = [
    path("", include("negotiation.urls")),
    path("", include("ledger.urls")),
    path("accounts/sessions/", sessions.session_list, name="usersessions_list"),
    path("accounts/", include("allauth.urls")),
    path("mail/", mailbox.mailbox, name="mailbox"),
    path("language/", login_not_required(set_language), name="set_language"),
    path(".well-known/security.txt", wellknown.security_txt, name="security_txt"),
    path("robots.txt", wellknown.robots_txt, name="robots_txt"),
    path("favicon.ico", login_not_required(ICON), name="icon"),
    path("admin/", admin.site.urls),
]
