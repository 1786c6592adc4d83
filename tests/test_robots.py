"""What search engines are asked to leave alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client


def left_alone(client: Client) -> list[str]:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    return [line.removeprefix("Disallow: ") for line in lines[1:]]


def is_left_alone(paths: list[str], address: str) -> bool:
    """RFC 9309: a path matches addresses that begin with it; ``*`` stands for anything."""
    return any(re.match(re.escape(path).replace(r"\*", ".*"), address) for path in paths)


@pytest.mark.parametrize("address", ["/", "/lessons/", "/lessons/some-lesson/", "/organizations/", "/about/"])
def test_engine_may_read_lists_and_entries(client: Client, settings: Any, address: str):
    settings.DEBUG = False
    assert not is_left_alone(left_alone(client), address)


@pytest.mark.parametrize(
    "address",
    [
        "/lessons/?theme=inclusion",
        "/lessons/by/theme/",
        "/lessons/export.csv",
        "/cases/compare/",
        "/search/?q=mali",
        "/accounts/login/",
        "/admin/",
    ],
)
def test_engine_leaves_states_of_lists_files_and_forms_alone(client: Client, settings: Any, address: str):
    settings.DEBUG = False
    assert is_left_alone(left_alone(client), address)


def test_engine_reads_nothing_while_the_site_is_tried_out(client: Client, settings: Any):
    settings.DEBUG = True
    assert left_alone(client) == ["/"]


def test_nobody_writes_to_it(client: Client):
    assert client.post("/robots.txt").status_code == 405
