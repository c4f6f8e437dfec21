from django.contrib.auth.views import LogoutView
from django.urls import include, path

from accounts.views import access, directory, privacy, profile, searches, sign_in

app_name = "accounts"

directory_pages = [
    path("", directory.directory, name="directory"),
    path("directory.csv", directory.directory_csv, name="directory_csv"),
    path("<int:pk>/", directory.organisation, name="organisation"),
    path("offices/<int:pk>/", directory.office, name="office"),
]
account_pages = [
    path("login/", sign_in.SignIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("profile/", profile.profile, name="profile"),
    path("my-data/", privacy.my_data, name="my_data"),
    path("searches/keep/", searches.search_keep, name="search_keep"),
    path("searches/<int:pk>/drop/", searches.search_drop, name="search_drop"),
    path("password/", sign_in.ChangePassword.as_view(), name="password_change"),
    path("new-password/", sign_in.password_reset, name="password_reset"),
    path(
        "set-password/<uidb64>/<token>/",
        sign_in.SetPassword.as_view(),
        name="set_password",
    ),
    path("ask-access/", access.ask_access, name="ask_access"),
    path("ask-access/received/", access.access_asked, name="access_asked"),
]

urlpatterns = [
    path("directory/", include(directory_pages)),
    path("accounts/", include(account_pages)),
    path("data-protection/", privacy.data_protection, name="data_protection"),
]
