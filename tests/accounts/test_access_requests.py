import pytest

from accounts.actions import access
from accounts.models import AccessRequest, Mandate, PasswordLink, User
from audit.models import Entry
from audit.refusal import Refused

ASK = "/en/accounts/ask-access/"
RECEIVED = "/en/accounts/ask-access/received/"
REQUEST = {
    "name": "Secrétaire général",
    "email": "SG@example.org",
    "organisation_name": "Une fédération nouvelle",
    "function": "Secrétaire général",
    "language": "fr",
}


@pytest.fixture
def asked(brokers):
    return AccessRequest.objects.create(
        name="Secrétaire général",
        email="sg@example.org",
        phone="+223 20 00 00 00",
        organisation=brokers,
        function="Secrétaire général",
        language="en",
    )


def test_a_stranger_asks_and_the_request_waits(client, brokers):
    page = client.get(ASK)
    assert page.context["form"]["language"].value() == "en"
    fields = REQUEST | {"organisation": brokers.pk, "organisation_name": ""}
    response = client.post(ASK, fields)

    assert response["Location"] == RECEIVED
    assert client.get(RECEIVED).status_code == 200
    stored = AccessRequest.objects.values_list("email", "organisation", "state")
    assert list(stored) == [("sg@example.org", brokers.pk, "waiting")]
    assert list(Entry.objects.values_list("verb", "by")) == [
        ("accessrequest.asked", None)
    ]


def test_the_answer_is_the_same_for_an_address_that_is_known(client, broker):
    known = client.post(ASK, REQUEST | {"email": broker.email})
    unknown = client.post(ASK, REQUEST)

    assert known["Location"] == unknown["Location"] == RECEIVED


def test_what_is_missing_is_named_and_what_was_typed_is_kept(client, db):
    response = client.post(ASK, {"name": "Moi", "email": "moi"})

    form = response.context["form"]
    assert sorted(form.errors) == ["email", "function", "language", "organisation"]
    assert form["name"].value() == "Moi"


@pytest.mark.parametrize(
    "odd",
    [
        {"name": "\x00"},
        {"organisation": "99999999999999999999999"},
        {"organisation": "' OR 1=1"},
        {"email": "é@exämple.org\x00"},
        {"message": "x" * 5000},
        {"name": "x" * 5000},
        {"language": ["fr", "en", "zz"]},
    ],
)
def test_nothing_that_a_stranger_sends_breaks_the_page(client, db, odd):
    response = client.post(ASK, REQUEST | odd)

    assert response.status_code in {200, 302}


def test_bytes_that_are_no_text_do_not_break_the_page(client, db):
    body = b"name=%ff%fe&email=%c3%28&function=%00&organisation=%f0%9f"
    response = client.post(ASK, body, "application/x-www-form-urlencoded")

    assert response.status_code == 200


def test_a_robot_fills_the_field_that_nobody_sees_and_nothing_is_kept(client, db):
    response = client.post(ASK, REQUEST | {"homepage": "https://example.com"})

    assert response["Location"] == RECEIVED
    assert not AccessRequest.objects.exists()


def test_a_connection_that_asks_too_often_is_asked_to_wait(client, db):
    for number in range(access.A_CONNECTION_AN_HOUR):
        client.post(ASK, REQUEST | {"email": f"{number}@example.org"})
    refused = client.post(ASK, REQUEST | {"email": "one-more@example.org"})
    elsewhere = client.post(ASK, REQUEST, REMOTE_ADDR="192.0.2.1")

    assert refused.status_code == 429
    assert refused.context["form"]["name"].value() == REQUEST["name"]
    assert elsewhere["Location"] == RECEIVED
    assert AccessRequest.objects.count() == access.A_CONNECTION_AN_HOUR + 1


def test_behind_our_proxy_the_last_address_it_saw_counts(client, db, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for forwarded in ("198.51.100.9, 192.0.2.1", "203.0.113.7, 192.0.2.1"):
        client.post(ASK, REQUEST, HTTP_X_FORWARDED_FOR=forwarded)
    client.post(ASK, REQUEST, HTTP_X_FORWARDED_FOR="192.0.2.2")

    origins = list(
        AccessRequest.objects.order_by("pk").values_list("origin", flat=True)
    )
    assert origins[0] == origins[1] != origins[2]
    assert "192" not in origins[0]


def test_the_same_address_waits_three_times_at_most(client, db):
    answers = {client.post(ASK, REQUEST)["Location"] for _ in range(5)}

    assert answers == {RECEIVED}
    assert AccessRequest.objects.count() == access.WAITING_FOR_AN_ADDRESS


def test_accepting_makes_the_person_the_mandate_and_owes_the_welcome(
    asked, user_manager, brokers
):
    user = access.accept(
        access_request=asked,
        organisation=brokers,
        function="Secrétaire général",
        is_focal_point=True,
        by=user_manager,
    )

    assert (user.email, user.name, user.phone, user.language) == (
        "sg@example.org",
        "Secrétaire général",
        "+223 20 00 00 00",
        "en",
    )
    assert not user.has_usable_password()
    mandate = Mandate.objects.get(user=user)
    assert (mandate.organisation, mandate.is_focal_point) == (brokers, True)
    link = PasswordLink.objects.get()
    assert (link.user, link.purpose, link.asked_by) == (user, "welcome", user_manager)
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("accepted", user_manager)
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "user.created",
        "mandate.created",
        "user.welcome_owed",
        "accessrequest.accepted",
    ]


def test_accepting_somebody_who_has_an_account_only_adds_the_mandate(
    asked, user_manager, broker, carriers
):
    AccessRequest.objects.filter(pk=asked.pk).update(email=broker.email)
    user = access.accept(
        access_request=asked, organisation=carriers, function="Juriste", by=user_manager
    )

    assert user == broker
    assert broker.mandates.count() == 2


def test_a_request_is_answered_once_by_somebody_else_and_not_for_a_closed_account(
    asked, user_manager, broker, brokers
):
    accept = {"organisation": brokers, "function": "Membre"}
    AccessRequest.objects.filter(pk=asked.pk).update(email=user_manager.email)
    with pytest.raises(Refused):
        access.accept(access_request=asked, by=user_manager, **accept)
    broker.is_active = False
    broker.save()
    AccessRequest.objects.filter(pk=asked.pk).update(email=broker.email)
    with pytest.raises(Refused):
        access.accept(access_request=asked, by=user_manager, **accept)
    with pytest.raises(Refused):
        access.refuse(access_request=asked, reason="  ", by=user_manager)

    access.refuse(access_request=asked, reason="Sans mandat.", by=user_manager)
    with pytest.raises(Refused):
        access.accept(access_request=asked, by=user_manager, **accept)
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("refused", "Sans mandat.")
    assert User.objects.filter(email="sg@example.org").count() == 0
