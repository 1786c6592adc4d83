"""Every parameter of the list of lessons (contract.md, Addresses)."""

import pytest
from django.http import QueryDict

from lessons.choices import Evidence, LessonKind
from lessons.filters import LessonFilterSet
from lessons.models import Lesson
from msn_kb.core.access import Attribution, Handling, Status
from organizations.models import User
from tests.factories import (
    ApplicationFactory,
    AudienceFactory,
    CountryFactory,
    LessonCitationFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    PhaseFactory,
    RegionFactory,
    SourceFactory,
    SupportServiceFactory,
    ThemeFactory,
    TrackFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def listed(query: str = "", user: User | None = None) -> list[str]:
    """Titles of the list's entries, in order, for a visitor unless told otherwise."""
    return [lesson.title for lesson in LessonFilterSet(QueryDict(query), user=user).qs]


def notices(query: str, user: User | None = None) -> list[str]:
    """What the page says about parameters it did not understand."""
    problems = LessonFilterSet(QueryDict(query), user=user).problems
    return [sentence for sentences in problems.values() for sentence in sentences]


# Each parameter with two values, and how a lesson comes to carry one.
VALUES = {
    "kind": ("challenge", "good-practice"),
    "theme": ("trust", "inclusion"),
    "process": ("long-talks", "short-talks"),
    "organization": ("alpha-body", "beta-body"),
    "office": ("alpha-desk", "beta-desk"),
    "source": ("a-report", "a-book"),
    "country": ("XAA", "XAB"),
    "region": ("901", "902"),
    "track": ("I.5", "multi"),
    "phase": ("pre-talks", "ceasefire"),
    "audience": ("donors", "mediators-and-envoys"),
    "service": ("debriefing", "training"),
    "evidence": ("documented", "single-account"),
    "maturity": ("applied", "learned"),
    "language": ("fr", "es"),
    "handling": ("green", "amber"),
    "status": ("draft", "archived"),
}
TAGS = {
    "theme": ("themes", ThemeFactory, "slug"),
    "process": ("processes", PeaceProcessFactory, "slug"),
    "organization": ("organizations", OrganizationFactory, "slug"),
    "office": ("offices", OfficeFactory, "slug"),
    "country": ("countries", CountryFactory, "alpha3"),
    "region": ("regions", RegionFactory, "code"),
    "track": ("tracks", TrackFactory, "code"),
    "phase": ("phases", PhaseFactory, "code"),
    "audience": ("audiences", AudienceFactory, "code"),
    "service": ("services", SupportServiceFactory, "code"),
}


def carrying(parameter: str, value: str, title: str) -> Lesson:
    """A lesson that the parameter finds by the value."""
    if parameter in TAGS:
        relation, factory, column = TAGS[parameter]
        return LessonFactory(title=title, **{relation: [factory(**{column: value})]})
    if parameter == "source":
        return LessonCitationFactory(record__title=title, source=SourceFactory(slug=value)).record
    if parameter == "maturity":
        outcome = "It held." if value == "learned" else ""
        return ApplicationFactory(lesson__title=title, outcome=outcome).lesson
    return LessonFactory(title=title, **{parameter: value})


@pytest.fixture(params=VALUES)
def planted(request):
    """The name of a parameter, its two values, and a curator; three lessons: First, Second, Neither."""
    parameter = request.param
    first, second = VALUES[parameter]
    carrying(parameter, first, "First")
    carrying(parameter, second, "Second")
    LessonFactory(title="Neither", evidence="several-accounts")
    return parameter, first, second, UserFactory(curator=True)


def test_reader_asks_for_a_value_gets_what_carries_it(planted):
    parameter, first, second, curator = planted

    assert listed(f"{parameter}={first}", curator) == ["First"]
    assert listed(f"{parameter}={second}", curator) == ["Second"]


def test_reader_repeats_a_parameter_gets_what_carries_either_value(planted):
    parameter, first, second, curator = planted

    assert listed(f"{parameter}={first}&{parameter}={second}", curator) == ["First", "Second"]
    assert listed(f"{parameter}={first}&{parameter}={first}", curator) == ["First"]


def test_reader_writes_a_value_in_another_case_gets_the_same(planted):
    parameter, first, _, curator = planted

    for written in (first.upper(), first.lower(), first.title(), f"%20{first}%20"):
        assert listed(f"{parameter}={written}", curator) == ["First"]
    assert notices(f"{parameter}={first.upper()}", curator) == []


def test_reader_asks_for_an_unknown_value_gets_nothing_and_its_name(planted, client):
    parameter, _, _, curator = planted
    client.force_login(curator)

    response = client.get(f"/lessons/?{parameter}=no-such%20thing")

    label = response.context["chips"][0]["label"]
    assert (response.status_code, response.context["total"]) == (200, 0)
    assert response.context["notices"] == [f"{label}: “no-such thing” is not known here and matches nothing."]
    assert response.context["chips"] == [
        {"label": label, "value": "no-such thing", "remove_url": "/lessons/"}
    ]


def test_reader_mixes_known_and_unknown_values_gets_the_known(planted):
    parameter, first, _, curator = planted
    query = f"{parameter}=nonsense&{parameter}={first}&{parameter}=%25"

    assert listed(query, curator) == ["First"]
    assert len(notices(query, curator)) == 1
    assert "“nonsense”, “%” is not known here" in notices(query, curator)[0]


def test_reader_leaves_a_parameter_empty_gets_everything(planted):
    parameter, _, _, curator = planted

    assert sorted(listed(f"{parameter}=", curator)) == ["First", "Neither", "Second"]
    assert notices(f"{parameter}=&{parameter}=%20", curator) == []


def test_several_parameters_narrow():
    theme, track = ThemeFactory(slug="trust"), TrackFactory(code="II")
    LessonFactory(title="Both", themes=[theme], tracks=[track], kind=LessonKind.CHALLENGE)
    LessonFactory(title="Theme", themes=[theme], kind=LessonKind.CHALLENGE)
    LessonFactory(title="Track", tracks=[track])

    assert listed("theme=trust&track=ii") == ["Both"]
    assert listed("theme=trust&kind=challenge") == ["Both", "Theme"]
    assert listed("theme=trust&track=ii&kind=opportunity") == []
    assert listed("theme=trust&track=nonsense") == []


def test_closed_vocabularies_take_the_codes_of_the_contract():
    for kind in ("challenge", "opportunity", "recommendation", "good-practice", "observation"):
        LessonFactory(title=kind, kind=kind)
    for evidence in ("single-account", "several-accounts", "documented", "evaluated"):
        LessonFactory(title=evidence, evidence=evidence)

    assert [listed(f"kind={kind}") for kind in LessonKind.values[:4]] == [[k] for k in LessonKind.values[:4]]
    assert listed("evidence=evaluated") == ["evaluated"]
    assert listed(f"evidence={Evidence.DOCUMENTED}") == ["documented"]


def test_unknown_parameter_names_are_ignored():
    LessonFactory(title="One")

    assert listed("colour=blue&utm_source=mail&id=7&pk__in=1") == ["One"]
    assert notices("colour=blue") == []


# --- Trees --------------------------------------------------------------------------------------------------


def test_theme_includes_its_children_and_not_its_parent():
    parent = ThemeFactory(slug="inclusion")
    LessonFactory(title="Parent", themes=[parent])
    LessonFactory(title="Child", themes=[ThemeFactory(slug="women", parent=parent)])
    LessonFactory(title="Sibling", themes=[ThemeFactory(slug="youth", parent=parent)])
    LessonFactory(title="Other", themes=[ThemeFactory(slug="trust")])

    assert listed("theme=inclusion") == ["Parent", "Child", "Sibling"]
    assert listed("theme=women") == ["Child"]
    assert listed("theme=women&theme=trust") == ["Child", "Other"]


def test_lesson_with_a_theme_and_its_child_is_listed_once():
    parent = ThemeFactory(slug="inclusion")
    LessonFactory(title="Twice", themes=[parent, ThemeFactory(parent=parent)])

    assert listed("theme=inclusion") == ["Twice"]


def test_region_includes_what_lies_below_and_its_countries():
    world = RegionFactory(code="001")
    africa = RegionFactory(code="902", parent=world)
    west = RegionFactory(code="911", parent=africa)
    asia = RegionFactory(code="942", parent=world)
    LessonFactory(title="Africa", regions=[africa])
    LessonFactory(title="West", regions=[west])
    LessonFactory(title="Mali", countries=[CountryFactory(alpha3="XML", region=west)])
    LessonFactory(title="Asia", regions=[asia])
    LessonFactory(title="Nowhere", countries=[CountryFactory(region=None)])

    assert listed("region=902") == ["Africa", "West", "Mali"]
    assert listed("region=911") == ["West", "Mali"]
    assert listed("region=001") == ["Africa", "West", "Mali", "Asia"]
    assert listed("region=911&region=942") == ["West", "Mali", "Asia"]
    assert listed("region=902&country=xml") == ["Mali"]
    assert listed("region=999") == []


def test_region_moved_takes_its_parts_along():
    first, second = RegionFactory(code="901"), RegionFactory(code="902")
    middle = RegionFactory(code="911", parent=first)
    LessonFactory(title="Leaf", regions=[RegionFactory(code="921", parent=middle)])

    middle.parent = second
    middle.save()

    assert listed("region=901") == []
    assert listed("region=902") == ["Leaf"]


# --- Hidden values ------------------------------------------------------------------------------------------


def test_visitor_asks_for_a_hidden_process_gets_the_answer_of_an_unknown_one(client):
    hidden = PeaceProcessFactory(slug="quiet-channel", name="Quiet channel", handling=Handling.GREEN)
    shown = PeaceProcessFactory(slug="open-talks")
    LessonFactory(title="Open", processes=[shown, hidden])
    LessonFactory(title="Hidden", processes=[hidden])

    for slug in ("quiet-channel", "no-channel"):
        response = client.get(f"/lessons/?process={slug}")
        assert response.context["total"] == 0
        assert response.context["notices"] == [
            f"Peace process: “{slug}” is not known here and matches nothing."
        ]
        assert "Quiet channel" not in response.content.decode()
    assert listed("process=quiet-channel&process=open-talks") == ["Open"]

    assert listed("process=quiet-channel", UserFactory(member=True)) == ["Open", "Hidden"]


def test_visitor_asks_for_a_hidden_source_gets_nothing():
    source = SourceFactory(slug="memo", title="Memo", handling=Handling.GREEN)
    LessonCitationFactory(record__title="One", source=source)

    assert listed("source=memo") == []
    assert notices("source=memo") == ["Source: “memo” is not known here and matches nothing."]
    assert listed("source=memo", UserFactory(member=True)) == ["One"]


def test_reader_filters_by_an_affiliation_under_the_chatham_house_rule_finds_nothing_a_curator_does():
    organization, office = OrganizationFactory(slug="zebra"), OfficeFactory(slug="desk")
    LessonFactory(
        title="Quiet", attribution=Attribution.CHATHAM_HOUSE, organizations=[organization], offices=[office]
    )
    LessonFactory(title="Open", organizations=[organization], offices=[office])

    member, curator = UserFactory(organization=organization), UserFactory(curator=True)
    assert listed("organization=zebra", member) == listed("office=desk", member) == ["Open"]
    assert listed("organization=zebra", curator) == listed("office=desk", curator) == ["Quiet", "Open"]


@pytest.mark.parametrize("handling", ["green", "amber", "red"])
def test_visitor_asks_for_closed_handling_gets_nothing(handling):
    LessonFactory(handling=handling)

    assert listed(f"handling={handling}") == []


# --- Superseded entries -------------------------------------------------------------------------------------


def test_lists_leave_superseded_entries_out_unless_asked():
    successor = LessonFactory(title="New")
    LessonFactory(title="Old", status=Status.SUPERSEDED, superseded_by=successor)

    assert listed() == ["New"]
    assert listed("status=published") == ["New"]
    assert listed("status=superseded") == ["Old"]
    assert listed("status=SUPERSEDED&status=published") == ["New", "Old"]
    assert listed("status=draft") == []


# --- Years --------------------------------------------------------------------------------------------------


@pytest.fixture
def _years():
    for date in ("2016", "2017-12-31", "2018-10", "2019-01-01", ""):
        LessonFactory(title=date or "undated", date=date)


@pytest.mark.usefixtures("_years")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("year_min=2018", ["2019-01-01", "2018-10"]),
        ("year_max=2017", ["2017-12-31", "2016"]),
        ("year_min=2017&year_max=2018", ["2018-10", "2017-12-31"]),
        ("year_min=2018&year_max=2018", ["2018-10"]),
        ("year_min=%202018%20", ["2019-01-01", "2018-10"]),
        ("year_min=9999", []),
        ("year_min=0000&year_max=9999", ["2019-01-01", "2018-10", "2017-12-31", "2016"]),
        ("year_min=", ["2019-01-01", "2018-10", "2017-12-31", "2016", "undated"]),
    ],
)
def test_year_bounds_are_inclusive_and_leave_out_the_undated(query, titles):
    assert listed(query) == titles
    assert notices(query) == []


@pytest.mark.usefixtures("_years")
@pytest.mark.parametrize(
    "year", ["18", "20181", "-2018", "2018.0", "1e3", "twenty", "٢٠١٨", "２０１８", "0x7e", "%2B201"]
)
def test_broken_year_is_ignored_with_a_message(year):
    query = f"year_min={year}&year_max=2017"

    assert listed(query) == ["2017-12-31", "2016"]
    assert notices(query) == [
        f"From year: “{year.replace('%2B', '+')}” is not a year; write four digits, such as 2018. It was ignored."
    ]


@pytest.mark.usefixtures("_years")
def test_years_that_run_backwards_find_nothing_and_say_so():
    assert listed("year_min=2019&year_max=2017") == []
    assert notices("year_min=2019&year_max=2017") == [
        "The years run backwards: 2019 lies after 2017, so nothing matches."
    ]
