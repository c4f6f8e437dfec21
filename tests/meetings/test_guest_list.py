"""The list of who registered for a day, as an organiser narrows and sorts it."""

import pytest
from django.utils import timezone

from meetings.models import Registration
from tests.meetings.test_customs_day import State, confirmed, day, path  # noqa: F401


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["Ada", "Bob", "Cyr"]),
        ("sort=organisation", ["Cyr", "Ada", "Bob"]),
        ("sort=asked", ["Cyr", "Bob", "Ada"]),
        ("sort=arrived", ["Bob", "Ada", "Cyr"]),
        ("q=fetram", ["Ada"]),
        ("q=ada nowhere", []),
        ("state=waiting", ["Cyr"]),
        ("state=waiting&sort=name", ["Cyr"]),
        ("state=odd&sort=odd&q=%00", ["Ada", "Bob", "Cyr"]),
    ],
)
def test_guests_are_filtered_and_sorted(
    client,
    day,  # noqa: F811
    officer,
    brokers,
    asked,
    names,
):
    confirmed(day, "ada", brokers)
    confirmed(day, "bob")
    confirmed(day, "cyr")
    Registration.objects.filter(name="Bob").update(
        arrived_at=timezone.now(), organisation_name="Port"
    )
    client.force_login(officer)
    page = client.get(f"{path(day)}guests/?{asked}")

    assert Registration.objects.get(name="Cyr").state == State.WAITING
    assert [row.name for row in page.context["page"]] == names
    assert ("Tout montrer" in page.text) is (not names)
