"""Addresses of records: made, kept, changed, redirected."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lessons.models import Lesson
from msn_kb.core.access import Handling, Status
from msn_kb.core.slugs import RESERVED, free_slug, validate_slug_is_free
from tests.factories import LessonFactory, OrganizationFactory, ThemeFactory, UserFactory
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db


def move(lesson: Lesson, slug: str) -> None:
    lesson.slug = slug
    lesson.save()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Trust takes time", "trust-takes-time"),
        ("  L'égalité, d'abord!  ", "legalite-dabord"),
        ("snake_case_and_more", "snake-case-and-more"),
        ("__init__", "init"),
        ("New", "new-2"),
        ("Export", "export-2"),
        ("الوساطة", "lesson"),
        ("调解", "lesson"),
        ("🕊🕊🕊", "lesson"),
        ("-- ? --", "lesson"),
        ("Медиация 2018", "2018"),
        ("a" * 200, "a" * 80),
        ("word " * 40, "-".join(["word"] * 16)),
    ],
)
def test_title_makes_the_address(title, slug):
    assert LessonFactory(title=title).slug == slug


def test_same_titles_get_a_counter():
    assert [LessonFactory(title="الوساطة").slug for _ in range(3)] == ["lesson", "lesson-2", "lesson-3"]


def test_record_keeps_its_own_address_when_it_is_made_anew():
    lesson = LessonFactory(title="Trust")

    assert free_slug(Lesson, "Trust", lesson.pk) == "trust"
    assert free_slug(Lesson, "Trust") == "trust-2"


def test_renamed_lesson_keeps_its_address():
    lesson = LessonFactory(title="Trust")
    lesson.title = "Confidence"
    lesson.save()

    assert lesson.slug == "trust"


@pytest.mark.parametrize("word", RESERVED)
def test_word_of_the_program_is_no_address(word):
    with pytest.raises(ValidationError):
        validate_slug_is_free(word)
    with pytest.raises(IntegrityError, match="lessons_lesson_slug_form"), transaction.atomic():
        LessonFactory(slug=word)


@pytest.mark.parametrize(
    "slug", ["Trust", "trust_", "-trust", "trust-", "a--b", "été", "a b", "a/b", "<b>", "."]
)
def test_address_of_another_form_is_refused_by_the_database(slug):
    with pytest.raises(IntegrityError, match="lessons_lesson_slug_form"):
        LessonFactory(slug=slug)


def test_curator_checks_a_record_without_address_gets_one_before_validation():
    theme = ThemeFactory.build(name="New")
    theme.full_clean()

    assert theme.slug == "new-2"


# --- Former addresses ---------------------------------------------------------------------------------------


def test_reader_opens_a_former_address_is_led_to_the_present_one(client):
    lesson = LessonFactory(slug="first")
    move(lesson, "second")
    move(lesson, "third")

    for former in ("first", "second"):
        response = client.get(f"/lessons/{former}/")
        assert (response.status_code, response["Location"]) == (302, "/lessons/third/")


def test_former_address_is_remembered_of_a_record_read_from_the_database(client):
    move(Lesson.objects.get(pk=LessonFactory(slug="first").pk), "second")

    assert client.get("/lessons/first/")["Location"] == "/lessons/second/"


def test_address_that_moves_back_needs_no_redirect(client):
    lesson = LessonFactory(slug="first")
    move(lesson, "second")
    move(lesson, "first")

    assert client.get("/lessons/first/").status_code == 200
    assert client.get("/lessons/second/")["Location"] == "/lessons/first/"


def test_former_address_taken_by_another_record_shows_that_record(client):
    move(LessonFactory(slug="first"), "second")
    newcomer = LessonFactory(slug="first")

    assert client.get("/lessons/first/").context["lesson"] == newcomer


def test_former_address_of_two_records_leads_to_the_latest_holder(client):
    move(LessonFactory(slug="first"), "second")
    move(LessonFactory(slug="first"), "third")

    assert client.get("/lessons/first/")["Location"] == "/lessons/third/"


def test_former_address_of_another_kind_of_record_leads_nowhere(client):
    organization = OrganizationFactory(slug="first")
    organization.slug = "second"
    organization.save()
    LessonFactory(slug="second")

    assert client.get("/lessons/first/").status_code == 404


@pytest.mark.parametrize(
    "hidden", [{"handling": Handling.GREEN}, {"status": Status.DRAFT}, {"status": Status.ARCHIVED}]
)
def test_visitor_opens_a_former_address_of_a_hidden_record_finds_nothing(client, hidden):
    move(LessonFactory(slug="first", **hidden), "second")

    assert client.get("/lessons/first/").status_code == 404
    assert client.get("/lessons/FIRST/", follow=True).status_code == 404


def test_member_opens_a_former_address_of_a_green_record_is_led_on(client):
    move(LessonFactory(slug="first", handling=Handling.GREEN), "second")
    sign_in(client, UserFactory(member=True))

    assert client.get("/lessons/first/")["Location"] == "/lessons/second/"


def test_visitor_opens_an_address_now_held_by_a_hidden_record_is_led_to_its_former_holder(client):
    move(LessonFactory(slug="first"), "second")
    LessonFactory(slug="first", handling=Handling.GREEN)

    assert client.get("/lessons/first/")["Location"] == "/lessons/second/"


# --- Case and slashes ---------------------------------------------------------------------------------------


def test_reader_writes_an_address_in_capitals_is_led_to_the_right_one(client):
    LessonFactory(slug="trust-takes-time")

    response = client.get("/lessons/Trust-Takes-TIME/")

    assert (response.status_code, response["Location"]) == (301, "/lessons/trust-takes-time/")


def test_reader_writes_a_former_address_in_capitals_is_led_on(client):
    move(LessonFactory(slug="first"), "second")

    led = client.get("/lessons/First/", follow=True).redirect_chain
    assert led == [("/lessons/first/", 301), ("/lessons/second/", 302)]


def test_reader_leaves_out_the_slash_is_led_on(client):
    LessonFactory(slug="trust")

    assert client.get("/lessons/trust")["Location"] == "/lessons/trust/"


@pytest.mark.parametrize("address", ["nowhere", "%D8%A7", "a%20b", "-", "_", "..", "a" * 5000])
def test_reader_opens_an_address_of_nothing_finds_nothing(client, address):
    assert client.get(f"/lessons/{address}/").status_code == 404
