"""What is TLP:RED and does not name a curator does not exist for them in the administration."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from lessons.models import Application, Case, Lesson, LessonLink
from msn_kb.core.access import Handling
from organizations.models import Engagement, PeaceProcess, Source, User
from tests import factories
from tests.organizations.admin.addresses import admin_page, change_page
from tests.organizations.admin.posting import errors_on, new_row, page_as_sent
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db
SECRET = "Zanzibar"


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


@pytest.mark.parametrize("model", KINDS)
def test_curator_opens_a_closed_record_gets_the_answer_of_a_missing_one(
    curator_client: Client, closed: dict[type, Any], model: Any
) -> None:
    pk = closed[model].pk
    listed = curator_client.get(admin_page(model, "changelist")).content.decode()
    assert SECRET not in listed
    assert f"0 {model._meta.verbose_name_plural}" in listed
    for name in ("change", "history"):
        for method in (curator_client.get, curator_client.post):
            hidden, missing = (method(admin_page(model, name, number)) for number in (pk, 10**9))
            assert (
                (hidden.status_code, hidden["location"])
                == (missing.status_code, missing["location"])
                == (302, "/admin/")
            )
    hidden, missing = (curator_client.get(admin_page(model, "delete", number)) for number in (pk, 10**9))
    assert hidden.status_code == missing.status_code
    assert SECRET not in hidden.content.decode()


@pytest.mark.parametrize("model", KINDS)
def test_administrator_and_named_curator_open_a_closed_record(
    client: Client, curator: User, closed: dict[type, Any], model: Any
) -> None:
    for record in closed.values():
        if hasattr(record, "named_people"):
            record.named_people.add(curator)
    for person in (curator, factories.UserFactory(administrator=True)):
        sign_in(client, person)
        assert client.get(change_page(closed[model])).status_code == 200


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
def test_curator_looks_up_a_closed_record_is_offered_none(
    curator_client: Client, closed: dict[type, Any], label: str, field: str
) -> None:
    app, model = label.split(".")
    look_up = {"app_label": app, "model_name": model, "field_name": field, "term": SECRET}
    assert curator_client.get("/admin/autocomplete/", look_up).json()["results"] == []
    sign_in(curator_client, factories.UserFactory(administrator=True))
    assert len(curator_client.get("/admin/autocomplete/", look_up).json()["results"]) == 1


def test_curator_posts_the_number_of_a_closed_record_is_refused(
    curator_client: Client, closed: dict[type, Any]
) -> None:
    lesson = factories.LessonFactory(status="draft")
    path = change_page(lesson)
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


def test_curator_saves_what_a_closed_record_belongs_to_and_keeps_it(
    curator_client: Client, closed: dict[type, Any]
) -> None:
    seen = factories.PeaceProcessFactory()
    lesson = factories.LessonFactory(
        status="draft", processes=[closed[PeaceProcess], seen], translation_of=closed[Lesson], language="fr"
    )
    factories.LessonCitationFactory(record=lesson, source=closed[Source], locator=f"{SECRET} page")
    factories.LessonLinkFactory(lesson=lesson, other=closed[Lesson])
    path = change_page(lesson)
    assert SECRET not in curator_client.get(path).content.decode()
    sent = page_as_sent(curator_client, path)
    assert sent["processes"] == [seen.pk]
    assert curator_client.post(path, {**sent, "processes": []}).status_code == 302
    lesson.refresh_from_db()
    assert list(lesson.processes.all()) == [closed[PeaceProcess]]
    assert lesson.translation_of == closed[Lesson]
    assert lesson.citations.get().source == closed[Source]
    assert LessonLink.objects.get().other == closed[Lesson]


def test_curator_reads_a_history_without_closed_records(
    client: Client, curator: User, closed: dict[type, Any]
) -> None:
    lesson = factories.LessonFactory(status="draft")
    path = change_page(lesson)
    sign_in(client, factories.UserFactory(administrator=True))
    sent = new_row(
        page_as_sent(client, path),
        "citations",
        source=closed[Source].pk,
        locator=f"{SECRET} page",
        position=0,
    )
    assert client.post(path, sent).status_code == 302
    assert f"{SECRET} page" in client.get(admin_page(Lesson, "history", lesson.pk)).content.decode()
    sign_in(client, curator)
    history = client.get(admin_page(Lesson, "history", lesson.pk)).content.decode()
    assert str(lesson) in history
    assert SECRET not in history
    assert "citation" not in history


def test_curator_opens_a_case_with_a_closed_process_sees_it_without(
    curator_client: Client, closed: dict[type, Any]
) -> None:
    case = factories.CaseFactory(title="Open case", process=closed[PeaceProcess], lessons=[closed[Lesson]])
    for path in (admin_page(Case, "changelist"), change_page(case)):
        content = curator_client.get(path).content.decode()
        assert "Open case" in content
        assert SECRET not in content
    path = change_page(case)
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
def test_curator_filters_by_a_closed_record_in_the_address_is_refused(
    curator_client: Client, closed: dict[type, Any], query: str
) -> None:
    factories.LessonFactory(processes=[closed[PeaceProcess]])
    address = admin_page(Lesson, "changelist") + "?" + query.format(p=closed[PeaceProcess].pk)
    assert curator_client.get(address).status_code == 400


def test_curator_follows_the_shortcut_to_a_closed_record_finds_nothing(
    curator_client: Client, closed: dict[type, Any]
) -> None:
    kind = ContentType.objects.get_for_model(Lesson).pk
    assert curator_client.get(f"/admin/r/{kind}/{closed[Lesson].pk}/").status_code == 404


def test_curator_reads_recent_actions_without_what_was_closed_since(curator_client: Client) -> None:
    lesson = factories.LessonFactory(title="Harbour lesson", status="draft")
    path = change_page(lesson)
    curator_client.post(path, page_as_sent(curator_client, path) | {"speaker": "An envoy"})
    assert "Harbour lesson" in curator_client.get("/admin/").content.decode()
    lesson.handling = Handling.RED
    lesson.save()
    assert "Harbour lesson" not in curator_client.get("/admin/").content.decode()
