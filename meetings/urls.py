from django.urls import path

from meetings import day_urls, minutes_urls, topic_urls
from meetings.views import (
    answer,
    committees,
    ending,
    exports,
    feeds,
    importing,
    invitation,
    meeting,
    papers,
    planner,
    register,
    report,
    year,
)
from meetings.views import programme as programmes

app_name = "meetings"

programme = [
    path("", year.current, name="current"),
    path("new/", programmes.programme_add, name="programme_add"),
    path("<int:year>/", year.year, name="year"),
    path("<int:year>/print/", exports.year_print, name="year_print"),
    path("<int:year>/calendar.ics", exports.year_ics, name="year_ics"),
    path("<int:year>/programme.csv", exports.year_csv, name="year_csv"),
    path("<int:year>/programme.xlsx", exports.year_xlsx, name="year_xlsx"),
    path("<int:year>/report/", report.report, name="report"),
    path("<int:year>/report.pdf", report.report_pdf, name="report_pdf"),
    path("<int:year>/planner/", planner.planner, name="planner"),
    path("<int:year>/<int:pk>/reschedule/", planner.reschedule, name="reschedule"),
    path("<int:year>/copy/", planner.copy, name="copy"),
    path("<int:year>/import/", importing.import_file, name="import"),
    path(
        "<int:year>/import/template.xlsx",
        importing.import_template,
        name="import_template",
    ),
    path("<int:year>/import/<uuid:key>/", importing.import_check, name="import_check"),
    path(
        "<int:year>/import/<uuid:key>/remarks.csv",
        importing.import_errors,
        name="import_errors",
    ),
    path(
        "<int:year>/import/<uuid:key>/discard/",
        importing.import_discard,
        name="import_discard",
    ),
    path("<int:year>/programme/<int:pk>/", programmes.programme, name="programme"),
    path(
        "<int:year>/programme/<int:pk>/open/",
        programmes.programme_open,
        name="programme_open",
    ),
    path(
        "<int:year>/programme/<int:pk>/return/",
        programmes.programme_return,
        name="programme_return",
    ),
    path(
        "<int:year>/programme/<int:pk>/publish/",
        programmes.programme_publish,
        name="programme_publish",
    ),
    path(
        "<int:year>/programme/<int:pk>/close/",
        programmes.programme_close,
        name="programme_close",
    ),
    path(
        "<int:year>/programme/<int:pk>/letters/",
        programmes.programme_letters,
        name="programme_letters",
    ),
    path(
        "<int:year>/programme/<int:pk>/opinion/",
        programmes.opinion_give,
        name="opinion_give",
    ),
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
    path("calendars/<slug:key>.ics", feeds.organisation_ics, name="organisation_ics"),
]
bodies = [
    path("committees/", committees.committees, name="committees"),
    path("committees/new/", committees.committee_add, name="committee_add"),
    path("committees/same-issue/", committees.same_issues, name="same_issues"),
    path("committees/<int:pk>/", committees.committee, name="committee"),
    path("committees/<int:pk>/edit/", committees.committee_edit, name="committee_edit"),
    path("committees/<int:pk>/end/", ending.committee_end, name="committee_end"),
    path(
        "committees/<int:pk>/resume/", ending.committee_resume, name="committee_resume"
    ),
    path("committees/<int:pk>/members/", committees.member_add, name="member_add"),
    path("seats/<int:pk>/", committees.member_edit, name="member_edit"),
    path("seats/<int:pk>/remove/", committees.member_remove, name="member_remove"),
    path("offices/<int:pk>/", register.office_register, name="office_register"),
]

urlpatterns = [
    *programme,
    *meetings,
    *bodies,
    *minutes_urls.urlpatterns,
    *topic_urls.urlpatterns,
    *day_urls.urlpatterns,
]
