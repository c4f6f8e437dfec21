"""Each kind of page on the narrowest screen, and as who needs strong colours sees it.

A screen of 320 pixels is one of 1280 enlarged to 400 per cent.
"""

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.access import ROWS
from tests.portal.test_look import RULES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = 320
# One address of each kind that no other test of looks walks, and who opens it.
KINDS = {
    "stranger": (
        *("home", "search", "first_steps", "open_data", "accessibility"),
        *("accounts:directory", "accounts:office", "accounts:login"),
        *("accounts:ask_access", "accounts:data_protection", "audit:seals"),
        *("workdays:calendar", "meetings:year", "meetings:topics", "meetings:topic"),
        *("meetings:committees", "meetings:committee", "meetings:minutes"),
        *("meetings:report", "meetings:day", "meetings:day_register"),
        *("meetings:answer", "instructions:library", "instructions:text"),
        *("instructions:compare", "instructions:history", "instructions:path"),
        *("instructions:consultation", "commitments:register", "commitments:plan"),
        *("commitments:commitment", "commitments:indicators", "commitments:factor"),
        *("surveys:wave", "surveys:question", "surveys:comparison"),
        "surveys:methodology",
    ),
    "broker": (
        *("dashboard", "accounts:profile", "accounts:search_keep"),
        *("meetings:my_invitations", "meetings:propose_topic", "commitments:mine"),
        *("notices:preferences", "instructions:report"),
    ),
    "officer": (
        *("meetings:planner", "meetings:meeting", "meetings:import_check"),
        *("meetings:agenda_build", "meetings:write_minutes", "meetings:attendance"),
        *("meetings:day_guests", "commitments:promise", "notices:replies"),
    ),
    "text_editor": ("instructions:drafts", "instructions:write"),
    "survey_analyst": ("surveys:desk", "surveys:import"),
}
# Where the reader's own colours hold, there is no contrast of ours to measure.
FORCED = RULES | {"rules": {name: {"enabled": False} for name in RULES["rules"]}}
# Runs the rules in one call; whatever a page holds beyond its width is told too.
LOOK = """async (rules) => {
  const found = (await axe.run(rules)).violations.map(
    (one) => [one.id, ...one.nodes.slice(0, 3).map((node) => node.html)]);
  const wide = document.documentElement.scrollWidth;
  return wide > innerWidth ? [...found, ["wider than the screen", wide]] : found;
}"""


@pytest.fixture
def allowed_statuses():
    return {404}  # the map of a kept text, where none was kept


def addresses(world):
    """(reader, path) of each kind."""
    rows = {row.name: row for row in reversed(ROWS) if row.method == "get"}
    for who, names in KINDS.items():
        for name in names:
            row = rows[name]
            path = reverse(name, args=[world.get(a, a) for a in row.args])
            yield who, path + "".join(f"?{k}={v}" for k, v in row.data.items())


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.mark.parametrize(
    ("prefix", "colours", "rules"),
    [("", "none", RULES), ("/en", "active", FORCED)],
    ids=["french", "english-in-forced-colours"],
)
def test_each_kind_of_page_fits_and_breaks_no_rule(
    open_page, live_server, cast, world, prefix, colours, rules
):
    found, reader = {}, "stranger"
    page = open_page(NARROW, reduced_motion="reduce", forced_colors=colours)
    page.context.add_init_script(path=AXE_FILE_PATH)
    for who, path in addresses(world):
        if who != reader:
            reader, value = who, session_of(cast[who])
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value}
            page.context.add_cookies([cookie | {"url": live_server.url}])
        page.goto(prefix + path, wait_until="domcontentloaded")
        if broken := page.evaluate(LOOK, rules):
            found[prefix + path] = broken

    assert found == {}
