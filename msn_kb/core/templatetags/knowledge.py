"""Template filters of the knowledge base."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..dates import display_partial_date

register = template.Library()


@register.filter
def partial_date(value: str) -> str:
    """``2018-10`` as “October 2018”."""
    return display_partial_date(value or "")


@register.simple_tag
def icon(name: str) -> SafeString:
    """One picture of the sprite, for the eye only. A tag: pages hold hundreds, and an include takes far longer."""
    return _icon(name, static(SPRITE))


SPRITE = "vendor/bootstrap-icons-1.13.2/sprite.svg"


@lru_cache(maxsize=256)
def _icon(name: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sprite, name
    )
