"""Lists drawn on the map of the world: how many of their entries belong to each country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msn_kb.core.lists import ListFilterSet, Selection
from msn_kb.core.lists.addresses import ListAddress
from msn_kb.core.lists.tally import axis, tally
from msn_kb.core.pictures import Place, WorldMap
from msn_kb.core.pictures.headings import Noun

from .models import Country


@dataclass(frozen=True)
class MappedList:
    """A state of a list that has ``country``, what its entries are called, and where it stands."""

    noun: Noun
    filterset: ListFilterSet
    address: ListAddress

    def numbers(self) -> dict[str, int]:
        """Entries by alpha-3 code; where the address asks for countries, of these alone."""
        by_country = axis(self.filterset, "country")
        (tallied,) = tally(self.filterset, (by_country,))
        asked = self.filterset.active.get("country")
        chosen = {choice.value for choice in asked.chosen} if isinstance(asked, Selection) else None
        return {
            code: number for (code,), number in tallied.items() if code and (chosen is None or code in chosen)
        }

    def url(self, alpha3: str) -> str:
        """The list of one country's entries."""
        return self.address.replacing("country", alpha3)


def world_map(id_: str, caption: str, lists: Sequence[MappedList], note: str = "") -> WorldMap:
    """The world with the numbers of one list or two; names lead to the countries' pages, numbers to the lists."""
    numbers = [mapped.numbers() for mapped in lists]
    codes = {code for by_country in numbers for code in by_country}
    user = lists[0].filterset.user
    places = {}
    for country in Country.objects.visible_to(user).filter(alpha3__in=codes):
        code = country.alpha3
        places[country.m49 or code] = Place(
            country.name,
            tuple(by_country.get(code, 0) for by_country in numbers),
            country.get_absolute_url(),
            tuple(
                mapped.url(code) if by_country.get(code) else ""
                for mapped, by_country in zip(lists, numbers, strict=True)
            ),
        )
    return WorldMap(id_, caption, places, tuple(mapped.noun for mapped in lists), note)
