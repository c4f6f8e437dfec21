"""The public pages of the programme under eight readers; run by make bench-programme.

A meeting with 20 organisations, 60 delegates and 10 papers, and years of 85 and 850
meetings, as a stranger and signed in, beside a bare view and a static file. The last
line is JSON: *_cpu_ms is CPU milliseconds of the server a request, *_rps requests a
second, *_bytes_gz the bytes of the page as a phone receives it.
"""

import json
import os
import tempfile
from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from bench.stage import get, medians, say, web

YEARS = {85: 2031, 850: 2032}
GZIP = {"Accept-Encoding": "gzip"}


def prepare(url, folder):
    """Point Django at the database of this run; nothing else is read."""
    os.environ.update(
        DATABASE_URL=url,
        DATA_DIR=folder,
        DJANGO_SETTINGS_MODULE="bench.settings",
        SECRET_KEY="only for this benchmark",
        ALLOWED_HOSTS="127.0.0.1",
        PORTAL_URL="http://127.0.0.1",
        EMAIL_URL="console://",
        DEFAULT_FROM_EMAIL="portail@example.org",
    )
    os.environ.pop("DEMO", None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def organisations(count):
    from accounts.models import Organisation

    return Organisation.objects.bulk_create(
        Organisation(kind="association", acronym=f"ORG{n}", name=f"Organisation {n}")
        for n in range(count)
    )


def year_of(customs, members, year, count):
    """A published year of public and partners' meetings, each with five guests."""
    from meetings.models import Invitation, Level, Meeting, Programme

    programme = Programme.objects.create(
        year=year, directorate=customs, state=Programme.State.PUBLISHED
    )
    first = datetime(year, 1, 4, 9, tzinfo=ZoneInfo("Africa/Bamako"))
    meetings = Meeting.objects.bulk_create(
        Meeting(
            programme=programme,
            kind=list(Meeting.Kind)[n % len(Meeting.Kind)],
            title=f"Suivi des engagements, réunion {n}",
            starts_at=first + timedelta(days=n % 358, minutes=n % 90),
            ends_at=first + timedelta(days=n % 358, minutes=n % 90 + 60),
            place="Siège de la DGD",
            lead=customs,
            level=Level.PUBLIC,
        )
        for n in range(count)
    )
    Invitation.objects.bulk_create(
        Invitation(meeting=meeting, organisation=members[(n + guest) % len(members)])
        for n, meeting in enumerate(meetings)
        for guest in range(5)
    )
    return meetings


def fill_meeting(meeting, members, officer):
    """20 organisations, 60 delegates, 10 papers."""
    from django.utils import timezone

    from meetings.models import Delegate, Invitation, Meeting, Paper

    Meeting.objects.filter(pk=meeting.pk).update(
        state=Meeting.State.CONVENED, convened_at=timezone.now(), officer=officer
    )
    meeting.invitations.all().delete()
    invitations = Invitation.objects.bulk_create(
        Invitation(meeting=meeting, organisation=member) for member in members[:20]
    )
    Delegate.objects.bulk_create(
        Delegate(
            invitation=invitation,
            name=f"Délégué {n}",
            function="Point focal",
            email=f"delegate{invitation.pk}-{n}@example.org",
        )
        for invitation in invitations
        for n in range(3)
    )
    Paper.objects.bulk_create(
        Paper(
            meeting=meeting,
            title=f"Document {n}",
            file=f"papers/{n}",
            name=f"document-{n}.pdf",
            content_type="application/pdf",
            size=120_000,
            sha256="0" * 64,
            added_by=officer,
        )
        for n in range(10)
    )


def sign_in(user):
    """The cookie of a session of this person with a second step, as a header."""
    from allauth.account.internal.flows.login import record_authentication
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    record_authentication(SimpleNamespace(session=session), user, "mfa")
    session.save()
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"}


def fill():
    """The data of the run; gives the meeting's address and the member's cookie."""
    from accounts.models import Mandate, Organisation, User

    customs = Organisation.objects.create(kind="customs", acronym="DGD", name="DGD")
    members = organisations(40)
    officer = User.objects.create_user("officer@example.org", name="Officer")
    member = User.objects.create_user("member@example.org", name="Member")
    Mandate.objects.create(user=officer, organisation=customs, function="Programme")
    Mandate.objects.create(user=member, organisation=members[0], function="Focal")
    for count, year in YEARS.items():
        meetings = year_of(customs, members, year, count)
    meeting = meetings[0]
    fill_meeting(meeting, members, officer)
    return meeting.get_absolute_url(), sign_in(member)


def static_file():
    """The address of the hashed style sheet."""
    from django.templatetags.static import static

    return static("css/portal.css")


def addresses(meeting, member):
    year85, year850 = (f"/meetings/{YEARS[count]}/" for count in (85, 850))
    return {
        "hello": ("/hello", None, 800),
        "static": (static_file(), None, 800),
        "meeting": (meeting, None, 240),
        "meeting_member": (meeting, member, 240),
        "year85": (year85, None, 160),
        "year85_member": (year85, member, 160),
        "year850": (year850, None, 40),
        "year850_member": (year850, member, 40),
    }


def report(port, figures, pages):
    """The fields of the issue first, then the same pages for a member."""
    out = {}
    for name in ("meeting", "year85", "year850", "hello", "static"):
        out[f"{name}_cpu_ms"] = round(figures[name]["cpu_ms"], 2)
        out[f"{name}_rps"] = round(figures[name]["rps"], 1)
    for name in ("meeting_member", "year85_member", "year850_member"):
        out[f"{name}_cpu_ms"] = round(figures[name]["cpu_ms"], 2)
    for name, page in {"meeting": "meeting", "year": "year850"}.items():
        out[f"{name}_bytes_gz"] = len(get(port, pages[page][0], GZIP)[2])
    out["year_growth"] = round(out["year850_cpu_ms"] / out["year85_cpu_ms"], 2)
    return out


def main():
    from tests.servers import postgres

    with tempfile.TemporaryDirectory() as folder, postgres() as url:
        prepare(url, folder)
        say("filling two years, 85 and 850 meetings")
        meeting, member = fill()
        with web(workers=2) as (port, pid):
            pages = addresses(meeting, member)
            figures = report(port, medians(port, pid, pages), pages)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
