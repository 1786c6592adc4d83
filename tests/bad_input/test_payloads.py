"""Code sent as text is shown as text: never run, never a failure."""

from __future__ import annotations

import pytest
from django.utils.html import escape

from tests.factories import LessonFactory, ThemeFactory, UserFactory

from .lesson_list import PARAMETERS, rows

pytestmark = pytest.mark.django_db
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


def test_visitor_sees_the_markup_of_an_entry_as_text_in_lists_and_results(client):
    payload = "<script>alert(1)</script><img src=x onerror=alert(2)> <b>mediation</b>"
    LessonFactory(title=payload, insight=payload, themes=[ThemeFactory(name="<script>alert(3)")])
    LessonFactory(title="Other", themes=[ThemeFactory()])

    for address in ("/", "/lessons/", "/lessons/?q=mediation"):
        page = client.get(address).content.decode()
        assert not [markup for markup in MARKUP if markup in page]
        assert "&lt;script&gt;alert" in page
