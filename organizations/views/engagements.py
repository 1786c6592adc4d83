"""Who supports a process, as its page shows it: in groups of roles, and what is said of several of them once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from msn_kb.core.pictures import Timeline, Years

from ..choices import EngagementRole
from ..models import Engagement
from .citations import CitedSource, Reference, references


@dataclass(frozen=True)
class RoleGroup:
    """Roles that a reader looks for together."""

    code: str
    label: str
    icon: str
    roles: tuple[EngagementRole, ...]


ROLE_GROUPS = (
    RoleGroup(
        "lead",
        "Lead",
        "compass",
        (
            EngagementRole.LEAD_MEDIATOR,
            EngagementRole.CO_CHAIR,
            EngagementRole.FACILITATOR,
            EngagementRole.HOST,
        ),
    ),
    RoleGroup("envoys", "Envoys", "globe", (EngagementRole.ENVOY,)),
    RoleGroup(
        "contact-group",
        "Contact group, guarantors and observers",
        "people",
        (EngagementRole.CONTACT_GROUP_MEMBER, EngagementRole.GUARANTOR, EngagementRole.OBSERVER),
    ),
    RoleGroup(
        "support",
        "Support",
        "mortarboard",
        (
            EngagementRole.TECHNICAL_SUPPORT,
            EngagementRole.CAPACITY_BUILDING,
            EngagementRole.COORDINATION,
        ),
    ),
    RoleGroup("role-not-specified", "Role not specified", "info-circle", (EngagementRole.NOT_SPECIFIED,)),
)


@dataclass
class Account:
    """Engagements of which the sources say the same, word for word: what is said stands once for all of them."""

    engagements: list[Engagement]
    references: list[Reference]

    @property
    def shared(self) -> Engagement:
        """Any of them, for what they have in common."""
        return self.engagements[0]


@dataclass(frozen=True)
class Supporters:
    """Those engaged in the roles of one group."""

    group: RoleGroup
    accounts: Sequence[Account]

    @cached_property
    def engagements(self) -> list[Engagement]:
        return [engagement for account in self.accounts for engagement in account.engagements]

    @property
    def label(self) -> str:
        """The group's name; “Contact group” alone where it has neither guarantors nor observers."""
        roles = {engagement.role for engagement in self.engagements}
        is_contact_group = roles == {EngagementRole.CONTACT_GROUP_MEMBER}
        return "Contact group" if is_contact_group else self.group.label


def supporters(engagements: Iterable[Engagement], sources: Sequence[CitedSource]) -> list[Supporters]:
    """``engagements`` as ``for_page`` gives them, by role; groups without any are left out."""
    by_role: dict[str, list[Engagement]] = {}
    for engagement in engagements:
        by_role.setdefault(engagement.role, []).append(engagement)
    found = []
    for group in ROLE_GROUPS:
        members = [engagement for role in group.roles for engagement in by_role.get(role, [])]
        if members:
            found.append(Supporters(group, accounts(members, sources)))
    return found


def accounts(engagements: Iterable[Engagement], sources: Sequence[CitedSource]) -> list[Account]:
    """``engagements`` in their order, those of which the same is said put together."""
    found: dict[tuple[object, ...], Account] = {}
    cited = {one.source.pk: one for one in sources}
    for engagement in engagements:
        said = references(engagement.citation_list, cited)  # type: ignore[attr-defined]
        key = (
            engagement.role,
            engagement.through_id,
            engagement.office_id,
            engagement.start_year,
            engagement.end_year,
            engagement.description,
            engagement.note,
            engagement.handling,
            engagement.status,
            tuple((reference.cited.number, reference.locators) for reference in said),
        )
        found.setdefault(key, Account([], said)).engagements.append(engagement)
    return list(found.values())


def anchor(engagement: Engagement) -> str:
    """Id of the engagement's place on the process's page."""
    return f"engagement-{engagement.pk}"


def engagement_timeline(groups: Iterable[Supporters]) -> Timeline:
    """The years of all engagements, in the order of the page; each row leads to its place above."""
    rows = [
        Years(
            str(engagement.organization),
            engagement.get_role_display(),
            engagement.start_year,
            engagement.end_year,
            f"#{anchor(engagement)}",
        )
        for group in groups
        for engagement in group.engagements
    ]
    return Timeline(
        "timeline",
        "Who was engaged, and when",
        rows,
        row_noun="Organization",
        note="As far as the sources state years.",
    )
