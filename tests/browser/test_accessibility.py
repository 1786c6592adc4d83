"""Every kind of page, light and dark, narrow and wide, breaks no rule of accessibility that axe knows.

The pages of the administration are Django's own and not judged here.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.db import OperationalError
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import OpenBrowser
from .watch import has_no_sideways_scroll

WIDTHS = (1280, 360)
SCHEMES = ("light", "dark")

PAGES = {
    "home": "/",
    "list": "/lessons/?page_size=10",
    "filtered list": "/lessons/?theme=inclusion&kind=recommendation&year_min=2010&sort=title",
    "search with partial matches": "/lessons/?q=ecowas mali",
    "search in Arabic": "/lessons/?q=الوساطة",
    "page between others": "/lessons/?page=6&page_size=10",
    "misunderstood address": "/lessons/?track=IX&theme=concepts&year_min=soon&sort=colour&page=none",
    "empty result": "/lessons/?q=xylophone&theme=funding",
    "English lesson": "/lessons/appointed-mediators-may-lack-skills/",
    "French lesson": "/lessons/financer-les-processus-de-paix-et-de-mediation-avec-souplesse-et-dans-la-duree/",
    "Spanish lesson": "/lessons/un-equipo-de-mediacion-con-vision-de-conjunto-puede-evitar-procesos-paralelos/",
    "Arabic lesson": "/lessons/tadrib-fariq-al-mabuth-madkhal-ila-amaliyyat-al-wisata/",
    "sign-in": "/accounts/login/?next=/lessons/",
    "password reset": "/accounts/password_reset/",
    "password reset, sent": "/accounts/password_reset/done/",
    "password reset, broken link": "/accounts/reset/MQ/broken/",
}
REFUSED = {"missing page": ("/lessons/no-such-entry/", 404), "unreadable request": ("/lessons/?q=%00", 400)}
MEMBERS_PAGES = {
    "home": "/",
    "list": "/lessons/?q=demonstration",
    "AMBER lesson": "/lessons/demonstration-amber-entry-for-owning-organizations/",
    "password change": "/accounts/password_change/",
}


def assert_accessible(page: Page) -> None:
    """The page as it stands breaks no rule in either colour scheme at any width."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            expect(page.locator("html")).to_have_attribute("data-bs-theme", scheme)
            assert violations(page) == [], (scheme, width)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_page_breaks_no_rule(path: str, open_browser: OpenBrowser) -> None:
    assert_accessible(open_browser(path))


@pytest.mark.parametrize(("path", "status"), REFUSED.values(), ids=REFUSED.keys())
def test_page_of_a_refusal_breaks_no_rule(path: str, status: int, open_browser: OpenBrowser) -> None:
    assert_accessible(open_browser(path, status=status))


@pytest.mark.parametrize(
    ("failure", "status"), [(RuntimeError("a defect"), 500), (OperationalError("no database"), 503)]
)
def test_page_of_a_failure_breaks_no_rule(
    failure: Exception, status: int, open_browser: OpenBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(user: Any) -> None:
        raise failure

    monkeypatch.setattr("msn_kb.views.what_is_inside", fail)
    page = open_browser("/", status=status)
    expect(page.locator("main")).to_contain_text(str(status))
    assert_accessible(page)


def test_page_of_an_expired_form_breaks_no_rule(open_browser: OpenBrowser) -> None:
    page = open_browser("/accounts/login/", status=403)
    page.context.clear_cookies()
    page.get_by_label("E-mail address").fill("person@example.org")
    page.get_by_label("Password").fill("anything")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The form could not be accepted")
    assert_accessible(page)


def test_pages_of_a_member_break_no_rule(member: Page) -> None:
    for path in MEMBERS_PAGES.values():
        member.goto(path)
        assert_accessible(member)


def test_forms_with_errors_break_no_rule(member: Page) -> None:
    member.goto("/accounts/password_change/")
    member.get_by_label("Old password").fill("wrong")
    for label in ("New password", "New password confirmation"):
        member.get_by_label(label, exact=True).fill("12345")
    member.get_by_role("button", name="Change").click()
    expect(member.get_by_role("alert")).to_be_visible()
    assert_accessible(member)


def test_form_of_a_new_password_breaks_no_rule(open_browser: OpenBrowser) -> None:
    page = open_browser("/accounts/password_reset/")
    page.get_by_label("E-mail address").fill("member@example.org")
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url("/accounts/password_reset/done/")
    link = next(word for word in str(mail.outbox[0].body).split() if "/accounts/reset/" in word)
    page.goto(link)
    expect(page.get_by_label("New password", exact=True)).to_be_visible()
    assert_accessible(page)


def test_open_sections_break_no_rule(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?page_size=10")
    page.evaluate("for (const section of document.querySelectorAll('.facets details')) section.open = true")
    assert_accessible(page)


def test_open_menus_break_no_rule(member: Page) -> None:
    member.goto("/lessons/?page_size=10")
    member.locator("summary", has_text="Account").click()
    assert_accessible(member)
    member.set_viewport_size({"width": 360, "height": 800})
    member.get_by_role("button", name="Menu").click()
    expect(member.get_by_role("navigation", name="Main")).to_be_visible()
    assert violations(member) == []


def test_open_drawer_breaks_no_rule(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?theme=inclusion", viewport={"width": 360, "height": 800})
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert violations(page) == [], scheme


def test_no_page_scrolls_sideways_on_the_narrowest_screen(open_browser: OpenBrowser) -> None:
    page = open_browser("/", viewport={"width": 320, "height": 640})
    sideways = []
    for path in PAGES.values():
        page.goto(path)
        if not has_no_sideways_scroll(page):
            sideways.append(path)
    assert sideways == []
