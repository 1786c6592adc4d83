"""The manual for analysts names every list with all its parameters and orders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from msn_kb.listings import LISTINGS

MANUAL = (Path(settings.BASE_DIR) / "docs" / "analysts.md").read_text()
LESSONS, *OTHERS = LISTINGS


def named_in(text: str) -> set[str]:
    """The words in code quotes."""
    return set(re.findall(r"`([a-z_]+)`", text))


@pytest.mark.parametrize("listing", OTHERS, ids=lambda listing: listing.file)
def test_manual_names_the_parameters_of_each_list(listing):
    row = next(line for line in MANUAL.splitlines() if line.startswith(f"| `/{listing.file}/` |"))
    assert named_in(row) == set(listing.filterset_class.base_filters)


def test_manual_names_the_parameters_and_orders_of_lessons():
    table = MANUAL[MANUAL.index("## Parameters of the list of lessons") :]
    named = named_in("".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `")))
    assert named == {*LESSONS.filterset_class.base_filters, "q", "sort", "page", "page_size"}
    orders = next(line for line in table.splitlines() if line.startswith("| `sort`"))
    assert named_in(orders) - {"sort", "q"} == set(LESSONS.filterset_class.sorts)


def test_manual_names_the_columns_of_lessons_in_order():
    listed = re.search(r"Columns of lessons, in order: `([^`]+)`", MANUAL)
    assert listed
    assert re.split(r",\s*", listed[1]) == [column.name for column in LESSONS.columns()]
