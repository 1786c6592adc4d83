"""The second factor: whoever may open the administration must have passed it in the present session."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import qrcode
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.app_settings import TOTP_PERIOD
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from qrcode.image.svg import SvgPathFillImage

from ..models import User

GUARDED = "/admin/"
OPEN = ("/admin/login/", "/admin/logout/")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Pictures of secrets stand on white, so that a phone reads them in the dark colour scheme too."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right. A code from the app holds for about a minute and works once.",
        "unverified_email": "Please confirm your e-mail address first; then set up the second factor.",
    }

    def build_totp_svg(self, url: str) -> str:
        """The secret's address as a picture."""
        picture = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(picture)
        return picture.getvalue().decode()


class RequireSecondFactor:
    """The one gate of the administration: no page of it opens to an account that has not passed the second factor.

    Whoever has none is led to set it up, also after a sign-in through OpenID Connect; whoever has one, to give a code.
    People who may not open the administration at all are the administration's own to refuse.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path.startswith(GUARDED) and path not in OPEN and self.is_missing(request):
            return HttpResponseRedirect(where_to_pass(request))
        return self.get_response(request)

    @staticmethod
    def is_missing(request: HttpRequest) -> bool:
        """Whether the account needs a second factor here and has not passed it in this session."""
        user: Any = request.user  # type: ignore[attr-defined]
        return user.is_authenticated and (user.is_staff or user.is_superuser) and not has_passed(request)


def has_passed(request: HttpRequest) -> bool:
    """Whether a code of the second factor was given in this session by the account that is signed in."""
    user: Any = request.user  # type: ignore[attr-defined]
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def has_second_factor(user: User) -> bool:
    """Whether ``user`` has set up a second factor."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def where_to_pass(request: HttpRequest) -> str:
    """The page that asks for the code, and leads back; for an account without a second factor, the one to set it up."""
    user: Any = request.user  # type: ignore[attr-defined]
    if not has_second_factor(user):
        return reverse("mfa_activate_totp")
    return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}"


def set_up(user: User) -> None:
    """Give ``user`` a second factor where there is none, without a telephone: for accounts of a developer's machine."""
    if not has_second_factor(user):
        totp.TOTP.activate(user, totp.generate_totp_secret())


def present_code(user: User) -> tuple[str, int]:
    """The code that the app of ``user`` shows now, and for how many seconds more it does.

    Raises ``Authenticator.DoesNotExist`` for an account without a second factor.
    """
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    now = int(time.time())
    code = totp.format_hotp_value(totp.hotp_value(decrypt(kept.data["secret"]), now // TOTP_PERIOD))
    return code, TOTP_PERIOD - now % TOTP_PERIOD


def take_away(user: User) -> None:
    """Remove the second factor of somebody who has lost it; their sessions end. They set up a new one on signing in."""
    Authenticator.objects.filter(user=user).delete()
    user.end_sessions()


def note_set_up(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Setting it up takes a code from the app, so the session has passed it."""
    if authenticator.type == Authenticator.Type.TOTP:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def note_taken_away(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """No session goes on as one that passed a factor which is no more; this one stays signed in, having passed none."""
    key = "account_authentication_methods"
    request.session[key] = [
        record for record in request.session.get(key, []) if record.get("method") != "mfa"
    ]
    user.end_sessions()
    update_session_auth_hash(request, user)


def connect() -> None:
    """Listen to what people do with their second factor; called once when the program starts."""
    authenticator_added.connect(note_set_up, dispatch_uid="second factor set up")
    authenticator_removed.connect(note_taken_away, dispatch_uid="second factor taken away")
