"""Which records bear a name: by title, name, acronym, other name, synonym or code, as each app says of its models.

Organization.objects.visible_to(user).filter(bearing(Organization, "ecowas"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Model, Q

from .folding import fold

Condition = Callable[[str], Q]

CONDITIONS: dict[type[Model], Condition] = {}


def register(conditions: dict[type[Model], Condition]) -> None:
    """Say for each model under which condition a record bears a name."""
    CONDITIONS.update(conditions)


def bearing(model: type[Model], name: str) -> Q:
    """The condition under which a record of ``model`` is called ``name``. Case does not count, and in titles and names
    accents do not; two bodies may share an acronym.
    """
    return CONDITIONS[model](name)


def by_code(name: str) -> Q:
    """Of a vocabulary, by code or name."""
    return Q(code__iexact=name) | Q(name__iexact=name)


def by_name(name: str) -> Q:
    """By a folded name."""
    return Q(sort_name=fold(name))


def by_title(name: str) -> Q:
    """By a folded title."""
    return Q(sort_title=fold(name))


def by_name_in_either_number(name: str) -> Q:
    """By a folded name: “good office” means “good offices”, “mediators” the mediator."""
    folded = fold(name)
    return Q(sort_name__in=[folded, f"{folded}s", folded.removesuffix("s")])


def listed_in(column: str, name: str) -> Q:
    """By one of the names in an array, in any usual case."""
    return Q(**{f"{column}__overlap": spelled(name)})


def spelled(name: str) -> list[str]:
    """``name`` in the usual cases."""
    cases: Iterable[str] = [name, name.lower(), name.capitalize(), name.upper(), name.title()]
    return list(dict.fromkeys(cases))
