"""Who may see what: handling levels, statuses and the one visibility door.

The rules come from ``contract.md`` (Roles) and the Traffic Light Protocol 2.0 (https://www.first.org/tlp/).
Every queryset of the knowledge base has ``visible_to(user)``. Records that are not always public are read
through :class:`ProtectedQuerySet`, which refuses to be evaluated for a reader unless it came through that door.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Self

from django.db import models
from django.db.models import Q

from .handling import HANDLING_ORDER as HANDLING_ORDER
from .handling import Handling as Handling
from .shown import note_records

CURATORS = "Curators"


class Attribution(models.TextChoices):
    """Who may be named as the origin of an entry."""

    NAMED = "named", "Named"
    ORGANIZATION_ONLY = "organization-only", "Organization only"
    CHATHAM_HOUSE = "chatham-house", "Chatham House Rule"


class Status(models.TextChoices):
    """Where an entry stands in its life. Only published and superseded entries reach readers."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    RETURNED = "returned", "Returned for changes"
    PUBLISHED = "published", "Published"
    SUPERSEDED = "superseded", "Superseded"
    ARCHIVED = "archived", "Archived"


READABLE = (Status.PUBLISHED, Status.SUPERSEDED)
UNPUBLISHED = (Status.DRAFT, Status.IN_REVIEW, Status.RETURNED)


@dataclass(frozen=True)
class Viewer:
    """What access depends on, read off a user once per request.

    A user without an organization sees what a visitor sees, unless they are a curator or an administrator.
    """

    user_id: int | None = None
    organization_id: int | None = None
    is_curator: bool = False
    is_administrator: bool = False

    @property
    def is_member(self) -> bool:
        """Signed in with an organization: may read TLP:GREEN."""
        return self.organization_id is not None

    @property
    def sees_affiliations(self) -> bool:
        """May see who stands behind an entry under the Chatham House Rule."""
        return self.is_curator or self.is_administrator

    @classmethod
    def of(cls, user: Any) -> Viewer:
        """The viewer that ``user`` is; ``None``, anonymous and deactivated users are visitors."""
        if user is None or not user.is_authenticated or not user.is_active:
            return cls()
        # Asked of the user, not of its __dict__: request.user is a lazy wrapper with a __dict__ of its own.
        known = getattr(user, "_viewer", None)
        if known is None:
            known = cls(
                user_id=user.pk,
                organization_id=user.organization_id,
                is_curator=user.groups.filter(name=CURATORS).exists(),
                is_administrator=user.is_superuser,
            )
            user._viewer = known
        return known


VISITOR = Viewer()


class DoorError(RuntimeError):
    """A protected record was about to reach a reader without passing ``visible_to(user)``."""


_door_closed: ContextVar[bool] = ContextVar("door_closed", default=False)


@contextmanager
def closed_door() -> Iterator[None]:
    """While this lasts, protected records come only through ``visible_to``; anything else raises ``DoorError``."""
    token = _door_closed.set(True)
    try:
        yield
    finally:
        _door_closed.reset(token)


@contextmanager
def open_door() -> Iterator[None]:
    """For the program's own writes within a request: lifts :func:`closed_door` and nothing else."""
    token = _door_closed.set(False)
    try:
        yield
    finally:
        _door_closed.reset(token)


class PublicQuerySet(models.QuerySet):
    """Records that are always public: organizations, offices, meetings, countries, themes, terms, vocabularies."""

    def visible_to(self, user: Any) -> Self:
        """All of them, whoever asks; there so that every queryset has the same door."""
        return self.all()


class GuardedQuerySet(models.QuerySet):
    """A queryset that can tell whether it came through the door, and refuses a reader if it did not."""

    _came_through_the_door = False

    def visible_to(self, user: Any) -> Self:
        """The records that ``user`` may see. What is left out does not exist for that user."""
        visible = self.filter(self.visibility(Viewer.of(user)))
        visible._came_through_the_door = True
        return visible

    def visibility(self, viewer: Viewer) -> Q:
        """The condition under which a record exists for ``viewer``."""
        raise NotImplementedError

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone._came_through_the_door = self._came_through_the_door
        return clone

    def _check_the_door(self) -> None:
        if _door_closed.get() and not self._came_through_the_door:
            raise DoorError(f"{self.model.__name__} was read for a request without visible_to(user)")

    def _fetch_all(self) -> None:
        is_new = self._result_cache is None
        if is_new:
            self._check_the_door()
        super()._fetch_all()  # type: ignore[misc]
        if is_new and self._came_through_the_door:
            self._note(self._result_cache)  # type: ignore[arg-type]

    def _note(self, rows: Iterable[Any]) -> None:
        """Tell the access log and the banner what somebody gets to see."""
        note_records(rows)

    def count(self) -> int:
        self._check_the_door()
        return super().count()

    def exists(self) -> bool:
        self._check_the_door()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._check_the_door()
        return super().aggregate(*args, **kwargs)

    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        self._check_the_door()
        rows = super().iterator(chunk_size)
        return self._noted(rows) if self._came_through_the_door else rows

    def _noted(self, rows: Iterator[Any]) -> Iterator[Any]:
        for row in rows:
            self._note([row])
            yield row


class CuratorsQuerySet(GuardedQuerySet):
    """What curators keep for themselves."""

    def visibility(self, viewer: Viewer) -> Q:
        """Curators and administrators all, others nothing."""
        return Q() if viewer.is_curator or viewer.is_administrator else Q(pk__in=[])


class AdministratorsQuerySet(GuardedQuerySet):
    """What administrators keep for themselves."""

    def visibility(self, viewer: Viewer) -> Q:
        """Administrators all, others nothing."""
        return Q() if viewer.is_administrator else Q(pk__in=[])


class ProtectedQuerySet(GuardedQuerySet):
    """Records with handling, status, owning organizations, named people and an owner."""

    def visibility(self, viewer: Viewer) -> Q:
        """Roles of ``contract.md``; ownership by a parent organization gives no access."""
        if viewer.is_administrator:
            return Q()
        if not viewer.is_curator and not viewer.is_member:
            return Q(status__in=READABLE, handling=Handling.CLEAR)
        named = Q(pk__in=self._holders("named_people", user_id=viewer.user_id))
        own_draft = Q(owner_id=viewer.user_id, status__in=UNPUBLISHED)
        if viewer.is_curator:
            return ~Q(handling=Handling.RED) | named | own_draft
        owned = Q(pk__in=self._holders("owning_organizations", organization_id=viewer.organization_id))
        readable = (
            Q(handling__in=[Handling.CLEAR, Handling.GREEN])
            | Q(handling=Handling.AMBER) & (owned | named)
            | Q(handling=Handling.RED) & named
        )
        return Q(status__in=READABLE) & readable | own_draft

    def _holders(self, relation: str, **holder: int | None) -> models.QuerySet:
        """Primary keys of the records whose many-to-many ``relation`` holds ``holder``."""
        field = self.model._meta.get_field(relation)
        through = field.remote_field.through  # type: ignore[union-attr]
        return through._default_manager.filter(**holder).values(field.m2m_field_name() + "_id")  # type: ignore[union-attr]

    def clear_to_all(self) -> Self:
        """Published TLP:CLEAR records: what every reader of anything may know of."""
        return self.visible_to(None).filter(status=Status.PUBLISHED)

    def published(self) -> Self:
        """Entries in force, whatever their handling."""
        return self.filter(status=Status.PUBLISHED)

    def only(self, *fields: str) -> Self:
        """As Django's; the handling comes along, because the access log and the banner ask for it."""
        return super().only(*fields, "handling")

    def listed(self) -> Self:
        """What lists show unless asked: everything but superseded entries."""
        return self.exclude(status=Status.SUPERSEDED)


def check_the_door(queryset: models.QuerySet) -> None:
    """Raise ``DoorError`` where a reader is about to get records of ``queryset`` by SQL that it did not let through."""
    if isinstance(queryset, GuardedQuerySet):
        queryset._check_the_door()


def is_guarded(model: type[models.Model]) -> bool:
    """Whether records of ``model`` may be hidden from somebody."""
    return isinstance(model._default_manager.all(), GuardedQuerySet)
