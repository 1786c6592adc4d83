"""The columns of the meetings' export."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from msn_kb.core.exports.columns import address, in_one_cell, number, own, records, utc
from msn_kb.core.exports.table import Column, GatheredColumn, Handlings

from ..choices import Attendance
from ..models import Meeting, MeetingCitation, Participation, Source
from ..querysets import source_label


def _participants(name: str, attendance: Attendance) -> GatheredColumn:
    """Names of the organizations and offices that came in this way, or did not."""

    def pairs(user: Any) -> QuerySet:
        who = in_one_cell(Coalesce("organization__name", "office__name"))
        rows = Participation.objects.visible_to(user).order_by().filter(attendance=attendance)
        return rows.values_list("meeting_id", who, Value(0))

    return GatheredColumn(name, pairs, repeats=True)


def _with_outcome(user: Any) -> QuerySet:
    """Meetings whose outcome document the user may see."""
    return Meeting.objects.order_by().filter(outcome__in=Source.objects.visible_to(user).order_by())


def _outcomes(user: Any) -> QuerySet:
    return _with_outcome(user).values_list("pk", in_one_cell(source_label("outcome__")), Value(0))


def _outcome_handlings(user: Any) -> Handlings:
    return Handlings(_with_outcome(user), "pk", "outcome__handling")


def _sources(user: Any) -> QuerySet:
    label = in_one_cell(source_label("source__"))
    return MeetingCitation.objects.visible_to(user).order_by().values_list("record_id", label, Value(0))


def _source_handlings(user: Any) -> Handlings:
    return Handlings(MeetingCitation.objects.visible_to(user), "record_id", "source__handling")


def columns() -> list[Column | GatheredColumn]:
    """The columns in their order."""
    return [
        own("id"),
        own("title", is_text=True),
        own("kind"),
        own("network", is_text=True, column="network__name"),
        own("start"),
        own("end"),
        own("place", is_text=True),
        own("country", is_text=True, column="country__name_en"),
        own("country_code", column="country__alpha3"),
        own("topic", is_text=True),
        own("description", is_text=True),
        records(Meeting, "convenors"),
        _participants("attended", Attendance.ATTENDED),
        _participants("attended_online", Attendance.ONLINE),
        _participants("invited_absent", Attendance.INVITED_ABSENT),
        number("people_in_person"),
        number("people_online"),
        number("organizations_in_person"),
        number("organizations_online"),
        number("women"),
        number("men"),
        GatheredColumn("outcome", _outcomes, handlings=_outcome_handlings),
        GatheredColumn("sources", _sources, repeats=True, handlings=_source_handlings),
        own("note", is_text=True),
        utc("updated_at"),
        address("/meetings/"),
    ]
