"""A large invented collection, made inside PostgreSQL: realistic lengths, skewed words, tags, all handling levels."""

from __future__ import annotations

from typing import Any

from django.db import connection

from lessons.models import Audience, Lesson, LessonCitation, Phase, Theme, Track
from organizations.models import Country, Organization, PeaceProcess, Region, Source, SupportService

SENTENCES = 4000

# Words with a skewed distribution, as in prose: the lower the rank, the more frequent.
MAKE_SENTENCES = """
CREATE TEMPORARY TABLE bench_sentence AS
SELECT number, initcap(left(text, 1)) || substr(text, 2) || '.' AS text FROM (
    SELECT number, string_agg(word, ' ' ORDER BY place) AS text FROM (
        SELECT number, place, CASE WHEN random() < 0.08 THEN common.word ELSE
            'w' || to_char(floor(power(random(), 3) * 30000)::int, 'FM00000') END AS word
        FROM generate_series(1, %s) AS number, generate_series(1, 18) AS place,
        LATERAL (SELECT (ARRAY['mediation','process','support','envoy','parties','peace','dialogue','ceasefire'])
            [1 + floor(random() * 8 + 0 * place)::int] AS word) AS common
    ) AS words GROUP BY number
) AS sentences
"""

MAKE_LESSONS = """
INSERT INTO lessons_lesson (slug, title, kind, context, insight, recommendation, applicability, evidence,
    evidence_note, date, language, attribution, speaker, handling, status, external_id, is_demonstration,
    sort_title, tagged_names, created_at, updated_at)
SELECT 'bench-' || n, left(pick(n, 1), 110), (ARRAY['challenge','opportunity','recommendation','good-practice',
    'observation'])[1 + n %% 5], pick(n, 2) || ' ' || pick(n, 3), pick(n, 4) || ' ' || pick(n, 5) || ' ' || pick(n, 6),
    pick(n, 7) || ' ' || pick(n, 8), pick(n, 9), (ARRAY['single-account','several-accounts','documented','evaluated'])
    [1 + n %% 4], pick(n, 10), (1990 + n %% 36)::text || CASE WHEN n %% 3 = 0 THEN '-' || to_char(1 + n %% 12, 'FM00')
    ELSE '' END, (ARRAY['en','en','en','en','en','en','fr','es','ar','en'])[1 + n %% 10], 'organization-only', '',
    (ARRAY['clear','clear','clear','clear','clear','clear','clear','green','amber','red'])[1 + n %% 10],
    CASE WHEN n %% 50 = 0 THEN 'draft' ELSE 'published' END, '', false, lower(left(pick(n, 1), 110)), '', now(), now()
FROM generate_series(1, %s) AS n
"""

PICK = f"""
CREATE FUNCTION pg_temp.pick(n int, salt int) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT text FROM bench_sentence WHERE number = 1 + (abs(hashint4(n * 31 + salt)) % {SENTENCES})
$$
"""


def build(size: int) -> None:
    """Fill the present (empty, migrated) database with ``size`` lessons and their tags."""
    _tags()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.42)")
        cursor.execute(MAKE_SENTENCES, [SENTENCES])
        cursor.execute("CREATE UNIQUE INDEX ON bench_sentence (number)")
        cursor.execute(PICK)
        cursor.execute(MAKE_LESSONS.replace("pick(", "pg_temp.pick("), [size])
        for relation in TAGGED:
            cursor.execute(_tag_statement(relation))
        cursor.execute(
            f"INSERT INTO {LessonCitation._meta.db_table} (record_id, source_id, locator, note, position) "
            f"SELECT lesson.id, source.id, 'Section ' || lesson.id %% 9, '', 0 FROM lessons_lesson lesson "
            f"JOIN (SELECT id, row_number() OVER () AS n, count(*) OVER () AS all_n FROM organizations_source) source "
            f"ON source.n = 1 + lesson.id %% source.all_n".replace("%%", "%")
        )
        cursor.execute("ANALYZE")


# Relation and how many values an entry carries at most.
TAGGED = {
    "themes": 3,
    "countries": 2,
    "regions": 1,
    "processes": 1,
    "organizations": 2,
    "tracks": 2,
    "phases": 2,
    "audiences": 2,
    "services": 2,
}


def _tag_statement(relation: str) -> str:
    field = Lesson._meta.get_field(relation)
    through = field.remote_field.through._meta.db_table  # type: ignore[union-attr]
    target = field.m2m_reverse_field_name() + "_id"  # type: ignore[union-attr]
    table = field.related_model._meta.db_table  # type: ignore[union-attr]
    return (
        f"INSERT INTO {through} (lesson_id, {target}) "
        f"SELECT DISTINCT lesson.id, tag.id FROM lessons_lesson lesson "
        f"CROSS JOIN generate_series(1, {TAGGED[relation]}) AS turn "
        f"JOIN (SELECT id, row_number() OVER () - 1 AS n, count(*) OVER () AS all_n FROM {table}) tag "
        f"ON tag.n = abs(hashint8(lesson.id * 7 + turn)) % tag.all_n WHERE (lesson.id + turn) % 4 > 0"
    )


def _tags() -> None:
    """Vocabularies and records to tag with, in numbers like those of a grown collection."""
    world = Region.objects.create(
        code="001", name_en="World", name_fr="Monde", name_es="Mundo", name_ar="العالم"
    )
    for n in range(20):
        name = f"Region {n}"
        region = Region.objects.create(
            code=f"{n + 2:03}", parent=world, name_en=name, name_fr=name, name_es=name, name_ar=name
        )
        for m in range(10):
            letters = f"{chr(65 + n)}{chr(65 + m)}"
            text = f"Country {letters}"
            Country.objects.create(
                alpha3=f"X{letters}",
                alpha2=letters,
                region=region,
                name_en=text,
                name_fr=text,
                name_es=text,
                name_ar=text,
            )
    Theme.objects.bulk_create(Theme(slug=f"theme-{n}", name=f"Theme {n}") for n in range(40))
    PeaceProcess.objects.bulk_create(
        PeaceProcess(
            slug=f"process-{n}",
            name=f"Process {n}",
            status="published",
            handling="clear" if n % 5 else "amber",
        )
        for n in range(200)
    )
    Organization.objects.bulk_create(
        Organization(slug=f"organization-{n}", name=f"Organization {n}", kind="ngo") for n in range(2000)
    )
    Source.objects.bulk_create(
        Source(slug=f"source-{n}", title=f"Source {n}", kind="report", status="published", handling="clear")
        for n in range(1000)
    )
    vocabularies: list[tuple[Any, int]] = [(Track, 5), (Phase, 7), (Audience, 8), (SupportService, 14)]
    for model, number in vocabularies:
        label = model._meta.model_name
        model.objects.bulk_create(
            model(code=f"{label}-{n}", name=f"{label} {n}", position=n) for n in range(number)
        )
