"""Settings: a value that is missing or malformed stops the start, by name and in one line."""

import importlib.util
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import psycopg2
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.base import DatabaseWrapper

from msn_kb import database, environment

CHECKOUT = Path(__file__).resolve().parent.parent

# Every variable is set, if only to nothing, so that neither the shell nor a `.env` file speaks along.
PRODUCTION = {
    "DEBUG": "",
    "SECRET_KEY": "a-key-for-the-tests-of-at-least-fifty-characters-0123456789",
    "SITE_URL": "https://kb.example.org",
    "ALLOWED_HOSTS": "",
    "CSRF_TRUSTED_ORIGINS": "",
    "DATABASE_URL": "postgres://nobody@localhost/nothing",
    "EMAIL_URL": "",
    "TIME_ZONE": "",
    "LOG_LEVEL": "",
    "TRUSTED_PROXIES": "",
    "OIDC_SERVER_URL": "",
    "OIDC_CLIENT_ID": "",
    "OIDC_CLIENT_SECRET": "",
    "OIDC_NAME": "",
    "OPERATOR_NAME": "",
    "OPERATOR_CONTACT": "",
    "CONTENT_LICENCE": "",
    "CONTENT_LICENCE_URL": "",
}


def run_manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` as a server would, with these variables changed."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env=inherited | PRODUCTION | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def read_settings(expression: str, **variables: str) -> str:
    """Return what `repr` says of an expression on `settings` in a fresh process with these variables."""
    code = f"from msn_kb import settings; print(repr(({expression})))"
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environ = inherited | PRODUCTION | variables
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", "", "at least 50 random characters"),
        ("SITE_URL", "", "https://kb.example.org"),
        ("SITE_URL", "http://kb.example.org", "https://"),
        ("DEBUG", "maybe", "1 or 0"),
        ("DATABASE_URL", "sqlite:///db.sqlite3", "postgres://"),
        ("EMAIL_URL", "pigeon://loft", "smtp"),
        ("TIME_ZONE", "Mars/Olympus", "UTC"),
        ("LOG_LEVEL", "loud", "WARNING"),
        ("ALLOWED_HOSTS", "https://kb.example.org", "host names"),
        ("CSRF_TRUSTED_ORIGINS", "kb.example.org", "https://"),
        ("TRUSTED_PROXIES", "-1", "how many proxies"),
        ("TRUSTED_PROXIES", "many", "how many proxies"),
        ("TRUSTED_PROXIES", "1.5", "how many proxies"),
        ("OIDC_SERVER_URL", "login.example.org", "https://login.example.org/realm"),
        ("OIDC_SERVER_URL", "http://login.example.org", "https://login.example.org/realm"),
        ("OPERATOR_CONTACT", "ring twice", "an e-mail address"),
        ("CONTENT_LICENCE_URL", "javascript:alert(1)", "the address of a page"),
    ],
)
def test_start_with_a_wrong_value_stops_with_one_line_that_names_it(name, value, expected):
    done = run_manage("version", **{name: value})

    assert done.returncode == 1
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert line.startswith(f"manage.py: {name}: ")
    assert "expected" in line
    assert expected in line


def test_start_with_production_values_succeeds():
    done = run_manage("version")

    assert (done.returncode, done.stderr) == (0, "")


def test_start_with_debug_alone_succeeds():
    done = run_manage("version", DEBUG="1", SECRET_KEY="", SITE_URL="", DATABASE_URL="")

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("variables", "secure"),
    [
        ({}, "True"),
        ({"SITE_URL": "http://localhost:8000"}, "False"),
        ({"DEBUG": "1"}, "False"),
    ],
    ids=["https", "production on localhost", "debug"],
)
def test_cookies_and_redirects_are_secure_where_the_site_is_served_over_https(variables, secure):
    names = "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT"

    assert read_settings(names, **variables) == f"({secure}, {secure}, {secure})"


OIDC = {
    "OIDC_SERVER_URL": "https://login.example.org/r",
    "OIDC_CLIENT_ID": "kb",
    "OIDC_CLIENT_SECRET": "hush",
}


@pytest.mark.parametrize("name", ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"])
def test_provider_without_what_it_gave_out_stops_the_start(name):
    done = run_manage("version", **OIDC | {name: ""})

    assert done.returncode == 1
    assert f"{name}: missing; expected what the provider gave out" in done.stderr
    assert "hush" not in done.stderr


def test_sign_in_elsewhere_is_off_until_a_provider_is_named():
    installed = "'allauth.socialaccount' in settings.INSTALLED_APPS"

    assert (read_settings(installed), read_settings(installed, **OIDC)) == ("False", "True")
    assert run_manage("check", "--tag", "urls", **OIDC).returncode == 0


def test_allowed_hosts_defaults_to_the_host_of_the_site():
    assert read_settings("settings.ALLOWED_HOSTS") == "['kb.example.org']"


def test_secret_key_for_development_is_none_without_debug():
    assert "developers-machine" in read_settings("settings.SECRET_KEY", DEBUG="1", SECRET_KEY="")


def test_example_file_names_every_variable_that_the_settings_read():
    example = (CHECKOUT / ".env.example").read_text()

    for name in PRODUCTION:
        assert f"\n{name}=" in example or f"\n#{name}=" in example


def test_env_file_fills_in_what_the_environment_leaves_open(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("TIME_ZONE=Africa/Nairobi\nLOG_LEVEL=ERROR\n")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("TIME_ZONE", "anything")
    monkeypatch.delenv("TIME_ZONE")

    environment.read_file(tmp_path / ".env")

    assert (os.environ["TIME_ZONE"], os.environ["LOG_LEVEL"]) == ("Africa/Nairobi", "DEBUG")


def test_missing_env_file_is_no_error(tmp_path):
    environment.read_file(tmp_path / ".env")


def test_env_file_that_is_no_text_stops_the_start(tmp_path):
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ImproperlyConfigured, match=r"^\.env: cannot be read"):
        environment.read_file(tmp_path / ".env")


# --- Readers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "answer"), [("1", True), ("Yes", True), ("OFF", False), ("0", False), ("", True)]
)
def test_boolean_reads_plain_words(value, answer):
    assert environment.boolean({"DEBUG": value}, "DEBUG", True) is answer


@pytest.mark.parametrize(
    "value",
    ["kb.example.org", "ftp://kb.example.org", "https://", "https://kb.example.org:port", "https://u:p@kb.example.org",
     "https://kb.example.org/?q=1", "https://kb example.org"],
)  # fmt: skip
def test_web_address_refuses_what_is_none(value):
    with pytest.raises(ImproperlyConfigured, match=r"^SITE_URL: "):
        environment.web_address({"SITE_URL": value}, "SITE_URL", secure=True)


@pytest.mark.parametrize("value", ["https://kb.example.org/", "https://kb.example.org"])
def test_web_address_ends_without_a_slash(value):
    assert environment.web_address({"SITE_URL": value}, "SITE_URL", secure=True) == "https://kb.example.org"


@pytest.mark.parametrize(
    "value",
    ["https://example.org/licence/", "http://example.org/?page=licence&v=4#text", "https://[::1]:8000/x"],
)
def test_page_address_may_have_path_query_and_fragment(value):
    assert environment.page_address({"CONTENT_LICENCE_URL": f" {value} "}, "CONTENT_LICENCE_URL") == value


@pytest.mark.parametrize(
    "value",
    ["example.org", "//example.org/x", "javascript:alert(1)", "https://", "https://u:p@example.org/",
     "https://example.org/a b", "https://example.org/?a b", "https://[::1", "mailto:desk@example.org"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("reader", "name"),
    [(environment.page_address, "CONTENT_LICENCE_URL"), (environment.contact, "OPERATOR_CONTACT")],
)
def test_page_address_and_contact_refuse_what_is_no_page(reader, name, value):
    with pytest.raises(ImproperlyConfigured, match=rf"^{name}: .* is malformed; expected "):
        reader({name: value}, name)


@pytest.mark.parametrize("value", ["", "desk@example.org", "https://example.org/contact/?to=desk"])
def test_contact_is_an_email_address_or_a_page_or_nothing(value):
    assert environment.contact({"OPERATOR_CONTACT": value}, "OPERATOR_CONTACT") == value


def test_hosts_are_split_and_stripped():
    values = {"ALLOWED_HOSTS": " a.example.org, ,.example.org,[::1] "}

    assert environment.hosts(values, "ALLOWED_HOSTS", []) == ["a.example.org", ".example.org", "[::1]"]


@pytest.mark.parametrize(
    "value", ["mysql://u@h/n", "postgres://h", "postgres://u@h:port/n", "not an address", "postgis://u@h/n"]
)
def test_database_refuses_what_is_no_postgresql(value):
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL: malformed; expected postgres://"):
        environment.database({"DATABASE_URL": value}, "DATABASE_URL")


@pytest.mark.parametrize("name", ["DATABASE_URL", "EMAIL_URL"])
def test_message_never_repeats_a_password(name):
    values = {name: "nonsense://user:opensesame@host:port/name"}

    reader = environment.database if name == "DATABASE_URL" else partial(environment.email, default="")

    with pytest.raises(ImproperlyConfigured) as refusal:
        reader(values, name)

    assert "opensesame" not in str(refusal.value)


def test_email_with_encryption_is_understood():
    config = environment.email({"EMAIL_URL": "smtp+tls://me:pass@mail.example.org:587"}, "EMAIL_URL", "")

    assert config["EMAIL_HOST"] == "mail.example.org"
    assert config["EMAIL_PORT"] == 587
    assert config["EMAIL_USE_TLS"] is True


# --- Database -----------------------------------------------------------------------------------------------


def test_database_url_names_the_server():
    config = database.configure(
        {"DATABASE_URL": "postgres://me:p%40ss@db.example.org:6432/kb?sslmode=require"}, CHECKOUT
    )

    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert (config["NAME"], config["USER"], config["PASSWORD"]) == ("kb", "me", "p@ss")
    assert (config["HOST"], config["PORT"]) == ("db.example.org", 6432)
    assert config["OPTIONS"]["sslmode"] == "require"
    assert config["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    "value", ["postgres:///kb?host=/var/run/postgresql", "postgres://%2Fvar%2Frun%2Fpostgresql/kb"]
)
def test_database_url_may_name_a_socket(value):
    config = database.configure({"DATABASE_URL": value}, CHECKOUT)

    assert (config["HOST"] or config["OPTIONS"]["host"]) == "/var/run/postgresql"


def test_without_database_url_the_embedded_server_is_chosen_whatever_debug_says():
    for debug in ("0", "1"):
        config = database.configure({"DEBUG": debug}, CHECKOUT)

        assert config["ENGINE"] == "msn_kb.embedded"
        assert config["DATA_DIRECTORY"] == CHECKOUT / "var" / "postgres"


def test_without_database_url_and_without_the_wheel_the_start_stops(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL: missing; expected postgres://"):
        database.configure({}, CHECKOUT)


def test_driver_is_psycopg2_alone():
    assert vars(DatabaseWrapper)["Database"] is psycopg2
    assert importlib.util.find_spec("psycopg") is None
    for locked in ("requirements.txt", "requirements-dev.txt"):
        assert not [
            line for line in (CHECKOUT / locked).read_text().splitlines() if line.startswith("psycopg==")
        ]
