"""What ranking knows of the collection (``statistics``)."""

from __future__ import annotations

from django.db import models


class SearchStatistics(models.Model):
    """How many entries of one kind are in one text-search configuration, and how long one of them is."""

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
