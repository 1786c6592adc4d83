"""Every parameter of the list of lessons (contract.md, Addresses)."""

import pytest

from lessons.choices import Evidence, LessonKind
from lessons.models import Lesson
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

from .listing import listed, notices

pytestmark = pytest.mark.django_db
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


def test_reader_asks_by_several_parameters_gets_what_carries_them_all():
    theme, track = ThemeFactory(slug="trust"), TrackFactory(code="II")
    LessonFactory(title="Both", themes=[theme], tracks=[track], kind=LessonKind.CHALLENGE)
    LessonFactory(title="Theme", themes=[theme], kind=LessonKind.CHALLENGE)
    LessonFactory(title="Track", tracks=[track])

    assert listed("theme=trust&track=ii") == ["Both"]
    assert listed("theme=trust&kind=challenge") == ["Both", "Theme"]
    assert listed("theme=trust&track=ii&kind=opportunity") == []
    assert listed("theme=trust&track=nonsense") == []


def test_reader_asks_by_the_codes_of_the_contract_gets_what_carries_them():
    for kind in ("challenge", "opportunity", "recommendation", "good-practice", "observation"):
        LessonFactory(title=kind, kind=kind)
    for evidence in ("single-account", "several-accounts", "documented", "evaluated"):
        LessonFactory(title=evidence, evidence=evidence)

    assert [listed(f"kind={kind}") for kind in LessonKind.values[:4]] == [[k] for k in LessonKind.values[:4]]
    assert listed("evidence=evaluated") == ["evaluated"]
    assert listed(f"evidence={Evidence.DOCUMENTED}") == ["documented"]


def test_reader_sends_unknown_parameter_names_is_not_heard():
    LessonFactory(title="One")

    assert listed("colour=blue&utm_source=mail&id=7&pk__in=1") == ["One"]
    assert notices("colour=blue") == []
