"""All values of a filter: the same as the list's facet offers this person, and nothing of what is hidden."""

from __future__ import annotations

from django.http import QueryDict
from django.test import Client

from msn_kb.core.lists import Listing
from msn_kb.core.lists.facets import count
from msn_kb.listings import LISTINGS

from .reading import Rule, assert_no_trace
from .world import World


def values_of(listing: Listing) -> Rule:
    """The rule of one list: each parameter that it has a facet of."""

    def rule(world: World, person: str, client: Client) -> None:
        expected = count(listing.filterset(QueryDict(), world.people.get(person)))
        for name, filter_ in listing.filterset_class.base_filters.items():
            response = client.get(f"{listing.url}by/{name}/")
            if not getattr(filter_, "is_facet", False):
                assert response.status_code == 404, name
                continue
            assert_no_trace(world, person, response)
            shown = {value.value: value.count for value in response.context["page_obj"]}
            assert shown == expected.get(name, {}), name

    return rule


RULES: dict[str, Rule] = {f"{listing.noun}-values": values_of(listing) for listing in LISTINGS}
