"""Typed readers of environment variables: a value that is missing or malformed stops the program, by name.

Every reader takes the mapping to read from, the variable's name and a default, and raises
`ImproperlyConfigured` with one line: the name, what is wrong, what was expected. An empty value counts as
missing. Without a default, a missing value is an error.
"""

import logging
import zoneinfo
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off"}
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}


def read_file(path: Path) -> None:
    """Add the variables of a `.env` file to the process's environment; what is already set there wins.

    A missing file is no error. Raises `ImproperlyConfigured` when the file is there and cannot be read.
    """
    if not path.exists():
        return
    try:
        environ.Env.read_env(path, overwrite=False)
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(
            f"{path.name}: cannot be read ({error}); expected a text file in UTF-8."
        ) from error


def text(values: Mapping[str, str], name: str, default: str | None = None, *, expected: str) -> str:
    """Return the variable's value without surrounding blanks; `expected` says in words what belongs there."""
    value = values.get(name, "").strip() or default
    if not value:
        raise ImproperlyConfigured(f"{name}: missing; expected {expected}.")
    return value


def optional_text(values: Mapping[str, str], name: str) -> str:
    """Return the variable's value without surrounding blanks; empty where it is missing."""
    return values.get(name, "").strip()


def boolean(values: Mapping[str, str], name: str, default: bool) -> bool:
    """Return a yes or no. Anything but a plain word for either is an error, never quietly a no."""
    value = values.get(name, "").strip()
    if not value:
        return default
    if value.lower() in TRUE_WORDS:
        return True
    if value.lower() in FALSE_WORDS:
        return False
    raise _malformed(name, value, "1 or 0 (true, false, yes, no, on, off)")


def hosts(values: Mapping[str, str], name: str, default: list[str]) -> list[str]:
    """Return the host names of a comma-separated list: bare names, without scheme, port or path."""
    found = _items(values, name)
    for host in found:
        address = host.startswith("[") and host.endswith("]")
        if any(char in host for char in "/ @") or (":" in host and not address):
            raise _malformed(
                name, host, "host names separated by commas, such as kb.example.org,www.example.org"
            )
    return found or default


def origins(values: Mapping[str, str], name: str) -> list[str]:
    """Return the origins of a comma-separated list: scheme and host each, as Django's check wants them."""
    found = _items(values, name)
    for origin in found:
        if not _is_web_address(origin) or urlsplit(origin).path:
            raise _malformed(name, origin, "origins separated by commas, such as https://kb.example.org")
    return found


def web_address(values: Mapping[str, str], name: str, default: str | None = None, *, secure: bool) -> str:
    """Return an address such as `https://kb.example.org`, without the slash at its end.

    With `secure`, plain http is refused unless the host is this very machine, where trying things out needs
    no certificate.
    """
    expected = "the address people use, such as https://kb.example.org"
    value = text(values, name, default, expected=expected).rstrip("/")
    if not _is_web_address(value):
        raise _malformed(name, value, expected)
    parts = urlsplit(value)
    if secure and parts.scheme != "https" and parts.hostname not in LOCAL_HOSTS:
        raise _malformed(name, value, "an address that begins with https:// (plain http only on localhost)")
    return value


def page_address(values: Mapping[str, str], name: str) -> str:
    """Return the address of a web page, wherever it is; empty where the variable is missing."""
    value = optional_text(values, name)
    if value and not _is_page_address(value):
        raise _malformed(
            name, value, "the address of a page, such as https://creativecommons.org/licenses/by/4.0/"
        )
    return value


def contact(values: Mapping[str, str], name: str) -> str:
    """Return where people write to: an e-mail address, or the address of a web page; empty where it is missing."""
    value = optional_text(values, name)
    if value and not _is_page_address(value):
        try:
            validate_email(value)
        except ValidationError as error:
            expected = "an e-mail address, or the address of a page such as https://example.org/contact/"
            raise _malformed(name, value, expected) from error
    return value


def time_zone(values: Mapping[str, str], name: str, default: str) -> str:
    """Return the name of a time zone that this machine knows."""
    value = values.get(name, "").strip() or default
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _malformed(
            name, value, "a name of the time zone database, such as UTC or Africa/Nairobi"
        ) from error
    return value


def log_level(values: Mapping[str, str], name: str, default: str) -> str:
    """Return the name of a level of Python's `logging`, in capitals."""
    value = (values.get(name, "").strip() or default).upper()
    if value not in logging.getLevelNamesMapping() or value in ("NOTSET", "WARN", "FATAL"):
        raise _malformed(name, value, "DEBUG, INFO, WARNING, ERROR or CRITICAL")
    return value


def count(values: Mapping[str, str], name: str, default: int, *, expected: str) -> int:
    """Return a whole number that is not below zero; `expected` says in words what it counts."""
    value = values.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 4):
        raise _malformed(name, value, expected)
    return int(value)


def openid_connect(values: Mapping[str, str]) -> dict[str, str] | None:
    """Return the `name`, `server_url`, `client_id` and `secret` of an OpenID Connect provider.

    None where `OIDC_SERVER_URL` is missing; with it, the provider's client is required. The secret is never repeated.
    """
    server = optional_text(values, "OIDC_SERVER_URL").rstrip("/")
    if not server:
        return None
    if not _is_web_address(server) or (
        urlsplit(server).scheme != "https" and urlsplit(server).hostname not in LOCAL_HOSTS
    ):
        raise _malformed(
            "OIDC_SERVER_URL",
            server,
            "the provider's issuer address, such as https://login.example.org/realm",
        )
    expected = "what the provider gave out for this site, for OIDC_SERVER_URL is set"
    return {
        "name": optional_text(values, "OIDC_NAME") or "your organization",
        "server_url": server,
        "client_id": text(values, "OIDC_CLIENT_ID", expected=expected),
        "secret": text(values, "OIDC_CLIENT_SECRET", expected=expected),
    }


def database(values: Mapping[str, str], name: str) -> dict[str, Any] | None:
    """Return Django's settings for a PostgreSQL address, or None where the variable is missing.

    The value may hold a password, so the message never repeats it.
    """
    value = values.get(name, "").strip()
    if not value:
        return None
    expected = "postgres://user:password@host:5432/name (PostgreSQL 14 or newer)"
    try:
        if urlsplit(value).scheme not in ("postgres", "postgresql"):
            raise ValueError("another kind of database")
        config: dict[str, Any] = environ.Env.db_url_config(value)
    except Exception as error:  # django-environ raises whatever its parsing meets
        raise ImproperlyConfigured(f"{name}: malformed; expected {expected}.") from error
    if not config.get("NAME") or config.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"{name}: malformed; expected {expected}.")
    config["HOST"] = unquote(config["HOST"])  # a socket's directory comes percent-encoded
    return config


def email(values: Mapping[str, str], name: str, default: str) -> dict[str, Any]:
    """Return Django's `EMAIL_…` settings for an address such as `smtp+tls://user:password@host:587`.

    The value may hold a password, so the message never repeats it.
    """
    value = values.get(name, "").strip() or default
    expected = "smtp+tls://user:password@host:587, smtp://host:25, or consolemail:// to print messages"
    try:
        if urlsplit(value).scheme not in environ.Env.EMAIL_SCHEMES:
            raise ValueError("another kind of address")
        config: dict[str, Any] = environ.Env.email_url_config(value)
    except Exception as error:  # django-environ raises whatever its parsing meets
        raise ImproperlyConfigured(f"{name}: malformed; expected {expected}.") from error
    if "smtp" in config["EMAIL_BACKEND"] and not config.get("EMAIL_HOST"):
        raise ImproperlyConfigured(f"{name}: malformed; expected {expected}.")
    return {key: value for key, value in config.items() if key.startswith("EMAIL_")}


def _items(values: Mapping[str, str], name: str) -> list[str]:
    return [item for item in (part.strip() for part in values.get(name, "").split(",")) if item]


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        _ = parts.port  # raises on a port that is no number
    except ValueError:
        return False
    if _has_blanks(value) or parts.query or parts.fragment or parts.username is not None:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _is_page_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return _is_web_address(parts._replace(query="", fragment="").geturl()) and not _has_blanks(value)


def _has_blanks(value: str) -> bool:
    return any(char.isspace() for char in value)


def _malformed(name: str, value: str, expected: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name}: {value!r} is malformed; expected {expected}.")
