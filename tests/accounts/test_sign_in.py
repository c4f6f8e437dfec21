import pytest

PASSWORD = "a good long password"


def sign_in(client, email, password=PASSWORD, path="/accounts/login/", **fields):
    return client.post(path, {"username": email, "password": password, **fields})


@pytest.mark.parametrize("email", ["broker@example.org", " BROKER@Example.ORG "])
def test_signing_in_ignores_the_case_of_the_address(client, broker, email):
    response = sign_in(client, email)

    assert (response.status_code, response["Location"]) == (302, "/first-steps/")
    assert client.session["_auth_user_id"] == str(broker.pk)


def test_signing_in_leads_to_the_dashboard_in_the_language_of_the_person(
    client, carrier
):
    client.force_login(carrier)  # not for the first time
    client.logout()
    assert sign_in(client, carrier.email)["Location"] == "/en/dashboard/"


def test_signing_in_leads_back_to_where_one_came_from_and_never_elsewhere(
    client, broker
):
    assert client.get("/accounts/profile/")["Location"] == (
        "/accounts/login/?next=/accounts/profile/"
    )
    back = sign_in(client, broker.email, next="/accounts/profile/")
    assert back["Location"] == "/accounts/profile/"
    client.logout()
    elsewhere = sign_in(client, broker.email, next="https://example.com/")
    assert elsewhere["Location"] == "/dashboard/"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("broker@example.org", "wrong"),
        ("nobody@example.org", PASSWORD),
        ("closed@example.org", PASSWORD),
        ("not an address", "x"),
        ("", ""),
        ("broker@example.org\x00", PASSWORD),
    ],
)
def test_what_does_not_go_together_stays_on_the_page(client, broker, email, password):
    type(broker).objects.create_user(
        "closed@example.org", PASSWORD, name="Closed", is_active=False
    )
    response = sign_in(client, email, password, "/en/accounts/login/")

    assert response.status_code == 200
    assert response.context["form"].errors
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_an_unknown_and_a_closed_account_read_alike(client, broker):
    broker.is_active = False
    broker.save()
    pages = [
        sign_in(client, email, password, "/en/accounts/login/").context["form"].errors
        for email, password in [
            ("broker@example.org", PASSWORD),
            ("broker@example.org", "wrong"),
            ("nobody@example.org", "wrong"),
        ]
    ]

    sentence = "This address and this password do not go together."
    assert pages == [{"__all__": [sentence]}] * 3


def test_signing_out_takes_a_post(client, broker):
    client.force_login(broker)

    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_whoever_is_signed_in_is_not_led_in_a_circle(client, broker):
    client.force_login(broker)
    answer = client.get("/accounts/login/", {"next": "/accounts/login/"})

    assert (answer.status_code, answer["Location"]) == (302, "/dashboard/")
