"""The search text of tags: whoever tags an entry, from whichever side, it is found by what it carries now."""

import pytest

from lessons.models import Lesson
from msn_kb.core.search.names import refresh
from organizations.models import Organization
from tests.factories import (
    AudienceFactory,
    CaseFactory,
    CountryFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PeaceProcessFactory,
    PhaseFactory,
    RegionFactory,
    SupportServiceFactory,
    ThemeFactory,
    TrackFactory,
)

from .search_words import words

pytestmark = pytest.mark.django_db


def test_lesson_is_found_by_every_name_of_its_tags():
    organization = OrganizationFactory(name="Economic Community", acronym="ECX")
    OrganizationNameFactory(organization=organization, name="Communauté économique")
    lesson = LessonFactory(
        themes=[ThemeFactory(name="Inclusion", synonyms=["Gender", "Women"])],
        countries=[CountryFactory(name_en="Spain", name_fr="Espagne", name_es="España", name_ar="إسبانيا")],
        regions=[RegionFactory(name_en="Asia", name_fr="Asie", name_es="Asia", name_ar="آسيا")],
        processes=[PeaceProcessFactory(name="Long talks", other_names=["The road"])],
        services=[SupportServiceFactory(name="Debriefing")],
        phases=[PhaseFactory(name="Ceasefire")],
        organizations=[organization],
        offices=[OfficeFactory(name="Support desk", acronym="SD")],
    )

    assert words(lesson) == sorted(
        ["Inclusion", "Gender", "Women", "Spain", "Espagne", "España", "إسبانيا", "Asia", "Asie", "آسيا", "Long talks",
         "The road", "Debriefing", "Ceasefire", "Economic Community", "ECX", "Communauté économique", "Support desk",
         "SD"]
    )  # fmt: skip


def test_lesson_is_not_found_by_its_tracks_and_audiences():
    assert words(LessonFactory(tracks=[TrackFactory()], audiences=[AudienceFactory()])) == []


# --- Tags from both sides -----------------------------------------------------------------------------------


def test_tag_added_to_a_lesson_is_found_and_removed_is_not():
    lesson, theme, other = LessonFactory(), ThemeFactory(name="Inclusion"), ThemeFactory(name="Trust")

    lesson.themes.add(theme, other)
    assert words(lesson) == ["Inclusion", "Trust"]
    lesson.themes.remove(theme)
    assert words(lesson) == ["Trust"]
    lesson.themes.set([theme])
    assert words(lesson) == ["Inclusion"]
    lesson.themes.clear()
    assert words(lesson) == []


def test_lesson_added_to_a_tag_is_found_and_removed_is_not():
    organization = OrganizationFactory(name="Zebra")
    first, second, other = LessonFactory(), LessonFactory(), LessonFactory()

    organization.lessons.add(first, second)
    assert [words(lesson) for lesson in (first, second, other)] == [["Zebra"], ["Zebra"], []]
    organization.lessons.remove(first)
    assert [words(lesson) for lesson in (first, second)] == [[], ["Zebra"]]
    organization.lessons.set([other])
    assert [words(lesson) for lesson in (second, other)] == [[], ["Zebra"]]
    organization.lessons.clear()
    assert words(other) == []


def test_case_added_to_a_theme_is_found_and_cleared_is_not():
    theme, case = ThemeFactory(name="Inclusion"), CaseFactory()

    theme.cases.add(case)
    assert words(case) == ["Inclusion"]
    theme.cases.clear()
    assert words(case) == []


@pytest.mark.parametrize(
    "relation", ["themes", "organizations", "processes", "offices", "services", "phases"]
)
def test_tag_that_is_deleted_is_no_longer_found(relation):
    tag = Lesson._meta.get_field(relation).related_model
    factories = {
        factory._meta.model: factory
        for factory in (
            ThemeFactory,
            OrganizationFactory,
            PeaceProcessFactory,
            OfficeFactory,
            SupportServiceFactory,
            PhaseFactory,
        )
    }
    leaving, staying = factories[tag](name="Leaving"), factories[tag](name="Staying")
    lesson, other = LessonFactory(**{relation: [leaving, staying]}), LessonFactory(**{relation: [leaving]})

    leaving.delete()

    assert (words(lesson), words(other)) == (["Staying"], [])


def test_tags_that_are_deleted_in_bulk_are_no_longer_found():
    lesson = LessonFactory(organizations=[OrganizationFactory(name="One"), OrganizationFactory(name="Two")])

    Organization.objects.filter(name="One").delete()

    assert words(lesson) == ["Two"]


# --- Refreshing ---------------------------------------------------------------------------------------------


def test_refresh_mends_what_is_out_of_step_and_nothing_else():
    lessons = [LessonFactory(themes=[ThemeFactory(name=name)]) for name in ("One", "Two")]
    Lesson.objects.filter(pk=lessons[0].pk).update(tagged_names="stale")

    assert refresh(Lesson, [lesson.pk for lesson in lessons]) == 1
    assert [words(lesson) for lesson in lessons] == [["One"], ["Two"]]
    assert refresh(Lesson, [lesson.pk for lesson in lessons]) == 0


def test_stale_copy_of_a_lesson_saved_keeps_its_tags_findable():
    lesson = LessonFactory()
    stale = Lesson.objects.get(pk=lesson.pk)
    lesson.themes.add(ThemeFactory(name="Inclusion"))

    stale.save()

    assert words(lesson) == ["Inclusion"]


def test_refresh_of_tags_does_not_make_a_lesson_look_updated():
    theme = ThemeFactory(name="Inclusion")
    lesson = LessonFactory(themes=[theme])
    before = Lesson.objects.get(pk=lesson.pk).updated_at

    theme.name = "Renamed"
    theme.save()

    after = Lesson.objects.get(pk=lesson.pk)
    assert (after.updated_at, after.tagged_names) == (before, "Renamed")
