"""What the records of this app are called, for searches that name one."""

from __future__ import annotations

from django.db.models import Q

from msn_kb.core.bearing import by_code, by_name_in_either_number, by_title, listed_in, register

from .models import Audience, Case, Lesson, Phase, Term, Theme, Track


def is_called_or_means(name: str) -> Q:
    """By name or synonym."""
    return by_name_in_either_number(name) | listed_in("synonyms", name)


register(
    {
        Term: is_called_or_means,
        Theme: is_called_or_means,
        Case: by_title,
        Lesson: by_title,
        Track: by_code,
        Phase: by_code,
        Audience: by_code,
    }
)
