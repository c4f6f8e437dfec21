import csv

import pytest
from django.utils import translation

from accounts.models import Mandate, User
from notices.account_letters import address

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
    phone.wait_for_url("**/dashboard/")


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
        assert page.evaluate("document.documentElement.scrollWidth") == 360


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
