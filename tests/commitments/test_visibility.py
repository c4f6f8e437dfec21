"""Who sees a promise, and its evidence."""

import pytest

from commitments import actions
from commitments.models import Commitment, Escalation, Evidence, Level

OFFICERS = {"officer", "signatory", "auditor", "administrator"}
PARTIES = {"broker", "secretary"}
PARTNERS = {
    *("carrier", "text_editor", "text_signatory", "survey_analyst"),
    "survey_approver",
}
OTHERS = {"stranger", "user_manager"}


def readers(rows, cast):
    return {name for name, user in cast.items() if rows.visible_to(user).exists()}


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.PARTIES, OFFICERS | PARTIES),
        (Level.PARTNERS, OFFICERS | PARTIES | PARTNERS),
        (Level.PUBLIC, OFFICERS | PARTIES | PARTNERS | OTHERS),
    ],
)
def test_a_promise_is_seen_at_its_level(promise, brokers, cast, level, expected):
    promise(level=level, counterparts=[brokers])
    assert readers(Commitment.objects.all(), cast) == expected


def test_confidential_evidence_is_for_parties_and_officers(
    promise, brokers, proof, secretary, cast
):
    commitment = promise(level=Level.PUBLIC, counterparts=[brokers])
    for is_confidential, expected in (
        (False, set(cast)),
        (True, OFFICERS | PARTIES),
    ):
        evidence = actions.prove(
            commitment=commitment,
            title="Photo",
            upload=proof(),
            by=secretary,
            is_confidential=is_confidential,
        )
        rows = Evidence.objects.filter(pk=evidence.pk)
        assert readers(rows, cast) == expected


def test_an_office_and_its_region_follow_what_concerns_them(
    promise, brokers, carriers, office, secretary, survey_analyst
):
    promise(owner=carriers, counterparts=[brokers], office=office)
    assert Commitment.objects.visible_to(secretary).count() == 1
    assert Commitment.objects.visible_to(survey_analyst).count() == 0


def test_what_is_escalated_to_a_unit_is_seen_there(
    commitment, customs, survey_analyst, today
):
    assert Commitment.objects.visible_to(survey_analyst).count() == 0
    Escalation.objects.create(
        commitment=commitment,
        rung=3,
        due_on=commitment.due_on,
        unit=customs,
        escalated_on=today,
    )
    assert Commitment.objects.visible_to(survey_analyst).count() == 1
