"""From a commitment to its proof, to the text that fulfils it, to the next wave."""

from django.utils import timezone
from playwright.sync_api import expect

from tests.story.dialogue import press
from tests.surveys.conftest import CODEBOOK, small_rows

WRITERS = ("text_editor", "text_signatory")
SURVEYORS = ("survey_analyst", "survey_approver")
WAVE = {
    "year": "2026",
    "title": "Sondage 2026",
    "title_en": "Survey 2026",
    "starts_on": "2026-09-01",
    "ends_on": "2026-09-30",
    "methodology": "Questionnaire anonyme rempli en ligne.",
}
TEXT = "Mainlevée des cautions"
ARTICLE = "### Article 1. Délai\n\nLa mainlevée est donnée sous dix jours ouvrables."


def say(page, reference, step, words, badge):
    """One step of a promise with its words; the badge tells the state after it."""
    page.goto(f"/commitments/{reference}/{step}/")
    page.locator("[name=words]").fill(words)
    page.get_by_role("main").locator("form button").first.click()
    expect(page.get_by_role("main").locator(".badge").first).to_have_text(badge)


def contest_and_keep(desk, phone, reference, clock, postman):
    """Claimed, contested, claimed again, confirmed: nobody closes it alone."""
    clock.to(5, 6)
    say(desk, reference, "claim", "La note est signée.", "déclaré réalisé")
    postman.bring("10 La promesse est déclarée tenue")
    clock.to(5, 7)
    say(phone, reference, "contest", "Kayes attend encore 30 jours.", "contesté")
    postman.bring("11 Elle est contestée")
    clock.to(5, 11)
    say(desk, reference, "claim", "Kayes est à huit jours.", "déclaré réalisé")
    postman.bring("12 Elle est déclarée tenue de nouveau")
    clock.to(5, 12)
    say(phone, reference, "confirm", "Nous le constatons.", "tenu")
    postman.bring("13 L’autre partie la confirme")


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


def ask_again(analyst, approver, clock):
    """The next wave: imported by one, approved by another, out at its minute."""
    analyst.goto("/surveys/new/")
    for name, value in WAVE.items():
        analyst.locator(f"[name={name}]").fill(value)
    analyst.locator("[name=mode]").select_option("online")
    press(analyst, "Préparer la vague")
    analyst.goto("/surveys/2026/desk/import/")
    for name, text in (("codebook", CODEBOOK), ("answers", small_rows())):
        file = {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": text.encode()}
        analyst.locator(f"[name={name}]").set_input_files(file)
    press(analyst, "Vérifier les fichiers")
    press(analyst, "Prendre ces sommes dans la vague")
    clock.ring()
    analyst.goto("/surveys/2026/desk/")
    press(analyst, "Remettre à la relecture")
    approver.goto("/surveys/2026/desk/")
    press(approver, "Approuver")
    approver.locator("[name=schedule-publish_at]").fill("2026-10-06T10:00")
    press(approver, "Programmer la publication")
    expect(approver.get_by_role("main")).to_contain_text("L’étape est faite")
    clock.to(10, 6, minute=1)
