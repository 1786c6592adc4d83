"""How frequent each word is, kept in tables: what makes a rare word count more than a common one.

Counted over what everybody may see and is in force, never over anything hidden: an entry that a person may not see
must not change the order of what they may. :func:`refresh` runs by command and after imports, never for a request; a
collection that was never counted takes all words for equally rare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Avg, Count, Model, Q, QuerySet

from .. import kept
from ..access import ProtectedQuerySet
from . import spelling
from .languages import HOUSE_LANGUAGE, LANGUAGES, OTHER, configuration, mark
from .models import SearchStatistics, SearchWord

KNOWN = """
SELECT counted.kind, counted.configuration, counted.documents, counted.mean_length, held.word, held.documents
FROM core_searchstatistics AS counted
LEFT JOIN unnest(%s::text[], %s::text[]) AS asked (configuration, word)
    ON asked.configuration = counted.configuration
LEFT JOIN core_searchword AS held
    ON held.kind = counted.kind AND held.configuration = counted.configuration AND held.word = asked.word
WHERE counted.kind = ANY (%s)
"""
COUNT_WORDS = """
INSERT INTO core_searchword (kind, configuration, word, documents)
SELECT %s, %s, word, ndoc FROM ts_stat(%s) WHERE word <> ALL (%s)
"""


@dataclass(frozen=True)
class Statistics:
    """Of one kind's entries in one configuration."""

    documents: int = 0
    mean_length: float | None = None
    frequencies: dict[str, int] = field(default_factory=dict)

    @property
    def is_counted(self) -> bool:
        """Whether anything is known."""
        return self.documents > 0

    def frequency(self, word: str) -> int:
        """In how many entries ``word`` occurs."""
        return self.frequencies.get(word, 0)

    def rarity(self, word: str) -> float:
        """The inverse document frequency of BM25, never negative (Robertson & Zaragoza 2009, 3.1; plus one inside)."""
        if not self.is_counted:
            return 1.0
        held = min(self.frequency(word), self.documents)
        return log(1 + (self.documents - held + 0.5) / (held + 0.5))


def has_languages(model: type[Model]) -> bool:
    """Whether entries of ``model`` say which language they are in; all others are in ``HOUSE_LANGUAGE``."""
    return any(column.name == "language" for column in model._meta.fields)


def configurations(model: type[Model]) -> dict[str, Q]:
    """The configurations of ``model``'s entries, and the condition that tells which entries are in each."""
    if not has_languages(model):
        return {configuration(HOUSE_LANGUAGE): Q()}
    known = {config: Q(language=language) for language, (config, _, _) in LANGUAGES.items()}
    return known | {OTHER: ~Q(language__in=list(LANGUAGES))}


Known = dict[type[Model], dict[str, Statistics]]


def known(models: Iterable[type[Model]], words: Mapping[str, Iterable[str]]) -> Known:
    """What is known of ``words``, given by configuration, among the entries of each of ``models``; one statement."""
    kinds = {model._meta.label_lower: model for model in models}
    pairs = [(config, word) for config, among in words.items() for word in among]
    found: Known = {model: {config: Statistics() for config in words} for model in kinds.values()}
    asked = [[config for config, _ in pairs], [word for _, word in pairs], list(kinds)]
    for kind, config, documents, mean_length, word, held in kept.rows(KNOWN, asked):
        if config not in words:
            continue
        one = found[kinds[kind]][config]
        if not one.is_counted:
            one = found[kinds[kind]][config] = Statistics(documents, mean_length, {})
        if word is not None:
            one.frequencies[word] = held
    return found


def searched_models() -> list[type[Model]]:
    """Every model whose entries can be searched for."""
    return [
        model
        for model in apps.get_models()
        if any(column.name == "search_vector" for column in model._meta.fields)
    ]


def is_counted() -> bool:
    """Whether the collection was ever counted."""
    return SearchStatistics.objects.exists()


@transaction.atomic
def refresh(models: Iterable[type[Model]] | None = None) -> None:
    """Count the words of ``models``, or of all, anew, and gather how words are spelled in all of them."""
    with connection.cursor() as cursor:
        # Two at once would both insert the same words.
        cursor.execute("LOCK TABLE core_searchstatistics IN SHARE ROW EXCLUSIVE MODE")
    for model in searched_models() if models is None else models:
        kind = model._meta.label_lower
        SearchStatistics.objects.filter(kind=kind).delete()
        SearchWord.objects.filter(kind=kind).delete()
        for config, condition in configurations(model).items():
            _count(kind, config, _clear(model).filter(condition))
    spelling.refresh([_clear(model) for model in searched_models()])


def _clear(model: type[Model]) -> QuerySet:
    """What everybody may see and is in force."""
    entries = model._default_manager.all()
    return entries.clear_to_all() if isinstance(entries, ProtectedQuerySet) else entries


def _count(kind: str, config: str, entries: QuerySet) -> None:
    counted = entries.aggregate(documents=Count("pk"), mean_length=Avg("search_length"))
    if not counted["documents"]:
        return
    SearchStatistics.objects.create(kind=kind, configuration=config, **counted)
    sql, params = entries.order_by().values_list("search_vector").query.sql_with_params()
    with connection.cursor() as cursor:
        vectors = cursor.mogrify(sql, params).decode()
        cursor.execute(COUNT_WORDS, [kind, config, vectors, [mark(language) for language in LANGUAGES]])
