"""Very long and very many values are cut with a message, or refused."""

from __future__ import annotations

import time

import pytest

from .lesson_list import PARAMETERS, rows

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("_lesson")
def test_visitor_sends_ten_thousand_words_gets_an_answer_and_a_message(client):
    started = time.monotonic()
    response = client.get("/lessons/", {"q": "trust " * 10_000})

    assert (response.status_code, response.context["total"]) == (200, 1)
    assert response.context["notices"] == [
        "The query is very long; only its first 4,000 characters were searched.",
        "The query has very many words; only the first 500 were searched.",
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


@pytest.mark.parametrize(
    "address", ["/", "/lessons/", "/lessons/export.csv", "/accounts/login/", "/admin/login/"]
)
@pytest.mark.parametrize("debug", [True, False])
def test_visitor_sends_more_parameters_than_can_be_read_is_refused(client, settings, address, debug):
    settings.DEBUG = debug
    response = client.get(f"{address}?{'&'.join(['a=1'] * 1001)}")
    assert response.status_code == 400
    assert "too many parameters" in response.content.decode()


def test_visitor_posts_more_fields_than_can_be_read_is_refused(client):
    response = client.post("/accounts/login/", {f"f{number}": "1" for number in range(1001)})
    assert response.status_code == 400
