"""Room on the interpreter's stack for a whole answer.

CPython (3.11 and later) keeps the frames of Python functions in chunks of 16 kB: a call that finds the last one full
allocates another, and its return gives that back. A template calls some thirty functions for each value it writes.
Where the border between two chunks happens to lie among these, each value allocates and frees: the same page then takes
two or three times as long, for no other reason than how deep the server's own calls, or one more include, have put it.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

# In slots of eight bytes. A frame of this size does not fit into a chunk, so it is given one of half a megabyte, of
# which 200 kB are left for the calls below it: about three times what the deepest page needs.
ROOM = 40_000


def _answer(get_response: GetResponse, request: HttpRequest) -> HttpResponse:
    return get_response(request)


# The slots are reserved and never written to: they cost addresses, not memory.
_answer.__code__ = _answer.__code__.replace(co_stacksize=ROOM)


class RoomOnTheStack:
    """The first middleware: all that follows runs within one chunk, so that no call has to allocate another."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return _answer(self.get_response, request)
