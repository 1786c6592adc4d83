"""Two curators save the same entry at the same moment, on connections of their own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from lessons.models import Lesson
from tests import factories
from tests.clients import signed_in
from tests.organizations.admin.addresses import change_page
from tests.organizations.admin.posting import page_as_sent

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_text_is_stored_and_the_other_comes_back_with_it() -> None:
    lesson = factories.LessonFactory(title="Before", status="draft")
    path = change_page(lesson)
    clients = {name: signed_in(curator=True) for name in ("Written by Ana", "Written by Ben")}
    sent = {name: page_as_sent(client, path) | {"insight": name} for name, client in clients.items()}
    both_ready = Barrier(2)

    def save(name: str) -> Any:
        try:
            both_ready.wait()
            return clients[name].post(path, sent[name])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as people:
        answers = dict(zip(clients, people.map(save, clients), strict=True))

    statuses = {name: answer.status_code for name, answer in answers.items()}
    assert sorted(statuses.values()) == [302, 409]
    first, second = sorted(statuses, key=lambda name: statuses[name])
    assert Lesson.objects.get().insight == first
    page = answers[second].content.decode()
    assert first in page
    assert second in page
