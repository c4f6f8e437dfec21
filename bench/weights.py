"""What a first visit to each kind of page weighs, gzipped; run by make bench-weights.

The demonstration's own pages, as the server sends them: the page, its style sheets, its
scripts and its icon. A table to read, then one line of JSON: `pages` in bytes, `home`,
`heaviest` and `limit`.
"""

import json
import os
import re
import tempfile

from bench.stage import say

LIMIT = 30_000
GZIP = {"HTTP_ACCEPT_ENCODING": "gzip"}
PARTS = {
    "css": re.compile(r'<link rel="stylesheet" href="([^"]+)"'),
    "js": re.compile(r'<script[^>]* src="([^"]+)"'),
    "icon": re.compile(r'<link rel="icon" href="([^"]+)"'),
}
READERS = {"officer": "programme", "partner": "fetram", "editor": "redacteur"}
READERS |= {"analyst": "analyste"}
# What the page is, who reads it, and how it is found in the demonstration.
KINDS = [
    ("Home", "", "home"),
    ("Search", "", "search", "?q=transit"),
    ("First steps", "", "first_steps"),
    ("Open data", "", "open_data"),
    ("Sign in", "", "accounts:login"),
    ("Directory", "", "accounts:directory"),
    ("Organisation", "", "accounts.Organisation"),
    ("Year of meetings, calendar", "", "meetings:year", "", "year"),
    ("Year of meetings, list", "", "meetings:year", "?view=list", "year"),
    ("Meeting", "", "meetings.Meeting"),
    ("Minutes", "", "meetings.Minutes"),
    ("Proposed topics", "", "meetings:topics"),
    ("Topic", "", "meetings.Topic"),
    ("Committees", "", "meetings:committees"),
    ("Committee", "", "meetings.Committee"),
    ("Library of texts", "", "instructions:library"),
    ("Text", "", "instructions.Instruction"),
    ("Clearance path", "", "instructions:path"),
    ("Register of commitments", "", "commitments:register"),
    ("Commitment", "", "commitments.Commitment"),
    ("Indicators", "", "commitments:indicators"),
    ("Wave of the survey", "", "surveys.Wave"),
    ("Dashboard", "officer", "dashboard"),
    ("Planner", "officer", "meetings:planner", "", "next"),
    ("My invitations", "partner", "meetings:my_invitations"),
    ("Propose a topic", "partner", "meetings:propose_topic"),
    ("Drafts of texts", "editor", "instructions:drafts"),
    ("Waves of the survey", "analyst", "surveys:index"),
]


def prepare(folder):
    """The demonstration on an own database, static files as in production."""
    for name in ("DATABASE_URL", "PGDATABASE", "REDIS_URL", "EMAIL_URL", "PORTAL_URL"):
        os.environ.pop(name, None)
    os.environ.update(
        DEMO="1", DATA_DIR=folder, DJANGO_SETTINGS_MODULE="portal.settings"
    )
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "whitenoise.storage.CompressedManifestStaticFilesStorage"
    )
    settings.WHITENOISE_USE_FINDERS = False
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)


def address(name, year=""):
    """A view's address, or that of the first row of a model that a stranger sees."""
    from django.apps import apps
    from django.contrib.auth.models import AnonymousUser
    from django.urls import reverse
    from django.utils import timezone

    if ":" in name or "." not in name:
        this_year = timezone.localdate().year
        years = {"": [], "year": [this_year], "next": [this_year + 1]}
        return reverse(name, args=years[year])
    rows = apps.get_model(name).objects
    if hasattr(rows.all(), "visible_to"):
        rows = rows.all().visible_to(AnonymousUser())
    return rows.order_by("pk").first().get_absolute_url()


def body(client, url):
    """The bytes that the server sends."""
    response = client.get(url, **GZIP)
    if response.status_code != 200:
        raise SystemExit(f"{url} answers {response.status_code}.")
    return b"".join(response)


def weigh(client, url):
    """{part: bytes} of one first visit."""
    page = client.get(url).text
    found = {"html": len(body(client, url))}
    for part, pattern in PARTS.items():
        found[part] = sum(len(body(client, one)) for one in pattern.findall(page))
    return found


def measure():
    from django.test import Client

    from accounts.models import User

    clients = {"": Client()}
    for reader, name in READERS.items():
        clients[reader] = Client()
        clients[reader].force_login(User.objects.get(email=f"{name}@example.org"))
    say("| page | for | HTML | CSS | scripts | icon | all |")
    say("|---|---|--:|--:|--:|--:|--:|")
    totals = {}
    for title, reader, name, *more in KINDS:
        query, year = [*more, "", ""][:2]
        parts = weigh(clients[reader], address(name, year) + query)
        totals[title] = sum(parts.values())
        cells = [f"{n:,}" for n in (*parts.values(), totals[title])]
        say(f"| {title} | {reader or 'everybody'} | {' | '.join(cells)} |")
    return totals


def main():
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        totals = measure()
    heaviest = max(totals, key=totals.get)
    result = {"home": totals["Home"], "limit": LIMIT, "heaviest": heaviest}
    print(json.dumps(result | {"pages": totals}))
    raise SystemExit(totals["Home"] > LIMIT)


if __name__ == "__main__":
    main()
