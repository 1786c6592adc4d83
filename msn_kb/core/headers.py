"""Headers that every answer carries, refusals and failures included: what a browser may do with a page.

``docs/decisions/0017-content-security-policy.md`` says why the policy is what it is.
"""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import HEADER, NONCE
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

GetResponse = Callable[[HttpRequest], HttpResponse]

# Of all that a page could ask of a device, ours ask for nothing but to copy a citation. Chromium warns of names that
# it does not know, so only those are here that it has known for years.
UNUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
FIXED = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Permitted-Cross-Domain-Policies": "none",
    # SecurityMiddleware and XFrameOptionsMiddleware write these too, but not where they fail themselves.
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SafeHeaders:
    """Writes the fixed headers, and keeps what a person with a session gets out of every cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if self.is_personal(request, response):
            # What a signed-in person read must not come back from a cache after they signed out.
            patch_cache_control(response, private=True, no_store=True)
        return response

    @staticmethod
    def is_personal(request: HttpRequest, response: HttpResponse) -> bool:
        """Whether the answer may depend on who asked: all but the program's own files, once there is a session."""
        if request.path.startswith(settings.STATIC_URL):
            return False
        cookie = settings.SESSION_COOKIE_NAME
        return (
            cookie in request.COOKIES or cookie in response.cookies or request.path.startswith("/accounts/")
        )


class ContentSecurityPolicy(CSPMiddleware):
    """Sends the policy of ``settings.CONTENT_SECURITY_POLICY`` with every answer.

    A page that gives its scripts a nonce lets in these alone. Pages that give none, which are those of the
    administration and the ones shown when there is no request to take it from, let in the files of this site.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The policy's parts for this answer."""
        parts = super().get_policy_parts(request, response, report_only)
        if parts.nonce:
            parts.replace = {**(parts.replace or {}), "script-src": [NONCE]}
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer with its policy; django-csp leaves out 404 and 500 where ``DEBUG`` is on."""
        response = super().process_response(request, response)
        if HEADER not in response and not _is_report_for_developers(request, response):
            parts = self.get_policy_parts(request, response)
            response[HEADER] = build_policy(parts.config, parts.update, parts.replace, parts.nonce)
        return response


def _is_report_for_developers(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether this is one of Django's own pages for ``DEBUG``, which are styled inline."""
    if not settings.DEBUG:
        return False
    inner = request.path.startswith(("/admin/", settings.STATIC_URL))
    return response.status_code == 500 or (response.status_code == 404 and inner)
