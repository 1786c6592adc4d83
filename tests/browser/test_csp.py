"""No page makes the browser refuse anything by the content security policy, and nothing that people send ever runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page

from lessons.demonstration import MEMBER
from lessons.models import Lesson
from msn_kb.core.access import open_door
from msn_kb.core.admin import pages as work
from organizations.models import User
from tests.bad_input.payloads import SCRIPT
from tests.factories import UserFactory
from tests.second_factor import sign_in

from .pages import MEMBERS_PAGES, PAGES, REFUSED

# Runs in each page before anything of it, and out of reach of the policy. `alert` is what all payloads would call.
LISTEN = """
    document.addEventListener("securitypolicyviolation", (event) => {
      const where = `${event.sourceFile}:${event.lineNumber} ${event.sample}`;
      window.noteTrouble(`${event.effectiveDirective} refused ${event.blockedURI} ${where}`);
    });
    window.alert = (what) => window.noteTrouble(`ran: ${what}`);
"""
REFUSALS = ("Content Security Policy", "Permissions-Policy", "Cross-Origin", "violates")


class Listening:
    """A browser that notes what the policy refuses, and what runs though it should not."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.site = site
        self.troubles: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=site, viewport={"width": 1280, "height": 900}
        )
        self.context.expose_function("noteTrouble", self._note)
        self.context.add_init_script(LISTEN)
        self.context.on("console", lambda message: self._hear(message.text))
        self.page: Page = self.context.new_page()

    def _note(self, trouble: str) -> None:
        self.troubles.append(trouble)

    def _hear(self, text: str) -> None:
        if any(word in text for word in REFUSALS):
            self.troubles.append(text)

    def sign_in(self, user: Any) -> None:
        """Open a session, second factor passed, without going through the forms."""
        cookie = sign_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.site}])

    def walk(self, addresses: list[str]) -> list[str]:
        """What was refused at which of the addresses."""
        found = []
        for address in addresses:
            self.page.goto(address, wait_until="load")
            # Scripts of the page that start on load have had their turn by the next frame.
            self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
            found += [f"{address}: {trouble}" for trouble in self.troubles]
            self.troubles.clear()
        return found


@pytest.fixture
def listening(browser: Browser, site: str) -> Iterator[Listening]:
    """A visitor's listening browser."""
    listening = Listening(browser, site)
    yield listening
    listening.context.close()


@pytest.fixture
def administrator(restored: None, listening: Listening) -> Listening:
    """The listening browser with an administrator signed in."""
    listening.sign_in(UserFactory(is_staff=True, is_superuser=True))
    return listening


def pages_of(model: Any) -> list[str]:
    """Every page that the administration has for records of one kind."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    with open_door():
        pk = model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
    of_one = [reverse(f"{name}_{page}", args=[pk]) for page in ("change", "history", "delete")] if pk else []
    return [reverse(f"{name}_changelist"), reverse(f"{name}_add"), *of_one]


@pytest.mark.parametrize("part", range(3))
def test_visitor_walks_all_pages_and_nothing_is_refused(listening: Listening, part: int) -> None:
    addresses = [*PAGES.values(), *(address for address, _ in REFUSED.values()), "/styleguide/"]
    assert listening.walk(addresses[part::3]) == []


def test_member_walks_the_members_pages_and_nothing_is_refused(restored: None, listening: Listening) -> None:
    listening.sign_in(User.objects.get(email=MEMBER))
    assert listening.walk([*MEMBERS_PAGES.values(), "/accounts/login/", "/lessons/no-such-entry/"]) == []


@pytest.mark.parametrize("part", range(4))
def test_administrator_walks_all_pages_of_records_and_nothing_is_refused(
    administrator: Listening, part: int
) -> None:
    models = sorted(admin.site._registry, key=lambda model: model.__name__)[part::4]
    assert administrator.walk([address for model in models for address in pages_of(model)]) == []


def test_administrator_walks_all_other_pages_and_nothing_is_refused(administrator: Listening) -> None:
    routes = [page.route for page in work._pages.values() if "<" not in page.route and "GET" in page.methods]
    addresses = ["/admin/", "/admin/lessons/", "/admin/no-such-page/", "/accounts/password_change/"]
    assert administrator.walk([*addresses, *(f"/admin/{route}" for route in routes)]) == []


def test_administrator_uses_what_forms_offer_and_nothing_is_refused(administrator: Listening) -> None:
    """The calendar, the look-ups, added rows, moved values: what the administration's scripts draw."""
    page = administrator.page
    administrator.walk(["/admin/lessons/lesson/add/"])
    page.locator("#id_title").fill("Trust")
    for selection in page.locator(".select2-selection").all()[:4]:
        selection.click()
        page.locator(".select2-results__option").first.wait_for()
        page.keyboard.press("Escape")
    for link in page.locator(".add-row a").all():
        link.click()
    for shortcut in page.locator(".date-icon, .clock-icon").all()[:2]:
        shortcut.click()
    page.get_by_role("button", name="Toggle theme").first.click()
    administrator.walk(["/admin/auth/group/add/"])
    page.locator(".selector-available select option").first.click()
    page.locator(".selector-chooser button, .selector-chooser a").first.click()
    assert administrator.troubles == []


def test_policy_refuses_what_an_injected_page_would_do(listening: Listening) -> None:
    """The net catches: an inline script, a style, a picture and a form's target of elsewhere."""
    page = listening.page
    page.goto("/")
    page.evaluate(
        """() => {
          document.body.insertAdjacentHTML("beforeend", "<p style='color: red' onclick='alert(1)'>x</p>");
          document.body.insertAdjacentHTML("beforeend", "<img src='http://evil.example/x.png'>");
          const script = document.createElement("script");
          script.src = "/static/js/site.js";
          document.body.append(script);
          document.querySelector("p[onclick]").click();
        }"""
    )
    page.wait_for_timeout(300)
    refused = {trouble.partition(" ")[0] for trouble in listening.troubles if " refused " in trouble}
    assert {"style-src-attr", "img-src", "script-src-attr", "script-src-elem"} <= refused
    assert not [trouble for trouble in listening.troubles if trouble.startswith("ran")]


def test_reader_of_entries_and_searches_full_of_code_runs_none_of_it(
    restored: None, listening: Listening
) -> None:
    texts = [payload for payload in SCRIPT if len(payload) < 250]
    with open_door():
        entry = Lesson.objects.filter(status="published", handling="clear").order_by("pk")[0]
        fields = ("insight", "context", "recommendation", "applicability", "evidence_note")
        for number, field in enumerate(fields):
            setattr(entry, field, "\n\n".join(texts[number :: len(fields)]))
        entry.title = texts[0]
        entry.save()
    chosen = [
        '"><img src=x onerror=alert(90417)>',
        "<script>alert(90417)</script>",
        "javascript:alert(90417)",
    ]
    for payload in chosen:
        listening.page.goto("/")
        box = listening.page.get_by_role("combobox").or_(listening.page.get_by_role("searchbox")).first
        box.fill(payload)
        box.press("Enter")
        listening.page.wait_for_load_state("load")
        listening.page.goto(f"/lessons/?q={payload}&theme={payload}&sort={payload}")
    assert listening.walk([entry.get_absolute_url(), "/lessons/?sort=updated", "/lessons/?q=alert"]) == []
    administrator = UserFactory(is_staff=True, is_superuser=True)
    listening.sign_in(administrator)
    change = reverse("admin:lessons_lesson_change", args=[entry.pk])
    history = reverse("admin:lessons_lesson_history", args=[entry.pk])
    assert listening.walk([change, history, "/admin/lessons/lesson/?q=alert"]) == []
