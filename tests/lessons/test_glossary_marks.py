"""Terms marked in a lesson's texts: each at its first use, and nothing else becomes markup."""

import re
import time

import pytest
from django.urls import reverse

from lessons.glossary import Glossary
from lessons.models import Term
from tests.factories import LessonFactory, TermFactory

from .reading import html, text

pytestmark = pytest.mark.django_db


def term(name: str, **traits) -> Term:
    return Term(
        pk=sum(map(ord, name)), slug=name.replace(" ", "-"), name=name, definition="Defined.", **traits
    )


def link(slug: str, words: str) -> str:
    """The markup of a marked term."""
    address = reverse("term-detail", args=[slug])
    return (
        f'<a class="term-link" href="{address}" title="Defined." aria-describedby="term-{slug}">{words}</a>'
    )


MEDIATION = link("mediation", "mediation")


@pytest.mark.parametrize(
    ("words", "markup"),
    [
        ("", ""),
        ("No term.", "<p>No term.</p>"),
        ("Of mediation.", f"<p>Of {MEDIATION}.</p>"),
        ("mediation, mediation", f"<p>{MEDIATION}, mediation</p>"),
        ("One\n\nmediation\nmore", f"<p>One</p>\n<p>{MEDIATION}<br>\nmore</p>"),
        ("One\r\nmediation", f"<p>One<br>\n{MEDIATION}</p>"),
        ("mediation support, mediation", f'<p>{link("mediation-support", "mediation support")}, {MEDIATION}</p>'),
        ("<b>mediation</b>", f"<p>&lt;b&gt;{MEDIATION}&lt;/b&gt;</p>"),
        ("mediation&negotiation", f"<p>{MEDIATION}&amp;negotiation</p>"),
        ('<a href="mediation">', f'<p>&lt;a href="{MEDIATION}"&gt;</p>'),
        ("*Mediation* and **ripe", f"<p><em>{link('mediation', 'Mediation')}</em> and **ripe</p>"),
        ("mediation *support*", f"<p>{MEDIATION} <em>support</em></p>"),
        ("`mediation`, mediation", f"<p><code>mediation</code>, {MEDIATION}</p>"),
        (
            "[mediation](/mediation/) by mediation",
            f'<p><a href="/mediation/" rel="noopener nofollow ugc">mediation</a> by {MEDIATION}</p>',
        ),
        ("&lt;mediation&#39;", f"<p>&amp;lt;{MEDIATION}&amp;#39;</p>"),
        ("\ue0000\ue001x\ue002 mediation", f"<p>0x {MEDIATION}</p>"),
        ("media\ue000tion", f"<p>{MEDIATION}</p>"),
    ],
)  # fmt: skip
def test_text_becomes_paragraphs_with_the_first_use_of_each_term_marked(words, markup):
    glossary = Glossary([term("mediation"), term("mediation support")])

    assert glossary.mark({"insight": words}).texts == {"insight": markup}


def test_term_is_marked_once_across_texts_in_reading_order():
    glossary = Glossary([term("mediation"), term("ripeness")])

    marked = glossary.mark({"insight": "Ripeness.", "context": "Ripeness, then mediation."})

    assert marked.texts == {
        "insight": f"<p>{link('ripeness', 'Ripeness')}.</p>",
        "context": f"<p>Ripeness, then {MEDIATION}.</p>",
    }
    assert [mention.term.name for mention in marked.mentions] == ["ripeness", "mediation"]
    assert [mention.anchor for mention in marked.mentions] == ["term-ripeness", "term-mediation"]


def test_hostile_definition_stays_within_its_attribute():
    hostile = Term(pk=1, slug="x", name="mediation", definition='"><script>alert(1)</script>')

    marked = Glossary([hostile]).mark({"insight": "mediation"}).texts["insight"]

    assert 'title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in marked
    assert marked.count("<") == 4


def test_texts_of_full_length_and_five_hundred_terms_are_marked_in_a_moment():
    terms = [term(f"subject {'abcdefghij'[n % 10]}{n}", synonyms=[f"matter {n} at hand"]) for n in range(500)]
    for number, one in enumerate(terms):
        one.pk = number
    body = " ".join(f"subject a{n} and matter {n} at handover" for n in range(900))[:20_000]
    began = time.process_time()

    marked = Glossary(terms).mark(
        dict.fromkeys(("insight", "recommendation", "applicability", "context"), body)
    )

    assert len(marked.mentions) == 50
    assert time.process_time() - began < 1


# --- On the page of a lesson -----------------------------------------------------------------------------------------


def test_reader_of_a_lesson_finds_terms_marked_once_and_explained_below(client):
    TermFactory(name="Mediation", slug="mediation", definition="Help by a third party. It needs consent.")
    TermFactory(name="Ripeness", definition="A state of conflict.", synonyms=["ripe moment"])
    TermFactory(name="Localitis")
    lesson = LessonFactory(
        title="Mediation at the ripe moment",
        insight="Mediation works.",
        recommendation="Wait for the ripe moment of mediation.",
        applicability="Mediation at ripe moments.",
        context="Mediation.",
    )

    page = html(client, lesson)

    assert re.findall(r'class="term-link"[^>]*>([^<]*)</a>', page) == ["Mediation", "ripe moment"]
    for anchor in re.findall(r'aria-describedby="(term-[^"]*)"', page):
        assert page.count(f'id="{anchor}"') == 1
    assert (
        text(client, lesson, "terms")
        == "Terms in this entry Mediation Help by a third party. Ripeness A state of conflict."
    )


def test_reader_of_a_lesson_without_terms_sees_no_section_of_terms(client):
    TermFactory(name="Mediation")

    page = html(client, LessonFactory(insight="Nothing of the kind."))

    assert "Terms in this entry" not in page
    assert "term-link" not in page


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_reader_of_an_entry_in_another_language_sees_no_term_marked(client, language):
    TermFactory(name="Mediation")

    page = html(client, LessonFactory(insight="La mediation\n\nentre <b>", language=language))

    assert "term-link" not in page
    assert "<p>La mediation</p>\n<p>entre &lt;b&gt;</p>" in page
