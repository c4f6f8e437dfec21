from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from portal import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("dashboard/", views.dashboard, name="dashboard"),
        path("accounts/", include("accounts.urls")),
        path("holidays/", include("workdays.urls")),
        path("meetings/", include("meetings.urls")),
        path("letters/", include("notices.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
