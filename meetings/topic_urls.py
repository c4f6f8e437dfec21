"""Topics, the calls for them, and agendas: included by the addresses of meetings."""

from django.urls import path

from meetings.views import escalation
from meetings.views.agenda import building, handing, reading
from meetings.views.topics import calls, deciding, listing, page, propose

topics = [
    path("topics/", listing.topics, name="topics"),
    path("topics/topics.csv", listing.topics_csv, name="topics_csv"),
    path("topics/propose/", propose.propose_topic, name="propose_topic"),
    path("topics/similar/", propose.similar_topics, name="similar_topics"),
    path("topics/calls/<int:pk>/change/", calls.call_change, name="call_change"),
    path("topics/calls/<int:pk>/withdraw/", calls.call_withdraw, name="call_withdraw"),
    path("topics/<slug:reference>/", page.topic, name="topic"),
    *[
        path(f"topics/<slug:reference>/{name}/", view, name=f"topic_{name}")
        for name, view in (
            ("accept", deciding.accept),
            ("decline", deciding.decline),
            ("merge", deciding.merge),
            ("place", deciding.place),
            ("edit", deciding.edit),
            ("follow", deciding.follow),
            ("unfollow", deciding.unfollow),
        )
    ],
    path("topics/<slug:reference>/escalate/", escalation.escalate, name="escalate"),
    path("topics/<slug:reference>/answer/", escalation.answer, name="answer_topic"),
    path("<int:year>/call/", calls.call_for_year, name="call_for_year"),
    path("<int:year>/<int:pk>/call/", calls.call_for_meeting, name="call_for_meeting"),
]

AGENDA = "<int:year>/<int:pk>/agenda"

agenda = [
    path(f"{AGENDA}/", reading.agenda, name="agenda"),
    path(f"{AGENDA}/agenda.pdf", reading.agenda_pdf, name="agenda_pdf"),
    path(
        f"{AGENDA}/editions/<int:number>/",
        reading.agenda_edition,
        name="agenda_edition",
    ),
    path(f"{AGENDA}/build/", building.agenda_build, name="agenda_build"),
    path(f"{AGENDA}/items/add/", building.item_add, name="item_add"),
    path(f"{AGENDA}/topics/", building.topic_add, name="agenda_topic"),
    path(f"{AGENDA}/order/", building.reorder, name="agenda_order"),
    path(f"{AGENDA}/publish/", building.publish, name="agenda_publish"),
    path("items/<int:pk>/edit/", building.item_edit, name="item_edit"),
    path("items/<int:pk>/move/", building.item_move, name="item_move"),
    path("items/<int:pk>/minutes/", building.item_minutes, name="item_minutes"),
    path("items/<int:pk>/remove/", building.item_remove, name="item_remove"),
    path("items/<int:pk>/paper/", handing.item_paper, name="item_paper"),
]

urlpatterns = [*topics, *agenda]
