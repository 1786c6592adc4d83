"""Sources: their list, their page with everything drawn from them, their export."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.test import Client

from msn_kb.core.access import HANDLING_ORDER
from organizations.models import Engagement
from tests.factories import (
    CaseCitationFactory,
    EngagementCitationFactory,
    LessonCitationFactory,
    ProcessCitationFactory,
    SourceCitationFactory,
)

from .reading import Rule, assert_no_trace, body_of, table_of
from .world import LEVELS, VISIBLE, World, secret

# What rests on every source: the hub, the open process, the house, the office, the meeting.
ALWAYS = {"lesson": 1, "peaceprocess": 1, "organization": 1, "office": 1, "meeting": 1}


@contextmanager
def planted() -> Iterator[None]:
    """What is added within is gone afterwards, so that other rules find the world as it was."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def cite_by_all(world: World, source: Any) -> None:
    """Let entries of every protected kind and every level cite ``source``."""
    for level in LEVELS:
        LessonCitationFactory(record=world.lessons[level], source=source, locator=secret("lesson", level))
        CaseCitationFactory(record=world.cases[level], source=source, locator=secret("case", level))
        ProcessCitationFactory(record=world.processes[level], source=source, locator=secret("process", level))
        engagement = Engagement.objects.get(process=world.processes[level])
        EngagementCitationFactory(record=engagement, source=source, locator=secret("process", level))
        if world.sources[level] != source:
            SourceCitationFactory(record=world.sources[level], source=source, locator=secret("source", level))


def facets_of(response: Any) -> dict[str, dict[str, int]]:
    return {
        facet.name: {value.value: value.count for value in facet.values}
        for facet in response.context["facets"]
    }


def source_list(world: World, person: str, client: Client) -> None:
    listed = world.listed_for(person)
    response = client.get("/sources/?page_size=100")
    assert {source.slug for source in response.context["page_obj"]} == {
        world.sources[level].slug for level in listed
    }
    assert response.context["total"] == len(listed)
    assert_no_trace(world, person, response)
    for source in response.context["page_obj"]:
        assert (source.lesson_count, source.case_count, source.other_count) == (1, 0, 4)
    # Of all processes only the open one cites anything, so its facet could not narrow.
    assert "process" not in facets_of(response)
    for level in LEVELS:
        found = client.get("/sources/", {"q": secret("source", level)})
        assert found.context["total"] == (level in listed), level
        by_process = client.get("/sources/", {"process": world.processes[level].slug})
        assert by_process.context["total"] == (len(listed) if level == "clear" else 0), level
    for query in ({"organization": world.house.slug}, {"country": world.country.alpha3}):
        assert client.get("/sources/", query).context["total"] == len(listed)
    superseded = client.get("/sources/?status=superseded")
    assert [one.slug for one in superseded.context["page_obj"]] == [world.sources["superseded"].slug]
    if "red" not in VISIBLE[person]:
        hidden = world.processes["red"].slug
        first, second = (
            body_of(client.get("/sources/", {"process": slug})) for slug in (hidden, "none-such")
        )
        assert first.replace(hidden, "none-such") == second


def source_detail(world: World, person: str, client: Client) -> None:
    missing = body_of(client.get("/sources/no-such-source/"))
    for level in LEVELS:
        slug = world.sources[level].slug
        response = client.get(f"/sources/{slug}/")
        if level not in VISIBLE[person]:
            assert response.status_code == 404
            assert body_of(response).replace(slug, "no-such-source") == missing
            continue
        assert response.status_code == 200
        assert_no_trace(world, person, response)
        assert {group.kind: group.total for group in response.context["groups"]} == ALWAYS
    with planted():
        source, listed = world.sources["clear"], world.listed_for(person)
        cite_by_all(world, source)
        response = client.get(source.get_absolute_url())
        assert_no_trace(world, person, response)
        totals = {group.kind: group.total for group in response.context["groups"]}
        # The engagement in a superseded process goes with it; the open process and the source itself count once.
        others = {"case": len(listed), "engagement": len(listed), "source": len(listed - {"clear"})}
        known = {kind: number for kind, number in others.items() if number}
        assert totals == ALWAYS | {"lesson": len(listed) + 1, "peaceprocess": len(listed)} | known
        for group in response.context["groups"]:
            assert sum(len(passage.records) for passage in group.passages) == group.total, group.kind
            if group.url:
                assert client.get(group.url).context["total"] == group.total, group.kind
        cards = client.get("/sources/?page_size=100").context["page_obj"]
        card = next(one for one in cards if one.pk == source.pk)
        numbers = (card.lesson_count, card.case_count, card.other_count)
        assert numbers == (totals["lesson"], totals["case"], sum(totals.values()) - sum(numbers[:2]))
        for level in LEVELS:
            by_process = client.get("/sources/", {"process": world.processes[level].slug}).context["total"]
            assert by_process == (len(listed) if level == "clear" else level in listed), level
        row = next(row for row in table_of(client.get("/sources/export.csv")) if int(row["id"]) == source.pk)
        written = {"peaceprocess": "process"}
        assert {kind: row[f"{written.get(kind, kind)}_count"] for kind in totals} == {
            kind: str(number) for kind, number in totals.items()
        }
    # Where others name it: only those that exist for the person.
    with planted():
        for level in set(LEVELS) - {"clear"}:
            SourceCitationFactory(
                record=world.sources["clear"], source=world.sources[level], locator=secret("source", level)
            )
        response = client.get(world.sources["clear"].get_absolute_url())
        assert_no_trace(world, person, response)
        for level in VISIBLE[person] - {"clear"}:
            assert secret("source", level) in body_of(response), level


def source_export(world: World, person: str, client: Client) -> None:
    response = client.get("/sources/export.csv")
    rows = table_of(response)
    assert {int(row["id"]) for row in rows} == {world.sources[level].pk for level in world.listed_for(person)}
    assert {row["publishers"] for row in rows} == {"House of the owners"}
    text = str(rows) + str(dict(response.headers))
    assert [word for word in sorted(world.secrets(person)) if word in text] == []
    highest = max(
        (world.sources[level].handling for level in world.listed_for(person)), key=HANDLING_ORDER.index
    )
    assert f"-TLP-{highest.upper()}.csv" in response["Content-Disposition"]


RULES: dict[str, Rule] = {
    "source-list": source_list,
    "source-export-csv": source_export,
    "source-detail": source_detail,
}
