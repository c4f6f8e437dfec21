"""A cheap stamp of everything that a list of promises shows, for ETag."""

import hashlib
from functools import wraps

from django.conf import settings
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import condition

from audit.models import Entry
from commitments.models import Commitment

TOLD_OF = ("accounts.organisation", "accounts.mandate")


def parts(request):
    """What the answer depends on: the rows, their names, the day, the reader."""
    rows = Commitment.objects.aggregate(count=Count("pk"), at=Max("changed_at"))
    entry = Entry.objects.filter(about_type__in=TOLD_OF).aggregate(last=Max("pk"))
    day, reader = timezone.localdate(), request.user.pk
    address = request.get_full_path()
    return rows, entry, day, reader, address, get_language(), settings.DEMO


def etag(request, *args, **kwargs):
    digest = hashlib.sha256(repr(parts(request)).encode()).hexdigest()
    return f'"{digest[:32]}"'


def revalidated(view):
    """Answers 304 while nothing changed; what a reader's rights show stays private."""
    conditional = condition(etag_func=etag)(view)

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = conditional(request, *args, **kwargs)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_cache=True)
        else:
            patch_cache_control(response, public=True, max_age=60)
        patch_vary_headers(response, ["Cookie"])
        return response

    return answer
