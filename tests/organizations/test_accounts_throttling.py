"""Guessing at passwords fails from one address, and locks nobody out elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from organizations.accounts import second_factor
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
RESET = "/accounts/password_reset/"
ATTACKER, VICTIM = "203.0.113.66", "192.0.2.10"


def attempt(email: str, password: str, address: str = ATTACKER) -> Any:
    return Client(REMOTE_ADDR=address).post(LOGIN, {"login": email, "password": password})


def test_attacker_with_fifty_bad_sign_ins_neither_gets_in_nor_locks_the_victim_out() -> None:
    victim = UserFactory()
    statuses = [attempt(victim.email, f"guess {number}").status_code for number in range(50)]
    assert statuses == [200] * 5 + [429] * 45
    assert attempt(victim.email, PASSWORD).status_code == 429  # even with the right one
    assert attempt(victim.email.upper(), PASSWORD).status_code == 429
    response = attempt(victim.email, PASSWORD, VICTIM)
    assert (response.status_code, response["Location"]) == (302, "/")


def test_attacker_who_tries_many_accounts_is_stopped_by_address() -> None:
    people = UserFactory.create_batch(35)
    statuses = [attempt(person.email, "guess").status_code for person in people]
    assert statuses == [200] * 30 + [429] * 5
    assert attempt(people[0].email, PASSWORD, VICTIM).status_code == 302


def test_attacker_who_signs_in_between_gets_no_more_guesses() -> None:
    victim, own = UserFactory(), UserFactory()
    for number in range(5):
        assert attempt(victim.email, f"guess {number}").status_code == 200
        assert attempt(own.email, PASSWORD).status_code == 302
    assert attempt(victim.email, "guess").status_code == 429


def test_attacker_who_forges_the_header_of_a_proxy_is_counted_as_one() -> None:
    victim = UserFactory()
    statuses = [
        Client(REMOTE_ADDR=ATTACKER, headers={"x-forwarded-for": f"198.51.100.{number}"})
        .post(LOGIN, {"login": victim.email, "password": "guess"})
        .status_code
        for number in range(6)
    ]
    assert statuses == [200] * 5 + [429]


def test_members_behind_the_operator_s_proxy_are_counted_one_by_one(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    victim = UserFactory()
    proxy = "10.0.0.1"
    for number in range(6):
        response = Client(REMOTE_ADDR=proxy, headers={"x-forwarded-for": ATTACKER}).post(
            LOGIN, {"login": victim.email, "password": f"guess {number}"}
        )
    assert response.status_code == 429
    client = Client(REMOTE_ADDR=proxy, headers={"x-forwarded-for": VICTIM})
    assert client.post(LOGIN, {"login": victim.email, "password": PASSWORD}).status_code == 302


def test_attacker_with_many_addresses_of_one_network_is_counted_as_one() -> None:
    victim = UserFactory()
    statuses = [attempt(victim.email, "guess", f"2001:db8::{number:x}").status_code for number in range(6)]
    assert statuses == [200] * 5 + [429]


def test_whoever_is_refused_reads_what_to_do() -> None:
    for _ in range(6):
        response = attempt("unknown@example.org", "guess")
    assert response.status_code == 429
    assert response["Retry-After"] == "300"
    text = response.content.decode()
    assert "Too many tries" in text
    assert "The account itself is not locked" in text


def test_unknown_and_known_addresses_are_refused_after_as_many_tries() -> None:
    known = UserFactory()
    answers = {
        email: [attempt(email, "guess", address).status_code for _ in range(7)]
        for email, address in ((known.email, "203.0.113.1"), ("unknown@example.org", "203.0.113.2"))
    }
    assert answers[known.email] == answers["unknown@example.org"]


def ask(email: str, address: str = ATTACKER) -> Any:
    return Client(REMOTE_ADDR=address).post(RESET, {"email": email})


def test_attacker_floods_a_mailbox_with_resets_is_stopped_and_the_victim_still_gets_one() -> None:
    victim = UserFactory()
    assert [ask(victim.email).status_code for _ in range(6)] == [302] * 4 + [429] * 2
    assert len(mail.outbox) == 4
    assert ask(victim.email, VICTIM).status_code == 302
    assert len(mail.outbox) == 5


def test_attacker_asks_for_resets_of_many_addresses_is_stopped_by_address() -> None:
    statuses = [ask(f"person{number}@example.org").status_code for number in range(22)]
    assert statuses == [302] * 20 + [429] * 2


def test_attacker_with_the_password_guesses_codes_is_stopped() -> None:
    victim = UserFactory(curator=True)
    second_factor.set_up(victim)
    client = Client(REMOTE_ADDR=ATTACKER)
    response = client.post(LOGIN, {"login": victim.email, "password": PASSWORD})
    assert response["Location"] == "/accounts/2fa/authenticate/"
    right = second_factor.present_code(victim)[0]
    wrong = "000000" if right != "000000" else "000001"
    statuses = [client.post("/accounts/2fa/authenticate/", {"code": wrong}).status_code for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2
    assert "_auth_user_id" not in client.session


def test_counts_that_have_lapsed_are_forgotten_with_the_next_sign_in() -> None:
    cache.set("present", "from 192.0.2.10", timeout=60)
    cache.set("lapsed", "from 203.0.113.66", timeout=60)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_cache SET expires = now() - interval '1 s' WHERE cache_key LIKE '%%lapsed'"
        )
    assert attempt(UserFactory().email, PASSWORD, VICTIM).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT cache_key FROM core_cache WHERE cache_key LIKE '%%lapsed' OR cache_key LIKE '%%present'"
        )
        assert [key for (key,) in cursor.fetchall()] == [":1:present"]
