"""Countries and regions: the M49 tree is whole, every name is there, and mistakes in its file are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from msn_kb.core.starter import Problems
from organizations.starter.geography import FOLDER, NAMES, TREE, areas, country_entries, region_entries

LANGUAGES = ("en", "fr", "es", "ar")


@pytest.fixture(scope="module")
def countries() -> dict[str, dict[str, str]]:
    return {entry["alpha3"]: entry for _, entry in country_entries(Problems())}


@pytest.fixture(scope="module")
def regions() -> dict[str, dict[str, str]]:
    return {entry["code"]: entry for _, entry in region_entries(Problems())}


def test_every_country_of_iso_3166_is_there_and_kosovo(countries: dict[str, dict[str, str]]) -> None:
    assert len(countries) == 250
    assert countries["XKX"]["alpha2"] == "XK"
    assert "m49" not in countries["XKX"]
    assert (countries["MLI"]["alpha2"], countries["MLI"]["m49"]) == ("ML", "466")
    assert (countries["DZA"]["m49"], countries["TWN"]["m49"]) == ("012", "158")


def test_every_country_is_in_the_smallest_region_save_antarctica(
    countries: dict[str, dict[str, str]],
) -> None:
    region = {alpha3: entry.get("region") for alpha3, entry in countries.items()}

    assert [alpha3 for alpha3, code in region.items() if code is None] == ["ATA"]
    assert [region[alpha3] for alpha3 in ("MLI", "KEN", "COL", "GTM", "PHL", "XKX", "TWN")] == [
        "011", "014", "005", "013", "035", "039", "030",
    ]  # fmt: skip


def test_regions_form_one_tree_with_intermediate_regions(regions: dict[str, dict[str, str]]) -> None:
    def line(code: str) -> list[str]:
        parent = regions[code].get("parent")
        return [*(line(parent) if parent else []), code]

    assert [code for code, entry in regions.items() if "parent" not in entry] == ["001"]
    assert all(line(code)[0] == "001" for code in regions)
    assert line("011") == ["001", "002", "202", "011"]
    assert line("035") == ["001", "142", "035"]
    assert len(regions) == 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_has_a_name_in_each_language(
    language: str, countries: dict[str, dict[str, str]], regions: dict[str, dict[str, str]]
) -> None:
    for places in (countries, regions):
        names = [entry[f"name_{language}"] for entry in places.values()]
        assert all(names)
        assert len(set(names)) == len(names)


def test_names_follow_the_usage_of_the_united_nations(countries: dict[str, dict[str, str]]) -> None:
    def names(alpha3: str) -> list[str]:
        return [countries[alpha3][f"name_{language}"] for language in LANGUAGES]

    assert names("CIV") == ["Côte d'Ivoire", "Côte d’Ivoire", "Côte d’Ivoire", "كوت ديفوار"]
    assert names("TUR") == ["Türkiye", "Türkiye", "Türkiye", "تركيا"]
    assert names("PSE") == ["State of Palestine", "État de Palestine", "Estado de Palestina", "دولة فلسطين"]
    assert names("COD")[:2] == ["Democratic Republic of the Congo", "République démocratique du Congo"]
    assert names("XKX") == ["Kosovo", "Kosovo", "Kosovo", "كوسوفو"]


def test_regions_are_named_as_m49_names_them(regions: dict[str, dict[str, str]]) -> None:
    assert regions["419"]["name_en"] == "Latin America and the Caribbean"
    assert regions["419"]["name_fr"] == "Amérique latine et Caraïbes"
    assert regions["011"]["name_fr"] == "Afrique occidentale"
    assert regions["011"]["name_ar"] == "غرب أفريقيا"


def test_mistakes_in_the_tree_are_told_with_their_line(tmp_path: Path) -> None:
    tree = (FOLDER / TREE).read_text(encoding="utf-8")
    (tmp_path / TREE).write_text(tree.replace("[BWA, LSO, NAM", "[BWA, ZZZ, MLI"), encoding="utf-8")
    (tmp_path / NAMES).write_text("- {alpha3: QQQ, en: Nowhere, de: Nirgendwo}\n", encoding="utf-8")
    problems = Problems()

    country_entries(problems, tmp_path)

    line = next(n for n, text in enumerate(tree.splitlines(), start=1) if "[BWA, LSO" in text)
    later = next(n for n, text in enumerate(tree.splitlines(), start=1) if "MLI" in text)
    assert sorted(str(problem) for problem in problems.found) == sorted(
        [
            f"organizations/starter/{NAMES}:1: alpha3 “QQQ”: expected an alpha-3 code of ISO 3166-1",
            f"organizations/starter/{NAMES}:1: de: unknown field; known are alpha3, en, fr, es, ar",
            f"organizations/starter/{TREE}:{line}: countries “ZZZ”: expected an alpha-3 code of ISO 3166-1",
            f"organizations/starter/{TREE}:{later}: countries “MLI”: stands in two regions",
            f"organizations/starter/{TREE}:1: countries “LSO”: is in no region",
            f"organizations/starter/{TREE}:1: countries “NAM”: is in no region",
        ]
    )


def test_codes_of_areas_are_never_repeated() -> None:
    codes = [area.m49 for area in areas().values() if area.m49]

    assert len(codes) == len(set(codes)) == 249
