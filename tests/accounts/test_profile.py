from datetime import date, timedelta

from django.utils import timezone

from audit.models import Entry
from tests.conftest import mandate

PROFILE = "/accounts/profile/"


def test_people_change_their_name_telephone_and_language(client, broker):
    client.force_login(broker)
    response = client.post(
        PROFILE, {"name": "Point focal", "phone": "+223 20 00 00 00", "language": "en"}
    )

    assert response["Location"] == "/en/accounts/profile/"
    broker.refresh_from_db()
    assert (broker.name, broker.phone, broker.language) == (
        "Point focal",
        "+223 20 00 00 00",
        "en",
    )
    entry = Entry.objects.about(broker).first()
    assert (entry.verb, entry.by) == ("user.changed", broker)


def test_nobody_changes_the_address_or_the_powers_of_the_account(client, broker):
    client.force_login(broker)
    powers = {"email": "x@example.org", "is_staff": "on", "is_superuser": "on"}
    client.post(PROFILE, {"name": "Broker", "phone": "", "language": "fr", **powers})

    broker.refresh_from_db()
    assert (broker.email, broker.is_staff, broker.is_superuser) == (
        "broker@example.org",
        False,
        False,
    )


def test_a_missing_name_is_named_beside_its_field_and_nothing_is_saved(client, broker):
    client.force_login(broker)
    response = client.post(PROFILE, {"name": "", "language": "xx"})

    assert sorted(response.context["form"].errors) == ["language", "name"]
    assert response.context["user"].name == "Broker"


def test_mandates_present_and_past_are_listed(client, broker, carriers):
    yesterday = timezone.localdate() - timedelta(days=1)
    mandate(broker, carriers, "Ancienne fonction", ends_on=yesterday)
    client.force_login(broker)

    page = client.get("/en/accounts/profile/").content.decode()
    assert "FETRAM" in page
    assert "Ancienne fonction" in page
    assert page.count("ended") == 1


def test_the_first_of_a_month_is_written_as_the_french_do(client, broker, carriers):
    mandate(broker, carriers, starts_on=date(2025, 1, 1))
    client.force_login(broker)

    assert "depuis le 1er janvier 2025" in client.get(PROFILE).text


def test_the_profile_asks_the_same_however_many_mandates(
    client, broker, carriers, queries
):
    client.force_login(broker)
    few = queries(PROFILE)
    for _ in range(5):
        mandate(broker, carriers)

    assert queries(PROFILE) == few
