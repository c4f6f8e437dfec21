"""The description itself: every address that answers programs in JSON."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from commitments.asked import SORTS
from commitments.factors import Factor
from commitments.models import Status
from instructions.models import CHOICES, Label, Type
from instructions.selection import SHOWS
from portal.open_data import LICENCE, LICENCE_URL
from portal.openapi import words as w
from portal.openapi.schemas import SCHEMAS

SLUG = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}
NUMBER = {"type": "string", "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$"}
YEAR = {"type": "integer", "minimum": 0}
WORDS = {"type": "string", "maxLength": 200}
MARKS = {"year": "7777"}  # where words do not fit
OF_A_DAY = {"on": w.DAY, "known": w.DAY, "office": w.COUNT}
OF_THE_LIBRARY = {
    "q": WORDS,
    "show": w.one_of(key for key, _label in SHOWS),
    "type": w.one_of(["", *Type.values]),
    **{
        scheme.value: w.one_of(["", *(code for code, _label in CHOICES[scheme])])
        for scheme in Label.Scheme
    },
    "year": w.COUNT,
    **OF_A_DAY,
}
OF_THE_REGISTER = {
    "q": WORDS,
    "state": w.one_of(["", *Status.values]),
    "factor": w.one_of(["", *Factor.values]),
    "owner": w.TEXT,
    "counterpart": w.TEXT,
    "year": w.COUNT,
    "overdue": w.one_of(["", "on"]),
    "sort": w.one_of(SORTS),
}
SAID = {
    "q": "words to look for",
    "show": "empty: what is in force",
    "on": "what counts on that day",
    "known": "what could be read on that day",
    "office": "number of a customs office",
    "owner": "acronym of an organisation",
    "counterpart": "acronym of an organisation",
}


def document():
    """OpenAPI 3.1; /en stands before an address for words in English."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": settings.PORTAL_NAME,
            "version": "1",
            "description": "What everybody may read, for programs. A filter that "
            "cannot be read is left out. Answers carry an ETag.",
            "license": {"name": LICENCE, "url": LICENCE_URL},
        },
        "servers": [
            {"url": settings.PORTAL_URL, "description": "français"},
            {"url": f"{settings.PORTAL_URL}/en", "description": "English"},
        ],
        "paths": paths(),
        "components": {"schemas": SCHEMAS},
    }


def paths():
    with override(settings.LANGUAGE_CODE):
        return dict([*of_texts(), *of_commitments(), *of_surveys(), of_the_machine()])


def of_texts():
    texts = get(
        "texts", "The texts that the library finds", "Texts", query=OF_THE_LIBRARY
    )
    heavy = {"text/plain": {"schema": w.said(w.TEXT, "the search was too heavy")}}
    texts["get"]["responses"]["503"]["content"].update(heavy)
    yield address("instructions:library_json"), texts
    yield (
        address("instructions:text_json", "slug"),
        get(
            "text",
            "A text with its published versions, their articles and relations",
            "Text",
            path={"slug": SLUG},
            query=OF_A_DAY,
        ),
    )


def of_commitments():
    yield (
        address("commitments:json"),
        get(
            "commitments",
            "The commitments that the register finds",
            "Commitments",
            query=OF_THE_REGISTER,
        ),
    )
    yield (
        address("commitments:commitment_json", "reference"),
        get(
            "commitment",
            "A commitment with its history and its evidence",
            "Commitment",
            path={"reference": SLUG},
        ),
    )


def of_surveys():
    for name, about, schema in (
        ("results", "The public figures of a version of a survey", "Figures"),
        ("datapackage", "The files of a version, with their sums", "Package"),
    ):
        yield (
            address("surveys:download", "year", "number", name=f"{name}.json"),
            get(name, about, schema, path={"year": YEAR, "number": NUMBER}),
        )


def of_the_machine():
    found = get("readyz", "Whether the portal may be sent visitors", "Readiness")
    away = {"anyOf": [w.reference("Readiness"), w.reference("Away")]}
    found["get"]["responses"]["503"] = answer("Not now", away)
    return reverse("readyz"), found


def address(view, *places, **fixed):
    """The path of a view, with the names of its open places in braces."""
    marks = {place: MARKS.get(place, place.upper()) for place in places}
    path = reverse(view, kwargs=marks | fixed)
    for place, mark in marks.items():
        path = path.replace(mark, f"{{{place}}}")
    return path


def get(operation, summary, schema, *, path=None, query=None):
    """What a program may ask of one address, and what it is answered."""
    asked = [parameter(*row, "path") for row in (path or {}).items()]
    asked += [parameter(*row, "query") for row in (query or {}).items()]
    answers = {
        "200": answer("Found", w.reference(schema)),
        "304": {"description": "It is still as it was under the ETag that was named"},
        "503": answer("The portal is being repaired", w.reference("Away")),
    }
    if path:
        answers["404"] = {"description": "Nothing of the kind is public"}
    told = {"operationId": operation, "summary": summary}
    return {"get": told | {"parameters": asked, "responses": answers}}


def parameter(name, schema, where):
    found = {"name": name, "in": where, "required": where == "path", "schema": schema}
    return found | ({"description": SAID[name]} if name in SAID else {})


def answer(description, schema):
    content = {"application/json": {"schema": schema}}
    return {"description": description, "content": content}
