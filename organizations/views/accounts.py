"""Pages of accounts that django-allauth does not have, or not so."""

from __future__ import annotations

from typing import Any

from allauth.account.views import PasswordResetView as AllauthPasswordResetView
from allauth.core import ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from ..accounts import invitations
from ..forms import InvitationForm


class PasswordResetView(AllauthPasswordResetView):
    """Asking for a link to set a new password: so many from one network, and fewer for one account from it."""

    def form_valid(self, form: Any) -> HttpResponse:
        refused = ratelimit.consume_or_429(
            self.request, action="reset_password_account", key=form.account_key()
        )
        return refused or super().form_valid(form)


@login_required
@never_cache
@require_safe
def secret_picture(request: HttpRequest) -> HttpResponse:
    """The secret that is being set up, as an image for the app's camera: a file, so the page needs no inline image."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404("No second factor is being set up.")
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))  # type: ignore[arg-type]
    return HttpResponse(picture, content_type="image/svg+xml")


@never_cache
@sensitive_post_parameters("password1", "password2")
def invitation(request: HttpRequest, signed: str) -> HttpResponse:
    """Where an invited person opens the account. 404 for a forged link, 410 for one that was good once."""
    try:
        found = invitations.find(signed)
        form = InvitationForm(request.POST or None, email=found.email)
        if request.method == "POST" and form.is_valid():
            invitations.accept(found, form.cleaned_data["name"], form.cleaned_data["password1"])
            messages.success(request, "Your account is open. Please sign in.")
            return redirect("account_login")
    except invitations.InvitationGone as gone:
        return render(request, "account/invitation_gone.html", {"reason": str(gone)}, status=410)
    return render(request, "account/invitation.html", {"form": form, "invitation": found})
