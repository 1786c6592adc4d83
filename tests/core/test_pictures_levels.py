"""Shades for numbers, and lines for labels."""

import pytest

from msn_kb.core.pictures import Levels
from msn_kb.core.pictures.lettering import in_lines, shortened, width_of


def test_nothing_has_no_level() -> None:
    levels = Levels.up_to(0)

    assert (levels.steps, levels.of(0), levels.of(7)) == ([], 0, 0)


@pytest.mark.parametrize(
    ("highest", "steps"),
    [
        (1, ["1"]),
        (3, ["1", "2", "3"]),
        (5, ["1", "2", "3", "4", "5"]),
        (6, ["1", "2", "3", "4", "5–6"]),
        (40, ["1–2", "3–7", "8–15", "16–26", "27–40"]),
        (20000, ["1–800", "801–3200", "3201–7200", "7201–12800", "12801–20000"]),
    ],
)
def test_levels_cover_every_number_once(highest: int, steps: list[str]) -> None:
    levels = Levels.up_to(highest)

    assert [str(step) for step in levels.steps] == steps
    for step in levels.steps:
        assert {levels.of(number) for number in range(step.first, step.last + 1)} == {step.level}


def test_numbers_outside_the_levels_stay_within_them() -> None:
    levels = Levels.up_to(40)

    assert [levels.of(number) for number in (-3, 0, 41, 1000)] == [0, 0, 5, 5]


def test_a_label_is_broken_after_spaces_and_hyphens() -> None:
    assert in_lines("Post-agreement and  follow up", 80, 13, 3) == ["Post-", "agreement", "and follo…"]
    assert in_lines("Mali", 80, 13) == ["Mali"]
    assert in_lines("", 80, 13) == [""]


def test_a_long_label_is_cut_to_its_width() -> None:
    cut = shortened("W" * 200, 100, 13)

    assert cut.endswith("W…")
    assert width_of(cut, 13) <= 100
    assert [len(line) < 30 for line in in_lines("x" * 500, 100, 13)] == [True]
