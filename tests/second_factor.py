"""People in tests pass the second factor without a telephone."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.test import Client

METHODS = "account_authentication_methods"


def sign_in(client: Client, user: Any, *, passed: bool = True) -> Client:
    """Sign ``user`` in; unless told otherwise, in a session that has passed the second factor a moment ago."""
    client.force_login(user)
    session = client.session
    session[METHODS] = [{"method": "mfa" if passed else "password", "at": time.time()}]
    session[f"{METHODS}_user"] = str(user.pk)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
