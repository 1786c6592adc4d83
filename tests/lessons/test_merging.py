"""Two entries become one: nothing that led to the one that goes is lost, nobody reads more, and it can be undone."""

from typing import Any

import pytest
from django.test import Client

from lessons.merging import MergeRefused, merge
from lessons.models import Application, Lesson, LessonLink, NotDuplicates, Proposal
from lessons.review import supersede
from lessons.starter.loading import load_collection
from msn_kb.core.access import Attribution, Handling, Status
from msn_kb.core.models import MergedRecord
from organizations.models import Engagement, Organization
from tests.factories import (
    ApplicationFactory,
    CaseFactory,
    CountryFactory,
    EngagementFactory,
    LessonCitationFactory,
    LessonFactory,
    LessonLinkFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    SourceFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> tuple[Any, Any]:
    return LessonFactory(title="Include women early"), LessonFactory(title="Including women early")


def test_curator_merges_two_lessons_and_all_ties_lead_to_the_one_that_stays(curator, two):
    kept, gone = two
    inclusion, funding = ThemeFactory(name="Inclusion"), ThemeFactory(name="Funding")
    kept.themes.set([inclusion])
    gone.themes.set([inclusion, funding])
    cited = LessonCitationFactory(record=kept, locator="p. 4")
    LessonCitationFactory(record=gone, source=cited.source, locator="p. 4", note="The same page")
    LessonCitationFactory(record=gone, source=cited.source, locator="p. 9")
    ApplicationFactory(lesson=gone)
    supporting = LessonLinkFactory(other=gone).lesson
    LessonLinkFactory(lesson=kept, other=gone)
    translation = LessonFactory(title="Inclure les femmes", language="fr", translation_of=gone)
    case = CaseFactory(lessons=[gone])

    done = merge(kept, gone, curator, "The same finding")

    assert done.pk == kept.pk
    assert not Lesson.objects.filter(pk=gone.pk).exists()
    assert sorted(done.themes.values_list("name", flat=True)) == ["Funding", "Inclusion"]
    assert sorted(done.citations.values_list("locator", "note")) == [("p. 4", "The same page"), ("p. 9", "")]
    assert Application.objects.get().lesson == kept
    assert [(link.lesson, link.other) for link in LessonLink.objects.all()] == [(supporting, kept)]
    translation.refresh_from_db()
    assert translation.translation_of == kept
    assert list(case.lessons.all()) == [kept]


def test_reader_follows_the_address_of_a_merged_lesson_to_the_one_that_stayed(client: Client, curator, two):
    kept, gone = two
    gone.slug = "women-early"
    gone.save()
    merge(kept, gone, curator, "The same finding")

    for slug in ("women-early", "including-women-early"):
        answer = client.get(f"/lessons/{slug}/")
        assert (answer.status_code, answer["Location"]) == (302, kept.get_absolute_url())


def test_search_follows_a_merge_at_once(client: Client, curator):
    kept, gone = ThemeFactory(name="Inclusion"), ThemeFactory(name="Zugehörigkeit", synonyms=["Teilhabe"])
    lesson = LessonFactory(title="Early talks", themes=[gone])
    merge(kept, gone, curator, "One theme")

    lesson.refresh_from_db()
    assert lesson.tagged_names.splitlines() == ["Inclusion", "Teilhabe", "Zugehörigkeit"]
    assert "Early talks" in client.get("/lessons/", {"theme": kept.slug}).content.decode()
    assert "Early talks" in client.get("/lessons/", {"q": "teilhabe"}).content.decode()


def test_curator_chooses_whose_text_stays(curator):
    kept = LessonFactory(title="One", insight="Mine.", context="", recommendation="Do this.")
    gone = LessonFactory(title="Two", insight="Theirs.", context="In Mali.", recommendation="Do that.")

    done = merge(kept, gone, curator, "One", {"title": "gone", "recommendation": "both"})

    assert (done.title, done.insight, done.context) == ("Two", "Mine.", "In Mali.")
    assert done.recommendation == "Do this.\n\nDo that."


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"title": "both"}, "holds one value"),
        ({"status": "gone"}, "no choice"),
        ({"insight": "neither"}, "no choice"),
        ({"insight": "both"}, "longer than 20000"),
    ],
)
def test_curator_choosing_what_cannot_be_is_told_so_and_nothing_changes(curator, choices, said):
    kept, gone = LessonFactory(insight="a" * 15000), LessonFactory(insight="b" * 15000)
    with pytest.raises(MergeRefused, match=said):
        merge(kept, gone, curator, "One", choices)
    assert Lesson.objects.count() == 2
    assert not MergedRecord.objects.exists()


def test_merged_lesson_has_the_stricter_handling_and_attribution(curator):
    kept = LessonFactory(handling=Handling.CLEAR, attribution=Attribution.NAMED)
    gone = LessonFactory(
        handling=Handling.AMBER, attribution=Attribution.CHATHAM_HOUSE, named_people=[curator]
    )
    done = merge(kept, gone, curator, "One")
    assert (done.handling, done.attribution) == ("amber", "chatham-house")
    assert list(done.named_people.all()) == [curator]


def test_two_closed_lessons_are_read_by_those_who_might_read_both(curator):
    one, other = UserFactory(), UserFactory()
    kept = LessonFactory(handling=Handling.RED, named_people=[curator, one])
    gone = LessonFactory(handling=Handling.RED, named_people=[curator, other])
    assert list(merge(kept, gone, curator, "One").named_people.all()) == [curator]


def test_two_closed_lessons_without_a_reader_in_common_are_not_merged(curator):
    kept = LessonFactory(handling=Handling.AMBER, owning_organizations=[OrganizationFactory()])
    gone = LessonFactory(handling=Handling.AMBER, owning_organizations=[OrganizationFactory()])
    with pytest.raises(MergeRefused, match="reader in common"):
        merge(kept, gone, curator, "One")


def test_curator_merging_what_is_hidden_from_them_is_refused_as_if_it_were_missing(curator, two):
    kept, _ = two
    hidden = LessonFactory(title="Zirkonium", handling=Handling.RED, named_people=[UserFactory()])
    with pytest.raises(MergeRefused) as refused:
        merge(kept, hidden, curator, "One")
    Lesson.objects.filter(pk=two[1].pk).delete()
    with pytest.raises(MergeRefused) as missing:
        merge(kept, two[1], curator, "One")
    assert str(refused.value) == str(missing.value) == "One of the two is there no more."


def test_member_merges_nothing(two):
    with pytest.raises(MergeRefused, match="curators"):
        merge(two[0], two[1], UserFactory(organization=OrganizationFactory()), "One")


@pytest.mark.parametrize("reason", ["", "  "])
def test_merge_without_a_reason_is_refused(curator, two, reason):
    with pytest.raises(MergeRefused, match="why"):
        merge(two[0], two[1], curator, reason)


def test_published_lesson_does_not_go_into_a_draft(curator):
    draft, published = LessonFactory(status=Status.DRAFT), LessonFactory()
    with pytest.raises(MergeRefused, match="published"):
        merge(draft, published, curator, "One")
    assert merge(published, draft, curator, "One").status == Status.PUBLISHED


def test_successor_and_what_it_supersedes_stay_two(curator, two):
    kept, gone = two
    supersede(gone, kept, curator, "Newer")
    for pair in ((kept, gone), (gone, kept)):
        with pytest.raises(MergeRefused, match="supersede"):
            merge(*pair, curator, "One")


def test_lessons_superseded_by_the_one_that_goes_lead_to_the_one_that_stays(curator, two):
    kept, gone = two
    old = LessonFactory()
    supersede(old, gone, curator, "Newer")
    merge(kept, gone, curator, "One")
    old.refresh_from_db()
    assert old.superseded_by == kept


def test_original_and_translation_stay_two(curator):
    original = LessonFactory()
    translation = LessonFactory(language="fr", translation_of=original)
    for pair in ((original, translation), (translation, original)):
        with pytest.raises(MergeRefused, match="translation"):
            merge(*pair, curator, "One")


def test_two_with_translations_into_the_same_language_are_refused_by_name_of_the_language(curator, two):
    for one in two:
        LessonFactory(language="fr", translation_of=one)
    with pytest.raises(MergeRefused, match="French"):
        merge(two[0], two[1], curator, "One")


def test_pairs_found_to_be_two_and_open_proposals_follow_the_one_that_stays(curator, two):
    kept, gone = two
    third = LessonFactory()
    NotDuplicates.objects.create(kind="lessons.lesson", first=gone.pk, second=third.pk, by=curator)
    NotDuplicates.objects.create(kind="lessons.lesson", first=kept.pk, second=gone.pk, by=curator)
    Proposal.of(gone, author=curator, explanation="A typing error").save()
    merge(kept, gone, curator, "One")
    assert list(NotDuplicates.objects.values_list("first", "second")) == [(kept.pk, third.pk)]
    assert Proposal.objects.get().number == kept.pk


def test_merged_organizations_keep_names_engagements_and_memberships_once(curator):
    kept, gone = OrganizationFactory(name="swisspeace"), OrganizationFactory(name="Swiss Peace Foundation")
    process = PeaceProcessFactory()
    network = OrganizationFactory(kind="network")
    for organization in (kept, gone):
        EngagementFactory(process=process, organization=organization, role="mediator", start_year=2018)
        network.members.create(organization=organization)
    source = SourceFactory()
    membership = gone.memberships.get()
    membership.citations.create(source=source, locator="p. 2")
    child = OrganizationFactory(parent=gone)
    office = OfficeFactory(hosts=[gone, kept])
    lesson = LessonFactory(organizations=[gone])

    merge(kept, gone, curator, "One body")

    assert [one.organization_id for one in Engagement.objects.all()] == [kept.pk]
    assert [str(one.source) for one in kept.memberships.get().citations.all()] == [str(source)]
    assert list(kept.other_names.values_list("name", flat=True)) == ["Swiss Peace Foundation"]
    child.refresh_from_db()
    assert child.parent == kept
    assert list(office.hosts.all()) == [kept]
    assert list(lesson.organizations.all()) == [kept]


def test_organization_merged_into_its_own_part_hands_on_what_it_is_part_of(curator):
    above: Any = OrganizationFactory()
    gone = OrganizationFactory(parent=above)
    kept = OrganizationFactory(parent=gone)
    assert merge(kept, gone, curator, "One body").parent == above
    assert Organization.objects.get(pk=kept.pk).parent == above


def test_organization_with_people_is_merged_by_administrators_alone(curator):
    kept, gone = OrganizationFactory(), OrganizationFactory()
    person = UserFactory(organization=gone)
    with pytest.raises(MergeRefused, match="administrator"):
        merge(kept, gone, curator, "One body")
    merge(kept, gone, UserFactory(is_superuser=True, is_staff=True), "One body")
    person.refresh_from_db()
    assert person.organization == kept


def test_theme_with_themes_below_goes_into_none_of_the_second_level(curator):
    above, gone = ThemeFactory(), ThemeFactory(name="Inclusion")
    ThemeFactory(parent=gone)
    with pytest.raises(MergeRefused, match="first level"):
        merge(ThemeFactory(parent=above), gone, curator, "One theme")


def test_merged_source_cites_no_page_twice(curator):
    kept, gone = SourceFactory(), SourceFactory()
    lesson = LessonFactory()
    for source in (kept, gone):
        LessonCitationFactory(record=lesson, source=source, locator="p. 4")
    merge(kept, gone, curator, "One document")
    assert list(lesson.citations.values_list("source", "locator")) == [(kept.pk, "p. 4")]


def test_countries_are_not_merged(curator):
    with pytest.raises(MergeRefused, match="cannot be merged"):
        merge(CountryFactory(), CountryFactory(), curator, "One")


def test_collection_loaded_again_does_not_bring_a_merged_entry_back(collection, curator):
    kept, gone = Lesson.objects.filter(language="en", translations=None, status="published").order_by("pk")[
        :2
    ]
    before = Lesson.objects.count()
    merge(kept, gone, curator, "The same finding")
    load_collection()
    assert Lesson.objects.count() == before - 1
    assert Lesson.objects.get(pk=kept.pk).title == kept.title
