"""Curators find entries by title, text and the names of tags; never by letters within a word."""

from __future__ import annotations

import pytest
from django.test import Client

from lessons.models import Case, Lesson
from msn_kb.core.search.names import refresh
from tests import factories

LIST = "/admin/lessons/lesson/"
pytestmark = pytest.mark.django_db


def found(client: Client, query: str, path: str = LIST) -> set[str]:
    """The titles that the list at ``path`` shows for ``query``."""
    return {entry.title for entry in client.get(path, {"q": query}).context["cl"].result_list}


@pytest.fixture
def _lessons() -> None:
    mali = factories.CountryFactory(name_en="Mali")
    congo = factories.CountryFactory(name_en="Democratic Republic of the Congo")
    tagged = factories.LessonFactory(title="Share the table", countries=[mali], external_id="Zx/Quokka")
    factories.LessonFactory(title="Drop the formalities", insight="Anomalies abound.")
    factories.LessonFactory(title="Mali's neighbours matter")
    far = factories.LessonFactory(title="Ask elders first", countries=[congo])
    refresh(Lesson, [tagged.pk, far.pk])


@pytest.mark.usefixtures("_lessons")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("mali", {"Share the table", "Mali's neighbours matter"}),
        ("MALI table", {"Share the table"}),
        ("mali -neighbours", {"Share the table"}),
        ("Democratic Republic of the Congo", {"Ask elders first"}),
        ("anomaly", {"Drop the formalities"}),
        ("neighb", {"Mali's neighbours matter"}),
        ("drop-the-formal", {"Drop the formalities"}),
        ("zx/quokka", {"Share the table"}),
        ("nothing of the kind", set()),
        ("\\m(", set()),
    ],
)
def test_curator_searches_the_list_of_lessons(curator_client: Client, query: str, titles: set[str]) -> None:
    assert found(curator_client, query) == titles


def test_curator_searches_the_list_of_cases_by_a_tagged_country(curator_client: Client) -> None:
    case = factories.CaseFactory(title="A quiet start", countries=[factories.CountryFactory(name_en="Nepal")])
    factories.CaseFactory(title="Something else")
    refresh(Case, [case.pk])
    assert found(curator_client, "nepal", "/admin/lessons/case/") == {"A quiet start"}


def test_curator_looks_up_a_lesson_by_part_of_its_title_only(curator_client: Client) -> None:
    factories.LessonFactory(title="Plan for exits", insight="Ceasefires need plans.")
    look_up = {"app_label": "lessons", "model_name": "lessonlink", "field_name": "other"}
    for term, titles in {"plan for ex": ["Plan for exits"], "ceasefires": []}.items():
        results = curator_client.get("/admin/autocomplete/", {**look_up, "term": term}).json()["results"]
        assert [result["text"] for result in results] == titles


def test_curator_reads_one_theme_in_the_list_and_how_many_more_there_are(curator_client: Client) -> None:
    themes = [factories.ThemeFactory(name="Funding"), *factories.ThemeFactory.create_batch(2)]
    factories.LessonFactory(themes=themes)
    row = curator_client.get(LIST).content.decode()
    assert f"{sorted(theme.name for theme in themes)[0]} +2" in row
