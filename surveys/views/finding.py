"""Find the version that an address names, among those the reader may see."""

import re

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from surveys import checks
from surveys.models import Cell, Change, Version

NUMBER = re.compile(r"(\d{1,4})\.(\d{1,4})\.(\d{1,4})")


def version_of(request, year, number=None):
    """The version of this number, or the one that is published now."""
    versions = Version.objects.visible_to(request.user).select_related("wave")
    versions = versions.filter(wave__year=year)
    if number is None:
        return get_object_or_404(versions.current())
    match = NUMBER.fullmatch(number)
    if not match:
        raise Http404
    major, minor, patch = map(int, match.groups())
    return get_object_or_404(versions, major=major, minor=minor, patch=patch)


def last_withdrawn(request, year):
    """The version that says why no figure of a wave stands any more."""
    versions = Version.objects.visible_to(request.user).filter(wave__year=year)
    found = versions.filter(state=Version.State.WITHDRAWN).first()
    if found is None:
        raise Http404
    return found


def cells_of(request, version):
    return Cell.objects.visible_to(request.user).filter(version=version)


def changes_of(request, version):
    changes = Change.objects.visible_to(request.user).filter(version=version)
    return changes.select_related("against__wave")


def address(name, version, number, *args):
    """The page of the same version: with its number where the address had one."""
    if number is None:
        return reverse(f"surveys:{name}", args=[version.wave.year, *args])
    return reverse(f"surveys:version_{name}", args=[version.wave.year, number, *args])


def banners(version):
    """What must be known of the response before any figure is read."""
    if version.state == Version.State.WITHDRAWN:
        return []
    return [sentence for _, sentence in checks.response_banners(version)]


def frame(request, version, number):
    """What every page about a version shows around its figures."""
    newer = None
    if version.state in (Version.State.CORRECTED, Version.State.WITHDRAWN):
        newer = version.wave.versions.current().first()
    return {
        "version": version,
        "wave": version.wave,
        "newer": newer,
        "number": number,
        "wave_address": address("wave", version, number)
        if number is None
        else version.get_absolute_url(),
        "methodology_address": address("methodology", version, number),
        "may_prepare": request.user.has_perm("surveys.view_version"),
        "banners": banners(version),
    }
