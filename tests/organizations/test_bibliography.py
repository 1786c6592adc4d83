"""How a source is cited as one line of text."""

from __future__ import annotations

from typing import Any

import pytest

from organizations.bibliography import reference
from organizations.models import Source


@pytest.mark.parametrize(
    ("values", "publishers", "text"),
    [
        ({"title": "Alone"}, [], "Alone (no date)."),
        ({"title": "", "description": "A note on talks. Short."}, [], "[A note on talks] (no date)."),
        ({"title": "Which?", "authors": ["Ada Quill"], "date": "2013-05"}, [], "Ada Quill (2013). Which?"),
        (
            {"title": "Three", "authors": ["A B", "C D", "E F"], "date": "2019", "publisher": "House"},
            ["Network", "Institute"],
            "A B, C D and E F (2019). Three. Network, Institute and House.",
        ),
        (
            {
                "title": "Article",
                "authors": ["A B", "C D"],
                "date": "2003",
                "container": "Journal",
                "volume": "7",
                "number": "2",
                "pages": "3–9",
                "doi": "10.1000/x",
            },
            [],
            "A B and C D (2003). Article. Journal, 7(2), pp. 3–9. https://doi.org/10.1000/x",
        ),
        (
            {
                "title": "Book",
                "date": "1997",
                "container": "Series",
                "number": "4",
                "pages": "12",
                "place": "Washington",
                "isbn": "978-0",
                "url": "https://example.org/book",
            },
            ["Press"],
            "Book (1997). Series, no. 4, p. 12. Washington: Press. ISBN 978-0 https://example.org/book",
        ),
        (
            {"title": "Twice", "doi": "doi:10.1/y", "url": "https://doi.org/10.1/y"},
            [],
            "Twice (no date). https://doi.org/10.1/y",
        ),
    ],
)
def test_reference_holds_what_is_known_in_order(
    values: dict[str, Any], publishers: list[str], text: str
) -> None:
    assert reference(Source(**values), publishers) == text
