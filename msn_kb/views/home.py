"""The home page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from lessons.models import Lesson, Theme
from organizations.models import Country
from organizations.places import CountryNumbers, count_by_country, count_each, most_first

from ..listings import LISTINGS

NEWEST = 6
COUNTRIES = 12


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is inside, the newest lessons, the themes and countries, and a way in for each kind of user."""
    user = request.user
    lessons = Lesson.objects.visible_to(user).listed()
    newest = lessons.filter(translation_of__isnull=True).newest_first().for_section(user)[:NEWEST]
    context = {
        "counts": what_is_inside(user),
        "newest": newest,
        "themes": Theme.objects.top_level().with_lesson_counts(lessons),
        "countries": countries_with_most(user),
    }
    return render(request, "home.html", context)


def what_is_inside(user: Any) -> list[dict[str, Any]]:
    """Each kind of record with the number of entries its list shows to ``user`` and the list's address; one query."""
    numbers = count_each(
        {listing.noun: listing.filterset_class.pool(QueryDict(), user) for listing in LISTINGS}
    )
    return [
        {"label": capfirst(listing.plural), "count": numbers[listing.noun], "url": listing.url}
        for listing in LISTINGS
    ]


def countries_with_most(user: Any) -> list[CountryNumbers]:
    """The countries that the most entries name, with their numbers; two queries."""
    return most_first(count_by_country(Country.objects.visible_to(user), user))[:COUNTRIES]
