import csv

import pytest
from django.utils import translation

from accounts.models import Mandate, User
from notices.account_letters import address
from tests.accounts.test_sign_in import PASSWORD
from tests.browser import width_of

A_TELEPHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
pytestmark = pytest.mark.browser


def test_a_password_is_set_on_a_phone_without_scripts(
    open_page, broker, settings, live_server
):
    with translation.override("fr"):
        path = address(broker).removeprefix(settings.PORTAL_URL)
    phone = open_page(360, java_script_enabled=False)
    phone.goto(path)
    phone.fill("[name=new_password1]", "tamarins et karité 27")
    phone.fill("[name=new_password2]", "tamarins et karité 27")
    phone.get_by_role("button", name="Définir ce mot de passe").click()

    phone.get_by_text("Votre mot de passe est défini.").wait_for()
    phone.fill("[name=username]", "BROKER@example.org")
    phone.fill("[name=password]", "tamarins et karité 27")
    phone.locator("main").get_by_role("button", name="Se connecter").click()
    phone.wait_for_url("**/first-steps/")


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/ask-access/",
        "/accounts/new-password/",
        "/accounts/profile/",
        "/accounts/password/",
        "/holidays/",
    ],
)
def test_no_page_is_wider_than_a_phone(open_page, broker, path):
    user = broker if "pro" in path or path.endswith("/password/") else None
    for language in ("", "/en"):
        page = open_page(360, user)
        page.goto(language + path)
        assert width_of(page) == 360


def test_the_administration_works_under_the_strict_policy(
    open_page, administrator, brokers, broker, tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path / "files"
    page = open_page(user=administrator)
    page.goto("/en/admin/accounts/mandate/add/")
    page.click(".field-user .select2-selection")
    page.locator(".select2-results").get_by_text("Broker").click()
    page.goto(f"/en/admin/accounts/user/{broker.pk}/change/")
    page.select_option("#id_groups_from", label="auditor")
    page.click(".field-groups .selector-add")
    page.click("[name=_save]")
    page.get_by_text("was changed successfully").wait_for()
    assert [group.name for group in broker.groups.all()] == ["auditor"]

    file = tmp_path / "people.csv"
    with file.open("w", newline="") as lines:
        csv.writer(lines).writerows(
            [
                ["Courriel", "Nom", "Sigle", "Fonction"],
                ["sg@example.org", "SG", "FETRAM", "Secrétaire général"],
            ]
        )
    page.goto("/admin/accounts/user/import/")
    page.set_input_files("[name=import_file]", file)
    page.click(".submit-row [type=submit]")
    page.get_by_text("Secrétaire général").wait_for()
    page.click("[name=confirm]")
    page.locator(".messagelist").wait_for()
    assert Mandate.objects.get(user__email="sg@example.org").function == (
        "Secrétaire général"
    )
    for path in ("accounts/user/export/", "accounts/organisation/", "audit/entry/"):
        page.goto(f"/admin/{path}")
    assert User.objects.count() == 3


def test_a_passkey_opens_the_portal_with_and_without_the_password(
    open_page, officer, settings
):
    settings.SECOND_FACTOR_REQUIRED = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    phone = open_page(360)
    machine = phone.context.new_cdp_session(phone)
    machine.send("WebAuthn.enable")
    machine.send("WebAuthn.addVirtualAuthenticator", {"options": A_TELEPHONE})

    give_password(phone, officer)
    phone.wait_for_url("**/accounts/second-step/")
    phone.get_by_role("link", name="Ajouter une clé d’accès").click()
    phone.fill("[name=password]", PASSWORD)
    phone.get_by_role("button", name="Confirmer").click()
    phone.check("[name=passwordless]")
    phone.get_by_role("button", name="Ajouter une clé d’accès").click()
    phone.get_by_text("La clé d’accès est ajoutée.").wait_for()

    leave(phone)
    give_password(phone, officer)
    phone.wait_for_url("**/authenticate/")
    phone.get_by_role("button", name="Utiliser une clé d’accès").click()
    phone.wait_for_url("**/dashboard/")

    leave(phone)
    phone.goto("/accounts/login/")
    phone.get_by_role("button", name="Utiliser une clé d’accès").click()
    phone.wait_for_url("**/dashboard/")


def give_password(page, person):
    page.goto("/accounts/login/")
    page.fill("[name=username]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main").get_by_role("button", name="Se connecter").click()


def leave(page):
    page.context.clear_cookies(name="sessionid")
