"""Countries and regions: what the knowledge base holds of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from msn_kb.core.pages import FIRST, Excerpt, page_context
from msn_kb.core.pictures.world import Place, WorldMap

from ..models import Country, Engagement, Region
from ..places import KINDS, LESSONS, PROCESSES, CountryNumbers, by_region, count_by_country, count_each
from .engagements import ROLE_GROUPS

LEADING = [role for group in ROLE_GROUPS if group.code in ("lead", "envoys") for role in group.roles]
FEWEST_MAPPED = 3  # a map of the world with one or two countries on it says less than their names


@require_safe
def country_list(request: HttpRequest) -> HttpResponse:
    """All countries by region, those with entries first, and a map of them."""
    rows = count_by_country(all_countries(request.user), request.user)
    regions = list(Region.objects.visible_to(request.user))
    entered = [row for row in rows if row]
    context = {
        "world": world_map(rows, "Lessons and peace processes by country"),
        "entered": entered,
        "branches": by_region(entered, regions),
        "others": by_region((row for row in rows if not row), regions),
        "other_count": len(rows) - len(entered),
    }
    return render(request, "organizations/country_list.html", context)


@require_safe
def country_page(request: HttpRequest, alpha3: str) -> HttpResponse:
    """One country with all that belongs to it and this person may see; also one that no entry names."""
    country = get_object_or_404(all_countries(request.user), alpha3=alpha3.upper())
    user, region = request.user, country.region
    gathered = gather(country, {kind.relation: kind.in_country(country, user) for kind in KINDS}, user)
    context = {
        **place_context(country, Q(code__in=region.lineage if region else []), user),
        "gathered": gathered,
        "is_entered": any(gathered.values()),
        "region_counts": region_counts(region, user) if region and not any(gathered.values()) else [],
    }
    return render(request, "organizations/country_detail.html", context)


@require_safe
def region_page(request: HttpRequest, code: str) -> HttpResponse:
    """One region of UN M49 with all that belongs to it or lies below it and this person may see.

    The countries of the world have a page of their own, to which that of the world leads.
    """
    region = get_object_or_404(Region.objects.visible_to(request.user), code=code)
    user = request.user
    rows = count_by_country(all_countries(user).filter(region__lineage__contains=[code]), user)
    gathered = gather(region, {kind.relation: kind.in_region(region, user) for kind in KINDS}, user)
    world = world_map(rows, f"Lessons and peace processes in {region}, by country")
    context = {
        **place_context(region, Q(code__in=region.lineage[:-1]) | Q(parent=region), user),
        "gathered": gathered,
        "is_entered": any(gathered.values()),
        "world": world,
        "shows_map": len(world.present) >= FEWEST_MAPPED,
        "countries_url": "" if region.level else reverse("country-list"),
        "entered": [row for row in rows if row],
        "others": [row.country for row in rows if not row],
    }
    return render(request, "organizations/region_detail.html", context)


def all_countries(user: Any) -> QuerySet[Country]:
    """Countries by name, with their smallest region."""
    return Country.objects.visible_to(user).select_related("region")


def world_map(rows: Iterable[CountryNumbers], caption: str) -> WorldMap:
    """The world with the numbers of lessons, which shade it, and of processes."""
    series = (LESSONS, PROCESSES)
    places = {
        row.country.m49 or row.country.alpha3: Place(
            row.country.name,
            tuple(row.numbers.get(kind.relation, 0) for kind in series),
            row.country.get_absolute_url(),
        )
        for row in rows
    }
    return WorldMap("world", caption, places, tuple(kind.noun for kind in series))


def place_context(place: Country | Region, around: Q, user: Any) -> dict[str, Any]:
    """What the page of ``place`` shows around its entries.

    ``around`` picks the regions that it lies in, and the parts of a region; one query for both.
    """
    regions = list(Region.objects.visible_to(user).filter(around))
    parts = [region for region in regions if isinstance(place, Region) and region.parent_id == place.pk]
    return {
        **page_context(place, list_label="Countries"),
        "list_url": reverse("country-list"),
        "trail": sorted(
            (region for region in regions if region not in parts), key=lambda region: region.level
        ),
        "parts": parts,
        "of_region": isinstance(place, Region),
    }


def gather(place: Country | Region, entries: Mapping[str, Any], user: Any) -> dict[str, Excerpt]:
    """The first of each kind's ``entries`` with what a place's page says of them, by the relation's name."""
    totals = count_each(entries)
    shown = {
        "processes": led_by(entries["processes"], user),
        "lessons": entries["lessons"].newest_first().for_section(user),
        "cases": entries["cases"],
        "organizations": entries["organizations"].select_related("country"),
        "offices": entries["offices"].prefetch_related("hosts"),
        "meetings": entries["meetings"].select_related("country"),
    }
    return {
        kind.relation: Excerpt(
            list(shown[kind.relation][:FIRST]), totals[kind.relation], kind.list_url(place)
        )
        for kind in KINDS
    }


def led_by(processes: QuerySet, user: Any) -> QuerySet:
    """``processes`` with their ``leaders``: engagements that lead, facilitate or host, and envoys."""
    leading = Engagement.objects.visible_to(user).in_force().filter(role__in=LEADING)
    by_role = leading.select_related("organization").order_by("role", "organization__sort_name", "pk")
    return processes.prefetch_related(Prefetch("engagements", by_role, to_attr="leaders"))


def region_counts(region: Region, user: Any) -> list[tuple[str, str]]:
    """Such as “4 lessons” with the list of these, of what ``region`` holds."""
    totals = count_each({kind.relation: kind.in_region(region, user) for kind in KINDS})
    return [
        (kind.noun.count(totals[kind.relation]), kind.list_url(region))
        for kind in KINDS
        if totals[kind.relation]
    ]
