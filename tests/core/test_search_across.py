"""One query asked of several kinds at once."""

import pytest

from lessons.models import Lesson
from msn_kb.core.search import parse, search
from msn_kb.core.search.across import best_keys, search_across
from organizations.models import Organization
from tests.factories import LessonFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def pools():
    return {
        "lessons": Lesson.objects.visible_to(None),
        "organizations": Organization.objects.visible_to(None),
    }


@pytest.mark.parametrize(
    "text", ["trust", "trust talks", "talks OR trust", "trust nowhere", "-trust", "nowhere", ""]
)
def test_best_of_each_kind_are_the_first_of_its_own_search(text):
    for title in ("Talks about trust", "Talks", "Trust", "Elsewhere"):
        LessonFactory(title=title, insight="Text.")
        OrganizationFactory(name=title, acronym="", description="")

    found = search_across(pools(), parse(text))
    keys = best_keys(found, 3)

    for name, pool in pools().items():
        alone = search(pool, parse(text)).order_by("is_partial", "-score", "pk")
        assert keys[name] == [row.pk for row in alone[:3]]
        assert (found[name].total, found[name].full) == (
            alone.count(),
            alone.filter(is_partial=False).count(),
        )


def test_statements_do_not_grow_with_the_kinds(django_assert_num_queries):
    LessonFactory(title="Trust", insight="Text.")
    OrganizationFactory(name="Talks", acronym="", description="")

    for kinds in ({"lessons": pools()["lessons"]}, pools()):
        # Synonyms, the words, their frequencies, the counts, the partial matches, the best.
        with django_assert_num_queries(6):
            best_keys(search_across(kinds, parse("trust text")), 3)
