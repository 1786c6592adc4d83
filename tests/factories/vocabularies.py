"""The vocabularies that lessons are tagged with."""

from __future__ import annotations

import factory

from lessons import models as lessons

from .records import RecordFactory


class ThemeFactory(RecordFactory):
    class Meta:
        model = lessons.Theme

    name = factory.Sequence(lambda n: f"Theme {n}")


class TrackFactory(RecordFactory):
    class Meta:
        model = lessons.Track

    code = factory.Sequence(lambda n: f"track-{n}")
    name = factory.Sequence(lambda n: f"Track {n}")


class PhaseFactory(RecordFactory):
    class Meta:
        model = lessons.Phase

    code = factory.Sequence(lambda n: f"phase-{n}")
    name = factory.Sequence(lambda n: f"Phase {n}")


class AudienceFactory(RecordFactory):
    class Meta:
        model = lessons.Audience

    code = factory.Sequence(lambda n: f"audience-{n}")
    name = factory.Sequence(lambda n: f"Audience {n}")
