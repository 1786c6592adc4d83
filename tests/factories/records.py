"""What all factories share: many-to-many relations as lists, and records open to all readers."""

from __future__ import annotations

from typing import Any

from factory.django import DjangoModelFactory

from msn_kb.core.access import Handling, Status


class RecordFactory(DjangoModelFactory):
    """Base of all: takes many-to-many relations as lists and sets them once the record is saved."""

    class Meta:
        abstract = True

    @classmethod
    def _build(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        cls._take_relations(model_class, kwargs)
        return super()._build(model_class, *args, **kwargs)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        relations = cls._take_relations(model_class, kwargs)
        record = super()._create(model_class, *args, **kwargs)
        for name, related in relations.items():
            getattr(record, name).set(related)
        return record

    @staticmethod
    def _take_relations(model_class: Any, kwargs: dict[str, Any]) -> dict[str, Any]:
        names = [field.name for field in model_class._meta.many_to_many if field.name in kwargs]
        return {name: kwargs.pop(name) for name in names}


class ProtectedFactory(RecordFactory):
    """A record behind the visibility door, open to all readers unless told otherwise."""

    class Meta:
        abstract = True

    handling = Handling.CLEAR
    status = Status.PUBLISHED
