"""Imports of lessons from files: the list of them, and the page on which one is previewed, carried out and undone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from msn_kb.core.admin import AdminPage, register_page
from msn_kb.core.history.undoing import CannotUndo
from organizations.models import Source

from ..choices import ImportState
from ..imports import previewing, running
from ..imports.forms import AnswersForm, ReasonForm, UploadForm
from ..imports.importers import Importer
from ..imports.launching import launch
from ..imports.options import Options
from ..imports.plans import Outcome
from ..imports.undoing import undo
from ..imports.vocabulary import key_of
from ..models import ImportRun

RUNS_A_PAGE = 50
PROBLEMS_A_PAGE = 100
SECONDS_TO_RELOAD = 3


def runs_of(user: Any) -> Any:
    """Imports that ``user`` may look at, without what they hold of their files."""
    return ImportRun.objects.visible_to(user).defer("content", "problems").select_related("by", "undone_by")


def run_or_404(request: HttpRequest, number: int) -> ImportRun:
    """The import with this number, as far as it exists for whoever asks."""
    run: ImportRun | None = runs_of(request.user).filter(pk=number).first()
    if run is None:
        raise Http404
    return run


def imports(request: HttpRequest) -> HttpResponse:
    """The list of imports and the form for the next."""
    importer = Importer(request.user)
    form = UploadForm(request.POST or None, request.FILES or None, importer=importer)
    if request.method == "POST" and form.is_valid() and form.read_file:
        run = running.begin(form.read_file, importer, form.options)
        running.preview(run)
        return _to(run)
    page = Paginator(runs_of(request.user), RUNS_A_PAGE).get_page(request.GET.get("p"))
    context = {"title": "Imports of lessons", "form": form, "page": page}
    return _render(request, "admin/imports/list.html", context, 400 if form.errors else 200)


def import_run(request: HttpRequest, number: int) -> HttpResponse:
    """One import: its preview, how far it is, or what came of it."""
    run = run_or_404(request, number)
    running.notice_interruption(run)
    source = Source.objects.visible_to(request.user).filter(pk=run.options.get("source")).first()
    context: dict[str, Any] = {
        "title": f"Import of {run.file_name}",
        "run": run,
        "source": source,
        "is_waiting": running.is_waiting(run),
        "is_ready": run.state == ImportState.PREVIEWED
        and (run.created + run.updated or run.options.get("publish")),
        "is_running": run.state == ImportState.RUNNING,
        "reloads": run.state == ImportState.RUNNING and request.GET.get("reload") != "off",
        "is_done": run.state == ImportState.DONE,
        "reason_form": ReasonForm(initial={"reason": run.reason}),
        "undo_form": ReasonForm(auto_id="undo_%s"),
    }
    if running.is_waiting(run):
        context |= _preview(request, run)
    response = _render(request, "admin/imports/run.html", context)
    if context["reloads"]:
        response["Refresh"] = str(SECONDS_TO_RELOAD)  # works without JavaScript, and can be turned off
    return response


def _preview(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    sections = previewing.sections(run)
    codes = [one.code for one in sections]
    shown = request.GET.get("show", "")
    if shown not in codes:
        shown = codes[0] if codes else ""
    found: dict[str, Any] = {"sections": sections, "shown": shown, "query": f"{urlencode({'show': shown})}&"}
    asked = request.GET.get("p")
    if shown == previewing.PROBLEMS:
        found["page"] = Paginator(run.problems, PROBLEMS_A_PAGE).get_page(asked)
    elif shown == previewing.UNKNOWN:
        found["answers"] = _answers(run)
    elif shown == previewing.SUSPECTS:
        found["page"], found["suspects"] = previewing.suspects_of(run, Importer(request.user), asked)
    elif shown:
        found["page"], found["rows"] = previewing.rows_of(run, Outcome(shown), asked)
    return found


def _answers(run: ImportRun, data: Any = None) -> AnswersForm:
    return AnswersForm(data, unknown=run.options.get("unknown", []), options=running.options_of(run))


def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Take decisions about unknown values, and make the preview anew."""
    run = run_or_404(request, number)
    form = _answers(run, request.POST)
    if running.is_waiting(run) and form.is_valid():
        before = running.options_of(run)
        answers = {**before.answers, **form.answers}
        for column, value, *_ in form.unknown:
            if (column, key_of(value)) not in form.answers:
                answers.pop((column, key_of(value)), None)
        running.decide(run, Options(before.source, False, before.publish, before.reason, answers))
        running.preview(run)
        messages.success(request, "The preview was made anew with your answers.")
    else:
        messages.error(
            request,
            "Nothing was changed: this import is not waiting, or an answer is not among those offered.",
        )
    return _to(run)


def renew(request: HttpRequest, number: int) -> HttpResponse:
    """Make the preview anew: entries or vocabularies may have changed."""
    run = run_or_404(request, number)
    if running.is_waiting(run):
        running.preview(run)
        messages.success(request, "The preview was made anew.")
    return _to(run)


def carry_out(request: HttpRequest, number: int) -> HttpResponse:
    """Import what the preview shows."""
    run = run_or_404(request, number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Nothing was imported: say why you import this file.")
        return _to(run)
    if not running.claim(run, form.cleaned_data["reason"].strip()):
        messages.error(
            request, "Nothing was imported: this import is not ready, or somebody has started it already."
        )
        return _to(run)
    launch(run)
    run.refresh_from_db()
    if run.state == ImportState.DONE:
        messages.success(
            request, f"Imported: {run.created} new, {run.updated} changed, {run.unchanged} unchanged."
        )
    elif run.state in (ImportState.PREVIEWED, ImportState.REJECTED):
        messages.warning(
            request,
            "Nothing was imported yet: entries have changed since the preview. This is what it would do now.",
        )
    elif run.state == ImportState.FAILED:
        messages.error(request, "Nothing was imported. The problem is listed below.")
    return _to(run)


def undo_run(request: HttpRequest, number: int) -> HttpResponse:
    """Undo an import as a whole."""
    run = run_or_404(request, number)
    form = ReasonForm(request.POST)
    try:
        if not form.is_valid():
            raise CannotUndo("Say why the import is undone.")
        undo(run, request.user, form.cleaned_data["reason"])
    except CannotUndo as refused:
        messages.error(request, f"Nothing was undone. {refused}")
    else:
        messages.success(request, "The import was undone: every entry is as it was before.")
    return _to(run)


def give_up(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a preview away."""
    run = run_or_404(request, number)
    if running.give_up(run):
        messages.success(request, f"The preview of {run.file_name} was thrown away; nothing was imported.")
        return HttpResponseRedirect(reverse("admin:imports"))
    messages.error(request, "This import is not waiting any more.")
    return _to(run)


def _to(run: ImportRun) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:import-run", args=[run.pk]))


def _render(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context}, status=status)


POSTED = {"answers": answer, "renew": renew, "apply": carry_out, "undo": undo_run, "give-up": give_up}
register_page(
    AdminPage(
        "imports",
        "imports/",
        imports,
        "Imports",
        "Lessons from a spreadsheet: preview, import, undo.",
    )
)
register_page(AdminPage("import-run", "imports/<int:number>/", import_run, methods=("GET", "HEAD")))
for word, view in POSTED.items():
    register_page(AdminPage(f"import-{word}", f"imports/<int:number>/{word}/", view, methods=("POST",)))
