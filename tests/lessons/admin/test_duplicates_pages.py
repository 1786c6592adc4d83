"""The pages of duplicates and merging in the administration: what a curator sees, does, and may not."""

from typing import Any

import pytest
from django.test import Client

from lessons.merging import RULES, merge
from lessons.models import Case, Lesson, NotDuplicates
from msn_kb.core.access import Handling, Status
from msn_kb.core.models import MergedRecord
from tests.access.reading import TOKENS
from tests.factories import (
    CaseFactory,
    LessonFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    SourceFactory,
    ThemeFactory,
    UserFactory,
)
from tests.lessons.test_duplicates import OTHER, RETOLD, TEXT
from tests.organizations.admin.posting import page_as_sent

pytestmark = pytest.mark.django_db
REPORT = "/admin/duplicates/"


@pytest.fixture
def two() -> tuple[Any, Any]:
    return (
        LessonFactory(title="Ask women early", insight=TEXT),
        LessonFactory(title="A late invitation", insight=RETOLD),
    )


def merging(kept: Any, gone: Any) -> str:
    return f"/admin/merge/{kept._meta.label_lower}/{kept.pk}/{gone.pk}/"


def test_curator_reads_pairs_with_score_reason_and_passages(curator_client: Client, two):
    page = curator_client.get(REPORT).content.decode()
    assert "1 pair suspected" in page
    for text in ("1.00", "All of the shorter text stands in the other one.", two[0].title, two[1].title):
        assert text in page
    assert page.count("<blockquote") == 2
    assert merging(*two) in page


def test_report_of_cases_holds_cases(curator_client: Client):
    for title in ("One", "Two"):
        CaseFactory(title=title, situation=TEXT, approach=OTHER)
    assert "1 pair suspected" in curator_client.get(REPORT, {"kind": "lessons.case"}).content.decode()


def test_pair_with_a_hidden_entry_is_in_no_report(curator_client: Client, two):
    Lesson.objects.filter(pk=two[1].pk).update(handling=Handling.RED)
    page = curator_client.get(REPORT).content.decode()
    assert "0 pairs suspected" in page
    assert "A late invitation" not in page


def test_curator_keeps_that_two_are_two_and_why(curator_client: Client, curator, two):
    data = {"first": two[0].pk, "second": two[1].pk, "reason": "Two processes"}
    assert curator_client.post(f"{REPORT}?kind=lessons.lesson", data).status_code == 302
    told = NotDuplicates.objects.get()
    assert (told.first, told.second, told.by, told.reason) == (two[0].pk, two[1].pk, curator, "Two processes")
    assert "0 pairs suspected" in curator_client.get(REPORT).content.decode()


def test_curator_keeping_it_without_a_reason_is_asked_for_it(curator_client: Client, two):
    answer = curator_client.post(REPORT, {"first": two[0].pk, "second": two[1].pk, "reason": " "})
    assert answer.status_code == 400
    assert "This field is required." in answer.content.decode()
    assert not NotDuplicates.objects.exists()


@pytest.mark.parametrize("numbers", [("999999", "1000000"), ("x", "1"), ("1" * 40, "2"), ("", "")])
def test_forged_pair_is_refused(curator_client: Client, two, numbers):
    data = {"first": numbers[0], "second": numbers[1], "reason": "x"}
    assert curator_client.post(REPORT, data).status_code in (400, 404)


def test_curator_is_told_after_saving_an_entry_that_is_there_already(curator_client: Client, two):
    gone = two[1]
    Lesson.objects.filter(pk=gone.pk).update(status=Status.DRAFT)  # a published one would have to be complete
    address = f"/admin/lessons/lesson/{gone.pk}/change/"
    sent = page_as_sent(curator_client, address)
    answer = curator_client.post(address, {**sent, "title": "A late invitation indeed"}, follow=True)
    page = answer.content.decode()
    assert "This may be the same as" in page
    assert merging(*two) in page


def test_curator_merges_two_lessons_choosing_each_text(curator_client: Client, two):
    kept, gone = two
    page = curator_client.get(merging(kept, gone))
    html = page.content.decode()
    assert TEXT[:40] in html
    answer = curator_client.post(
        merging(kept, gone),
        {"title": "gone", "insight": "kept", "reason": "The same", "state": page.context["state"]},
        follow=True,
    )
    assert "is part of" in answer.content.decode()
    done = Lesson.objects.get()
    assert (done.pk, done.title, done.insight) == (kept.pk, "A late invitation", TEXT)


def test_curator_who_saw_an_older_text_merges_nothing(curator_client: Client, two):
    kept, gone = two
    state = curator_client.get(merging(kept, gone)).context["state"]
    gone.insight = "Changed by somebody else."
    gone.save()
    data = {"title": "kept", "insight": "kept", "reason": "The same", "state": state}
    answer = curator_client.post(merging(kept, gone), data)
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.content.decode()
    assert Lesson.objects.count() == 2


@pytest.mark.parametrize(
    "data", [{}, {"title": "nobody's", "reason": "x"}, {"title": "kept", "insight": "both", "reason": ""}]
)
def test_forged_merge_is_refused_and_changes_nothing(curator_client: Client, two, data):
    state = curator_client.get(merging(*two)).context["state"]
    answer = curator_client.post(merging(*two), {**data, "state": state})
    assert answer.status_code == 400
    assert Lesson.objects.count() == 2


def test_hidden_entry_is_as_missing_on_every_page_of_merging(curator_client: Client, two):
    kept, gone = two
    Lesson.objects.filter(pk=gone.pk).update(handling=Handling.RED)
    for path in (merging(kept, gone), merging(gone, kept), f"/admin/merge/lessons.lesson/{gone.pk}/"):
        hidden = curator_client.get(path)
        missing = curator_client.get(path.replace(f"/{gone.pk}/", "/999999/"))
        assert hidden.status_code == missing.status_code == 404
        assert TOKENS.sub("", hidden.content.decode()) == TOKENS.sub("", missing.content.decode())
    found = curator_client.get(f"/admin/merge/lessons.lesson/{kept.pk}/", {"q": "invitation"})
    assert "A late invitation" not in found.content.decode()


def test_hidden_process_of_a_case_is_no_choice_and_is_not_lost(curator_client: Client):
    process = PeaceProcessFactory(name="Zirkonium", handling=Handling.RED, named_people=[UserFactory()])
    kept, gone = CaseFactory(title="One", process=None), CaseFactory(title="Two", process=process)
    page = curator_client.get(merging(kept, gone))
    assert "Zirkonium" not in page.content.decode()
    data = {**dict.fromkeys(page.context["form"].texts, "kept"), "reason": "x"}
    answer = curator_client.post(merging(kept, gone), {**data, "state": page.context["state"]}, follow=True)
    assert "Zirkonium" not in answer.content.decode()
    assert Case.objects.get().process_id == process.pk


@pytest.mark.parametrize("model", [ThemeFactory, OrganizationFactory, SourceFactory, PeaceProcessFactory])
def test_curator_finds_the_other_record_and_merges_it(curator_client: Client, model):
    kept, gone = model(), model()
    kind = kept._meta.label_lower
    word = str(gone).split()[-1]
    found = curator_client.get(f"/admin/merge/{kind}/{kept.pk}/", {"q": word}).content.decode()
    assert merging(kept, gone) in found
    page = curator_client.get(merging(kept, gone))
    data = {**dict.fromkeys(page.context["form"].texts, "kept"), "reason": "The same"}
    answer = curator_client.post(merging(kept, gone), {**data, "state": page.context["state"]})
    assert (answer.status_code, type(kept).objects.filter(pk=gone.pk).exists()) == (302, False)


@pytest.mark.parametrize("model", RULES)
def test_every_kind_has_a_page_for_finding_its_double(curator_client: Client, model):
    label = model._meta.label_lower
    assert curator_client.get(f"/admin/merge/{label}/999999/").status_code == 404


def test_list_of_merges_holds_what_went_into_records_that_one_sees(curator_client: Client, curator, two):
    kept, gone = two
    merge(kept, gone, curator, "The same")
    merged = MergedRecord.objects.get()
    page = curator_client.get("/admin/merges/").content.decode()
    assert "A late invitation" in page
    assert f"/admin/lessons/lesson/{kept.pk}/history/?merged={merged.number}" in page
    Lesson.objects.filter(pk=kept.pk).update(handling=Handling.RED)
    assert "A late invitation" not in curator_client.get("/admin/merges/").content.decode()
    assert curator_client.get(f"/admin/merges/{merged.pk}/undo/").status_code == 404


@pytest.mark.parametrize("path", [REPORT, "/admin/merges/", "/admin/merge/lessons.lesson/1/"])
def test_member_finds_no_page_of_this(client: Client, path):
    client.force_login(UserFactory(organization=OrganizationFactory()))
    assert client.get(path).status_code in (302, 404)
    assert "Suspected duplicates" not in client.get(path, follow=True).content.decode()


@pytest.mark.parametrize("record", [LessonFactory, OrganizationFactory, SourceFactory])
def test_page_of_a_record_leads_to_where_its_double_is_looked_for(curator_client: Client, record):
    one = record()
    meta = one._meta
    page = curator_client.get(f"/admin/{meta.app_label}/{meta.model_name}/{one.pk}/change/").content.decode()
    assert f'<a href="/admin/merge/{meta.label_lower}/{one.pk}/">Merge</a>' in page
