"""Signing in and out, and looking after one's account. There is no way to sign up but an invitation."""

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import TemplateView

from .views import accounts as own

# django-allauth's names for its pages, and the addresses and names that these pages have always had here.
urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/", account.login, name="login"),
    path("logout/", account.logout, name="account_logout"),
    path("logout/", account.logout, name="logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("invitation/<str:signed>/", own.invitation, name="invitation"),
    path("email/", account.email, name="account_email"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("password_change/", account.password_change, name="account_change_password"),
    path("password_change/", account.password_change, name="password_change"),
    path(
        "password_change/done/",
        TemplateView.as_view(template_name="account/password_change_done.html"),
        name="password_change_done",
    ),
    path("password_set/", account.password_set, name="account_set_password"),
    path("password_reset/", own.PasswordResetView.as_view(), name="account_reset_password"),
    path("password_reset/", own.PasswordResetView.as_view(), name="password_reset"),
    path("password_reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("reset/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("2fa/totp/picture.svg", own.secret_picture, name="mfa_totp_picture"),
    path("2fa/", include("allauth.mfa.urls")),
]

if settings.OIDC_SERVER_URL:
    from allauth.urls import build_provider_urlpatterns

    urlpatterns += [
        path("elsewhere/", include("allauth.socialaccount.urls")),
        *build_provider_urlpatterns(),
    ]
