"""An erased person leaves no name and no address anywhere; their entries stay."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from lessons.models import Lesson
from organizations.accounts import erasing, invitations, second_factor
from organizations.models import Invitation, User
from tests.factories import PASSWORD, CaseFactory, LessonFactory, OrganizationFactory, UserFactory
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db

ADDRESS, NAME = "zerlina.quist@example.org", "Zerlina Quist"
LIST = "/admin/organizations/user/"


@pytest.fixture
def person() -> User:
    """Somebody who has left traces wherever a person can."""
    person = UserFactory(email=ADDRESS, name=NAME, curator=True, organization=OrganizationFactory())
    second_factor.set_up(person)
    lesson = LessonFactory(title="Kept", owner=person, handling="red")
    lesson.named_people.add(person)
    CaseFactory(handling="red").named_people.add(person)
    sign_in(Client(), person)
    Client().post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})
    invitation = Invitation(email=ADDRESS, name=NAME)
    invitations.prepare(invitation, None)
    invitation.save()
    administrator: User = UserFactory(administrator=True)
    for record in (person, invitation):
        LogEntry.objects.create(
            user=administrator,
            content_type=ContentType.objects.get_for_model(record),
            object_id=str(record.pk),
            object_repr=str(record),
            action_flag=CHANGE,
        )
    return person


def traces_in_the_database() -> list[str]:
    """Tables that hold a name or an address anywhere, sessions read as what they mean."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f"SELECT count(*) FROM {connection.ops.quote_name(table)} AS r WHERE r::text ILIKE ANY(%s)",
                [["%zerlina%", "%quist%"]],
            )
            if cursor.fetchone()[0]:
                found.append(table)
    if any("zerlina" in str(session.get_decoded()) for session in Session.objects.all()):
        found.append("sessions")
    return sorted(found)


def test_erased_person_is_found_in_no_table(person: User) -> None:
    assert {"organizations_user", "account_emailaddress", "sessions"} <= set(traces_in_the_database())
    erased = erasing.erase(person)
    assert traces_in_the_database() == []
    assert (erased.email, str(erased)) == (f"erased-{person.pk}@erased.invalid", f"erased person {person.pk}")


def test_erased_person_has_no_rights_and_no_way_in(person: User) -> None:
    client = sign_in(Client(), person)
    erased = erasing.erase(person)
    assert (erased.is_active, erased.is_staff, erased.is_superuser, erased.organization) == (
        False,
        False,
        False,
        None,
    )
    assert not erased.has_usable_password()
    assert erased.groups.count() == 0
    assert not second_factor.has_second_factor(erased)
    assert client.get("/").context["user"].is_anonymous
    assert Client().login(username=ADDRESS, password=PASSWORD) is False
    assert not User.objects.filter(named_in_lesson_set__isnull=False).exists()
    assert not User.objects.filter(named_in_case_set__isnull=False).exists()


def test_entries_of_an_erased_person_stay(person: User) -> None:
    erasing.erase(person)
    lesson = Lesson.objects.get(title="Kept")
    assert lesson.owner_id == person.pk
    assert lesson.named_people.count() == 0


def test_administrator_erases_a_person_after_being_asked_once_more(person: User) -> None:
    client = sign_in(Client(), UserFactory(administrator=True))
    sent: dict[str, Any] = {"action": "erase_people", "_selected_action": [person.pk]}
    page = client.post(LIST, sent)
    assert "This cannot be undone." in page.content.decode()
    person.refresh_from_db()
    assert person.erased_at is None
    response = client.post(LIST, sent | {"post": "yes"}, follow=True)
    assert f"erased person {person.pk}" in response.content.decode()
    assert traces_in_the_database() == []


def test_curator_cannot_erase_anybody(person: User, curator_client: Client) -> None:
    sent = {"action": "erase_people", "_selected_action": [person.pk], "post": "yes"}
    assert curator_client.post(LIST, sent).status_code == 403
    person.refresh_from_db()
    assert person.name == NAME


def test_operator_erases_a_person_by_command(person: User, capsys: Any) -> None:
    call_command("erase_person", ADDRESS.upper())
    assert capsys.readouterr().out == f"Erased; the account is now called “erased person {person.pk}”.\n"
    assert traces_in_the_database() == []


@pytest.mark.parametrize("address", ["nobody@example.org", "", "erased"])
def test_operator_who_names_nobody_is_told_so(address: str) -> None:
    with pytest.raises(CommandError, match=f"EMAIL: no account has the address '{address}'"):
        call_command("erase_person", address)


def test_nobody_is_erased_twice(person: User) -> None:
    erased = erasing.erase(person)
    with pytest.raises(erasing.CannotErase, match="is erased already"):
        erasing.erase(erased)


def test_administrator_cannot_erase_themselves() -> None:
    administrator = UserFactory(administrator=True)
    UserFactory(administrator=True)
    with pytest.raises(erasing.CannotErase, match="Nobody erases themselves"):
        erasing.erase(administrator, by=administrator)


def test_last_administrator_cannot_be_erased() -> None:
    administrator = UserFactory(administrator=True)
    UserFactory(administrator=True, is_active=False)
    with pytest.raises(erasing.CannotErase, match="is the last administrator"):
        erasing.erase(administrator)
    administrator.refresh_from_db()
    assert administrator.erased_at is None
