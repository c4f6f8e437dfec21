"""What the crowd needs before the fight, and what must be there after it."""

import hashlib
from collections import Counter
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone

from tests.fire import guests

PREFIX = "cluster"


def session_of(user):
    """The cookie of somebody who signed in with a second factor."""
    from allauth.account.internal.flows.login import record_authentication

    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    login(request, user, settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, "mfa", type="totp")
    request.session.save()
    return request.session.session_key


def prepare(guests_wanted, seconds):
    """Owe letters, and give the addresses to which the writers send their forms."""
    from accounts.models import User
    from instructions.models import Consultation
    from meetings import links
    from meetings.models import Delegate

    guests.convoke(PREFIX, guests_wanted, spread=seconds)
    delegates = Delegate.objects.filter(email__contains=f".{PREFIX}.")
    delegates = delegates.select_related("invitation__meeting").order_by("pk")
    meeting = delegates[0].invitation.meeting
    officer = User.objects.get(email="programme@example.org")
    partner = User.objects.get(email="fetram@example.org")
    consultation = Consultation.objects.filter(
        closes_at__gt=timezone.now() + timedelta(days=1)
    ).first()
    version = consultation.version
    return {
        "guests": [(d.pk, links.token(d, d.invitation.meeting)) for d in delegates],
        "papers": f"{meeting.get_absolute_url()}papers/add/",
        "officer": session_of(officer),
        "comments": f"/instructions/{version.instruction.slug}/v{version.number}/comment/",
        "form": f"/instructions/{version.instruction.slug}/v{version.number}/consultation/",
        "partner": session_of(partner),
        "organisation": partner.organisations()[0].pk,
    }


def missing(acknowledged, bucket):
    """Each confirmed write that is not there exactly once, as it was sent."""
    from instructions.models import Comment
    from meetings.models import Delegate, Paper

    answers = dict(
        Delegate.objects.filter(email__contains=f".{PREFIX}.").values_list(
            "pk", "comment"
        )
    )
    comments = Counter(Comment.objects.values_list("text", flat=True))
    papers = {}
    for paper in Paper.objects.filter(title__startswith=PREFIX):
        papers.setdefault(paper.title, []).append(paper)
    client = bucket.client()
    for kind, key, value in acknowledged:
        if kind == "answer":
            found = answers.get(key) == value
        elif kind == "comment":
            found = comments[value] == 1
        else:
            rows = papers.get(key, [])
            found = len(rows) == 1 and value == sum_in(client, bucket, rows[0])
        if not found:
            yield kind, key


def sum_in(client, bucket, paper):
    stored = client.get_object(Bucket=bucket.NAME, Key=paper.file.name)
    return hashlib.sha256(stored["Body"].read()).hexdigest()


def unsent():
    from notices.models import Notice

    return Notice.objects.unsent().filter(email__contains=f".{PREFIX}.").count()


def chain_faults():
    from audit import chain

    chain.chain()
    return chain.check().faults
