"""Minutes from the first word to their publication, taken twice at once."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Organisation
from meetings.actions import meeting as meetings
from meetings.actions.minutes import (
    approving,
    attending,
    circulating,
    correcting,
    keeping,
    publishing,
    recording,
    writing,
)
from meetings.models import (
    Correction,
    Delegate,
    Meeting,
    Minutes,
    MinutesItem,
    Passage,
    Programme,
)
from meetings.models.minutes_items import Promise
from tests.races import BOTH, EACH, ONCE, Step, a_file, of
from tests.races.meetings import bilateral

DAY = timedelta(days=1)


def of_writing(w, cast):
    """A meeting with four organisations, all of them there."""
    officer, year = cast["officer"], of(Programme, pk=w["PROGRAMME"])
    made = bilateral(year, year.directorate, "Le procès-verbal", officer=officer)
    meetings.convene(meeting=made, by=officer)
    Meeting.objects.filter(pk=made.pk).update(
        state="held", starts_at=timezone.now() - DAY, ends_at=timezone.now() - DAY / 2
    )
    w["RACED"] = made.pk

    def meeting(**values):
        return {"meeting": of(Meeting, pk=made.pk), "by": officer} | values

    def minutes(**values):
        return {"minutes": of(Minutes, meeting=made), "by": officer} | values

    yield Step(BOTH, keeping.begin, meeting)
    for delegate in Delegate.objects.filter(invitation__meeting=made):
        there = {"who": {"delegate": delegate}, "is_present": True}
        yield Step(BOTH, attending.mark, lambda there=there: meeting(**there))
    guest = {"name": "Ada", "function": "", "organisation_name": "x"}
    yield Step(ONCE, attending.add_person, lambda: meeting(organisation=None, **guest))
    yield Step(EACH, attending.count_women, lambda: meeting(women=1))
    yield Step(BOTH, writing.add_item, lambda: minutes(title="Cautions"))
    first, last = of(Minutes, meeting=made).items.order_by("position")[:2]

    def item(pk, **values):
        return {"item": of(MinutesItem, pk=pk), "by": officer} | values

    def passage():
        found = of(Passage, item=first, kind=Passage.Kind.FINDING)
        return {"passage": found, "text": "Vu.", "version": 0, "by": officer}

    yield Step(BOTH, writing.write, passage)
    yield Step(BOTH, writing.remove_item, lambda: item(last.pk))
    values = {
        "what": "Publier",
        "owner": year.directorate,
        "counterparts": [of(Organisation, acronym="FETRAM")],
        "factor": 3,
        "due_on": timezone.localdate() + 30 * DAY,
    }
    yield Step(BOTH, writing.write_promise, lambda: item(first.pk, values=values))
    promised = Promise.objects.filter(item=first).first().pk

    def promise():
        return of(Promise, pk=promised)

    yield Step(
        ONCE,
        writing.write_promise,
        lambda: item(first.pk, values=values, promise=promise(), version=0),
    )
    yield Step(
        BOTH, writing.remove_promise, lambda: {"promise": promise(), "by": officer}
    )
    yield Step(ONCE, circulating.circulate, lambda: minutes(level="parties"))


def of_approving(w, cast):
    officer, broker = cast["officer"], cast["broker"]

    def minutes(acronym=None, **values):
        found = {"minutes": of(Minutes, meeting=w["RACED"]), "by": officer}
        if acronym:
            found["organisation"] = of(Organisation, acronym=acronym)
        return found | values

    today = timezone.localdate()
    Minutes.objects.filter(meeting=w["RACED"]).update(corrections_until=today)
    yield Step(
        BOTH,
        circulating.move_deadline,
        lambda: {"minutes": of(Minutes, meeting=w["RACED"]), "today": today},
    )
    passage = Passage.objects.filter(
        item__minutes__meeting=w["RACED"], text="Vu."
    ).get()
    words = {"wording": "Revu.", "why": "", "passage": passage, "by": broker}
    yield Step(BOTH, correcting.propose, lambda: minutes("FETRAM", **words))
    for correction in Correction.objects.filter(minutes__meeting=w["RACED"]):
        yield Step(
            ONCE,
            correcting.decide,
            lambda pk=correction.pk: {
                "correction": of(Correction, pk=pk),
                "verdict": "taken",
                "version": of(Passage, pk=passage.pk).version,
                "by": officer,
            },
        )
    yield Step(ONCE, approving.approve, lambda: minutes("FETRAM", by=broker))
    proved = {"function": "x", "proof": a_file()}
    yield Step(
        ONCE,
        recording.record_approval,
        lambda: minutes("OPI", **proved | {"proof": a_file()}),
    )
    approving.approve(**minutes("DGD"))
    later = today + 60 * DAY
    yield Step(
        BOTH,
        approving.take_silence_of,
        lambda: {"minutes": of(Minutes, meeting=w["RACED"]), "today": later},
    )
    yield Step(ONCE, publishing.publish, minutes)
    yield Step(BOTH, publishing.add, lambda: minutes("FETRAM", text="x", by=broker))
