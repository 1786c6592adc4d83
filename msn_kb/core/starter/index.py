"""Keys of records and their primary keys, looked up in bulk and remembered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..models import FormerSlug
from .kinds import Kind


class Index:
    """Which record a slug, code or address of a kind leads to, and back.

    A record whose slug a curator changed is still found under the slug of the files: its former address leads to it.
    """

    def __init__(self, kinds: dict[str, Kind]) -> None:
        self.kinds = kinds
        self._pks: dict[str, dict[str, Any]] = {name: {} for name in kinds}
        self._keys: dict[str, dict[Any, str]] = {name: {} for name in kinds}

    def add(self, kind: str, key: str, pk: Any) -> None:
        """Remember a record that has just been written or found."""
        self._pks[kind][key] = pk
        self._keys[kind].setdefault(pk, key)

    def pk(self, kind: str, key: str | None) -> Any:
        """Primary key of the record; ``None`` where there is none or it was not looked for with :meth:`find`."""
        return self._pks[kind].get(key) if key is not None else None

    def key(self, kind: str, pk: Any) -> str | None:
        """The key of a record that was looked for with :meth:`learn`."""
        return self._keys[kind].get(pk)

    def known(self, kind: str) -> list[str]:
        """All keys in the database, for offering near matches after a mistake."""
        described = self.kinds[kind]
        return list(described.model._default_manager.values_list(self._column(described), flat=True)[:5000])

    def find(self, kind: str, keys: Iterable[str]) -> None:
        """Look up the records that have these keys, in one query, and in one more those that once had them."""
        described = self.kinds[kind]
        wanted = {key for key in keys if key not in self._pks[kind]}
        if not wanted:
            return
        column = self._column(described)
        objects = described.model._default_manager
        for pk, key in objects.filter(**{f"{column}__in": wanted}).values_list("pk", column):
            self.add(kind, key, pk)
        missing = wanted - self._pks[kind].keys()
        if column != "slug" or not missing:
            return
        former = FormerSlug.objects.filter(model=described.model._meta.label_lower, slug__in=missing)
        moved = dict(former.values_list("object_id", "slug"))
        for pk in objects.filter(pk__in=moved).values_list("pk", flat=True):
            if pk not in self._keys[kind]:
                self.add(kind, moved[pk], pk)

    def learn(self, kind: str, pks: Iterable[Any]) -> None:
        """Look up the keys of records that are not known yet."""
        described = self.kinds[kind]
        unknown = {pk for pk in pks if pk is not None and pk not in self._keys[kind]}
        if unknown:
            column = self._column(described)
            for pk, key in described.model._default_manager.filter(pk__in=unknown).values_list("pk", column):
                self._keys[kind][pk] = key

    @staticmethod
    def _column(kind: Kind) -> str:
        return kind.key_column if kind.fields else kind.key[0]
