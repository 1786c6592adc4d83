"""The tags and filters that every template may use."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from lessons.models import Lesson
from msn_kb.core.templatetags import knowledge
from organizations.models import Engagement


def written(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("start", "end", "short", "words"),
    [
        (2012, 2015, "2012–2015", "2012–2015"),
        (2012, 2012, "2012", "2012"),
        (2012, None, "since 2012", "from 2012, end not stated"),
        (None, 2015, "until 2015", "until 2015, start not stated"),
        (None, None, "", "no year stated"),
    ],
)
def test_reader_sees_years_as_far_as_they_are_known(start, end, short, words):
    assert written("{% years start end %}", start=start, end=end) == short
    assert written("{% years_in_words start end %}", start=start, end=end) == words


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Lesson(kind="good-practice"), "kind"),
        (Lesson(language="fr"), "language"),
        (Engagement(role="envoy"), "role"),
    ],
)
def test_reader_sees_the_words_that_the_field_has_for_its_code(record, field):
    assert knowledge.label_of(record, field) == getattr(record, f"get_{field}_display")()


def test_reader_sees_a_code_without_words_as_it_is():
    assert knowledge.label_of(Lesson(kind="unheard-of"), "kind") == "unheard-of"


def test_reader_follows_a_text_with_an_address_only():
    assert written("{% linked text url %}", text="<b>", url="/?a=1&b=2") == (
        '<a href="/?a=1&amp;b=2"><bdi>&lt;b&gt;</bdi></a>'
    )
    assert written("{% linked text url %}", text="Mali", url="") == "<bdi>Mali</bdi>"


@pytest.mark.parametrize("is_development", [True, False])
def test_reader_sees_a_mark_as_its_template_writes_it(settings, is_development):
    settings.DEBUG = is_development
    included = render_to_string("includes/_kind.html", {"kind": "challenge", "label": "A <challenge>"})

    marked = written(
        '{% mark "includes/_kind.html" kind=kind label=label %}', kind="challenge", label="A <challenge>"
    )

    assert marked == included
    assert "A &lt;challenge&gt;" in marked


def test_reader_sees_each_mark_with_its_own_codes():
    source = '{% for code in codes %}{% mark "includes/_handling.html" handling=code %}{% endfor %}'
    assert written(source, codes=["clear", "red", "clear"]).count("TLP:CLEAR") == 2


def test_reader_gets_dense_text_without_its_indentation_but_values_as_they_are():
    source = (
        "{% dense %}\n  <p>\n    {{ text }}\n  </p>\n  {% if text %}  <br>\n{% endif %}\n{% enddense %}\n"
    )
    assert written(source, text="a\n  b") == " <p> a\n  b </p>  <br>  \n"
