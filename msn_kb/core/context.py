"""What every template may use."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest

from .access import Viewer


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name and address, what its operator says of it, and what the person reading may see.

    ``kb_name``, because Django's own sign-in pages put the host into ``site_name``.
    """
    return {
        "kb_name": "MSN Knowledge Base",
        "site_url": settings.SITE_URL,
        "operator": settings.OPERATOR_NAME,
        "operator_contact": settings.OPERATOR_CONTACT,
        "operator_contact_url": contact_url(settings.OPERATOR_CONTACT),
        "content_licence": settings.CONTENT_LICENCE or settings.CONTENT_LICENCE_URL,
        "content_licence_url": settings.CONTENT_LICENCE_URL,
        "viewer": Viewer.of(getattr(request, "user", None)),
    }


def contact_url(contact: str) -> str:
    """What a link to the operator's contact leads to: the page that it is, or a message to the address that it is."""
    if not contact or "://" in contact:
        return contact
    return f"mailto:{quote(contact, safe='@')}"
