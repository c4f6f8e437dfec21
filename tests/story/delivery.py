"""From a commitment to its proof, to the text that fulfils it, to the next wave."""

from django.utils import timezone
from playwright.sync_api import expect

from surveys import actions as of_waves
from tests.story.dialogue import press
from tests.surveys.conftest import put_out, small_version

WRITERS = ("text_editor", "text_signatory")
TEXT = "Mainlevée des cautions"
ARTICLE = "### Article 1. Délai\n\nLa mainlevée est donnée sous dix jours ouvrables."


def say(page, reference, step, words, badge):
    """One step of a promise with its words; the badge tells the state after it."""
    page.goto(f"/commitments/{reference}/{step}/")
    page.locator("[name=words]").fill(words)
    page.get_by_role("main").locator("form button").first.click()
    expect(page.locator(".title-row .badge").first).to_have_text(badge)


def contest_and_keep(desk, phone, reference, postman):
    """Claimed, contested, claimed again, confirmed: nobody closes it alone."""
    say(desk, reference, "claim", "La note est signée.", "déclaré réalisé")
    postman.bring()
    say(phone, reference, "contest", "Kayes attend encore 30 jours.", "contesté")
    postman.bring()
    say(desk, reference, "claim", "Kayes est à huit jours.", "déclaré réalisé")
    postman.bring()
    say(phone, reference, "confirm", "Nous le constatons.", "tenu")
    postman.bring()


def write_the_text(editor, signatory, customs):
    """Drafted by one, signed by another, published; it names the promise."""
    editor.goto("/instructions/new/")
    editor.locator("[name=type]").select_option("circular")
    editor.locator("[name=issuer]").select_option(str(customs.pk))
    editor.locator("[name=number]").fill("0042")
    editor.locator("[name=title]").fill(TEXT)
    editor.locator("[name=commitments]").check()
    press(editor, "Créer et rédiger")
    values = {
        "changes": "La mainlevée vient sous dix jours ouvrables.",
        "text": ARTICLE,
        "legal_basis": "Code des douanes, article 25.",
        "signatory_function": "Le Directeur général",
        "in_force_on": timezone.localdate().isoformat(),
        "waiver_reason": "La mesure soulage les usagers.",
    }
    for name, value in values.items():
        editor.locator(f"[name={name}]").fill(value)
    editor.locator("[name=waiver]").select_option("relief")
    press(editor, "Enregistrer le projet")
    expect(editor.get_by_role("main")).to_contain_text("Le projet est enregistré")
    address = editor.url.split("write/")[0]
    signatory.goto(address)
    signatory.locator("button[value=sign]").click()
    editor.goto(address)
    editor.locator("button[value=publish]").click()
    expect(editor.get_by_role("main")).to_contain_text("publié")


def ask_again(analyst, approver):
    """The next wave, with its figures of the factor; gives its year."""
    year = timezone.localdate().year + 1
    version = small_version(analyst, year=year)
    of_waves.submit(version=version, by=analyst)
    put_out(version, approver)
    return year
