"""What machines read: Atom for every search, JSON, CSV, the sitemap, the chain."""

import csv

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.tables import harmless
from audit.shelf import revalidated, shelved
from instructions import reading
from instructions.forms.library import LibraryForm
from instructions.models import Acknowledgement, Instruction, Status, Version
from instructions.models.standing import ORIGINAL
from instructions.search.fuse import fuse
from instructions.views.fictitious import headed, mark
from instructions.views.find import text_or_404, viewpoint
from instructions.views.heavy import told_when_heavy

MOST = 1000
FEED = 50
STRANGER = AnonymousUser()


def absolute(path):
    return settings.PORTAL_URL + path


def listed(selection, most, *order):
    """What a stranger finds, in the order of the search or in another."""
    rows = selection.versions(STRANGER)
    with fuse():
        return list((rows.order_by(*order) if order else rows)[:most])


@login_not_required
@shelved
@require_safe
@revalidated
@told_when_heavy
def atom(request):
    """The newest of a list or search, by publication; drafts under consultation too."""
    selection = LibraryForm(request.GET).selection()
    rows = listed(selection, FEED, "-published_at", "-pk")
    title = (
        _("Texts: %(query)s") % {"query": selection.q} if selection.q else _("Texts")
    )
    feed = Atom1Feed(
        title=" – ".join(filter(None, [settings.PORTAL_NAME, title, mark()])),
        link=absolute(reverse("instructions:library")),
        description=title,
        language=get_language(),
        feed_url=absolute(request.get_full_path()),
    )
    for version in rows:
        address = absolute(version.get_absolute_url())
        feed.add_item(
            title=f"{version.instruction} – {Status(version.status).label}",
            link=address,
            unique_id=f"{address}?language={version.language}",
            description=version.changes,
            updateddate=version.published_at or version.updated_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def summary(version):
    """One row of the list, for JSON."""
    text = version.instruction
    return {
        "url": absolute(text.get_absolute_url()),
        "reference": text.reference,
        "type": text.type,
        "number": text.number,
        "year": text.year,
        "issuer": text.issuer.acronym,
        "title": text.title,
        "title_en": text.title_en,
        "version": version.number,
        "language": version.language,
        "status": version.status,
        "in_force_on": version.starts_on.isoformat(),
        "published_on": version.published_on and version.published_on.isoformat(),
        "changes": version.changes,
        "sha256": version.sha256,
    }


@login_not_required
@shelved
@require_safe
@revalidated
@told_when_heavy
def library_json(request):
    selection = LibraryForm(request.GET).selection()
    rows = [summary(version) for version in listed(selection, MOST)]
    notice = {"notice": mark()} if mark() else {}
    asked = {
        "day": selection.day.isoformat(),
        "published_by": selection.when.known_on.isoformat(),
        "office": selection.office and selection.office.code,
    }
    return JsonResponse({**notice, **asked, "texts": rows})


@login_not_required
@shelved
@require_safe
@revalidated
@told_when_heavy
def library_csv(request):
    selection = LibraryForm(request.GET).selection()
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="instructions.csv"'},
    )
    answer.write("\ufeff")
    lines = csv.writer(answer)
    rows = [summary(version) for version in listed(selection, MOST)]
    names = list(rows[0]) if rows else ["url"]
    lines.writerow(headed(names))
    for row in rows:
        lines.writerow([harmless(value) for value in row.values()])
    return answer


@login_not_required
@shelved
@require_safe
@revalidated
def text_json(request, slug):
    """A text with all its published versions, their articles and relations."""
    instruction = text_or_404(STRANGER, slug)
    when = viewpoint(request)
    rows = (
        known(when)
        .filter(instruction=instruction)
        .with_status(**when.axes)
        .defer("pdf_text")
        .prefetch_related(
            "articles", "office_dates__office", "relations__object__issuer"
        )
    )
    if not rows:
        raise Http404
    notice = {"notice": mark()} if mark() else {}
    return JsonResponse(
        {
            **notice,
            "url": absolute(instruction.get_absolute_url()),
            "reference": instruction.reference,
            "title": instruction.title,
            "title_en": instruction.title_en,
            "day": when.day.isoformat(),
            "published_by": when.known_on.isoformat(),
            "office": when.office and when.office.code,
            "counting": counting(instruction, when),
            "labels": [[row.scheme, row.code] for row in instruction.labels.all()],
            "relations_from_others": [
                {
                    "verb": row.verb,
                    "by": absolute(row.subject.instruction.get_absolute_url()),
                    "from": row.takes_effect_on.isoformat(),
                    "articles": row.article_keys,
                }
                for row in reading.relations_to(instruction, when)
            ],
            "versions": [version_json(instruction, version) for version in rows],
        }
    )


def known(when):
    """Every published version, or those that could be read on the day asked."""
    rows = Version.objects.published()
    return rows.published_by(when.known_on) if when.looks_back else rows


def counting(instruction, when):
    """The number of the version that counts from where the text is looked at."""
    rows = Version.objects.filter(instruction=instruction, language=ORIGINAL)
    return rows.in_force(**when.axes).values_list("number", flat=True).first()


def version_json(instruction, version):
    return {
        "url": absolute(reading.version_address(version, instruction)),
        "number": version.number,
        "language": version.language,
        "status": version.status,
        "in_force_on": version.in_force_on.isoformat(),
        "offices": {
            row.office.code: row.in_force_on.isoformat()
            for row in version.office_dates.all()
        },
        "published_on": version.published_on.isoformat(),
        "taken_back_on": version.taken_back_on and version.taken_back_on.isoformat(),
        "legal_basis": version.legal_basis,
        "signed_by": version.signatory_function,
        "changes": version.changes,
        "note": version.note,
        "sha256": version.sha256,
        "relations": [
            {
                "verb": row.verb,
                "to": absolute(row.object.get_absolute_url()),
                "from": (row.effective_on or version.in_force_on).isoformat(),
                "articles": row.article_keys,
            }
            for row in version.relations.all()
        ],
        "articles": [
            {
                "id": article.key,
                "label": article.label,
                "title": article.title,
                "markdown": article.body,
            }
            for article in version.articles.all()
        ],
    }


@login_not_required
@shelved
@require_safe
@revalidated
def sitemap(request):
    """The addresses of texts and versions, in both languages."""
    texts = Instruction.objects.visible_to(STRANGER).only("slug", "updated_at")
    versions = Version.objects.published().filter(language=ORIGINAL)
    versions = versions.order_by("instruction__slug", "number").values_list(
        "instruction__slug", "number", "updated_at"
    )
    pages = [("text", [text.slug], text.updated_at) for text in texts]
    pages += [("version", [slug, number], at) for slug, number, at in versions]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    for language in ("fr", "en"):
        with override(language):
            for name, place, changed_at in pages:
                address = absolute(reverse(f"instructions:{name}", args=place))
                day = f"{changed_at:%Y-%m-%d}"
                lines.append(f"<url><loc>{address}</loc><lastmod>{day}</lastmod></url>")
    lines.append("</urlset>")
    return HttpResponse("\n".join(lines), content_type="application/xml")


@login_not_required
@shelved
@require_safe
def chain_atom(request):
    """The head of each day's chain of acknowledgements, so that rewriting shows."""
    feed = Atom1Feed(
        title=_("Heads of the chain of acknowledgements"),
        link=absolute(reverse("instructions:library")),
        description="",
        language=get_language(),
        feed_url=absolute(request.path),
    )
    for day, row in Acknowledgement.objects.heads().items():
        feed.add_item(
            title=f"{day:%Y-%m-%d} · {row.place} · {row.link}",
            link=absolute(request.path),
            unique_id=f"{absolute(request.path)}#{day:%Y-%m-%d}",
            description=row.link,
            updateddate=row.at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
