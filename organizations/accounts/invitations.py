"""Invitations: the only way to an account. A signed link in a mail, for seven days, once."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.mail import send_mail
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from msn_kb.core.access import CURATORS, open_door

from ..models import Invitation, User

logger = logging.getLogger(__name__)

VALID_FOR = timedelta(days=7)
SALT = "organizations.invitation"


class InvitationGone(Exception):
    """A link that was good once: used, expired or withdrawn. The message is for whoever opened it."""


def prepare(invitation: Invitation, by: Any) -> None:
    """Give ``invitation`` a new secret and seven days, in the name of ``by``; an earlier link to it ends. Not saved."""
    invitation.email = invitation.email.strip().lower()
    invitation.key = secrets.token_urlsafe(32)
    invitation.expires_at = timezone.now() + VALID_FOR
    invitation.invited_by = by


def link_of(invitation: Invitation) -> str:
    """The address by which the invited person opens the account. Whoever has it has the account."""
    signed = Signer(salt=SALT).sign(invitation.key)
    return settings.SITE_URL + reverse("invitation", args=[signed])


def send(invitation: Invitation) -> bool:
    """Send the mail with the link; returns whether the mail server took it."""
    context = {"invitation": invitation, "link": link_of(invitation), "site_url": settings.SITE_URL}
    subject = render_to_string("organizations/mail/invitation_subject.txt", context).strip()
    body = render_to_string("organizations/mail/invitation.txt", context)
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [invitation.email])
    except OSError:
        logger.exception("An invitation could not be sent.")
        return False
    return True


def find(signed: str) -> Invitation:
    """The open invitation behind the last part of a link.

    Raises ``Http404`` for what was never signed here, and ``InvitationGone`` for a link that is used, expired or
    withdrawn, or whose address has an account by now.
    """
    try:
        key = Signer(salt=SALT).unsign(signed)
    except BadSignature as error:
        raise Http404("No invitation has this address.") from error
    with open_door():  # whoever holds the link may see what it invites to
        return _checked(Invitation.objects.filter(key=key).select_related("organization").first())


def accept(invitation: Invitation, name: str, password: str) -> User:
    """Open the account, and use the invitation up.

    Its address is confirmed, for the link came by it. Raises ``InvitationGone`` where somebody was quicker.
    """
    try:
        with transaction.atomic(), open_door():
            locked = Invitation.objects.select_for_update(of=("self",)).filter(pk=invitation.pk)
            found = _checked(locked.select_related("organization").first())
            user = User.objects.create_user(
                found.email,
                password,
                name=name,
                organization=found.organization,
                is_staff=found.is_curator,
            )
            if found.is_curator:
                user.groups.add(Group.objects.get_or_create(name=CURATORS)[0])
            found.accepted_at = timezone.now()
            found.save(update_fields=["accepted_at"])
    except IntegrityError as error:
        raise InvitationGone("This address has an account already. Sign in with it.") from error
    return user


def _checked(invitation: Invitation | None) -> Invitation:
    if invitation is None:
        raise InvitationGone("This invitation has been withdrawn, or a newer one has taken its place.")
    if invitation.accepted_at is not None:
        raise InvitationGone("This invitation has been used. Sign in with the account that it opened.")
    if invitation.expires_at <= timezone.now():
        raise InvitationGone("This invitation has expired. Ask whoever sent it for a new one.")
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise InvitationGone("This address has an account already. Sign in with it.")
    return invitation
