"""The access log as administrators read it: who saw what of AMBER and RED, by which way and when; as a list and as CSV.

Titles are looked up when the log is read: it holds none. Reading them here adds one entry for the log itself, not one
for each line, which would bury what an administrator looks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from ..exports.csv import small_csv
from ..exports.responses import download, file_name
from ..handling import Handling, strictest
from ..models import AccessEntry
from ..shown import note, unnoted
from .pages import AdministratorsMixin, for_administrators

LOG = AccessEntry._meta.label_lower
MOST_ROWS = 50_000  # of one file
HEADER = ("at", "person", "way", "kind", "number", "title", "handling")


def with_titles(entries: Iterable[AccessEntry]) -> list[AccessEntry]:
    """``entries`` with ``title``: what the record is called now; empty where it is there no more.

    One query a kind. The log itself is noted as what was read.
    """
    rows = list(entries)
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.kind].add(row.number)
    titles: dict[tuple[str, int], str] = {}
    with unnoted():
        for kind, numbers in wanted.items():
            model = model_of(kind)
            if model is not None and kind != LOG:
                for record in model._base_manager.filter(pk__in=numbers):
                    titles[kind, record.pk] = str(record)
    for row in rows:
        row.title = titles.get((row.kind, row.number), "")  # type: ignore[attr-defined]
    if rows:
        note(LOG, 0, strictest(row.handling for row in rows))
    return rows


def model_of(kind: str) -> Any:
    """The model with this label; ``None`` where the program knows it no more."""
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


class TitledChangeList(ChangeList):
    """A page of the log with titles."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = with_titles(self.result_list)  # type: ignore[assignment]


@admin.register(AccessEntry)
class AccessLogAdmin(AdministratorsMixin, admin.ModelAdmin):
    """Read-only, for administrators."""

    list_display = ("at", "person", "what", "kind_label", "title", "handling_label")
    list_display_links = ("at",)
    list_filter = ("handling", "kind", "what", ("by", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("by",)
    list_per_page = 100
    show_full_result_count = False
    date_hierarchy = "at"
    search_fields = ("by__email", "by__name", "number__exact")
    search_help_text = "Name or e-mail address of a person, or the number of an entry."
    fields = readonly_fields = ("at", "person", "what", "kind_label", "number", "title", "handling_label")
    ordering = ("-pk",)
    actions = None
    change_list_template = "admin/access_log.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return TitledChangeList

    def get_queryset(self, request: HttpRequest) -> QuerySet[AccessEntry]:
        """Django looks for an object before it asks who may see it: to others there is none."""
        every = super().get_queryset(request)
        return every if for_administrators(request) else every.none()

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        return found and with_titles([found])[0]

    def get_urls(self) -> list[URLPattern]:
        export = self.admin_site.admin_view(self.export)
        return [path("export.csv", export, name="core_accessentry_export"), *super().get_urls()]

    def export(self, request: HttpRequest) -> StreamingHttpResponse | HttpResponseRedirect:
        """What the list's filters show, newest first, all pages."""
        if not for_administrators(request):
            return HttpResponseRedirect(reverse("admin:index"))
        chosen: QuerySet[AccessEntry] = self.get_changelist_instance(request).get_queryset(request)
        rows = with_titles(chosen.select_related("by")[:MOST_ROWS])
        handling = strictest(row.handling for row in rows)
        lines = [
            (
                *(row.at.strftime("%Y-%m-%dT%H:%M:%SZ"), str(row.by or ""), row.what, row.kind),
                *(str(row.number), row.title, row.handling),  # type: ignore[attr-defined]
            )
            for row in rows
        ]
        name = file_name("access-log", handling, "csv")
        return download(small_csv(HEADER, lines), name, "text/csv; charset=utf-8")

    @admin.display(description="person", ordering="by")
    def person(self, entry: AccessEntry) -> str:
        return str(entry.by) if entry.by else "(account deleted)"

    @admin.display(description="kind", ordering="kind")
    def kind_label(self, entry: AccessEntry) -> str:
        model = model_of(entry.kind)
        return capfirst(str(model._meta.verbose_name)) if model else entry.kind

    @admin.display(description="entry")
    def title(self, entry: AccessEntry) -> str:
        """What it is called now, as a link to its page here."""
        if entry.kind == LOG:
            return "(this log)"
        title: str = entry.title  # type: ignore[attr-defined]
        if not title:
            return f"no. {entry.number} (there no more)"
        try:
            url = reverse(f"admin:{entry.kind.replace('.', '_')}_change", args=[entry.number])
        except NoReverseMatch:
            return title
        return format_html('<a href="{}">{}</a>', url, title)

    @admin.display(description="handling", ordering="handling")
    def handling_label(self, entry: AccessEntry) -> str:
        return Handling(entry.handling).label
