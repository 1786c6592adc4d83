"""Pages about the site: they show no entry, and the same to everybody."""

from __future__ import annotations

from .reading import Rule, holds_no_entries

RULES: dict[str, Rule] = {
    "about": holds_no_entries("/about/"),
    "about-entries": holds_no_entries("/about/entries/"),
    "about-licence": holds_no_entries("/about/licence/"),
    "about-privacy": holds_no_entries("/about/privacy/"),
    "about-accessibility": holds_no_entries("/about/accessibility/"),
    "about-names": holds_no_entries("/about/names/"),
}
