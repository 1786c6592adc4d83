"""The bin: deleting asks for a reason, what was deleted is listed, and comes back whole."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.utils import NestedObjects, unquote
from django.db import router, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from ..access import is_guarded
from ..shown import note, note_records
from .door import visible
from .history import WhyForm, number_in
from .pages import AdminPage, register_page
from .widgets import possible_keys

ON_A_PAGE = 25
NEEDED = "This cannot be deleted: something still needs it. Archive it, if it has a status, or ask an administrator."


class BinMixin(ModelAdmin):
    """Deletes one record at a time, with a reason, and nothing that hangs on it unseen."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Each deletion has its own reason, so there is none of many at once."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes and what stands in the way, as far as this person may see it.

        What goes along (rows of the record) may hold what curators must not see; only administrators read it.
        """
        names, counts, needed, protected = super().get_deleted_objects(objs, request)
        if request.user.is_superuser:  # type: ignore[union-attr]
            collected = _collected(objs)
            note_records(
                [*(one for group in collected.model_objs.values() for one in group), *collected.protected]
            )
            return names, counts, needed, protected
        own = str(self.opts.verbose_name_plural)
        return (
            [name for name in names if not isinstance(name, list)],
            {own: counts.get(own, 0)},
            needed,
            self._in_the_way(objs, request),
        )

    def _in_the_way(self, objs: Any, request: HttpRequest) -> list[str]:
        found = _collected(objs).protected
        return sorted(
            format_html("{}: {}", capfirst(str(one._meta.verbose_name)), one)
            for one in _seen(found, request.user)
        )

    def _delete_view(self, request: Any, object_id: str, extra_context: Any) -> HttpResponse:
        """Django calls this within a transaction where something is to be deleted."""
        from ..history import explain
        from ..history.conflicts import lock

        if request.method != "POST":
            context = {"form": WhyForm(), **(extra_context or {})}
            return super()._delete_view(request, object_id, context)  # type: ignore[misc, no-any-return]
        if possible_keys(self.model, [unquote(object_id)]):
            lock(self.model, unquote(object_id))
        form, refused = WhyForm(request.POST), ""
        record = self.get_object(request, unquote(object_id))
        if record is not None and self._takes_hidden_along(record, request):
            refused = NEEDED
        if refused or not form.is_valid():
            shown = copy(request)
            shown.POST = QueryDict()
            context = {"form": form, "refused": refused, **(extra_context or {})}
            response = super()._delete_view(shown, object_id, context)  # type: ignore[misc]
            if refused and response.status_code == 200:
                response.status_code = 409
            return response  # type: ignore[no-any-return]
        explain(form.cleaned_data["reason"])
        return super()._delete_view(request, object_id, extra_context)  # type: ignore[misc, no-any-return]

    def _takes_hidden_along(self, record: Any, request: HttpRequest) -> bool:
        collected = _collected([record])
        along = [one for group in collected.model_objs.values() for one in group]
        every = {*along, *collected.protected}
        return len(_seen(every, request.user)) < len(every)


def _collected(objs: Any) -> NestedObjects:
    collector = NestedObjects(using=router.db_for_write(objs[0]._meta.model), origin=objs)
    collector.collect(objs)
    return collector


def _seen(records: Any, user: Any) -> list[Any]:
    """Those of ``records``, which may be of several kinds, that ``user`` may see."""
    by_model: dict[Any, list[Any]] = {}
    for one in records:
        by_model.setdefault(type(one), []).append(one)
    found = []
    for model, group in by_model.items():
        keys = {one.pk for one in group}
        every = model._default_manager.filter(pk__in=keys)
        if is_guarded(model):
            every = visible(every, user)
        if whole := getattr(model, "part_of", ""):
            # A citation, for one, has passed the door of its source only; it goes with what it is a part of as well.
            records = model._meta.get_field(whole).related_model._default_manager.all()
            every = every.filter(**{f"{whole}__in": visible(records, user).order_by()})
        if is_guarded(model) or whole:
            keys = set(every.values_list("pk", flat=True))
        found += [one for one in group if one.pk in keys]
    note_records(found)
    return found


def bin_view(request: HttpRequest) -> HttpResponse:
    """Deletions, newest first, a page at a time."""
    from ..history.bin import deletions

    before = number_in(request.GET.get("before", ""))
    found = deletions(request.user, before=before, most=ON_A_PAGE + 1)
    page = found[:ON_A_PAGE]
    for one in page:
        _note(one)
    context = {
        **admin.site.each_context(request),
        "title": "Bin",
        "deletions": page,
        "older": page[-1].key if len(found) > ON_A_PAGE else None,
        "is_first_page": before is None,
    }
    return TemplateResponse(request, "admin/history/bin.html", context)


def put_back_view(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the reason, and put back what one transaction deleted."""
    from ..history.bin import deletion
    from ..history.undoing import CannotUndo, put_back

    found = deletion(number, request.user) if number < 10**18 else None
    if found is None:
        raise Http404
    _note(found)
    form, refused = WhyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                put_back(number, request.user, form.cleaned_data["reason"])
        except CannotUndo as error:
            refused = str(error)
        else:
            messages.success(request, f"Put back: {', '.join(one.name for one in found.first)}.")
            return HttpResponseRedirect(reverse("admin:bin"))
    context = {
        **admin.site.each_context(request),
        "title": "Put back",
        "deletion": found,
        "form": form,
        "refused": refused,
    }
    return TemplateResponse(request, "admin/history/put_back.html", context, status=409 if refused else 200)


def _note(found: Any) -> None:
    """Names of closed records are shown without being read as records: the access log is told."""
    for one in found.first:
        note(one.model._meta.label_lower, one.number, one.handling)


register_page(
    AdminPage(
        "bin",
        "bin/",
        bin_view,
        label="Bin",
        description="What was deleted, by whom and why; everything can be put back.",
        methods=("GET", "HEAD"),
    )
)
register_page(AdminPage("bin-put-back", "bin/<int:number>/", put_back_view))
