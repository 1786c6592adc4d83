"""Values of parameters that records were once called by: saved addresses go on working after a rename or a merge."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Model


def former_numbers(model: type[Model], values: Collection[str]) -> dict[str, int]:
    """Primary keys of the records of ``model`` that once had these addresses or codes, by the value in small letters.

    Whether the person may see the record is for the caller to ask.
    """
    # Which themselves count by the facets of lists.
    from ..models import FormerSlug
    from ..slugs import SluggedModel
    from ..vocabulary import VocabularyTerm

    # Codes of a standard, such as those of countries, never change.
    if not values or not issubclass(model, (SluggedModel, VocabularyTerm)):
        return {}
    written = {way for value in values for way in (value, value.lower(), value.upper())}
    rows = FormerSlug.objects.filter(model=model._meta.label_lower, slug__in=written)
    found = {slug.casefold(): number for slug, number in rows.values_list("slug", "object_id")}
    asked = {value.casefold() for value in values}
    return {slug: number for slug, number in found.items() if slug in asked}
