from django.urls import path

from meetings.views import exports, year

app_name = "meetings"

programme = [
    path("", year.current, name="current"),
    path("<int:year>/", year.year, name="year"),
    path("<int:year>/print/", exports.year_print, name="year_print"),
    path("<int:year>/calendar.ics", exports.year_ics, name="year_ics"),
    path("<int:year>/programme.csv", exports.year_csv, name="year_csv"),
    path("<int:year>/programme.xlsx", exports.year_xlsx, name="year_xlsx"),
]
meeting = []

urlpatterns = [*programme, *meeting]
