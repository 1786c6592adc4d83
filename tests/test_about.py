"""Pages about the site: open to everybody, true to the settings, the choices and the last check of accessibility."""

from __future__ import annotations

import dataclasses
import html
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from lessons.choices import Evidence, Maturity
from msn_kb.about.accessibility import RECORD, Check, Violation, last_check, record
from msn_kb.about.libraries import Library, shipped_libraries
from msn_kb.core.access import Attribution, Handling, Status
from msn_kb.views import about

from .browser import axe
from .browser.pages import NAMES
from .browser.statement import SCHEMES, WIDTHS, Statement
from .factories import UserFactory

ADDRESSES = {
    "about": "/about/",
    "about-entries": "/about/entries/",
    "about-licence": "/about/licence/",
    "about-privacy": "/about/privacy/",
    "about-accessibility": "/about/accessibility/",
    "about-names": "/about/names/",
}


def text_of(client: Client, address: str) -> str:
    """What a page says, without its marks-up and with single blanks."""
    response = client.get(address)
    assert response.status_code == 200
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["visitor", "member", "curator", "administrator"])
@pytest.mark.parametrize("address", ADDRESSES.values())
def test_everybody_reads_every_page_about_the_site(client, person, address):
    if person != "visitor":
        client.force_login(UserFactory(**{person: True}))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_visitor_reads_about_the_site_without_the_database(client, address):
    assert client.get(address).status_code == 200  # pytest-django refuses the database to this test


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_reader_finds_every_page_from_every_other_and_from_the_foot(client, address):
    page = client.get(address).content.decode()
    main, _, foot = page.partition('<footer class="site-footer">')
    for name, other in ADDRESSES.items():
        assert reverse(name) == other
        assert f'href="{other}"' in foot
        current = re.search(rf'<a href="{other}"\s+aria-current="page"', main)
        assert bool(current) == (other == address)
    assert set(ADDRESSES) == set(about.ABOUT_PAGES)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_anyone_uses_a_method_that_changes_is_refused(client, method):
    assert getattr(client, method)("/about/").status_code == 405


# --- The operator ------------------------------------------------------------------------------------------


def test_reader_is_told_plainly_what_the_operator_has_not_stated(client):
    assert "have not stated a licence for its entries" in text_of(client, "/about/licence/")
    assert "have not stated their name and address here" in text_of(client, "/about/privacy/")
    assert "has not stated a licence" in client.get("/about/").content.decode()


def test_reader_sees_the_operator_s_licence_on_its_page_and_at_the_foot(client, settings):
    settings.CONTENT_LICENCE = "Attribution <4.0>"
    settings.CONTENT_LICENCE_URL = "https://example.org/licence/?v=4"
    link = '<a href="https://example.org/licence/?v=4" rel="license">Attribution &lt;4.0&gt;</a>.'
    page = client.get("/about/licence/").content.decode()
    assert page.count(link) == 2
    assert link in client.get("/about/").content.decode()
    assert "not stated a licence" not in page


@pytest.mark.parametrize(
    ("licence", "url", "shown"),
    [
        ("All rights reserved", "", "All rights reserved."),
        ("", "https://example.org/terms/", 'rel="license">https://example.org/terms/</a>.'),
    ],
)
def test_reader_sees_a_licence_without_address_and_an_address_without_name(
    client, settings, licence, url, shown
):
    settings.CONTENT_LICENCE, settings.CONTENT_LICENCE_URL = licence, url
    assert client.get("/about/licence/").content.decode().count(shown) == 2


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("desk@example.org", '<a href="mailto:desk@example.org">desk@example.org</a>'),
        ("de?sk@example.org", '<a href="mailto:de%3Fsk@example.org">de?sk@example.org</a>'),
        ("https://example.org/desk/", '<a href="https://example.org/desk/">https://example.org/desk/</a>'),
    ],
)
@pytest.mark.parametrize(
    "address", ["/about/", "/about/entries/", "/about/privacy/", "/about/accessibility/", "/about/names/"]
)
def test_reader_finds_whom_to_write_to(client, settings, address, contact, link):
    settings.OPERATOR_NAME, settings.OPERATOR_CONTACT = "The Desk", contact
    assert f"{link}, The Desk." in client.get(address).content.decode()


def test_reader_of_an_operator_without_contact_is_told_the_name(client, settings):
    settings.OPERATOR_NAME = "The Desk"
    assert "write to The Desk, who run this site." in text_of(client, "/about/privacy/")
    assert "Run by The Desk." in client.get("/about/").content.decode()


# --- What the pages state ----------------------------------------------------------------------------------


def test_reader_finds_every_status_mark_and_level_explained(client):
    page = text_of(client, "/about/entries/")
    marks = [*Status.labels, *Evidence.labels, *Maturity.labels, *Handling.labels, *Attribution.labels]
    assert [mark for mark in marks if mark not in page] == []
    sentences = [*about.STATUS_EXPLAINED.values(), *about.READERS_OF_HANDLING.values()]
    assert [sentence for sentence in sentences if sentence not in page] == []


def test_every_status_and_level_has_its_sentence():
    assert set(about.STATUS_EXPLAINED) == set(Status)
    assert set(about.READERS_OF_HANDLING) == set(Handling)


def test_libraries_are_read_off_the_list_that_lies_beside_them(settings):
    folders = {path.name for path in (settings.BASE_DIR / "static" / "vendor").iterdir() if path.is_dir()}
    assert Library("htmx", "2.0.11", "0BSD", "filters that apply without a full page load") in (
        shipped_libraries()
    )
    assert len(shipped_libraries()) == len(folders)
    assert {folder.rpartition("-")[2] for folder in folders} == {
        library.version for library in shipped_libraries()
    }


def test_reader_finds_each_library_with_version_and_licence(client):
    page = text_of(client, "/about/licence/")
    for library in shipped_libraries():
        assert f"{library.name} {library.version} {library.licence} {library.used_for}" in page


@pytest.mark.django_db
def test_visitor_leaves_without_a_cookie_as_the_page_about_privacy_says(client):
    for address in ("/", "/lessons/?q=trust", "/about/privacy/"):
        client.get(address)
    assert not client.cookies
    page = text_of(client, "/about/privacy/")
    assert "sessionid" in page
    assert "kept for 7 days at most" in page
    assert "kept for 364 days" in page


# --- Accessibility -----------------------------------------------------------------------------------------


def test_the_record_speaks_of_this_axe_and_of_the_pages_that_are_checked():
    check = last_check()
    version = (axe.FOLDER / "VERSION.txt").read_text().split(",")[0].removeprefix("axe-core ")
    assert check.axe == axe.VERSION == version
    assert tuple(check.pages) == NAMES, "run `make accessibility`"
    assert len(set(NAMES)) == len(NAMES)
    assert (tuple(check.schemes), tuple(check.widths)) == (SCHEMES, WIDTHS)
    assert list(check.violations) == []


def test_reader_sees_when_and_what_was_checked(client):
    check = last_check()
    page = text_of(client, "/about/accessibility/")
    assert f"axe-core {check.axe} went over {len(check.pages)} pages" in page
    assert f"{check.date.day} {check.date:%B %Y}" in page
    assert "shown in light and dark colours, in windows 1280 and 360 pixels wide" in page
    assert "No rule was broken on any of them." in page
    assert [name for name in check.pages if name not in page] == []


def test_reader_sees_which_rules_were_broken(client, monkeypatch):
    broken = dataclasses.replace(last_check(), violations=[Violation("home", "dark", 360, "color-contrast")])
    monkeypatch.setattr(about, "last_check", lambda: broken)
    page = text_of(client, "/about/accessibility/")
    assert "Rules broken: 1." in page
    assert "color-contrast : home, dark, 360 pixels" in page
    assert "No rule was broken" not in page


def test_a_record_is_read_as_it_was_written(tmp_path):
    check = Check(
        date(2026, 11, 22), "4.0.0", ["light"], [360], ["home"], [Violation("home", "light", 360, "label")]
    )
    record(check, tmp_path / "record.json")
    assert last_check(tmp_path / "record.json") == check


def test_a_run_that_missed_a_page_records_nothing(monkeypatch):
    before = RECORD.read_bytes()
    statement = Statement()
    statement.add("home", "light", 360, [])
    statement.publish_if_asked()  # not asked
    monkeypatch.setenv("RECORD_ACCESSIBILITY", "1")
    with pytest.raises(AssertionError, match="not looked at"):
        statement.publish_if_asked()
    with pytest.raises(AssertionError, match="missing in"):
        statement.add("a page nobody knows", "light", 360, [])
    assert RECORD.read_bytes() == before
