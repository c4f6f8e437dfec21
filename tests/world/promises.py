"""Promises in the states that matter to who may do what, and two plans."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from commitments import actions
from commitments.models import Evidence, Level

IN_A_MONTH = timedelta(days=30)


def evidence_of(commitment, by):
    return Evidence.objects.create(
        commitment=commitment,
        title="Photo du panneau",
        file=ContentFile(b"%PDF-1.4", name="x"),
        name="photo.pdf",
        content_type="application/pdf",
        size=8,
        sha256="0" * 64,
        added_by=by,
    )


def plan(title, by):
    day = timezone.localdate()
    return actions.write_plan(
        title=title, starts_on=day, ends_on=day + timedelta(days=900), by=by
    )


@pytest.fixture
def promises(cast, media, region, brokers):
    """The region promises to the brokers; the carriers have no part in it."""
    officer, secretary = cast["officer"], cast["secretary"]

    def promise(level=Level.PARTIES):
        return actions.promise(
            what="Afficher les délais à Diboli.",
            owner=region,
            counterparts=[brokers],
            factor=3,
            due_on=timezone.localdate() + IN_A_MONTH,
            level=level,
            by=officer,
        )

    shown, own, claimed, gone = promise(Level.PUBLIC), promise(), promise(), promise()
    actions.claim(commitment=claimed, words="Fait.", by=secretary)
    actions.abandon(commitment=gone, words="Caduc.", by=secretary)
    draft, published = plan("Projet", officer), plan("Plan", officer)
    words = {"number": 1, "title": "Publier les délais", "factor": 3, "by": officer}
    objective = actions.write_objective(plan=draft, **words)
    actions.write_objective(plan=published, **words)
    actions.publish_plan(plan=published, by=officer)
    return {
        "SHOWN_PROMISE": shown.reference,
        "PROMISE": own.reference,
        "CLAIMED_PROMISE": claimed.reference,
        "ABANDONED_PROMISE": gone.reference,
        "SHOWN_EVIDENCE": evidence_of(shown, secretary).pk,
        "EVIDENCE": evidence_of(own, secretary).pk,
        "PLAN": published.pk,
        "DRAFT_PLAN": draft.pk,
        "OBJECTIVE": objective.pk,
    }
