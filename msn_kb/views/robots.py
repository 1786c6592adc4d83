"""What search engines are asked to leave alone: ``/robots.txt`` (RFC 9309)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

# Lists have endless states, each with an address; their first page leads to every entry.
LEFT_ALONE = ("/*?", "/*/by/", "/*/compare/", "/*export.", "/accounts/", "/admin/", "/search/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything that a visitor may read may be indexed, but no state of a list, no file and no form.

    While the site is being tried out (``DEBUG``) nothing may.
    """
    paths = ("/",) if settings.DEBUG else LEFT_ALONE
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
