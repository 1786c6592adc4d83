"""The columns of the sources' export."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from msn_kb.core.exports.columns import address, listed, own, records, utc
from msn_kb.core.exports.table import Column, GatheredColumn

from ..citing import citing_kinds, record_model, visible_citations
from ..models import Citation, Source


def _drawn(model: type[Citation]) -> GatheredColumn:
    """How many entries of one kind are drawn from the source, as far as the user may know; empty for none."""
    entry = record_model(model)
    noun = entry.url_noun() if hasattr(entry, "url_noun") else entry._meta.model_name

    def pairs(user: Any) -> QuerySet:
        numbers = (
            visible_citations(model, user).values("source_id").annotate(n=Count("record", distinct=True))
        )
        return numbers.values_list("source_id", Cast("n", TextField()), Value(0))

    return GatheredColumn(f"{noun}_count", pairs, is_text=False)


def columns() -> list[Column | GatheredColumn]:
    """The columns in their order."""
    return [
        own("id"),
        own("title", is_text=True),
        own("description", is_text=True),
        own("kind"),
        listed("authors"),
        records(Source, "publishers"),
        own("publisher", is_text=True),
        own("date"),
        own("language"),
        own("container", is_text=True),
        own("volume", is_text=True),
        own("number", is_text=True),
        own("pages", is_text=True),
        own("place_of_publication", is_text=True, column="place"),
        own("doi", is_text=True),
        own("isbn", is_text=True),
        Column("document_url", F("url")),
        own("note", is_text=True),
        *(_drawn(model) for model in citing_kinds().values()),
        own("handling"),
        own("status"),
        utc("updated_at"),
        address("/sources/"),
    ]
