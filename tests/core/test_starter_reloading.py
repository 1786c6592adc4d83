"""Loading the starter collection again: it updates what nobody edited, and keeps the rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from msn_kb.core.models import StarterRecord
from organizations.models import Membership, Organization, Source
from tests.factories import OrganizationFactory

from .starter_files import ACCORD, NETWORK, Collection, described

pytestmark = pytest.mark.django_db


def test_loader_runs_twice_and_nothing_changes(collection: Collection) -> None:
    described(collection)
    collection.load()
    before = list(Organization.objects.order_by("pk").values()), list(Source.objects.values())
    marks = list(StarterRecord.objects.order_by("pk").values())

    loaded = collection.load()

    assert str(loaded) == "created 0, updated 0, unchanged 4, kept 0"
    assert (list(Organization.objects.order_by("pk").values()), list(Source.objects.values())) == before
    assert list(StarterRecord.objects.order_by("pk").values()) == marks


def test_loader_with_a_changed_file_updates_what_nobody_edited(collection: Collection) -> None:
    described(collection)
    collection.load()
    collection.write("memberships.yaml", "- network: net\n  organization: accord\n  as_of: 2023")
    collection.write("organizations.yaml", NETWORK, ACCORD.replace("Works", "Worked"))

    loaded = collection.load()

    assert loaded.updated == [("organization", "accord"), ("membership", "net/accord/")]
    accord = Organization.objects.get(slug="accord")
    assert (accord.description, accord.citations.count()) == ("Worked for peace.", 0)
    assert Membership.objects.get().as_of == "2023"


def edit_text(accord: Organization) -> None:
    accord.description = "Edited."
    accord.save()


def edit_rows(accord: Organization) -> None:
    accord.citations.update(locator="Section 9")


def rename(accord: Organization) -> None:
    accord.slug = "accord-africa"
    accord.save()


@pytest.mark.parametrize("edit", [edit_text, edit_rows, rename])
def test_curator_edits_an_entry_and_loading_keeps_it_unless_told_to_overwrite(
    collection: Collection, edit: Callable[[Organization], None]
) -> None:
    described(collection)
    collection.load()
    edit(Organization.objects.get(slug="accord"))
    edited = Organization.objects.values().get(name="Accord")
    collection.write("organizations.yaml", NETWORK, ACCORD.replace("Works", "Worked"))

    loaded = collection.load()

    assert loaded.kept == [("organization", "accord", "was edited")]
    assert str(loaded) == "created 0, updated 0, unchanged 3, kept 1"
    assert Organization.objects.values().get(name="Accord") == edited

    overwritten = collection.load(overwrite=True)

    accord = Organization.objects.get(name="Accord")
    assert overwritten.updated == [("organization", "accord")]
    assert (accord.slug, accord.description, accord.citations.count()) == ("accord", "Worked for peace.", 0)


@pytest.mark.parametrize("change", [{"status": "archived"}, {"handling": "green"}])
def test_curator_changes_status_or_handling_and_loading_keeps_it(
    collection: Collection, change: dict[str, str]
) -> None:
    described(collection)
    collection.load()
    Source.objects.update(**change)

    assert collection.load().kept == [("source", "report", "was edited")]
    assert Source.objects.filter(**change).exists()


def test_curator_saves_a_form_unchanged_and_the_entry_counts_as_unedited(collection: Collection) -> None:
    collection.write("organizations.yaml", ACCORD.replace("Works for peace.", ">-\n    One.\n\n    Two."))
    collection.load()
    Organization.objects.update(description="One.\r\n\r\nTwo.")

    assert str(collection.load()) == "created 0, updated 0, unchanged 1, kept 0"


def test_curator_deletes_an_entry_and_loading_does_not_bring_it_back(collection: Collection) -> None:
    described(collection)
    collection.load()
    Membership.objects.all().delete()
    Organization.objects.get(slug="accord").delete()
    collection.write("offices.yaml", "- {slug: desk, name: Desk, hosts: [accord, net]}")

    loaded = collection.load()

    assert loaded.kept == [
        ("organization", "accord", "was deleted"),
        ("membership", "net/accord/", "was deleted"),
    ]
    assert loaded.created == [("office", "desk")]
    assert not Organization.objects.filter(slug="accord").exists()
    assert str(collection.load()) == "created 0, updated 0, unchanged 3, kept 2"

    assert str(collection.load(overwrite=True)) == "created 2, updated 1, unchanged 2, kept 0"
    assert Membership.objects.get().organization == Organization.objects.get(slug="accord")


def test_curator_made_a_record_before_and_loading_keeps_it(collection: Collection) -> None:
    OrganizationFactory(slug="accord", name="Our own Accord")
    described(collection)

    loaded = collection.load()

    assert loaded.kept == [("organization", "accord", "was there before the collection was loaded")]
    accord = Organization.objects.get(slug="accord")
    assert accord.name == "Our own Accord"
    assert Membership.objects.get().organization == accord


# --- Entries that leave the files ---------------------------------------------------------------------------


def test_loader_leaves_entries_that_left_the_files_until_it_prunes(collection: Collection) -> None:
    described(collection)
    collection.load()
    collection.write("organizations.yaml", NETWORK)
    collection.write("memberships.yaml", "")
    collection.write("sources.yaml", "")

    loaded = collection.load()

    everything = [("membership", "net/accord/"), ("organization", "accord"), ("source", "report")]
    assert (loaded.left, loaded.removed) == (everything, [])
    assert collection.load(prune=True).removed == everything
    assert list(Organization.objects.values_list("slug", flat=True)) == ["net"]
    assert collection.load().left == []


def test_loader_prunes_and_spares_what_was_edited_and_what_is_needed(collection: Collection) -> None:
    described(collection)
    collection.load()
    Organization.objects.filter(slug="accord").update(description="Edited.")
    collection.write("organizations.yaml", NETWORK)
    collection.write("memberships.yaml", "")
    collection.write("sources.yaml", "")

    loaded = collection.load(prune=True)

    assert loaded.removed == [("membership", "net/accord/")]
    assert loaded.left == [
        ("organization", "accord"),
        ("source", "report"),
    ]  # the edited entry still cites it
