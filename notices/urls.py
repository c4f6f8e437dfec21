from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("replies/", views.replies, name="replies"),
    path("replies/<int:pk>/settle/", views.reply_settle, name="reply_settle"),
    path("inbound/", views.inbound, name="inbound"),
    path("unsubscribe/<str:token>/", views.unsubscribe_page, name="unsubscribe"),
]
