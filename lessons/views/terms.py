"""The page of a term, and that of two terms side by side."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from msn_kb.core.pages import Excerpt, excerpt, how_to_cite, page_context, permalink, record_or_redirect

from ..glossary import Glossary, mention_of, shared_terms
from ..listings import LESSONS, TERMS
from ..models import Contrast, ContrastPoint, Term, Theme
from ..related_vocabulary import related_terms

MOST_NAMES = 10  # of a term that lessons are searched for
MOST_LESSONS = 5


@require_safe
def term_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One term: what it means, how it differs from others, where lessons speak of it."""
    found = record_or_redirect(Term.objects.visible_to(request.user), slug, "term-detail")
    if isinstance(found, HttpResponse):
        return found
    user = request.user
    own, others = Glossary([found]), Term.objects.visible_to(user).exclude(pk=found.pk)
    themes = Theme.objects.visible_to(user).only("name", "slug", "synonyms")
    contrasts = Contrast.objects.visible_to(user).filter(Q(first=found) | Q(second=found))
    contrasts = contrasts.select_related("first", "second")
    marked = Glossary(others).mark({"definition": found.definition})
    shown = [mention.term for mention in marked.mentions]
    shown += [term for contrast in contrasts for term in (contrast.first, contrast.second)]
    context = {
        **page_context(found, list_label=TERMS.label),
        "marked": marked,
        "similar": related_terms(found, others, shown),
        "citations": found.citations.visible_to(user).for_page(),
        "contrasts": contrasts,
        "themes": [theme for theme in themes if shared_terms(theme, own)],
        "uses": lessons_using(found, user),
    }
    return render(request, "lessons/term_detail.html", context)


def lessons_using(term: Term, user: Any) -> Excerpt:
    """What the list of lessons finds for the term's name and synonyms, the passages marked."""
    # Whoever looks for “mediation” finds “peace mediation” as well.
    others = [name for name in term.synonyms if term.name.casefold() not in name.casefold()]
    names = [name.replace('"', "") for name in (term.name, *others)]
    parameters = urlencode({"q": " OR ".join(f'"{name}"' for name in names[:MOST_NAMES])})
    filterset = LESSONS.filterset(QueryDict(parameters), user)
    found = excerpt(
        filterset.qs,
        f"{LESSONS.url}?{parameters}",
        cards=LESSONS.cards(filterset.qs, user),
        most=MOST_LESSONS,
    )
    LESSONS.mark(found.rows, filterset.query)
    return found


@require_safe
def contrast_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Two terms explained point by point."""
    contrasts = Contrast.objects.visible_to(request.user).select_related("first", "second")
    found = record_or_redirect(contrasts, slug, "contrast-detail")
    if isinstance(found, HttpResponse):
        return found
    context = {
        "record": found,
        "noun": "contrast",
        "list_label": TERMS.label,
        "list_url": TERMS.url,
        "edit_url": reverse("admin:lessons_contrast_change", args=[found.pk]),
        "permalink": permalink(found),
        "how_to_cite": how_to_cite(found),
        "meanings": [mention_of(found.first), mention_of(found.second)],
        "points": ContrastPoint.objects.visible_to(request.user).filter(contrast=found),
        "citations": found.citations.visible_to(request.user).for_page(),
        "others": contrasts.exclude(pk=found.pk),
    }
    return render(request, "lessons/contrast_detail.html", context)
