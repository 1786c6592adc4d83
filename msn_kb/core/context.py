"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .access import Viewer


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name and address, and what the person reading may see.

    ``kb_name``, because Django's own sign-in pages put the host into ``site_name``.
    """
    return {
        "kb_name": "MSN Knowledge Base",
        "site_url": settings.SITE_URL,
        "viewer": Viewer.of(getattr(request, "user", None)),
    }
