from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from audit import trail
from surveys.models import Download, Level
from surveys.views.finding import version_of

LEVELS = {level.slug: level for level in Level}


@login_not_required
@require_safe
def download(request, year, number, name, level="public"):
    """A file of a version, byte for byte as it was published."""
    if level not in LEVELS:
        raise Http404
    version = version_of(request, year, number)
    file = get_object_or_404(
        Download.objects.visible_to(request.user),
        version=version,
        level=LEVELS[level],
        name=name,
    )
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    response["Content-Length"] = file.size
    response["ETag"] = f'"{file.sha256}"'
    is_public = file.level == Level.PUBLIC
    if not is_public:
        trail.read(file, by=request.user)
    response["Cache-Control"] = "public, max-age=3600" if is_public else "private"
    if not file.media_type.startswith("image/"):
        saved = f"{version.wave.year}-v{version.number}-{name}"
        response["Content-Disposition"] = f'attachment; filename="{saved}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)
