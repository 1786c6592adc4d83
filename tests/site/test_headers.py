"""Every answer, whatever it is, tells the browser what it may do with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.test import Client

from msn_kb.core.headers import FIXED, ContentSecurityPolicy
from tests.clients import signed_in
from tests.factories import LessonFactory
from tests.test_settings import read_settings, run_manage

pytestmark = pytest.mark.django_db

TEMPLATES = Path(settings.BASE_DIR) / "templates"
FIXED_VALUES = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Permitted-Cross-Domain-Policies": "none",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
ANSWERS = [
    ("/", 200),
    ("/lessons/?q=trust", 200),
    ("/lessons/no-such-entry/", 404),
    ("/no/such/page/", 404),
    ("/lessons/?q=%00", 400),
    ("/LESSONS/", 301),
    ("/search/suggest/?q=tr", 200),
    ("/lessons/export.csv", 200),
    ("/accounts/login/", 200),
    ("/admin/", 302),
    ("/robots.txt", 200),
    ("/healthz", 200),
    ("/static/css/tokens.css", 200),
]


def policy_of(response) -> dict[str, str]:
    directives = (
        directive.strip().partition(" ") for directive in response["Content-Security-Policy"].split(";")
    )
    return {name: value for name, _, value in directives}


def assert_safe(response) -> None:
    assert {name: response.headers.get(name) for name in FIXED_VALUES} == FIXED_VALUES
    assert "camera=(), " in response["Permissions-Policy"]
    policy = policy_of(response)
    scripts = policy.pop("script-src")
    assert re.fullmatch(r"'self'|'nonce-[A-Za-z0-9+/]{22}=='", scripts), scripts
    assert policy == {name: value for name, value in POLICY.items() if name != "script-src"}
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(response.headers)


@pytest.mark.parametrize(("address", "status"), ANSWERS)
def test_visitor_gets_every_header_with_every_answer(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert_safe(response)


def test_visitor_meets_a_defect_gets_every_header(monkeypatch, client):
    def fail(request):
        raise RuntimeError("a defect")

    client.raise_request_exception = False
    monkeypatch.setattr("msn_kb.core.context.contact_url", fail)
    response = client.get("/")
    assert response.status_code == 500
    assert_safe(response)


def test_visitor_names_another_host_gets_every_header(client):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert_safe(response)


def test_visitor_forges_a_form_gets_every_header():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})
    assert response.status_code == 403
    assert_safe(response)


def test_visitor_sends_a_file_of_five_megabytes_is_refused_before_it_is_read(client):
    response = client.post("/accounts/login/", {"file": "x" * 5 * 1024 * 1024})
    assert response.status_code == 413
    assert_safe(response)


@pytest.mark.parametrize("address", [address for address, _ in ANSWERS if "static" not in address])
def test_curator_gets_nothing_that_a_cache_may_keep(address):
    response = signed_in(curator=True).get(address)
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert_safe(response)


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/lessons/lesson/", "/admin/lessons/lesson/add/", "/admin/nothing/"]
)
def test_curator_gets_nothing_of_the_administration_that_a_cache_may_keep(address):
    response = signed_in(curator=True).get(address)
    assert "no-store" in response["Cache-Control"]
    assert_safe(response)


def test_visitor_without_a_session_may_keep_pages_and_files_of_the_program(client):
    assert "Cache-Control" not in client.get("/").headers
    assert "no-store" not in client.get("/static/css/tokens.css")["Cache-Control"]
    assert "no-store" not in signed_in(member=True).get("/static/css/tokens.css")["Cache-Control"]


def test_person_signs_in_gets_an_answer_that_no_cache_keeps(client):
    assert "no-store" in client.get("/accounts/login/")["Cache-Control"]


def test_page_names_a_new_nonce_with_each_answer_and_lets_in_its_scripts_alone(client, monkeypatch):
    # The tests' pages otherwise share one, to be comparable.
    monkeypatch.setattr(ContentSecurityPolicy, "_make_nonce", CSPMiddleware._make_nonce)
    LessonFactory(title="Trust")
    nonces = []
    for address in ("/lessons/", "/lessons/", "/nothing/"):
        response = client.get(address)
        scripts = re.findall(r"<script[^>]*>", response.content.decode())
        [nonce] = {re.search(r'nonce="([^"]+)"', script)[1] for script in scripts}
        assert policy_of(response)["script-src"] == f"'nonce-{nonce}'"
        nonces.append(nonce)
    assert len(set(nonces)) == 3


def test_templates_give_each_script_the_nonce_and_style_nothing_inline():
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        name = template.relative_to(TEMPLATES).as_posix()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), name
        for script in re.findall(r"<script[^>]*>", text):
            assert " src=" in script, name
            # The administration's own scripts carry none, so its pages let in what is the site's.
            assert ("request.csp_nonce" in script) != name.startswith("admin/"), f"{name}: {script}"


def test_htmx_runs_no_text_as_code_and_writes_no_styles(client):
    page = client.get("/").content.decode()
    for setting in ('"allowEval": false', '"includeIndicatorStyles": false', '"selfRequestsOnly": true'):
        assert setting in page


def test_site_over_https_is_https_only():
    names = ("HSTS_SECONDS", "HSTS_INCLUDE_SUBDOMAINS", "SSL_REDIRECT")
    secure = ", ".join(f"settings.SECURE_{name}" for name in names)
    expression = f"{secure}, settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME"
    assert read_settings(expression) == "(31536000, True, True, '__Host-sessionid', '__Host-csrftoken')"
    assert read_settings(expression, DEBUG="1") == "(0, False, False, 'sessionid', 'csrftoken')"
    assert (
        read_settings("settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['upgrade-insecure-requests']") == "True"
    )


def test_person_over_https_gets_the_promise_of_https_and_cookies_for_this_host_alone(settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31536000, True
    settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_SECURE = "__Host-csrftoken", True
    response = Client().get("/accounts/login/", secure=True)
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    cookie = response.cookies["__Host-csrftoken"]
    assert (cookie["secure"], cookie["path"], cookie["domain"], cookie["httponly"]) == (True, "/", "", True)
    assert cookie["samesite"] == "Lax"


def test_production_settings_pass_every_check_of_django():
    done = run_manage("check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("System check identified no issues")


def test_headers_are_listed_once():
    assert FIXED_VALUES.items() <= FIXED.items()
