"""The names that an entry is found by."""

from lessons.models import Case, Lesson


def words(entry: Lesson | Case) -> list[str]:
    """The names an entry is found by, as the database holds them."""
    return type(entry).objects.values_list("tagged_names", flat=True).get(pk=entry.pk).splitlines()
