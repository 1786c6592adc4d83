"""Reading verbs of the organizations app; the visibility door itself is in ``msn_kb.core.access``."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db.models import Expression, F, Func, Q, TextField, Value
from django.db.models.functions import Coalesce, Concat, Left, NullIf

from msn_kb.core.access import GuardedQuerySet, ProtectedQuerySet, PublicQuerySet, Viewer


def _model(name: str) -> Any:
    return apps.get_model("organizations", name)


class OrganizationQuerySet(PublicQuerySet):
    """Organizations, networks among them."""

    def networks(self) -> Self:
        """Organizations that others are members of."""
        return self.filter(kind="network")


LONGEST_LABEL = 250


def source_label(prefix: str = "") -> Expression:
    """SQL of ``Source.label``; ``prefix`` is the path to the source, such as ``source__``."""
    sentence = Func(
        F(f"{prefix}description"), Value(". "), Value(1), function="split_part", output_field=TextField()
    )
    described = Func(sentence, Value("."), function="rtrim", output_field=TextField())
    bracketed = Concat(Value("["), Left(described, LONGEST_LABEL), Value("]"), output_field=TextField())
    return Coalesce(NullIf(F(f"{prefix}title"), Value("")), bracketed, output_field=TextField())


class SourceQuerySet(ProtectedQuerySet):
    """Publications and documents."""


class PeaceProcessQuerySet(ProtectedQuerySet):
    """Peace processes."""


class EngagementQuerySet(ProtectedQuerySet):
    """An engagement shows only where its process shows too."""

    def visible_to(self, user: Any) -> Self:
        processes = _model("PeaceProcess").objects.visible_to(user)
        return super().visible_to(user).filter(process__in=processes)


class CitationQuerySet(GuardedQuerySet):
    """Citations show where their source shows; the citing record has passed the door before its citations are read."""

    def visibility(self, viewer: Viewer) -> Q:
        sources = _model("Source").objects.all()
        return Q(source__in=sources.filter(sources.visibility(viewer)))

    def for_page(self) -> Self:
        """With their sources, in the order the curators gave."""
        return self.select_related("source").order_by("position", "pk")
