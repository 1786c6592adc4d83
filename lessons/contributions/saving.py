"""Writing a member's draft: the lesson, its citations and a document that is described with it, all or nothing."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from msn_kb.core.access import UNPUBLISHED, Status, open_door
from msn_kb.core.history import changing
from organizations.choices import SourceKind
from organizations.models import Source

from .. import review
from ..models import Lesson
from ..proposable import CITATIONS, CONTENT, content_of, kept_value, write_citations
from .lesson_form import LessonDraftForm

WRITTEN = "Written by its author."
FEW = 5  # drafts of one title that are looked at


def save_draft(form: LessonDraftForm, citations: Any, document: Any) -> Lesson:
    """Store what was written on valid forms; the lesson's author owns a new one. Returns the lesson.

    Whether an existing lesson may be written to is checked by whoever asks, with the lesson locked.
    """
    user = form.user
    reason = form.cleaned_data.get("reason", "").strip()
    with transaction.atomic(), open_door(), changing(by=user, reason=reason or WRITTEN):
        lesson: Lesson = form.save(commit=False)
        if lesson.pk is None:
            lesson.owner, lesson.status = user, Status.DRAFT
        lesson.save()
        form.save_m2m()
        if form.handling_before and reason and "handling" in form.changed_data:
            review.note_lowered_handling(lesson, form.handling_before, user, reason)
        pairs: list[tuple[int, str]] = list(citations.pairs)
        if document.is_filled:
            pairs.append((described(document.cleaned_data, lesson).pk, document.cleaned_data["locator"]))
        write_citations(lesson, kept_value(lesson, CITATIONS, pairs, user))
    return lesson


def described(document: dict[str, Any], lesson: Lesson) -> Source:
    """A draft of a source as the author of ``lesson`` describes it, for the same readers as the lesson."""
    source = Source(
        title=document["title"],
        kind=document["kind"] or SourceKind.REPORT,
        date=document["date"],
        url=document["url"],
        language=lesson.language,
        handling=lesson.handling,
        owner=lesson.owner,
    )
    source.save()
    source.owning_organizations.set(lesson.owning_organizations.all())
    source.named_people.set(lesson.named_people.all())
    return source


def hand_in(lesson: Lesson, user: Any) -> None:
    """Submit ``lesson`` for review, together with the documents that its author described for it.

    Raises ``review.MoveRefused`` where it lacks something; then nothing is submitted.
    """
    with transaction.atomic():
        review.submit(lesson, user)
        drafts = Source.objects.visible_to(user).filter(
            owner_id=user.pk, status__in=review.BEFORE_REVIEW, lessoncitations__record=lesson
        )
        for source in drafts.distinct():
            review.submit(source, user)


def same_draft(form: LessonDraftForm, citations: Any) -> Lesson | None:
    """The author's own lesson that holds exactly what was written on valid forms: they were sent twice."""
    own = Lesson.objects.visible_to(form.user).filter(
        owner_id=form.user.pk, status__in=UNPUBLISHED, title=form.cleaned_data["title"]
    )
    names = CONTENT["lessons.lesson"]
    sent = {name: value for name, value in form.cleaned_data.items() if name in names}
    sent[CITATIONS] = citations.pairs
    for lesson in own[:FEW]:
        # Texts as they are: a draft may lack what the field itself asks for.
        kept = {
            name: value if isinstance(value, str) else kept_value(lesson, name, value, form.user)
            for name, value in sent.items()
        }
        if kept == content_of(lesson, kept):
            return lesson
    return None
