"""The list of lessons as a query string asks for it."""

from django.http import QueryDict

from lessons.filters import LessonFilterSet
from organizations.models import User


def listed(query: str = "", user: User | None = None) -> list[str]:
    """Titles of the list's entries, in order, for a visitor unless told otherwise."""
    return [lesson.title for lesson in LessonFilterSet(QueryDict(query), user=user).qs]


def notices(query: str, user: User | None = None) -> list[str]:
    """What the page says about parameters it did not understand."""
    problems = LessonFilterSet(QueryDict(query), user=user).problems
    return [sentence for sentences in problems.values() for sentence in sentences]
