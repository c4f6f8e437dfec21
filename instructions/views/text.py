"""A text as it stands on a day, and each of its versions."""

from functools import partial

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from accounts.views.files import locked
from audit import trail
from audit.reading import note_file
from audit.shelf import shelved
from instructions import reading
from instructions.models import Status, Version
from instructions.models.standing import ORIGINAL
from instructions.signed_record import body_of
from instructions.text import comparison
from instructions.text.articles import parse
from instructions.viewpoint import NOW
from instructions.views.find import (
    chosen,
    in_language,
    text_and_timeline,
    version_or_404,
    versions_of,
    viewpoint,
)

IN_FORCE = {Status.IN_FORCE, Status.AMENDED}


@login_not_required
@shelved
def text(request, slug):
    """The version that counts today, or on the day of ?on=, at an office if asked."""
    when = viewpoint(request)
    instruction, timeline = text_and_timeline(request.user, slug, when)
    version = in_language([v for v in timeline if v.counts], get_language())
    if version is None:
        return first_coming(request, instruction, when, timeline)
    return page(request, instruction, version, when, timeline)


def first_coming(request, instruction, when, timeline):
    """A text that has not started yet: its first version, or the draft of it."""
    rows = versions_of(request.user, instruction)
    coming = rows.published_by(when.known_on).dated(when.office).only("number")
    first = coming.order_by("starts_on", "number").first()
    if first:
        same = {row.pk for row in coming.filter(number=first.number)}
        version = in_language([v for v in timeline if v.pk in same], get_language())
        return page(request, instruction, version, when, timeline)
    if when.looks_back or rows.published().exists():
        return not_readable(request, instruction, rows, when)
    draft = rows.filter(language=ORIGINAL).order_by("-number").first()
    return redirect(
        draft.consultation
        if hasattr(draft, "consultation")
        else draft.get_absolute_url()
    )


def not_readable(request, instruction, rows, when):
    """Nothing of the text was published by the day asked, or all was taken back."""
    context = {
        "instruction": instruction,
        "when": when,
        "versions": rows.published().without_bodies().order_by("number"),
    }
    return render(request, "instructions/not_readable.html", context, status=404)


@login_not_required
@shelved
def version(request, slug, number):
    """One version for ever, whatever counts today."""
    instruction, timeline = text_and_timeline(request.user, slug, NOW)
    versions = [version for version in timeline if version.number == number]
    found = chosen(instruction, versions, request.GET.get("language", ""))
    sees_drafts = request.user.has_perm("instructions.view_version")
    if found.state != Version.State.PUBLISHED and not sees_drafts:
        return redirect(found.consultation)
    return page(request, instruction, found, NOW, timeline, is_fixed=True)


def page(request, instruction, version, when, timeline, is_fixed=False):
    user, version.instruction = request.user, instruction
    incoming = reading.relations_to(instruction, when)
    touched = reading.touched_articles(incoming, version, when.day)
    return render(
        request,
        "instructions/text.html",
        {
            "instruction": instruction,
            "json_url": reverse("instructions:text_json", args=[instruction.slug]),
            "version": version,
            "when": when,
            "is_fixed": is_fixed,
            "banner": reading.banner(version, incoming, timeline, when.day),
            "articles": reading.articles(
                version, reading.answers_by_article(instruction), touched
            ),
            "outgoing": reading.relations_from(version),
            "incoming": incoming,
            "timeline": timeline,
            "previous": previous(version, timeline),
            "office_dates": reading.office_dates(version),
            "offices": reading.offices(instruction),
            "labels": reading.labels(instruction),
            "commitments": reading.fulfilled(instruction, user),
            "legislation": reading.legislation(
                version, instruction, settings.PORTAL_URL, touched
            )
            if version.published_on
            else None,
            "only_in_french": get_language() == "en" and version.language == "fr",
            **own(user, version),
        },
    )


def previous(version, timeline):
    """What to compare with: the version before; for a draft, the one in force."""
    earlier = [
        other
        for other in timeline
        if other.language == version.language
        and other.number < version.number
        and other.published_on
    ]
    current = [other for other in earlier if other.status in IN_FORCE]
    return next(iter((not version.published_on and current) or earlier), None)


def own(user, version):
    """What only somebody signed in is offered."""
    if not user.is_authenticated:
        return {}
    return {
        "organisations": user.organisations(),
        "acknowledged": reading.acknowledged(version, user),
        "is_followed": reading.is_followed(version.instruction, user),
        "can_write": user.has_perm("instructions.add_version"),
        "can_sign": user.has_perm("instructions.sign_version"),
        "can_publish": user.has_perm("instructions.publish_version"),
    }


@login_not_required
@shelved
def compare(request, slug, old, new):
    """What changed between any two versions, word by word."""
    language = request.GET.get("language", "")
    before = version_or_404(request.user, slug, old, language)
    after = version_or_404(request.user, slug, new, before.language)
    kept = getattr(after, "comparison", None)
    if kept and kept.old_id == before.pk:
        changes = comparison.from_json(kept.changes)
    else:
        read = partial(parts_shown, user=request.user)
        changes = comparison.compare(read(before), read(after))
    return render(
        request,
        "instructions/compare.html",
        {
            "instruction": after.instruction,
            "before": before,
            "after": after,
            "changes": [c for c in changes if c.kind != "same" or c.is_renumbered],
            "same": sum(c.kind == "same" for c in changes),
            "marked": comparison.marked(changes),
            "timeline": reading.timeline(after.instruction.slug, request.user, NOW),
        },
    )


def parts_shown(version, user):
    """The articles; of a draft, the public compares the text opened to comments."""
    if version.published_on or user.has_perm("instructions.view_version"):
        return [article.part for article in version.articles.all()]
    return parse(body_of(version.consultation.text))


@login_not_required
@shelved
def canonical_text(request, slug, number):
    """The record that the SHA-256 is taken over, to check with sha256sum."""
    found = version_or_404(request.user, slug, number, request.GET.get("language", ""))
    is_public = found.state == Version.State.PUBLISHED
    if not is_public and not request.user.has_perm("instructions.view_version"):
        body = found.consultation.text
    else:
        body = found.record
    if not is_public:
        note_file(found, by=request.user)
    return HttpResponse(
        body,
        content_type="text/plain; charset=utf-8",
        headers={
            "Content-Disposition": f'inline; filename="{slug}-v{number}.txt"',
        },
    )


@login_not_required
def original_pdf(request, slug, number):
    found = version_or_404(request.user, slug, number, request.GET.get("language", ""))
    is_public = found.state == Version.State.PUBLISHED
    if not found.pdf or not (
        is_public or request.user.has_perm("instructions.view_version")
    ):
        raise Http404
    if not is_public:
        trail.read(found, by=request.user)
    response = FileResponse(
        found.pdf.open("rb"),
        as_attachment=True,
        content_type="application/pdf",
        filename=f"{slug}-v{number}.pdf",
    )
    return locked(response)
