"""Every payload of the sets goes through the site: parameters of lists, fields of forms, cells of exports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

import pytest
from django.contrib import admin
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from lessons.models import Lesson
from msn_kb.core.access import open_door
from msn_kb.core.dates import PartialDateField
from msn_kb.core.search import parse, search
from msn_kb.listings import LISTINGS
from organizations.models import User
from tests import factories
from tests.clients import signed_in
from tests.factories import LessonFactory, UserFactory

from . import payloads
from .forms import dangers, forms_of

pytestmark = pytest.mark.django_db

EACH = 10  # payloads that a parameter takes at once
OTHERS = {
    "search": ("/search/", ["q", "type", "page"]),
    "suggestions": ("/search/suggest/", ["q", "kind"]),
    "comparison": ("/lessons/compare/", ["pick"]),
    "values": ("/lessons/by/theme/", ["find", "q", "kind", "page"]),
    "matrix": ("/lessons/matrix/", ["rows", "columns", "q", "theme"]),
    "timeline": ("/lessons/timeline/", ["by", "q", "source"]),
    "map": ("/lessons/map/", ["q", "region"]),
    "sign-in": ("/accounts/login/", ["next"]),
}
LISTS = {listing.noun: listing for listing in LISTINGS}


def batches(size: int) -> Iterator[list[str]]:
    """All payloads, so many at a time."""
    every = iter(payloads.EVERY)
    while batch := list(islice(every, size)):
        yield batch


def ask(client: Client, address: str, parameters: list[str], each: int = EACH) -> list[str]:
    """Send every payload to ``address``, all parameters at once; what was wrong with the answers."""
    wrong = []
    for batch in batches(each * len(parameters)):
        texts = cycle(batch)
        sent = {name: list(islice(texts, each)) for name in parameters}
        response = client.get(address, sent)
        if response.status_code not in (200, 404):
            wrong.append(f"{response.status_code}: {sent}")
        wrong += dangers(response.content.decode(), batch)
    return wrong


def test_sets_hold_several_hundred_different_payloads_each():
    for texts in (payloads.SCRIPT, payloads.SQL, payloads.FORMULA):
        assert len(set(texts)) == len(texts) > 500
    assert not [text for text in payloads.EVERY if "\0" in text]


@pytest.mark.parametrize("noun", LISTS)
def test_visitor_sends_all_payloads_through_the_parameters_of_a_list_gets_pages(client, noun):
    LessonFactory(title="Trust")
    parameters = ["q", "sort", "page", "page_size", *LISTS[noun].filterset_class.base_filters]
    assert ask(client, reverse(f"{noun}-list"), parameters) == []
    assert Lesson.objects.visible_to(None).count() == 1


@pytest.mark.parametrize("name", OTHERS)
def test_visitor_sends_all_payloads_through_the_parameters_of_a_page_gets_pages(client, name):
    address, parameters = OTHERS[name]
    assert ask(client, address, parameters, each=3 if name == "suggestions" else 30) == []


def test_visitor_sends_all_payloads_as_parts_of_addresses_gets_404(client):
    for payload in payloads.EVERY[::23]:
        for noun in ("lesson", "organization", "term", "source"):
            address = reverse(f"{noun}-list")
            response = client.get(f"{address}{payload.replace('?', '').replace('#', '')}/")
            assert response.status_code in {301, 400, 404, 200}, payload
            assert dangers(response.content.decode(), [payload]) == []


def test_every_payload_is_a_query_that_the_database_can_answer():
    LessonFactory(title="Trust", insight="alert " + " ".join(payloads.SQL[:20]))
    rows = Lesson.objects.visible_to(None)
    caches["answers"].clear()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '5s'")
    for payload in payloads.EVERY:
        assert parse(payload) is not None
    for payload in payloads.SQL[::3]:
        assert search(rows, parse(payload)).count() <= 1, payload


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("visitor", "/accounts/login/"),
        ("visitor", "/accounts/password_reset/"),
        ("member", "/accounts/password_change/"),
        ("member", "/lessons/new/"),
        ("member", "/lessons/{draft}/edit/"),
        ("member", "/suggest/lesson/{open}/"),
    ],
)
def test_person_sends_all_payloads_through_the_fields_of_a_form_is_answered(settings, who, address):
    settings.ACCOUNT_RATE_LIMITS = False
    client = Client() if who == "visitor" else signed_in(member=True)
    entry, owner = LessonFactory(title="Open", slug="open"), User.objects.first()
    LessonFactory(title="Draft", slug="draft", status="draft", owner=None if who == "visitor" else owner)
    path = address.format(draft="draft", open=entry.slug)
    page = client.get(path)
    assert page.status_code == 200, path
    texts, used = cycle(payloads.EVERY), 0
    for round_ in range(8):
        forms = [form for form in forms_of(page.content.decode()) if form.written]
        assert forms, path
        sent = forms[-1].filled(texts, wildly=bool(round_ % 2))
        response = client.post(path, sent, follow=True)
        assert response.status_code < 500, sent
        assert dangers(response.content.decode(), _texts(sent)) == []
        used += len(_texts(sent))
        page = client.get(path)
        if page.status_code != 200:
            break
    assert used


@pytest.mark.parametrize("part", range(4))
def test_administrator_sends_all_payloads_through_the_fields_of_all_forms_is_answered(part):
    client = signed_in(is_staff=True, is_superuser=True)
    texts, used = cycle(payloads.EVERY[part * 400 :] + payloads.EVERY[: part * 400]), set()
    for model in sorted(admin.site._registry, key=lambda model: model.__name__)[part::4]:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        paths = [reverse(f"{name}_add"), *_change_page(model, name)]
        for path in paths:
            page = client.get(path)
            if page.status_code != 200:
                continue  # what may not be added has no form
            for wildly in (False, True, False):
                forms = [form for form in forms_of(page.content.decode()) if form.written]
                if not forms:
                    continue
                sent = max(forms, key=lambda form: len(form.written)).filled(texts, wildly=wildly)
                used.update(_texts(sent))
                response = client.post(path, sent)
                assert response.status_code < 500, (path, sent)
                assert dangers(response.content.decode(), _texts(sent)) == [], path
        found = client.get(
            reverse(f"{name}_changelist"), {"q": next(texts), "o": next(texts), "e": next(texts)}
        )
        assert found.status_code < 500
        listed = client.get(reverse(f"{name}_changelist"))
        assert dangers(listed.content.decode(), []) == [], name
    assert len(used) > 200


def _texts(sent: dict[str, Any]) -> list[str]:
    found = []
    for value in sent.values():
        for text in value if isinstance(value, list) else [value]:
            found += text.split("\n\n")
    return found


def _change_page(model: Any, name: str) -> list[str]:
    factory = getattr(factories, f"{model.__name__}Factory", None)
    record = UserFactory() if model is User else factory() if factory else None
    return [reverse(f"{name}_change", args=[record.pk])] if record else []


@pytest.mark.parametrize("noun", LISTS)
def test_analyst_takes_entries_full_of_formulas_gets_no_cell_that_calculates(client, noun):
    model = LISTS[noun].model
    factory = getattr(factories, f"{model.__name__}Factory")
    fields = [
        field.name
        for field in model._meta.fields
        if field.get_internal_type() in {"CharField", "TextField"}
        and not field.choices
        and field.editable
        and not isinstance(field, PartialDateField)
        and field.name not in {"slug", "language"}
    ]
    texts = cycle(payloads.FORMULA)
    with open_door():
        factory()
        for _ in range(-(-len(payloads.FORMULA) // len(fields))):
            record = factory()
            values = {name: next(texts) for name in fields}
            model._base_manager.filter(pk=record.pk).update(
                **{n: v[: _most(model, n)] for n, v in values.items()}
            )
    response = client.get(reverse(f"{noun}-export-csv"))
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert len(rows) > 20
    assert {len(row) for row in rows} == {len(rows[0])}
    calculating = [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert calculating == []
    assert "'=" in content


def _most(model: Any, name: str) -> int | None:
    return model._meta.get_field(name).max_length
