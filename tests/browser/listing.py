"""What a person sees of a list: its cards, and all its pages one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Locator, Page, expect

Found = TypeVar("Found")


def cards(page: Page) -> Locator:
    return page.locator("article.record-card")


def titles(page: Page) -> list[str]:
    """The titles on this page, in order."""
    return cards(page).get_by_role("heading").all_inner_texts()


def addresses(page: Page) -> list[str]:
    """The addresses of the entries on this page, in order."""
    return [link.get_attribute("href") or "" for link in page.locator(".record-card-title a").all()]


def chips(page: Page) -> Locator:
    """The active filters, each with the words that a screen reader says."""
    return page.locator(".chip")


def box(page: Page, name: str, value: str) -> Locator:
    """The box of one value of a facet."""
    return page.locator(f"input[name='{name}'][value='{value}']")


def on_all_pages(page: Page, read: Callable[[Page], list[Found]]) -> list[Found]:
    """What ``read`` finds on this page and on all that follow, turning them as a person does."""
    found = read(page)
    while (onwards := page.get_by_role("link", name="Next page")).count():
        target = onwards.get_attribute("href") or ""
        onwards.click()
        expect(page).to_have_url(target)
        found += read(page)
    return found
