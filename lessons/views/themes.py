"""The page of a theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from msn_kb.core.pages import excerpt, page_context, record_or_redirect
from msn_kb.core.record_addresses import list_address

from ..choices import LessonKind
from ..glossary import Glossary, Mention, mention_of, shared_terms
from ..models import Case, Lesson, Term, Theme
from ..related_vocabulary import related_themes


@dataclass(frozen=True)
class KindCount:
    """How many lessons of a kind there are, and the list of exactly these."""

    kind: str
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Branch:
    """A theme of the first level with those below it; each has ``lesson_count``."""

    top: Theme
    below: Sequence[Theme]


@require_safe
def theme_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme with its place among the others, and the lessons and cases of it and its children."""
    user = request.user
    found = record_or_redirect(Theme.objects.visible_to(user), slug, "theme-detail")
    if isinstance(found, HttpResponse):
        return found
    listed = Lesson.objects.visible_to(user).listed()
    lessons = listed.on_theme(found).newest_first()
    cases = Case.objects.visible_to(user).listed().on_theme(found)
    glossary = Glossary(Term.objects.visible_to(user))
    marked = glossary.mark({"definition": found.definition})
    themes = list(
        Theme.objects.visible_to(user).with_lesson_counts(listed).defer("search_vector", "tagged_names")
    )
    branch = branch_of(found, themes)
    counted = next(theme for theme in themes if theme == found)
    context = {
        **page_context(found),
        "branch": branch,
        "marked": marked,
        "mentions": with_shared(marked.mentions, found, glossary),
        "kinds": count_kinds(lessons, found),
        "learned": excerpt(lessons, list_of("lesson", found), cards=lessons.for_section(user)),
        "similar": related_themes(counted, set(themes) - {branch.top, *branch.below}, lessons),
        "cases": excerpt(cases, list_of("case", found)),
    }
    return render(request, "lessons/theme_detail.html", context)


def list_of(noun: str, theme: Theme, **more: str) -> str:
    """The address of the list of lessons or cases that asks for ``theme`` and ``more``."""
    return f"{list_address(noun)}?{urlencode({'theme': theme.slug, **more})}"


def branch_of(theme: Theme, themes: Iterable[Theme]) -> Branch:
    """The part of the tree of ``themes``, in their order, that ``theme`` stands in."""
    top = theme.parent_id or theme.pk
    family = [member for member in themes if top in (member.pk, member.parent_id)]
    return Branch(
        next(member for member in family if member.pk == top),
        [member for member in family if member.pk != top],
    )


def count_kinds(lessons: QuerySet, theme: Theme) -> list[KindCount]:
    """How many of ``lessons`` are of each kind, in the order of kinds, those that do not occur with a zero."""
    numbers = dict(lessons.order_by().values_list("kind").annotate(Count("pk")))
    return [
        KindCount(kind, str(label), numbers.get(kind, 0), list_of("lesson", theme, kind=kind))
        for kind, label in LessonKind.choices
    ]


def with_shared(mentions: list[Mention], theme: Theme, glossary: Glossary) -> list[Mention]:
    """``mentions`` of the definition after the terms that share a name with ``theme``, each once."""
    shared = [mention_of(term) for term in shared_terms(theme, glossary)]
    known = {mention.term.pk for mention in shared}
    return [*shared, *(mention for mention in mentions if mention.term.pk not in known)]
