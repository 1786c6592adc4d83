"""The style guide shows every component, to developers only."""

import pytest

from msn_kb.listings import LISTINGS


def test_developer_sees_every_component(client, collection, settings):
    settings.DEBUG = True
    response = client.get("/styleguide/")
    assert response.status_code == 200
    assert [listing.noun for listing, record in response.context["cards"] if record] == [
        listing.noun for listing in LISTINGS
    ]
    page = response.content.decode()
    marks = ("tlp-red", "evidence-evaluated", "maturity-learned", "kind-challenge", "status-draft")
    assert [name for name in (*marks, "notice-danger") if name not in page] == []


@pytest.mark.django_db
def test_nobody_sees_it_in_production(client):
    assert client.get("/styleguide/").status_code == 404
