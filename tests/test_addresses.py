"""Addresses in the wrong case or without their slash lead to the right one, and never anywhere else."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.second_factor import sign_in

from .access.reading import client_of
from .access.world import LEVELS, build_world
from .factories import LessonFactory, UserFactory

pytestmark = pytest.mark.django_db

LED = [
    ("/lessons", "/lessons/"),
    ("/lessons?q=trust", "/lessons/?q=trust"),
    ("/Lessons", "/lessons/"),
    ("/LESSONS/", "/lessons/"),
    ("/Lessons?q=Trust&theme=Inclusion", "/lessons/?q=Trust&theme=Inclusion"),
    ("/Lessons/?q=%C3%89t%C3%A9", "/lessons/?q=%C3%89t%C3%A9"),
    ("/Lessons/Some-Slug/?q=X", "/lessons/some-slug/?q=X"),
    ("/lessons/Some-Slug", "/lessons/some-slug/"),
    ("/Lessons/Export.CSV?q=Trust", "/lessons/export.csv?q=Trust"),
    ("/Countries", "/countries/"),
    ("/countries/MLI/", "/countries/mli/"),
    ("/Countries/MLI", "/countries/mli/"),
    ("/Regions/011/", "/regions/011/"),
    ("/Glossary/Contrasts/Mediation-And-Negotiation", "/glossary/contrasts/mediation-and-negotiation/"),
    ("/About/Licence", "/about/licence/"),
    ("/HealthZ", "/healthz"),
    ("/Accounts/Login?next=/Lessons/", "/accounts/login/?next=/Lessons/"),
    # What looks like another host stays an ordinary parameter.
    ("/Lessons/?next=//evil.example", "/lessons/?next=//evil.example"),
    ("/Lessons/?a%0D%0ALocation:%20//evil.example", "/lessons/?a%0D%0ALocation:%20//evil.example"),
]

LEFT_ALONE = [
    "/nowhere",
    "/Nowhere/",
    "/Lessons/a/b/",
    "/Lessons//",
    "/%2F%2Fevil.example/Lessons/",
    "/%2F%2FEvil",
    "/\\Evil.example/Lessons/",
    "/%5CEvil.example/Lessons/",
    "/http://Evil.example/lessons/",
    "/Lessons/%2e%2e/Admin/",
    "/Lessons/%0D%0ALocation:%20%2F%2Fevil.example/",
    "/ﬂessons/",
    "/%E2%84%AAessons/",  # the Kelvin sign, whose lower case is a plain k
    "/lessons/%E2%84%AA/",
    "/Static/css/site.css",
    "/static/CSS/site.css",
    "/API/v1/lessons/",
    "/Api/V1",
    "/Accounts/Reset/MQ/Token/",
]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(("address", "canonical"), LED)
def test_reader_of_an_address_in_another_spelling_is_led_to_the_one(client, method, address, canonical):
    response = getattr(client, method)(address)

    assert response.status_code == 301
    assert response["Location"] == canonical
    # One step, not a loop: the canonical address leads nowhere.
    assert getattr(client, method)(canonical).status_code in (200, 404)


@pytest.mark.parametrize("address", LEFT_ALONE)
def test_reader_of_an_address_that_means_nothing_is_told_so(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "Location" not in response


@pytest.mark.parametrize(
    "path",
    ["//Lessons/", "//evil.example/Lessons", "//evil.example/Lessons/", "///Evil.example/", "/\\Evil/"],
)
def test_reader_of_an_address_that_could_name_another_host_is_told_that_it_means_nothing(client, path):
    # Given as a server gives it: the test's client would take the first part for a host and drop it.
    response = client.get("/", PATH_INFO=path)

    assert response.status_code == 404
    assert "Location" not in response


@pytest.mark.parametrize("address", ["/admin/Lessons/", "/Admin/", "/ADMIN", "/admin/login/?next=/Admin/"])
def test_the_admin_answers_for_its_own_addresses(address):
    response = Client().get(address)
    assert response.status_code in (200, 302, 404)
    sign_in_pages = ("/admin/login/", "/accounts/login/?next=/Admin/")
    assert response.headers.get("Location", "/admin/login/").startswith(sign_in_pages)


def test_a_token_keeps_its_case(client):
    response = client.get("/accounts/reset/MQ-Set-Password/")
    assert response.status_code == 200
    assert "Location" not in response


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_what_is_sent_to_an_address_in_the_wrong_case_is_led_nowhere(client, method):
    response = getattr(client, method)("/Lessons/")
    assert response.status_code == 404


def test_reader_of_an_entry_s_address_in_capitals_reads_the_entry(client):
    LessonFactory(slug="trust-takes-time")
    response = client.get("/Lessons/Trust-Takes-Time", follow=True)
    assert response.redirect_chain == [("/lessons/trust-takes-time/", 301)]
    assert response.status_code == 200


@pytest.mark.parametrize("person", ["visitor", "unaffiliated", "outsider"])
def test_hidden_and_missing_entries_are_answered_alike_in_capitals(person):
    world = build_world()
    client = client_of(world, person)
    for level in LEVELS:
        slug = world.lessons[level].slug
        for spelling in (slug.upper(), slug.capitalize()):
            response = client.get(f"/lessons/{spelling}/")
            assert (response.status_code, response["Location"]) == (301, f"/lessons/{slug}/"), level
    missing = client.get("/lessons/No-Such-Entry/")
    assert (missing.status_code, missing["Location"]) == (301, "/lessons/no-such-entry/")


def test_the_host_of_a_request_is_checked_before_it_is_led_anywhere(client):
    assert client.get("/Lessons/", headers={"host": "evil.example"}).status_code == 400


def test_a_redirect_asks_nothing_of_the_database(client, django_assert_num_queries):
    sign_in(client, UserFactory(member=True))
    with django_assert_num_queries(0):
        client.get("/Lessons/Some-Slug/")


def test_a_site_below_a_path_of_its_host_keeps_that_path(client):
    response = client.get("/Lessons/", SCRIPT_NAME="/KB")
    assert response["Location"] == "/KB/lessons/"
