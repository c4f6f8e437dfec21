from django.urls import include, path

from accounts.views import directory

app_name = "accounts"

directory_pages = [
    path("", directory.directory, name="directory"),
    path("directory.csv", directory.directory_csv, name="directory_csv"),
    path("<int:pk>/", directory.organisation, name="organisation"),
    path("offices/<int:pk>/", directory.office, name="office"),
]
account_pages = []

urlpatterns = [
    path("directory/", include(directory_pages)),
    path("accounts/", include(account_pages)),
]
