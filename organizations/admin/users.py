"""People with an account: for administrators. Curators can name people, and see nothing else of them."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from msn_kb.core.access import Viewer
from msn_kb.core.admin.door import LookUpMixin

from ..accounts import second_factor
from ..accounts.erasing import CannotErase, erase
from ..models import User

# Addresses follow accounts, and secrets of second factors are nobody's to see.
for model in (EmailAddress, Authenticator):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class AccountForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


def _names_people(request: HttpRequest) -> bool:
    """Whether this is the look-up by which a curator names a person on a record."""
    match = request.resolver_match
    return match is not None and match.url_name == "autocomplete" and Viewer.of(request.user).is_curator


@admin.register(User)
class PersonAdmin(LookUpMixin, UserAdmin):
    form = AccountForm
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
    actions = ("take_second_factor_away", "erase_people")
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

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._is_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators; curators in the look-up that names people, and nowhere else."""
        return self._is_administrator(request) or _names_people(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: accounts come by invitation."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_administrator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: a person is deactivated, or erased, so that what they did keeps an author."""
        return False

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

    @admin.action(description="Take away the second factor (phone lost)")
    def take_second_factor_away(self, request: HttpRequest, queryset: QuerySet) -> None:
        """They set up a new one when they next open the administration."""
        for person in queryset:
            second_factor.take_away(person)
            self.log_change(request, person, "Took away the second factor.")
        self.message_user(request, f"Second factor taken away from: {', '.join(map(str, queryset))}.")

    @admin.action(description="Erase (name, address and sign-in go; entries stay)")
    def erase_people(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Asks once more, then erases."""
        if request.POST.get("post") != "yes":
            context = {
                **self.admin_site.each_context(request),
                "title": "Erase people",
                "opts": self.opts,
                "people": queryset,
                "checkbox": ACTION_CHECKBOX_NAME,
            }
            return TemplateResponse(request, "admin/organizations/user/erase.html", context)
        for person in queryset:
            try:
                erased = erase(person, by=request.user)  # type: ignore[arg-type]
            except CannotErase as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                self.log_change(request, erased, "Erased the person.")
                self.message_user(request, f"Erased; the account is now called “{erased}”.")
        return None
