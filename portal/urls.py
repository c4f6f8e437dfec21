from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from portal.views import (
    dashboard,
    first_steps,
    handover,
    health,
    home,
    machines,
    metrics,
    pages,
    search,
)

handler500 = "portal.views.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-pages.xml", machines.sitemap_pages, name="sitemap_pages"),
    path("openapi.json", machines.openapi, name="openapi"),
    path(".well-known/security.txt", machines.security, name="security"),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("search/", search.search, name="search"),
        path("dashboard/", dashboard.dashboard, name="dashboard"),
        path("first-steps/", first_steps.first_steps, name="first_steps"),
        path("handover/", handover.handover, name="handover"),
        path("handover/<int:pk>/", handover.handover_of, name="handover_of"),
        path("open-data/", pages.open_data, name="open_data"),
        path("accessibility/", pages.accessibility, name="accessibility"),
        path("", include("accounts.urls")),
        path("accounts/", include("accounts.second_factor_urls")),
        path("holidays/", include("workdays.urls")),
        path("meetings/", include("meetings.urls")),
        path("commitments/", include("commitments.urls")),
        path("instructions/", include("instructions.urls")),
        path("seals/", include("audit.urls")),
        path("letters/", include("notices.urls")),
        path("demo/mailbox/", include("portal.mailbox.urls")),
        path("admin/login/", pages.admin_login, name="admin_login"),
        path(
            "admin/password_change/",
            RedirectView.as_view(pattern_name="accounts:password_change"),
            name="admin_password_change",
        ),
        path("surveys/", include("surveys.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
