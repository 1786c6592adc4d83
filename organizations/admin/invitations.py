"""Invitations to an account: administrators send, repeat and withdraw them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from msn_kb.core.admin.door import LookUpMixin
from msn_kb.core.admin.pages import AdministratorsMixin, for_administrators

from ..accounts import invitations
from ..models import Invitation, User


class InviteForm(forms.ModelForm):
    """Who is invited, and as what."""

    class Meta:
        model = Invitation
        fields = ("email", "name", "organization", "is_curator")

    def clean_email(self) -> str:
        """Refuses an address that has an account, or an invitation that nobody has accepted yet."""
        email: str = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("An account has this address already.")
        if Invitation.objects.filter(email__iexact=email, accepted_at=None).exists():
            raise forms.ValidationError(
                "This address has been invited already. Send that invitation again, or withdraw it."
            )
        return email


@admin.register(Invitation)
class InvitationAdmin(AdministratorsMixin, LookUpMixin, admin.ModelAdmin):
    """Saving an invitation sends it; deleting it withdraws it. One that was sent is not changed, but sent anew."""

    form = InviteForm
    list_display = ("email", "name", "organization", "is_curator", "state", "invited_by", "invited_at")
    list_select_related = ("organization", "invited_by")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("email", "name")
    autocomplete_fields = ("organization",)
    actions = ("send_again",)

    @admin.display(description="state")
    def state(self, invitation: Invitation) -> str:
        """Accepted, expired, or open until when."""
        if invitation.accepted_at:
            return f"accepted {invitation.accepted_at:%Y-%m-%d}"
        if invitation.expires_at <= timezone.now():
            return f"expired {invitation.expires_at:%Y-%m-%d}"
        return f"open until {invitation.expires_at:%Y-%m-%d %H:%M %Z}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return for_administrators(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The list with its actions; a single one is read, not changed."""
        return obj is None and for_administrators(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return for_administrators(request)

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        """Keep it, and send the mail once it is kept."""
        invitations.prepare(obj, request.user)
        super().save_model(request, obj, form, change)
        transaction.on_commit(lambda: self._send(request, obj))

    @admin.action(description="Send again, with a new link for seven days")
    def send_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Links sent earlier stop working."""
        for invitation in queryset:
            if invitation.accepted_at:
                self.message_user(request, f"{invitation} has an account already.", messages.WARNING)
                continue
            invitations.prepare(invitation, request.user)
            invitation.save()
            self.log_change(request, invitation, "Sent the invitation again.")
            self._send(request, invitation)

    def _send(self, request: HttpRequest, invitation: Invitation) -> None:
        if invitations.send(invitation):
            self.message_user(request, f"The invitation is on its way to {invitation.email}.")
        else:
            text = f"The mail to {invitation.email} could not be sent: look at the mail settings, then send it again."
            self.message_user(request, text, messages.ERROR)
