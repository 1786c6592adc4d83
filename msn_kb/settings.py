"""Settings: read once from environment variables, which `.env.example` lists and explains."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from msn_kb import database, environment

BASE_DIR = Path(__file__).resolve().parent.parent

environment.read_file(BASE_DIR / ".env")

# --- What the environment decides ---------------------------------------------------------------------------

DEBUG = environment.boolean(os.environ, "DEBUG", False)

SECRET_KEY = environment.text(
    os.environ,
    "SECRET_KEY",
    # Public, so it protects nothing: it must never be reached outside a developer's machine.
    "only-for-a-developers-machine-never-for-a-server" if DEBUG else None,
    expected="at least 50 random characters (or DEBUG=1 on a developer's machine)",
)

SITE_URL = environment.web_address(
    os.environ, "SITE_URL", "http://127.0.0.1:8000" if DEBUG else None, secure=not DEBUG
)
SITE_HOST = urlsplit(SITE_URL).hostname or ""

ALLOWED_HOSTS = environment.hosts(
    os.environ, "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEBUG else [SITE_HOST]
)
CSRF_TRUSTED_ORIGINS = environment.origins(os.environ, "CSRF_TRUSTED_ORIGINS")

DATABASES = {"default": database.configure(os.environ, BASE_DIR)}

_email = environment.email(os.environ, "EMAIL_URL", "consolemail://" if DEBUG else "smtp://localhost:25")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _email.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _email.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = _email.get("EMAIL_FILE_PATH") or None
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = f"MSN Knowledge Base <noreply@{SITE_HOST}>"

TIME_ZONE = environment.time_zone(os.environ, "TIME_ZONE", "UTC")
LOG_LEVEL = environment.log_level(os.environ, "LOG_LEVEL", "INFO")

TRUSTED_PROXIES = environment.count(
    os.environ, "TRUSTED_PROXIES", 0, expected="how many proxies of yours a request passes, such as 0, 1 or 2"
)
_oidc = environment.openid_connect(os.environ)
OIDC_SERVER_URL = _oidc["server_url"] if _oidc else ""

OPERATOR_NAME = environment.optional_text(os.environ, "OPERATOR_NAME")
OPERATOR_CONTACT = environment.contact(os.environ, "OPERATOR_CONTACT")
CONTENT_LICENCE = environment.optional_text(os.environ, "CONTENT_LICENCE")
CONTENT_LICENCE_URL = environment.page_address(os.environ, "CONTENT_LICENCE_URL")

# --- The program --------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    # Before our own, which take back what of it the administration need not show.
    "allauth.account",
    "allauth.mfa",
    "lessons",
    "organizations",
    "msn_kb.core",
    "msn_kb.core.admin.site.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
]
if OIDC_SERVER_URL:
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]

MIDDLEWARE = [
    "msn_kb.core.stack.RoomOnTheStack",
    "msn_kb.core.headers.SafeHeaders",
    "msn_kb.core.headers.ContentSecurityPolicy",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "msn_kb.core.middleware.RefuseUnreadable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "msn_kb.core.middleware.CanonicalAddress",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organizations.accounts.second_factor.RequireSecondFactor",
    "django_htmx.middleware.HtmxMiddleware",
    "msn_kb.core.middleware.OwnNotFoundPage",
    "msn_kb.core.limits.LimitRate",
    "msn_kb.core.middleware.CloseTheDoor",
    "msn_kb.core.access_log.LogAccess",
    "msn_kb.core.middleware.KeepAnswers",
    "msn_kb.core.middleware.NoteAuthor",
    "msn_kb.core.middleware.ServiceUnavailable",
]

ROOT_URLCONF = "msn_kb.urls"
WSGI_APPLICATION = "msn_kb.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["msn_kb.core.templatetags.knowledge"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "msn_kb.core.context.site",
            ],
        },
    },
]

_IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    # How often who asked within this minute, each worker for itself: see `msn_kb.core.limits`.
    "limits": {"BACKEND": _IN_MEMORY, "LOCATION": "limits", "OPTIONS": {"MAX_ENTRIES": 20_000}},
    # Shared by all workers: how often a sign-in was tried, and which codes are used up. The table comes by migration.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Counts and the like, each kept under the version of the data that it belongs to: nothing here grows stale.
    "answers": {
        "BACKEND": _IN_MEMORY,
        "LOCATION": "answers",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

FORMS_URLFIELD_ASSUME_HTTPS = True  # what Django 6 does; drop it then
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organizations.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 7 * 24 * 3600

# Why these are as they are: docs/decisions/0016-accounts.md
ACCOUNT_ADAPTER = "organizations.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
# Somebody signed in who may not open a page is told so on the sign-in page, not sent round in circles.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
# amount/time/what counts together: "ip" is a network address; "key" an address and an account.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/15m/ip,5/5m/key",
    "reset_password": "20/15m/ip",
    "reset_password_account": "4/15m/key",
    "reset_password_from_key": "20/m/ip",
}
ACCOUNT_FORMS = {
    "login": "organizations.forms.SignInForm",
    "add_email": "organizations.forms.EmailForm",
    "change_password": "organizations.forms.PasswordChangeForm",
    "set_password": "organizations.forms.PasswordSetForm",
    "reset_password": "organizations.forms.PasswordResetForm",
    "reset_password_from_key": "organizations.forms.PasswordResetKeyForm",
    "reauthenticate": "organizations.forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "organizations.accounts.second_factor.SecondFactorAdapter"
MFA_TOTP_ISSUER = "MSN Knowledge Base"
MFA_TOTP_TOLERANCE = 1  # the code before and the one after, for clocks that differ and people who type slowly
MFA_FORMS = {
    "authenticate": "organizations.forms.CodeForm",
    "reauthenticate": "organizations.forms.ConfirmCodeForm",
    "activate_totp": "organizations.forms.SetUpForm",
}
if _oidc:
    SOCIALACCOUNT_ADAPTER = "organizations.accounts.elsewhere.ElsewhereAdapter"
    # A form that leads to the provider would be stopped by the content security policy; a link is not.
    SOCIALACCOUNT_LOGIN_ON_GET = True
    # The provider is the operator's own choice: what it says of an address is believed, if it says it is confirmed.
    SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": _oidc["name"],
                    "client_id": _oidc["client_id"],
                    "secret": _oidc["secret"],
                    "settings": {"server_url": _oidc["server_url"]},
                }
            ],
        }
    }

LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # The manifest exists only after `collectstatic`, which a developer's machine does not run.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "msn_kb.core.discreet.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # Django mails errors to ADMINS and prints nothing without DEBUG; here the log is the one place to look.
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # It warns of every HEAD request, whose body Django leaves to the server to drop.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}

# --- Safety -------------------------------------------------------------------------------------------------

# What the database may take for one statement of a search, before less is searched for.
SEARCH_SECONDS = 5.0
LINK_CHECK_ANY_HOST = False  # `check_links` asks the public internet only; tests run a server of their own

# How often a minute one person, or all visitors from one network address, may ask a worker for what.
_are_limited = environment.boolean(os.environ, "RATE_LIMITS", not DEBUG)
RATE_LIMITS = {"search": 240, "suggest": 900, "export": 60} if _are_limited else {}

# Whatever is served over https is served over https only. Plain http remains for a developer's machine and
# for trying the production set-up on localhost; `environment.web_address` refuses it anywhere else.
SERVED_OVER_HTTPS = SITE_URL.startswith("https://") and not DEBUG

SECURE_SSL_REDIRECT = SERVED_OVER_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # a probe on the machine itself asks over plain http
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SERVED_OVER_HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SERVED_OVER_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SERVED_OVER_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVED_OVER_HTTPS
# The prefix makes browsers refuse such a cookie from plain http, from another host and for a part of the site.
_COOKIE_PREFIX = "__Host-" if SERVED_OVER_HTTPS else ""
SESSION_COOKIE_NAME = f"{_COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{_COOKIE_PREFIX}csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # forms carry the token; no script reads either
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # A page that gives its scripts a nonce lets in these alone: see `msn_kb.core.headers`.
        "script-src": [SELF],
        "style-src": [SELF],
        # Bootstrap draws the marks of its form fields from data: addresses; pictures run nothing.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": SERVED_OVER_HTTPS,
    }
}

# W021 asks for HSTS preloading: a promise about a whole domain, which only the domain's owner can give.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
