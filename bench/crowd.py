"""Who asks for what: readers, members and officers, each with the pages they open.

Run beside a database, it prints as JSON what the crowd asks for there, with the
sessions of its members, and what each kind of page costs when it is made anew.
"""

import json
import os
import random
import statistics
import time

READERS, MEMBERS, OFFICERS = 80, 15, 5
SAMPLE = 20
REPEATS = 5


def some(rows, rng, *more):
    """Addresses of up to twenty rows of all the years, with what is below each."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    chosen = rows.filter(pk__in=rng.sample(keys, min(SAMPLE, len(keys))))
    return [row.get_absolute_url() + "".join(more) for row in chosen]


def published_texts(seen):
    """A text that was never published leads to its consultation instead."""
    from instructions.models import Instruction, Version

    keys = seen(Version).filter(state="published").values("instruction")
    return seen(Instruction).filter(pk__in=keys)


def readers(rng):
    """(weight, name, addresses) of what a stranger opens."""
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Office, Organisation
    from commitments.models import Commitment, Plan
    from meetings.models import Committee, Meeting, Minutes, Programme, Reception, Topic

    def seen(model):
        return model.objects.visible_to(AnonymousUser())

    texts = published_texts(seen)
    years = [f"/meetings/{p.year}/" for p in seen(Programme).order_by("-year")]
    return [
        (14, "home", ["/", "/en/"]),
        (10, "year", years),
        (4, "year list", [f"{year}?view=list" for year in years]),
        (2, "year calendar", [f"{year}calendar.ics" for year in years]),
        (1, "year print", [f"{year}print/" for year in years]),
        (1, "annual report", [f"{year}report/" for year in years]),
        (8, "meeting", some(seen(Meeting).select_related("programme"), rng)),
        (2, "minutes", some(seen(Minutes).select_related("meeting__programme"), rng)),
        (2, "minutes of a year", [f"{year}minutes/" for year in years]),
        (2, "committees", ["/meetings/committees/"]),
        (2, "committee", some(seen(Committee), rng)),
        (2, "topics", ["/meetings/topics/", "/meetings/topics/?page=2"]),
        (1, "topic", some(seen(Topic), rng)),
        (1, "customs day", some(seen(Reception), rng)),
        (6, "register", ["/commitments/", "/commitments/?page=2", "/commitments/?factor=2"]),
        (4, "commitment", some(seen(Commitment), rng)),
        (2, "indicators", ["/commitments/indicators/"]),
        (1, "plan", some(seen(Plan), rng)),
        (1, "factor", [f"/commitments/factors/{n}/" for n in range(1, 11)]),
        (1, "register feed", ["/commitments/commitments.atom"]),
        (6, "library", ["/instructions/", "/instructions/?page=2"]),
        (4, "search of texts", [f"/instructions/?q={w}" for w in ("transit", "valeur", "caution")]),
        (8, "text", some(texts, rng)),
        (1, "history of a text", some(texts, rng, "history/")),
        (2, "clearance path", ["/instructions/path/"]),
        (2, "step", [f"/instructions/path/{n}/" for n in range(1, 13)]),
        (1, "consultations", ["/instructions/consultations/"]),
        (1, "feed of texts", ["/instructions/texts.atom"]),
        (3, "waves", ["/surveys/"]),
        (3, "wave", ["/surveys/2024/"]),
        (2, "factor of a wave", [f"/surveys/2024/factor/{n}/" for n in range(1, 11)]),
        (3, "directory", ["/directory/", "/directory/?page=2"]),
        (2, "organisation", some(seen(Organisation), rng)),
        (1, "office", some(seen(Office), rng)),
        (2, "search", ["/search/?q=transit", "/search/?q=caution"]),
        (1, "holidays", ["/holidays/"]),
        (1, "data protection", ["/data-protection/"]),
    ]  # fmt: skip


def members(rng, user):
    """What a focal point opens."""
    from commitments.models import Commitment
    from meetings.models import Meeting, Minutes, Topic

    def seen(model):
        return model.objects.visible_to(user)

    own = user.organisations()
    texts = published_texts(seen)
    return [
        (20, "dashboard", ["/dashboard/"]),
        (12, "invitations", ["/meetings/invitations/"]),
        (14, "meeting", some(seen(Meeting).select_related("programme"), rng)),
        (4, "minutes", some(seen(Minutes).select_related("meeting__programme"), rng)),
        (8, "own commitments", ["/commitments/mine/"]),
        (6, "commitment", some(seen(Commitment).filter(owner__in=own), rng)),
        (6, "register", ["/commitments/"]),
        (8, "topics", ["/meetings/topics/"]),
        (6, "topic", some(seen(Topic), rng)),
        (4, "propose a topic", ["/meetings/topics/propose/"]),
        (4, "text", some(texts, rng)),
        (4, "library", ["/instructions/"]),
        (2, "search", ["/search/?q=transit"]),
        (2, "letters wanted", ["/letters/preferences/"]),
    ]


def officers(rng, user):
    """What the programme officer opens."""
    from meetings.models import Meeting, Programme

    year = Programme.objects.filter(state="published").latest("year")
    here = f"/meetings/{year.year}/"
    held = Meeting.objects.filter(minutes__isnull=False).select_related("programme")
    return [
        (20, "dashboard", ["/dashboard/"]),
        (12, "planner", [f"{here}planner/", f"/meetings/{year.year + 1}/planner/"]),
        (10, "year", [here]),
        (8, "coverage", [f"{here}programme/{year.pk}/"]),
        (8, "minutes", some(held, rng, "minutes/")),
        (6, "attendance", some(held, rng, "attendance/")),
        (6, "minutes of a year", [f"{here}minutes/"]),
        (10, "register", ["/commitments/"]),
        (8, "topics", ["/meetings/topics/"]),
        (6, "committees", ["/meetings/committees/"]),
        (4, "handover", ["/handover/"]),
        (2, "new meeting", [f"{here}add/"]),
    ]


def shares(rows, whole):
    """The weights of a group, together what the group asks of a hundred requests."""
    rows = [row for row in rows if row[2]]
    total = sum(weight for weight, _name, _addresses in rows)
    return [(whole * weight / total, name, found) for weight, name, found in rows]


def people():
    """The focal points whose sessions the crowd shares, and the officer."""
    from accounts import groups
    from accounts.models import User

    focal = User.objects.filter(
        mandates__is_focal_point=True, mandates__organisation__kind="association"
    )
    officer = User.objects.filter(groups__name=groups.PROGRAMME_OFFICER)
    return list(focal.order_by("pk").distinct()[:4]), officer.order_by("pk").first()  # fmt: skip


def asks():
    """(weight, name, [(path, headers)…]) of the whole crowd."""
    from bench.programme import sign_in

    rng = random.Random(7)
    focal, officer = people()
    found = [
        (weight, f"reader: {name}", [(path, {}) for path in paths])
        for weight, name, paths in shares(readers(rng), READERS)
    ]
    for user in focal:
        cookie = sign_in(user)
        found += [
            (weight, f"member: {name}", [(path, cookie) for path in paths])
            for weight, name, paths in shares(members(rng, user), MEMBERS / len(focal))
        ]
    cookie = sign_in(officer)
    return found + [
        (weight, f"officer: {name}", [(path, cookie) for path in paths])
        for weight, name, paths in shares(officers(rng, officer), OFFICERS)
    ]


def cost(client, path, headers):
    """CPU milliseconds of one page made anew, and how often it asks the database."""
    from django.core.cache import caches
    from django.db import connection

    count, took = [], []

    def counted(execute, *args):
        count.append(1)
        return execute(*args)

    for _ in range(REPEATS):
        caches["memory"].clear()
        count.clear()
        with connection.execute_wrapper(counted):
            start = time.process_time()
            answer = client.get(path, headers=headers)
            took.append((time.process_time() - start) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
    return statistics.median(took), len(count)


def costs(asked):
    """By kind of page: CPU milliseconds and queries of the first of its addresses."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections
    from django.test import Client

    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    client = Client(SERVER_NAME="127.0.0.1")
    first = {name: requests[0] for _weight, name, requests in asked}
    return {name: cost(client, *request) for name, request in first.items()}


def main():
    import django

    django.setup()
    asked = asks()
    print(json.dumps({"asks": asked, "costs": costs(asked)}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    main()
