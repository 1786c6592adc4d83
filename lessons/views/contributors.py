"""Who may contribute, and how everybody else is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from msn_kb.core.access import Viewer

# What a form sends without anybody having typed it.
NO_TEXTS = ("csrfmiddlewaretoken", "opened", "then")

View = Callable[..., HttpResponse]


def contributors_only(*methods: str) -> Callable[[View], View]:
    """A view for members and curators, by ``methods``: visitors are led to sign in, others learn what is missing."""

    def decorated(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            viewer = Viewer.of(request.user)
            if viewer.user_id is None:
                typed = _typed(request)
                if not typed:
                    return redirect_to_login(request.get_full_path())
                return render(request, "lessons/contribute_signed_out.html", {"typed": typed}, status=403)
            if not (viewer.is_member or viewer.sees_affiliations):
                return render(request, "lessons/contribute_members_only.html", status=403)
            return view(request, *args, **kwargs)

        return require_http_methods([*methods])(guarded)

    return decorated


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The texts of a form that came when its session had ended, by field: leading to the sign-in would lose them."""
    words = {name: str(text).strip() for name, text in request.POST.items() if name not in NO_TEXTS}
    return [
        (capfirst(name.replace("_", " ")), text)
        for name, text in words.items()
        if text and not text.isdigit()
    ]


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """409 with ``reason``: the request is clear, but the entry stands elsewhere in its life."""
    return render(request, "lessons/contribute_refused.html", {"reason": reason}, status=409)
