"""Each check of the collection finds a planted fault, names the record and says what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from lessons import collection
from lessons.models import Theme
from tests import factories as make

pytestmark = pytest.mark.django_db


def told(check: Callable[[], Any]) -> list[tuple[str, str]]:
    return [(found.record, found.message) for found in check()]


def test_dangling_links_finds_a_link_to_a_draft() -> None:
    lesson, draft = make.LessonFactory(title="Open"), make.LessonFactory(title="Not yet", status="draft")
    make.LessonLinkFactory(lesson=lesson, other=draft, relation="refines")
    make.LessonLinkFactory(lesson=draft, other=lesson, relation="supports")

    assert told(collection.dangling_links) == [("lesson “Open”", "refines “Not yet”, which is not published")]


def test_dangling_links_finds_a_translation_of_a_draft() -> None:
    draft = make.LessonFactory(title="Not yet", status="draft")
    make.LessonFactory(title="Pas encore", language="fr", translation_of=draft)

    assert told(collection.dangling_links) == [
        ("lesson “Pas encore”", "is a translation of “Not yet”, which is not published")
    ]


def test_dangling_links_finds_a_case_that_leads_to_a_draft() -> None:
    make.CaseFactory(title="A case", lessons=[make.LessonFactory(title="Not yet", status="archived")])

    assert told(collection.dangling_links) == [
        ("case “A case”", "leads to the lesson “Not yet”, which is not published")
    ]


def test_dangling_links_finds_a_citation_of_a_draft() -> None:
    lesson = make.LessonFactory(title="Open")
    make.LessonCitationFactory(record=lesson, source=make.SourceFactory(title="Hidden", status="draft"))

    assert told(collection.dangling_links) == [("lesson “Open”", "cites “Hidden”, which is not published")]


def test_uncited_entries_finds_what_cites_nothing_save_drafts_and_demonstrations() -> None:
    make.LessonFactory(title="Uncited")
    make.LessonFactory(title="Draft", status="draft")
    make.LessonFactory(title="Invented", is_demonstration=True)
    make.LessonCitationFactory(
        record=make.LessonFactory(title="Cited"), source=make.SourceFactory(title="Used")
    )
    make.OrganizationFactory(name="A body")
    make.SourceFactory(title="Unused")

    assert told(collection.uncited_entries) == [
        ("lesson “Uncited”", "has no citation"),
        ("organization “A body”", "has no citation"),
        ("source “Unused”", "is cited nowhere and names no document that mentions it"),
    ]


def test_citations_without_locator_finds_an_empty_one() -> None:
    lesson = make.LessonFactory(title="Cited")
    make.LessonCitationFactory(record=lesson, source=make.SourceFactory(title="Report"), locator=" ")

    assert told(collection.citations_without_locator) == [
        ("lesson “Cited”", "cites “Report” without saying where in it")
    ]


def test_empty_themes_finds_those_without_a_visible_lesson() -> None:
    parent = make.ThemeFactory(name="Parent")
    make.LessonFactory(themes=[make.ThemeFactory(name="Child", parent=parent)])
    make.LessonFactory(themes=[make.ThemeFactory(name="Closed")], handling="green")
    make.LessonFactory(themes=[make.ThemeFactory(name="Invented")], is_demonstration=True)

    assert sorted(told(collection.empty_themes)) == [
        ("theme “Closed”", "has no lesson"),
        ("theme “Invented”", "has no lesson"),
    ]


def test_near_identical_titles_finds_pairs_of_one_language_with_their_score() -> None:
    make.LessonFactory(title="Include women early in the talks")
    make.LessonFactory(title="Include women early in talks")
    make.LessonFactory(title="Include women early in the talks", language="fr")
    make.OrganizationFactory(name="Economic Community of West African States")
    make.OrganizationFactory(name="Economic Community of Central African States")

    assert told(collection.near_identical_titles) == [
        (
            "lesson “Include women early in the talks”",
            "its title is nearly that of “Include women early in talks” (similarity 0.90)",
        )
    ]


def test_empty_required_parts_finds_blank_texts_and_missing_themes() -> None:
    make.LessonFactory(title="Untagged", insight="Known.")
    make.CaseFactory(title="Half a case", situation="Known.", approach=" \n ")
    make.TermFactory(name="Ripeness", definition=" ")

    assert told(collection.empty_required_parts) == [
        ("case “Half a case”", "its approach is empty"),
        ("term “Ripeness”", "its definition is empty"),
        ("lesson “Untagged”", "has no themes"),
    ]


def test_chatham_house_affiliations_finds_an_organization_and_a_speaker() -> None:
    body = make.OrganizationFactory()
    make.LessonFactory(title="Named", attribution="chatham-house", organizations=[body])
    make.LessonFactory(title="Spoken", attribution="chatham-house", speaker="Somebody")
    make.LessonFactory(title="Kept", attribution="chatham-house")
    make.LessonFactory(title="Open", organizations=[body])

    assert [record for record, _ in told(collection.chatham_house_affiliations)] == [
        "lesson “Named”",
        "lesson “Spoken”",
    ]


def test_lessons_younger_than_their_sources_are_found() -> None:
    source = make.SourceFactory(date="2018-10")
    make.LessonCitationFactory(record=make.LessonFactory(title="Later", date="2019"), source=source)
    make.LessonCitationFactory(record=make.LessonFactory(title="Same year", date="2018-12"), source=source)
    make.LessonCitationFactory(
        record=make.LessonFactory(title="Unknown", date="2024"), source=make.SourceFactory(date="")
    )

    assert told(collection.lessons_younger_than_their_sources) == [
        ("lesson “Later”", "is dated 2019, after its latest source of 2018-10")
    ]


def test_themes_too_deep_finds_a_third_level() -> None:
    child = make.ThemeFactory(parent=make.ThemeFactory())
    make.ThemeFactory(name="Deep")
    Theme.objects.filter(name="Deep").update(parent=child)  # saving would refuse it

    assert told(collection.themes_too_deep) == [("theme “Deep”", "lies below the second level")]


def test_closed_entries_without_readers_are_found() -> None:
    body, person = make.OrganizationFactory(), make.UserFactory()
    make.LessonFactory(title="Nobody's", handling="amber")
    make.LessonFactory(title="Owned", handling="amber", owning_organizations=[body])
    make.LessonFactory(title="Owned red", handling="red", owning_organizations=[body])
    make.LessonFactory(title="Named red", handling="red", named_people=[person])

    assert sorted(told(collection.closed_entries_without_readers)) == [
        ("lesson “Nobody's”", "is TLP:AMBER and has no reader"),
        ("lesson “Owned red”", "is TLP:RED and has no reader"),
    ]


def test_operator_runs_the_check_and_gets_each_finding_with_its_address_and_status_1() -> None:
    make.ThemeFactory(name="Empty", definition="Known.")
    theme = Theme.objects.get()
    out, err = StringIO(), StringIO()

    with pytest.raises(SystemExit) as stopped:
        call_command("check_collection", stdout=out, stderr=err)

    assert stopped.value.code == 1
    assert out.getvalue() == f"theme “Empty” (/admin/lessons/theme/{theme.pk}/change/): has no lesson\n"
    assert err.getvalue() == "1 finding\n"


def test_operator_runs_the_check_on_a_sound_collection_and_gets_one_line() -> None:
    out = StringIO()

    call_command("check_collection", stdout=out)

    assert out.getvalue() == "nothing to report\n"
