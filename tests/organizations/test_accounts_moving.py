"""A member who changes organization: what they may read follows at once, what they wrote stays where it belongs."""

from __future__ import annotations

import pytest
from django.test import Client

from lessons.models import Lesson
from organizations.models import User
from tests.factories import LessonFactory, OrganizationFactory, UserFactory
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db


def entry(title: str, organization: object, **traits: object) -> Lesson:
    lesson = LessonFactory(title=title, handling="amber", **traits)
    lesson.owning_organizations.add(organization)
    return lesson


def test_member_who_moves_reads_what_the_new_organization_reads_and_keeps_their_drafts() -> None:
    old, new = OrganizationFactory(), OrganizationFactory()
    member: User = UserFactory(organization=old)
    theirs = entry("Theirs, a draft", old, owner=member, status="draft")
    left = entry("Left behind", old, owner=member)
    found = entry("Found", new)

    def read() -> set[str]:
        return set(Lesson.objects.visible_to(User.objects.get(pk=member.pk)).values_list("title", flat=True))

    assert read() == {"Theirs, a draft", "Left behind"}
    client = sign_in(Client(), member)
    member.organization = new
    member.save()

    assert read() == {"Theirs, a draft", "Found"}
    assert not client.get("/").context["user"].is_authenticated
    client = sign_in(Client(), User.objects.get(pk=member.pk))
    assert client.get(left.get_absolute_url()).status_code == 404
    assert client.get(found.get_absolute_url()).status_code == 200
    assert client.get(theirs.get_absolute_url()).status_code == 200
    for lesson in (theirs, left):
        assert list(lesson.owning_organizations.all()) == [old]
        assert Lesson.objects.get(pk=lesson.pk).owner_id == member.pk


def test_member_who_leaves_every_organization_reads_what_a_visitor_reads() -> None:
    house = OrganizationFactory()
    member: User = UserFactory(organization=house)
    entry("Left behind", house)
    LessonFactory(title="For the network", handling="green")
    LessonFactory(title="For everybody", handling="clear")
    LessonFactory(title="Theirs, a draft", handling="amber", owner=member, status="draft")
    member.organization = None
    member.save()
    readable = Lesson.objects.visible_to(User.objects.get(pk=member.pk))
    assert set(readable.values_list("title", flat=True)) == {"For everybody"}
