"""Pages of the glossary and of themes take the same number of queries whatever there is, and twenty at most."""

from __future__ import annotations

from typing import Any

import pytest

from lessons.models import Case, Contrast, ContrastPoint, Lesson, Term, Theme
from tests.factories import (
    ContrastCitationFactory,
    ContrastFactory,
    TermCitationFactory,
    TermFactory,
    ThemeFactory,
)

from .tagging import tag_in_bulk
from .test_growth import MOST_QUERIES, PEOPLE, plant, queries, sign_in

pytestmark = pytest.mark.django_db

FEW, MANY = 20, 200


@pytest.mark.parametrize("who", PEOPLE)
def test_reader_of_terms_and_themes_costs_no_more_queries_with_many_of_everything(who: str) -> None:
    client = sign_in(who)
    term: Any = TermFactory(
        name="Challenge", slug="term", synonyms=["envoys", "Subject"], definition="What parties meet."
    )
    theme: Any = ThemeFactory(name="Subject", slug="theme", definition="A term of envoys.")
    contrast: Any = ContrastFactory(first=term, slug="contrast")
    lists = ["/glossary/", "/glossary/?q=parties&kind=sources", "/themes/", "/themes/?q=subject&theme=theme"]
    addresses = [
        *(record.get_absolute_url() for record in (term, theme, contrast)),
        *(f"{address}{'&' if '?' in address else '?'}page_size=100" for address in lists),
        "/glossary/export.csv?kind=sources",
        "/themes/export.csv?theme=theme",
    ]

    def grow(number: int, start: int) -> dict[str, int]:
        numbers = range(start, start + number)
        terms = Term.objects.bulk_create(
            Term(name=f"Word {n}", slug=f"word-{n}", definition="Parties.", synonyms=["meet"])
            for n in numbers
        )
        children = Theme.objects.bulk_create(
            Theme(name=f"Part {n}", slug=f"part-{n}", parent=theme, synonyms=["challenge"]) for n in numbers
        )
        lessons = plant(number, start)
        tag_in_bulk("themes", [(lesson, tag) for lesson in lessons for tag in (theme, children[0])])
        cases = Case.objects.bulk_create(
            Case(
                title=f"Case {n}",
                slug=f"case-{n}",
                situation="x",
                approach="x",
                status="published",
                handling="clear",
            )
            for n in numbers
        )
        Case.themes.through.objects.bulk_create(Case.themes.through(case=case, theme=theme) for case in cases)
        Contrast.objects.bulk_create(Contrast(first=one, second=term, slug=f"c-{one.pk}") for one in terms)
        ContrastPoint.objects.bulk_create(
            ContrastPoint(contrast=contrast, aspect=f"Aspect {n}") for n in numbers
        )
        for n in numbers[:10]:
            TermCitationFactory(record=term, locator=str(n))
            ContrastCitationFactory(record=contrast, locator=str(n))
        return {address: queries(client, address) for address in addresses}

    few = grow(FEW, 0)
    many = grow(MANY - FEW, FEW)

    assert many == few
    assert max(few.values()) <= MOST_QUERIES, few


@pytest.mark.parametrize("who", PEOPLE)
def test_reader_of_a_lesson_costs_one_query_for_the_terms_however_many(who: str) -> None:
    client = sign_in(who)
    lesson, other = plant(2)
    Lesson.objects.filter(pk=other.pk).update(language="fr")

    def page(number: int, start: int) -> dict[str, Any]:
        Term.objects.bulk_create(
            Term(name=f"envoys {n}", slug=f"t-{n}", definition="x", synonyms=["learn"])
            for n in range(start, start + number)
        )
        return {record.slug: queries(client, record.get_absolute_url()) for record in (lesson, other)}

    few, many = page(2, 0), page(200, 2)

    assert many == few
    assert few[lesson.slug] == few[other.slug] + 1 <= 15
