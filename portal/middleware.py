from time import perf_counter

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed

# What a page of ours may ask of a browser: nothing but the passkeys of its own site.
PERMISSIONS = ", ".join(
    [
        *(
            f"{feature}=()"
            for feature in (
                *("accelerometer", "camera", "display-capture", "geolocation"),
                *("gyroscope", "magnetometer", "microphone", "midi", "payment", "usb"),
            )
        ),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


class HeadersMiddleware:
    """The headers of safety that Django has no setting for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response


class MetricsMiddleware:
    """Counts and times what is asked, where somebody collects it."""

    def __init__(self, get_response):
        if not settings.METRICS_TOKEN:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        from portal import metrics

        begun = perf_counter()
        response = self.get_response(request)
        metrics.count(request, response, perf_counter() - begun)
        return response
