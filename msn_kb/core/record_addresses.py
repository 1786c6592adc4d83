"""Addresses of lists and of records, quick enough for pages that hold thousands of links."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse

PLACEHOLDER = "0"


@lru_cache(maxsize=64)
def list_address(noun: str) -> str:
    """The address of the list of this noun, such as ``/lessons/`` of ``lesson``."""
    return reverse(f"{noun}-list")


def record_address(noun: str, name: str) -> str:
    """The address of the record that ``name`` (a slug or a code: letters, digits, hyphens) tells from others."""
    return f"{_before(noun)}{name}/"


@lru_cache(maxsize=64)
def _before(noun: str) -> str:
    """What the address of every record of this noun begins with."""
    return reverse(f"{noun}-detail", args=[PLACEHOLDER]).removesuffix(f"{PLACEHOLDER}/")
