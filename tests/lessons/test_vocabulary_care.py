"""Values of vocabularies are counted, renamed, replaced and retired; nothing is left dangling."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lessons.models import Lesson, Phase, Theme
from lessons.vocabulary_care import VOCABULARIES, RetireRefused, bring_back, retire
from msn_kb.core.access import Handling
from msn_kb.core.usage import usage
from organizations.models import SupportService
from tests.factories import (
    CaseFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def phase() -> Phase:
    return Phase.objects.create(code="pre-talks", name="Pre-talks")


def test_retired_theme_is_replaced_wherever_it_was_and_search_follows_at_once(client: Client, curator):
    old, new = ThemeFactory(name="Gender"), ThemeFactory(name="Inclusion")
    below = ThemeFactory(name="Quotas", parent=old)
    lesson = LessonFactory(title="Early talks", themes=[old, new])
    hidden = LessonFactory(handling=Handling.RED, named_people=[UserFactory()], themes=[old])
    case = CaseFactory(themes=[old])

    retired = retire(old, new, curator, "One word for it")

    assert (retired.is_retired, retired.replaced_by) == (True, new)
    assert [list(one.themes.all()) for one in (lesson, hidden, case)] == [[new], [new], [new]]
    below.refresh_from_db()
    assert below.parent == new
    lesson.refresh_from_db()
    assert lesson.tagged_names == "Inclusion"
    assert "Early talks" in client.get("/lessons/", {"theme": new.slug}).content.decode()


def test_reader_finds_the_page_of_a_retired_theme_and_what_replaces_it(client: Client, curator):
    old, new = ThemeFactory(name="Gender"), ThemeFactory(name="Inclusion")
    retire(old, new, curator, "One word for it")
    page = client.get(old.get_absolute_url()).content.decode()
    assert "This theme is no longer used." in page
    assert f'<a href="{new.get_absolute_url()}" dir="auto">Inclusion</a> replaces it.' in page


def test_retired_without_a_replacement_stays_on_what_carries_it(curator, phase):
    lesson = LessonFactory(phases=[phase])
    retire(phase, None, curator, "Nobody says so")
    assert list(lesson.phases.all()) == [phase]


def test_value_brought_back_is_offered_again(curator):
    old, new = ThemeFactory(), ThemeFactory()
    bring_back(retire(old, new, curator, "One word"), curator, "Two after all")
    old.refresh_from_db()
    assert (old.is_retired, old.replaced_by) == (False, None)


def test_what_replaced_a_value_is_replaced_itself_without_a_chain(curator):
    first, second, third = ThemeFactory(), ThemeFactory(), ThemeFactory()
    retire(first, second, curator, "One word")
    retire(second, third, curator, "A better word")
    first.refresh_from_db()
    assert first.replaced_by == third


@pytest.mark.parametrize(
    "case", ["itself", "retired", "twice", "no reason", "second level", "with themes below"]
)
def test_curator_retiring_what_cannot_be_is_told_why(curator, case):
    value, other = ThemeFactory(), ThemeFactory()
    reason, replacement, said = "One word", other, ""
    if case == "itself":
        replacement, said = value, "replace itself"
    elif case == "retired":
        other = retire(other, None, curator, "Gone")
        replacement, said = other, "retired itself"
    elif case == "twice":
        value = retire(value, None, curator, "Gone")
        said = "retired already"
    elif case == "no reason":
        reason, said = " ", "Say why"
    elif case == "second level":
        ThemeFactory(parent=value)
        replacement, said = ThemeFactory(parent=other), "first level"
    else:
        ThemeFactory(parent=value)
        replacement, said = None, "themes below"
    with pytest.raises(RetireRefused, match=said):
        retire(value, replacement, curator, reason)


def test_member_retires_nothing():
    with pytest.raises(RetireRefused, match="curators"):
        retire(ThemeFactory(), None, UserFactory(organization=OrganizationFactory()), "Why not")


def test_usage_counts_what_the_person_may_see_alone(curator):
    theme, other = ThemeFactory(), ThemeFactory()
    LessonFactory(themes=[theme])
    CaseFactory(themes=[theme])
    LessonFactory(handling=Handling.GREEN, themes=[theme])
    LessonFactory(handling=Handling.RED, named_people=[UserFactory()], themes=[theme, other])
    assert usage(Theme, curator) == {theme.pk: 3}
    assert usage(Theme, None) == {theme.pk: 2}


def test_usage_of_services_counts_offices_and_lessons(curator):
    service = SupportService.objects.create(code="training", name="Training")
    OfficeFactory(services=[service])
    LessonFactory(services=[service])
    assert usage(SupportService, curator) == {service.pk: 2}


def test_usage_takes_as_many_queries_for_ten_values_as_for_one(curator):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            usage(Theme, curator)
        return len(asked)

    LessonFactory(themes=[ThemeFactory()])
    usage(Theme, curator)
    before = queries()
    for _ in range(10):
        LessonFactory(themes=[ThemeFactory(), ThemeFactory()])
    assert queries() == before


def test_saved_address_with_a_former_code_finds_the_same_lessons(client: Client, phase):
    LessonFactory(title="Early talks", phases=[phase])
    phase.code = "before-talks"
    phase.save()
    for code in ("pre-talks", "PRE-TALKS", "before-talks"):
        assert "Early talks" in client.get("/lessons/", {"phase": code}).content.decode()


def test_saved_address_with_a_retired_theme_finds_what_replaces_it(client: Client, curator):
    old, new = ThemeFactory(name="Gender"), ThemeFactory(name="Inclusion")
    LessonFactory(title="Early talks", themes=[old])
    LessonFactory(title="Something else")
    retire(old, new, curator, "One word")
    page = client.get("/lessons/", {"theme": old.slug}).content.decode()
    assert "Early talks" in page
    assert "Something else" not in page


def test_unknown_value_is_still_named_and_matches_nothing(client: Client, phase):
    LessonFactory(title="Early talks", phases=[phase])
    page = client.get("/lessons/", {"phase": "nonsense"}).content.decode()
    assert "Early talks" not in page
    assert "nonsense" in page


@pytest.mark.parametrize("model", VOCABULARIES)
def test_curator_sees_how_often_each_value_is_used_and_in_which_state(curator_client: Client, model):
    values = [_value(model, name) for name in ("Inclusion", "Gender")]
    model.objects.filter(pk=values[1].pk).update(is_retired=True, replaced_by=values[0])
    page = curator_client.get(f"/admin/{model._meta.app_label}/{model._meta.model_name}/").content.decode()
    assert '<td class="field-used">0</td>' in page
    assert "Retired: Inclusion" in page


def _value(model, name: str):
    own = {} if model is Theme else {"code": name.lower()}
    return model.objects.create(name=name, **own)


@pytest.mark.parametrize("model", VOCABULARIES)
def test_curator_retires_a_value_on_its_page(curator_client: Client, model):
    old, new = _value(model, "Gender"), _value(model, "Inclusion")
    address = f"/admin/vocabularies/{model._meta.label_lower}/{old.pk}/retire/"
    assert "Gender" in curator_client.get(address).content.decode()

    answer = curator_client.post(address, {"replacement": new.pk, "reason": "One word"})

    assert answer.status_code == 302
    old.refresh_from_db()
    assert (old.is_retired, old.replaced_by) == (True, new)
    assert curator_client.post(address, {"reason": "Two after all"}).status_code == 302
    old.refresh_from_db()
    assert not old.is_retired


@pytest.mark.parametrize(
    ("data", "status"),
    [({}, 400), ({"replacement": "9" * 30, "reason": "x"}, 400), ({"replacement": "no", "reason": "x"}, 400)],
)
def test_forged_retirement_is_refused_and_changes_nothing(curator_client: Client, data, status):
    theme = ThemeFactory()
    answer = curator_client.post(f"/admin/vocabularies/lessons.theme/{theme.pk}/retire/", data)
    assert answer.status_code == status
    assert not Theme.objects.filter(is_retired=True).exists()


@pytest.mark.parametrize(
    "path", ["lessons.theme/999999/retire/", "lessons.lesson/1/retire/", "nonsense/1/retire/"]
)
def test_retiring_what_is_no_value_of_a_vocabulary_is_a_404(curator_client: Client, path):
    assert curator_client.get(f"/admin/vocabularies/{path}").status_code == 404


def test_retired_theme_is_offered_in_no_form_and_stays_where_it_is(curator_client: Client, curator):
    retired, used = ThemeFactory(name="Gender", is_retired=True), ThemeFactory(name="Inclusion")
    look_up = {"app_label": "lessons", "model_name": "lesson", "field_name": "themes", "term": ""}
    found = curator_client.get("/admin/autocomplete/", look_up).json()["results"]
    assert [one["text"] for one in found] == ["Inclusion"]

    from django.contrib import admin
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.user = curator
    for lesson, offered in ((None, [used]), (LessonFactory(themes=[retired]), [retired, used])):
        form = admin.site.get_model_admin(Lesson).get_form(request, lesson)(instance=lesson)
        assert list(form.fields["themes"].queryset) == offered
