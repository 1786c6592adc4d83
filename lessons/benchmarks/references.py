"""The bare work of a list's answers in SQL, written by hand: what the program's own answers are judged against.

It knows nothing of the program's querysets. A test holds its numbers against theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msn_kb.core.lists.facet_keys import FACET_BITS
from msn_kb.core.search.languages import LANGUAGES, OTHER
from organizations.models import Country, Office, Organization, PeaceProcess, Region, User

from ..indexing import FACETS
from ..models import Application, Lesson, Term, Theme
from .pages import VISITOR
from .rows import scalar, table
from .statements import Statement

ROWS = 25
SUGGESTED = 5
SHOWN = (
    "id, slug, title, kind, context, insight, recommendation, evidence, date, language, handling, attribution"
)
CHOICES = ("kind", "evidence", "maturity", "language", "handling", "status")
SMALL_KINDS = {
    Theme: "name",
    Term: "name",
    Organization: "name",
    Office: "name",
    Country: "name_en",
    Region: "name_en",
}
LISTED = "status <> 'superseded'"

# Each lesson is matched by its own language's query only.
_matched = " OR ".join(
    f"language {languages} AND search_vector @@ plainto_tsquery('{config}', %(q)s)"
    for languages, config in [
        *((f"= '{code}'", config) for code, (config, _, _) in LANGUAGES.items()),
        (f"NOT IN ({', '.join(map(repr, LANGUAGES))})", OTHER),
    ]
)
_theme = (
    f"SELECT lesson_id FROM {table(Lesson.themes.through)} JOIN {table(Theme)} AS theme ON theme.id = theme_id "
    f"WHERE theme.slug = %(theme)s OR theme.parent_id = (SELECT id FROM {table(Theme)} WHERE slug = %(theme)s)"
)
_country = (
    f"SELECT lesson_id FROM {table(Lesson.countries.through)} "
    f"WHERE country_id = (SELECT id FROM {table(Country)} WHERE alpha3 = %(country)s)"
)
# What a parameter asks of a lesson.
CONDITIONS = {
    "q": f"({_matched})",
    "kind": "kind = %(kind)s",
    "theme": f"id IN ({_theme})",
    "country": f"id IN ({_country})",
}


def visible(model: Any, who: str) -> str:
    """The rows of a protected table that a visitor or the member may read (``contract.md``, Roles)."""
    readable = "status IN ('published', 'superseded')"
    if who == VISITOR:
        return f"{readable} AND handling = 'clear'"
    key, name = f"{model._meta.model_name}_id", model._meta.db_table
    owned = f"id IN (SELECT {key} FROM {name}_owning_organizations WHERE organization_id = %(organization)s)"
    named = f"id IN (SELECT {key} FROM {name}_named_people WHERE user_id = %(user)s)"
    return (
        f"({readable} AND (handling IN ('clear', 'green') OR handling = 'amber' AND ({owned} OR {named}) "
        f"OR handling = 'red' AND {named}) "
        f"OR owner_id = %(user)s AND status IN ('draft', 'in-review', 'returned'))"
    )


def parameters(asked: Mapping[str, str], user: User | None) -> dict[str, Any]:
    """What the statements of a question need; ``user`` is the member, nobody for a visitor."""
    person = {"user": user.pk, "organization": user.organization_id} if user else {}
    return {**asked, **person}


def number(asked: Mapping[str, str]) -> int:
    """How many lessons a visitor's list holds that asks this."""
    statement = count(asked, VISITOR)
    return int(scalar(statement, parameters(asked, None)))


def count(asked: Iterable[str], who: str) -> str:
    """SQL of the number of lessons in a list under the parameters ``asked``."""
    return f"SELECT count(*) FROM {table(Lesson)} WHERE {_listed(asked, who)}"


def first_page(asked: Iterable[str], who: str) -> str:
    """SQL of the first rows: the best by PostgreSQL's own rank where words are searched, else the newest."""
    order = "year DESC NULLS LAST, date DESC, id"
    if "q" in asked:
        branches = " ".join(
            f"WHEN '{code}' THEN plainto_tsquery('{config}', %(q)s)"
            for code, (config, _, _) in LANGUAGES.items()
        )
        order = f"ts_rank(search_vector, CASE language {branches} ELSE plainto_tsquery('{OTHER}', %(q)s) END) DESC, id"
    return f"SELECT {SHOWN} FROM {table(Lesson)} WHERE {_listed(asked, who)} ORDER BY {order} LIMIT {ROWS}"


def facets(asked: Iterable[str], who: str) -> str:
    """SQL of (parameter, value, lessons): of each facet under all other parameters but not its own.

    Values of facet keys come as keys, with ``keys`` for a parameter.
    """
    filters = [name for name in asked if name != "q"]
    flags = "".join(f", {CONDITIONS[name]} AS in_{name}" for name in filters)
    searched = _listed([name for name in asked if name == "q"], who)
    if len(filters) > 1:
        # Of what fails two conditions no facet counts anything.
        met = " + ".join(f"({CONDITIONS[name]})::int" for name in filters)
        searched += f" AND {met} >= {len(filters) - 1}"
    keys = "facet_keys || CASE WHEN attribution = 'chatham-house' THEN '{}' ELSE affiliation_keys END"
    found = (
        f"SELECT id, kind, evidence, language, handling, status, {_maturity(who)} AS maturity, {keys} AS keys{flags} "
        f"FROM {table(Lesson)} WHERE {searched}"
    )

    def where(own: str = "") -> str:
        return " AND ".join(f"in_{name}" for name in filters if name != own) or "true"

    numbers = [
        f"SELECT '{name}', {name}::text, count(*) FROM found WHERE {where(name)} AND {name} <> '' GROUP BY {name}"
        for name in CHOICES
    ]
    asked_keys = {name: FACETS[name] for name in filters if name in FACETS}
    rest = [number for number in FACETS.values() if number not in asked_keys.values()]
    passes = [(where(), rest), *((where(name), [number]) for name, number in asked_keys.items())]
    numbers += [
        f"SELECT 'keys', key::text, count(*) FROM found CROSS JOIN LATERAL unnest(keys) AS key "
        f"WHERE {condition} AND key >> {FACET_BITS} IN ({', '.join(map(str, facets))}) GROUP BY key"
        for condition, facets in passes
    ]
    return f"WITH found AS MATERIALIZED ({found}) {' UNION ALL '.join(numbers)}"


def answer(asked: Mapping[str, str], who: str, user: User | None) -> list[Statement]:
    """All that a list's page shows: how many there are, the first rows, the facets."""
    params = parameters(asked, user)
    return [Statement(sql(asked, who), params) for sql in (count, first_page, facets)]


def suggestions(typed: str, who: str, user: User | None) -> Statement:
    """The records of small kinds with a word that begins as was typed, and the titles that begin so."""
    words = "~* ('\\m' || %(typed)s)"
    named = [
        f"(SELECT {name}::text FROM {table(model)} WHERE {name} {words} ORDER BY 1 LIMIT {SUGGESTED})"
        for model, name in SMALL_KINDS.items()
    ]
    processes = f"{visible(PeaceProcess, who)} AND {LISTED} AND name {words}"
    named.append(
        f"(SELECT name::text FROM {table(PeaceProcess)} WHERE {processes} ORDER BY 1 LIMIT {SUGGESTED})"
    )
    titles = f'{visible(Lesson, who)} AND {LISTED} AND sort_title COLLATE "C" LIKE %(beginning)s'
    named.append(
        f"(SELECT title::text FROM {table(Lesson)} WHERE {titles} "
        f'ORDER BY sort_title COLLATE "C", id LIMIT {SUGGESTED})'
    )
    asked = {"typed": typed, "beginning": f"{typed}%"}
    return Statement(" UNION ALL ".join(named), parameters(asked, user))


def detail(slug: str, who: str, user: User | None) -> Statement:
    """One lesson with the names of what it is tied to."""
    names = "".join(f", ARRAY({_names(relation, column)})" for relation, column in NAMES.items())
    where = f"{visible(Lesson, who)} AND slug = %(slug)s"
    sql = f"SELECT {SHOWN}, applicability, evidence_note{names} FROM {table(Lesson)} WHERE {where}"
    return Statement(sql, parameters({"slug": slug}, user))


# The columns of the export that the table itself holds.
EXPORTED = (
    "id, title, kind, context, insight, recommendation, applicability, evidence, evidence_note, date, language, "
    "handling, attribution, status, updated_at, slug"
)


def export(where: str = "true") -> str:
    """SQL that copies the lessons as CSV."""
    return (
        f"COPY (SELECT {EXPORTED} FROM {table(Lesson)} WHERE {where} ORDER BY id) TO STDOUT WITH (FORMAT csv)"
    )


NAMES = {
    "themes": "name",
    "countries": "name_en",
    "regions": "name_en",
    "organizations": "name",
    "offices": "name",
    "tracks": "name",
    "phases": "name",
    "audiences": "name",
    "services": "name",
}


def _names(relation: str, column: str) -> str:
    field: Any = Lesson._meta.get_field(relation)
    through = table(field.remote_field.through)
    return (
        f"SELECT tied.{column} FROM {through} AS link JOIN {table(field.related_model)} AS tied "
        f"ON tied.id = link.{field.m2m_reverse_name()} WHERE link.lesson_id = {table(Lesson)}.id"
    )


def _listed(asked: Iterable[str], who: str) -> str:
    return " AND ".join([visible(Lesson, who), LISTED, *(CONDITIONS[name] for name in asked)])


def _maturity(who: str) -> str:
    """What became of a published lesson, as far as its applications are in processes that the person may see."""
    processes = f"SELECT id FROM {table(PeaceProcess)} WHERE {visible(PeaceProcess, who)}"
    seen = f"(process_id IS NULL OR process_id IN ({processes}))"
    applied = f"SELECT lesson_id FROM {table(Application)} WHERE {seen}"
    return (
        f"CASE WHEN status <> 'published' THEN '' WHEN id IN ({applied} AND outcome <> '') THEN 'learned' "
        f"WHEN id IN ({applied}) THEN 'applied' ELSE 'identified' END"
    )
