"""A visitor comes in by the home page, narrows to a theme and reads one lesson."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from playwright.sync_api import Page, expect

from lessons.models import Lesson, Theme

from .conftest import OpenBrowser
from .listing import cards, chips

FULL = "appointed-mediators-may-lack-skills"  # has every part, a case, related lessons and a peace process
TRANSLATED = "complement-local-initiatives"


@pytest.fixture
def lesson(site: str) -> Lesson:
    return Lesson.objects.get(slug=FULL)


@pytest.fixture
def page(open_browser: OpenBrowser) -> Page:
    return open_browser(f"/lessons/{FULL}/")


def test_visitor_goes_from_home_by_a_theme_to_a_lesson(home: Page) -> None:
    expect(home).to_have_title("MSN Knowledge Base: what mediation support has learned")
    themes = home.get_by_role("region", name="Themes", exact=True)
    theme = themes.get_by_role("link", name="Inclusion")
    inclusion = Theme.objects.filter(Q(slug="inclusion") | Q(parent__slug="inclusion"))
    count = (
        Lesson.objects.visible_to(AnonymousUser()).listed().filter(themes__in=inclusion).distinct().count()
    )
    expect(theme).to_have_text(f"Inclusion {count} lessons")
    theme.click()

    expect(home).to_have_url("/themes/inclusion/")
    expect(home.get_by_role("heading", level=1)).to_have_text("Inclusion")
    home.get_by_role("region", name="by kind").get_by_role(
        "link", name=f"{count} lessons", exact=True
    ).click()

    expect(home).to_have_title("Lessons · MSN Knowledge Base")
    expect(home).to_have_url("/lessons/?theme=inclusion")
    expect(chips(home)).to_have_text("Remove filter Theme: Inclusion", use_inner_text=True)
    expect(home.get_by_role("heading", level=2, name=f"{count} lessons")).to_be_visible()
    expect(cards(home)).to_have_count(count)
    first = cards(home).first.get_by_role("heading").get_by_role("link")
    title = first.inner_text()
    first.click()

    expect(home.get_by_role("heading", level=1)).to_have_text(title)
    expect(home).to_have_title(f"{title} · MSN Knowledge Base")


def test_visitor_reads_what_was_learned_and_what_to_do(page: Page, lesson: Lesson) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(lesson.title)
    for heading, text in (
        ("What was learned", lesson.insight),
        ("What to do", lesson.recommendation),
        ("Where it holds, and where it does not", lesson.applicability),
        ("Where it arose", lesson.context),
    ):
        expect(page.get_by_role("region", name=heading, exact=True)).to_contain_text(text)


def test_visitor_sees_how_far_to_trust_a_lesson(page: Page, lesson: Lesson) -> None:
    trust = page.get_by_role("region", name="How far to trust this")
    expect(trust).to_contain_text("Documented")
    expect(trust).to_contain_text(lesson.evidence_note)
    expect(trust).to_contain_text("Identified")
    expect(trust).to_contain_text("TLP:CLEAR")
    expect(trust).to_contain_text("May be shared with anyone.")
    facts = page.get_by_role("region", name="Filed under")
    for theme in lesson.themes.all():
        expect(facts.get_by_role("link", name=theme.name, exact=True)).to_be_visible()
    for process in lesson.processes.all():
        expect(facts.get_by_role("link", name=process.name, exact=True)).to_be_visible()


def test_visitor_finds_each_source_with_the_place_in_it(page: Page, lesson: Lesson) -> None:
    sources = page.get_by_role("region", name="Drawn from").get_by_role("listitem")
    citations = list(lesson.citations.select_related("source"))
    assert len(citations) > 1
    expect(sources).to_have_count(len(citations))
    for citation in citations:
        source = sources.filter(has_text=f"Where: {citation.locator}").first
        link = source.get_by_role("link", name=citation.source.label, exact=True)
        expect(link).to_have_attribute("href", citation.source.get_absolute_url())


def test_visitor_follows_a_related_lesson(page: Page) -> None:
    related = page.get_by_role("region", name="Related lessons")
    expect(related.get_by_role("heading", level=3).first).to_be_visible()
    link = related.get_by_role("link").first
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_visitor_sees_the_cases_a_lesson_comes_from(page: Page, lesson: Lesson) -> None:
    cases = page.get_by_role("region", name="Seen in these cases").get_by_role("listitem")
    assert set(cases.all_inner_texts()) == set(lesson.cases.values_list("title", flat=True))


def test_visitor_copies_how_to_cite_a_lesson(open_browser: OpenBrowser, lesson: Lesson) -> None:
    page = open_browser(f"/lessons/{FULL}/", permissions=["clipboard-read", "clipboard-write"])
    cite = page.get_by_role("region", name="How to cite this entry")
    expect(cite).to_contain_text(f"“{lesson.title}”, MSN Knowledge Base, lesson no. {lesson.pk}")
    expect(cite.get_by_role("link")).to_have_attribute("href", f"{settings.SITE_URL}/lessons/{FULL}/")
    cite.get_by_role("button", name="Copy citation").click()
    expect(cite.get_by_role("button", name="Copied")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == " ".join(cite.locator("#citation-text").inner_text().split())


def test_visitor_goes_back_up_by_the_breadcrumbs(page: Page, lesson: Lesson) -> None:
    crumbs = page.get_by_role("navigation", name="Breadcrumb")
    expect(crumbs.get_by_role("listitem")).to_have_text(["Home", "Lessons", lesson.title])
    crumbs.get_by_role("link", name="Lessons").click()
    expect(page).to_have_url("/lessons/")


def test_visitor_reads_the_same_lesson_in_another_language(open_browser: OpenBrowser) -> None:
    page = open_browser(f"/lessons/{TRANSLATED}/")
    original = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="French").click()
    translation = Lesson.objects.get(translation_of__slug=TRANSLATED, language="fr")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(translation.title)
    expect(heading).to_have_attribute("lang", "fr")
    page.get_by_role("link", name=original).click()
    expect(heading).to_have_text(original)


def test_visitor_sees_on_cards_in_which_languages_a_lesson_stands(open_browser: OpenBrowser) -> None:
    translation = Lesson.objects.select_related("translation_of").get(
        translation_of__slug=TRANSLATED, language="fr"
    )
    original = translation.translation_of
    assert original is not None
    page = open_browser(f"/lessons/?language=fr&page_size=100&q={translation.title}")
    card = cards(page).filter(has_text=translation.title)
    expect(card).to_contain_text(f"Translation of: {original.title}")
    card.get_by_role("link", name=original.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(original.title)

    page.goto(f"/lessons/?language=en&page_size=100&q={original.title}")
    languages = original.translations.order_by("language")
    names = ", ".join(version.get_language_display() for version in languages)
    card = cards(page).filter(has_text=original.title)
    expect(card).to_contain_text(f"Also in {names}")
    card.get_by_role("link", name="French").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(translation.title)


def test_visitor_reads_arabic_from_right_to_left(open_browser: OpenBrowser) -> None:
    lesson = Lesson.objects.filter(language="ar").earliest("pk")
    page = open_browser(lesson.get_absolute_url())
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(lesson.title)
    expect(heading).to_have_css("direction", "rtl")
    learned = page.get_by_role("region", name="What was learned")
    for block in (page.locator(".record-marks"), learned.get_by_role("heading"), learned.locator("p").first):
        expect(block).to_have_css("direction", "rtl")
    expect(page.get_by_role("region", name="How far to trust this")).to_have_css("direction", "ltr")


def test_visitor_prints_a_lesson_without_what_can_only_be_clicked(page: Page, lesson: Lesson) -> None:
    page.emulate_media(media="print")
    expect(page.get_by_role("region", name="What was learned")).to_contain_text(lesson.insight)
    expect(page.get_by_role("region", name="Drawn from")).to_be_visible()
    for clickable in (".record-tools", ".site-nav", ".breadcrumbs", ".header-search", ".cite button"):
        expect(page.locator(clickable)).to_be_hidden()
    widths = page.locator(".record-lead > section, .record-rest > section").evaluate_all(
        "sections => sections.filter(section => section.checkVisibility())"
        ".map(section => section.getBoundingClientRect().width)"
    )
    assert len(set(widths)) == 1


def test_visitor_prints_a_list_without_its_filters(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?theme=inclusion")
    expect(page.get_by_role("region", name="Filters", exact=True)).to_be_visible()
    page.emulate_media(media="print")
    expect(cards(page).first).to_be_visible()
    for clickable in (".filters", ".browse-search", ".sort-row", ".results-foot", ".export-link"):
        expect(page.locator(clickable)).to_be_hidden()
