"""Comparisons side by side, and their exports."""

from __future__ import annotations

from typing import Any

from django.test import Client

from ..factories import OfficeFactory, OrganizationFactory
from .reading import Rule, assert_no_trace, body_of, table_of
from .world import LEVELS, VISIBLE, World, secret


def protected(segment: str, kind: str) -> Rule:
    """A hidden entry that is picked is answered like a missing one."""

    def rule(world: World, person: str, client: Client) -> None:
        records: dict[str, Any] = getattr(world, f"{kind}s")
        open_one = records["clear"]
        for level in LEVELS:
            other = records[level]
            response = client.get(f"/{segment}/compare/?pick={open_one.slug}&pick={other.slug}")
            assert response.status_code == 200
            shown = response.context["comparison"].records
            assert (other in shown) == (level in VISIBLE[person]), level
            if level in VISIBLE[person]:
                assert_no_trace(world, person, response)
                continue
            missing = client.get(f"/{segment}/compare/?pick={open_one.slug}&pick=no-such-entry")
            assert body_of(response).replace(other.slug, "no-such-entry") == body_of(missing)

    return rule


def protected_export(segment: str, kind: str) -> Rule:
    """The file holds the records that the page shows, and nothing of the others."""

    def rule(world: World, person: str, client: Client) -> None:
        records: dict[str, Any] = getattr(world, f"{kind}s")
        for level in LEVELS:
            picked = [records["clear"], records[level]]
            address = f"/{segment}/compare/export.csv?" + "&".join(f"pick={one.slug}" for one in picked)
            response = client.get(address)
            text = body_of(response)
            assert (secret(kind, level) in text) == (level in VISIBLE[person]), level
            hidden = world.secrets(person)
            assert [word for word in sorted(hidden) if word in text] == []

    return rule


def organizations(world: World, person: str, client: Client) -> None:
    """The roles of an organization are those that the person may see."""
    other = OrganizationFactory()
    address = f"pick={world.house.slug}&pick={other.slug}"
    response = client.get(f"/organizations/compare/?{address}")
    assert_no_trace(world, person, response)
    text = body_of(response)
    for level in world.listed_for(person):
        assert secret("process", level) in text, level
    rows = {
        row["aspect"]: row for row in table_of(client.get(f"/organizations/compare/export.csv?{address}"))
    }
    roles = rows["Roles in processes"][str(world.house)].split("; ")
    assert len(roles) == len(world.listed_for(person))


def offices(world: World, person: str, client: Client) -> None:
    """Offices are public through and through."""
    first, second = OfficeFactory(hosts=[world.house]), OfficeFactory()
    address = f"pick={first.slug}&pick={second.slug}"
    for path in ("", "export.csv"):
        assert_no_trace(world, person, client.get(f"/offices/compare/{path}?{address}"))


RULES: dict[str, Rule] = {
    "lesson-compare": protected("lessons", "lesson"),
    "lesson-compare-csv": protected_export("lessons", "lesson"),
    "case-compare": protected("cases", "case"),
    "case-compare-csv": protected_export("cases", "case"),
    "organization-compare": organizations,
    "organization-compare-csv": organizations,
    "office-compare": offices,
    "office-compare-csv": offices,
}
