"""What search engines and finders of flaws ask for at the root of the portal."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.models import Office, Organisation
from audit.shelf import shelved
from commitments.models import Commitment, Plan
from meetings.models import Committee, Meeting, Minutes, Programme, Topic
from portal.openapi import document

STRANGER = AnonymousUser()
HOUR = 3600
SITEMAPS = ["sitemap_pages", "instructions:sitemap", "surveys:sitemap"]
PAGES = [
    "home",
    "search",
    "open_data",
    "accessibility",
    "accounts:directory",
    "accounts:data_protection",
    "accounts:ask_access",
    "meetings:topics",
    "meetings:committees",
    "commitments:register",
    "commitments:indicators",
    "commitments:plans",
    "workdays:calendar",
    "audit:seals",
]
# What changes nothing for a search engine: forms, own pages, endless combinations.
CLOSED = ["/admin/", "/accounts/", "/dashboard/", "/search/?", "/*?*sort=", "/*?*page="]
open_for_an_hour = cache_control(public=True, max_age=HOUR)


def absolute(path):
    return settings.PORTAL_URL + path


@login_not_required
@open_for_an_hour
@require_safe
def robots(request):
    if settings.DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        paths = [f"{prefix}{path}" for path in CLOSED for prefix in ("", "/en")]
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths)]
        lines += ["", f"Sitemap: {absolute(reverse('sitemap'))}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain")


@login_not_required
@open_for_an_hour
@require_safe
def security(request):
    """RFC 9116: where a flaw of the portal is reported."""
    with override(settings.LANGUAGE_CODE):
        page = absolute(reverse("security"))
    ends = timezone.now().replace(microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
        f"Expires: {ends.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: fr, en",
        f"Canonical: {page}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain")


@login_not_required
@open_for_an_hour
@require_safe
def openapi(request):
    """What the addresses for programs take and give."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@login_not_required
@open_for_an_hour
@require_safe
def sitemap(request):
    """The sitemaps of the apps, in French; each holds both languages."""
    with override(settings.LANGUAGE_CODE):
        maps = [absolute(reverse(name)) for name in SITEMAPS]
    return render(
        request, "portal/sitemap.xml", {"maps": maps}, content_type="application/xml"
    )


@login_not_required
@shelved
@require_safe
def sitemap_pages(request):
    """Every page of meetings, commitments and the directory that a stranger reads."""
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            found += [(absolute(reverse(name)), None) for name in PAGES]
            found += [(absolute(url), at) for url, at in public_rows()]
    return render(
        request,
        "portal/sitemap_pages.xml",
        {"pages": found},
        content_type="application/xml",
    )


def public_rows():
    """(path, last change) of each public row, whatever its app knows of changes."""
    programmes = Programme.objects.visible_to(STRANGER).order_by("year")
    for year in dict.fromkeys(programmes.values_list("year", flat=True)):
        yield reverse("meetings:year", args=[year]), None
    for rows, changed in (
        (Meeting.objects.select_related("programme"), "updated_at"),
        (Minutes.objects.select_related("meeting__programme"), ""),
        (Topic.objects, "updated_at"),
        (Committee.objects, ""),
        (Commitment.objects, "changed_at"),
        (Plan.objects, ""),
        (Organisation.objects, ""),
        (Office.objects, ""),
    ):
        for row in rows.all().visible_to(STRANGER).order_by("pk"):
            yield row.get_absolute_url(), changed and getattr(row, changed)
