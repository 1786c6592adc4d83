"""Letters about the review: to the author and the reviewer of an entry on each move, never with confidential text."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from msn_kb.core.access import Handling

from .models import Proposal, ReviewAssignment, ReviewStep


def tell_of(record: Any, step: ReviewStep) -> None:
    """Write to the author and the reviewer of ``record``, an entry or a proposed change to one, once ``step`` is
    stored, apart from whoever made it.

    A letter travels unprotected: it names the entry only where it is TLP:CLEAR or of a kind that is always public, and
    never says what was remarked or proposed.
    """
    people = {person.pk: person for person in _concerned(record) if person.is_active and person.email}
    people.pop(step.by_id or 0, None)
    if not people:
        return
    letter = {
        "what": _what(record),
        "step": step.get_move_display(),
        "by": str(step.by) if step.by else "",
        "link": f"{settings.SITE_URL}/mine/",
    }
    subject = " ".join(f"{letter['step']}: {letter['what']}".split())[:150]
    body = render_to_string("lessons/mail/review_step.txt", letter)
    for person in people.values():
        transaction.on_commit(
            lambda to=person.email: send_mail(subject, body, None, [to], fail_silently=True)  # type: ignore[misc]
        )


def _what(record: Any) -> str:
    """How a letter calls ``record``."""
    if not isinstance(record, Proposal):
        return _called(record)
    about: Any = record.model._default_manager.filter(pk=record.number).first()
    return f"proposed change to {_called(about)}" if about else "proposed change"


def _called(entry: Any) -> str:
    """The entry's name where everybody may know it; else its kind, such as “a lesson”."""
    if getattr(entry, "handling", Handling.CLEAR) == Handling.CLEAR:
        return f"“{entry}”"
    kind = str(entry._meta.verbose_name)
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _concerned(record: Any) -> list[Any]:
    author = getattr(record, "owner", None) or getattr(record, "author", None)
    assigned = ReviewAssignment.objects.about(record).select_related("reviewer").first()
    return [person for person in (author, assigned and assigned.reviewer) if person is not None]
