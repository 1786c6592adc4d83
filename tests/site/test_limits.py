"""Searches, suggestions and exports are limited, so high that people never notice."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from msn_kb.core import limits
from tests.factories import UserFactory
from tests.test_settings import read_settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _low(settings, monkeypatch):
    settings.RATE_LIMITS = {"search": 3, "suggest": 2, "export": 1}
    monkeypatch.setattr(limits, "time", lambda: 999_965.5)
    caches["limits"].clear()


def statuses(client, address, times, *, headers=None, **meta):
    return [client.get(address, headers=headers, **meta).status_code for _ in range(times)]


@pytest.mark.parametrize(
    ("address", "answered"),
    [
        ("/lessons/?q=trust", 3),
        ("/search/?q=trust", 3),
        ("/search/suggest/?q=tr", 2),
        ("/lessons/export.csv", 1),
        ("/lessons/export.csv?q=trust", 1),
        ("/organizations/export.csv", 1),
        ("/lessons/?theme=inclusion", 6),
        ("/lessons/?q=", 6),
        ("/", 6),
    ],
)
def test_visitor_asks_too_often_is_told_when_to_ask_again(client, address, answered):
    assert statuses(client, address, 6) == [200] * answered + [429] * (6 - answered)
    if answered == 6:
        return
    refusal = client.get(address)
    assert refusal["Retry-After"] == "55"
    assert refusal["Cache-Control"] == "private, no-store"
    assert refusal["X-Content-Type-Options"] == "nosniff"
    page = refusal.content.decode()
    assert "<h1>Too many requests</h1>" in page
    assert f"At most {answered} " in page
    assert "Ask again in 55 seconds." in page
    # Everything else goes on.
    assert client.get("/lessons/").status_code == 200


def test_visitor_asks_again_in_the_next_minute_is_answered(client, monkeypatch):
    assert statuses(client, "/lessons/export.csv", 2) == [200, 429]
    monkeypatch.setattr(limits, "time", lambda: 1_000_020.0)
    assert statuses(client, "/lessons/export.csv", 1) == [200]


def test_program_asks_too_often_for_json_is_told_in_json(rf):
    refusal = limits.too_many(rf.get("/api/v1/lessons/?q=trust"), "search", 240, 12)
    assert refusal.status_code == 429
    assert refusal["Content-Type"] == "application/json"
    assert refusal.content == b'{"detail": "At most 240 searches a minute are answered. Ask again in 12 s."}'


def test_visitors_of_other_addresses_are_counted_apart(client):
    first, second = {"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "192.0.2.8"}
    assert statuses(client, "/lessons/export.csv", 2, **first) == [200, 429]
    assert statuses(client, "/lessons/export.csv", 2, **second) == [200, 429]


def test_visitors_of_one_ipv6_network_are_counted_together(client):
    assert statuses(client, "/lessons/export.csv", 1, REMOTE_ADDR="2001:db8:1:2::3") == [200]
    assert statuses(client, "/lessons/export.csv", 1, REMOTE_ADDR="2001:db8:1:2:ffff::9") == [429]
    assert statuses(client, "/lessons/export.csv", 1, REMOTE_ADDR="2001:db8:1:3::3") == [200]


def test_visitor_invents_a_forwarded_address_is_counted_by_the_connection(client):
    invented = [{"X-Forwarded-For": f"198.51.100.{number}"} for number in range(3)]
    answers = [statuses(client, "/lessons/export.csv", 1, headers=header) for header in invented]
    assert answers == [[200], [429], [429]]


def test_visitors_behind_a_named_proxy_are_counted_by_their_own_addresses(client, settings):
    settings.TRUSTED_PROXIES = 1
    named = [{"X-Forwarded-For": f"203.0.113.9, 198.51.100.{number}"} for number in (1, 2, 1)]
    answers = [statuses(client, "/lessons/export.csv", 1, headers=header) for header in named]
    assert answers == [[200], [200], [429]]


def test_member_is_counted_apart_from_colleagues_behind_the_same_address(client):
    for _ in range(2):
        client.force_login(UserFactory(member=True))
        assert statuses(client, "/lessons/export.csv", 2) == [200, 429]
    client.logout()
    assert statuses(client, "/lessons/export.csv", 2) == [200, 429]


def test_member_changes_address_is_counted_as_the_same_person(client):
    client.force_login(UserFactory(member=True))
    assert statuses(client, "/lessons/export.csv", 1, REMOTE_ADDR="192.0.2.1") == [200]
    assert statuses(client, "/lessons/export.csv", 1, REMOTE_ADDR="192.0.2.2") == [429]


def test_curator_works_in_the_administration_without_a_limit(rf):
    assert limits.kind_of(rf.get("/admin/lessons/lesson/?q=trust")) == ""
    assert limits.kind_of(rf.post("/lessons/?q=trust")) == ""


def test_visitor_searches_costs_no_statement_more(client, settings):
    with_limits = _queries(client, "/lessons/?q=trust")
    settings.RATE_LIMITS = {}
    assert _queries(client, "/lessons/?q=trust") == with_limits


def _queries(client, address):
    caches["answers"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_site_with_a_full_cache_goes_on_answering(client, monkeypatch):
    class Forgetful:
        def add(self, *args):
            return False

        def incr(self, key):
            raise ValueError(key)

    monkeypatch.setattr(limits, "caches", {"limits": Forgetful()})
    assert statuses(client, "/lessons/export.csv", 3) == [200, 200, 200]


@pytest.mark.parametrize("value", ["", "1"])
def test_server_limits_unless_it_is_told_otherwise(value):
    numbers = "{'search': 240, 'suggest': 900, 'export': 60}"
    assert read_settings("settings.RATE_LIMITS", RATE_LIMITS=value) == numbers
    assert read_settings("settings.RATE_LIMITS", RATE_LIMITS="0") == "{}"
