"""What the rules of organizations and of offices have in common."""

from __future__ import annotations

from typing import Any

from django.test import Client

from .reading import assert_no_trace, body_of, table_of
from .world import LEVELS, VISIBLE, World, secret

ORDER = ["clear", "green", "amber", "red"]


def assert_lists_agree(client: Client, noun: str, record: Any, numbers: dict[str, int]) -> None:
    """Each number is that of the list which holds exactly these."""
    for address, number in numbers.items():
        response = client.get(address, {noun: record.slug})
        assert response.context["total"] == number, address


def assert_gathers(world: World, person: str, client: Client, noun: str, record: Any) -> None:
    """The page of ``record`` shows what is tied to it and exists for ``person``, and no more."""
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200
    assert_no_trace(world, person, response)
    listed, context = world.listed_for(person), response.context
    assert {one.process.pk for one in context["engagements"]} == {
        world.processes[level].pk for level in listed
    }
    assert {lesson.pk for lesson in context["learned"].rows} == {world.lessons[level].pk for level in listed}
    assert {case.pk for case in context["cases"].rows} == {world.cases[level].pk for level in listed}
    assert {one.source_id for one in context["citations"]} == {
        world.sources[level].pk for level in VISIBLE[person]
    }
    numbers = {
        "/processes/": context["process_count"],
        "/lessons/": context["learned"].total,
        "/cases/": context["cases"].total,
    }
    assert set(numbers.values()) == {len(listed)}
    assert_lists_agree(client, noun, record, numbers)
    text = body_of(response)
    for level in listed:
        for kind in ("process", "lesson", "case", "source"):
            assert secret(kind, level) in text, (kind, level)


def assert_exports(world: World, person: str, client: Client, address: str, record: Any) -> None:
    """The row of ``record`` names the processes and sources that exist for ``person``; so does the file's name."""
    response = client.get(address)
    disposition = response["Content-Disposition"]
    rows = {int(row["id"]): row for row in table_of(response)}
    assert len(rows) == type(record).objects.count()
    text = str(rows) + str(dict(response.headers))
    assert [word for word in sorted(world.secrets(person)) if word in text] == []
    row = rows[record.pk]
    assert set(row["processes"].split("; ")) == {world.processes[level].name for level in VISIBLE[person]}
    assert set(row["sources"].split("; ")) == {world.sources[level].title for level in VISIBLE[person]}
    highest = max((world.processes[level].handling for level in VISIBLE[person]), key=ORDER.index)
    assert f"-TLP-{highest.upper()}.csv" in disposition


def assert_words_find_nothing(client: Client, address: str) -> None:
    """The words of what is tied to a record never find it: they may be hidden from somebody."""
    for level in LEVELS:
        for kind in ("lesson", "process", "case", "source"):
            assert client.get(address, {"q": secret(kind, level)}).context["total"] == 0, (kind, level)
