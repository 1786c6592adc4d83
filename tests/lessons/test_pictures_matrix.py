"""The matrix of gaps: each number is the length of the list behind it, in any state of the list."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.core.pictures import addresses_of, drawing_of, table_of, texts_of
from tests.factories import LessonFactory, PhaseFactory, ThemeFactory, UserFactory

from .pictured import length_of, linked_numbers, plant

pytestmark = pytest.mark.django_db

STATES = [
    "",
    "theme=inclusion",
    "theme=women&phase=truce",
    "theme=trust&theme=youth",
    "theme=trust&theme=nonsense",
    "phase=talks",
    "region=902",
    "region=902&region=942",
    "region=911",
    "country=XML&kind=challenge",
    "source=note&year_min=2018",
    "q=envoys",
    "q=learned+envoys+number",
    "year_min=2030",
]


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def matrix_of(client: Client, query: str = "") -> Any:
    return client.get(f"/lessons/matrix/?{query}").context["picture"]


def cells_of(matrix: Any) -> dict[tuple[str, str], int]:
    return {
        (row.value, column.value): matrix.numbers.get((row.value, column.value), 0)
        for row in matrix.rows
        for column in matrix.columns
    }


@pytest.mark.parametrize("columns", ["phase", "track", "region"])
def test_every_cell_and_total_is_the_length_of_its_list(columns: str) -> None:
    plant()
    member = UserFactory(member=True)
    for client, user in ((Client(), None), (client_of(member), member)):
        for state in STATES:
            response = client.get(f"/lessons/matrix/?columns={columns}&{state}")
            matrix = response.context["picture"]
            assert (matrix is None) == (length_of(f"/lessons/?{state}", user) == 0), state
            if matrix is None:
                continue
            for (row, column), number in cells_of(matrix).items():
                assert length_of(matrix.addresses(row, column), user) == number, (state, row, column)
            for row in matrix.rows:
                assert (row.url != "") == (row.total > 0), (state, row)
                assert not row.url or length_of(row.url, user) == row.total, (state, row)
            for address, number in linked_numbers(response.content.decode()):
                assert length_of(address, user) == number, (state, address)


def test_visitor_sees_all_first_themes_and_phases_with_their_gaps() -> None:
    plant()

    matrix = matrix_of(Client())

    assert [(row.label, row.depth, row.total) for row in matrix.rows] == [
        ("Funding", 0, 0),
        ("Inclusion", 0, 3),
        ("Trust", 0, 2),
    ]
    assert [column.label for column in matrix.columns] == ["After", "Talks", "Truce"]
    assert {cell: number for cell, number in cells_of(matrix).items() if number} == {
        ("inclusion", "talks"): 2,
        ("inclusion", "truce"): 1,
        ("trust", "truce"): 1,
    }


def test_visitor_asks_for_one_theme_gets_its_children_below() -> None:
    plant()

    rows = matrix_of(Client(), "theme=inclusion&phase=talks").rows

    assert [(row.label, row.depth, row.total) for row in rows] == [
        ("Inclusion", 0, 2),
        ("Women", 1, 2),
        ("Youth", 1, 0),
    ]


def test_visitor_asks_for_one_region_gets_its_parts_as_columns() -> None:
    plant()
    columns = {
        query: [column.label for column in matrix_of(Client(), f"columns=region&{query}").columns]
        for query in ("", "region=902", "region=911", "region=911&region=902")
    }

    assert columns == {
        "": ["Africa", "Asia"],
        "region=902": ["East Africa", "West Africa"],
        "region=911": ["West Africa"],
        "region=911&region=902": ["Africa", "West Africa"],
    }


def test_a_link_replaces_theme_and_phase_and_keeps_everything_else() -> None:
    plant()

    matrix = matrix_of(Client(), "theme=trust&theme=inclusion&phase=truce&kind=challenge&sort=title&page=4")

    assert matrix.addresses("trust", "truce") == (
        "/lessons/?kind=challenge&theme=trust&phase=truce&sort=title"
    )


def test_drawing_and_table_hold_the_same_numbers_and_gaps_have_no_link() -> None:
    plant()
    figure = re.search(r"<figure.*</figure>", Client().get("/lessons/matrix/").content.decode(), re.DOTALL)
    assert figure
    html = figure[0]

    header, *rows = table_of(html)
    assert header == ["Theme", "After", "Talks", "Truce", "All"]
    assert rows == [
        ["Funding", "0", "0", "0", "0"],
        ["Inclusion", "0", "2", "1", "3"],
        ["Trust", "0", "0", "1", "2"],
    ]
    numbers = [cell for row in rows for cell in row[1:-1] if cell != "0"]
    totals = [row[-1] for row in rows]
    drawn = [text for text in texts_of(drawing_of(html)) if text.isdigit()]
    assert sorted(drawn) == sorted(numbers + totals)
    linked = addresses_of(html)
    assert linked["drawing"] == linked["page"]
    assert not any("funding" in address or "after" in address for address in linked["page"])


def test_a_matrix_of_one_cell_is_drawn() -> None:
    LessonFactory(themes=[ThemeFactory(slug="trust")], phases=[PhaseFactory(code="talks")])

    assert cells_of(matrix_of(Client())) == {("trust", "talks"): 1}


def test_lessons_without_any_vocabulary_leave_nothing_to_compare() -> None:
    LessonFactory()

    response = Client().get("/lessons/matrix/")

    assert response.context["total"] == 1
    assert "Nothing to compare: no theme and phase with a lesson here." in response.content.decode()


@pytest.mark.parametrize(
    ("query", "columns", "sentence"),
    [
        ("columns=colour", "phase", "Themes by: “colour” is not one of phase, track, region; phase is used."),
        ("columns=TRACK", "track", ""),
        ("columns=", "phase", ""),
        ("rows=phase", "phase", "Rows: “phase” is not one of theme; theme is used."),
        ("rows=theme&columns=region", "region", ""),
    ],
)
def test_visitor_asks_for_unknown_columns_gets_phases_and_a_sentence(query, columns, sentence) -> None:
    plant()

    response = Client().get(f"/lessons/matrix/?{query}")

    assert response.status_code == 200
    assert response.context["picture"].id == f"lessons-by-theme-and-{columns}"
    assert response.context["notices"] == [sentence] * bool(sentence)
