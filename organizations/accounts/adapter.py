"""Where this site differs from what django-allauth does of itself."""

from __future__ import annotations

import logging
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context as current
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from msn_kb.core.client_address import client_address

from .throttling import account_key, too_many

logger = logging.getLogger(__name__)

RECENTLY = 300  # seconds after a sign-in in which nobody is asked for the password again


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by invitation; limits by network address; links to the address that the settings name."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # The same for an unknown address, a wrong password and an account without one.
        "email_password_mismatch": "Please enter a correct e-mail address and password. "
        "Capital and small letters differ in the password, not in the address.",
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your present password.",
        "duplicate_email": "This is your address already.",
        "incorrect_code": "This code is not right. A code from the app holds for about a minute and works once.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: administrators invite (``organizations.accounts.invitations``)."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: every page is answered as a page."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits count under."""
        return client_address(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return account_key(request, credentials.get("email") or credentials.get("username") or "")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Before a password is looked at; too many wrong ones answer 429, whether this one is right or not."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(too_many(request)) from error

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Whether the password is asked for once more, before a second factor is set up, shown or taken away."""
        records = get_authentication_records(current.request, current.request.user)
        return not records or time.time() - records[-1]["at"] > RECENTLY

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("password_change_done")

    def get_reset_password_from_key_url(self, key: str) -> str:
        return _public(super().get_reset_password_from_key_url(key), self.request)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return _public(super().get_email_confirmation_url(request, emailconfirmation), request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that fails is a matter for the log: the answer tells nobody whether mail was due."""
        try:
            super().send_mail(template_prefix, email, {"site_url": settings.SITE_URL, **context})
        except OSError:
            logger.exception("The mail %s could not be sent.", template_prefix)


def _public(url: str, request: HttpRequest) -> str:
    """``url`` under the address that people use, whatever host the request was sent to."""
    return settings.SITE_URL + url.removeprefix(request.build_absolute_uri("/").rstrip("/"))
