"""Settings: read once from environment variables, which `.env.example` lists and explains."""

import os
from pathlib import Path
from urllib.parse import urlsplit

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

OPERATOR_NAME = environment.optional_text(os.environ, "OPERATOR_NAME")
OPERATOR_CONTACT = environment.contact(os.environ, "OPERATOR_CONTACT")
CONTENT_LICENCE = environment.optional_text(os.environ, "CONTENT_LICENCE")
CONTENT_LICENCE_URL = environment.page_address(os.environ, "CONTENT_LICENCE_URL")

# --- The program --------------------------------------------------------------------------------------------

INSTALLED_APPS = [
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

MIDDLEWARE = [
    "msn_kb.core.stack.RoomOnTheStack",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "msn_kb.core.middleware.RefuseUnreadable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "msn_kb.core.middleware.CanonicalAddress",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "msn_kb.core.middleware.OwnNotFoundPage",
    "msn_kb.core.middleware.CloseTheDoor",
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

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Counts and the like, each kept under the version of the data that it belongs to: nothing here grows stale.
    "answers": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
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
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

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
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
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

# Whatever is served over https is served over https only. Plain http remains for a developer's machine and
# for trying the production set-up on localhost; `environment.web_address` refuses it anywhere else.
# What the database may take for one statement of a search, before less is searched for.
SEARCH_SECONDS = 5.0

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
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

# W021 asks for HSTS preloading: a promise about a whole domain, which only the domain's owner can give.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
