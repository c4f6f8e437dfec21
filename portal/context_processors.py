from django.conf import settings


def portal(request):
    """What every page may name."""
    return {"PORTAL_NAME": settings.PORTAL_NAME, "DEMO": settings.DEMO}
