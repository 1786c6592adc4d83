"""Addresses of records: slugs that never collide with words of the program and redirect when they change."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.text import slugify

from .models import FormerSlug
from .record_addresses import record_address

RESERVED = (
    "add",
    "all",
    "api",
    "archive",
    "compare",
    "contrasts",
    "delete",
    "drafts",
    "edit",
    "export",
    "feed",
    "help",
    "history",
    "import",
    "map",
    "matrix",
    "mine",
    "new",
    "random",
    "review",
    "search",
    "suggest",
    "timeline",
)
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST = 120


def validate_slug_is_free(value: str) -> None:
    """Raise ``ValidationError`` for words that the program uses as addresses itself."""
    if value in RESERVED:
        raise ValidationError(
            "“%(value)s” is a word of the program; choose another address.", params={"value": value}
        )


def free_slug(model: type[models.Model], text: str, pk: Any = None) -> str:
    """A slug made from ``text``, unused in ``model``; a counter is added where needed."""
    # slugify keeps underscores, which no address of ours may hold.
    base = slugify(text.replace("_", " "))[:80].strip("-") or str(model._meta.model_name)
    taken = model._default_manager.exclude(pk=pk)
    candidate, counter = base, 2
    while candidate in RESERVED or taken.filter(slug=candidate).exists():
        candidate, counter = f"{base}-{counter}", counter + 1
    return candidate


class SluggedModel(models.Model):
    """A record with a page of its own. Left empty, the slug is made from the field that ``slug_source`` names."""

    slug_source = "title"
    # The word before “-detail”, “-list” and so on in the names of this record's addresses; the model's own if empty.
    noun: ClassVar[str] = ""

    slug = models.CharField(
        "address",
        max_length=LONGEST,
        unique=True,
        blank=True,
        validators=[validate_slug_is_free],
        help_text="The last part of the page's address: a-z, 0-9 and single hyphens. Made from the title if left "
        "empty. When it changes, the old address redirects.",
        error_messages={"unique": "Another record has this address."},
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(slug__regex=SLUG_PATTERN) & ~Q(slug__in=RESERVED),
                name="%(app_label)s_%(class)s_slug_form",
                violation_error_message="An address holds a-z, 0-9 and single hyphens, and is no word of the program.",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_slug(type(self), str(getattr(self, self.slug_source)), self.pk)
        before = getattr(self, "_stored_slug", "")
        with transaction.atomic():
            super().save(*args, **kwargs)
            if before and before != self.slug:
                FormerSlug.objects.remember(self, before)
        self._stored_slug = self.slug

    def get_absolute_url(self) -> str:
        return record_address(self.url_noun(), self.slug)

    @classmethod
    def url_noun(cls) -> str:
        """What the names of this record's addresses begin with, such as ``process`` in ``process-list``."""
        return cls.noun or str(cls._meta.model_name)

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Any:
        instance = super().from_db(db, field_names, values)
        instance._stored_slug = instance.__dict__.get("slug", "")
        return instance

    def clean_fields(self, exclude: Any = None) -> None:
        """An address left empty is filled before it is checked."""
        if not self.slug and getattr(self, self.slug_source):
            self.slug = free_slug(type(self), str(getattr(self, self.slug_source)), self.pk)
        super().clean_fields(exclude)
