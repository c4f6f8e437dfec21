"""The life of one text: officers at a desk, an organisation on a phone without script."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from playwright.sync_api import expect

from instructions.models import Consultation, Difficulty, Version
from notices.kinds import KINDS
from notices.models import Notice
from tests.browser import width_of

pytestmark = pytest.mark.browser

TEXT = """Vu le code des douanes ;

### Article 1. Objet

Le présent texte fixe la procédure de visite des marchandises.

### Article 2. Délais

La visite a lieu dans les vingt-quatre heures.
"""


def letter(kind, user):
    """The letter to somebody as it would leave now, and the address that it gives."""
    notice = Notice.objects.filter(kind=kind, email=user.email).latest("pk")
    with translation.override("fr"):
        assert KINDS[kind].still_true(notice) == ""
        sent = KINDS[kind].letter(notice)
    return sent, re.search(r"http://testserver(/\S+)", sent.text)[1]


def fits(phone):
    assert width_of(phone) <= 360


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name).click()


def said(page, words):
    expect(page.get_by_role("main")).to_contain_text(words)


def close():
    """The days of the consultation pass."""
    now = timezone.now()
    Consultation.objects.update(
        opens_at=now - timedelta(days=20), closes_at=now - timedelta(minutes=1)
    )


@pytest.fixture
def desk(open_page, text_editor):
    return open_page(1280, text_editor)


@pytest.fixture
def phone(open_page, broker):
    return open_page(360, broker, java_script_enabled=False)


def test_the_life_of_a_text(
    desk, phone, open_page, broker, customs, office, text_signatory
):
    wants_to_hear(phone)
    draft(desk)
    open_to_comments(desk)
    comment(phone, broker)
    close()
    reply(desk)
    sign_and_publish(desk, open_page(1280, text_signatory))
    acknowledge(phone, broker)
    report(phone)
    answer(desk)
    read_the_answer(phone, broker)
    second_version(desk, open_page(1280, text_signatory))
    compare(phone)


def fill(page, **values):
    for name, value in values.items():
        page.locator(f"main [name={name}]").fill(value)


def wants_to_hear(phone):
    phone.goto("/instructions/subscriptions/")
    fits(phone)
    phone.get_by_label("Visite physique, scanner").check()
    press(phone, "Enregistrer")
    said(phone, "Vos abonnements sont enregistrés.")


def draft(desk):
    desk.goto("/instructions/drafts/")
    desk.get_by_role("link", name="Nouveau texte").first.click()
    desk.locator("main [name=type]").select_option("circular")
    desk.locator("main [name=issuer]").select_option(label="DGD")
    fill(desk, number="012", title="Visite des marchandises")
    desk.get_by_label("Visite physique, scanner").check()
    press(desk, "Créer et rédiger")
    fill(
        desk,
        changes="Un délai pour la visite.",
        text=TEXT,
        legal_basis="Code des douanes, article 25.",
        signatory_function="Le Directeur général",
        in_force_on=f"{timezone.localdate():%Y-%m-%d}",
    )
    press(desk, "Aperçu")
    said(desk, "Aperçu\u00a0: pas encore enregistré")
    assert Version.objects.get().text == ""
    press(desk, "Enregistrer le projet")
    said(desk, "Le projet est enregistré.")


def open_to_comments(desk):
    desk.goto(Version.objects.get().get_absolute_url())
    desk.get_by_role("link", name="Ouvrir à la consultation").click()
    fill(
        desk,
        about="Fixer un délai pour la visite.",
        decides="Le Directeur général",
        next_steps="Réponse à chaque observation, puis signature.",
    )
    press(desk, "Ouvrir la consultation")
    said(desk, "La consultation est ouverte.")


def comment(phone, broker):
    sent, address = letter("consultation.opened", broker)
    assert sent.subject.endswith("Visite des marchandises")
    phone.goto(address)
    fits(phone)
    said(phone, "Un projet n’engage personne.")
    phone.locator("main [name=article]").select_option("art-2")
    press(phone, "Envoyer l’observation")
    expect(phone.locator("main [name=text]")).to_be_visible()
    fill(phone, text="Vingt-quatre heures ouvrables ?")
    press(phone, "Envoyer l’observation")
    said(phone, "Votre observation est reçue sous le numéro O-")
    fits(phone)


def reply(desk):
    desk.goto(Consultation.objects.get().get_absolute_url())
    desk.get_by_role("link", name="Répondre aux observations").click()
    desk.locator("main select").select_option("accepted")
    desk.locator("main [name$=reason]").fill("Le délai est en heures ouvrables.")
    press(desk, "Enregistrer la réponse")
    said(desk, "La réponse est enregistrée.")
    fill(desk, summary="Une observation, retenue.")
    press(desk, "Publier les réponses")
    said(desk, "Les réponses sont publiées.")
    desk.goto(f"{Version.objects.get().get_absolute_url()}write/?language=fr")
    fill(desk, text=TEXT.replace("quatre heures", "quatre heures ouvrables"))
    press(desk, "Enregistrer le projet")


def sign_and_publish(desk, other_desk):
    version = Version.objects.latest("pk")
    other_desk.goto(version.get_absolute_url())
    press(other_desk, "Signer\u00a0: le texte ne changera plus")
    said(other_desk, "Le texte est signé.")
    desk.goto(version.get_absolute_url())
    press(desk, "Publier")
    said(desk, "Le texte est publié.")


def acknowledge(phone, broker):
    _sent, address = letter("consultation.answered", broker)
    phone.goto(address)
    said(phone, "Le délai est en heures ouvrables.")
    sent, address = letter("instruction.published", broker)
    assert "Un délai pour la visite." in sent.text
    phone.goto(address)
    fits(phone)
    said(phone, "vingt-quatre heures ouvrables")
    press(phone, "J’ai lu la version 1 pour FETRAM")
    said(phone, "Il est noté que FETRAM a lu cette version.")


def report(phone):
    phone.locator("#art-2").get_by_role("link", name="Signaler").click()
    fits(phone)
    expect(phone.locator("main [name=article]")).to_have_value("art-2")
    phone.locator("main [name=office]").select_option(label="Diboli")
    fill(phone, text="Le délai court depuis l’ouverture du dossier.")
    phone.locator("main [name=is_masked]").check()
    press(phone, "Envoyer le signalement")
    said(phone, "Votre signalement est reçu sous le numéro D-")
    fits(phone)


def answer(desk):
    desk.goto(Difficulty.objects.get().get_absolute_url())
    fill(desk, answer="Il court depuis le dépôt.", question="De quand court le délai ?")
    desk.locator("main [name=is_published]").check()
    press(desk, "Envoyer la réponse")
    said(desk, "La réponse est envoyée.")


def read_the_answer(phone, broker):
    _sent, address = letter("difficulty.answered", broker)
    phone.goto(address)
    said(phone, "Il court depuis le dépôt.")
    phone.goto(Version.objects.get().instruction.get_absolute_url())
    phone.locator("#art-2 summary").click()
    expect(phone.locator("#art-2")).to_contain_text("Il court depuis le dépôt.")


def second_version(desk, other_desk):
    desk.goto(Version.objects.get().get_absolute_url())
    press(desk, "Commencer une nouvelle version")
    fill(
        desk,
        changes="La visite est plus rapide.",
        text=TEXT.replace("vingt-quatre heures", "douze heures ouvrables"),
        in_force_on=f"{timezone.localdate():%Y-%m-%d}",
        waiver_reason="Elle ne fait que raccourcir un délai du service.",
    )
    desk.locator("main [name=waiver]").select_option("relief")
    press(desk, "Enregistrer le projet")
    said(desk, "Le projet est enregistré.")
    sign_and_publish(desk, other_desk)


def compare(phone):
    phone.goto(Version.objects.first().instruction.get_absolute_url())
    said(phone, "Version en vigueur depuis le")
    phone.get_by_role("link", name="Comparer avec la version 1, mot à mot").click()
    fits(phone)
    expect(phone.locator("#art-2 del")).to_contain_text("vingt-quatre")
    expect(phone.locator("#art-2 ins")).to_contain_text("douze")
