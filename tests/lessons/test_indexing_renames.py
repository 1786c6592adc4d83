"""The search text of tags follows whatever a tag is called."""

import pytest

from organizations.models import OrganizationName
from tests.factories import (
    CaseActorFactory,
    CaseFactory,
    CountryFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PeaceProcessFactory,
    PhaseFactory,
    SupportServiceFactory,
    ThemeFactory,
)

from .search_words import words

pytestmark = pytest.mark.django_db


def test_organization_renamed_is_found_by_its_new_name_in_lessons_and_cases():
    organization = OrganizationFactory(name="Old", acronym="OLD")
    lesson, case = (
        LessonFactory(organizations=[organization]),
        CaseActorFactory(organization=organization).case,
    )

    organization.name, organization.acronym = "New name", "NEW"
    organization.save()

    assert words(lesson) == words(case) == ["NEW", "New name"]


def test_other_name_added_changed_and_removed_is_found_as_it_stands():
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


def test_office_service_and_phase_renamed_are_found_by_their_new_names():
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


def test_process_of_a_case_renamed_or_changed_is_found_as_it_stands():
    process = PeaceProcessFactory(name="First")
    case = CaseFactory(process=process)
    assert words(case) == ["First"]

    process.name = "Renamed"
    process.save()
    assert words(case) == ["Renamed"]

    case.process = None
    case.save()
    assert words(case) == []


def test_actor_added_and_removed_is_found_as_it_stands():
    case = CaseFactory()
    actor = CaseActorFactory(case=case, organization=OrganizationFactory(name="Zebra"))
    CaseActorFactory(case=case, organization=None, office=OfficeFactory(name="Desk"))
    assert words(case) == ["Desk", "Zebra"]

    actor.delete()
    assert words(case) == ["Desk"]
