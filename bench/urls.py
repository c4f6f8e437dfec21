"""The portal's addresses and a bare view on the same server and middleware."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

from portal.urls import urlpatterns as portal_urls


@login_not_required
def hello(request):
    return HttpResponse("hello")


urlpatterns = [path("hello", hello), *portal_urls]
