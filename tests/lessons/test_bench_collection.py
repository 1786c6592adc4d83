"""The invented collection of the benchmarks: its numbers, its shares, and columns that it does not know."""

from __future__ import annotations

import pytest

from lessons.benchmarks import collection
from lessons.benchmarks.landmarks import landmarks
from lessons.benchmarks.rows import insert, numbered
from lessons.benchmarks.scale import Scale
from lessons.indexing import FACETS
from lessons.models import Case, Lesson, LessonCitation, LessonLink, Term
from msn_kb.core.lists.facet_keys import FACET_BITS
from msn_kb.core.search import names
from organizations.models import (
    Country,
    Engagement,
    Meeting,
    Office,
    Organization,
    PeaceProcess,
    Region,
    Source,
    User,
)

pytestmark = pytest.mark.django_db

TINY = Scale(
    lessons=200, organizations=60, offices=12, meetings=5, processes=8, engagements=60, sources=40, cases=20, terms=10
)  # fmt: skip


def test_build_makes_the_numbers_asked_for_and_is_known_again():
    collection.build(TINY)

    counts = {
        model: model.objects.count()
        for model in (Lesson, Organization, Office, Meeting, PeaceProcess, Source, Case, Term)
    }
    assert counts == {
        Lesson: 200, Organization: 60, Office: 12, Meeting: 5, PeaceProcess: 8, Source: 40, Case: 20, Term: 10,
    }  # fmt: skip
    assert Country.objects.count() >= 249
    # Two engagements of the same organization in the same role count once.
    assert 30 < Engagement.objects.count() <= 60
    assert LessonCitation.objects.count() == 600
    assert LessonLink.objects.exists()
    assert collection.is_built(TINY)
    assert not collection.is_built(Scale(lessons=201))


def test_build_spreads_handling_languages_and_readers():
    collection.build(TINY)

    assert set(Lesson.objects.values_list("handling", flat=True)) == {"clear", "green", "amber", "red"}
    assert set(Lesson.objects.values_list("language", flat=True)) == {"en", "fr", "es", "ar"}
    assert Lesson.objects.filter(handling="clear").count() > 140
    assert Lesson.objects.filter(translation_of__isnull=False).exists()
    assert Lesson.objects.filter(handling="amber", owning_organizations__isnull=True).count() == 0
    assert Lesson.objects.filter(tagged_names="").count() < 40
    visitor, member = Lesson.objects.visible_to(None), User.objects.get(email=collection.MEMBER)
    assert visitor.count() < Lesson.objects.visible_to(member).count() < 200


def test_landmarks_name_records_that_a_visitor_may_read():
    collection.build(TINY)

    found = landmarks()

    assert Lesson.objects.visible_to(None).filter(slug__in=[found["lesson"], found["lesson2"]]).count() == 2
    assert Source.objects.visible_to(None).filter(slug=found["source"]).exists()
    assert PeaceProcess.objects.visible_to(None).filter(slug=found["process"]).exists()
    assert Country.objects.filter(alpha3=found["country_code"].upper()).exists()
    assert Region.objects.filter(code=found["region"]).exists()


def test_build_writes_what_the_program_would_from_what_each_lesson_is_tied_to():
    collection.build(TINY)
    columns = ("tagged_names", "facet_keys", "affiliation_keys")
    rows = Lesson.objects.order_by("pk").values_list("pk", *columns)
    written = list(rows)

    names.refresh(Lesson, [key for key, *_ in written])

    assert written == list(rows)
    # Nothing is missing that there would be to compare.
    found = {key >> FACET_BITS for _, _, keys, affiliations in written for key in keys + affiliations}
    assert found == set(FACETS.values())
    assert Lesson.objects.filter(attribution="chatham-house", organizations__isnull=False).exists()
    assert Lesson.objects.filter(processes__in=PeaceProcess.objects.exclude(handling="clear")).exists()


def test_insert_gives_columns_not_named_what_the_model_would():
    values = {"slug": "'body-' || n", "name": "'Körper ' || n", "kind": "'ngo'"}

    insert(Organization, numbered(2), values)

    made = Organization.objects.get(slug="body-2")
    assert (made.name, made.sort_name, made.acronym, made.country) == ("Körper 2", "körper 2", "", None)


def test_insert_refuses_a_column_that_the_model_does_not_have():
    with pytest.raises(ValueError, match="Organization has no column for colour"):
        insert(Organization, numbered(1), {"colour": "'red'"})
