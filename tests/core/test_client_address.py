"""Whose address counts, with and without proxies of the operator."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from msn_kb.core.client_address import client_address

DIRECT = "192.0.2.7"


def address(forwarded: str | None = None, remote: str = DIRECT) -> str:
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote))


def test_client_who_forges_the_header_is_known_by_the_connection(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 0
    assert address("203.0.113.1") == DIRECT


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (1, "203.0.113.1", "203.0.113.1"),
        (1, "198.51.100.9, 203.0.113.1", "203.0.113.1"),
        (2, "198.51.100.9, 203.0.113.1, 10.0.0.1", "203.0.113.1"),
        (1, "203.0.113.1:4711", "203.0.113.1"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "2001:DB8:0::1", "2001:db8::1"),
        (2, "203.0.113.1", DIRECT),
        (1, "", DIRECT),
        (1, "nonsense", DIRECT),
        (1, None, DIRECT),
    ],
)
def test_client_behind_proxies_is_known_by_what_they_added(
    settings: Any, proxies: int, forwarded: str | None, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert address(forwarded) == expected


def test_client_of_a_socket_without_address_is_unknown(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 0
    assert address(remote="") == "unknown"
