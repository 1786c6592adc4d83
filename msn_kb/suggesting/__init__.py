"""Suggestions while somebody types: themes, organizations, places, processes, terms, and titles.

    suggest("mediat", request.user)

Only what the person may see is suggested. The names of small kinds of records are kept in memory as an index
(``directory``, ``names``); titles, of which there may be very many, are asked of the database (``titles``).
"""

from .suggestions import LONGEST, Group, suggest

__all__ = ["LONGEST", "Group", "suggest"]
