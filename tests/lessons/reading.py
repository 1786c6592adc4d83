"""A lesson's page as a reader takes it in: its markup, its words, its links."""

import re

from django.test import Client

from lessons.models import Lesson


def html(client: Client, lesson: Lesson) -> str:
    """The page as it was served."""
    response = client.get(lesson.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def text(client: Client, lesson: Lesson, part: str = "main") -> str:
    """The page's words without markup, spaces collapsed; of one section where its id is given."""
    page = html(client, lesson)
    pattern = r"<main.*?</main>" if part == "main" else rf'<section[^>]*id="{part}".*?</section>'
    found = re.search(pattern, page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def links(page: str) -> dict[str, str]:
    """Where the page's links lead, by their words as written (escaped)."""
    found = re.findall(r'<a[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return {" ".join(re.sub(r"<[^>]+>", " ", words).split()): target for target, words in found}


def in_order(words: str, *parts: str) -> bool:
    """Whether ``words`` hold these parts, one after the other."""
    return re.search(".*?".join(map(re.escape, parts)), words) is not None
