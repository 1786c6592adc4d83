"""Fields in a query: theme:, country:, org:, process:, kind:, track:, source: and year:."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from lessons.filters import LessonFilterSet
from msn_kb.core.access import Handling
from msn_kb.core.search import parse
from msn_kb.core.search.easing import Effort, eased
from tests.factories import (
    CountryFactory,
    LessonCitationFactory,
    LessonFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PeaceProcessFactory,
    SourceFactory,
    ThemeFactory,
    TrackFactory,
)

from .listing import listed, notices

pytestmark = pytest.mark.django_db

ODD = [
    *(
        "theme:",
        "theme: ",
        "theme::",
        'theme:"',
        'theme:""',
        "theme:-",
        "-theme:",
        "--theme:x",
        "theme:theme:x",
    ),
    *("year:", "year:0", "year:99999", "year:-", "year:2010-2005", "year:abcd", "year:2010-2020-2030"),
    *(
        "OR theme:x",
        "theme:x OR",
        "theme:x OR year:2010",
        "theme:x mali OR country:y",
        "country:🕊",
        "country:%",
    ),
    *("country:'; DROP TABLE", "org:\\", "kind:ⅯⅬⅠ", "theme:" + "x" * 3900, "theme:x " * 400, "process:<b>"),
    *("theme:тheme", "source:the", "track:!!!"),
]

NO_YEARS = "names no years, such as year:2015 or year:2010-2020; it was searched as text."


@pytest.fixture
def entries() -> None:
    mali = CountryFactory(name_en="Mali", name_fr="Mali", alpha3="MLI")
    niger = CountryFactory(name_en="Niger", name_fr="Niger", alpha3="NER")
    inclusion = ThemeFactory(name="Inclusion", slug="inclusion", synonyms=["participation"])
    women = ThemeFactory(name="Women mediators", slug="women-mediators", parent=inclusion)
    union = OrganizationFactory(name="African Union", acronym="AU", slug="african-union")
    OrganizationNameFactory(organization=union, name="Union africaine")
    process = PeaceProcessFactory(
        name="Northern Mali talks", slug="northern-mali", other_names=["Algiers talks"]
    )
    one = LessonFactory(
        title="One", insight="Bread.", kind="challenge", date="2012", countries=[mali], themes=[inclusion],
        organizations=[union], processes=[process], tracks=[TrackFactory(code="I.5", name="Track 1.5")],
    )  # fmt: skip
    LessonFactory(
        title="Two", insight="Bread.", kind="good-practice", date="2018-05", countries=[niger], themes=[women]
    )
    LessonFactory(title="Three", insight="Salt.", kind="challenge", date="")
    LessonCitationFactory(record=one, source=SourceFactory(title="A Meeting Report", slug="a-meeting-report"))


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("country:MLI", {"One"}),
        ("country:mli", {"One"}),
        ("COUNTRY:Mali", {"One"}),
        ("theme:inclusion", {"One", "Two"}),
        ('theme:"women mediators"', {"Two"}),
        ("theme:participation", {"One", "Two"}),
        ("org:AU", {"One"}),
        ("org:african-union", {"One"}),
        ('org:"African Union"', {"One"}),
        ('org:"union africaine"', {"One"}),
        ("process:northern-mali", {"One"}),
        ('process:"Algiers talks"', {"One"}),
        ("kind:challenge", {"One", "Three"}),
        ('kind:"Good practice"', {"Two"}),
        ("kind:good-practices", {"Two"}),
        ("track:I.5", {"One"}),
        ('track:"track 1.5"', {"One"}),
        ("source:a-meeting-report", {"One"}),
        ("year:2012", {"One"}),
        ("year:2012-2018", {"One", "Two"}),
        ("year:2013-", {"Two"}),
        ("year:-2013", {"One"}),
        ("year:2013–2018", {"Two"}),
        ("country:MLI OR country:NER", {"One", "Two"}),
        ("country:MLI OR kind:good-practice", {"One", "Two"}),
        ("country:MLI country:NER", set()),
        ("-country:MLI", {"Two", "Three"}),
        ("bread country:NER", {"Two"}),
        ("salt country:NER", set()),
        ("bread -kind:challenge", {"Two"}),
    ],
)
def test_reader_names_a_field_finds_what_has_it(query, titles):
    assert set(listed(f"q={query}".replace(" ", "+"))) == titles
    assert notices(f"q={query}".replace(" ", "+")) == []


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("theme:nothing", "“theme:nothing” names no theme here; it was searched as text."),
        ("org:MLI", "“org:MLI” names no organization here; it was searched as text."),
        ("year:soon", f"“year:soon” {NO_YEARS}"),
        ("year:20102015", f"“year:20102015” {NO_YEARS}"),
        ("theme: bread", "“theme:” names nothing after the colon; it was searched as text."),
        ("bread OR country:MLI", "“country:MLI” cannot follow a word and OR; it was searched as text."),
    ],
)  # fmt: skip
def test_what_names_nothing_is_searched_as_text_and_said_so(query, told):
    assert told in notices(f"q={query}".replace(" ", "+"))


def test_word_before_a_colon_that_is_no_field_is_a_word():
    LessonFactory(title="Lessons: bread", insight="Text.")

    assert listed("q=lessons:bread") == ["Lessons: bread"]
    assert notices("q=lessons:bread") == []


def test_quoted_field_is_text():
    LessonFactory(title="The theme inclusion", insight="Text.")
    ThemeFactory(name="Inclusion", slug="inclusion")

    assert listed('q="theme:inclusion"') == ["The theme inclusion"]


def test_hidden_process_is_as_unknown_as_a_missing_one():
    process = PeaceProcessFactory(name="Quiet channel", slug="quiet-channel", handling=Handling.GREEN)
    LessonFactory(title="One", insight="Text.", processes=[process])

    hidden, missing = notices("q=process:quiet-channel"), notices("q=process:no-channel")
    assert hidden == ["“process:quiet-channel” names no peace process here; it was searched as text."]
    assert missing == ["“process:no-channel” names no peace process here; it was searched as text."]
    assert listed("q=process:quiet-channel") == listed("q=process:no-channel") == []


@pytest.mark.usefixtures("entries")
def test_filters_count_under_the_fields_of_the_query(client):
    response = client.get("/lessons/", {"q": "year:2010-2020"})

    [kinds] = [facet for facet in response.context["facets"] if facet.name == "kind"]
    assert response.context["total"] == 2
    assert {value.value: value.count for value in kinds.values} == {"challenge": 1, "good-practice": 1}


@pytest.mark.usefixtures("entries")
def test_export_holds_what_the_fields_find(client):
    file = b"".join(client.get("/lessons/export.csv", {"q": "country:MLI bread"}).streaming_content).decode(
        "utf-8-sig"
    )

    assert [line.split(",")[1] for line in file.splitlines()] == ["title", "One"]


@pytest.mark.usefixtures("entries")
def test_search_of_everything_leaves_out_kinds_that_do_not_know_the_field(client):
    tabs = {
        tab.listing.file: tab.total for tab in client.get("/search/", {"q": "country:MLI"}).context["tabs"]
    }

    assert tabs == {"lessons": 1}


def test_field_named_twice_is_asked_for_once_and_of_very_many_the_first(client):
    assert len(parse("org:AU " * 60, has_fields=True).fields) == 1

    query = parse(" ".join(f"org:{number} OR org:x{number}" for number in range(60)), has_fields=True)
    assert sum(map(len, query.fields)) == 10
    assert query.notices == ("The query names very many fields; only the first 10 were searched.",)


def test_fields_alone_that_take_too_long_are_not_searched_again_without_limit():
    query = parse("", has_fields=True).without_fields()

    assert eased(query, Effort.NONE).is_narrowed is False
    assert not LessonFilterSet(QueryDict("q=year:2010"), user=None, effort=Effort.NONE).qs.exists()


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("path", ["/lessons/", "/search/", "/organizations/", "/lessons/export.csv"])
def test_nothing_typed_is_an_error(client, path, text):
    assert client.get(path, {"q": text}).status_code == 200


@pytest.mark.usefixtures("entries")
def test_fields_take_one_statement_more_whatever_their_number():
    one = "theme:inclusion"
    many = f"{one} country:MLI org:AU process:northern-mali track:I.5 source:a-meeting-report year:2012"

    assert statements(many) == statements(one) == statements("") + 1


def statements(text: str) -> int:
    """How many statements it takes to look up what the fields of a query name, and to count what they leave."""
    with CaptureQueriesContext(connection) as captured:
        LessonFilterSet(QueryDict(urlencode({"q": text})), user=None).qs.count()
    return len(captured)
