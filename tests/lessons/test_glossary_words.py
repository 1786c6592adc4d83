"""Which words of a text stand for which term of the glossary."""

import pytest

from lessons.glossary import Glossary, mention_of, plural
from lessons.models import Term

TERMS = {
    "Mediation": ["peace mediation"],
    "Mediation support": [],
    "Mediation support organization": ["MSO"],
    "Third party": ["intermediary"],
    "Tracks": ["Track I", "Track I.5", "multi-track"],
    "Conflict analysis": [],
    "Do no harm": [],
    "Approach": ["people's process"],
    "Official Development Assistance": ["AID"],
}


def glossary_of(terms: dict[str, list[str]]) -> Glossary:
    """Terms in memory, by their names and synonyms."""
    return Glossary(
        Term(pk=number, slug=f"term-{number}", name=name, synonyms=synonyms, definition="It is defined.")
        for number, (name, synonyms) in enumerate(terms.items())
    )


def found(text: str, terms: dict[str, list[str]] | None = None) -> list[tuple[str, str]]:
    """The words that stand for a term, and its name, from left to right."""
    uses = glossary_of(TERMS if terms is None else terms).find(text)
    return [(text[start:end], term.name) for start, end, term in uses]


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("", []),
        ("Nothing of the kind.", []),
        ("mediation", [("mediation", "Mediation")]),
        ("MEDIATION and Mediation", [("MEDIATION", "Mediation"), ("Mediation", "Mediation")]),
        ("(mediation)", [("mediation", "Mediation")]),
        ("peace mediation", [("peace mediation", "Mediation")]),
        # whole words
        ("premediation, mediational", []),
        ("mediation_support", []),
        # plurals, possessives
        ("mediations", [("mediations", "Mediation")]),
        ("third parties", [("third parties", "Third party")]),
        ("conflict analyses", [("conflict analyses", "Conflict analysis")]),
        ("approaches", [("approaches", "Approach")]),
        ("intermediaries", [("intermediaries", "Third party")]),
        ("the mediation’s aim", [("mediation", "Mediation")]),
        # the longest, and nothing within another
        ("mediation support", [("mediation support", "Mediation support")]),
        ("mediation support organizations", [("mediation support organizations", "Mediation support organization")]),
        ("mediation supporters", [("mediation", "Mediation")]),
        ("peace mediation support", [("peace mediation", "Mediation")]),
        # hyphens, apostrophes and spaces of any kind
        ("third-party actors", [("third-party", "Third party")]),
        ("Multi track work", [("Multi track", "Tracks")]),
        ("do-no-harm", [("do-no-harm", "Do no harm")]),
        ("mediation  support", [("mediation  support", "Mediation support")]),
        ("mediation\nsupport", [("mediation\nsupport", "Mediation support")]),
        ("mediation\n\nsupport", [("mediation", "Mediation")]),
        ("mediation\u00a0support", [("mediation\u00a0support", "Mediation support")]),
        ("a people’s process", [("people’s process", "Approach")]),
        ("mediation, support", [("mediation", "Mediation")]),
        # a part of a compound or an address is no use of the term
        ("quasi-mediation", []),
        ("mediation-led", []),
        ("www.mediation.example", []),
        ("write to mediation@example.org", []),
        ("mediation–diplomacy", [("mediation", "Mediation")]),
        ("mediation/diplomacy", [("mediation", "Mediation")]),
        ("Track I. Then", [("Track I", "Tracks")]),
        ("Track I.5", [("Track I.5", "Tracks")]),
        ("Track I.7", []),
        # acronyms in capitals only
        ("MSO, MSOs, mso", [("MSO", "Mediation support organization"), ("MSOs", "Mediation support organization")]),
        ("aid is not AID", [("AID", "Official Development Assistance")]),
        # a part of a longer proper name
        ("the Mediation Support Network", []),
        ("Mediation Support helps", [("Mediation Support", "Mediation support")]),
        ("Mediation. Then", [("Mediation", "Mediation")]),
        # other scripts and markup are words like any other
        ("<b>mediation</b>", [("mediation", "Mediation")]),
        ("mediation&negotiation", [("mediation", "Mediation")]),
        ("وساطة mediation وساطة", [("mediation", "Mediation")]),
        ("İmediation ﬁmediation", []),
    ],
)  # fmt: skip
def test_glossary_finds_whole_words_and_the_longest_term(text, uses):
    assert found(text) == uses


@pytest.mark.parametrize(
    ("terms", "text", "name"),
    [
        ({"Ripeness": ["timing"], "Timing": []}, "timing", "Timing"),
        ({"Track": [], "Tracks": []}, "tracks", "Tracks"),
        ({"First": ["shared"], "Second": ["shared"]}, "shared", "First"),
        ({"!?": [], "Mediation": ["…"]}, "mediation", "Mediation"),
        ({"Straße": []}, "STRASSE", "Straße"),
    ],
)
def test_glossary_prefers_a_name_over_a_synonym_and_what_is_written_over_a_plural(terms, text, name):
    assert found(text, terms) == [(text, name)]


@pytest.mark.parametrize(
    ("text", "name"),
    [("Third parties", "Third party"), ("MULTI-TRACK", "Tracks"), ("third party help", None), ("", None)],
)
def test_glossary_knows_what_a_text_as_a_whole_stands_for(text, name):
    term = glossary_of(TERMS).named(text)

    assert (term.name if term else None) == name


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("mediator", "mediators"), ("third party", "third parties"), ("survey", "surveys"),
        ("analysis", "analyses"), ("approach", "approaches"), ("process", "processes"), ("MSO", "MSOs"),
    ],
)  # fmt: skip
def test_plural_of_a_name_is_the_regular_one(name, several):
    assert plural(name) == several


@pytest.mark.parametrize(
    ("definition", "meaning"),
    [
        ("One sentence", "One sentence"),
        ("One sentence. Another one.", "One sentence."),
        ("In line\nwith it. Another.", "In line with it."),
        ("Envoys, e.g. Ghana's, and others. Another.", "Envoys, e.g. Ghana's, and others."),
        ("Track I. Then more (see it). “More.”", "Track I. Then more (see it)."),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_meaning_of_a_term_is_the_first_sentence_of_its_definition(definition, meaning):
    assert mention_of(Term(name="Term", slug="term", definition=definition)).meaning == meaning
