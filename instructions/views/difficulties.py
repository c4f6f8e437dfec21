"""Difficulties of application: report one, follow them, answer them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.tables import csv_bytes, download
from audit.reading import note_list
from audit.refusal import Refused
from instructions import actions
from instructions.forms.difficulty import AnswerForm, DifficultyFilter, DifficultyForm
from instructions.models import Difficulty, Version
from instructions.models.standing import BODIES
from instructions.views.fictitious import headed
from instructions.views.find import version_or_404

PER_PAGE = 25
MOST = 5000


def rows_for(user):
    return Difficulty.objects.visible_to(user).select_related(
        "version__instruction__issuer", "office", "organisation"
    )


def asked_for(request):
    """The filter, and the reports that it leaves, the open ones first."""
    form = DifficultyFilter(request.GET)
    rows = rows_for(request.user).defer(*(f"version__{name}" for name in BODIES))
    return form, form.narrowed(rows.order_by("-state", "due_on", "pk"))


def difficulties(request):
    form, rows = asked_for(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "instructions/difficulties.html",
        {
            "form": form,
            "query": request.GET.urlencode(),
            "page": page,
            "pages": list(page.paginator.get_elided_page_range(page.number)),
            "total": page.paginator.count,
        },
    )


def difficulties_csv(request):
    """The same reports for a spreadsheet; who hides from the reader stays hidden."""
    _form, rows = asked_for(request)
    headers = [
        *(_("Number"), _("Text"), _("Article"), _("Customs office")),
        *(_("Organisation"), _("Reported on"), _("Answer due on"), _("State")),
        *(_("The difficulty"), _("Answer")),
    ]
    sees_all = request.user.has_perm("instructions.view_difficulty")
    own = {organisation.pk for organisation in request.user.organisations()}
    lines = [
        [
            row.reference,
            row.version.instruction.reference,
            row.article_label,
            row.office.name,
            row.organisation.acronym
            if sees_all or row.organisation_id in own or not row.is_masked
            else "",
            timezone.localdate(row.reported_at),
            row.due_on,
            row.get_state_display(),
            row.text,
            row.answer,
        ]
        for row in rows[:MOST]
    ]
    note_list(rows, by=request.user)
    content = csv_bytes([headed(headers), *lines])
    return download(content, "text/csv; charset=utf-8", "difficulties.csv")


def report(request, slug, number):
    version = version_or_404(request.user, slug, number, "fr")
    if version.state != Version.State.PUBLISHED:
        raise Http404
    if not request.user.is_partner():
        raise PermissionDenied
    asked = {"article": request.GET.get("article", "")}
    form = DifficultyForm(
        request.POST or None, version=version, user=request.user, initial=asked
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.report(version=version, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                _("Your report was received under number %(number)s.")
                % {"number": made.reference},
            )
            return redirect("instructions:difficulty", made.pk)
    return render(
        request,
        "instructions/step_form.html",
        {
            "form": form,
            "instruction": version.instruction,
            "version": version,
            "title": _("Report a difficulty of application"),
            "button": _("Send the report"),
        },
    )


def difficulty(request, pk):
    found = get_object_or_404(rows_for(request.user), pk=pk)
    may_answer = Difficulty.objects.answerable_by(request.user).open()
    may_answer = may_answer.filter(pk=pk).exists()
    form = AnswerForm(request.POST or None, initial={"question": ""})
    if request.method == "POST":
        if not may_answer:
            raise PermissionDenied
        if form.is_valid():
            try:
                actions.answer(difficulty=found, by=request.user, **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("The answer was sent."))
                return redirect(request.path)
    return render(
        request,
        "instructions/difficulty.html",
        {
            "difficulty": found,
            "who": found.who(request.user),
            "form": form if may_answer else None,
            "topics": found.topics.visible_to(request.user),
            "may_propose": found.state == Difficulty.State.OPEN
            and request.user.is_in(found.organisation_id),
        },
    )
