"""Merging of records of every kind, with what holds for each: the function that pages and commands call.

``msn_kb.core.merging`` moves what leads to a record by a foreign key. What names it by kind and number is moved here:
proposed changes that are still open, and pairs that were found to be two. Steps and comments of reviews stay under the
number of the record that went, as its history does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model, Q

from msn_kb.core import merging
from msn_kb.core.access import Viewer
from msn_kb.core.history import RowChange
from msn_kb.core.history.undoing import undo_transactions
from msn_kb.core.merging import MergeRefused, Rules
from msn_kb.core.models import FormerSlug, MergedRecord
from organizations.choices import NameKind
from organizations.models import (
    ClientGroup,
    Meeting,
    Office,
    Organization,
    OrganizationName,
    PeaceProcess,
    Source,
    SupportService,
    User,
)

from .choices import ProposalState
from .models import (
    Audience,
    Case,
    Lesson,
    NotDuplicates,
    Phase,
    Proposal,
    ReviewAssignment,
    Term,
    Theme,
    Track,
)
from .rules import check_translation

OPEN = (ProposalState.DRAFT, ProposalState.IN_REVIEW, ProposalState.RETURNED)


def merge(kept: Any, gone: Any, by: Any, reason: str, choices: Mapping[str, str] | None = None) -> Any:
    """Make ``gone`` part of ``kept``, which is returned (``msn_kb.core.merging.merge``). Raises ``MergeRefused``."""
    rules = RULES.get(type(kept))
    if rules is None:
        raise MergeRefused(f"Records of this kind cannot be merged: {type(kept)._meta.verbose_name}.")
    with transaction.atomic():
        done = merging.merge(kept, gone, by, reason, choices, rules)
        _move_numbers(done, gone)
    return done


def undo_merge(merged: MergedRecord, model: type[Model], by: Any, reason: str) -> None:
    """Turn the merge back: both records are as they were. Raises ``CannotUndo`` where either was changed since."""
    rows = RowChange.objects.filter(
        table=model._meta.db_table, row_id=merged.number, record_id=merged.number, after__isnull=True
    )
    last = rows.order_by("-pk").first()
    with transaction.atomic():
        undo_transactions([last.transaction] if last else [], by, reason)
        own = RowChange.objects.filter(table=model._meta.db_table, row_id=merged.number)
        slugs = {row.before.get(name) for row in own if row.before for name in ("slug", "code")}
        led_on = FormerSlug.objects.filter(model=merged.kind, object_id=merged.into, slug__in=slugs - {None})
        led_on.update(object_id=merged.number)
        merged.delete()


def _move_numbers(kept: Any, gone: Any) -> None:
    kind, number = kept._meta.label_lower, gone.pk
    Proposal.objects.filter(kind=kind, number=number, state__in=OPEN).update(number=kept.pk)
    ReviewAssignment.objects.filter(kind=kind, number=number).delete()
    told = NotDuplicates.objects.filter(Q(first=number) | Q(second=number), kind=kind)
    for pair in list(told):
        other = pair.second if pair.first == number else pair.first
        pair.delete()
        if other != kept.pk:
            first, second = sorted((other, kept.pk))
            NotDuplicates.objects.get_or_create(
                kind=kind, first=first, second=second, defaults={"by": pair.by, "reason": pair.reason}
            )


def _check_lessons(kept: Lesson, gone: Lesson, by: Any) -> None:
    """Neither a successor and what it supersedes, nor an entry and its translation, are one."""
    if _leads_to(kept, gone) or _leads_to(gone, kept):
        raise MergeRefused("One of the two supersedes the other: they are two versions, and both stay.")
    if (kept.translation_of_id or kept.pk) == (gone.translation_of_id or gone.pk):
        raise MergeRefused("One of the two is a translation of the other: both stay.")
    if gone.translation_of_id and not kept.translation_of_id:
        raise MergeRefused("The one that is to go is a translation of another entry: let it stay.")
    translations = list(gone.translations.all())
    if not translations:
        return
    if kept.translation_of_id:
        raise MergeRefused(
            "The one that is to stay is a translation, and the other has translations: let the other stay."
        )
    there = {one.language for one in kept.translations.all()}
    for translation in translations:
        if translation.language in there:
            raise MergeRefused(
                f"Both have a translation into {translation.get_language_display()}: merge these first."
            )
        translation.translation_of = kept
        check_translation(translation)


def _leads_to(one: Lesson, other: Lesson) -> bool:
    seen: set[int] = set()
    successor = one.superseded_by_id
    while successor is not None and successor not in seen:
        if successor == other.pk:
            return True
        seen.add(successor)
        found = Lesson.objects.filter(pk=successor).order_by().values_list("superseded_by_id", flat=True)
        successor = found.first()
    return False


def _check_themes(kept: Theme, gone: Theme, by: Any) -> None:
    """Themes have two levels, after a merge too."""
    if gone.children.exclude(pk=kept.pk).exists() and kept.parent_id and kept.parent_id != gone.pk:
        raise MergeRefused(
            f"“{gone}” has themes below it, so the one that stays has to be a theme of the first level."
        )


def _check_organizations(kept: Organization, gone: Organization, by: Any) -> None:
    """Who belongs to an organization reads what it owns."""
    people = User.objects.filter(organization=gone, is_active=True)
    if people.exists() and not Viewer.of(by).is_administrator:
        raise MergeRefused(
            "People belong to the organization that is to go, and would read what the other one owns: ask an "
            "administrator to merge them, or let it stay."
        )


def _take_synonym(kept: Any, gone: Any) -> None:
    """The name that goes finds what stays; so do its synonyms, unless the person has chosen otherwise."""
    known = {kept.name.casefold(), *(one.casefold() for one in kept.synonyms)}
    if gone.name.casefold() not in known:
        kept.synonyms = [*kept.synonyms, gone.name]
        kept.save()


def _take_other_name(kept: Organization, gone: Organization) -> None:
    if gone.name != kept.name:
        OrganizationName.objects.get_or_create(
            organization=kept, name=gone.name, defaults={"kind": NameKind.VARIANT}
        )


def _take_name_of_process(kept: PeaceProcess, gone: PeaceProcess) -> None:
    if gone.name not in (kept.name, *kept.other_names):
        kept.other_names = [*kept.other_names, gone.name]
        kept.save()


NO_MORE = Rules()
RULES: dict[type[Model], Rules] = {
    Lesson: Rules(check=_check_lessons),
    Case: NO_MORE,
    Term: Rules(take_names=_take_synonym),
    Theme: Rules(check=_check_themes, take_names=_take_synonym),
    Track: NO_MORE,
    Phase: NO_MORE,
    Audience: NO_MORE,
    SupportService: NO_MORE,
    ClientGroup: NO_MORE,
    Organization: Rules(check=_check_organizations, take_names=_take_other_name),
    Office: NO_MORE,
    Meeting: NO_MORE,
    PeaceProcess: Rules(take_names=_take_name_of_process),
    Source: NO_MORE,
}
