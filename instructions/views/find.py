"""The row that an address names, for who may see it; anybody else gets a 404."""

from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language

from accounts.models import Office
from audit.prepared import first_or_404
from instructions import asked, reading
from instructions.models import Version
from instructions.viewpoint import Viewpoint


def text_or_404(user, slug):
    return first_or_404(asked.text(user, slug=slug, now=timezone.now()))


def text_and_timeline(user, slug, when):
    """A text with the versions that may be seen from a viewpoint, asked at once."""
    timeline = reading.timeline(slug, user, when)
    if not timeline:
        return text_or_404(user, slug), []
    first = timeline[0]
    for kind in asked.KINDS:
        setattr(first.instruction, kind, getattr(first, kind))
    return first.instruction, timeline


def versions_of(user, instruction):
    return Version.objects.visible_to(user).filter(instruction=instruction)


def version_or_404(user, slug, number, language=""):
    """A version in the reader's language where there is one, else in French."""
    instruction = text_or_404(user, slug)
    versions = versions_of(user, instruction).filter(number=number)
    return chosen(instruction, versions, language)


def chosen(instruction, versions, language):
    """Of the versions of one number, that of the language asked for or the reader's."""
    found = in_language(versions, language or get_language())
    if found is None:
        raise Http404
    found.instruction = instruction
    return found


def in_language(versions, language):
    """One of the versions: in a language if there is one, else in French."""
    by_language = {version.language: version for version in versions}
    return by_language.get(language) or by_language.get("fr")


def viewpoint(request):
    """What ?on=, ?known= and ?office= ask for; what cannot be read is not asked."""
    days = {name: day_asked(request, name) for name in ("on", "known")}
    return Viewpoint(**days, office=office_asked(request))


def day_asked(request, name):
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None


def office_asked(request):
    code = request.GET.get("office", "")
    return Office.objects.filter(pk=code).first() if code.isdecimal() else None
