"""Queries prepared for all readers who are alike: nobody sees what is another's."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.likeness import likeness, prepared_for
from accounts.models import User
from commitments.models import Commitment
from instructions.models import Difficulty
from meetings.models import Committee, Escalation, Meeting, Minutes, Programme, Topic

pytestmark = pytest.mark.django_db

RULES = [
    Commitment.objects.visible_to,
    Committee.objects.visible_to,
    Difficulty.objects.visible_to,
    Difficulty.objects.answerable_by,
    Escalation.objects.answerable_by,
    Meeting.objects.visible_to,
    Meeting.objects.manageable_by,
    Minutes.objects.visible_to,
    Programme.objects.visible_to,
    Topic.objects.visible_to,
    Topic.objects.manageable_by,
]


def test_a_prepared_rule_answers_as_the_rule_itself_to_everybody(world, cast):
    asked = [prepared_for(rule_of(rule)) for rule in RULES]
    found = set()
    for reader in (AnonymousUser(), *User.objects.all()):
        for rule, ask in zip(RULES, asked, strict=True):
            rows = list(rule(reader).order_by("pk"))
            assert ask(reader) == rows, f"{rule} for {reader}"
            found.add(bool(rows))
    assert found == {True, False}


def rule_of(rule):
    def build(reader):
        return rule(reader).order_by("pk")

    return build


def test_readers_are_alike_in_all_but_their_keys(broker, carrier, officer):
    (one, ones), (other, others) = likeness(broker), likeness(carrier)

    assert one == other
    assert ones["organisation0"] == broker.organisations()[0].pk
    assert others["organisation0"] == carrier.organisations()[0].pk
    assert likeness(officer)[0] != one


def test_a_person_without_powers_is_no_stranger(db):
    nobody = User.objects.create_user("nobody@example.org", name="Nobody")

    assert likeness(nobody)[0] != likeness(AnonymousUser())[0]
    assert likeness(nobody)[0].stand_in().is_authenticated


@pytest.mark.parametrize(
    "reads",
    [
        lambda reader: User.objects.filter(name=reader.name),
        lambda reader: User.objects.filter(name=reader.organisations()[0].acronym),
        lambda reader: User.objects.exclude(is_staff=reader.is_staff),
        lambda reader: User.objects.filter(pk__in=list(User.objects.all())),
    ],
)
def test_what_rows_say_cannot_be_prepared(reads, broker):
    with pytest.raises(LookupError, match="what rows say now"):
        prepared_for(reads)(broker)
