"""The link of a letter on a phone, 360 pixels wide, without scripts."""

import re
from datetime import timedelta

import pytest
from django.utils import translation
from playwright.sync_api import expect

from meetings.actions import meeting as actions
from meetings.models import Delegate
from notices.kinds import KINDS
from notices.models import Notice
from tests.browser import width_of

pytestmark = pytest.mark.browser


def links_of(kind):
    """The one-click addresses of the letter as it would leave now."""
    notice = Notice.objects.get(kind=kind)
    with translation.override("fr"):
        text = KINDS[kind].letter(notice).text
    return re.findall(r"http://testserver(/\S+)", text)


def no_wider_than_the_phone(page):
    return width_of(page) <= 360


def test_yes_by_the_letters_link_then_the_meeting_moves(
    open_page, convened, officer, allowed_statuses
):
    phone = open_page(360, java_script_enabled=False)
    yes = next(link for link in links_of("meetings.convened") if "accepted" in link)
    phone.goto(yes)
    expect(phone.get_by_role("heading", level=1)).to_have_text(convened.title)
    expect(phone.get_by_label("Je viendrai", exact=True)).to_be_checked()
    assert Delegate.objects.get().answer == "pending"

    phone.get_by_role("button", name="Envoyer ma réponse").click()
    expect(phone.get_by_role("status")).to_contain_text(
        "Votre réponse est enregistrée\u00a0: Je viendrai."
    )
    assert Delegate.objects.get().answer == "accepted"

    phone.get_by_label("J’envoie quelqu’un d’autre").check()
    phone.get_by_role("button", name="Changer ma réponse").click()
    expect(phone.get_by_role("alert")).to_contain_text("Dites qui vient à votre place.")
    phone.get_by_label("Qui vient à votre place").fill("Mme Keïta, adjointe")
    phone.get_by_role("button", name="Changer ma réponse").click()
    expect(phone.get_by_role("status")).to_contain_text("Mme Keïta, adjointe")
    assert phone.context.cookies() == []

    later = convened.starts_at + timedelta(days=7)
    actions.move(
        meeting=convened,
        starts_at=later,
        ends_at=later + timedelta(hours=2),
        reason="Salle prise",
        by=officer,
    )
    allowed_statuses.add(410)
    assert phone.goto(yes).status == 410
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ce lien ne répond plus")
    expect(phone.get_by_role("main")).to_contain_text("a été déplacée")

    fresh = next(link for link in links_of("meetings.moved") if "declined" in link)
    phone.goto(fresh)
    phone.get_by_role("button", name="Envoyer ma réponse").click()
    expect(phone.get_by_role("status")).to_contain_text("Je ne viendrai pas")
    assert Delegate.objects.get().answer == "declined"


@pytest.mark.parametrize("address", ["", "edit/", "move/", "cancel/", "invite/"])
def test_the_officers_pages_fit_a_phone(open_page, convened, officer, address):
    page = open_page(360, officer)
    page.goto(f"{convened.get_absolute_url()}{address}")

    assert no_wider_than_the_phone(page)
