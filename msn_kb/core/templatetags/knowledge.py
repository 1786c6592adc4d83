"""Template tags and filters of the knowledge base.

Pages hold hundreds of what some of them write: Django's own ways to the same text take several times as long.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model
from django.template.base import Parser, TextNode, Token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ..dates import display_partial_date, known_years
from ..handling import HANDLING_ORDER, MEANING
from ..markdown import formatted, plain
from ..pictures.timeline import years_in_words
from ..shown import so_far

register = template.Library()

SPRITE = "vendor/bootstrap-icons-1.13.2/sprite.svg"


@register.filter
def partial_date(value: str) -> str:
    """``2018-10`` as “October 2018”."""
    return _partial_date(value or "", get_language())


@lru_cache(maxsize=1024)
def _partial_date(value: str, language: str | None) -> str:
    return display_partial_date(value)


# A long text as HTML, and the same without the signs of Markdown, for a beginning of it.
register.filter("formatted", formatted)
register.filter("plain", plain)

register.simple_tag(known_years, name="years")
# “from 2012, end not stated”, “no year stated”: where the years are the fact.
register.simple_tag(years_in_words)


@register.filter
def label_of(record: Model, field: str) -> str:
    """The words for the code in ``field``, as ``get_FOO_display`` has them; that goes through all choices each time."""
    code = getattr(record, field)
    return str(_labels(type(record), field).get(code, code))


@cache
def _labels(model: type[Model], field: str) -> dict[Any, Any]:
    return dict(model._meta.get_field(field).flatchoices)  # type: ignore[union-attr]


@register.simple_tag
def icon(name: str) -> SafeString:
    """One picture of the sprite, for the eye only."""
    return _icon(name, _sprite())


@cache
def _sprite() -> str:
    return static(SPRITE)


@lru_cache(maxsize=256)
def _icon(name: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sprite, name
    )


@register.simple_tag
def linked(text: Any, url: str) -> SafeString:
    """``text`` in the direction of its own letters, as a link where there is an address."""
    return (
        format_html('<a href="{}"><bdi>{}</bdi></a>', url, text)
        if url
        else format_html("<bdi>{}</bdi>", text)
    )


@register.simple_tag
def mark(template_name: str, **codes: Any) -> SafeString:
    """What an include of the template with ``codes`` only would write, rendered once for each combination of them.

    For the small marks of records: their codes and labels come from vocabularies of a few dozen values.
    """
    # In development a template may change under the running server.
    rendered = _mark.__wrapped__ if settings.DEBUG else _mark
    return rendered(template_name, **codes)


@lru_cache(maxsize=1024)
def _mark(template_name: str, **codes: Any) -> SafeString:
    return render_to_string(template_name, codes)


class _Dense(template.Node):
    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist
        for node in nodelist.get_nodes_by_type(TextNode):
            node.s = re.sub(r"\s+", " ", node.s)  # type: ignore[attr-defined]

    def render(self, context: template.Context) -> SafeString:
        return self.nodelist.render(context)


@register.tag
def dense(parser: Parser, token: Token) -> template.Node:
    """``{% dense %}…{% enddense %}``: the text between without its indentation, which of long tables is half the bytes.

    Done once, when the template is read; not for text in which line breaks show. Includes are texts of their own.
    """
    nodelist = parser.parse(("enddense",))
    parser.delete_first_token()
    return _Dense(nodelist)


@register.simple_tag
def handling_banner(rows: Any = None) -> SafeString:
    """What the strictest level that the page has shown so far asks of its readers, unless the page said so already.

    ``rows`` are records that the page is about to show; they are read now.
    """
    if rows is not None:
        len(rows)
    shown = so_far()
    level = shown.highest if shown else HANDLING_ORDER[0]
    if shown is None or HANDLING_ORDER.index(level) <= HANDLING_ORDER.index(shown.told):
        return SafeString("")
    shown.told = level
    return render_to_string("records/_handling_banner.html", {"level": level, "meaning": MEANING[level]})


class _Handled(template.Node):
    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: template.NodeList, wrapper: str) -> None:
        self.nodelist, self.wrapper = nodelist, wrapper

    def render(self, context: template.Context) -> SafeString:
        # Some of it is read only now, so the banner above is made last.
        content = self.nodelist.render(context)
        banner = handling_banner()
        if banner and self.wrapper:
            banner = format_html('<div class="{}">{}</div>', self.wrapper, banner)
        return SafeString(banner + content)


@register.tag
def handled(parser: Parser, token: Token) -> template.Node:
    """``{% handled "container" %}…{% endhandled %}``: above the part between, the banner of the strictest level in it.

    The banner stands in an element of the class that is named, if there is one.
    """
    _, *wrapper = token.split_contents()
    nodelist = parser.parse(("endhandled",))
    parser.delete_first_token()
    return _Handled(nodelist, wrapper[0].strip("\"'") if wrapper else "")
