"""People sign in and out; what a member may see does not exist for a visitor."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.core import mail
from playwright.sync_api import Page, expect

from lessons.demonstration import CURATOR, MEMBER

from .conftest import OpenBrowser, SignIn
from .listing import titles

GREEN = "Demonstration: a GREEN entry, which signed-in members of the network can read"
AMBER = "Demonstration: an AMBER entry, kept within its owning organization"
RED = "Demonstration: a RED entry, kept to the people named in it"
SEARCH = "/lessons/?q=demonstration&sort=title"


def demonstrations(page: Page) -> list[str]:
    page.goto(SEARCH)
    return [title for title in titles(page) if title.startswith("Demonstration:")]


def test_visitor_sees_no_closed_entry(home: Page) -> None:
    assert demonstrations(home) == []


def test_visitor_is_told_that_a_closed_entry_does_not_exist(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/demonstration-green-entry-for-the-network/", status=404)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")


def test_member_sees_the_entries_open_to_them(member: Page) -> None:
    assert demonstrations(member) == [GREEN, RED, AMBER]
    member.get_by_role("link", name=AMBER).click()
    notes = member.get_by_role("note")
    # Among the related entries is one that names this person.
    expect(notes.filter(has_text="This page holds TLP:RED.")).to_be_visible()
    expect(notes.filter(has_text="Demonstration entry.")).to_be_visible()
    expect(member.get_by_role("region", name="How far to trust this")).to_contain_text("TLP:AMBER")


def test_curator_sees_all_but_what_names_others(open_browser: OpenBrowser, sign_in: SignIn) -> None:
    page = open_browser("/")
    sign_in(page, CURATOR)
    expect(page.locator("main")).to_contain_text("What mediation support has learned")
    assert demonstrations(page) == [GREEN, AMBER]


def test_member_signs_out_and_is_a_visitor_again(member: Page) -> None:
    member.locator("summary", has_text="Account").click()
    expect(member.get_by_text(f"Signed in as {MEMBER}")).to_be_visible()
    member.get_by_role("button", name="Sign out").click()
    expect(member.get_by_role("link", name="Sign in")).to_be_visible()
    assert demonstrations(member) == []


def test_wrong_password_is_refused_with_a_reason(home: Page, sign_in: SignIn) -> None:
    sign_in(home, MEMBER, "not the password")
    expect(home.get_by_role("alert")).to_have_text(
        "Please enter a correct e-mail address and password. "
        "Capital and small letters differ in the password, not in the address."
    )
    expect(home.get_by_label("E-mail address")).to_have_value(MEMBER)
    expect(home.get_by_role("link", name="Sign in")).to_be_visible()


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/password_reset/"])
def test_pages_of_accounts_bear_the_name_of_the_site(open_browser: OpenBrowser, path: str) -> None:
    page = open_browser(path)
    expect(page).to_have_title(re.compile(" · MSN Knowledge Base$"))
    expect(page.locator(".site-footer-name")).to_have_text("MSN Knowledge Base")
    expect(page.get_by_label("E-mail address")).to_be_visible()


def test_visitor_who_asks_for_a_page_of_an_account_signs_in_first(open_browser: OpenBrowser) -> None:
    page = open_browser("/accounts/password_change/")
    expect(page.get_by_text("Please sign in to go on.")).to_be_visible()
    expect(page).to_have_url("/accounts/login/?next=/accounts/password_change/")


@pytest.mark.usefixtures("restored")
def test_member_with_a_forgotten_password_gets_a_new_one_by_mail(
    open_browser: OpenBrowser, sign_in: SignIn
) -> None:
    page = open_browser("/accounts/login/")
    page.get_by_role("link", name="Forgotten your password?").click()
    page.get_by_label("E-mail address").fill(MEMBER)
    page.get_by_role("button", name="Send the link").click()
    expect(page).to_have_url("/accounts/password_reset/done/")
    link = next(word for word in str(mail.outbox[0].body).split() if "/accounts/reset/" in word)
    page.goto(link.removeprefix(settings.SITE_URL))
    for label in ("New password", "New password confirmation"):
        page.get_by_label(label, exact=True).fill("a lantern over still water")
    page.get_by_role("main").get_by_role("button").click()
    expect(page).to_have_url("/accounts/reset/done/")
    sign_in(page, MEMBER, "a lantern over still water")
    expect(page.get_by_text("Account", exact=True)).to_be_visible()
