"""What every request passes: pages that help, and nothing in caches that a signed-in person read."""

import pytest

from msn_kb.core.middleware import CanonicalAddress
from tests.factories import LessonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("debug", [True, False])
def test_visitor_meets_our_own_page_where_nothing_is(client, settings, debug):
    settings.DEBUG = debug
    for address in ("/nothing-here/", "/lessons/nothing-here/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "404.html" in [template.name for template in response.templates]
        assert "URLconf" not in response.content.decode()


def test_member_s_pages_are_kept_by_no_cache_and_a_visitor_s_may_be(client):
    lesson = LessonFactory()
    assert "no-store" not in client.get(lesson.get_absolute_url()).headers.get("Cache-Control", "")
    client.force_login(UserFactory(member=True))
    for address in ("/", "/lessons/", lesson.get_absolute_url()):
        assert client.get(address)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/Lessons", "/lessons/"),
        ("/LESSONS/", "/lessons/"),
        ("/lessons/", None),
        ("/lessons", None),
        ("/Nowhere/", None),
        ("/Admin", None),
        ("/admin/Lessons/", None),
        ("/Administrators/", None),
        ("/Accounts/Reset/MQ/Token/", None),
        ("//Lessons/", None),
        ("/K\N{KELVIN SIGN}/", None),
    ],
)
def test_address_in_the_wrong_case_has_one_right_spelling(path, canonical):
    assert CanonicalAddress.canonical_path(path) == canonical
