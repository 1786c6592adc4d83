"""Signing in through OpenID Connect, where the settings name a provider: for accounts that are here already."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class ElsewhereAdapter(DefaultSocialAccountAdapter):
    """The provider says who somebody is; whether they have an account, an administrator has said by an invitation."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: whoever the provider knows and we do not is told that accounts come by invitation."""
        return False
