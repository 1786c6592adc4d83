"""What a browser would send from a page of contributions: everything as it is shown, apart from what is changed."""

from __future__ import annotations

from typing import Any

from django.test import Client

from lessons.models import Lesson
from msn_kb.core.access import Status

from ..factories import LessonFactory


def draft(owner: Any, **fields: Any) -> Lesson:
    """A draft of ``owner`` for the members of the network."""
    made: Lesson = LessonFactory(owner=owner, **{"status": Status.DRAFT, "handling": "green", **fields})
    return made


def shown(response: Any) -> dict[str, Any]:
    """The names and values of all fields on the page."""
    context = response.context
    forms = [context["form"], *(one for one in (context.get("document"),) if one)]
    if rows := context["citations"]:
        forms += [rows.management_form, *rows.forms]
    sent: dict[str, Any] = {"opened": context["state"]}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is None:
                continue
            if isinstance(value, (list, tuple)):
                value = [str(getattr(one, "pk", one)) for one in value]
            sent[bound.html_name] = getattr(value, "pk", value)
    return sent


def send(client: Client, address: str, then: str = "draft", **changes: Any) -> Any:
    """Open the form at ``address``, change some of its fields (``__`` stands for ``-``), and send it."""
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    data = shown(page) | {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(address, {**data, "then": then})
