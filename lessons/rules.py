"""Rules that span tables: what a database constraint cannot hold. Forms, the loader and imports call them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError

from msn_kb.core.access import Attribution, open_door

from .models import Lesson


def check_attribution(
    attribution: str, organizations: Collection[Any], offices: Collection[Any], speaker: str
) -> None:
    """Raise ``ValidationError`` where the Chatham House Rule is set and an affiliation or a speaker is given.

    Entries under that rule may still hold affiliations for curators' eyes; this check is for material that ships
    or is published without a curator's look, such as the starter collection.
    """
    if attribution == Attribution.CHATHAM_HOUSE and (organizations or offices or speaker):
        raise ValidationError(
            {"attribution": "Under the Chatham House Rule neither organization, office nor speaker is given."}
        )


def hidden_by_attribution(
    attribution: str, organizations: Collection[Any], offices: Collection[Any], speaker: str
) -> list[str]:
    """What of this readers will not see, in words for its editor; empty when they see all that is given."""
    hidden = []
    if attribution == Attribution.CHATHAM_HOUSE:
        hidden += ["the organizations"] if organizations else []
        hidden += ["the offices"] if offices else []
    if attribution != Attribution.NAMED and speaker.strip():
        hidden.append("the speaker")
    return hidden


def check_successor(lesson: Lesson) -> None:
    """Raise ``ValidationError`` where the chain of successors comes back to ``lesson``: it would end nowhere.

    The whole chain is followed, whoever may see its links; the message names none of them.
    """
    if lesson.superseded_by_id is None:
        return
    if lesson.superseded_by_id == lesson.pk:
        raise ValidationError({"superseded_by": "An entry cannot supersede itself."})
    seen: set[int] = set()
    successor: int | None = lesson.superseded_by_id
    with open_door():
        while successor is not None and successor not in seen:
            if successor == lesson.pk:
                raise ValidationError(
                    {
                        "superseded_by": "That entry is itself superseded by this one, directly or by way of others."
                    }
                )
            seen.add(successor)
            links = Lesson.objects.filter(pk=successor).values_list("superseded_by_id", flat=True)
            successor = links.order_by().first()


def check_translation(lesson: Lesson) -> None:
    """Raise ``ValidationError`` unless a translation leads to an original in another language."""
    original = lesson.translation_of
    if original is None:
        return
    if original.pk == lesson.pk:
        raise ValidationError({"translation_of": "An entry cannot be a translation of itself."})
    if original.translation_of_id:
        raise ValidationError({"translation_of": "Choose the original, not another translation."})
    if original.language == lesson.language:
        raise ValidationError({"translation_of": "The original is in the same language."})


def missing_for_publication(
    title: str,
    insight: str,
    themes: Collection[Any],
    locators: Collection[str],
    is_demonstration: bool = False,
) -> list[str]:
    """What a lesson still lacks before it may be published, in words for its editor; empty when nothing is missing.

    ``locators`` are those of its citations. A demonstration entry states no fact, so it cites nothing.
    """
    needed = {
        "a title": title.strip(),
        "what was learned (insight)": insight.strip(),
        "at least one theme": themes,
        "at least one citation with a locator": is_demonstration
        or any(locator.strip() for locator in locators),
    }
    return [name for name, given in needed.items() if not given]
