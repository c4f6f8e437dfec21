from django.urls import path

from surveys import views

app_name = "surveys"
urlpatterns = [
    path("", views.index, name="index"),
    path("waves.atom", views.atom, name="atom"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("new/", views.new, name="new"),
    path("<int:year>/", views.wave, name="wave"),
    path("<int:year>/factor/<int:factor>/", views.factor, name="factor"),
    path("<int:year>/question/<str:code>/", views.question, name="question"),
    path("<int:year>/methodology/", views.methodology, name="methodology"),
    path("<int:year>/vs/<int:other>/", views.comparison, name="comparison"),
    path("<int:year>/restitution/", views.restitution, name="restitution"),
    path("<int:year>/a4/", views.a4, name="a4"),
    path("<int:year>/desk/", views.desk, name="desk"),
    path("<int:year>/desk/parameters/", views.parameters, name="parameters"),
    path("<int:year>/desk/levels/", views.levels, name="levels"),
    path("<int:year>/desk/import/", views.dry_run, name="import"),
    path("<int:year>/desk/import/<int:pk>/", views.confirm, name="confirm"),
    path("<int:year>/desk/correct/", views.correct, name="correct"),
    path("<int:year>/desk/<slug:name>/", views.step, name="step"),
    path("<int:year>/v<str:number>/", views.wave, name="version"),
    path(
        "<int:year>/v<str:number>/factor/<int:factor>/",
        views.factor,
        name="version_factor",
    ),
    path(
        "<int:year>/v<str:number>/question/<str:code>/",
        views.question,
        name="version_question",
    ),
    path(
        "<int:year>/v<str:number>/methodology/",
        views.methodology,
        name="version_methodology",
    ),
    path("<int:year>/v<str:number>/<str:name>", views.download, name="download"),
    path(
        "<int:year>/v<str:number>/<slug:level>/<str:name>",
        views.download,
        name="level_download",
    ),
]
