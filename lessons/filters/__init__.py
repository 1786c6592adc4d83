"""What the lists of this app can be asked; the parameters are those of ``contract.md``, Addresses."""

from .lessons import LessonFilterSet

__all__ = ["LessonFilterSet"]
