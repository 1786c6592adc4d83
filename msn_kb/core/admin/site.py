"""The administration as a whole: what it shows outside the pages of single records."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from ..access import is_guarded
from ..handling import CLOSED
from .door import visible
from .pages import listed_pages, page_urls


class KnowledgeBaseSite(admin.AdminSite):
    """Django's administration behind the visibility door."""

    def get_urls(self) -> list[Any]:
        """Without Django's shortcut that redirects to the address of any record by its number, hidden ones too."""
        own = [pattern for pattern in super().get_urls() if getattr(pattern, "name", None) != "view_on_site"]
        return [*page_urls(self), *own]

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """There is one sign-in, the site's own: it alone counts tries and asks for the second factor."""
        from django.contrib.auth.views import redirect_to_login

        wanted = request.GET.get(REDIRECT_FIELD_NAME, "") or reverse("admin:index", current_app=self.name)
        return redirect_to_login(wanted)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The site's own page, which also tells the person by mail."""
        return redirect("password_change")

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The first page, with the pages that belong to no single model."""
        return super().index(request, {**(extra_context or {}), "work_pages": listed_pages(request)})

    def get_log_entries(self, request: HttpRequest) -> QuerySet:
        """Recent actions, without those on records that have been hidden from this person since.

        What is TLP:AMBER or TLP:RED is left out for everybody: it would be shown without having been read as a record.
        """
        from django.contrib.contenttypes.models import ContentType

        hidden = Q()
        for model in self._registry:
            if is_guarded(model):
                number = Cast(OuterRef("object_id"), BigIntegerField())
                seen = visible(model._default_manager.all(), request.user).filter(pk=number)
                seen = seen.exclude(handling__in=CLOSED) if hasattr(model, "handling") else seen.none()
                hidden |= Q(~Exists(seen), content_type=ContentType.objects.get_for_model(model))
        return super().get_log_entries(request).exclude(hidden)


class AdministrationConfig(AdminConfig):
    """Stands in ``INSTALLED_APPS`` for ``django.contrib.admin``."""

    default_site = "msn_kb.core.admin.site.KnowledgeBaseSite"
