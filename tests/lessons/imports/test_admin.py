"""The administration's imports: preview, decisions, import, undo; for curators, each their own."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from lessons.choices import ImportState
from lessons.imports import launching, running
from lessons.models import ImportRun, Lesson
from organizations.models import User
from tests import factories
from tests.clients import signed_in

from .running import workbook

pytestmark = pytest.mark.django_db
LIST = "/admin/imports/"


def upload(client: Client, text: str | bytes, name: str = "lessons.csv", **data: Any) -> Any:
    content = text.encode() if isinstance(text, str) else text
    return client.post(LIST, {"file": SimpleUploadedFile(name, content), **data}, follow=True)


def page_of(run: ImportRun, word: str = "") -> str:
    return f"{LIST}{run.pk}/{word}"


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def lesson() -> Lesson:
    return factories.LessonFactory(title="Before", themes=[factories.ThemeFactory(name="Inclusion")])


TEXT = "id,title,themes\n{pk},After,Inclusion\n,A new lesson,Inclusion\n"


def test_curator_previews_imports_and_undoes_a_file(
    curator_client: Client, curator: User, lesson: Lesson
) -> None:
    page = upload(curator_client, TEXT.format(pk=lesson.pk))
    run = ImportRun.objects.get()
    assert page.redirect_chain == [(page_of(run), 302)]
    assert (run.state, run.created, run.updated, run.by) == (ImportState.PREVIEWED, 1, 1, curator)
    body = page.content.decode()
    assert "Changed entries (1)" in body
    assert "Before" in body
    assert "After" in body
    assert Lesson.objects.get().title == "Before"

    page = curator_client.post(page_of(run, "apply/"), {"reason": "From the partner"}, follow=True)
    assert messages_of(page) == ["Imported: 1 new, 1 changed, 0 unchanged."]
    run.refresh_from_db()
    assert (run.state, run.content, run.reason) == (ImportState.DONE, None, "From the partner")
    assert set(Lesson.objects.values_list("title", flat=True)) == {"After", "A new lesson"}
    assert "Undo the import" in page.content.decode()


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("problems", "one of challenge"),
        ("unknown", "countries: “Atlantis”"),
        ("updated", "After"),
        ("created", "A new lesson about elders"),
        ("unchanged", "The same lesson"),
        ("nonsense", "one of challenge"),
    ],
)
def test_curator_reads_each_part_of_a_preview(
    curator_client: Client, lesson: Lesson, show: str, expected: str
) -> None:
    same = factories.LessonFactory(title="The same lesson")
    upload(
        curator_client,
        "id,title,kind,countries\n"
        f"{lesson.pk},After,,\n,A new lesson about elders,,\n,Bad,bad,Atlantis\n"
        f"{same.pk},The same lesson,observation,\n",
    )
    run = ImportRun.objects.get()
    assert run.state == ImportState.REJECTED
    page = curator_client.get(page_of(run), {"show": show})
    assert page.status_code == 200
    assert expected in page.content.decode()


def test_curator_answers_what_is_unknown_and_then_imports(curator_client: Client, lesson: Lesson) -> None:
    upload(
        curator_client,
        "title,themes,tracks\nOne lesson,Inclusoin,Track Nine\nTwo lessons,inclusoin,\nThree,Zzz,\n",
    )
    run = ImportRun.objects.get()
    assert (run.state, run.rejected) == (ImportState.REJECTED, 3)
    theme = lesson.themes.get()
    asked = {value: place for place, (_, value, *_) in enumerate(run.options["unknown"])}
    answers = {"Inclusoin": str(theme.pk), "Track Nine": "create", "Zzz": "leave-out"}
    data = {f"value-{asked[value]}": given for value, given in answers.items()}
    page = curator_client.post(page_of(run, "answers/"), data, follow=True)
    assert messages_of(page) == ["The preview was made anew with your answers."]
    run.refresh_from_db()
    assert (run.state, run.created) == (ImportState.PREVIEWED, 3)
    curator_client.post(page_of(run, "apply/"), {"reason": "Mapped"})
    tags = {
        one.title: [theme.name for theme in one.themes.all()] for one in Lesson.objects.exclude(pk=lesson.pk)
    }
    assert tags == {"One lesson": ["Inclusion"], "Two lessons": ["Inclusion"], "Three": []}
    assert Lesson.objects.get(title="One lesson").tracks.get().name == "Track Nine"


def test_curator_answers_with_a_value_that_was_not_offered_is_refused(
    curator_client: Client, lesson: Lesson
) -> None:
    other = factories.ThemeFactory(name="Funding")
    upload(curator_client, "title,themes\nOne lesson,Inclusoin\n")
    run = ImportRun.objects.get()
    page = curator_client.post(page_of(run, "answers/"), {"value-0": str(other.pk)}, follow=True)
    assert messages_of(page)[0].startswith("Nothing was changed")
    run.refresh_from_db()
    assert run.state == ImportState.REJECTED


def test_curator_sees_suspected_duplicates_with_the_reason(curator_client: Client) -> None:
    title = "Ask the elders of a village before anybody else"
    there = factories.LessonFactory(title=title)
    upload(curator_client, f"title\n{title}\n")
    page = curator_client.get(page_of(ImportRun.objects.get()), {"show": "duplicates"}).content.decode()
    assert "The titles are the same." in page
    assert f"(entry {there.pk})" in page


def test_curator_is_shown_the_preview_again_where_an_entry_changed_since(
    curator_client: Client, lesson: Lesson
) -> None:
    upload(curator_client, TEXT.format(pk=lesson.pk))
    run = ImportRun.objects.get()
    Lesson.objects.filter(pk=lesson.pk).update(title="Changed meanwhile")
    page = curator_client.post(page_of(run, "apply/"), {"reason": "x"}, follow=True)
    assert messages_of(page)[0].startswith(
        "Nothing was imported yet: entries have changed since the preview."
    )
    assert "Changed meanwhile" in page.content.decode()
    run.refresh_from_db()
    assert run.state == ImportState.PREVIEWED
    assert Lesson.objects.get().title == "Changed meanwhile"
    curator_client.post(page_of(run, "apply/"), {"reason": "x"})
    assert Lesson.objects.filter(title="After").exists()


def test_curator_posts_the_same_import_twice_and_it_is_done_once(curator_client: Client) -> None:
    upload(curator_client, "title\nA lesson\n")
    run = ImportRun.objects.get()
    for _ in range(2):
        page = curator_client.post(page_of(run, "apply/"), {"reason": "x"}, follow=True)
    assert messages_of(page) == [
        "Nothing was imported: this import is not ready, or somebody has started it already."
    ]
    assert Lesson.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2001])
def test_curator_imports_without_a_proper_reason_is_refused(curator_client: Client, reason: str) -> None:
    upload(curator_client, "title\nA lesson\n")
    curator_client.post(page_of(ImportRun.objects.get(), "apply/"), {"reason": reason})
    assert not Lesson.objects.exists()


def test_curator_imports_a_rejected_file_is_refused(curator_client: Client) -> None:
    upload(curator_client, "title,kind\nA lesson,bad\n")
    curator_client.post(page_of(ImportRun.objects.get(), "apply/"), {"reason": "x"})
    assert not Lesson.objects.exists()


def test_curator_uploads_what_is_no_table_and_reads_why(curator_client: Client) -> None:
    page = upload(curator_client, "kind\nchallenge\n")
    assert page.status_code == 400
    assert "a column “title”; it is missing" in page.content.decode()
    assert not ImportRun.objects.exists()


def test_curator_uploads_a_workbook_with_source_and_publishes(curator_client: Client, curator: User) -> None:
    factories.SourceFactory(title="The report", slug="report")
    factories.ThemeFactory(name="Inclusion")
    content = workbook(
        ["external_id", "title", "insight", "themes"], [1, "A lesson", "Learned.", "Inclusion"]
    )
    upload(curator_client, content, "a.xlsx", source="the report", publish="on")
    run = ImportRun.objects.get()
    curator_client.post(page_of(run, "apply/"), {"reason": "Checked"})
    lesson = Lesson.objects.get()
    assert (lesson.status, lesson.external_id, lesson.citations.get().locator) == ("published", "1", "1")


def test_curator_throws_a_preview_away(curator_client: Client) -> None:
    upload(curator_client, "title\nA lesson\n")
    page = curator_client.post(page_of(ImportRun.objects.get(), "give-up/"), follow=True)
    assert page.redirect_chain == [(LIST, 302)]
    assert not ImportRun.objects.exists()


def test_curator_s_long_file_is_imported_by_a_process_of_its_own(
    curator_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []
    monkeypatch.setattr(launching, "MOST_ROWS_AT_ONCE", 1)
    monkeypatch.setattr(launching, "start_process", lambda run: started.append(run.pk))
    upload(curator_client, "title\nOne lesson\nTwo lessons\n")
    run = ImportRun.objects.get()
    page = curator_client.post(page_of(run, "apply/"), {"reason": "x"}, follow=True)
    assert started == [run.pk]
    body = page.content.decode()
    assert "0 of 2 rows" in body
    assert page["Refresh"] == "3"
    assert not curator_client.get(page_of(run), {"reload": "off"}).has_header("Refresh")
    call_command("apply_import", str(run.pk), verbosity=0)
    run.refresh_from_db()
    assert (run.state, Lesson.objects.count()) == (ImportState.DONE, 2)


def test_curator_reads_that_an_import_was_interrupted_and_does_it_again(
    curator_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(curator_client, "title\nOne lesson\n")
    run = ImportRun.objects.get()
    assert running.claim(run, "x")
    run.options = {**run.options, "began": "2026-01-01T00:00:00+00:00"}
    run.save()
    page = curator_client.get(page_of(run)).content.decode()
    assert "the import was interrupted" in page
    curator_client.post(page_of(run, "renew/"))
    curator_client.post(page_of(run, "apply/"), {"reason": "x"})
    assert Lesson.objects.count() == 1


def test_nobody_but_its_curator_and_administrators_finds_an_import(
    curator_client: Client, client: Client
) -> None:
    upload(curator_client, "title\nA planted lesson\n", name="planted.csv")
    run = ImportRun.objects.get()
    for other in (signed_in(curator=True), signed_in(member=True), Client()):
        assert "planted" not in other.get(LIST, follow=True).content.decode()
        for word in ("", "answers/", "renew/", "apply/", "undo/", "give-up/"):
            for method in (other.get, other.post):
                response = method(page_of(run, word), {"reason": "x"})
                assert response.status_code in (302, 403, 404, 405)
                if response.status_code == 302:
                    assert "/login" in response["Location"] or "/accounts/" in response["Location"]
    assert ImportRun.objects.get().state == ImportState.PREVIEWED
    assert "planted.csv" in signed_in(administrator=True).get(LIST).content.decode()


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999"])
def test_curator_asks_for_an_import_that_is_not_there_gets_404(curator_client: Client, number: str) -> None:
    assert curator_client.get(f"{LIST}{number}/").status_code == 404
    assert curator_client.post(f"{LIST}{number}/apply/", {"reason": "x"}).status_code == 404


def test_curator_previews_what_is_hidden_from_them_as_if_it_were_not_there(curator_client: Client) -> None:
    hidden = factories.LessonFactory(title="Zanzibar", handling="red", named_people=[factories.UserFactory()])
    factories.PeaceProcessFactory(
        name="Zanzibar talks", handling="red", named_people=[factories.UserFactory()]
    )
    rows = f"{hidden.pk},A title,\n,Zanzibar lesson,Zanzibar talk\n,Other lesson,\n"
    upload(curator_client, f"id,title,processes\n{rows}")
    run = ImportRun.objects.get()
    shown = ("problems", "unknown", "created")
    pages = [curator_client.get(page_of(run), {"show": one}).content.decode() for one in shown]
    assert "the number of an entry that exists" in pages[0]
    assert not any("Zanzibar talks" in page for page in pages)
    assert run.options["unknown"][0][4] == []


def test_a_preview_of_many_rows_asks_the_database_no_more_than_one_of_few(
    curator_client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in (5, 25):
        lessons = [factories.LessonFactory(title=f"Lesson {number} {place}") for place in range(number)]
        text = "".join(f"{one.pk},Changed {one.pk}\n" for one in lessons)
        upload(curator_client, f"id,title\n{text}")
        with django_assert_max_num_queries(24):
            curator_client.get(page_of(ImportRun.objects.latest("pk")), {"show": "updated"})
