"""Hostile texts, several hundred of each kind, one JSON string a line (so that tabs and line ends can be written).

``script.txt``: code for a browser in every context and spelling, Markdown and templates included; what would run is
always ``alert(90417)``. ``sql.txt``: statements, operators of queries, odd numbers, dates and letters. ``formula.txt``:
what a spreadsheet would calculate. None holds a NUL character: such a request is refused as a whole.
"""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).parent
MARK = "90417"


def read(kind: str) -> list[str]:
    """The texts of one file, in its order."""
    lines = (FOLDER / f"{kind}.txt").read_text(encoding="ascii").splitlines()
    return [json.loads(line) for line in lines]


SCRIPT = read("script")
SQL = read("sql")
FORMULA = read("formula")
EVERY = [*SCRIPT, *SQL, *FORMULA]
