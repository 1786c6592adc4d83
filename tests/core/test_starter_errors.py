"""The engine of the starter collection tells every mistake with its file, line, field and value."""

from __future__ import annotations

import pytest

from organizations.models import Membership, Organization

from .starter_files import ACCORD, NETWORK, Collection

pytestmark = pytest.mark.django_db


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
