"""A curator finds two entries that are one, merges them, and readers of the old address come to the one that stayed."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from lessons.models import Lesson
from msn_kb.core.access import Handling, Status

from .conftest import OpenBrowser

SLUG = "appointed-mediators-may-lack-skills"


def double() -> Lesson:
    """The same finding, entered once more with two words added."""
    known = Lesson.objects.get(slug=SLUG)
    return Lesson.objects.create(
        title=f"{known.title} again",
        kind=known.kind,
        insight=f"In short: {known.insight}",
        handling=Handling.CLEAR,
        status=Status.PUBLISHED,
    )


def test_curator_merges_a_double_and_its_address_leads_on(curator: Page, open_browser: OpenBrowser) -> None:
    known, again = Lesson.objects.get(slug=SLUG), double()
    curator.goto("/admin/duplicates/")
    pair = curator.locator(".duplicates-pair")
    expect(pair).to_have_count(1)
    expect(pair).to_contain_text(again.title)
    pair.get_by_role("link", name="Compare and merge").click()
    curator.get_by_role("group", name="Insight").get_by_label("Of the one that stays").check()
    curator.get_by_label("Why these are one").fill("The same finding, entered twice.")
    curator.get_by_role("button", name="Merge").click()
    expect(curator.locator(".messagelist .success")).to_contain_text("its address leads there")

    reader = open_browser(again.get_absolute_url())
    expect(reader).to_have_url(f"{reader.url.partition('/lessons/')[0]}{known.get_absolute_url()}")
    expect(reader.get_by_role("heading", level=1)).to_have_text(known.title)
