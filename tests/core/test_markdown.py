"""Long texts are Markdown; whatever is in them, nothing but harmless elements comes out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from msn_kb.core.markdown import ATTRIBUTES, ELEMENTS, LINKS_LEAD, LONGEST, formatted, plain
from tests.bad_input.payloads import EVERY


class Reader(HTMLParser):
    """Collects the elements and attributes of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def link(address: str, words: str) -> str:
    return f'<a href="{address}" rel="{LINKS_LEAD}">{words}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n ", ""),
        ("One line.", "<p>One line.</p>"),
        ("One\ntwo", "<p>One<br>\ntwo</p>"),
        ("One\r\ntwo\r\rthree", "<p>One<br>\ntwo</p>\n<p>three</p>"),
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("# Top\n\n## Next\n\n###### Last", "<h3>Top</h3>\n<h4>Next</h4>\n<h6>Last</h6>"),
        ("[UN](https://peacemaker.un.org/)", f"<p>{link('https://peacemaker.un.org/', 'UN')}</p>"),
        ("[theme](/themes/inclusion/)", f"<p>{link('/themes/inclusion/', 'theme')}</p>"),
        ("<mailto:desk@example.org>", f"<p>{link('mailto:desk@example.org', 'mailto:desk@example.org')}</p>"),
        ("https://example.org stays text", "<p>https://example.org stays text</p>"),
        ("![map](https://example.org/map.png)", f"<p>!{link('https://example.org/map.png', 'map')}</p>"),
        ("    indented", "<p>indented</p>"),
        ("AT&amp;T & <b>x</b>", "<p>AT&amp;amp;T &amp; &lt;b&gt;x&lt;/b&gt;</p>"),
        ("snake_case_name 2 * 3 * 4", "<p>snake_case_name 2 * 3 * 4</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](ftp://example.org/)", f'<p><a rel="{LINKS_LEAD}">x</a></p>'),
    ],
)  # fmt: skip
def test_reader_sees_a_text_as_its_markdown_says(text, html):
    assert formatted(text) == html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One\ntwo", "One\ntwo"),
        ("  kept as it is (1)  ", "  kept as it is (1)  "),
        ("*a* **b** `c` [d](https://example.org/)", "a b c d"),
        ("# Top\n\n- a\n- b", "Top\n\na\n\nb"),
        ("<b>x</b> & 2 < 3", "<b>x</b> & 2 < 3"),
        (r"1\. not a list", "1. not a list"),
    ],
)
def test_reader_sees_the_beginning_of_a_text_without_signs(text, words):
    assert plain(text) == words


@pytest.mark.parametrize("part", range(4))
def test_reader_of_hostile_texts_meets_nothing_but_harmless_elements(part):
    # What would run in one text may only come together in several.
    texts = EVERY[part::4]
    for text in [*texts, "\n\n".join(texts), "\n".join(texts), "".join(texts)[:LONGEST]]:
        reader = Reader()
        reader.feed(formatted(text))
        for tag, attributes in reader.found:
            assert tag in ELEMENTS, text
            assert set(attributes) <= ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set()), text
            # A browser strips blanks and line ends from an address before it looks for the scheme.
            address = re.sub(r"[\s\x00-\x20]", "", attributes.get("href") or "/")
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
            assert scheme is None or scheme[1] in {"http", "https", "mailto"}, text
            assert tag != "a" or attributes["rel"] == LINKS_LEAD


def test_reader_of_an_immense_text_sees_it_as_it_stands():
    text = "*a* <b>\n" * LONGEST
    assert formatted(text[: LONGEST + 1]).startswith("<p>*a* &lt;b&gt;<br>*a* &lt;b&gt;<br>")
    assert plain(text) == text


def test_marks_are_put_into_running_text_alone():
    passages = []

    def marks(passage):
        passages.append(passage)
        return [(at, at + 1, "«", "»") for at, letter in enumerate(passage) if letter == "x"]

    text = "x *x* [x](/x) `x`\nx\n\n- x\n\n```\nx\n```"
    assert formatted(text, marks) == (
        f"<p>«x» <em>«x»</em> {link('/x', 'x')} <code>x</code><br>\n«x»</p>\n"
        "<ul>\n<li>«x»</li>\n</ul>\n<pre><code>x\n</code></pre>"
    )
    assert passages == ["x \ufffcx\ufffc \ufffc\ufffc\ufffc \ufffc\nx", "x"]


def test_marks_cannot_bring_in_markup():
    assert formatted("x", lambda passage: [(0, 1, "<b>", "</b>")]) == "<p>&lt;b&gt;x&lt;/b&gt;</p>"
