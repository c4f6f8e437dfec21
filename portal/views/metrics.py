from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4


@never_cache
@login_not_required
def metrics(request):
    """For the collector that knows the token; for everybody else there is nothing."""
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(
        given, f"Bearer {settings.METRICS_TOKEN}"
    ):
        raise Http404
    from portal.metrics import text

    return HttpResponse(text(), content_type=CONTENT_TYPE_PLAIN_0_0_4)
