"""Logs hold no text of an entry."""

from __future__ import annotations

import logging
import sys

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from lessons.models import Lesson
from msn_kb.core.discreet import DiscreetFormatter
from tests import factories

pytestmark = pytest.mark.django_db


def test_log_of_a_row_that_failed_leaves_the_row_out() -> None:
    lesson = factories.LessonFactory(
        title="Zanzibar lesson", insight="Zanzibar\nDETAIL: talks", handling="red"
    )
    try:
        with transaction.atomic():
            Lesson.objects.filter(pk=lesson.pk).update(kind=None)
    except IntegrityError:
        text = DiscreetFormatter().formatException(sys.exc_info())
    assert "Zanzibar" not in text
    assert text.count("null value in column") == 2
    assert "test_discreet.py" in text
    assert text.endswith("(details left out)")


def test_program_writes_its_log_by_the_discreet_formatter() -> None:
    assert settings.LOGGING["formatters"]["line"]["class"] == "msn_kb.core.discreet.DiscreetFormatter"
    [handler] = [one for one in logging.getLogger().handlers if isinstance(one.formatter, DiscreetFormatter)]
    assert isinstance(handler, logging.StreamHandler)
