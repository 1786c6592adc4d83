"""What must never happen behind a page, whatever a test looks at."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError

# Chromium writes one such line for every answer of 400 and above; the answers themselves are watched.
ECHO_OF_A_STATUS = "Failed to load resource: the server responded with a status of"
# A filter changed while an answer was under way: htmx drops the older request and says so as if it were an error.
DROPPED = ("htmx:afterRequest", "htmx:sendAbort")
# A navigation that becomes a download, or that a newer one overtakes, ends like this.
OVERTAKEN = "net::ERR_ABORTED"


class Watch:
    """Notes errors of scripts, failed and foreign requests, and answers of 400 and above in one context."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.site = urlsplit(site).netloc
        self.troubles: list[str] = []
        self.expected: set[tuple[int, str]] = set()
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def expect(self, status: int, path: str) -> None:
        """Let the page at ``path`` answer ``status``."""
        self.expected.add((status, path))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith((ECHO_OF_A_STATUS, *DROPPED)):
            self.troubles.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.troubles.append(f"script: {error.error}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != self.site:
            self.troubles.append(f"foreign request: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != OVERTAKEN:
            self.troubles.append(f"failed request: {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        path = urlsplit(response.url).path
        if response.status >= 400 and (response.status, path) not in self.expected:
            self.troubles.append(f"{response.status}: {response.url}")


def has_no_sideways_scroll(page: Page) -> bool:
    """Say whether the page fits its window's width."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
