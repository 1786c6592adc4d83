"""Signing in and out, and looking after one's password."""

from django.contrib.auth import urls as auth_urls
from django.contrib.auth.views import LoginView, PasswordResetView
from django.urls import path

from .forms import PasswordResetForm, SignInForm

urlpatterns = [
    # Before Django's own patterns, whose addresses they share.
    path("login/", LoginView.as_view(authentication_form=SignInForm), name="login"),
    path("password_reset/", PasswordResetView.as_view(form_class=PasswordResetForm), name="password_reset"),
    *auth_urls.urlpatterns,
]
