from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("", views.seals, name="seals"),
    path("seals.txt", views.seals_txt, name="seals_txt"),
]
