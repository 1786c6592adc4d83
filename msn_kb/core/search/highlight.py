"""Matches marked in text, safe by construction: PostgreSQL sets sentinels, we escape, then they become tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .asking import ask
from .languages import configuration
from .query import CHARACTER, Query

# Private-use characters: never part of a text that people enter, removed from it if they are.
START, STOP, GAP = "\ue000", "\ue001", "\ue002"
# Sets characters apart that are indexed as words of their own (``languages.UNSPACED``), and goes again.
APART = "\ue003 "
SENTINELS = dict.fromkeys(map(ord, [START, STOP, GAP, APART[0]]))
MARKS = {ord(START): None, ord(STOP): None}
LONGEST = 8000


def snippet(texts: Sequence[tuple[str, str]], query: Query) -> list[SafeString]:
    """The best passage of each text with the query's words marked by ``<mark>``; empty where the text holds none.

    ``texts`` are pairs of language and plain text; the result has the same length and order. One database call.
    An ellipsis stands where a passage begins or ends within the text.
    """
    options = (
        f"StartSel={START}, StopSel={STOP}, MaxFragments=2, MaxWords=34, MinWords=16, FragmentDelimiter={GAP}"
    )
    passages = _headlines(texts, query, options, "MaxWords=70, MinWords=30, ShortWord=0")
    return [
        _mark_up(_with_ellipses(passage, text.translate(SENTINELS))) if START in passage else SafeString()
        for passage, (_, text) in zip(passages, texts, strict=True)
    ]


def _with_ellipses(passage: str, text: str) -> str:
    plain = passage.translate(MARKS)
    begins = text.lstrip().startswith(plain.split(GAP)[0].strip())
    ends = text.rstrip().endswith(plain.split(GAP)[-1].strip())
    return f"{'' if begins else '… '}{passage}{'' if ends else ' …'}"


def highlight(texts: Sequence[tuple[str, str]], query: Query) -> list[SafeString]:
    """Each whole text with the query's words marked."""
    options = f"StartSel={START}, StopSel={STOP}, HighlightAll=true"
    return [_mark_up(text) for text in _headlines(texts, query, options)]


def _headlines(texts: Sequence[tuple[str, str]], query: Query, options: str, unspaced: str = "") -> list[str]:
    """What ``ts_headline`` makes of each text, sentinels in it; ``unspaced``: its options for texts without blanks,
    where each character is a word.
    """
    if not query.groups or not texts:
        return [text.translate(SENTINELS) for _, text in texts]
    asked = ask(query)
    rows: list[str] = []
    params: list[Any] = []
    for number, (language, text) in enumerate(texts):
        config = configuration(language)
        rows.append("(%s, ts_headline(%s::regconfig, %s, %s::tsquery, %s))")
        params += [
            number,
            config,
            CHARACTER.sub(rf"\1{APART}", text.translate(SENTINELS)[:LONGEST]),
            asked[config].any_term(),
            f"{options}, {unspaced}" if unspaced and CHARACTER.search(text) else options,
        ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM (VALUES {', '.join(rows)}) AS headline (number, text) ORDER BY number", params
        )
        return [text.replace(APART, "").replace(APART[0], "") for _, text in cursor.fetchall()]


def _mark_up(text: str) -> SafeString:
    marked = escape(text).replace(START, "<mark>").replace(STOP, "</mark>").replace(GAP, " … ")
    return mark_safe(marked)  # noqa: S308 - escaped above; only the sentinels become tags
