"""Text folded for sorting and comparing: case and accents do not count."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import models


def fold(text: str) -> str:
    """``text`` in lower case without accents, apart from letters that are not composed (ø, ß becomes ss)."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).strip()


class FoldedField(models.CharField):
    """A copy of another field for sorting, folded whenever the record is saved, in bulk too."""

    def __init__(self, source: str, **kwargs: Any) -> None:
        self.source = source
        kwargs.setdefault("max_length", 400)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", "")
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, [self.source, *args], kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = fold(getattr(model_instance, self.source) or "")[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value
