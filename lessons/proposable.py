"""What of a record may be proposed to change, how it is kept in a proposal, and how it is written to the record.

A proposal is kept as JSON: texts and codes as text, numbers as numbers, relations as lists of primary keys, citations
as pairs of a source's primary key and a locator.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.urls.converters import StringConverter
from django.utils.text import capfirst

from msn_kb.core.access import Attribution, Viewer, is_guarded, open_door
from organizations.models import Source

CITATIONS = "citations"
AFFILIATIONS = ("organizations", "offices", "speaker")

# The content of each kind of record, in the order of its forms. Handling, status and people are not content.
CONTENT: dict[str, tuple[str, ...]] = {
    "lessons.lesson": (
        *("title", "kind", "context", "insight", "recommendation", "applicability"),
        *("evidence", "evidence_note", "attribution", "speaker"),
        *("themes", "processes", "countries", "regions", "organizations", "offices"),
        *("tracks", "phases", "audiences", "services", "date", "language", "translation_of", CITATIONS),
    ),
    "lessons.case": (
        *("title", "situation", "approach", "result", "what_worked", "limits", "start", "end"),
        *("process", "countries", "tracks", "themes", "lessons", "language", "attribution", CITATIONS),
    ),
    "lessons.term": ("name", "definition", "synonyms", "note", CITATIONS),
    "organizations.organization": (
        *("name", "acronym", "kind", "website", "country", "regions", "parent", "description", "note"),
        CITATIONS,
    ),
    "organizations.office": (
        *("name", "acronym", "hosts", "status", "year_established", "mandate", "placement"),
        *("staff_min", "staff_max", "staff_as_of", "clients", "services", "funding", "contact", "website"),
        *("description", "note", CITATIONS),
    ),
    "organizations.meeting": (
        *("title", "kind", "network", "start", "end", "place", "country", "topic", "description"),
        *("convenors", "outcome", "note", CITATIONS),
    ),
    "organizations.peaceprocess": (
        *("name", "other_names", "countries", "start_year", "end_year", "process_status", "summary", "note"),
        CITATIONS,
    ),
    "organizations.source": (
        *("title", "description", "kind", "authors", "publishers", "publisher", "date", "language", "url"),
        *("doi", "isbn", "container", "volume", "number", "pages", "place", "note"),
    ),
}


class ProposableNoun(StringConverter):
    """In an address, the noun of a kind of record to which changes may be proposed, such as ``process``."""

    regex = "lesson|case|term|organization|office|meeting|process|source"


@dataclass(frozen=True)
class ProposableField:
    """A field of a record to which changes may be proposed. Citations are neither text nor relation."""

    name: str
    label: str
    is_text: bool
    is_relation: bool


def fields_of(record: models.Model, user: Any = None) -> list[ProposableField]:
    """What of ``record`` may be changed by a proposal; with ``user``, what this person may propose to change.

    Members correct what is written; relations and citations are revised by the owner of the entry and by curators.
    What the Chatham House Rule hides from them is not among it, nor the rule itself.
    """
    fields = [_described(record, name) for name in CONTENT[record._meta.label_lower]]
    if user is None:
        return fields
    may_revise, hidden = is_reviser(record, user), concealed(record, user)
    return [
        one
        for one in fields
        if one.name not in hidden and (may_revise or not (one.is_relation or one.name == CITATIONS))
    ]


def is_reviser(record: Any, user: Any) -> bool:
    """Whether ``user`` may propose changes to all of ``record``: its owner, and curators."""
    viewer = Viewer.of(user)
    owner = getattr(record, "owner_id", None)
    return viewer.sees_affiliations or (owner is not None and owner == viewer.user_id)


def concealed(record: Any, user: Any) -> frozenset[str]:
    """Names of the fields of ``record`` that ``user`` may neither read nor change (``contract.md``, attribution)."""
    attribution = getattr(record, "attribution", None)
    if attribution is None or Viewer.of(user).sees_affiliations:
        return frozenset()
    if attribution == Attribution.CHATHAM_HOUSE:
        return frozenset((*AFFILIATIONS, "attribution"))
    if attribution != Attribution.NAMED and not is_reviser(record, user):
        return frozenset(("speaker", "attribution"))
    return frozenset()


def content_of(record: Any, names: Iterable[str]) -> dict[str, Any]:
    """What ``record`` holds in the fields called ``names``, as a proposal keeps it; whoever may see it."""
    with open_door():
        return {name: _stored(record, name) for name in names}


def kept_value(record: Any, name: str, value: Any, user: Any) -> Any:
    """``value`` for the field ``name`` of ``record`` as a proposal keeps it.

    Related records come as a queryset, records or primary keys; those that ``user`` may not see cannot be named and
    stay as they are. Raises ``ValidationError`` for what the field cannot hold.
    """
    if name == CITATIONS:
        return _kept_citations(record, value, user)
    field: Any = record._meta.get_field(name)
    if field.is_relation:
        return _kept_relation(record, field, value, user)
    if isinstance(field, ArrayField):
        return [str(one) for one in field.clean(value, record)]
    cleaned = field.clean(value, record)
    return cleaned if isinstance(cleaned, (int, type(None))) else str(cleaned)


def write_to(record: Any, values: dict[str, Any]) -> None:
    """Give ``record`` the kept ``values`` and save it, once it passes all checks. Raises ``ValidationError``.

    Call it in a transaction, with the door open.
    """
    many: dict[str, Any] = {}
    single: dict[str, Any] = {}
    for name, value in values.items():
        field = _field(record, name)
        (many if field is None or field.many_to_many else single)[name] = value
    for name, value in single.items():
        if record._meta.get_field(name).is_relation:
            setattr(record, f"{name}_id", value[0] if value else None)
        else:
            setattr(record, name, value)
    record.full_clean()
    record.save()
    for name, value in many.items():
        if name == CITATIONS:
            write_citations(record, value)
        else:
            getattr(record, name).set(getattr(record, name).model._default_manager.filter(pk__in=value))


def write_citations(record: Any, wanted: list[list[Any]]) -> None:
    """Make the citations of ``record`` those ``wanted``, pairs of a source's primary key and a locator, in this order.

    Citations that stay keep their rows, and with them the editors' notes. Raises ``ValidationError``.
    """
    present = {(one.source_id, one.locator): one for one in record.citations.all()}
    keys = [(source, locator) for source, locator in wanted]
    for key, citation in present.items():
        if key not in keys:
            citation.delete()
    for place, key in enumerate(keys):
        citation = present.get(key) or record.citations.model(record=record, source_id=key[0], locator=key[1])
        if citation.pk is None or citation.position != place:
            citation.position = place
            citation.full_clean()
            citation.save()


def as_text(record: Any, name: str, value: Any, user: Any) -> str:
    """The kept ``value`` of the field ``name`` in words, with the names of those records alone that ``user`` sees."""
    if name == CITATIONS:
        seen = _named(Source, [source for source, _ in value], user)
        return "\n".join(
            ", ".join(part for part in (seen[source], locator) if part)
            for source, locator in value
            if source in seen
        )
    field: Any = record._meta.get_field(name)
    if field.is_relation:
        return "; ".join(sorted(_named(field.related_model, value, user).values()))
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)  # names hold commas
    return str(dict(field.flatchoices).get(value, "" if value is None else value))


def _described(record: Any, name: str) -> ProposableField:
    field = _field(record, name)
    if field is None:
        return ProposableField(name, "Citations", is_text=False, is_relation=False)
    is_text = isinstance(field, (models.CharField, models.TextField)) and not field.choices
    return ProposableField(name, capfirst(str(field.verbose_name)), is_text, bool(field.is_relation))


def _field(record: Any, name: str) -> Any:
    """The model's field; ``None`` for citations, which have a table of their own."""
    if name == CITATIONS:
        return None
    try:
        return record._meta.get_field(name)
    except FieldDoesNotExist as error:
        raise ValidationError(f"“{name}” is no field of this record.") from error


def _stored(record: Any, name: str) -> Any:
    field = _field(record, name)
    if field is None:
        return [[one.source_id, one.locator] for one in record.citations.all()]
    if field.many_to_many:
        return sorted(getattr(record, name).order_by().values_list("pk", flat=True))
    value = field.value_from_object(record)
    if field.is_relation:
        return [] if value is None else [value]
    if isinstance(value, (list, int, type(None))):
        return value
    return str(value)


def _kept_relation(record: Any, field: Any, value: Any, user: Any) -> list[int]:
    related = field.related_model
    given: Iterable[Any] = value if isinstance(value, Iterable) else [] if value is None else [value]
    wanted: set[int] = {int(getattr(one, "pk", one)) for one in given}
    with open_door():
        present = set(_stored(record, field.name))
        seen = _seen(related, wanted | present, user)
    if unknown := wanted - seen - (present if field.many_to_many else set()):
        raise ValidationError({field.name: f"There is no such record: {min(unknown)}."})
    hidden = present - seen
    return sorted((wanted & seen) | hidden) if field.many_to_many else sorted(wanted or hidden)


def _kept_citations(record: Any, value: Iterable[Any], user: Any) -> list[list[Any]]:
    wanted: list[list[Any]] = [
        [int(getattr(source, "pk", source)), str(locator).strip()] for source, locator in value
    ]
    with open_door():
        present = _stored(record, CITATIONS)
        seen = _seen(Source, {source for source, _ in [*wanted, *present]}, user)
    unknown = [source for source, _ in wanted if source not in seen]
    if unknown:
        raise ValidationError({CITATIONS: f"There is no such source: {unknown[0]}."})
    kept = [one for one in present if one[0] not in seen]
    return [one for place, one in enumerate(wanted) if one not in wanted[:place]] + kept


def _seen(model: Any, keys: Iterable[int], user: Any) -> set[int]:
    return set(model._default_manager.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def _named(model: Any, keys: Iterable[int], user: Any) -> dict[int, str]:
    records = model._default_manager.filter(pk__in=list(keys))
    records = records.visible_to(user) if is_guarded(model) or hasattr(records, "visible_to") else records
    return {one.pk: str(one) for one in records}
