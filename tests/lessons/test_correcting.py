"""Members suggest corrections on the pages of all kinds of records; owners and curators revise what is published."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lessons import proposals
from lessons.choices import ProposalState
from lessons.models import Lesson, Proposal
from lessons.models.reviews import proposable_models
from lessons.proposable import ProposableNoun
from msn_kb.core.access import Status
from tests.access.reading import body_of
from tests.clients import signed_in

from ..factories import (
    CaseFactory,
    CountryFactory,
    LessonCitationFactory,
    LessonFactory,
    MeetingFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    SourceFactory,
    TermFactory,
    ThemeFactory,
)
from .posting import send, shown

pytestmark = pytest.mark.django_db

WHY = "The report says so on page 4."
KINDS: dict[str, tuple[Any, str]] = {
    "lesson": (LessonFactory, "insight"),
    "case": (CaseFactory, "situation"),
    "term": (TermFactory, "definition"),
    "organization": (OrganizationFactory, "description"),
    "office": (OfficeFactory, "mandate"),
    "meeting": (MeetingFactory, "description"),
    "process": (PeaceProcessFactory, "summary"),
    "source": (SourceFactory, "description"),
}


def address(record: Any) -> str:
    return f"/suggest/{record.url_noun()}/{record.slug}/"


def test_every_proposable_kind_has_an_address() -> None:
    nouns = {model.url_noun() for model in proposable_models()}  # type: ignore[attr-defined]
    assert set(ProposableNoun.regex.split("|")) == nouns == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_member_follows_the_link_of_each_kind_and_hands_a_correction_in(
    kind: str, member: Any, member_client: Client
) -> None:
    make, name = KINDS[kind]
    record = make()
    assert f'href="{address(record)}"' in member_client.get(record.get_absolute_url()).content.decode()
    response = send(member_client, address(record), "submit", explanation=WHY, **{name: "Corrected."})
    proposal = Proposal.objects.get()
    assert response["Location"] == f"/mine/proposals/{proposal.pk}/"
    assert (proposal.author, proposal.state, proposal.explanation) == (member, ProposalState.IN_REVIEW, WHY)
    assert proposal.proposed == {name: "Corrected."}
    assert "Corrected." in member_client.get(response["Location"]).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_curator_opens_the_revision_of_each_kind_with_its_relations(kind: str) -> None:
    make, _ = KINDS[kind]
    client = signed_in(curator=True)
    record = make()
    response = send(client, address(record), explanation=WHY)
    assert response.status_code == 302
    assert Proposal.objects.get().proposed == {}


@pytest.mark.parametrize("person", [None, {}])
def test_who_is_no_member_sees_no_link(client: Client, person: Any) -> None:
    lesson = LessonFactory()
    reader = client if person is None else signed_in(**person)
    assert "Suggest a correction" not in reader.get(lesson.get_absolute_url()).content.decode()


def test_pages_of_other_records_have_no_link(member_client: Client) -> None:
    theme, country = ThemeFactory(), CountryFactory()
    for record in (theme, country):
        assert "Suggest a correction" not in member_client.get(record.get_absolute_url()).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_member_corrects_a_hidden_entry_and_it_is_missing(member_client: Client, method: str) -> None:
    hidden = LessonFactory(handling="red")
    found = getattr(member_client, method)(address(hidden))
    missing = getattr(member_client, method)("/suggest/lesson/no-such-lesson/")
    assert found.status_code == missing.status_code == 404
    assert body_of(found).replace(hidden.slug, "no-such-lesson") == body_of(missing)


def test_kind_that_takes_no_proposals_has_no_address(member_client: Client) -> None:
    assert member_client.get(f"/suggest/theme/{ThemeFactory().slug}/").status_code == 404


def test_member_is_not_offered_relations_nor_the_speaker(member_client: Client) -> None:
    lesson = LessonFactory(speaker="Ms Secretname", attribution="organization-only")
    page = member_client.get(address(lesson))
    names = set(page.context["form"].fields)
    assert names == {
        *("title", "kind", "context", "insight", "recommendation", "applicability"),
        *("evidence", "evidence_note", "date", "language", "explanation"),
    }
    assert "Secretname" not in page.content.decode()


def test_owner_is_shown_no_affiliation_under_the_chatham_house_rule(
    member: Any, member_client: Client
) -> None:
    house = OrganizationFactory(name="House of secrets")
    lesson = LessonFactory(
        owner=member, attribution="chatham-house", speaker="Ms Secretname", organizations=[house]
    )
    page = member_client.get(address(lesson))
    assert "themes" in page.context["form"].fields
    assert not {"speaker", "organizations", "offices", "attribution"} & set(page.context["form"].fields)
    assert "Secretname" not in page.content.decode()


def test_member_without_an_explanation_is_refused_and_loses_nothing(member_client: Client) -> None:
    lesson = LessonFactory()
    response = send(member_client, address(lesson), insight="Corrected.")
    assert response.status_code == 400
    assert response.context["form"].errors == {"explanation": ["This field is required."]}
    assert "Corrected." in response.content.decode()
    assert not Proposal.objects.exists()


def test_member_changes_a_field_that_is_not_offered_and_it_is_ignored(member_client: Client) -> None:
    lesson = LessonFactory()
    sent = {"status": "archived", "handling": "clear", "themes": [ThemeFactory().pk], "owner": "1"}
    send(member_client, address(lesson), explanation=WHY, insight="Other.", **sent)
    assert Proposal.objects.get().proposed == {"insight": "Other."}


def test_member_writes_while_the_entry_changes_and_is_shown_both(member_client: Client) -> None:
    lesson = LessonFactory(insight="First.")
    data = shown(member_client.get(address(lesson))) | {"insight": "Mine.", "explanation": WHY}
    Lesson.objects.update(insight="Theirs.")
    response = member_client.post(address(lesson), data)
    assert response.status_code == 409
    assert [(one.label, one.stored) for one in response.context["clashes"]] == [("Insight", "Theirs.")]
    assert "Mine." in response.content.decode()
    assert not Proposal.objects.exists()
    member_client.post(address(lesson), {**data, "opened": response.context["state"]})
    assert Proposal.objects.get().basis == {"insight": "Theirs."}


def test_member_leaves_names_with_commas_alone_and_they_stay_as_they_are(member_client: Client) -> None:
    process: Any = PeaceProcessFactory(summary="Old.", other_names=["Helsinki, the process", "Second name"])

    send(member_client, address(process), explanation=WHY, summary="New.")
    assert Proposal.objects.get().proposed == {"summary": "New."}

    send(member_client, address(process), explanation=WHY, other_names="Helsinki, the process\nThird, name")
    assert Proposal.objects.get().proposed == {
        "summary": "New.",
        "other_names": ["Helsinki, the process", "Third, name"],
    }


def test_member_opens_a_returned_proposal_and_sees_what_was_changed_since(
    member: Any, member_client: Client
) -> None:
    process: Any = PeaceProcessFactory(summary="Old.")
    proposal = proposals.propose(process, member, {"summary": "Proposed."}, WHY)
    assert member_client.get(address(process)).context["clashes"] is None
    type(process).objects.filter(pk=process.pk).update(summary="Newer text of a curator.")

    page = member_client.get(address(process))

    assert [(one.label, one.stored) for one in page.context["clashes"]] == [
        ("Summary", "Newer text of a curator.")
    ]
    assert "after you wrote your proposal" in body_of(page)
    assert page.context["form"]["summary"].value() == "Proposed."
    assert proposal.proposed == {"summary": "Proposed."}


def test_member_opens_their_draft_again_with_what_they_proposed(member_client: Client) -> None:
    lesson = LessonFactory(insight="First.")
    send(member_client, address(lesson), explanation=WHY, insight="Mine.")
    page = member_client.get(address(lesson))
    assert page.context["form"]["insight"].value() == "Mine."
    send(member_client, address(lesson), "submit", insight="Better.")
    proposal = Proposal.objects.get()
    assert (proposal.proposed, proposal.state) == ({"insight": "Better."}, ProposalState.IN_REVIEW)


def test_member_whose_proposal_is_in_review_is_led_to_it(member: Any, member_client: Client) -> None:
    lesson = LessonFactory()
    data = shown(member_client.get(address(lesson))) | {"explanation": WHY, "then": "submit"}
    assert member_client.post(address(lesson), data).status_code == 302
    # Sent again, as by a second click.
    replayed = member_client.post(address(lesson), data)
    assert replayed["Location"] == f"/mine/proposals/{Proposal.objects.get().pk}/"


def test_owner_revises_tags_and_citations_while_the_entry_stays_as_it_is(
    member: Any, member_client: Client, curator: Any
) -> None:
    old, new = ThemeFactory(), ThemeFactory()
    hidden: Any = PeaceProcessFactory(handling="red")
    lesson: Any = LessonFactory(owner=member, themes=[old], processes=[hidden], title="Talk to both")
    citation = LessonCitationFactory(record=lesson, locator="p. 1")
    added = SourceFactory()
    response = send(
        member_client,
        address(lesson),
        "submit",
        explanation=WHY,
        title="Talk to all",
        themes=[new.pk],
        citations__1__source=added.pk,
        citations__1__locator="p. 9",
    )
    proposal = Proposal.objects.get()
    assert set(proposal.proposed) == {"title", "themes", "citations"}
    assert hidden.name not in member_client.get(response["Location"]).content.decode()
    lesson.refresh_from_db()
    assert (lesson.title, lesson.status, list(lesson.themes.all())) == (
        "Talk to both",
        Status.PUBLISHED,
        [old],
    )
    proposals.accept(proposal, curator, "Checked.")
    lesson.refresh_from_db()
    assert (lesson.title, lesson.status) == ("Talk to all", Status.PUBLISHED)
    assert (list(lesson.themes.all()), list(lesson.processes.all())) == ([new], [hidden])
    assert list(lesson.citations.values_list("source", "locator")) == [
        (citation.source_id, "p. 1"),
        (added.pk, "p. 9"),
    ]


def test_author_of_a_draft_is_led_to_its_own_form(member: Any, member_client: Client) -> None:
    lesson = LessonFactory(owner=member, status="draft")
    assert member_client.get(address(lesson))["Location"] == reverse("lesson-edit", args=[lesson.slug])


def test_member_opens_a_former_address_and_is_led_to_the_entry(member_client: Client) -> None:
    lesson = LessonFactory(title="Old title")
    lesson.slug = "new-title"
    lesson.save()
    assert member_client.get("/suggest/lesson/old-title/")["Location"] == "/lessons/new-title/"
