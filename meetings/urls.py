from django.urls import path

from meetings.views import answer, exports, feeds, invitation, meeting, papers, year

app_name = "meetings"

programme = [
    path("", year.current, name="current"),
    path("<int:year>/", year.year, name="year"),
    path("<int:year>/print/", exports.year_print, name="year_print"),
    path("<int:year>/calendar.ics", exports.year_ics, name="year_ics"),
    path("<int:year>/programme.csv", exports.year_csv, name="year_csv"),
    path("<int:year>/programme.xlsx", exports.year_xlsx, name="year_xlsx"),
]
meetings = [
    path("<int:year>/add/", meeting.add, name="add"),
    path("<int:year>/<int:pk>/", meeting.meeting, name="meeting"),
    path("<int:year>/<int:pk>/meeting.ics", feeds.meeting_ics, name="meeting_ics"),
    path("<int:year>/<int:pk>/edit/", meeting.edit, name="edit"),
    path("<int:year>/<int:pk>/convene/", meeting.convene, name="convene"),
    path("<int:year>/<int:pk>/move/", meeting.move, name="move"),
    path("<int:year>/<int:pk>/place/", meeting.place, name="place"),
    path("<int:year>/<int:pk>/cancel/", meeting.cancel, name="cancel"),
    path("<int:year>/<int:pk>/hold/", meeting.hold, name="hold"),
    path("<int:year>/<int:pk>/close/", meeting.close, name="close"),
    path("<int:year>/<int:pk>/invite/", invitation.invite, name="invite"),
    path("<int:year>/<int:pk>/papers/add/", papers.paper_add, name="paper_add"),
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("papers/<int:pk>/withdraw/", papers.paper_withdraw, name="paper_withdraw"),
    path("invitations/", invitation.my_invitations, name="my_invitations"),
    path(
        "invitations/<int:pk>/answer/",
        invitation.answer_invitation,
        name="answer_invitation",
    ),
    path("invitations/<int:pk>/withdraw/", invitation.withdraw, name="withdraw"),
    path(
        "invitations/<int:pk>/delegates/add/",
        invitation.delegate_add,
        name="delegate_add",
    ),
    path(
        "delegates/<int:pk>/answer/",
        invitation.answer_on_behalf,
        name="answer_on_behalf",
    ),
    path(
        "delegates/<int:pk>/replace/",
        invitation.delegate_replace,
        name="delegate_replace",
    ),
    path(
        "delegates/<int:pk>/remove/", invitation.delegate_remove, name="delegate_remove"
    ),
    path("delegates/<int:pk>/renew/", invitation.link_renew, name="link_renew"),
    path("answer/<str:token>/", answer.answer, name="answer"),
    path("answer/<str:token>/<int:pk>/", answer.paper, name="answer_paper"),
    path("calendars/", feeds.my_calendars, name="my_calendars"),
    path("calendars/<int:pk>/renew/", feeds.calendar_renew, name="calendar_renew"),
    path("calendars/<str:key>.ics", feeds.organisation_ics, name="organisation_ics"),
]

urlpatterns = [*programme, *meetings]
