"""The page of a case."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from msn_kb.core.pages import page_context, record_or_redirect

from ..glossary import Glossary
from ..models import Case
from ..presentation import ATTRIBUTION_EXPLAINED, HANDLING_EXPLAINED
from ..related import related_to_case

# The texts of a case in the order in which its page shows them, and under which heading.
TEXTS = {
    "situation": "The situation",
    "approach": "What was done",
    "result": "What came of it",
    "what_worked": "What made it work",
    "limits": "Limits, and where else it may hold",
}


@require_safe
def case_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One case with all that belongs to it and this person may see."""
    user = request.user
    found = record_or_redirect(Case.objects.visible_to(user).for_page(user), slug, "case-detail")
    if isinstance(found, HttpResponse):
        return found
    return render(request, "lessons/case_detail.html", case_context(found, user))


def case_context(case: Case, user: Any) -> dict[str, Any]:
    """The template context of a case fetched by ``for_page(user)``; nested values are what ``user`` may see."""
    marked = Glossary.for_language(case.language, user).mark({name: getattr(case, name) for name in TEXTS})
    drawn = list(case.lessons.visible_to(user).listed().newest_first().for_list(user))
    return {
        **page_context(case),
        "case": case,
        "parts": [
            {
                "name": name,
                "heading": heading,
                "text": marked.texts[name] if getattr(case, name).strip() else "",
            }
            for name, heading in TEXTS.items()
        ],
        "mentions": marked.mentions,
        "citations": case.citation_list,  # type: ignore[attr-defined]
        "drawn": drawn,
        "similar": related_to_case(case, user, drawn=drawn),
        "handling_text": HANDLING_EXPLAINED[case.handling],
        "attribution_text": ATTRIBUTION_EXPLAINED[case.attribution],
    }
