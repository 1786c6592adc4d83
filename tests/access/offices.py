"""Offices: their list, their page, their export. All are public; what they are tied to is not."""

from __future__ import annotations

from django.test import Client

from organizations.models import Office

from .directory import assert_exports, assert_gathers, assert_lists_agree, assert_words_find_nothing
from .reading import Rule, assert_no_trace
from .world import World


def office_list(world: World, person: str, client: Client) -> None:
    response = client.get("/offices/?page_size=100")
    assert response.context["total"] == Office.objects.count()
    assert_no_trace(world, person, response)
    office = next(record for record in response.context["page_obj"] if record.pk == world.office.pk)
    assert office.lesson_count == len(world.listed_for(person))
    assert_lists_agree(client, "office", office, {"/lessons/": office.lesson_count})
    assert_words_find_nothing(client, "/offices/")


def office_export(world: World, person: str, client: Client) -> None:
    assert_exports(world, person, client, "/offices/export.csv", world.office)


def office_detail(world: World, person: str, client: Client) -> None:
    assert_gathers(world, person, client, "office", world.office)


RULES: dict[str, Rule] = {
    "office-list": office_list,
    "office-export-csv": office_export,
    "office-detail": office_detail,
}
