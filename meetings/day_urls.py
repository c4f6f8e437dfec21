"""The addresses of a day open to registration."""

from django.urls import path

from meetings.views.days import desk, public

urlpatterns = [
    path("days/<int:pk>/", public.day, name="day"),
    path("days/<int:pk>/register/", public.register, name="day_register"),
    path("days/<int:pk>/asked/", public.asked, name="day_asked"),
    path("days/own/<str:token>/", public.own, name="day_own"),
    path("days/own/<str:token>/jid.ics", public.own_ics, name="day_own_ics"),
    path(
        "days/own/<str:token>/certificate.pdf",
        public.own_certificate,
        name="day_own_certificate",
    ),
    path("certificates/", public.certificate, name="certificate"),
    path("<int:year>/<int:pk>/registration/", desk.keep, name="day_keep"),
    path("days/<int:pk>/sessions/", desk.session_add, name="session_add"),
    path("sessions/<int:pk>/", desk.session_edit, name="session_edit"),
    path("sessions/<int:pk>/remove/", desk.session_remove, name="session_remove"),
    path("days/<int:pk>/guests/", desk.guests, name="day_guests"),
    path("days/<int:pk>/guests.csv", desk.guests_csv, name="day_guests_csv"),
    path("registrations/<int:pk>/cancel/", desk.guest_cancel, name="day_guest_cancel"),
    path("days/<int:pk>/door/", desk.door, name="day_door"),
    path("days/<int:pk>/badges.pdf", desk.badges, name="day_badges"),
    path("days/<int:pk>/certificates.pdf", desk.certificates, name="day_certificates"),
]
