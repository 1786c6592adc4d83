"""People with an account: for administrators. Curators can name people, and see nothing else of them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest

from msn_kb.core.access import Viewer

from ..models import User


class AccountForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


class NewAccountForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name", "organization")


def _names_people(request: HttpRequest) -> bool:
    """Whether this is the look-up by which a curator names a person on a record."""
    match = request.resolver_match
    return match is not None and match.url_name == "autocomplete" and Viewer.of(request.user).is_curator


@admin.register(User)
class PersonAdmin(UserAdmin):
    form = AccountForm
    add_form = NewAccountForm
    list_display = ("email", "name", "organization", "is_staff", "is_active", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser", "groups")
    list_select_related = ("organization",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("email", "name", "organization__name", "organization__acronym__iexact")
    ordering = ("email",)
    autocomplete_fields = ("organization",)
    filter_horizontal = ("groups",)
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "password", "name", "organization")}),
        (
            "What this person may do",
            {
                "fields": ("is_active", "is_staff", "groups", "is_superuser"),
                "description": "A curator may open the admin and is in the group “Curators”. An administrator is a "
                "superuser and may open the admin.",
            },
        ),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "name", "organization", "usable_password", "password1", "password2")}),
    )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._is_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators; curators in the look-up that names people, and nowhere else."""
        return self._is_administrator(request) or _names_people(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._is_administrator(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_administrator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_administrator(request)

    @staticmethod
    def _is_administrator(request: HttpRequest) -> bool:
        return Viewer.of(request.user).is_administrator

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """The look-up offers people whose account is active."""
        if _names_people(request):
            queryset = queryset.filter(is_active=True)
        return super().get_search_results(request, queryset, search_term[:200])
