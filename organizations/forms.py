"""Forms of a person's account. What they do is django-allauth's; what they say is ours."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.forms import SetPasswordMixin
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.core.cache import cache
from django.core.exceptions import ValidationError

from .accounts.throttling import account_key, too_many
from .models import User

EMAIL = "E-mail address"
USED_UP = 120  # seconds; longer than any code holds, with the half minute before and after it


class PlainMixin:
    """Labels stand above fields; nothing is said in placeholders, which go as soon as somebody types."""

    labels: dict[str, str] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = ""


class NewPasswordMixin(PlainMixin):
    """Two fields for a new password, the first with what is asked of one."""

    labels = {
        "oldpassword": "Present password",
        "password1": "New password",
        "password2": "New password confirmation",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = password_validators_help_text_html()


class SignInForm(PlainMixin, account.LoginForm):
    """Signing in by e-mail address, whatever its case."""

    labels = {"login": EMAIL, "password": "Password"}


class PasswordResetForm(PlainMixin, account.ResetPasswordForm):
    """Asking for a link to set a new password; the same answer for every address."""

    labels = {"email": EMAIL}

    def account_key(self) -> str:
        """What the limit on mails to one account counts under."""
        return account_key(context.request, self.cleaned_data["email"])


class PasswordResetKeyForm(NewPasswordMixin, account.ResetPasswordKeyForm):
    """A new password for whoever followed the link."""


class PasswordChangeForm(NewPasswordMixin, account.ChangePasswordForm):
    """A new password for whoever knows the present one."""


class PasswordSetForm(NewPasswordMixin, account.SetPasswordForm):
    """A first password for an account that has always signed in elsewhere."""


class EmailForm(PlainMixin, account.AddEmailForm):
    """Another address, which takes the place of the present one once it is confirmed."""

    labels = {"email": "New e-mail address"}


class ConfirmPasswordForm(PlainMixin, account.ReauthenticateForm):
    """The password once more, before something that matters."""

    labels = {"password": "Password"}


class _CodeMixin(PlainMixin):
    """A code of six digits from the app, or a recovery code: each works once, and too many wrong ones answer 429."""

    labels = {"code": "Code"}
    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError as error:
            if error.code in ("too_many_login_attempts", "rate_limited"):
                raise ImmediateHttpResponse(too_many(context.request)) from error
            raise
        if not cache.add(f"second-factor:{self.user.pk}:{code}", True, timeout=USED_UP):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_CodeMixin, mfa.AuthenticateForm):
    """The second factor at sign-in."""


class ConfirmCodeForm(_CodeMixin, mfa.ReauthenticateForm):
    """The second factor within a session."""


class SetUpForm(_CodeMixin, ActivateTOTPForm):
    """The first code from an app that has just learned the secret."""


class InvitationForm(SetPasswordMixin, forms.Form):
    """What an invited person says: a name, and the password of the account-to-be of ``email``."""

    name = forms.CharField(
        label="Your name",
        max_length=150,
        help_text="Curators and your organization see it.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1, password2 = SetPasswordMixin.create_password_fields(
        label1="Password", label2="Password confirmation"
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any] | None:
        self.validate_passwords()
        self.validate_password_for_user(User(email=self.email, name=self.cleaned_data.get("name", "")))
        return super().clean()
