"""A kind of letter about an organisation, as an app above would register it."""

import pytest
from django.utils import timezone

from notices import outbox
from notices.kinds import KINDS, Kind, Letter, Recipient, nothing
from notices.models import Notice
from notices.tasks import send

CODE = "tests.news"


def news(notice):
    return Letter(
        subject=f"News of {notice.about.acronym}",
        text=f"Good day {notice.name}",
        html=f"<p>Good day {notice.name}</p>",
    )


@pytest.fixture
def kinds(monkeypatch):
    """The registry, which forgets after the test what the test registered."""
    before = dict(KINDS)
    yield KINDS
    KINDS.clear()
    KINDS.update(before)


@pytest.fixture
def register(kinds):
    """Register the kind "tests.news", changed as a test asks."""

    def register(code=CODE, **changes):
        fields = {
            "code": code,
            "name": "News",
            "reason": "You receive this letter because it is a test.",
            "owed": nothing,
            "still_true": lambda notice: "",
            "letter": news,
        } | changes
        kinds[code] = Kind(**fields)
        return kinds[code]

    return register


@pytest.fixture
def news_kind(register):
    return register()


@pytest.fixture
def post(brokers):
    """Post a letter of news about the brokers to one address."""

    def post(email="ada@example.org", occurrence="1", due_at=None, user=None, **fields):
        about = fields.pop("about", brokers)
        code = fields.pop("code", CODE)
        who = Recipient(email=email, name="Ada", user=user, **fields)
        outbox.post(code, about, who, occurrence, due_at or timezone.now())
        return Notice.objects.get(
            email=email.lower(), occurrence=occurrence, kind=code, about_id=about.pk
        )

    return post


@pytest.fixture
def deliver(monkeypatch):
    """Run the task as a worker would, without a broker to ring."""
    monkeypatch.setattr("notices.tasks.ring", lambda: None)
    return send


@pytest.fixture
def states():
    """State and reason of every letter, by address and occurrence."""

    def states():
        rows = Notice.objects.order_by("email", "occurrence")
        return [(row.email, row.occurrence, row.state, row.reason) for row in rows]

    return states
