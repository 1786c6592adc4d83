"""What search knows of the collection (``statistics``, ``spelling``), and what curators tell it (``synonyms``)."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F

from ..access import PublicQuerySet
from .variants import key


class SearchStatistics(models.Model):
    """How many entries of one kind are in one text-search configuration, and how long one of them is."""

    has_history = False

    kind = models.CharField(max_length=100)
    configuration = models.CharField(max_length=60)
    documents = models.IntegerField()
    mean_length = models.FloatField(help_text="In characters.")

    class Meta:
        app_label = "core"
        constraints = [
            models.UniqueConstraint(fields=["kind", "configuration"], name="core_searchstatistics_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.configuration}"


class SearchWord(models.Model):
    """In how many of these entries a word occurs; words as the configuration stems them."""

    has_history = False

    kind = models.CharField(max_length=100)
    configuration = models.CharField(max_length=60)
    word = models.TextField()
    documents = models.IntegerField()

    class Meta:
        app_label = "core"
        constraints = [
            models.UniqueConstraint(fields=["kind", "configuration", "word"], name="core_searchword_once")
        ]

    def __str__(self) -> str:
        return self.word


class SearchSpelling(models.Model):
    """In how many entries of any kind a word is spelled so; ``folded`` without accents."""

    has_history = False

    word = models.TextField(unique=True)
    folded = models.TextField()
    documents = models.IntegerField()

    class Meta:
        app_label = "core"
        indexes = [
            models.Index(fields=["folded"], name="core_searchspelling_folded"),
            GinIndex(OpClass(F("folded"), "gin_trgm_ops"), name="core_searchspelling_alike"),
        ]

    def __str__(self) -> str:
        return self.word


class KeysField(ArrayField):
    """The words of another column as queries are compared with them, written whenever the record is, in bulk too."""

    def __init__(self, source: str, **kwargs: Any) -> None:
        self.source = source
        super().__init__(models.TextField(), default=list, editable=False)

    def deconstruct(self) -> Any:
        name, path, _, _ = super().deconstruct()
        return name, path, [self.source], {}

    def pre_save(self, model_instance: models.Model, add: bool) -> list[str]:
        keys = sorted({key(word) for word in getattr(model_instance, self.source)} - {""})
        setattr(model_instance, self.attname, keys)
        return keys


class SearchSynonyms(models.Model):
    """Words that mean the same to whoever searches: who types one of them finds the others too."""

    name = models.CharField(
        max_length=120, unique=True, help_text="What they all mean, such as “civil society organization”."
    )
    words = ArrayField(
        models.CharField(max_length=120),
        help_text="Words, phrases and acronyms, one a line, in any language.",
    )
    keys = KeysField("words")
    note = models.CharField(max_length=400, blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        app_label = "core"
        ordering = ["name"]
        verbose_name = "synonyms"
        verbose_name_plural = "synonyms of search"
        indexes = [GinIndex(fields=["keys"], name="core_searchsynonyms_keys")]

    def __str__(self) -> str:
        return self.name
