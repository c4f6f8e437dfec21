"""Meetings, their guests, papers and programmes, taken twice at once."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Mandate, Organisation
from meetings.actions import (
    answer,
    calendar,
    copying,
    handover,
    importing,
    newcomers,
    papers,
    plan,
    programme,
)
from meetings.actions import invitation as guests
from meetings.actions import meeting as meetings
from meetings.models import Delegate, ImportDraft, Invitation, Meeting, Paper, Programme
from tests.conftest import mandate, person
from tests.races import BOTH, EACH, ONCE, Step, a_file, of

DAY = timedelta(days=1)
IN_A_MONTH = timezone.now() + 30 * DAY


def bilateral(programme, customs, title, starts_at=None, **fields):
    """A planned meeting with four organisations; the last one has no account."""
    starts_at = starts_at or IN_A_MONTH
    made = Meeting.objects.create(
        programme=programme,
        kind=Meeting.Kind.BILATERAL,
        title=title,
        place="Kayes",
        starts_at=starts_at,
        ends_at=starts_at + DAY / 12,
        lead=customs,
        **fields,
    )
    for acronym in ("FETRAM", "CMTR", "APBEF", "OPI"):
        party, _is_new = Organisation.objects.get_or_create(
            acronym=acronym,
            defaults={"kind": "association", "name": acronym, "email": "a@example.org"},
        )
        Invitation.objects.create(meeting=made, organisation=party)
    return made


def of_meetings(w, cast):
    officer, year = cast["officer"], of(Programme, pk=w["PROGRAMME"])
    made = bilateral(year, year.directorate, "Tout droit", officer=officer)

    def given(**values):
        return {"meeting": of(Meeting, pk=made.pk), "by": officer} | values

    day = timezone.localdate(made.starts_at).replace(month=3, day=3)
    yield Step(BOTH, plan.reschedule, lambda: given(day=day))
    Meeting.objects.filter(pk=made.pk).update(
        starts_at=made.starts_at, ends_at=made.ends_at
    )
    yield Step(ONCE, meetings.convene, given)
    moved = {"starts_at": made.starts_at + DAY, "ends_at": made.ends_at + DAY}
    yield Step(ONCE, meetings.move, lambda: given(reason="x", **moved))
    place = {"room": None, "place": "Kati", "link": ""}
    yield Step(ONCE, meetings.change_place, lambda: given(**place))
    paper = {"title": "x", "upload": a_file()}
    yield Step(BOTH, papers.add_paper, lambda: given(**paper | {"upload": a_file()}))
    yield Step(
        ONCE,
        papers.withdraw_paper,
        lambda: {"paper": of(Paper, pk=w["PAPER"]), "by": officer},
    )
    yield Step(ONCE, meetings.cancel, lambda: given(reason="x"))
    Meeting.objects.filter(pk=made.pk).update(
        state="convened", starts_at=timezone.now() - DAY, ends_at=timezone.now()
    )
    yield Step(ONCE, meetings.hold, given)
    yield Step(ONCE, meetings.close, given)


def of_guests(w, cast):
    officer, broker = cast["officer"], cast["broker"]
    year = of(Programme, pk=w["PROGRAMME"])
    made = bilateral(year, year.directorate, "Les invités", officer=officer)
    meetings.convene(meeting=made, by=officer)
    who = {"name": "x", "function": "x", "email": "x@example.org", "language": "fr"}
    far = Organisation.objects.create(
        kind="association", acronym="X", name="X", email="b@example.org"
    )

    def invitation(acronym="FETRAM", **values):
        found = of(Invitation, meeting=made, organisation__acronym=acronym)
        return {"invitation": found, "by": officer} | values

    def delegate(address="broker@example.org", **values):
        found = of(Delegate, invitation__meeting=made, email=address)
        return {"delegate": found, "by": officer} | values

    invited = {"meeting": made, "organisation": far, "by": officer}
    yield Step(ONCE, guests.invite, lambda: invited)
    yield Step(ONCE, guests.add_delegate, lambda: invitation(**who))
    yield Step(EACH, answer.answer, lambda: delegate(reply="accepted", via="portal"))
    yield Step(EACH, guests.renew_link, delegate)
    yield Step(
        EACH,
        answer.answer_by_link,
        lambda: {"token": w["TOKEN"], "reply": "declined"},
    )
    other = person("second")
    mandate(other, of(Organisation, acronym="FETRAM"))
    yield Step(
        EACH,
        answer.answer_for_organisation,
        lambda: invitation(reply="accepted", by=other),
    )
    yield Step(
        ONCE,
        guests.replace_delegate,
        lambda: delegate("x@example.org", **who | {"email": "y@example.org"}),
    )
    yield Step(ONCE, guests.remove_delegate, lambda: delegate("y@example.org"))
    yield Step(ONCE, guests.withdraw, lambda: invitation("CMTR", reason="x"))
    held = mandate(
        person("third"), of(Organisation, acronym="APBEF"), is_focal_point=True
    )
    yield Step(
        BOTH,
        newcomers.join,
        lambda: {
            "mandate": held,
            "invitation_pk": invitation("APBEF")["invitation"].pk,
        },
    )
    calendars = {"organisation": far, "by": broker}
    yield Step(EACH, calendar.renew_calendar, lambda: calendars)


def of_heirs(w, cast):
    """The officer and a delegate have left; others hold their functions."""
    yesterday = timezone.localdate() - DAY
    year = of(Programme, pk=w["PROGRAMME"])
    made = bilateral(year, year.directorate, "Un poste", officer=person("leaving"))
    for leaving, organisation, heir in (
        (made.officer, year.directorate, "heir"),
        (person("going"), of(Organisation, acronym="APBEF"), "successor"),
    ):
        old = mandate(leaving, organisation, "Chef", is_focal_point=True)
        if leaving != made.officer:
            meetings.convene(meeting=made, by=cast["officer"])
        Mandate.objects.filter(pk=old.pk).update(ends_on=yesterday)
        mandate(person(heir), organisation, "Chef", starts_on=yesterday)

    def delegate():
        return of(Delegate, invitation__meeting=made, email="going@example.org")

    yield Step(
        BOTH,
        handover.hand_over_meeting,
        lambda: {"meeting": of(Meeting, pk=made.pk)},
    )
    yield Step(BOTH, handover.hand_over_place, lambda: {"delegate": delegate()})
    Mandate.objects.filter(user__email="heir@example.org").update(ends_on=yesterday)
    mandate(person("last-heir"), year.directorate, "Chef", starts_on=yesterday)
    yield Step(BOTH, handover.hand_over, dict)


def of_programmes(w, cast):
    officer, draft = cast["officer"], w["DRAFT"]
    opened = of(Programme, pk=draft)
    made = bilateral(
        opened,
        opened.directorate,
        "À venir",
        timezone.now().replace(year=opened.year, month=3, day=2),
    )

    def given(**values):
        return {"programme": of(Programme, pk=draft), "by": officer} | values

    line = "Date;Début;Fin;Type;Objet\n16/03/{};9h;10h;Bilatérale;Cautions"
    data = line.format(opened.year).encode()
    named = {"file_name": "a.csv", "data": data}
    yield Step(BOTH, importing.keep, lambda: given(**named), is_quiet=True)
    kept = importing.keep(**given(**named))
    yield Step(
        BOTH,
        importing.carry_out,
        lambda: {"draft": of(ImportDraft, pk=kept.pk), "by": officer},
    )
    yield Step(
        BOTH,
        copying.copy_programme,
        lambda: {
            "source": of(Programme, pk=w["PROGRAMME"]),
            "target": of(Programme, pk=draft),
            "by": officer,
        },
    )
    until = timezone.localdate() + 20 * DAY
    yield Step(ONCE, programme.open_for_opinion, lambda: given(until=until))
    said = {
        "organisation": of(Organisation, acronym="FETRAM"),
        "meeting": made,
        "text": "x",
        "by": cast["broker"],
    }
    yield Step(BOTH, programme.give_opinion, lambda: given(**said))
    yield Step(ONCE, programme.return_to_draft, given)
    yield Step(ONCE, programme.publish, lambda: given(by=cast["signatory"]))
    Meeting.objects.filter(programme=draft).update(state="cancelled")
    yield Step(ONCE, programme.close, given)
