"""Meetings are for everybody; their outcome documents and the sources they cite are not."""

from __future__ import annotations

from django.test import Client

from msn_kb.core.access import HANDLING_ORDER

from .reading import Rule, assert_no_trace, body_of, table_of
from .world import LEVELS, VISIBLE, World, secret


def meeting_list(world: World, person: str, client: Client) -> None:
    response = client.get("/meetings/")
    assert [meeting.pk for meeting in response.context["page_obj"]] == [world.meeting.pk]
    assert_no_trace(world, person, response)
    facets = {
        facet.name: {value.value: value.count for value in facet.values}
        for facet in response.context["facets"]
    }
    assert facets["source"] == {world.sources[level].slug: 1 for level in VISIBLE[person]}
    assert client.get("/meetings/", {"organization": world.house.slug}).context["total"] == 1
    for level in LEVELS:
        by_source = client.get("/meetings/", {"source": world.sources[level].slug})
        assert by_source.context["total"] == (level in VISIBLE[person]), level
        assert client.get("/meetings/", {"q": secret("source", level)}).context["total"] == 0


def meeting_detail(world: World, person: str, client: Client) -> None:
    response = client.get(world.meeting.get_absolute_url())
    assert response.status_code == 200
    assert_no_trace(world, person, response)
    sees_outcome = "red" in VISIBLE[person]
    assert response.context["outcome"] == (world.sources["red"] if sees_outcome else None)
    learned = response.context["learned"]
    assert [lesson.pk for lesson in learned.rows] == [world.hub.pk] if sees_outcome else learned is None
    assert ("an outcome document" in response.context["unknown"]) == (not sees_outcome)
    sources = {cited.source.pk for cited in response.context["sources"]}
    assert sources == {world.sources[level].pk for level in VISIBLE[person]}
    for level in VISIBLE[person]:
        assert secret("source", level) in body_of(response), level


def meeting_export(world: World, person: str, client: Client) -> None:
    response = client.get("/meetings/export.csv")
    (row,) = table_of(response)
    assert row["title"] == "Open meeting"
    assert row["outcome"] == (world.sources["red"].title if "red" in VISIBLE[person] else "")
    assert set(row["sources"].split("; ")) == {world.sources[level].title for level in VISIBLE[person]}
    text = str(row) + str(dict(response.headers))
    assert [word for word in sorted(world.secrets(person)) if word in text] == []
    highest = max((world.sources[level].handling for level in VISIBLE[person]), key=HANDLING_ORDER.index)
    assert f"-TLP-{highest.upper()}.csv" in response["Content-Disposition"]


RULES: dict[str, Rule] = {
    "meeting-list": meeting_list,
    "meeting-export-csv": meeting_export,
    "meeting-detail": meeting_detail,
}
