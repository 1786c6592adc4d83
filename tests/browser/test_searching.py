"""A visitor searches: accents do not matter, words may be half remembered, and nothing found is no dead end."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from lessons.models import Lesson
from msn_kb.core.search.models import SearchSynonyms

from .conftest import OpenBrowser
from .listing import cards, chips, on_all_pages, titles

PARTIAL = "Partial matches: these hold some of your words"


@pytest.fixture
def page(open_browser: OpenBrowser) -> Page:
    return open_browser("/lessons/")


def test_visitor_searches_the_lessons_and_sees_the_words_marked(page: Page) -> None:
    box = page.get_by_role("combobox", name="Search the lessons")
    box.fill("impartiality")
    box.press("Enter")

    expect(page).to_have_url("/lessons/?q=impartiality")
    expect(page).to_have_title("“impartiality” in lessons · MSN Knowledge Base")
    expect(page.get_by_role("combobox", name="Search the lessons")).to_have_value("impartiality")
    expect(cards(page).get_by_role("heading").locator("mark").first).to_be_visible()
    expect(cards(page).first.locator("mark").first).to_be_visible()
    marked = [mark.inner_text().lower() for mark in cards(page).first.locator("mark").all()]
    assert marked[0].startswith("impartial")
    # Its synonyms are marked too, in any form.
    groups = SearchSynonyms.objects.filter(keys__contains=["impartiality"])
    said = {word[:4].lower() for group in groups for words in group.words for word in words.split()}
    assert {word[:4] for word in marked} <= said


def test_visitor_searches_again_from_the_results(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?theme=inclusion")
    page.get_by_role("combobox", name="Search the lessons").fill("women")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page).to_have_url("/lessons/?q=women&theme=inclusion")
    expect(chips(page).filter(has_text="Search: women")).to_be_visible()
    expect(page.locator("#announcement")).to_have_text(
        page.locator("#results-heading").inner_text().split(" for")[0]
    )


def test_visitor_finds_the_same_spanish_entries_with_and_without_the_accent(
    open_browser: OpenBrowser,
) -> None:
    without, with_accent = open_browser("/lessons/?q=mediacion"), open_browser("/lessons/?q=mediación")
    found = on_all_pages(without, titles)
    assert found == on_all_pages(with_accent, titles)
    spanish = set(Lesson.objects.filter(language="es").values_list("title", flat=True))
    assert len(spanish.intersection(found)) >= 6
    # Entries in other languages are found by the synonym; those in Spanish come first.
    assert set(found[:6]) <= spanish
    for quoted in ('"mediacion"', '"mediación"'):
        literal = on_all_pages(open_browser(f"/lessons/?q={quoted}"), titles)
        assert len(literal) >= 6
        assert set(literal) <= spanish


def test_visitor_finds_the_french_entries_with_and_without_the_accent(open_browser: OpenBrowser) -> None:
    plain = open_browser("/lessons/?q=mediation&language=fr")
    accented = open_browser("/lessons/?q=médiation&language=fr")
    found = titles(plain)
    assert found == titles(accented)
    assert len(found) >= 6
    plain.goto("/lessons/?q=mediation")
    accented.goto("/lessons/?q=médiation&page_size=100")
    assert set(found) <= set(on_all_pages(accented, titles))
    total = plain.locator("#results-heading").inner_text().split()[0]
    expect(accented.locator("#results-heading")).to_have_text(f"{total} lessons for “médiation”")


def test_search_for_ecowas_mali_leads_with_the_entries_on_mali(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?q=ecowas mali")
    partial = page.get_by_role("heading", name=PARTIAL)
    expect(partial).to_be_visible()
    rows = page.locator("ol.card-list > li").all()
    breaks = [number for number, row in enumerate(rows) if row.get_by_text(PARTIAL).count()]
    assert len(breaks) == 1
    full = [row.get_by_role("heading").inner_text() for row in rows[: breaks[0]]]
    assert len(full) >= 2
    on_mali = set(Lesson.objects.filter(processes__slug="mali").values_list("title", flat=True))
    assert set(full) <= on_mali
    for row in rows[: breaks[0]]:
        expect(row.get_by_role("link", name="Country: Mali")).to_be_visible()


def test_visitor_is_told_when_no_entry_holds_all_words(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?q=ceasefire women zebra")
    expect(page.get_by_text("No lesson holds all your words.")).to_be_visible()
    expect(cards(page).first).to_be_visible()


def test_visitor_with_an_empty_result_loosens_it(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?q=xylophone&theme=funding")
    expect(page.get_by_role("heading", name="No lesson matches")).to_be_visible()
    expect(page.get_by_role("link", name="Download CSV")).to_have_count(0)
    suggestion = page.get_by_role("link", name="Without your words")
    promised = int(suggestion.locator(".facet-count").inner_text().split()[0])
    suggestion.click()
    expect(page).to_have_url("/lessons/?theme=funding")
    expect(cards(page)).to_have_count(promised)


def test_visitor_with_an_empty_result_starts_again(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?q=xylophone")
    page.get_by_role("link", name="Start again without filters").click()
    expect(page).to_have_url("/lessons/")
    expect(cards(page).first).to_be_visible()


@pytest.mark.parametrize(
    "payload",
    [
        "<script>document.title = 'run'</script>",
        '"><img src=x onerror="document.title=\'run\'">',
        "'; DROP TABLE",
    ],
)
def test_script_in_the_search_box_is_shown_as_text(page: Page, payload: str) -> None:
    page.get_by_role("combobox", name="Search the lessons").fill(payload)
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=2).filter(has_text=payload)).to_be_visible()
    expect(page.get_by_role("combobox", name="Search the lessons")).to_have_value(payload)
    expect(page).to_have_title(f"“{payload}” in lessons · MSN Knowledge Base")


def test_mark_of_direction_in_a_query_turns_nothing_else(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?q=peace%E2%80%AEtalks")
    heading = page.locator("#results-heading")
    expect(heading).to_contain_text(" for “")
    expect(heading.locator("bdi")).to_contain_text("peace")
    assert (heading.text_content() or "").rstrip().endswith("”")


def test_visitor_is_told_what_was_not_understood(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?track=IX&year_min=soon&page=999")
    notices = page.locator("#results").get_by_role("status")
    expect(notices).to_contain_text("IX")
    expect(notices).to_contain_text("soon")
