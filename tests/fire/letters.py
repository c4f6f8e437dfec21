"""A kind of letter about an organisation, written as a convocation is."""

from datetime import UTC, datetime, timedelta

from django.template import engines
from icalendar import Calendar, Event, vCalAddress

from notices.kinds import Kind, Letter, nothing, register

CODE = "fire.convocation"
TEXT = engines["django"].from_string(
    "{{ name }}, vous êtes invité à une réunion avec {{ about.full_name }}.\n\n"
    "{% for line in lines %}{{ line }}\n{% endfor %}"
)
HTML = engines["django"].from_string(
    "<h1>Convocation : {{ about.acronym }}</h1><p>{{ name }}, vous êtes invité à une "
    'réunion avec {{ about.full_name }}.</p><table class="facts">{% for line in lines %}'
    "<tr><th>{{ forloop.counter }}</th><td>{{ line }}</td></tr>{% endfor %}</table>"
    '<p><a class="action" href="https://dialogue.example.org/oui">Oui</a></p>'
)
LINES = [
    "Suivi des engagements pris lors de la dernière séance de concertation",
    "Délais de recevabilité au bureau de Diboli et propositions de la fédération",
] * 5


def letter(notice):
    words = {"name": notice.name, "about": notice.about, "lines": LINES}
    return Letter(
        subject=f"Convocation : réunion Douane–{notice.about.acronym}, mardi 16 mars",
        text=TEXT.render(words),
        html=HTML.render(words),
        calendar=calendar(notice),
        method="REQUEST",
        thread=f"fire-{notice.about_id}",
    )


def calendar(notice):
    event = Event()
    event.add("uid", f"{notice.about_id}@example.org")
    event.add("sequence", 0)
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", datetime(2027, 3, 16, 10, 30, tzinfo=UTC))
    event.add("duration", timedelta(hours=2))
    event.add("summary", f"Réunion Douane–{notice.about.acronym}")
    event.add("description", "\n".join(LINES))
    event.add("organizer", vCalAddress("mailto:rsvp+abc@example.org"))
    event.add("attendee", vCalAddress(f"mailto:{notice.email}"))
    whole = Calendar()
    whole.add("prodid", "-//example.org//fire//FR")
    whole.add("version", "2.0")
    whole.add("method", "REQUEST")
    whole.add_component(event)
    return whole.to_ical().decode()


register(
    Kind(
        code=CODE,
        name="Convocation",
        reason="Vous recevez cette lettre parce que votre organisation est invitée.",
        owed=nothing,
        still_true=lambda notice: "",
        letter=letter,
        goes_alone=True,
    )
)
