"""A large invented collection, made inside PostgreSQL: realistic lengths, skewed words and tags, every handling."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import connection, transaction

from lessons.models import Case, Lesson
from lessons.starter.loading import load_vocabularies
from msn_kb.core.access import CURATORS
from msn_kb.core.search import names
from organizations.models import Engagement, Organization, PeaceProcess, Source, User

from . import actors, entries
from .prose import prepare
from .rows import each, execute, insert, scalar, table, tag
from .scale import Scale

MEMBER, CURATOR, ADMINISTRATOR = "member@example.org", "curator@example.org", "administrator@example.org"
PROTECTED = (Lesson, Case, PeaceProcess, Engagement, Source)


def build(scale: Scale) -> None:
    """Fill the present (empty, migrated) database with ``scale``'s numbers of records, and three people."""
    with transaction.atomic():
        load_vocabularies()
        with connection.cursor() as cursor:
            prepare(cursor)
        actors.build(scale)
        entries.build(scale)
        _people()
        _search_text()
        execute(f"COMMENT ON TABLE {table(Lesson)} IS '{scale}'")
    # Outside a transaction as autovacuum would leave it: index-only scans depend on that.
    execute("ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)")


def is_built(scale: Scale) -> bool:
    """Whether the present database holds what ``build`` makes of ``scale``."""
    return scalar("SELECT obj_description(%s::regclass)", [table(Lesson)]) == str(scale)


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
    for model in names.INDEXES:
        if model is not Lesson:
            names.refresh(model, model._default_manager.values_list("pk", flat=True))
    entries.name_tags()
