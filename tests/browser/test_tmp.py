from playwright.sync_api import expect
def test_home(home, db):
    expect(home.get_by_role("heading", level=1)).to_have_text("What mediation support has learned")
    from django.test.utils import setup_test_environment
    from django.test import Client
    import re
    from lessons.models import Lesson
    c=Client(HTTP_HOST="127.0.0.1")
    for q in ["q=mediacion","q=mediación","q=médiation","q=mediation","q=ecowas mali","theme=inclusion","track=II","q=demonstration", "q=ceasefire women zebra","q=<script>alert(1)</script>", "q=xylophone", "q=women ceasefire", "language=fr","q=envoy&theme=funding", "theme=funding&language=fr"]:
        r=c.get("/lessons/?"+q); ctx=r.context
        print(q, ctx["total"], ctx.get("full_count"), ctx.get("partial_count"), [x.slug for x in ctx["cards"]][:5], ctx["loosen"], {x.language for x in ctx["cards"]})
    r=c.get("/lessons/")
    for f in r.context["facets"]: print(f.name, f.open, [(v.value,v.count) for v in f.values][:12])
    print(Lesson.objects.values_list("status","language").count())
def test_curator(curator):
    print(curator.title())
def test_m(member):
    print(member.title())
