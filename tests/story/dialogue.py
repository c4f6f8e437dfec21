"""From a topic typed on a phone to minutes that both sides approved."""

import re

from playwright.sync_api import expect

from meetings.models import Minutes
from tests.browser import width_of
from tests.story.postman import links_of

TITLE = "Délai de mainlevée des cautions"
FINDING = "La mainlevée d’une caution prend en moyenne 47 jours."
DECISION = "La mainlevée est donnée plus vite."
CORRECTED = "La mainlevée est donnée sous dix jours ouvrables."
PROMISE = "Donner la mainlevée des cautions sous dix jours ouvrables"


def press(page, name):
    """Press one button of the page, by its words."""
    page.get_by_role("main").get_by_role("button", name=name).first.click()


def propose(phone, meeting):
    """A topic typed at 360 px; gives its reference."""
    phone.goto("/meetings/topics/propose/")
    phone.locator("[name=title]").fill(TITLE)
    phone.locator("[name=target]").select_option(f"meeting-{meeting.pk}")
    phone.locator("[name=text]").fill("Les cautions restent bloquées des semaines.")
    phone.locator("main form details summary").click()
    phone.locator("[name=factor]").select_option("3")
    press(phone, "Proposer le thème")
    phone.wait_for_url(re.compile(r"/topics/T-\d+-\d+/$"))
    assert width_of(phone) == 360
    return phone.url.rstrip("/").rpartition("/")[2]


def build_agenda(desk, meeting, reference):
    desk.goto(f"{meeting.get_absolute_url()}agenda/build/")
    desk.locator(f"button[name=topic][value='{reference}']").click()
    expect(desk.locator(".points")).to_contain_text(TITLE)
    press(desk, "Publier l’ordre du jour")
    desk.goto(f"{meeting.get_absolute_url()}convene/")
    press(desk, re.compile("Convoquer"))
    expect(desk.get_by_role("main")).to_contain_text("convoquée")


def answer_yes(phone, convocation):
    """One click in the letter, one button on the page."""
    phone.goto(next(link for link in links_of(convocation.body) if "accepted" in link))
    press(phone, "Envoyer ma réponse")
    expect(phone.get_by_role("status")).to_contain_text("Votre réponse est enregistrée")


def write_minutes(desk, meeting, customs, brokers):
    """Held, two taps, what was said, what was promised; then to the parties."""
    desk.goto(meeting.get_absolute_url())
    desk.locator("form[action$='/hold/'] button").click()
    desk.goto(f"{meeting.get_absolute_url()}attendance/")
    desk.locator("li", has_text="Broker").get_by_role("button", name="Présent").click()
    expect(desk.locator(".stats")).to_contain_text("1 présent")
    desk.get_by_role("link", name="Rédiger le compte rendu").click()
    item = desk.locator("main section", has_text=TITLE)
    item.get_by_label("Constat").fill(FINDING)
    item.get_by_label("Décision").fill(DECISION)
    expect(desk.locator("#saving")).to_contain_text("Tout est enregistré.")
    item.get_by_role("button", name="Enregistrer et ajouter un engagement").click()
    promise(desk, customs, brokers)
    desk.get_by_role("link", name="Diffuser le compte rendu").click()
    desk.locator("[name=level]").select_option("public")
    press(desk, "Diffuser et écrire aux parties")
    expect(desk.get_by_role("main")).to_contain_text("Chez les parties")


def promise(desk, customs, brokers):
    desk.locator("[name=what]").fill(PROMISE)
    desk.locator("[name=owner]").select_option(str(customs.pk))
    desk.locator(f"[name=counterparts][value='{brokers.pk}']").check()
    expect(desk.locator("[name=factor]")).to_have_value("3")
    desk.locator("[name=due_on]").fill("2026-05-15")
    press(desk, "Garder l’engagement")
    expect(desk.locator(".promise")).to_contain_text(PROMISE)


def correct(phone):
    """The broker, on the page that the letter opened, wants a number to be read."""
    item = phone.locator("main section", has_text=TITLE)
    item.get_by_role("link", name=re.compile("correction.*décision")).click()
    phone.locator("[name=wording]").fill(CORRECTED)
    press(phone, "Proposer la correction")
    expect(phone.get_by_role("main")).to_contain_text("La correction est proposée")


def take(desk):
    """The officer, on the page that the letter opened, takes it as it is."""
    desk.locator("[name=verdict][value=taken]").check()
    press(desk, "Répondre et avertir les parties")
    expect(desk.get_by_role("main")).to_contain_text(CORRECTED)


def approve(page):
    page.goto(Minutes.objects.get().get_absolute_url())
    page.get_by_role("link", name="Approuver", exact=True).click()
    press(page, "Approuver")
    expect(page.get_by_role("main")).to_contain_text(
        "Votre approbation est enregistrée"
    )


def publish(desk):
    """Sealed by both, shown to all; gives the reference of the commitment."""
    desk.goto(Minutes.objects.get().get_absolute_url())
    press(desk, "Publier le compte rendu")
    expect(desk.get_by_role("main")).to_contain_text("Publié (public)")
    return desk.locator(".promise h3 a").inner_text()
