"""Whether an answer is what its schema says: the words that our own schemas use."""

import re
from datetime import date, datetime
from itertools import chain
from urllib.parse import urlsplit

KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
FORMATS = {
    "date": date.fromisoformat,
    "date-time": lambda text: datetime.fromisoformat(text).tzinfo.utcoffset(None),
    "uri": lambda text: {"http": 0, "https": 0}[urlsplit(text).scheme],
}
SILENT = {"description"}


def faults(value, schema, schemas, place="$"):
    """Where a value is not what its schema says, each with the word that it breaks."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/components/schemas/")
        return faults(value, schemas[name], schemas, place)
    found = []
    for word, said in schema.items():
        if word not in SILENT:
            found += CHECKS[word](value, said, schema, schemas, place)
    return found


def kind(value, said, _schema, _schemas, place):
    names = [said] if isinstance(said, str) else said
    is_flag = isinstance(value, bool)
    fits = [isinstance(value, KINDS[n]) and is_flag <= (n == "boolean") for n in names]
    return [] if any(fits) else [f"{place}: {value!r} is no {said}"]


def enum(value, said, _schema, _schemas, place):
    return [] if value in said else [f"{place}: {value!r} is not of {said}"]


def shape(value, said, _schema, _schemas, place):
    fits = value is None or re.search(said, value)
    return [] if fits else [f"{place}: {value!r} does not fit {said}"]


def form(value, said, _schema, _schemas, place):
    try:
        if value is not None:
            FORMATS[said](value)
    except (ValueError, KeyError, AttributeError):
        return [f"{place}: {value!r} is no {said}"]
    return []


def required(value, said, _schema, _schemas, place):
    return [f"{place}: {name} is missing" for name in said if name not in value]


def properties(value, said, _schema, schemas, place):
    known = [name for name in said if name in value]
    return each(faults(value[n], said[n], schemas, f"{place}.{n}") for n in known)


def others(value, said, schema, schemas, place):
    names = [name for name in value if name not in schema.get("properties", {})]
    if said is False:
        return [f"{place}: nobody described {name}" for name in names]
    return each(faults(value[n], said, schemas, f"{place}.{n}") for n in names)


def items(value, said, _schema, schemas, place):
    rows = enumerate(value)
    return each(faults(row, said, schemas, f"{place}[{n}]") for n, row in rows)


def each(lists):
    return list(chain.from_iterable(lists))


CHECKS = {
    "type": kind,
    "enum": enum,
    "pattern": shape,
    "format": form,
    "required": required,
    "properties": properties,
    "additionalProperties": others,
    "items": items,
}
