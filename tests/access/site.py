"""Pages that belong to no kind of record."""

from __future__ import annotations

from django.test import Client

from .reading import Rule, assert_no_trace, holds_no_entries
from .world import World


def home(world: World, person: str, client: Client) -> None:
    response = client.get("/")
    assert_no_trace(world, person, response)
    counts = {item["label"]: item["count"] for item in response.context["counts"]}
    assert counts["Lessons"] == len(world.listed_for(person)) + 1
    for label in ("Cases", "Peace processes", "Sources"):
        assert counts[label] == len(world.listed_for(person)), label
    theme = next(theme for theme in response.context["themes"] if theme.pk == world.theme.pk)
    assert theme.lesson_count == len(world.listed_for(person)) + 1
    (row,) = response.context["countries"]
    listed = dict.fromkeys(("processes", "lessons", "cases"), len(world.listed_for(person)))
    assert (row.country, row.numbers) == (world.country, {**listed, "organizations": 1})


account_page = holds_no_entries("/accounts/login/", "/accounts/password_reset/")
own_account = holds_no_entries(
    "/accounts/email/", "/accounts/password_change/", "/accounts/password_set/", "/accounts/reauthenticate/"
)
second_factor = holds_no_entries(
    "/accounts/2fa/",
    "/accounts/2fa/authenticate/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/totp/picture.svg",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/recovery-codes/download/",
)

RULES: dict[str, Rule] = {
    "home": home,
    "styleguide": holds_no_entries("/styleguide/"),
    "health": holds_no_entries("/healthz"),
    "robots": holds_no_entries("/robots.txt"),
    "login": account_page,
    "logout": account_page,
    "password_change": own_account,
    "password_change_done": holds_no_entries("/accounts/password_change/done/"),
    "password_reset": account_page,
    "invitation": holds_no_entries("/accounts/invitation/wrong:token/"),
    "account_login": account_page,
    "account_logout": holds_no_entries("/accounts/logout/"),
    "account_inactive": holds_no_entries("/accounts/inactive/"),
    "account_signup": holds_no_entries("/accounts/signup/"),
    "account_reauthenticate": own_account,
    "account_email": own_account,
    "account_email_verification_sent": holds_no_entries("/accounts/confirm-email/"),
    "account_confirm_email": holds_no_entries("/accounts/confirm-email/wrong:token/"),
    "account_change_password": own_account,
    "account_set_password": own_account,
    "account_reset_password": account_page,
    "account_reset_password_done": holds_no_entries("/accounts/password_reset/done/"),
    "account_reset_password_from_key": holds_no_entries("/accounts/reset/1-wrong-token/"),
    "account_reset_password_from_key_done": holds_no_entries("/accounts/reset/done/"),
    "mfa_index": second_factor,
    "mfa_authenticate": second_factor,
    "mfa_reauthenticate": second_factor,
    "mfa_activate_totp": second_factor,
    "mfa_deactivate_totp": second_factor,
    "mfa_totp_picture": second_factor,
    "mfa_view_recovery_codes": second_factor,
    "mfa_generate_recovery_codes": second_factor,
    "mfa_download_recovery_codes": second_factor,
}
