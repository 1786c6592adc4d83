"""The invented records of the organizations app: who acts, where, and what was published."""

from __future__ import annotations

from organizations.models import (
    Country,
    Engagement,
    EngagementCitation,
    Meeting,
    MeetingCitation,
    Membership,
    MembershipCitation,
    Office,
    OfficeCitation,
    Organization,
    OrganizationCitation,
    OrganizationName,
    Participation,
    PeaceProcess,
    ProcessCitation,
    Source,
    SourceCitation,
)

from .prose import chance, number, partial_date, shares, sometimes, text, title
from .rows import each, execute, insert, numbered, one_of, table, tag
from .scale import Scale

CITATIONS = {
    OrganizationCitation: 5,
    OfficeCitation: 5,
    MeetingCitation: 5,
    ProcessCitation: 5,
    EngagementCitation: 2,
    MembershipCitation: 1,
}
ATTENDANCE = shares(5, attended=0.8, online=0.15, invited_absent=0.05)
EMPTY = "''"


def protection(salt: int) -> dict[str, str]:
    """SQL of handling and status in the shares of a grown collection."""
    return {
        "handling": shares(salt, clear=0.85, green=0.08, amber=0.05, red=0.02),
        "status": shares(salt + 1, published=0.96, draft=0.02, archived=0.02),
        "updated_at": "now() - n * interval '7 minutes'",
    }


def acronym(share: float, salt: int) -> str:
    """SQL of up to four capital letters; some rows share theirs, as in life."""
    letters = "upper(left(translate(md5(n::text), '0123456789', 'ghijklmnop'), 4))"
    return sometimes(share, salt, letters, EMPTY)


def build(scale: Scale) -> None:
    """Fill the tables of the organizations app; vocabularies and countries must be there."""
    _organizations(scale)
    _offices(scale)
    _sources(scale)
    _meetings(scale)
    _processes(scale)
    _memberships(scale)
    for model, turns in CITATIONS.items():
        cite(model, turns)


def cite(model: type, turns: int) -> None:
    """Citations of every record that ``model`` serves, a few sources being cited by many."""
    record = model._meta.get_field("record").related_model  # type: ignore[attr-defined]
    source = one_of(Source, 11)
    values = {
        "record": "record.id",
        "source": source,
        "locator": "'Section ' || turn || '.' || record.id % 9",
        "position": "turn",
    }
    insert(model, each(record, turns), values, f"record.id <> {source}" if record is Source else "true")


def _organizations(scale: Scale) -> None:
    insert(
        Organization,
        numbered(scale.organizations),
        {
            "slug": "'organization-' || n",
            "name": title(1, 60),
            "acronym": acronym(0.7, 2),
            "kind": shares(
                3, ngo=0.5, academic=0.15, state_body=0.15, intergovernmental=0.05, regional=0.05, un_entity=0.05,
                network=0.05,
            ),
            "website": "'https://www.example.org/' || n",
            "country": sometimes(0.9, 4, one_of(Country, 5)),
            "description": text(6, 3),
            "note": sometimes(0.2, 7, text(8), EMPTY),
        },
    )  # fmt: skip
    parent = one_of(Organization, 9, row="id")
    execute(
        f"UPDATE {table(Organization)} SET parent_id = {parent} "
        f"WHERE {chance(10, 'id')} < 0.3 AND {parent} < id"
    )
    tag(Organization, "regions", 2)
    other = {
        "organization": "record.id",
        "name": title(12, 60),
        "kind": shares(13, translation=0.5, former=0.5),
    }
    insert(OrganizationName, each(Organization, 3), {**other, "language": shares(14, fr=0.4, es=0.3, ar=0.3)})


def _offices(scale: Scale) -> None:
    insert(
        Office,
        numbered(scale.offices),
        {
            "slug": "'office-' || n",
            "name": title(20, 60),
            "acronym": acronym(0.6, 21),
            "status": shares(22, not_stated=0.4, operational=0.4, exploring=0.1, planned=0.05, closed=0.05),
            "year_established": sometimes(0.6, 23, number(24, 1990, 2025)),
            "mandate": text(25, 3),
            "placement": shares(26, political_or_regional_department=0.5, other=0.5),
            "staff_min": "1 + n % 5",
            "staff_max": "6 + n % 10",
            "staff_as_of": "'2022'",
            "funding": text(27),
            "description": text(28, 3),
        },
    )
    tag(Office, "hosts", 2, share=1)
    tag(Office, "clients", 4, skew=1)
    tag(Office, "services", 8, skew=1)


def _sources(scale: Scale) -> None:
    label = title(30, 110)
    insert(
        Source,
        numbered(scale.sources),
        {
            "slug": "'source-' || n",
            "title": label,
            "description": text(31, 2),
            "kind": shares(32, report=0.4, article=0.2, policy_brief=0.2, book=0.1, guidance=0.1),
            "authors": "ARRAY['Author ' || n, 'Writer ' || n / 2]",
            "date": partial_date(33),
            "language": shares(36, en=0.8, fr=0.1, es=0.1),
            "url": "'https://www.example.org/source/' || n",
            "sort_label": f"lower({label})",
            **protection(37),
        },
    )
    tag(Source, "publishers", 2)
    cite(SourceCitation, 3)


def _meetings(scale: Scale) -> None:
    insert(
        Meeting,
        numbered(scale.meetings),
        {
            "slug": "'meeting-' || n",
            "title": title(40, 80),
            "kind": shares(41, workshop=0.5, annual_meeting=0.3, expert_meeting=0.2),
            "network": sometimes(0.5, 42, one_of(Organization, 43, where="kind = 'network'")),
            "start": partial_date(44),
            "place": "'Place ' || n",
            "country": one_of(Country, 47),
            "topic": text(48),
            "description": text(49, 3),
            "people_in_person": "20 + n % 30",
            "outcome": sometimes(0.5, 50, one_of(Source, 51)),
        },
    )
    tag(Meeting, "convenors", 2)
    present = {"meeting": "record.id", "attendance": ATTENDANCE}
    insert(Participation, each(Meeting, 40), {**present, "organization": one_of(Organization, 52)})
    insert(Participation, each(Meeting, 6), {**present, "office": one_of(Office, 53)})


def _processes(scale: Scale) -> None:
    insert(
        PeaceProcess,
        numbered(scale.processes),
        {
            "slug": "'process-' || n",
            "name": title(60, 50),
            "other_names": sometimes(0.3, 68, "ARRAY['Talks ' || n, 'Pourparlers ' || n]", "'{}'"),
            "start_year": number(61, 1980, 2010),
            "end_year": sometimes(0.5, 62, number(63, 2010, 2026)),
            "process_status": shares(64, not_stated=0.3, ongoing=0.3, agreement_reached=0.3, stalled=0.1),
            "summary": text(65, 5),
            **protection(66),
        },
    )
    tag(PeaceProcess, "countries", 2, skew=1.5)
    insert(
        Engagement,
        numbered(scale.engagements),
        {
            "process": one_of(PeaceProcess, 70, skew=1.5),
            "organization": one_of(Organization, 71),
            "office": sometimes(0.1, 72, one_of(Office, 73)),
            "through": sometimes(0.15, 74, one_of(Organization, 75, where="kind = 'network'")),
            "role": shares(
                76, technical_support=0.2, facilitator=0.2, lead_mediator=0.1, contact_group_member=0.15, envoy=0.1,
                observer=0.1, not_specified=0.15,
            ),
            "start_year": sometimes(0.7, 77, number(78, 1985, 2010)),
            "end_year": sometimes(0.3, 79, number(80, 2010, 2026)),
            "description": text(81, 2),
            **protection(82),
        },
    )  # fmt: skip


def _memberships(scale: Scale) -> None:
    network = one_of(Organization, 90, skew=1.5, where="kind = 'network'")
    listed = {
        "network": network,
        "as_of": "'2022-04'",
        "start_year": sometimes(0.5, 91, number(92, 2000, 2022)),
    }
    organization = one_of(Organization, 93, skew=1.2)
    insert(
        Membership,
        numbered(scale.organizations),
        {**listed, "organization": organization},
        f"{organization} <> {network}",
    )
    insert(Membership, numbered(scale.offices), {**listed, "office": one_of(Office, 94, skew=1)})
