"""Where officers write: what a text is about, its draft, its relations, its files."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audit.refusal import Refused
from instructions import actions
from instructions.forms.writing import (
    AboutForm,
    ImportForm,
    RelationFormSet,
    VersionForm,
)
from instructions.models import Version
from instructions.text import comparison, markup
from instructions.text.articles import parse, text_of, with_keys
from instructions.views.find import text_or_404, version_or_404

PER_PAGE = 25
may_write = permission_required("instructions.add_version", raise_exception=True)


@may_write
def drafts(request):
    """What is being written, and what waits for a signature or a publication."""
    rows = (
        Version.objects.visible_to(request.user)
        .exclude(state__in=[Version.State.PUBLISHED, Version.State.ABANDONED])
        .without_bodies()
        .select_related("instruction__issuer", "drafted_by")
        .order_by("state", "-updated_at")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "instructions/drafts.html",
        {
            "page": page,
            "pages": list(page.paginator.get_elided_page_range(page.number)),
            "total": page.paginator.count,
        },
    )


@may_write
def create(request):
    form = AboutForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        version = actions.create_instruction(
            instruction=form.instance,
            labels=form.labels(),
            offices=form.cleaned_data["offices"],
            commitments=form.cleaned_data.get("commitments", ()),
            by=request.user,
        )
        return redirect("instructions:write", version.instruction.slug, version.number)
    title = _("New text")
    return render(
        request, "instructions/about_form.html", {"form": form, "title": title}
    )


@may_write
def about(request, slug):
    instruction = text_or_404(request.user, slug)
    form = AboutForm(request.POST or None, instance=instruction, user=request.user)
    if request.method == "POST" and form.is_valid():
        actions.edit_about(form=form, by=request.user)
        messages.success(request, _("The description of the text was saved."))
        return redirect(instruction)
    context = {"form": form, "instruction": instruction, "title": _("About this text")}
    return render(request, "instructions/about_form.html", context)


@require_POST
@may_write
def start(request, slug):
    """Begin the next version, or the English one."""
    instruction = text_or_404(request.user, slug)
    language = "en" if request.POST.get("language") == "en" else "fr"
    try:
        version = actions.start_version(
            instruction=instruction, by=request.user, language=language
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(instruction)
    return redirect_to_write(version)


def redirect_to_write(version):
    answer = redirect("instructions:write", version.instruction.slug, version.number)
    if version.language == "en":
        answer["Location"] += "?language=en"
    return answer


@may_write
def write(request, slug, number):
    version = version_or_404(
        request.user, slug, number, request.GET.get("language", "fr")
    )
    if version.is_fixed or version.state == Version.State.ABANDONED:
        raise Http404
    data = request.POST or None
    form = VersionForm(data, instance=version)
    relations = RelationFormSet(data, initial=relations_of(version), prefix="relation")
    if request.method == "POST" and form.is_valid() and relations.is_valid():
        if "preview" in request.POST:
            return show(request, version, form, relations, form.cleaned_data["text"])
        if saved(request, version, form, relations):
            messages.success(request, _("The draft was saved."))
            return redirect(request.get_full_path())
    return show(request, version, form, relations)


def relations_of(version):
    return list(
        version.relations.order_by("pk").values(
            "verb", "object", "effective_on", "articles"
        )
    )


def saved(request, version, form, relations):
    """Save the draft; what cannot be is said beside the form."""
    stored = Version.objects.get(pk=version.pk)
    try:
        actions.save_draft(
            version=stored,
            values=form.values(),
            text=form.cleaned_data["text"],
            office_dates=form.office_dates(),
            relations=list(lines(relations)),
            by=request.user,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return not form.errors


def lines(relations):
    """What each relation line says, the deleted and the repeated left out."""
    seen = set()
    for one in relations.cleaned_data:
        if one and not one.pop("DELETE", False):
            key = (one["verb"], one["object"].pk, one["articles"])
            if key not in seen:
                seen.add(key)
                yield one


def show(request, version, form, relations, previewed=None):
    instruction, earlier = version.instruction, version.to_compare()
    return render(
        request,
        "instructions/write.html",
        {
            "form": form,
            "relations": relations,
            "instruction": instruction,
            "version": version,
            "before": earlier,
            "import_form": ImportForm(),
            "preview": None
            if previewed is None
            else preview(previewed, version, earlier),
        },
    )


def preview(text, version, earlier):
    """The draft as it will read, and what it changes, before it is saved."""
    parts = with_keys(parse(text), parts_of(version.before()))
    changes = comparison.compare(parts_of(earlier), parts) if earlier else []
    return {
        "parts": [{"part": p, "html": markup.html_of(p.body)} for p in parts],
        "changes": [c for c in changes if c.kind != "same" or c.is_renumbered],
        "text": text_of(parts),
    }


def parts_of(version):
    return [article.part for article in version.articles.all()] if version else []


@require_POST
@may_write
def import_file(request, slug, number):
    """A Word file fills the form without saving it; a PDF is kept as the original."""
    version = version_or_404(
        request.user, slug, number, request.GET.get("language", "fr")
    )
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, form.errors["file"][0])
        return redirect_to_write(version)
    imported = form.cleaned_data["file"]
    if imported.pdf:
        try:
            actions.keep_pdf(version=version, imported=imported, by=request.user)
            messages.success(request, _("The PDF was kept as the original."))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect_to_write(version)
    filled = VersionForm(instance=version, initial={"text": imported.markdown})
    relations = RelationFormSet(initial=relations_of(version), prefix="relation")
    messages.info(request, _("Read from the Word file: look through it, then save."))
    return show(request, version, filled, relations, imported.markdown)
