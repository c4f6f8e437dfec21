"""Addresses whose names allauth expects; the pages are ours."""

from allauth.account.views import ReauthenticateView
from django.contrib.auth.views import LogoutView
from django.urls import include, path

from accounts.views import sign_in

urlpatterns = [
    path("login/", sign_in.SignIn.as_view(), name="account_login"),
    path("logout/", LogoutView.as_view(), name="account_logout"),
    path("confirm/", ReauthenticateView.as_view(), name="account_reauthenticate"),
    path("second-step/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
