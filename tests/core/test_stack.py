"""Room on the stack: an answer's calls lie in one chunk of the interpreter's."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from msn_kb.core import stack
from msn_kb.core.stack import ROOM, RoomOnTheStack


def test_reader_gets_what_the_next_middleware_answers():
    request = RequestFactory().get("/")
    asked: list[Any] = []

    def next_one(given: Any) -> HttpResponse:
        asked.append(given)
        return HttpResponse("the page")

    assert RoomOnTheStack(next_one)(request).content == b"the page"
    assert asked == [request]


def test_reader_of_a_broken_page_gets_its_own_error():
    def next_one(given: Any) -> HttpResponse:
        raise LookupError("broken")

    with pytest.raises(LookupError, match="broken"):
        RoomOnTheStack(next_one)(RequestFactory().get("/"))


def test_answer_runs_below_a_frame_that_no_chunk_of_the_stack_holds():
    assert stack._answer.__code__.co_stacksize == ROOM
    assert ROOM * 8 > 16 * 1024
