"""Clients of the site with somebody signed in."""

from __future__ import annotations

from typing import Any

from django.test import Client

from .factories import UserFactory
from .second_factor import sign_in


def signed_in(**traits: Any) -> Client:
    """A client in which a new person is signed in: ``signed_in(member=True)``, ``signed_in(curator=True)``."""
    return sign_in(Client(), UserFactory(**traits))
