"""A large invented collection, made inside PostgreSQL: realistic lengths, skewed words and tags, every handling."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, transaction
from django.db.models import Model

from lessons.models import Case, Lesson
from lessons.starter.loading import load_vocabularies
from msn_kb.core.access import CURATORS
from msn_kb.core.history.triggers import TRIGGER, models_by_table
from msn_kb.core.search import names, statistics
from organizations.models import Engagement, Organization, PeaceProcess, Source, User

from . import actors, entries, ties
from .prose import prepare
from .rows import each, execute, insert, scalar, table, tag
from .scale import Scale

MEMBER, CURATOR, ADMINISTRATOR = "member@example.org", "curator@example.org", "administrator@example.org"
MEMORY = "64MB"
APPS = ("core", "organizations", "lessons")
PROTECTED = (Lesson, Case, PeaceProcess, Engagement, Source)


def build(scale: Scale) -> None:
    """Fill the present (empty, migrated) database with ``scale``'s numbers of records, and three people."""
    with transaction.atomic(), _without_history():
        load_vocabularies()
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL work_mem = '{MEMORY}'")
            prepare(cursor, scale.sentences)
        actors.build(scale)
        with _indexed_afterwards(Lesson):
            entries.build(scale)
            _people()
            _search_text()
        statistics.refresh()
        execute(f"COMMENT ON TABLE {table(Lesson)} IS '{_label(scale)}'")
    # Outside a transaction as autovacuum would leave it: index-only scans depend on that.
    _gather_statistics("ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)")
    # Made within the transaction, they began with entries that it wrote over: leaves that are empty now, by which
    # PostgreSQL takes the most frequent words for the rarest and reads their lists to the end.
    for index in _word_indexes(Lesson):
        execute(f"REINDEX INDEX {connection.ops.quote_name(index.name)}")


def is_built(scale: Scale) -> bool:
    """Whether the present database holds what ``build`` makes of ``scale``, in tables as the migrations make them."""
    return scalar("SELECT obj_description(%s::regclass)", [table(Lesson)]) == _label(scale)


def _label(scale: Scale) -> str:
    digest = sha256()
    for label in APPS:
        for file in sorted(Path(apps.get_app_config(label).path, "migrations").glob("*.py")):
            digest.update(file.read_bytes())
    return f"{scale} {digest.hexdigest()[:16]}"


@contextmanager
def _without_history() -> Iterator[None]:
    """While this lasts no history is written: what is invented here is nobody's change, and fills as much again."""
    tables = [connection.ops.quote_name(name) for name in models_by_table()]
    for name in tables:
        execute(f"ALTER TABLE {name} DISABLE TRIGGER {TRIGGER}")
    yield
    # A table waits for references that are still to be checked.
    execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    for name in tables:
        execute(f"ALTER TABLE {name} ENABLE TRIGGER {TRIGGER}")


@contextmanager
def _indexed_afterwards(model: type[Model]) -> Iterator[None]:
    """While this lasts ``model`` has no index of words: making one anew takes a third of the time of filling it."""
    indexes = _word_indexes(model)
    with connection.schema_editor() as editor:
        for index in indexes:
            editor.remove_index(model, index)
    yield
    # An index waits for references that are still to be checked.
    execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    with connection.schema_editor() as editor:
        for index in indexes:
            editor.add_index(model, index)


def _word_indexes(model: type[Model]) -> list[GinIndex]:
    return [index for index in model._meta.indexes if isinstance(index, GinIndex)]


def _people() -> None:
    """A member of the organization that owns most, a curator, and an administrator; who may read what is closed."""
    organization = Organization.objects.order_by("pk").first()
    member = User.objects.create_user(MEMBER, organization=organization)
    curator = User.objects.create_user(CURATOR, is_staff=True)
    curator.groups.add(Group.objects.get(name=CURATORS))
    User.objects.create_superuser(ADMINISTRATOR)
    for model in PROTECTED:
        tag(model, "owning_organizations", 1, share=1, where="record.handling = 'amber'")
        through = model._meta.get_field("named_people").remote_field.through  # type: ignore[union-attr]
        column = model._meta.get_field("named_people").m2m_field_name()  # type: ignore[union-attr]
        named = {column: "record.id", "user": str(member.pk)}
        insert(through, each(model), named, "record.handling = 'red' AND record.id % 2 = 0")


def _search_text() -> None:
    """The names by which records are found: the program's own work, save for the lessons, which are too many."""
    _gather_statistics("ANALYZE")  # what was filled just now would else be planned for as if it were empty
    for model in names.INDEXES:
        if model is not Lesson:
            names.refresh(model, model._default_manager.values_list("pk", flat=True))
    ties.write_ties(entries.LESSON_TEXTS)


def _gather_statistics(command: str) -> None:
    """Of the program's own tables: those that all databases share would make this wait for others at the same work."""
    tables = ", ".join(map(connection.ops.quote_name, connection.introspection.django_table_names()))
    execute(f"{command} {tables}")
