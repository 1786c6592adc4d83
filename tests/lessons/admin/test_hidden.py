"""What is TLP:RED and does not name a curator does not exist for them in the administration."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from lessons.models import Application, Case, Lesson, LessonLink
from msn_kb.core.access import Handling
from organizations.models import Engagement, PeaceProcess, Source, User
from tests import factories
from tests.organizations.admin.posting import errors_on, new_row, page_as_sent

pytestmark = pytest.mark.django_db
SECRET = "Zanzibar"


@pytest.fixture
def curator() -> User:
    return factories.UserFactory(curator=True)


@pytest.fixture
def curator_client(client: Client, curator: User) -> Client:
    client.force_login(curator)
    return client


@pytest.fixture
def closed() -> dict[type, Any]:
    """One TLP:RED record of each kind that names somebody else."""
    other = {"handling": Handling.RED, "named_people": [factories.UserFactory()]}
    process = factories.PeaceProcessFactory(name=f"{SECRET} talks", **other)
    lesson = factories.LessonFactory(title=f"{SECRET} lesson", **other)
    return {
        PeaceProcess: process,
        Lesson: lesson,
        Source: factories.SourceFactory(title=f"{SECRET} report", **other),
        Case: factories.CaseFactory(title=f"{SECRET} case", **other),
        Engagement: factories.EngagementFactory(
            process=process, organization=factories.OrganizationFactory(name=f"{SECRET} envoy"), **other
        ),
        Application: factories.ApplicationFactory(lesson=lesson, description=f"{SECRET} application"),
    }


KINDS = [PeaceProcess, Lesson, Source, Case, Engagement, Application]


def page(model: Any, name: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.mark.parametrize("model", KINDS)
def test_curator_gets_the_answer_of_a_missing_record(
    curator_client: Client, closed: dict[type, Any], model: Any
) -> None:
    pk = closed[model].pk
    listed = curator_client.get(page(model, "changelist")).content.decode()
    assert SECRET not in listed
    assert f"0 {model._meta.verbose_name_plural}" in listed
    for name in ("change", "history"):
        for method in (curator_client.get, curator_client.post):
            hidden, missing = (method(page(model, name, number)) for number in (pk, 10**9))
            assert (
                (hidden.status_code, hidden["location"])
                == (missing.status_code, missing["location"])
                == (302, "/admin/")
            )
    hidden, missing = (curator_client.get(page(model, "delete", number)) for number in (pk, 10**9))
    assert hidden.status_code == missing.status_code
    assert SECRET not in hidden.content.decode()


@pytest.mark.parametrize("model", KINDS)
def test_administrator_and_named_curator_see_it(
    client: Client, curator: User, closed: dict[type, Any], model: Any
) -> None:
    for record in closed.values():
        if hasattr(record, "named_people"):
            record.named_people.add(curator)
    for person in (curator, factories.UserFactory(administrator=True)):
        client.force_login(person)
        assert client.get(page(model, "change", closed[model].pk)).status_code == 200


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("lessons.lesson", "processes"),
        ("lessons.lesson", "translation_of"),
        ("lessons.lessonlink", "other"),
        ("lessons.case", "lessons"),
        ("lessons.case", "process"),
        ("lessons.lessoncitation", "source"),
        ("lessons.application", "lesson"),
        ("organizations.meeting", "outcome"),
        ("organizations.engagement", "process"),
    ],
)
def test_look_up_does_not_offer_it(
    curator_client: Client, closed: dict[type, Any], label: str, field: str
) -> None:
    app, model = label.split(".")
    look_up = {"app_label": app, "model_name": model, "field_name": field, "term": SECRET}
    assert curator_client.get("/admin/autocomplete/", look_up).json()["results"] == []
    curator_client.force_login(factories.UserFactory(administrator=True))
    assert len(curator_client.get("/admin/autocomplete/", look_up).json()["results"]) == 1


def test_its_number_posted_by_hand_is_refused(curator_client: Client, closed: dict[type, Any]) -> None:
    lesson = factories.LessonFactory(status="draft")
    path = page(Lesson, "change", lesson.pk)
    sent = page_as_sent(curator_client, path)
    process, hidden, source = (closed[model].pk for model in (PeaceProcess, Lesson, Source))
    not_one = "Select a valid choice. That choice is not one of the available choices."
    assert errors_on(curator_client.post(path, sent | {"processes": [process]})) == [
        f"Select a valid choice. {process} is not one of the available choices."
    ]
    assert errors_on(curator_client.post(path, sent | {"translation_of": hidden})) == [not_one]
    for prefix, row in {
        "citations": {"source": source, "position": 0},
        "links": {"relation": "supports", "other": hidden},
        "applications": {"description": "x", "process": process},
    }.items():
        assert errors_on(curator_client.post(path, new_row(sent, prefix, **row))) == [not_one]


def test_it_survives_when_a_curator_saves_what_it_belongs_to(
    curator_client: Client, closed: dict[type, Any]
) -> None:
    seen = factories.PeaceProcessFactory()
    lesson = factories.LessonFactory(
        status="draft", processes=[closed[PeaceProcess], seen], translation_of=closed[Lesson], language="fr"
    )
    factories.LessonCitationFactory(record=lesson, source=closed[Source], locator=f"{SECRET} page")
    factories.LessonLinkFactory(lesson=lesson, other=closed[Lesson])
    path = page(Lesson, "change", lesson.pk)
    assert SECRET not in curator_client.get(path).content.decode()
    sent = page_as_sent(curator_client, path)
    assert sent["processes"] == [seen.pk]
    assert curator_client.post(path, {**sent, "processes": []}).status_code == 302
    lesson.refresh_from_db()
    assert list(lesson.processes.all()) == [closed[PeaceProcess]]
    assert lesson.translation_of == closed[Lesson]
    assert lesson.citations.get().source == closed[Source]
    assert LessonLink.objects.get().other == closed[Lesson]


def test_history_does_not_tell_of_it(client: Client, curator: User, closed: dict[type, Any]) -> None:
    lesson = factories.LessonFactory(status="draft")
    path = page(Lesson, "change", lesson.pk)
    client.force_login(factories.UserFactory(administrator=True))
    sent = new_row(
        page_as_sent(client, path),
        "citations",
        source=closed[Source].pk,
        locator=f"{SECRET} page",
        position=0,
    )
    assert client.post(path, sent).status_code == 302
    client.force_login(curator)
    history = client.get(page(Lesson, "history", lesson.pk)).content.decode()
    assert "Changed lesson citations." in history
    assert SECRET not in history


def test_case_with_a_hidden_process_is_listed_without_it(
    curator_client: Client, closed: dict[type, Any]
) -> None:
    case = factories.CaseFactory(title="Open case", process=closed[PeaceProcess], lessons=[closed[Lesson]])
    for path in (page(Case, "changelist"), page(Case, "change", case.pk)):
        content = curator_client.get(path).content.decode()
        assert "Open case" in content
        assert SECRET not in content
    path = page(Case, "change", case.pk)
    assert curator_client.post(path, page_as_sent(curator_client, path)).status_code == 302
    case.refresh_from_db()
    assert (case.process, list(case.lessons.all())) == (closed[PeaceProcess], [closed[Lesson]])


@pytest.mark.parametrize(
    "query",
    [
        "processes={p}",
        "processes__id__exact={p}",
        "processes__in={p}",
        "citations__source={p}",
        "reverse_links={p}",
    ],
)
def test_filter_in_the_address_does_not_tell_what_is_linked_to_it(
    curator_client: Client, closed: dict[type, Any], query: str
) -> None:
    factories.LessonFactory(processes=[closed[PeaceProcess]])
    address = page(Lesson, "changelist") + "?" + query.format(p=closed[PeaceProcess].pk)
    assert curator_client.get(address).status_code == 400


def test_shortcut_by_number_does_not_tell_its_address(
    curator_client: Client, closed: dict[type, Any]
) -> None:
    kind = ContentType.objects.get_for_model(Lesson).pk
    assert curator_client.get(f"/admin/r/{kind}/{closed[Lesson].pk}/").status_code == 404


def test_recent_actions_leave_out_what_was_closed_since(curator_client: Client) -> None:
    lesson = factories.LessonFactory(title="Harbour lesson", status="draft")
    path = page(Lesson, "change", lesson.pk)
    curator_client.post(path, page_as_sent(curator_client, path) | {"speaker": "An envoy"})
    assert "Harbour lesson" in curator_client.get("/admin/").content.decode()
    lesson.handling = Handling.RED
    lesson.save()
    assert "Harbour lesson" not in curator_client.get("/admin/").content.decode()
