"""Curators edit organizations, processes and sources in the administration; the rules show as messages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from organizations.models import (
    Engagement,
    Membership,
    Organization,
    Participation,
    PeaceProcess,
    Region,
    Source,
)
from tests import factories

from .addresses import admin_page, change_page
from .posting import errors_on, new_row, page_as_sent

pytestmark = pytest.mark.django_db


def test_curator_edits_an_organization_with_all_its_parts(curator_client: Client) -> None:
    organization = factories.OrganizationFactory(name="African Union")
    network, source = factories.OrganizationFactory(network=True), factories.SourceFactory()
    office = factories.OfficeFactory()
    sent = page_as_sent(curator_client, change_page(organization)) | {"acronym": "AU"}
    sent = new_row(sent, "other_names", name="Union africaine", language="fr", kind="translation")
    sent = new_row(sent, "memberships", network=network.pk, as_of="2022-04")
    sent = new_row(sent, "citations", source=source.pk, locator="Annex", position=0)
    sent = new_row(sent, "Office_hosts", office=office.pk)
    assert curator_client.post(change_page(organization), sent).status_code == 302
    organization.refresh_from_db()
    assert str(organization) == "African Union (AU)"
    assert organization.other_names.get().name == "Union africaine"
    assert organization.memberships.get().network == network
    assert organization.citations.get().locator == "Annex"
    assert organization in office.hosts.all()


def test_curator_adds_members_to_what_is_no_network_is_refused(curator_client: Client) -> None:
    organization, member = factories.OrganizationFactory.create_batch(2)
    sent = new_row(page_as_sent(curator_client, change_page(organization)), "members", organization=member.pk)
    assert errors_on(curator_client.post(change_page(organization), sent)) == [
        "Only a network has members.",
        f"“{organization}” is not a network; its kind would have to be changed first.",
    ]
    assert curator_client.post(change_page(organization), sent | {"kind": "network"}).status_code == 302
    assert Membership.objects.get().organization == member


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({}, "A member is either an organization or an office."),
        ({"organization": 1, "office": 1}, "A member is either an organization or an office."),
        (
            {"organization": 1, "as_of": "April"},
            "“April” is not a date; write a year, a month or a day: 2018, 2018-10 or 2018-10-17.",
        ),
        ({"organization": 1, "start_year": 2010, "end_year": 2005}, "The end lies before the start."),
        (
            {"organization": 1, "start_year": 9999},
            f"“9999” cannot be the year: write one from 1000 to {date.today().year + 10}.",
        ),
    ],
)
def test_curator_adds_a_wrong_member_is_refused_with_a_message(
    curator_client: Client, row: dict[str, Any], message: str
) -> None:
    network = factories.OrganizationFactory(network=True)
    records = {"organization": factories.OrganizationFactory().pk, "office": factories.OfficeFactory().pk}
    filled = {"note": "from the list"} | {name: records.get(name, value) for name, value in row.items()}
    sent = new_row(page_as_sent(curator_client, change_page(network)), "members", **filled)
    assert message in errors_on(curator_client.post(change_page(network), sent))


def test_curator_enters_the_same_row_twice_is_refused(curator_client: Client) -> None:
    network, meeting = factories.OrganizationFactory(network=True), factories.MeetingFactory()
    process, member = factories.PeaceProcessFactory(), factories.OrganizationFactory()
    for record, prefix, row in (
        (network, "members", {"organization": member.pk}),
        (meeting, "participations", {"organization": member.pk, "attendance": "attended"}),
        (
            process,
            "engagements",
            {"organization": member.pk, "role": "observer", "handling": "clear"},
        ),
    ):
        sent = page_as_sent(curator_client, change_page(record))
        for _ in range(2):
            sent = new_row(sent, prefix, **row)
        assert "Two rows say the same." in errors_on(curator_client.post(change_page(record), sent))
    assert [model.objects.count() for model in (Membership, Participation, Engagement)] == [0, 0, 0]


def test_curator_enters_what_the_database_alone_refuses_reads_a_message_and_keeps_what_was_typed(
    curator_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.PeaceProcessFactory(name="Aceh")
    monkeypatch.setattr(PeaceProcess, "validate_unique", lambda self, exclude=None: None)
    add = admin_page(PeaceProcess, "add")
    sent = page_as_sent(curator_client, add) | {"name": "Aceh", "summary": "Typed for an hour."}
    response = curator_client.post(add, sent)
    assert errors_on(response) == [
        "Nothing was saved: the same was entered twice, here or by somebody else at this moment."
    ]
    assert "Typed for an hour." in response.content.decode()
    assert PeaceProcess.objects.count() == 1


def test_curator_breaks_a_rule_that_the_database_alone_checks_reads_the_rule(
    curator_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = factories.PeaceProcessFactory()
    monkeypatch.setattr(PeaceProcess, "validate_constraints", lambda self, exclude=None: None)
    sent = page_as_sent(curator_client, change_page(process)) | {"start_year": 2010, "end_year": 2005}
    assert errors_on(curator_client.post(change_page(process), sent)) == [
        "Nothing was saved: the end lies before the start."
    ]


@pytest.mark.parametrize("value", ["x", "9" * 20])
def test_curator_sends_a_junk_number_of_a_parent_is_refused(curator_client: Client, value: str) -> None:
    add = admin_page(Organization, "add")
    assert curator_client.get(add, {"parent": value, "regions": value}).status_code == 200
    sent = page_as_sent(curator_client, add) | {"name": "A body", "kind": "ngo", "parent": value}
    assert errors_on(curator_client.post(add, sent)) == [
        "Select a valid choice. That choice is not one of the available choices."
    ]


def test_curator_makes_a_record_its_own_parent_or_part_is_refused(curator_client: Client) -> None:
    organization, network = factories.OrganizationFactory(), factories.OrganizationFactory(network=True)
    source = factories.SourceFactory()
    for record, fields, message in (
        (organization, {"parent": organization.pk}, "This is the record itself; choose another one."),
        (network, {"members": {"organization": network.pk}}, "A network is no member of itself."),
        (
            source,
            {"citations": {"source": source.pk, "position": 0}},
            "This is the record itself; choose another one.",
        ),
    ):
        sent = page_as_sent(curator_client, change_page(record))
        for name, value in fields.items():
            sent = new_row(sent, name, **value) if isinstance(value, dict) else sent | {name: value}
        assert errors_on(curator_client.post(change_page(record), sent)) == [message]


def test_curator_enters_engagements_in_a_process(curator_client: Client) -> None:
    process, organization = factories.PeaceProcessFactory(), factories.OrganizationFactory()
    row = {"organization": organization.pk, "role": "host", "handling": "clear"}
    sent = new_row(page_as_sent(curator_client, change_page(process)), "engagements", **row)
    assert curator_client.post(change_page(process), sent).status_code == 302
    engagement = process.engagements.get()
    assert (engagement.role, engagement.organization) == ("host", organization)
    closed = page_as_sent(curator_client, change_page(process)) | {"engagements-0-handling": "red"}
    assert errors_on(curator_client.post(change_page(process), closed)) == [
        "TLP:RED is for named people only: name at least one."
    ]


def test_curator_enters_a_contact_group_that_is_no_network_is_refused(curator_client: Client) -> None:
    engagement = factories.EngagementFactory()
    sent = page_as_sent(curator_client, change_page(engagement)) | {
        "through": factories.OrganizationFactory().pk
    }
    assert errors_on(curator_client.post(change_page(engagement), sent)) == [
        "Select a valid choice. That choice is not one of the available choices."
    ]


def test_curator_saves_names_with_commas_and_they_stay_whole(curator_client: Client) -> None:
    source = factories.SourceFactory(authors=["Lanz, David", "Gasser, Rachel"])
    sent = page_as_sent(curator_client, change_page(source))
    assert sent["authors"] == "Lanz, David\nGasser, Rachel"
    sent["authors"] += "\r\n\r\n  Siegfried, Matthias \r\n"
    assert curator_client.post(change_page(source), sent).status_code == 302
    source.refresh_from_db()
    assert source.authors == ["Lanz, David", "Gasser, Rachel", "Siegfried, Matthias"]
    sent = page_as_sent(curator_client, change_page(source))
    too_many = sent | {"authors": "\n".join(f"Author {n}" for n in range(101))}
    assert errors_on(curator_client.post(change_page(source), too_many)) == [
        "List contains 101 items, it should contain no more than 100."
    ]


def test_curator_enters_a_source_without_title_and_description_is_refused(curator_client: Client) -> None:
    sent = page_as_sent(curator_client, admin_page(Source, "add")) | {"kind": "report"}
    assert errors_on(curator_client.post(admin_page(Source, "add"), sent)) == [
        "Give a title, or a description where the document states no title."
    ]
    assert curator_client.post(admin_page(Source, "add"), sent | {"description": "A note"}).status_code == 302
    assert str(Source.objects.get()) == "[A note]"


def test_curator_puts_a_region_within_its_own_part_is_refused(curator_client: Client) -> None:
    outer = factories.RegionFactory()
    inner = factories.RegionFactory(parent=outer)
    sent = page_as_sent(curator_client, change_page(outer)) | {"parent": inner.pk}
    assert errors_on(curator_client.post(change_page(outer), sent)) == [
        "A region cannot lie within itself or within one of its parts."
    ]
    assert Region.objects.get(pk=outer.pk).parent is None


def test_curator_deletes_parts_and_records_with_a_reason(curator_client: Client) -> None:
    membership = factories.MembershipFactory()
    factories.MembershipCitationFactory(record=membership)
    delete = "/admin/organizations/{}/{}/delete/"
    sent = {"post": "yes", "reason": "Entered twice"}
    for kind, number in (("membership", membership.pk), ("organization", membership.network_id)):
        assert curator_client.post(delete.format(kind, number), {"post": "yes"}).status_code == 200
        assert curator_client.post(delete.format(kind, number), sent).status_code == 302
    assert (Membership.objects.count(), Organization.objects.count()) == (0, 1)


def test_curator_cannot_delete_many_at_once(curator_client: Client) -> None:
    membership = factories.MembershipFactory()
    path = "/admin/organizations/membership/"
    assert "delete_selected" not in curator_client.get(path).content.decode()
    curator_client.post(
        path, {"action": "delete_selected", "_selected_action": [membership.pk], "post": "yes"}
    )
    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    "path", ["lessons/contrast", "lessons/theme", "lessons/track", "organizations/office"]
)
def test_curator_sends_an_empty_form_is_refused_with_messages(curator_client: Client, path: str) -> None:
    add = f"/admin/{path}/add/"
    response = curator_client.post(add, page_as_sent(curator_client, add))
    assert set(errors_on(response)) == {"This field is required."}


def test_curator_enters_a_contrast_with_its_points(curator_client: Client) -> None:
    first, second = factories.TermFactory(name="Mediation"), factories.TermFactory(name="Negotiation")
    add = "/admin/lessons/contrast/add/"
    sent = page_as_sent(curator_client, add) | {"first": first.pk, "second": second.pk}
    sent = new_row(
        sent, "points", aspect="Who decides", first="The parties", second="The parties", position=0
    )
    assert curator_client.post(add, sent).status_code == 302
    contrast = first.contrasts_as_first.get()
    assert (contrast.slug, contrast.points.get().aspect) == ("mediation-and-negotiation", "Who decides")
