from django.urls import path

from portal.mailbox import views

app_name = "mailbox"
urlpatterns = [
    path("", views.mailbox, name="index"),
    path("<slug:name>/", views.mailbox_letter, name="letter"),
    path("<slug:name>/html/", views.mailbox_html, name="html"),
    path("<slug:name>/source/", views.mailbox_source, name="source"),
    path("<slug:name>/<int:rank>/", views.mailbox_part, name="part"),
]
