"""Whatever is sent, the answer is a page that says so or a 4xx: never a failure, never markup run."""

from __future__ import annotations

import csv
import io
import time

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape

from lessons.filters import LessonFilterSet
from tests.factories import PASSWORD, LessonFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db

PARAMETERS = ["q", "sort", "page", "page_size", *LessonFilterSet.base_filters]
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)//",
    "{{ 7|add:7 }}{% debug %}",
    "' OR '1'='1",
    "1; DROP TABLE lessons_lesson; --",
    "') UNION SELECT password FROM organizations_user --",
    "\\'; SELECT pg_sleep(9); --",
    "%s %(x)s %% %27",
    "$$; $1 ${jndi:x}",
    "../../../../etc/passwd",
    "مرحبا \u202eevil\u202c",
    "e\u0301\u0302\u0303" * 20,
    "🕊️👩🏽‍⚖️",
    "\ufffd\uffff\U0010ffff",
    "-1e309",
    "NaN",
    "[]",
    "\r\nSet-Cookie: a=b",
]
MARKUP = ("<script>alert", "<img src=x", "<svg/onload", 'href="javascript:', '"><img')
NUL = "%00"


def rows(response: HttpResponse) -> list[list[str]]:
    """The export's rows, its header first."""
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


@pytest.fixture
def _lesson():
    LessonFactory(title="Trust", kind="challenge", themes=[ThemeFactory(slug="trust")], date="2018")


# --- Payloads -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_lesson")
@pytest.mark.parametrize("payload", PAYLOADS)
def test_visitor_sends_a_payload_in_every_parameter_at_once_gets_a_page_that_shows_it_as_text(
    client, payload
):
    response = client.get("/lessons/", dict.fromkeys(PARAMETERS, payload))

    page = response.content.decode()
    assert response.status_code == 200
    assert response.context["total"] == 0
    assert not [markup for markup in MARKUP if markup in page]
    assert escape(" ".join(payload.split())) in " ".join(page.split())


@pytest.mark.usefixtures("_lesson")
@pytest.mark.parametrize("parameter", PARAMETERS)
def test_visitor_sends_every_payload_in_one_parameter_gets_a_page_and_a_file(client, parameter):
    for start in range(0, len(PAYLOADS), 7):
        data = {parameter: PAYLOADS[start : start + 7]}
        response = client.get("/lessons/", data)
        page = response.content.decode()

        assert response.status_code == 200
        assert not [markup for markup in MARKUP if markup in page]
        assert response.context["notices"] or parameter == "q"

        header, *entries = rows(client.get("/lessons/export.csv", data))
        assert (len(header), len(entries)) == (27, response.context["total"])


@pytest.mark.usefixtures("_lesson")
@pytest.mark.parametrize("payload", PAYLOADS)
def test_member_sends_payloads_to_the_export_gets_a_header_alone(client, payload):
    client.force_login(UserFactory(member=True))

    response = client.get("/lessons/export.csv", {"theme": payload, "q": payload, "kind": payload})

    assert response.status_code == 200
    assert [len(row) for row in rows(response)] == [27]
    assert "Set-Cookie: a" not in str(response.headers)


def test_visitor_sends_payloads_as_names_of_parameters_is_not_heard(client):
    LessonFactory(title="Trust")

    response = client.get("/lessons/", dict.fromkeys(PAYLOADS, "1"))

    assert (response.status_code, response.context["total"], response.context["notices"]) == (200, 1, [])
    assert not [markup for markup in MARKUP if markup in response.content.decode()]


def test_text_of_an_entry_is_shown_as_text_in_lists_and_results(client):
    payload = "<script>alert(1)</script><img src=x onerror=alert(2)> <b>mediation</b>"
    LessonFactory(title=payload, insight=payload, themes=[ThemeFactory(name="<script>alert(3)")])
    LessonFactory(title="Other", themes=[ThemeFactory()])

    for address in ("/", "/lessons/", "/lessons/?q=mediation"):
        page = client.get(address).content.decode()
        assert not [markup for markup in MARKUP if markup in page]
        assert "&lt;script&gt;alert" in page


# --- NUL bytes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        *[f"/lessons/?{parameter}=a{NUL}b" for parameter in PARAMETERS],
        f"/lessons/?x{NUL}=1",
        f"/lessons/?{NUL}",
        f"/lessons/export.csv?q={NUL}",
        f"/lessons/export.csv?theme={NUL}",
        f"/lessons/a{NUL}b/",
        f"/{NUL}",
        f"/?{NUL}",
        f"/admin/?q={NUL}",
        f"/admin/lessons/lesson/?q={NUL}",
        f"/admin/lessons/lesson/{NUL}/change/",
        f"/accounts/login/?next={NUL}",
        f"/accounts/reset/{NUL}/x/",
        f"/healthz?{NUL}",
    ],
)
@pytest.mark.parametrize("who", ["visitor", "administrator"])
def test_anyone_sends_a_nul_byte_in_an_address_is_refused(client, who, address):
    if who == "administrator":
        client.force_login(UserFactory(administrator=True))

    response = client.get(address)

    assert response.status_code == 400
    assert "could not be read" in response.content.decode()


@pytest.mark.parametrize("field", ["username", "password", "next", "a\0b"])
@pytest.mark.parametrize("content_type", [None, "application/x-www-form-urlencoded"])
def test_visitor_sends_a_nul_byte_in_a_form_is_refused(client, field, content_type):
    data = {"username": "someone@example.org", "password": PASSWORD, field: "a\0b"}
    encoded = {"data": data} if content_type is None else {
        "data": "&".join(f"{name}={value}".replace("\0", NUL) for name, value in data.items()),
        "content_type": content_type,
    }  # fmt: skip

    assert client.post("/accounts/login/", **encoded).status_code == 400


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "messages"])
def test_visitor_sends_a_nul_byte_in_a_cookie_is_refused(client, cookie):
    response = client.get("/lessons/", headers={"cookie": f'{cookie}="\\000aaaaaaaaaaaaaaaa"'})

    assert response.status_code == 400


@pytest.mark.parametrize(
    "cookie", ["sessionid=" + "x" * 5000, "sessionid=' OR 1=1 --", "sessionid=\u00ff\u00fe", "="]
)
def test_visitor_sends_a_broken_cookie_is_a_visitor(client, cookie):
    assert client.get("/lessons/", headers={"cookie": cookie}).status_code == 200


# --- Size ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_lesson")
def test_visitor_sends_ten_thousand_words_gets_an_answer_and_a_message(client):
    started = time.monotonic()
    response = client.get("/lessons/", {"q": "trust " * 10_000})

    assert (response.status_code, response.context["total"]) == (200, 1)
    assert response.context["notices"] == [
        "The query is very long; only its first 2,000 characters were searched.",
        "The query has very many words; only the first 64 were searched.",
    ]
    assert time.monotonic() - started < 20
    assert len(rows(client.get("/lessons/export.csv", {"q": "trust " * 10_000}))) == 2


@pytest.mark.usefixtures("_lesson")
@pytest.mark.parametrize("parameter", PARAMETERS)
def test_visitor_sends_a_value_of_a_hundred_thousand_letters_gets_a_page(client, parameter):
    response = client.get("/lessons/", {parameter: "x" * 100_000})

    assert response.status_code == 200
    assert response.context["notices"] or parameter == "q"
    assert all(len(notice) < 300 for notice in response.context["notices"])


@pytest.mark.usefixtures("_lesson")
def test_visitor_sends_hundreds_of_values_gets_a_page(client):
    values = ["trust", *[f"theme-{number}" for number in range(800)]]

    response = client.get("/lessons/", {"theme": values})

    assert (response.status_code, response.context["total"]) == (200, 1)
    assert len(response.context["notices"][0]) < 300


def test_visitor_sends_thousands_of_values_is_refused(client):
    assert client.get("/lessons/", {"theme": [str(number) for number in range(5000)]}).status_code == 400


# --- Odd queries --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_lesson")
@pytest.mark.parametrize(
    "query",
    ["OR", "-", '"', '""', '"""', "- - -", "OR OR", "-OR", '-"', '-""', "&", "|", "!", "(", ")", ":*", "<->", "***",
     "?!…。、", "\u0301", "\u202e\u202d", "🕊", "the of and", "-trust", '-"trust"', "\\", "'", "NOT AND", "zzzzz"],
)  # fmt: skip
def test_visitor_searches_for_nothing_much_gets_an_empty_page_and_file(client, query):
    response = client.get("/lessons/", {"q": query})

    assert response.status_code == 200
    # Marks of direction alone are no query at all.
    expected = 1 if query == "\u202e\u202d" else 0
    assert response.context["total"] == expected
    assert len(rows(client.get("/lessons/export.csv", {"q": query}))) == 1 + expected


@pytest.mark.usefixtures("_lesson")
@pytest.mark.parametrize(
    "query",
    [
        '"trust',
        "trust OR",
        "OR trust",
        "trust -",
        "(trust)",
        "trust:*",
        "!trust",
        "\u202etrust\u202c",
        "TRUST",
    ],
)
def test_visitor_leaves_an_operator_open_finds_the_word(client, query):
    assert client.get("/lessons/", {"q": query}).context["total"] == 1


@pytest.mark.parametrize("query", ["%ED%A0%80", "%FF%FE", "%C3%28", "%", "%%%", "%zz", "%u0041"])
def test_visitor_sends_broken_encoding_gets_a_page(client, query):
    assert client.get(f"/lessons/?q={query}&theme={query}&page={query}").status_code == 200
    assert client.get(f"/lessons/{query}/").status_code == 404


# --- Exports and methods ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_lesson")
@pytest.mark.parametrize(
    "query", [*[f"{name}=no-such-thing" for name in list(LessonFilterSet.base_filters)[:-2]], "q=zzzz", "q=%21%21",
              "year_min=9999", "year_min=2019&year_max=2018"],
)  # fmt: skip
def test_visitor_exports_what_matches_nothing_gets_the_header_alone(client, query):
    response = client.get(f"/lessons/export.csv?{query}")

    [header] = rows(response)
    assert response.status_code == 200
    assert (header[0], header[-1], len(header)) == ("id", "url", 27)
    assert response["Content-Disposition"].endswith('-TLP-CLEAR.csv"')


@pytest.mark.usefixtures("_lesson")
@pytest.mark.parametrize(
    "query", ["sort=nonsense", "page_size=7", "page=99", "year_min=abc", "colour=blue", "q="]
)
def test_visitor_exports_with_a_broken_control_gets_everything(client, query):
    assert len(rows(client.get(f"/lessons/export.csv?{query}"))) == 2


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ["/", "/lessons/", "/lessons/export.csv", "/lessons/trust/", "/healthz"])
def test_anyone_uses_a_method_that_changes_is_refused(method, address):
    LessonFactory(slug="trust")

    response = getattr(Client(), method)(address)

    assert response.status_code == 405
    assert {"GET", "HEAD"} <= set(response["Allow"].split(", "))


@pytest.mark.parametrize("address", ["/", "/lessons/", "/lessons/export.csv", "/lessons/trust/", "/healthz"])
def test_anyone_asks_for_the_head_gets_no_body(client, address):
    LessonFactory(slug="trust")

    response = client.head(address)

    assert response.status_code == 200
    assert not b"".join(response)


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/lessons/export.pdf", "/lessons/nowhere/", "/lessons/new/"]
)
def test_anyone_asks_for_what_is_not_there_is_told(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "There is no page at this address" in response.content.decode()


def test_visitor_of_another_host_is_refused(client):
    assert client.get("/lessons/", headers={"host": "evil.example.org"}).status_code == 400
