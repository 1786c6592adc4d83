"""Loads a collection of starter entries from YAML files into the database, again and again without harm.

An app declares its :class:`Kind` of records in ``<app>/starter/kinds.py``; :func:`load` does the rest. The engine
knows no app. What it promises is in ``docs/starter-collection.md``.
"""

from .fields import Choice, Field, Fixed, Number, Reference, References, Slug, Text, Texts, YesNo
from .kinds import Kind
from .loader import Loaded, load
from .problems import Problem, Problems, StarterError
from .rows import Rows

__all__ = [
    "Choice",
    "Field",
    "Fixed",
    "Kind",
    "Loaded",
    "Number",
    "Problem",
    "Problems",
    "Reference",
    "References",
    "Rows",
    "Slug",
    "StarterError",
    "Text",
    "Texts",
    "YesNo",
    "load",
]
