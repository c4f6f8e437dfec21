"""A letter that was answered, and the link that ends a kind of letters."""

import pytest
from django.core import signing

from notices import unsubscribe
from notices.models import Reply


@pytest.fixture
def letters(cast):
    reply = Reply.objects.create(
        sha256="0" * 64, outcome=Reply.Outcome.ASIDE, sender="x@example.org"
    )
    return {
        "REPLY": reply.pk,
        "MANAGER_LETTERS": signing.dumps(
            ["accounts.access_asked", cast["user_manager"].pk, ""],
            salt=unsubscribe.SALT,
        ),
    }
