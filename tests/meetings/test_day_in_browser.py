"""A day walked on a telephone without scripts; committees and reports by the rules."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings import day_links
from meetings.actions import reception as actions
from meetings.models import (
    CommitteeMember,
    Meeting,
    Reception,
    Registration,
    Session,
)
from tests.portal.test_look import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def day(meeting):
    Meeting.objects.update(kind="customs_day", level="public")
    reception = Reception.objects.create(
        meeting=meeting,
        places=1,
        places_each=1,
        opens_at=timezone.now() - timedelta(days=1),
        closes_at=meeting.starts_at,
    )
    Session.objects.create(
        reception=reception, title="Ouverture", starts="09:00", ends="10:00"
    )
    return reception


def test_somebody_registers_confirms_and_cancels_without_scripts(open_page, day):
    phone = open_page(360, java_script_enabled=False)
    phone.goto(f"/en/meetings/days/{day.meeting_id}/")
    phone.click("text=Register")
    phone.fill("[name=name]", "Ada")
    phone.fill("[name=email]", "ada@example.org")
    phone.check("text=Ouverture")
    phone.click("main button")
    expect(phone.locator("h1")).to_have_text("Look at your mail")

    registration = Registration.objects.get()
    phone.goto(f"/en{day_links.path(registration)}".replace("/en/en", "/en"))
    phone.click("text=Confirm my registration")
    expect(phone.locator(".door-code")).to_have_text(registration.code)
    phone.click("text=Cancel my registration")
    expect(phone.locator("h1")).to_have_text("Cancel your registration?")
    phone.click("main .btn-danger")
    phone.get_by_text("This registration is cancelled.").wait_for()

    registration.refresh_from_db()
    assert registration.state == Registration.State.CANCELLED


def test_an_officer_lets_in_at_the_door_on_a_telephone(open_page, day, officer):
    registration = Registration(reception=day, name="Ada", email="ada@example.org")
    actions.ask(registration=registration, sessions=())
    actions.confirm(registration=registration)
    phone = open_page(360, user=officer)
    phone.goto(f"/en/meetings/days/{day.meeting_id}/door/")

    expect(phone.get_by_label("Code at the door")).to_be_focused()
    phone.keyboard.type(registration.code.lower())
    phone.keyboard.press("Enter")

    expect(phone.locator(".door-code")).to_have_text("Ada")
    expect(phone.locator("text=1 arrived, of 1 expected")).to_have_count(1)


def test_days_committees_and_reports_break_no_rule(
    open_page, day, committee, brokers, office, officer
):
    CommitteeMember.objects.create(committee=committee, organisation=brokers)
    own, body = f"/meetings/days/{day.meeting_id}/", committee.get_absolute_url()
    body = body.removeprefix("/en")
    year = f"/meetings/{day.meeting.programme.year}/report/"
    stranger = open_page(360)
    pages = [own, f"{own}register/", "/meetings/certificates/?number=x"]
    pages += ["/meetings/committees/", body, f"/meetings/offices/{office.pk}/", year]
    assert look_at(stranger, pages, brokers) == []

    desk = open_page(1280, user=officer)
    pages = [f"{own}guests/", f"{own}door/", f"{own}sessions/", f"{body}edit/"]
    pages += [f"{body}members/", "/meetings/committees/same-issue/", "/handover/"]
    assert look_at(desk, pages, brokers) == []
