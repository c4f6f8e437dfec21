"""The addresses of attendance and minutes, below those of their meeting."""

from django.urls import path

from meetings.views.minutes import attendance, page, recording, steps, writing, year

MEETING = "<int:year>/<int:pk>/"
MINUTES = f"{MEETING}minutes/"

urlpatterns = [
    path("<int:year>/minutes/", year.minutes_of_year, name="minutes_of_year"),
    path(f"{MEETING}attendance/", attendance.attendance, name="attendance"),
    path(f"{MEETING}attendance/add/", attendance.person_add, name="person_add"),
    path(f"{MEETING}attendance/women/", attendance.women_count, name="women_count"),
    path(MINUTES, page.minutes, name="minutes"),
    path(f"{MINUTES}minutes.txt", page.minutes_text, name="minutes_text"),
    path(f"{MINUTES}minutes.pdf", page.minutes_pdf, name="minutes_pdf"),
    path(f"{MINUTES}write/", writing.write_minutes, name="write_minutes"),
    path("passages/<int:pk>/", writing.passage, name="passage"),
    path(
        f"{MINUTES}items/<int:item>/promise/", writing.promise_add, name="promise_add"
    ),
    path(
        f"{MINUTES}promises/<int:promise>/", writing.promise_edit, name="promise_edit"
    ),
    path(
        f"{MINUTES}promises/<int:promise>/remove/",
        writing.promise_remove,
        name="promise_remove",
    ),
    path(f"{MINUTES}circulate/", steps.circulate, name="circulate_minutes"),
    path(
        f"{MINUTES}correct/<slug:what>/<int:key>/",
        steps.correct,
        name="correct_minutes",
    ),
    path(
        f"{MINUTES}corrections/<int:correction>/", steps.correction, name="correction"
    ),
    path(f"{MINUTES}approve/", steps.approve, name="approve_minutes"),
    path(f"{MINUTES}record/", recording.record, name="record_approval"),
    path("approval-proofs/<int:pk>/", recording.proof, name="approval_proof"),
    path(f"{MINUTES}publish/", steps.publish, name="publish_minutes"),
    path(f"{MINUTES}add/", steps.add, name="add_to_minutes"),
]
