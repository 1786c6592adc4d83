"""The administration of lessons, cases, themes and the glossary."""

from . import applications, cases, contrasts, lessons, synonyms, terms, themes, vocabularies

__all__ = ["applications", "cases", "contrasts", "lessons", "synonyms", "terms", "themes", "vocabularies"]
