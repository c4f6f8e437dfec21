"""Accounts, mandates, requests, letters and days, taken twice at once."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.actions import access, passwords, people, privacy, searches, second_factor
from accounts.models import AccessRequest, Mandate, Organisation, SavedSearch
from notices import actions as letters
from notices.models import Address, Notice, Reply
from tests.conftest import person
from tests.races import BOTH, EACH, ONCE, Step, of
from workdays import actions as days
from workdays.models import Holiday


def of_people(w, cast):
    manager, admin = cast["user_manager"], cast["administrator"]
    newcomer, gone = person("newcomer"), person("gone", is_active=False)
    carriers = Organisation.objects.get(acronym="CMTR")
    Authenticator.objects.create(user=newcomer, type="totp", data={})
    user = {"user": newcomer, "by": manager}
    yield Step(
        BOTH,
        people.keep_mandate,
        lambda: user | {"organisation": carriers, "function": "x"},
    )
    yield Step(
        BOTH,
        people.end_mandate,
        lambda: {"mandate": of(Mandate, user=newcomer), "by": manager},
    )
    yield Step(EACH, passwords.invite, lambda: user)
    yield Step(BOTH, passwords.ask_reset, lambda: {"email": cast["broker"].email})
    yield Step(BOTH, passwords.note_reset, lambda: {"email": "x@example.org"}, True)
    asked = passwords.note_reset(email=cast["carrier"].email)
    yield Step(ONCE, passwords.answer_reset, lambda: {"asked": asked})
    yield Step(
        EACH, passwords.set_password, lambda: user | {"password": "a fine long one"}
    )
    yield Step(BOTH, second_factor.forget, lambda: user)
    yield Step(BOTH, people.deactivate_user, lambda: user)
    yield Step(BOTH, people.reactivate_user, lambda: user)
    yield Step(
        ONCE,
        privacy.erase,
        lambda: {"user": gone, "by": admin, "reason": "Sa demande."},
    )
    party = {"party": carriers, "by": manager}
    yield Step(BOTH, people.deactivate, lambda: party)
    yield Step(BOTH, people.reactivate, lambda: party)
    yield Step(
        ONCE,
        searches.drop,
        lambda: {"search": of(SavedSearch, pk=w["SEARCH"]), "by": cast["broker"]},
    )


def of_requests(w, cast):
    manager = cast["user_manager"]
    carriers = Organisation.objects.get(acronym="CMTR")

    def asked(email):
        return AccessRequest(name="Ada", email=email)

    def kept(email):
        return AccessRequest.objects.filter(email=email).first()

    yield Step(
        BOTH,
        access.ask,
        lambda: {"access_request": asked("ada@example.org"), "origin": "x"},
    )
    yield Step(
        ONCE,
        access.refuse,
        lambda: {
            "access_request": kept("ada@example.org"),
            "reason": "x",
            "by": manager,
        },
    )
    asked("eve@example.org").save()
    yield Step(
        ONCE,
        access.accept,
        lambda: {
            "access_request": kept("eve@example.org"),
            "organisation": carriers,
            "function": "x",
            "by": manager,
        },
    )
    AccessRequest.objects.update(decided_at=timezone.now() - timedelta(days=400))
    yield Step(BOTH, privacy.forget_requests, dict, is_quiet=True)


def of_letters(w, cast):
    admin = cast["administrator"]
    waiting = Notice.objects.filter(state=Notice.State.WAITING).first().pk
    refused = Address.objects.create(
        email="x@example.org", bounced_at=timezone.now()
    ).pk

    def letter():
        return {"notice": of(Notice, pk=waiting), "by": admin}

    yield Step(EACH, letters.release, letter)
    yield Step(ONCE, letters.withdraw, lambda: letter() | {"reason": "x"})
    yield Step(
        ONCE,
        letters.clear,
        lambda: {"address": of(Address, pk=refused), "by": admin},
    )
    yield Step(
        ONCE, letters.settle, lambda: {"reply": of(Reply, pk=w["REPLY"]), "by": admin}
    )


def of_days(w, cast):
    year = {"year": 2031}
    yield Step(BOTH, days.seed_office_hours, dict)
    yield Step(BOTH, days.seed_holidays, lambda: year)
    yield Step(BOTH, days.seed_ramadan_hours, lambda: year)
    yield Step(BOTH, days.seed_year, lambda: {"year": 2032})
    yield Step(
        BOTH,
        days.confirm,
        lambda: {
            "holidays": Holiday.objects.filter(day__year=2031),
            "by": cast["administrator"],
        },
    )
