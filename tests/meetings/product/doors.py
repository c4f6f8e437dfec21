"""What somebody gets who takes a step: every address is asked as a browser would."""

import json
from contextlib import contextmanager

from django.contrib.messages import constants
from django.contrib.messages.storage.base import BaseStorage
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, JsonResponse
from django.test import RequestFactory
from django.test.signals import template_rendered
from django.urls import resolve, reverse
from django.utils.translation import override

DONE, LOGIN, HIDDEN, FORBIDDEN = "done", "login", "hidden", "forbidden"
FACTORY = RequestFactory()


class Spoken(BaseStorage):
    """The messages of one request, for us to read."""

    def _get(self, *args, **kwargs):
        return [], True

    def _store(self, messages, response, *args, **kwargs):
        return []


class PageShown(Exception):
    """A page was about to be rendered: what it is made of is all that we read."""


def stop(context, **_more):
    raise PageShown(context.flatten())


@contextmanager
def unrendered_pages():
    template_rendered.connect(stop)
    try:
        yield
    finally:
        template_rendered.disconnect(stop)


def outcome(person, name, /, *args, body=None, **data):
    """Done, or the sentence of the refusal, or the door that stays closed; undone."""
    address = reverse(name if ":" in name else f"meetings:{name}", args=args)
    view = resolve(address).func
    if person.is_anonymous and getattr(view, "login_required", True):
        return LOGIN
    if body:
        request = FACTORY.post(address, body, content_type="application/json")
    else:
        request = FACTORY.post(address, data)
    request.user, request.session = person, {}
    request._messages = Spoken(request)
    context, answer = {}, {}
    with transaction.atomic(), override("en"), unrendered_pages():
        try:
            response = view(request, *args)
            if isinstance(response, JsonResponse):
                answer = json.loads(response.content)
        except Http404:
            return HIDDEN
        except PermissionDenied:
            return FORBIDDEN
        except PageShown as page:
            context = page.args[0]
        finally:
            transaction.set_rollback(True)
    with override("en"):
        return said(request, context, answer)


def said(request, context, answer):
    """In a message, to the script that asked, on the page, or beside its form."""
    for message in request._messages._queued_messages:
        return DONE if message.level == constants.SUCCESS else str(message)
    sentences = [answer.get("refused") or answer.get("sentence") or ""]
    sentences.append(str(context.get("refusal", "")))
    for form in context.values():
        if isinstance(form, BaseForm) and form.is_bound:
            sentences += [str(e) for errors in form.errors.values() for e in errors]
    return " ".join(filter(None, sentences)) or DONE


def product(cast, steps):
    """Each action × each role: what comes of it."""
    return {
        (action, who): outcome(person, name, *args, **data)
        for action, (name, args, data) in steps.items()
        for who, person in cast.items()
    }
