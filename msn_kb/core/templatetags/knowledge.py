"""Template filters of the knowledge base."""

from django import template

from ..dates import display_partial_date

register = template.Library()


@register.filter
def partial_date(value: str) -> str:
    """``2018-10`` as “October 2018”."""
    return display_partial_date(value or "")
