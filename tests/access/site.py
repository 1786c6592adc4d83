"""Pages that belong to no kind of record."""

from __future__ import annotations

from django.test import Client

from .reading import Rule, assert_no_trace, holds_no_entries
from .world import World


def home(world: World, person: str, client: Client) -> None:
    response = client.get("/")
    assert_no_trace(world, person, response)
    counts = {item["label"]: item["count"] for item in response.context["counts"]}
    assert counts["Lessons"] == len(world.listed_for(person)) + 1
    for label in ("Cases", "Peace processes", "Sources"):
        assert counts[label] == len(world.listed_for(person)), label
    theme = next(theme for theme in response.context["themes"] if theme.pk == world.theme.pk)
    assert theme.lesson_count == len(world.listed_for(person)) + 1
    (row,) = response.context["countries"]
    listed = dict.fromkeys(("processes", "lessons", "cases"), len(world.listed_for(person)))
    assert (row.country, row.numbers) == (world.country, {**listed, "organizations": 1})


account_page = holds_no_entries("/accounts/login/", "/accounts/password_reset/")

RULES: dict[str, Rule] = {
    "home": home,
    "styleguide": holds_no_entries("/styleguide/"),
    "health": holds_no_entries("/healthz"),
    "robots": holds_no_entries("/robots.txt"),
    "login": account_page,
    "logout": account_page,
    "password_change": holds_no_entries("/accounts/password_change/"),
    "password_change_done": holds_no_entries("/accounts/password_change/done/"),
    "password_reset": account_page,
    "password_reset_done": holds_no_entries("/accounts/password_reset/done/"),
    "password_reset_confirm": holds_no_entries("/accounts/reset/MQ/wrong-token/"),
    "password_reset_complete": holds_no_entries("/accounts/reset/done/"),
}
