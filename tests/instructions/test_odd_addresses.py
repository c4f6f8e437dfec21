"""What a form says instead of a number is answered, not stumbled over."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize("organisation", ["", "\x00", "9999-12-31", "9" * 20])
def test_no_text_is_read_for_an_organisation_that_is_none(
    client, broker, published, organisation
):
    version = published()
    client.force_login(broker)
    address = reverse(
        "instructions:acknowledge", args=[version.instruction.slug, version.number]
    )
    assert client.post(address, {"organisation": organisation}).status_code == 404
