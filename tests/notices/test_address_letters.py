"""Whoever loses an address hears of it at the old one, and at the new one."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from notices.models import Notice

NO_MANDATE = {"mandates-TOTAL_FORMS": "0", "mandates-INITIAL_FORMS": "0"}


@pytest.fixture
def change(client, user_manager):
    """A manager of users changes an address on the page of the admin."""
    client.force_login(user_manager)

    def change(user, email):
        page = reverse("admin:accounts_user_change", args=[user.pk])
        fields = {"email": email, "name": user.name, "language": user.language}
        answer = client.post(page, {**fields, "phone": "", **NO_MANDATE})
        assert answer.status_code == 302

    return change


def test_both_addresses_are_told_and_the_old_one_does_not_learn_the_new_one(
    change, carrier, deliver
):
    change(carrier, "Somebody.Else@example.net")
    deliver()

    letters = {letter.to[0]: letter for letter in mail.outbox}
    left = letters.pop('"Carrier" <carrier@example.org>')
    taken = letters.pop('"Carrier" <somebody.else@example.net>')
    assert letters == {}
    assert left.subject == "Your address on Dialogue Douane–secteur privé was changed"
    assert "s…@example.net" in left.body.lower()
    assert "somebody.else" not in left.body.lower()
    assert "http://testserver/en/directory/" in left.body
    assert "somebody.else@example.net" in taken.body.lower()


def test_another_change_of_the_account_tells_nobody(change, carrier):
    change(carrier, "carrier@example.org")

    assert Notice.objects.count() == 0


def test_an_address_that_is_changed_back_before_the_letter_leaves_is_not_told(
    change, carrier, deliver, states
):
    change(carrier, "wrong@example.net")
    User.objects.filter(pk=carrier.pk).update(email="carrier@example.org")
    deliver()

    assert mail.outbox == []
    assert {state for _email, _occurrence, state, _reason in states()} == {"withdrawn"}
