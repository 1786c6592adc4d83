"""Every page of the administration opens, for every role, with the same queries for few rows and for many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.clients import signed_in
from tests.organizations.admin.addresses import admin_page

FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type)
    and issubclass(factory, factories.RecordFactory)
    and factory._meta.model is not None
    and factory is not factories.UserFactory
}
ALL = [
    model
    for model in admin.site._registry
    if model._meta.app_label in ("lessons", "organizations")
    and model._meta.model_name not in ("user", "invitation")  # the administrators' alone
]
# Without a page of their own: rows of other pages, what has pages of another kind (the review, imports,
# suspected duplicates, dead links), and what the program keeps for itself.
ROWS = {
    "caseactor",
    "casecitation",
    "contrastcitation",
    "contrastpoint",
    "engagementcitation",
    "importrun",
    "lessoncitation",
    "lessonlink",
    "linkcheck",
    "meetingcitation",
    "membershipcitation",
    "notduplicates",
    "officecitation",
    "organizationcitation",
    "organizationname",
    "participation",
    "processcitation",
    "proposal",
    "reviewassignment",
    "reviewcomment",
    "reviewstep",
    "sourcecitation",
    "termcitation",
}
MOST_QUERIES_OF_A_LIST = 12
MOST_QUERIES_OF_A_FORM = 32


def queries(client: Client, path: str) -> list[str]:
    """The queries that the page at ``path`` takes; it has to open."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, path
    return [query["sql"] for query in captured.captured_queries]


def assert_same(few: list[str], many: list[str]) -> None:
    assert len(few) == len(many), "\n".join(["With few rows:", *few, "With many rows:", *many])


def assert_at_most(most: int, taken: list[str]) -> None:
    assert len(taken) <= most, "\n".join(taken)


@pytest.fixture(params=["curator", "administrator"])
def editor_client(request: pytest.FixtureRequest, db: None) -> Client:
    # A process asks for these once, whichever page comes first; no page is to be charged for them.
    ContentType.objects.get_for_models(*apps.get_models())
    return signed_in(**{request.param: True})


def test_every_record_has_a_page_or_rows_on_one() -> None:
    models = {
        model for label in ("lessons", "organizations") for model in apps.get_app_config(label).get_models()
    }
    assert {model._meta.model_name for model in models} - ROWS == {
        model._meta.model_name for model in admin.site._registry if model in models
    }


@pytest.mark.parametrize("model", ALL, ids=lambda model: model._meta.model_name)
def test_editor_opens_list_add_and_change_page(editor_client: Client, model: Any) -> None:
    record = FACTORIES[model]()
    assert_at_most(MOST_QUERIES_OF_A_LIST, queries(editor_client, admin_page(model, "changelist")))
    search = admin_page(model, "changelist") + "?q=mediaci%C3%B3n+a"
    assert_at_most(MOST_QUERIES_OF_A_LIST, queries(editor_client, search))
    assert_at_most(MOST_QUERIES_OF_A_FORM, queries(editor_client, admin_page(model, "add")))
    assert_at_most(MOST_QUERIES_OF_A_FORM, queries(editor_client, admin_page(model, "change", record.pk)))
    assert_at_most(MOST_QUERIES_OF_A_LIST, queries(editor_client, admin_page(model, "history", record.pk)))


@pytest.mark.parametrize("model", ALL, ids=lambda model: model._meta.model_name)
def test_editor_opens_a_list_of_30_rows_takes_the_queries_of_3(editor_client: Client, model: Any) -> None:
    path = admin_page(model, "changelist")
    make(model, 3)
    queries(editor_client, path)
    few = queries(editor_client, path)
    make(model, 27)
    assert_same(few, queries(editor_client, path))


def make(model: Any, count: int) -> None:
    """``count`` records with an owner, a country and the like, so that every column has something to show."""
    for _ in range(count):
        FACTORIES[model](**EXTRAS.get(model._meta.model_name, dict)())


EXTRAS: dict[str, Callable[[], dict[str, Any]]] = {
    "lesson": lambda: {"owner": factories.UserFactory(), "themes": [factories.ThemeFactory()]},
    "case": lambda: {"owner": factories.UserFactory(), "process": factories.PeaceProcessFactory()},
    "application": lambda: {
        "organization": factories.OrganizationFactory(),
        "country": factories.CountryFactory(),
        "recorded_by": factories.UserFactory(),
    },
    "theme": lambda: {"parent": factories.ThemeFactory()},
    "organization": lambda: {
        "country": factories.CountryFactory(),
        "parent": factories.OrganizationFactory(),
    },
    "meeting": lambda: {
        "country": factories.CountryFactory(),
        "network": factories.OrganizationFactory(network=True),
    },
    "peaceprocess": lambda: {"owner": factories.UserFactory(), "countries": [factories.CountryFactory()]},
    "source": lambda: {"owner": factories.UserFactory()},
    "country": lambda: {"region": factories.RegionFactory()},
    "region": lambda: {"parent": factories.RegionFactory()},
}


def lesson_rows(lesson: Any) -> None:
    factories.LessonCitationFactory(record=lesson)
    factories.LessonLinkFactory(lesson=lesson)
    factories.LessonLinkFactory(other=lesson)
    factories.ApplicationFactory(
        lesson=lesson, **EXTRAS["application"](), process=factories.PeaceProcessFactory()
    )
    for relation, factory in {
        "themes": factories.ThemeFactory,
        "processes": factories.PeaceProcessFactory,
        "organizations": factories.OrganizationFactory,
        "named_people": factories.UserFactory,
    }.items():
        getattr(lesson, relation).add(factory())


def organization_rows(organization: Any) -> None:
    factories.OrganizationNameFactory(organization=organization)
    factories.OfficeFactory(hosts=[organization])
    factories.MembershipFactory(network=organization)
    factories.MembershipFactory(organization=organization)
    factories.OrganizationCitationFactory(record=organization)


def process_rows(process: Any) -> None:
    factories.EngagementFactory(
        process=process, office=factories.OfficeFactory(), through=factories.OrganizationFactory(network=True)
    )
    factories.ProcessCitationFactory(record=process)


def meeting_rows(meeting: Any) -> None:
    factories.ParticipationFactory(meeting=meeting)
    factories.ParticipationFactory(meeting=meeting, organization=None, office=factories.OfficeFactory())
    factories.MeetingCitationFactory(record=meeting)


def case_rows(case: Any) -> None:
    factories.CaseActorFactory(case=case)
    factories.CaseCitationFactory(record=case)
    case.lessons.add(factories.LessonFactory())


def contrast_rows(contrast: Any) -> None:
    factories.ContrastPointFactory(contrast=contrast)
    factories.ContrastCitationFactory(record=contrast)


@pytest.mark.parametrize(
    ("factory", "add_rows"),
    [
        (factories.LessonFactory, lesson_rows),
        (factories.OrganizationFactory, organization_rows),
        (factories.PeaceProcessFactory, process_rows),
        (factories.MeetingFactory, meeting_rows),
        (factories.CaseFactory, case_rows),
        (factories.ContrastFactory, contrast_rows),
        (factories.SourceFactory, lambda source: factories.SourceCitationFactory(record=source)),
        (factories.EngagementFactory, lambda record: factories.EngagementCitationFactory(record=record)),
        (factories.OfficeFactory, lambda record: factories.OfficeCitationFactory(record=record)),
        (factories.TermFactory, lambda record: factories.TermCitationFactory(record=record)),
        (factories.MembershipFactory, lambda record: factories.MembershipCitationFactory(record=record)),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_editor_opens_a_form_with_30_rows_of_each_part_takes_the_queries_of_3(
    editor_client: Client, factory: Any, add_rows: Callable[[Any], None]
) -> None:
    record = factory()
    path = admin_page(type(record), "change", record.pk)
    for _ in range(3):
        add_rows(record)
    queries(editor_client, path)
    few = queries(editor_client, path)
    for _ in range(27):
        add_rows(record)
    assert_same(few, queries(editor_client, path))
    assert_at_most(MOST_QUERIES_OF_A_FORM, few)


def test_editor_opens_the_form_of_a_lesson_loads_no_table_of_processes_or_organizations(
    editor_client: Client,
) -> None:
    unrelated = factories.PeaceProcessFactory(), factories.OrganizationFactory(), factories.ThemeFactory()
    page = editor_client.get(admin_page(factories.LessonFactory._meta.model, "add")).content.decode()
    for record in unrelated:
        assert str(record) not in page
