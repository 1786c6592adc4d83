"""The page of a source."""

from __future__ import annotations

from itertools import chain

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from msn_kb.core.pages import not_stated, page_context, record_or_redirect

from ..bibliography import doi_address, reference
from ..citing import drawn_from
from ..models import Source
from ..related import related_sources
from .drawn import with_lines


@require_safe
def source_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One source: how it is cited, what it is, and every entry drawn from it that this person may see."""
    user = request.user
    found = record_or_redirect(Source.objects.visible_to(user).for_page(user), slug, "source-detail")
    if isinstance(found, HttpResponse):
        return found
    groups = with_lines(drawn_from(found, user))
    sources = [passage.records for group in groups if group.kind == "source" for passage in group.passages]
    named = [*chain(*sources), *(citation.source for citation in found.citation_list)]
    context = {
        **page_context(found),
        "source": found,
        "reference": reference(found, [publisher.name for publisher in found.publisher_list]),
        "doi_url": doi_address(found),
        "groups": groups,
        "entry_count": sum(group.total for group in groups),
        "similar": related_sources(found, named, user),
        "unknown": unknown(found),
    }
    return render(request, "organizations/source_detail.html", context)


def unknown(source: Source) -> list[str]:
    """Labels of what is not known of ``source`` and belongs to any reference."""
    return not_stated(
        [
            ("its own title", source.title),
            ("who wrote it", source.authors),
            ("who published it", [*source.publisher_list, *filter(None, [source.publisher])]),  # type: ignore[attr-defined]
            ("when it was published", source.date),
            ("where it can be read", source.url or source.doi),
        ]
    )
