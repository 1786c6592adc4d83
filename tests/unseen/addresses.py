"""Every address of the site with what may be asked of it, found in the table of addresses itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from lessons.models import Proposal
from msn_kb.listings import LISTINGS

from .hidden import KINDS, hidden_from, slug, word
from .open_world import OpenWorld

# They show no entry (``tests.test_visibility`` reads them), and hold keys and pictures that are new each time.
OF_ACCOUNTS = ("account_", "mfa_", "password_", "login", "logout", "invitation", "openid_connect")
RECORD_PARAMETERS = ("process", "source", "organization", "country", "theme")


def names() -> Iterator[tuple[str, URLPattern]]:
    """Every named address with its pattern; those of the administration begin with ``admin:``."""
    yield from _names(get_resolver().url_patterns, "")


def _names(patterns: Any, namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _names(pattern.url_patterns, namespace + inner)
        elif pattern.name:
            yield namespace + pattern.name, pattern


def asked_words() -> str:
    """A search for anything that a hidden entry holds."""
    fields = {
        "lesson": (
            "title",
            "insight",
            "context",
            "recommendation",
            "applicability",
            "evidence_note",
            "speaker",
        ),
        "case": ("title", "situation", "approach", "result", "limits"),
        "process": ("name", "summary", "note"),
        "source": ("title", "description", "container"),
    }
    return " OR ".join(word(kind, field) for kind, found in fields.items() for field in found)


def of_readers(world: OpenWorld, role: str) -> list[str]:
    """What is asked of the readers' pages; hidden entries are named by their addresses and words."""
    found: dict[str, None] = {}
    levels = hidden_from(role) or [("red", "published")]
    listings = {listing.noun: listing for listing in LISTINGS}
    for name, pattern in names():
        if name.startswith(("admin:", *OF_ACCOUNTS)):
            continue
        for arguments in _arguments(world, name, pattern, levels, listings):
            path = reverse(name, kwargs=arguments)
            found |= dict.fromkeys(f"{path}{query}" for query in _queries(name, levels))
    return list(found)


def _arguments(
    world: OpenWorld, name: str, pattern: URLPattern, levels: Any, listings: Any
) -> Iterator[dict[str, Any]]:
    """Values for the address's own arguments; raises ``AssertionError`` for arguments that nobody thought of."""
    wanted, noun = set(pattern.pattern.converters), name.partition("-")[0]
    if not wanted:
        yield {}
    elif wanted == {"parameter"}:
        filters = listings[noun].filterset_class.base_filters
        yield from ({"parameter": one} for one in RECORD_PARAMETERS if one in filters)
    elif wanted == {"slug"}:
        yield {"slug": getattr(world, noun).slug}
        if noun in KINDS:
            for level in levels[:2] + levels[-1:]:
                yield {"slug": slug(noun, level)}
            yield {"slug": f"{slug(noun, levels[0])}-former"}
    elif wanted == {"kind", "slug"}:
        for kind in ("lesson", "case", "process", "source"):
            yield {"kind": kind, "slug": getattr(world, kind).slug}
            yield {"kind": kind, "slug": slug(kind, levels[0])}
    elif wanted == {"alpha3"}:
        yield {"alpha3": world.country.alpha3.lower()}
    elif wanted == {"code"}:
        yield {"code": world.region.code}
    elif name.startswith("mine-"):
        more = {"move": "withdraw"} if "move" in wanted else {}
        number = Proposal._base_manager.order_by("pk").values_list("pk", flat=True)[0]
        yield {"pk": number, **more}
    else:
        raise AssertionError(f"Say in tests/unseen/addresses.py what to ask of {name} ({wanted}).")


def _queries(name: str, levels: Any) -> list[str]:
    """Query strings that might bring something hidden to light."""
    typo = word("lesson", "title").replace("title", "titel")
    if name.endswith("-list") and not name.startswith(("country", "region")):
        asked: list[dict[str, Any]] = [
            {},
            {"q": asked_words(), "sort": "title"},
            {"q": typo, "page_size": 100},
            {"q": "harbours letters open", "year_min": 1900},
            {"process": slug("process", levels[0]), "source": slug("source", levels[0])},
            {"status": "draft", "handling": "red", "sort": "updated"},
        ]
    elif name.endswith(("-export-csv", "-matrix", "-timeline", "-map")):
        asked = [{}, {"q": asked_words()}]
    elif "-compare" in name:
        noun = name.partition("-")[0]
        asked = [{"pick": [f"open-{noun}", slug(noun, levels[0])]}]
    elif name == "search":
        asked = [{"q": asked_words()}, {"q": typo}, {"q": "open harbours"}, {"q": "Open process"}]
        asked += [{"q": f"{word(kind, 'title')} 0"} for kind in ("lesson", "case", "source")]
    elif name == "search-suggest":
        asked = [{"q": text} for text in ("zx", "zxlesson", "zxcase", "zxprocess", typo, "open", "hous")]
    elif name.endswith("-values"):
        asked = [{}, {"find": "zx"}]
    else:
        asked = [{}]
    return [f"?{urlencode(query, doseq=True)}" if query else "" for query in asked]


def of_the_administration(world: OpenWorld, hidden: dict[str, Any]) -> list[str]:
    """Every page of the administration: of every model, of an open record, and of hidden ones by their numbers."""
    found = ["/admin/", "/admin/jsi18n/", "/admin/lessons/", "/admin/organizations/", "/admin/core/"]
    by_model = {record._meta.model: [record.pk] for record in _examples(world)}
    for record in hidden.values():
        by_model[record._meta.model] = [*by_model.get(record._meta.model, []), record.pk]
    for model, model_admin in admin.site._registry.items():
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        listed = reverse(f"{base}_changelist")
        found += [listed, f"{listed}?q=zx", f"{listed}?q={word('lesson', 'title')}", reverse(f"{base}_add")]
        for number in by_model.get(model, []):
            found += [reverse(f"{base}_{page}", args=[number]) for page in ("change", "history", "delete")]
            found += _restoring(base, number)
        found += list(_look_ups(model, model_admin))
    for name, pattern in names():
        if name.startswith("admin:") and "_" not in name:
            found += list(_work_pages(name, pattern, world, hidden))
    return list(dict.fromkeys(found))


def _examples(world: OpenWorld) -> Iterator[Any]:
    yield from world.records.values()
    for model in admin.site._registry:
        first = model._base_manager.order_by("pk").first()
        if first is not None and "zx" not in str(first):
            yield first


def _restoring(base: str, number: int) -> list[str]:
    try:
        return [reverse(f"{base}_restore", args=[number, 1])]
    except NoReverseMatch:
        return []


def _look_ups(model: Any, model_admin: Any) -> Iterator[str]:
    """What the look-ups beside the fields of a form answer."""
    places = [(model, model_admin), *((inline.model, inline) for inline in model_admin.inlines)]
    for owner, place in places:
        for field in place.autocomplete_fields:
            asked = {"app_label": owner._meta.app_label, "model_name": owner._meta.model_name}
            for term in ("", "zx"):
                yield f"/admin/autocomplete/?{urlencode(asked | {'field_name': field, 'term': term})}"


def _work_pages(name: str, pattern: URLPattern, world: OpenWorld, hidden: dict[str, Any]) -> Iterator[str]:
    """Pages that belong to no single model, for an open record and for hidden ones."""
    wanted = set(pattern.pattern.converters)
    records = [world.lesson, *hidden.values()]
    values = {
        "kind": lambda record: record._meta.label_lower,
        "label": lambda record: record._meta.label_lower,
        "model": lambda record: record._meta.label_lower,
    }
    if name in ("admin:logout", "admin:login", "admin:autocomplete") or "url" in wanted:
        return
    if not wanted:
        path = reverse(name)
        yield from (path, f"{path}?q=zx", f"{path}?page=2")
        return
    for record in records:
        arguments = {one: values.get(one, lambda record: record.pk)(record) for one in wanted}
        try:
            yield reverse(name, kwargs=arguments)
        except NoReverseMatch:
            raise AssertionError(
                f"Say in tests/unseen/addresses.py what to ask of {name} ({wanted})."
            ) from None
