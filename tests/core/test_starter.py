"""The engine of the starter collection, tried on the organizations' kinds with files of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from msn_kb.core.models import StarterRecord
from msn_kb.core.starter import Kind, Loaded, StarterError, load
from organizations.models import Membership, Organization, Source
from organizations.starter.kinds import KINDS
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

NETWORK = """
- slug: net
  name: A network
  kind: network
"""
ACCORD = """
- slug: accord
  name: Accord
  kind: ngo
  description: Works for peace.
"""


class Collection:
    """Files of a test, and the kinds that read them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kinds: list[Kind] = [replace(kind, folder=folder, produced_by=None) for kind in KINDS]
        self.where = f"{folder.parent.name}/{folder.name}"

    def write(self, name: str, *texts: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(dedent(text).strip() for text in texts) + "\n", encoding="utf-8")

    def load(self, **options: bool) -> Loaded:
        return load(self.kinds, **options)

    def errors(self) -> list[str]:
        with pytest.raises(StarterError) as caught:
            self.load()
        return [str(problem).removeprefix(f"{self.where}/") for problem in caught.value.problems]


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    return Collection(tmp_path)


# --- Errors -------------------------------------------------------------------------------------------------


def test_loader_with_many_errors_tells_each_with_file_line_field_and_value(collection: Collection) -> None:
    collection.write(
        "organizations.yaml",
        """
        - slug: Bad Slug
          name: One
          kind: ngo
        - slug: two
          naem: Two
          kind: ngoo
          website: not an address
          country: ATLANTIS
          regions: ngo
          acronym:
        - slug: three
          name: Three
          kind: ngo
          citations:
            - source: missing-source
              locator: Section 1
            - source: report
        - slug: three
          name: Three again
          kind: ngo
        """,
    )
    collection.write(
        "sources.yaml",
        """
        - slug: report
          title: A report
          kind: report
          date: 2022-13
          authors: Somebody
        """,
    )
    collection.write("offices.yaml", "- slug: desk\n  name: Desk\n  staff_min: about five")

    assert collection.errors() == [
        "offices.yaml:1: hosts: is missing",
        "offices.yaml:3: staff_min “about five”: expected a whole number",
        "organizations.yaml:1: slug “Bad Slug”: expected a-z, 0-9 and single hyphens",
        "organizations.yaml:4: name: is missing",
        "organizations.yaml:5: naem: unknown field; did you mean name?",
        "organizations.yaml:6: kind “ngoo”: expected one of intergovernmental, regional, un-entity, state-body, ngo, "
        "academic, network; did you mean ngo?",
        "organizations.yaml:7: website “not an address”: Enter a valid URL.",
        "organizations.yaml:8: country “ATLANTIS”: there is no such country",
        "organizations.yaml:9: regions “ngo”: expected a list",
        "organizations.yaml:10: acronym: is empty; leave the field out instead",
        "organizations.yaml:15: citations[1].source “missing-source”: there is no such source",
        "organizations.yaml:17: citations[2].locator: is missing",
        f"organizations.yaml:18: slug “three”: the same organization stands in {collection.where}/"
        "organizations.yaml:11 already",
        "sources.yaml:4: date “2022-13”: “2022-13” is not a date; write a year, a month or a day: 2018, 2018-10 or "
        "2018-10-17.",
        "sources.yaml:5: authors “Somebody”: expected a list",
    ]
    assert Organization.objects.count() == 0


def test_loader_with_a_dangling_reference_offers_near_matches(collection: Collection) -> None:
    collection.write("organizations.yaml", NETWORK, ACCORD)
    collection.write("memberships.yaml", "- network: net\n  organization: acord")

    assert collection.errors() == [
        "memberships.yaml:2: organization “acord”: there is no such organization; did you mean accord?"
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("- slug: [open", "2: no valid YAML: expected ',' or ']', but got '<stream end>'"),
        ("slug: net", "1: expected a list of entries, each beginning with “- ”"),
        ("- just text", "1: “just text”: expected an entry with named fields"),
        (
            "- slug: net\n  slug: again\n  name: N\n  kind: ngo",
            "2: slug: the field is given twice in this entry",
        ),
    ],
)
def test_loader_with_a_broken_file_tells_the_line(collection: Collection, text: str, error: str) -> None:
    collection.write("organizations.yaml", text)

    assert collection.errors() == [f"organizations.yaml:{error}"]


def test_loader_with_a_file_that_is_not_utf8_says_so(collection: Collection) -> None:
    (collection.folder / "organizations.yaml").write_bytes(b"- name: M\xe9diation")

    [error] = collection.errors()

    assert error.startswith("organizations.yaml:1: the file is not UTF-8 text")


def test_loader_tells_what_a_rule_across_tables_refuses(collection: Collection) -> None:
    collection.write("organizations.yaml", ACCORD, NETWORK)
    collection.write("memberships.yaml", "- network: accord\n  organization: net")

    assert collection.errors() == [
        "memberships.yaml:1: network “accord”: “Accord” is not a network; its kind would have to be changed first."
    ]
    assert Membership.objects.count() == 0


def test_loader_tells_what_the_database_refuses(collection: Collection) -> None:
    collection.write("organizations.yaml", ACCORD, "- slug: other\n  name: Accord\n  kind: ngo")
    collection.write("sources.yaml", "- slug: report\n  kind: report\n  date: 2022")

    assert collection.errors() == [
        "organizations.yaml:6: name “Accord”: the database has it already: Key (name)=(Accord) already exists.",
        "sources.yaml:1: Give a title, or a description where the document states no title.",
    ]


def test_loader_tells_which_row_the_database_refuses(collection: Collection) -> None:
    collection.write(
        "sources.yaml",
        """
        - slug: report
          title: A report
          kind: report
          citations:
            - {source: other, locator: footnote 1}
            - {source: report, locator: heading}
        - slug: other
          title: Another
          kind: report
        """,
    )

    [error] = collection.errors()

    assert error.startswith("sources.yaml:6: citations “report, heading”: ")


def test_loader_with_entries_that_lead_to_themselves_says_so(collection: Collection) -> None:
    collection.write(
        "organizations.yaml",
        "- {slug: one, name: One, kind: ngo, parent: two}\n- {slug: two, name: Two, kind: ngo, parent: one}",
    )

    assert collection.errors() == [
        "organizations.yaml:1: parent “two”: leads back to itself: one → two → one",
        "organizations.yaml:2: parent “one”: leads back to itself: two → one → two",
    ]


@pytest.mark.parametrize("line", ["handling: green", "named_people: [person@example.org]"])
def test_loader_refuses_handling_outside_demonstration_entries(collection: Collection, line: str) -> None:
    collection.write("sources.yaml", f"- slug: report\n  title: A report\n  kind: report\n  {line}")

    assert collection.errors() == [
        f"sources.yaml:4: {line.split(':')[0]}: may be set only for demonstration entries, in demonstration/"
    ]


def test_loader_refuses_a_status(collection: Collection) -> None:
    collection.write("sources.yaml", "- slug: report\n  title: A report\n  kind: report\n  status: draft")

    assert collection.errors() == [
        "sources.yaml:4: status: cannot be set here; starter entries have “published”"
    ]


# --- What is read -------------------------------------------------------------------------------------------


def test_loader_reads_every_scalar_as_text_and_blank_lines_as_paragraphs(collection: Collection) -> None:
    collection.write(
        "sources.yaml",
        """
        - slug: report
          title: 1992
          kind: report
          date: 2018-10-17
          number: no
          authors: [No, Null]
          note: >-
            First paragraph,
            one line.

            Second.


            Third.
        """,
    )

    collection.load()

    source = Source.objects.get()
    assert (source.title, source.date, source.number) == ("1992", "2018-10-17", "no")
    assert source.authors == ["No", "Null"]
    assert source.note == "First paragraph, one line.\n\nSecond.\n\nThird."
    assert (source.status, source.handling) == ("published", "clear")


def test_loader_writes_parents_before_their_children_and_keeps_the_order_of_rows(
    collection: Collection,
) -> None:
    collection.write("sources.yaml", "- {slug: report, title: A report, kind: report}")
    collection.write(
        "organizations.yaml",
        """
        - slug: child
          name: Child
          kind: un-entity
          parent: parent
          citations:
            - {source: report, locator: Section 2}
            - {source: report, locator: Section 1, note: Says more.}
        - {slug: parent, name: Parent, kind: intergovernmental}
        """,
    )

    loaded = collection.load()

    child = Organization.objects.get(slug="child")
    assert child.parent == Organization.objects.get(slug="parent")
    assert [citation.locator for citation in child.citations.all()] == ["Section 2", "Section 1"]
    assert str(loaded) == "created 3, updated 0, unchanged 0, kept 0"


# --- Loading again ------------------------------------------------------------------------------------------


def described(collection: Collection) -> None:
    collection.write("sources.yaml", "- {slug: report, title: A report, kind: report}")
    collection.write(
        "organizations.yaml",
        NETWORK,
        ACCORD.rstrip() + "\n  citations:\n    - {source: report, locator: Section 1}",
    )
    collection.write("memberships.yaml", "- network: net\n  organization: accord\n  as_of: 2022")


def test_loading_twice_changes_nothing(collection: Collection) -> None:
    described(collection)
    collection.load()
    before = list(Organization.objects.order_by("pk").values()), list(Source.objects.values())
    marks = list(StarterRecord.objects.order_by("pk").values())

    loaded = collection.load()

    assert str(loaded) == "created 0, updated 0, unchanged 4, kept 0"
    assert (list(Organization.objects.order_by("pk").values()), list(Source.objects.values())) == before
    assert list(StarterRecord.objects.order_by("pk").values()) == marks


def test_loading_a_changed_file_updates_what_nobody_edited(collection: Collection) -> None:
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


def test_loader_takes_no_more_queries_for_more_entries(collection: Collection) -> None:
    def queries(count: int) -> int:
        collection.write("sources.yaml", "- {slug: report, title: A report, kind: report}")
        entries = [
            f"- {{slug: body-{n}, name: Body {n}, kind: ngo, citations: [{{source: report, locator: p. {n}}}]}}"
            for n in range(count)
        ]
        collection.write("organizations.yaml", *entries)
        collection.load()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            collection.load()
        return len(captured)

    assert queries(5) == queries(15)


# --- Entries that leave the files ---------------------------------------------------------------------------


def test_entries_that_left_the_files_stay_until_pruned(collection: Collection) -> None:
    described(collection)
    collection.load()
    collection.write("organizations.yaml", NETWORK)
    collection.write("memberships.yaml", "")
    collection.write("sources.yaml", "")

    loaded = collection.load()

    everything = [("membership", "net/accord/"), ("organization", "accord"), ("source", "report")]
    assert (loaded.left, loaded.removed) == (everything, [])
    assert collection.load(prune=True).removed == [everything[0], everything[1], everything[2]]
    assert list(Organization.objects.values_list("slug", flat=True)) == ["net"]
    assert collection.load().left == []


def test_pruning_spares_what_was_edited_and_what_is_needed(collection: Collection) -> None:
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
