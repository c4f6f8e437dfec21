"""What machines read of the waves: Atom and the sitemap, as a stranger may."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from audit.shelf import shelved
from surveys.models import Cell, Version

FEED = 50
STRANGER = AnonymousUser()


def absolute(path):
    return settings.PORTAL_URL + path


def published():
    """What stands out, the newest first, but for what was withdrawn."""
    versions = Version.objects.visible_to(STRANGER).reachable()
    return versions.select_related("wave").order_by("-published_at", "-pk")


@login_not_required
@shelved
def atom(request):
    """Each published version of each wave, corrections with their note."""
    title = _("Integrity survey")
    feed = Atom1Feed(
        title=f"{settings.PORTAL_NAME} – {title}",
        link=absolute(reverse("surveys:index")),
        description=title,
        language=get_language(),
        feed_url=absolute(reverse("surveys:atom")),
    )
    for version in published()[:FEED]:
        address = absolute(version.get_absolute_url())
        name = f"{version.wave.name}, v{version.number}"
        if version.wave.is_fictitious:
            name = f"{name} – {_('fictitious figures')}"
        feed.add_item(
            title=name,
            link=address,
            unique_id=address,
            description=version.note_text or version.finding_text,
            updateddate=version.published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@login_not_required
@shelved
def sitemap(request):
    """Every public page of the waves, in both languages."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    versions = list(published())
    seen = codes_by_version(versions)
    for language in ("fr", "en"):
        with override(language):
            lines.append(f"<url><loc>{absolute(reverse('surveys:index'))}</loc></url>")
            for version in versions:
                day = f"{version.published_at:%Y-%m-%d}"
                lines += [
                    f"<url><loc>{absolute(path)}</loc><lastmod>{day}</lastmod></url>"
                    for path in addresses(version, seen.get(version.pk, []))
                ]
    lines.append("</urlset>")
    return HttpResponse("\n".join(lines), content_type="application/xml")


def codes_by_version(versions):
    """Factors and questions that the public may read, by version."""
    found = {}
    cells = (
        Cell.objects.visible_to(STRANGER)
        .national()
        .filter(version__in=versions, status__in=Cell.READABLE)
        .exclude(kind=Cell.Kind.SAMPLE)
    )
    for pk, kind, code, factor in cells.values_list(
        "version", "kind", "code", "factor"
    ):
        page = ("factor", factor) if kind == Cell.Kind.FACTOR else ("question", code)
        found.setdefault(pk, set()).add(page)
    return found


def addresses(version, pages):
    """The permanent pages of a version; those of the wave where it is the latest."""
    year, number = version.wave.year, version.number
    yield version.get_absolute_url()
    if version.state == Version.State.PUBLISHED:
        yield version.wave.get_absolute_url()
        yield reverse("surveys:methodology", args=[year])
        for name, argument in sorted(pages, key=str):
            yield reverse(f"surveys:{name}", args=[year, argument])
    else:
        yield reverse("surveys:version_methodology", args=[year, number])
