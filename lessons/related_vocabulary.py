"""Themes and terms related to one of them."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from django.db.models import BigIntegerField, Count, F, Func, QuerySet

from msn_kb.core import kept
from msn_kb.core.related import MOST, Reason, Related

from .glossary import Glossary
from .models import Lesson, Term, Theme

FEWEST_TOGETHER = 2  # lessons under both themes
# How far two themes must overlap: their common lessons beside the geometric mean of their numbers.
LEAST_OVERLAP = 0.2


def related_themes(theme: Theme, others: Iterable[Theme], lessons: QuerySet) -> list[Related]:
    """Those of ``others`` that often stand on the same lessons as ``theme``; all have their ``lesson_count``.

    ``lessons`` are those of ``theme`` and its children that lists show to the person who asks; of the others the
    children's count too. Most overlapping first, ties by id; one query, kept.
    """
    tagged: QuerySet = Lesson.themes.through._default_manager.filter(
        lesson__in=lessons.order_by().values("pk")
    )
    either = Func(
        *(F("theme"), F("theme__parent")),
        template="unnest(ARRAY[%(expressions)s])",
        output_field=BigIntegerField(),
    )
    counted = tagged.order_by().annotate(either=either).values_list("either")
    together: dict[int, int] = dict(kept.values(counted.annotate(number=Count("lesson", distinct=True))))
    overlaps = [
        (number / sqrt(other.lesson_count * theme.lesson_count), other, number)  # type: ignore[attr-defined]
        for other in others
        if (number := together.get(other.pk, 0)) >= FEWEST_TOGETHER
    ]
    best = sorted(overlaps, key=lambda found: (-found[0], found[1].pk))[:MOST]
    return [
        Related(other, (Reason(f"{number} lessons are filed under both", ()),))
        for overlap, other, number in best
        if overlap >= LEAST_OVERLAP
    ]


def related_terms(term: Term, others: Iterable[Term], shown: Iterable[Term]) -> list[Related]:
    """Those of ``others`` whose definition speaks of ``term``, by name, without those ``shown``; no query."""
    others, known = list(others), {one.pk for one in shown}
    # All terms together: where “mediation support” is defined, “mediation” alone is not spoken of.
    glossary = Glossary([term, *others])
    found = [
        one
        for one in others
        if one.pk not in known and any(used.pk == term.pk for *_, used in glossary.find(one.definition))
    ]
    return [Related(one, (Reason("Its definition speaks of this term", ()),)) for one in found[:MOST]]
