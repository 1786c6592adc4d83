"""The search text of tags: whoever changes a tag, from whichever side, entries are found by what they carry now."""

import pytest

from lessons.indexing import refresh_lessons
from lessons.models import Case, Lesson
from msn_kb.core.access import Attribution, Handling, Status
from organizations.models import Organization, OrganizationName
from tests.factories import (
    AudienceFactory,
    CaseActorFactory,
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

pytestmark = pytest.mark.django_db

CHATHAM_HOUSE = Attribution.CHATHAM_HOUSE


def words(entry: Lesson | Case) -> list[str]:
    """The names an entry is found by, as the database holds them."""
    return type(entry).objects.values_list("tagged_names", flat=True).get(pk=entry.pk).splitlines()


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


def test_tracks_and_audiences_are_not_search_words():
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


# --- Renames ------------------------------------------------------------------------------------------------


def test_organization_renamed_is_found_by_its_new_name_in_lessons_and_cases():
    organization = OrganizationFactory(name="Old", acronym="OLD")
    lesson, case = (
        LessonFactory(organizations=[organization]),
        CaseActorFactory(organization=organization).case,
    )

    organization.name, organization.acronym = "New name", "NEW"
    organization.save()

    assert words(lesson) == words(case) == ["NEW", "New name"]


def test_other_name_added_changed_and_removed_is_followed():
    organization = OrganizationFactory(name="Zebra")
    lesson = LessonFactory(organizations=[organization])

    name = OrganizationNameFactory(organization=organization, name="Zèbre")
    assert words(lesson) == ["Zebra", "Zèbre"]
    name.name = "Cebra"
    name.save()
    assert words(lesson) == ["Cebra", "Zebra"]
    name.delete()
    assert words(lesson) == ["Zebra"]


def test_organization_deleted_with_its_other_names_is_no_longer_found():
    organization = OrganizationFactory(name="Zebra")
    OrganizationNameFactory(organization=organization, name="Zèbre")
    lesson = LessonFactory(organizations=[organization])

    organization.delete()

    assert words(lesson) == []
    assert not OrganizationName.objects.filter(name="Zèbre").exists()


def test_theme_renamed_and_given_synonyms_is_found_by_them():
    theme = ThemeFactory(name="Old")
    lesson = LessonFactory(themes=[theme])

    theme.name, theme.synonyms = "Inclusion", ["Gender"]
    theme.save()

    assert words(lesson) == ["Gender", "Inclusion"]


def test_office_country_region_service_and_phase_renamed_are_followed():
    tags = {
        "offices": OfficeFactory(),
        "services": SupportServiceFactory(),
        "phases": PhaseFactory(),
    }
    lesson = LessonFactory(**{relation: [tag] for relation, tag in tags.items()})

    for relation, tag in tags.items():
        tag.name = f"Renamed {relation}"
        tag.save()

    assert words(lesson) == ["Renamed offices", "Renamed phases", "Renamed services"]


def test_country_renamed_is_found_by_its_new_name():
    country = CountryFactory(name_en="Turkey", name_fr="Turquie", name_es="Turquía", name_ar="تركيا")
    lesson = LessonFactory(countries=[country])

    country.name_en = "Türkiye"
    country.save()

    assert words(lesson) == sorted(["Türkiye", "Turquie", "Turquía", "تركيا"])


def test_process_of_a_case_renamed_or_changed_is_followed():
    process = PeaceProcessFactory(name="First")
    case = CaseFactory(process=process)
    assert words(case) == ["First"]

    process.name = "Renamed"
    process.save()
    assert words(case) == ["Renamed"]

    case.process = None
    case.save()
    assert words(case) == []


def test_actor_added_and_removed_is_followed():
    case = CaseFactory()
    actor = CaseActorFactory(case=case, organization=OrganizationFactory(name="Zebra"))
    CaseActorFactory(case=case, organization=None, office=OfficeFactory(name="Desk"))
    assert words(case) == ["Desk", "Zebra"]

    actor.delete()
    assert words(case) == ["Desk"]


# --- What may not be found ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"handling": Handling.GREEN},
        {"handling": Handling.AMBER},
        {"handling": Handling.RED},
        {"status": Status.DRAFT},
        {"status": Status.ARCHIVED},
    ],
)
def test_process_that_becomes_hidden_leaves_the_index_and_comes_back(change, client):
    process = PeaceProcessFactory(name="Quiet channel", other_names=["Backroom"])
    lesson, case = LessonFactory(processes=[process]), CaseFactory(process=process)
    assert words(lesson) == words(case) == ["Backroom", "Quiet channel"]

    before = {name: getattr(process, name) for name in change}
    for name, value in change.items():
        setattr(process, name, value)
    process.save()
    assert words(lesson) == words(case) == []
    assert client.get("/lessons/?q=backroom").context["total"] == 0

    for name, value in before.items():
        setattr(process, name, value)
    process.save()
    assert words(lesson) == words(case) == ["Backroom", "Quiet channel"]


def test_affiliations_under_the_chatham_house_rule_are_never_found(client):
    organization, office = OrganizationFactory(name="Zebra"), OfficeFactory(name="Desk")
    lesson = LessonFactory(
        attribution=CHATHAM_HOUSE,
        organizations=[organization],
        offices=[office],
        themes=[ThemeFactory(name="Trust")],
    )

    assert words(lesson) == ["Trust"]
    assert client.get("/lessons/?q=zebra").context["total"] == 0

    organization.name = "Gnu"
    organization.save()
    office.lessons.set([lesson])
    assert words(lesson) == ["Trust"]


def test_lesson_put_under_the_chatham_house_rule_loses_its_affiliations_and_regains_them():
    lesson = LessonFactory(organizations=[OrganizationFactory(name="Zebra")])
    lesson.refresh_from_db()

    lesson.attribution = CHATHAM_HOUSE
    lesson.save()
    assert words(lesson) == []

    lesson.attribution = Attribution.NAMED
    lesson.save()
    assert words(lesson) == ["Zebra"]


def test_actors_of_a_case_under_the_chatham_house_rule_are_never_found():
    case = CaseFactory(attribution=CHATHAM_HOUSE)
    CaseActorFactory(case=case, organization=OrganizationFactory(name="Zebra"))

    assert words(case) == []


# --- Refreshing ---------------------------------------------------------------------------------------------


def test_refresh_mends_what_is_out_of_step_and_nothing_else():
    lessons = [LessonFactory(themes=[ThemeFactory(name=name)]) for name in ("One", "Two")]
    Lesson.objects.filter(pk=lessons[0].pk).update(tagged_names="stale")

    assert refresh_lessons([lesson.pk for lesson in lessons]) == 1
    assert [words(lesson) for lesson in lessons] == [["One"], ["Two"]]
    assert refresh_lessons([lesson.pk for lesson in lessons]) == 0


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
