"""Two to four records side by side: what the address picks, what differs, what cannot be compared, and the file."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from msn_kb.core.access import Attribution
from tests.clients import signed_in
from tests.factories import (
    CaseActorFactory,
    CaseFactory,
    CountryFactory,
    EngagementFactory,
    LessonCitationFactory,
    LessonFactory,
    MembershipFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    RegionFactory,
    SourceFactory,
    SupportServiceFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

TOO_FEW = ["", "?pick=", "?pick=no-such-entry", "?pick=../../etc", "?pick=" + "a" * 500]
FACTORIES = {
    "lessons": LessonFactory,
    "cases": CaseFactory,
    "organizations": OrganizationFactory,
    "offices": OfficeFactory,
}


def address(segment: str, *records, path: str = "") -> str:
    return f"/{segment}/compare/{path}?" + "&".join(f"pick={record.slug}" for record in records)


def lines(client: Client, segment: str, *records) -> dict[str, tuple[list[list[str]], bool]]:
    """Cells and whether they differ, by aspect."""
    comparison = client.get(address(segment, *records)).context["comparison"]
    return {
        line.label: ([[part.text for part in cell] for cell in line.cells], line.differs)
        for line in comparison.lines
    }


def table(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig"), newline="")))


def test_visitor_sees_offices_side_by_side_with_differences_marked(client):
    swiss, zurich = OrganizationFactory(name="Swiss"), OrganizationFactory(name="Zurich")
    service = SupportServiceFactory(name="Debriefing")
    joint = OfficeFactory(name="Joint", hosts=[swiss, zurich], services=[service], status="operational", staff_min=3,
                          staff_max=5, staff_as_of="2018")  # fmt: skip
    single = OfficeFactory(
        name="Single", hosts=[swiss], services=[service], status="operational", staff_min=4
    )

    found = lines(client, "offices", joint, single)

    assert found["Hosts"] == ([["Swiss", "Zurich"], ["Swiss"]], True)
    assert found["Status"] == ([["Operational"], ["Operational"]], False)
    assert found["Services"] == ([["Debriefing"], ["Debriefing"]], False)
    assert found["Staff"] == ([["3–5 (2018)"], ["4"]], True)
    assert "Funding" not in found
    page = client.get(address("offices", joint, single)).content.decode()
    assert page.count('class="differs"') == sum(differs for _, differs in found.values())
    assert f'href="{swiss.get_absolute_url()}"' in page
    assert "Not recorded for any of them:</strong> established, mandate, placement," in " ".join(page.split())


def test_visitor_sees_organizations_side_by_side(client):
    country = CountryFactory(name_en="Kenya")
    network = OrganizationFactory(name="Net", kind="network")
    first = OrganizationFactory(
        name="First", kind="ngo", country=country, website="https://first.example.org"
    )
    second = OrganizationFactory(name="Second", kind="ngo")
    MembershipFactory(network=network, organization=first, office=None)
    EngagementFactory(organization=first, process=PeaceProcessFactory(name="Talks"), role="observer")

    found = lines(client, "organizations", first, second)

    assert found["Kind"] == ([["Non-governmental organization"]] * 2, False)
    assert found["Headquarters"] == ([["Kenya"], []], False)
    assert found["Member of"] == ([["Net"], []], False)
    assert found["Roles in processes"] == ([["Talks: Observer"], []], False)
    assert (
        'href="https://first.example.org"'
        in client.get(address("organizations", first, second)).content.decode()
    )


def test_visitor_sees_lessons_and_cases_side_by_side(client):
    theme, source = ThemeFactory(name="Trust"), SourceFactory(title="The note")
    first = LessonFactory(title="First", insight="One thing.", themes=[theme], date="2018-10")
    second = LessonFactory(title="Second", insight="Another.", themes=[theme])
    LessonCitationFactory(record=first, source=source)
    found = lines(client, "lessons", first, second)
    assert found["What was learned"] == ([["One thing."], ["Another."]], False)
    assert found["Themes"] == ([["Trust"], ["Trust"]], False)
    assert found["Sources"] == ([["The note"], []], False)
    assert found["Date"] == ([["October 2018"], []], False)

    process = PeaceProcessFactory(name="Talks")
    one = CaseFactory(title="One", process=process, start="2011", end="2014", lessons=[first])
    two = CaseFactory(title="Two", process=PeaceProcessFactory(name="Secret", handling="green"))
    CaseActorFactory(case=one, organization=OrganizationFactory(name="Actor"), office=None)
    found = lines(client, "cases", one, two)
    assert found["Peace process"] == ([["Talks"], []], False)
    assert found["Period"] == ([["2011 – 2014"], []], False)
    assert found["Actors"] == ([["Actor"], []], False)
    assert found["Lessons drawn"] == ([["First"], []], False)


def test_affiliations_under_the_chatham_house_rule_are_for_curators_only(client):
    organization = OrganizationFactory(name="Affiliation")
    rule = Attribution.CHATHAM_HOUSE
    lesson = LessonFactory(organizations=[organization], attribution=rule)
    case = CaseFactory(attribution=rule)
    CaseActorFactory(case=case, organization=organization, office=None)
    for segment, pair in (("lessons", [lesson, LessonFactory()]), ("cases", [case, CaseFactory()])):
        for path in ("", "export.csv"):
            response = client.get(address(segment, *pair, path=path))
            text = b"".join(response).decode()
            assert "Affiliation" not in text
            shown = signed_in(curator=True).get(address(segment, *pair, path=path))
            assert "Affiliation" in b"".join(shown).decode()


@pytest.mark.parametrize("segment", ["lessons", "cases", "organizations", "offices"])
@pytest.mark.parametrize("query", TOO_FEW)
def test_visitor_with_less_than_two_is_told_how_to_choose(client, segment, query):
    response = client.get(f"/{segment}/compare/{query}")
    assert response.status_code == 200
    assert f'href="/{segment}/"' in response.content.decode()
    assert "Choose at least 2 " in response.content.decode()
    assert len(table(client.get(f"/{segment}/compare/export.csv{query}"))) == 1


def test_visitor_with_one_known_and_one_missing_is_told_which(client):
    office = OfficeFactory(name="Known")
    page = client.get(f"/offices/compare/?pick={office.slug}&pick=gone").content.decode()
    assert "“gone” is not known among the offices" in page
    assert "Chosen so far" in page


def test_visitor_who_mixes_kinds_is_told(client):
    office, organization = OfficeFactory(name="Desk"), OrganizationFactory(name="Body")
    response = client.get(f"/offices/compare/?pick={office.slug}&pick={organization.slug}")
    assert [str(record) for record in response.context["comparison"].records] == ["Desk"]
    assert "“body” is not known among the offices" in response.content.decode()


def test_visitor_who_picks_nine_sees_four_and_is_told_of_the_rest(client):
    offices = [OfficeFactory(name=f"Office {number}") for number in range(9)]
    response = client.get(address("offices", *offices))
    assert response.context["comparison"].records == offices[:4]
    assert "left out: Office 4, Office 5, Office 6, Office 7, Office 8" in response.content.decode()


def test_visitor_s_order_case_and_repetition_are_kept_folded_and_dropped(client):
    first, second = OfficeFactory(name="First"), OfficeFactory(name="Second")
    response = client.get(
        f"/offices/compare/?pick={second.slug.upper()}&pick={first.slug}&pick={second.slug}"
    )
    assert response.context["comparison"].records == [second, first]


def test_visitor_exports_the_table_as_shown(client):
    hosts = [OrganizationFactory(name="A; B"), OrganizationFactory(name="C")]
    first = OfficeFactory(name="=First", mandate="+1", hosts=hosts)
    second = OfficeFactory(name="Second", mandate="Line one\nline two", hosts=[])
    response = client.get(address("offices", first, second, path="export.csv"))
    assert "offices-compared-" in response["Content-Disposition"]
    assert response["Content-Disposition"].endswith('-TLP-CLEAR.csv"')
    rows = {row[0]: row[1:] for row in table(response)}
    assert rows["aspect"] == ["'=First", "Second"]
    assert rows["Hosts"] == ["A, B; C", ""]
    assert rows["Mandate"] == ["'+1", "Line one\nline two"]
    shown = lines(client, "offices", first, second)
    assert list(rows)[1:] == list(shown)


def test_member_exports_a_comparison_whose_name_tells_the_highest_handling():
    lessons = [LessonFactory(handling="green"), LessonFactory()]
    response = signed_in(member=True).get(address("lessons", *lessons, path="export.csv"))
    assert "-TLP-GREEN.csv" in response["Content-Disposition"]


def test_visitor_ticks_boxes_in_the_list_and_gets_back_to_them(client):
    offices = [OfficeFactory(name=f"Office {number}") for number in range(3)]
    page = client.get("/offices/").content.decode()
    assert page.count('form="compare"') == 3
    assert 'action="/offices/compare/"' in page
    again = client.get(f"/offices/?pick={offices[1].slug}&pick=gone").context["picked"]
    assert again == [offices[1]]
    removed = client.get(address("offices", *offices)).context["columns"][0]["without_url"]
    assert removed == address("offices", *offices[1:])
    assert "compare" not in client.get("/meetings/").content.decode().replace("compare.css", "")


@pytest.mark.parametrize("segment", ["lessons", "cases", "organizations", "offices"])
def test_reader_of_four_full_records_costs_no_more_queries_than_of_two_bare_ones(segment):
    client = signed_in(curator=True)

    def full(number: int):
        themes = [ThemeFactory() for _ in range(number)]
        record = FACTORIES[segment](
            **{
                "lessons": {"themes": themes, "processes": [PeaceProcessFactory() for _ in range(number)]},
                "cases": {"themes": themes, "lessons": [LessonFactory()], "process": PeaceProcessFactory()},
                "organizations": {"regions": [RegionFactory() for _ in range(number)]},
                "offices": {"hosts": [OrganizationFactory() for _ in range(number)]},
            }[segment]
        )
        for _ in range(number):
            tie(record)
        return record

    def tie(record) -> None:
        member = {"organization": None, "office": None, segment.removesuffix("s"): record}
        if segment in ("organizations", "offices"):
            MembershipFactory(network=OrganizationFactory(kind="network"), **member)
        if segment == "organizations":
            EngagementFactory(organization=record)
        if segment == "cases":
            CaseActorFactory(case=record, organization=OrganizationFactory(), office=None)
        if segment == "lessons":
            LessonCitationFactory(record=record)

    def queries(*records) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(segment, *records)).status_code == 200
        return len(captured)

    few = queries(full(1), full(1))
    assert queries(*[full(6) for _ in range(4)]) == few <= 20
