"""What nobody would type by accident gets a page or a message in the administration, never a failure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from lessons.models import Lesson
from tests import factories
from tests.organizations.admin.addresses import change_page
from tests.organizations.admin.posting import errors_on, new_row, page_as_sent

ADD = "/admin/lessons/lesson/add/"
LIST = "/admin/lessons/lesson/"
NO_KEYS = ["x", "1.5", "9" * 20, "9" * 5000, "\u202e", " "]
LAST_YEAR = date.today().year + 10
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", NO_KEYS, ids=lambda value: ascii(value[:20]))
def test_curator_opens_a_form_at_an_address_with_junk_numbers_gets_it_empty(
    curator_client: Client, value: str
) -> None:
    for name in ("themes", "named_people", "tracks", "superseded_by", "translation_of", "owner"):
        response = curator_client.get(ADD, {name: value})
        assert response.status_code == 200
        assert response.context["adminform"].form.initial.get(name) in (None, [])


def test_curator_opens_a_form_at_an_address_that_names_a_theme_finds_it_chosen(
    curator_client: Client,
) -> None:
    theme = factories.ThemeFactory(name="Ripeness")
    page = curator_client.get(ADD, {"themes": f"x,{theme.pk}"}).content.decode()
    assert f'<option value="{theme.pk}" selected' in page


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("themes", "x", "“x” is not a valid value."),
        ("themes", "9" * 20, f"Select a valid choice. {'9' * 20} is not one of the available choices."),
        (
            "translation_of",
            "abc",
            "Select a valid choice. That choice is not one of the available choices.",
        ),
        ("owner", "9" * 20, "Select a valid choice. That choice is not one of the available choices."),
    ],
)
def test_curator_sends_a_junk_number_is_refused_with_a_message(
    curator_client: Client, name: str, value: str, message: str
) -> None:
    assert message in errors_on(curator_client.post(ADD, page_as_sent(curator_client, ADD) | {name: value}))


def test_curator_sends_a_junk_number_in_a_row_is_refused_with_a_message(curator_client: Client) -> None:
    lesson = factories.LessonFactory(status="draft")
    sent = new_row(
        page_as_sent(curator_client, change_page(lesson)), "citations", source="x", locator="p. 1", position=0
    )
    assert errors_on(curator_client.post(change_page(lesson), sent)) == [
        "Select a valid choice. That choice is not one of the available choices."
    ]


def test_curator_sends_a_junk_count_of_rows_reads_a_message(curator_client: Client) -> None:
    lesson = factories.LessonFactory(status="draft")
    sent = page_as_sent(curator_client, change_page(lesson)) | {"reverse_links-TOTAL_FORMS": "9" * 20}
    assert errors_on(curator_client.post(change_page(lesson), sent)) == ["Please submit at most 0 forms."]


@pytest.mark.parametrize(
    "query", ["e=1", "o=zz", "o=99.x", "p=-1", "_popup=x", "_to_field=id", "theme=%E2%80%AE"]
)
def test_curator_opens_the_list_with_odd_parameters_gets_a_page(curator_client: Client, query: str) -> None:
    assert curator_client.get(f"{LIST}?{query}", follow=True).status_code == 200


def test_curator_opens_a_page_of_the_list_that_does_not_exist_reads_what_is_wrong(
    curator_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin.site._registry[Lesson], "list_per_page", 1)
    factories.LessonFactory.create_batch(2)
    page = curator_client.get(f"{LIST}?p=999999&e=1").content.decode()
    assert "The address of this list names a page or a filter that does not exist." in page


@pytest.mark.parametrize(
    "query", ["date__regex=(", "review_by__year=99999999999", "owner=zz", "id__in=x", "synonyms=x"]
)
def test_curator_filters_by_what_the_list_does_not_offer_is_refused(
    curator_client: Client, query: str
) -> None:
    assert curator_client.get(f"{LIST}?{query}").status_code == 400


@pytest.mark.parametrize("ticked", ["x", "9" * 5000])
def test_curator_acts_on_a_junk_number_reads_that_nothing_was_done(
    curator_client: Client, ticked: str
) -> None:
    sent = {"action": "archive_selected", "_selected_action": [ticked]}
    page = curator_client.post(LIST, sent, follow=True).content.decode()
    assert "Nothing was done: this is no entry of the list." in page


@pytest.mark.parametrize("name", ["change", "history", "delete"])
@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "x", "-1"], ids=lambda number: number[:20])
def test_curator_opens_a_page_of_an_impossible_number_finds_nothing(
    curator_client: Client, number: str, name: str
) -> None:
    assert curator_client.get(f"{LIST}{number}/{name}/").status_code in (302, 403, 404)


LINE_BREAK = "This has to be one line: take the line break out."
CONTROL = "This holds an invisible control character ({}): type the text anew."


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"title": "Two\nlines"}, LINE_BREAK),
        ({"title": "Two\u2028lines"}, LINE_BREAK),
        ({"title": "A bell\x07rings"}, CONTROL.format("U+0007")),
        ({"title": "Turned\u202eround"}, CONTROL.format("U+202E")),
        ({"speaker": "Kept\u2066apart"}, CONTROL.format("U+2066")),
        ({"date": "9999"}, f"“9999” cannot be the year: write one from 1000 to {LAST_YEAR}."),
        ({"date": f"{LAST_YEAR}-01"}, f"“{LAST_YEAR}-01” lies in the future."),
        ({"review_by": "0001-01-01"}, f"The year has to be from 2000 to {LAST_YEAR}."),
        ({"review_by": "9999-12-31"}, f"The year has to be from 2000 to {LAST_YEAR}."),
    ],
)
def test_curator_enters_an_odd_text_or_date_is_refused_with_a_message(
    curator_client: Client, fields: dict[str, Any], message: str
) -> None:
    lesson = factories.LessonFactory(status="draft")
    sent = page_as_sent(curator_client, change_page(lesson)) | fields
    assert message in errors_on(curator_client.post(change_page(lesson), sent))


def test_curator_enters_an_arabic_title_and_a_date_of_this_year_is_accepted(curator_client: Client) -> None:
    lesson = factories.LessonFactory(status="draft")
    fields = {"title": "الوساطة\u200f والتفاوض", "date": str(date.today().year), "review_by": "2030-01-31"}
    sent = page_as_sent(curator_client, change_page(lesson)) | fields
    assert curator_client.post(change_page(lesson), sent).status_code == 302
    assert Lesson.objects.filter(pk=lesson.pk, **fields).exists()
