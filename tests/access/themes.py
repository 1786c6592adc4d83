"""Themes are for everybody; their numbers count only the lessons and cases that exist for the person asking."""

from __future__ import annotations

from django.test import Client

from lessons.models import Theme
from tests.factories import ThemeFactory

from .planting import undone
from .reading import Rule, assert_no_trace, body_of, table_of
from .world import LEVELS, World, secret


def plant(world: World) -> Theme:
    """A child of the world's theme that the cases of every level carry."""
    child = ThemeFactory(name="Planted child", slug="planted-child", parent=world.theme)
    for case in world.cases.values():
        case.themes.add(child)
    return child


@undone()
def theme_list(world: World, person: str, client: Client) -> None:
    child = plant(world)
    response = client.get("/themes/")
    assert_no_trace(world, person, response)
    counted = {theme.slug: (theme.lesson_count, theme.case_count) for theme in response.context["page_obj"]}
    listed = len(world.listed_for(person))
    assert counted == {world.theme.slug: (listed + 1, listed), child.slug: (0, listed)}
    for level in LEVELS:
        for kind in ("lesson", "case"):
            assert client.get("/themes/", {"q": secret(kind, level)}).context["total"] == 0


@undone()
def theme_export(world: World, person: str, client: Client) -> None:
    plant(world)
    response = client.get("/themes/export.csv")
    rows = table_of(response)
    assert [row["name"] for row in rows] == ["Planted child", "Planted theme"]
    text = str(rows) + str(dict(response.headers))
    assert [word for word in sorted(world.secrets(person)) if word in text] == []


@undone()
def theme_detail(world: World, person: str, client: Client) -> None:
    child = plant(world)
    listed = len(world.listed_for(person))
    for theme, lessons in ((world.theme, listed + 1), (child, 0)):
        response = client.get(theme.get_absolute_url())
        assert_no_trace(world, person, response)
        context, text = response.context, body_of(response)
        assert context["learned"].total == sum(kind.count for kind in context["kinds"]) == lessons
        assert context["cases"].total == listed
        branch = [(context["branch"].top, listed + 1), *((below, 0) for below in context["branch"].below)]
        assert [member.lesson_count for member, _ in branch] == [number for _, number in branch]
        for level in LEVELS:
            seen = level in world.listed_for(person)
            assert (secret("case", level) in text) == seen, level
            assert (secret("lesson", level) in text) == (seen and theme == world.theme), level


RULES: dict[str, Rule] = {
    "theme-list": theme_list,
    "theme-export-csv": theme_export,
    "theme-detail": theme_detail,
}
