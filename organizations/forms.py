"""Forms of a person's account."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.forms import PasswordResetForm as DjangoPasswordResetForm
from django.core.exceptions import ValidationError


class SignInForm(AuthenticationForm):
    """Signing in by e-mail address, whatever its case."""

    def get_invalid_login_error(self) -> ValidationError:
        """What a refused person reads. Django's own words say that case may count in both fields."""
        return ValidationError(
            "Please enter a correct e-mail address and password. "
            "Capital and small letters differ in the password, not in the address.",
            code="invalid_login",
        )


class PasswordResetForm(DjangoPasswordResetForm):
    """Asking for a link to set a new password; its field is called as on the sign-in page."""

    email = forms.EmailField(
        label="E-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
