"""What every page of the portal has, whatever it is about."""

import re

from django.urls import reverse

from tests.access import ROWS
from tests.access.roles import OK
from tests.test_access import close

# Who opens a page here: the first of them whom the matrix lets in.
READERS = ("stranger", "broker", "officer", "text_editor", "administrator")
CANONICAL = re.compile(r'<link rel="canonical" href="(.*?)">')
TITLE = re.compile(r"<title>(.*?)</title>", re.S)


def pages(client, cast, world):
    """(row, address, HTML) of every page that somebody of the readers opens."""
    for row in ROWS:
        who = [name for name in (*READERS, *cast) if row.expected(name) == OK]
        if row.method != "get" or not who:
            continue
        client.logout()
        if cast[who[0]].is_authenticated:
            client.force_login(cast[who[0]])
        address = reverse(row.name, args=[world.get(a, a) for a in row.args])
        response = client.get(address, row.data)
        close(response)
        is_page = response["Content-Type"].startswith("text/html")
        if is_page and "<html" in response.text:
            yield str(row), address, response.text


def lacking(address, text):
    """What a page does without."""
    main = text.partition("<main")[2].partition("</main>")[0]
    checks = {
        "a heading": len(re.findall(r"<h1[ >]", main)) == 1,
        "breadcrumbs": '<nav class="crumbs"' in main and 'aria-current="page"' in main,
        "a language": f'href="/en{address}' in text,
        "a skip link": 'href="#content"' in text,
    }
    return [name for name, is_there in checks.items() if not is_there]


def test_every_page_has_a_title_a_heading_its_way_home_and_its_other_language(
    cast, world, client
):
    found, titles = {}, {}
    for row, address, text in pages(client, cast, world):
        if lacks := lacking(address, text):
            found[row] = lacks
        title = " ".join(TITLE.search(text)[1].split())
        canonical = CANONICAL.search(text)
        titles.setdefault(title, set()).add(canonical[1] if canonical else address)

    # Home is where all ways begin; the other is thrown on a wall.
    assert found == {
        "get home": ["breadcrumbs"],
        "get surveys:restitution 2022": ["breadcrumbs"],
    }
    assert {title: rows for title, rows in titles.items() if len(rows) > 1} == {}
