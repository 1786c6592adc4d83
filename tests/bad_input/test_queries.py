"""Odd words to search for, and exports of what matches nothing, are answered plainly."""

from __future__ import annotations

import pytest

from lessons.filters import LessonFilterSet
from tests.factories import LessonFactory

from .lesson_list import rows

pytestmark = pytest.mark.django_db


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


# --- Exports ------------------------------------------------------------------------------------------------


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


def test_visitor_types_only_words_that_are_too_common_is_told(client):
    LessonFactory(insight="The trust of the parties.")
    response = client.get("/lessons/", {"q": "the of"})
    assert response.context["notices"] == [
        "“the of” holds only words that are too common to be searched for."
    ]
