"""One settings file; everything a deployment changes is an environment variable.

A bad value stops the start with the variable's name. The values and their meaning are listed in
the README.
"""

import sys
from copy import deepcopy
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from debtsite import env, rates, role

BASE_DIR = Path(__file__).resolve().parent.parent
TESTING = "pytest" in sys.modules
if not TESTING:
    env.load(BASE_DIR / ".env", recurse=False)

DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")
SECRET_KEY = env.secret_key("SECRET_KEY", kept_in=DATA_DIR)
# The keys of sealed account numbers, never in the database: ledger/keys.py
KEYS_DIR = env.folder("KEYS_DIR", DATA_DIR / "keys")
DATA_KEYS = env.data_keys("DATA_KEYS")
DEBUG = env.flag("DEBUG", False)
DEMO = env.flag("DEMO", False)
SITE_URL = env.site_url("SITE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", [SITE_URL.hostname, "localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.origins(
    "CSRF_TRUSTED_ORIGINS", [f"{SITE_URL.scheme}://{SITE_URL.netloc}"]
)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_tasks_db",
    "ledger",
    "negotiation",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "debtsite.headers.PrivatePages",
    "csp.middleware.CSPMiddleware",
    "debtsite.health.Health",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "debtsite.accounts.LoginRequired",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # what waits for the commit still has the request, and may leave a message
    "ledger.walls.inside.Wall",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "ledger.middleware.CurrentWorkspace",
    "ledger.uploads.RoomLeft",
    "debtsite.limits.Limits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "debtsite.urls"
WSGI_APPLICATION = "debtsite.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "debtsite.mailbox.link",
                "ledger.middleware.rights",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", sqlite=DATA_DIR / "debtsite.sqlite3")}
SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
DATABASE_ROLE = env.choice(
    "DATABASE_ROLE",
    role.LOGIN if TESTING else role.process,
    among=(role.APP, role.WORKER, role.BACKUP, role.LOGIN),
)
# how long a page's query may take, or wait for a lock, before the page says that it is busy
STATEMENT_TIMEOUT = env.number("STATEMENT_TIMEOUT", 15)
if SQLITE:
    # many readers beside one writer; a writer waits its turn instead of failing
    DATABASES["default"]["OPTIONS"] |= {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA secure_delete=ON;"  # what is deleted is overwritten in the file, too
            "PRAGMA recursive_triggers=ON;"  # else REPLACE deletes a row past its trigger
        ),
    }
    if TESTING:
        DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", 5)
    session = [f"-c role={DATABASE_ROLE}"] if DATABASE_ROLE != role.LOGIN else []
    if role.process == role.APP and not TESTING:  # commands and the worker may take their time
        session.append(f"-c statement_timeout={STATEMENT_TIMEOUT}s")
    DATABASES["default"]["OPTIONS"]["options"] = " ".join(session)
    if not TESTING:
        DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 5}
    DATABASES["outside"] = deepcopy(DATABASES["default"])  # the same, once more
# the tests have one connection, but for those in tests/test_outside.py
DATABASE_ROUTERS = [] if TESTING else ["debtsite.outside.Outside"]
# Everything is written by one formatter, which holds no personal data: debtsite/logs.py
OURS_ALONE = {"handlers": [], "propagate": True}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"redacted": {"()": "debtsite.logs.Redacted"}},
    "handlers": {"stderr": {"()": "debtsite.logs.Stream", "formatter": "redacted"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": OURS_ALONE | {"level": "WARNING"},
        "django.server": OURS_ALONE | {"level": "INFO"},
        "granian.access": OURS_ALONE | {"level": "INFO"},
        # what a pool says on each of its many tries to reach a database that is down
        "psycopg.pool": {"level": "ERROR"},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What takes long waits in the database for a worker: ./run starts one, or ./run worker does.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
EVERY_MINUTE = [
    "negotiation.printing.tasks.put_right",
    "negotiation.leaving.tasks.put_right",
    "negotiation.digests.send_due",
    "ledger.forgetting.forget_old",
]

# Rate limits and used one-time codes live here: every worker process must see the same.
CACHES = {
    "default": env.cache(
        "CACHE_URL",
        {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "debtsite_cache",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        },
    )
}

AUTH_USER_MODEL = "ledger.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "debtsite.passwords.SteadyArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "debtsite.passwords.LongEnough"},
    {"NAME": "debtsite.passwords.HardToGuess"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email"]},
    },
]

# How much one person, and all of them together, may ask for: debtsite/limits.py
LIMITS = {
    "letters": rates.read("LIMIT_LETTERS", "60/hour/person, 2000/hour/site"),
    "drawings": rates.read("LIMIT_DRAWINGS", "1500/hour/person, 60000/hour/site"),
    "papers": rates.read("LIMIT_PAPERS", "600/hour/person, 10000/hour/site"),
    "uploads": rates.read("LIMIT_UPLOADS", "120/hour/person, 3000/hour/site"),
    "exports": rates.read("LIMIT_EXPORTS", "6/day/person, 300/day/site"),
    "mails": rates.read("LIMIT_MAILS", "20/day/person, 2000/day/site"),
    "signups": rates.read("LIMIT_SIGNUPS", "300/day/site"),
    "calculations": rates.read("LIMIT_CALCULATIONS", "1000/hour/person, 60000/hour/site"),
}

LETTER_PAPER = env.choice("LETTER_PAPER", "letter", among=("letter", "A4"))

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "debtsite.formats"
TIME_ZONE = env.time_zone("TIME_ZONE", "America/New_York")
USE_I18N = USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = env.folder("STATIC_ROOT", DATA_DIR / "static", mode=0o755, writable=False)
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env.folder("MEDIA_ROOT", DATA_DIR / "media")
# Names with hashes, so that browsers may keep the files for ever. Compressing them takes long:
# the container image does it, once, when it is built (STATIC_COMPRESS=1).
STATIC_COMPRESS = env.flag("STATIC_COMPRESS", False)
STATIC_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if STATIC_COMPRESS
    else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
)
if DEBUG or TESTING:
    STATIC_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
    WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # no look at every file at the start
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600
STORAGES = {
    "default": {"BACKEND": "debtsite.storage.WholeFiles"},
    # a web server, or another user of this machine, may serve these; papers are the site's alone
    "staticfiles": {
        "BACKEND": STATIC_STORAGE,
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 2
FILE_UPLOAD_HANDLERS = [
    "ledger.uploads.CutOff",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
DOCUMENT_MAX_BYTES = 10 * 1024 * 1024
WORKSPACE_MAX_BYTES = 200 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's CSS draws its arrows and ticks from data: URIs
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # our widgets' templates are ours too
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

HTTPS = SITE_URL.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", HTTPS)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
if env.flag("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

EMAIL = env.mail("EMAIL_URL", {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"})
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL.get("EMAIL_HOST")
EMAIL_PORT = EMAIL.get("EMAIL_PORT")
EMAIL_HOST_USER = EMAIL.get("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = EMAIL.get("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = EMAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = DATA_DIR / "mail"
env.close_to_others(EMAIL_FILE_PATH, *DATA_DIR.glob("debtsite.sqlite3*"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.sender("DEFAULT_FROM_EMAIL", "Debtsite <debtsite@localhost>")

SECURITY_CONTACT = env.contact("SECURITY_CONTACT")

# ---- people ----------------------------------------------------------------------------
# Without a mail server nobody could prove an address or get back in: sign-up is then closed.
HAS_MAIL_SERVER = EMAIL_BACKEND.endswith("smtp.EmailBackend")
SIGNUP_OPEN = env.flag("SIGNUP_OPEN", DEMO or TESTING or HAS_MAIL_SERVER)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
RESET_SECONDS = 0 if TESTING else 0.75
ACCOUNT_ADAPTER = "debtsite.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "debtsite.account_forms.SignupForm",
    "login": "debtsite.account_forms.LoginForm",
    "add_email": "debtsite.account_forms.EmailForm",
    "change_password": "debtsite.account_forms.ChangePasswordForm",
    "set_password": "debtsite.account_forms.SetPasswordForm",
    "reset_password": "debtsite.account_forms.ResetPasswordForm",
    "reset_password_from_key": "debtsite.account_forms.ResetPasswordKeyForm",
    "reauthenticate": "debtsite.account_forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# `mandatory`: sign-up answers alike for every address. `optional`: straight in, which tells
# a known address from a new one; nothing else is possible where no mail arrives.
ACCOUNT_EMAIL_VERIFICATION = env.choice(
    "ACCOUNT_EMAIL_VERIFICATION",
    "mandatory" if HAS_MAIL_SERVER else "optional",
    among=("mandatory", "optional"),
)
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"signup": "10/m/ip", "login_failed": "10/m/ip,5/5m/key"}
# how many proxies of ours stand before the site; their X-Forwarded-For is believed, no other
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)
MFA_ADAPTER = "debtsite.accounts.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "debtsite.account_forms.CodeForm",
    "reauthenticate": "debtsite.account_forms.CodeAgainForm",
    "activate_totp": "debtsite.account_forms.AppForm",
    "add_webauthn": "debtsite.account_forms.PasskeyForm",
    "edit_webauthn": "debtsite.account_forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Debtsite"
MFA_TOTP_TOLERANCE = 1  # a slow clock; debtsite.account_forms.OneTimeCode keeps it safe
# An unproven address never gets this far where a mail server can prove it.
MFA_ALLOW_UNVERIFIED_EMAIL = True
