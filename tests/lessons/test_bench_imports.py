"""The benchmark of imports runs the commands themselves and notices where they do not what they should."""

from __future__ import annotations

import pytest

from lessons.benchmarks import importing
from lessons.benchmarks.importing import Step
from lessons.models import Lesson
from tests.factories import CountryFactory, ThemeFactory

EXPECTED = "created 1, updated 0, unchanged 0, rejected 0"


@pytest.mark.django_db(transaction=True)
def test_the_benchmark_previews_imports_repeats_refuses_and_undoes() -> None:
    ThemeFactory(name="Inclusion")
    CountryFactory(name_en="Mali")
    found = list(importing.steps(rows=12))
    assert [(step.name, step.said) for step in found] == [
        ("preview", "created 12, updated 0, unchanged 0, rejected 0"),
        ("import with history", "created 12, updated 0, unchanged 0, rejected 0"),
        ("the same file again", "created 0, updated 0, unchanged 12, rejected 0"),
        ("one bad row", "created 0, updated 0, unchanged 0, rejected 1"),
        ("undo", found[-1].expected),
    ]
    assert all(step.megabytes > 20 and step.seconds > 0 for step in found)
    assert list(importing.faults(found, strict=False)) == []
    assert not Lesson.objects.exists()


@pytest.mark.parametrize(
    ("step", "strict", "faults"),
    [
        (Step("import", 1.0, 90.0, EXPECTED, EXPECTED), True, []),
        (
            Step("import", 1.0, 90.0, "Traceback", EXPECTED),
            False,
            ["1 of 1 imports did not do what they should"],
        ),
        (Step("import", 121.0, 90.0, EXPECTED, EXPECTED), True, ["1 of 1 imports took more than they may"]),
        (Step("import", 1.0, 401.0, EXPECTED, EXPECTED), True, ["1 of 1 imports took more than they may"]),
        (Step("import", 121.0, 401.0, EXPECTED, EXPECTED), False, []),
    ],
)
def test_what_falls_short_is_told_and_marked(step: Step, strict: bool, faults: list[str]) -> None:
    assert list(importing.faults([step], strict)) == faults
    line = list(importing.table([step], 1))[-1]
    assert line.startswith("!") == (step.is_over or step.said != step.expected)
