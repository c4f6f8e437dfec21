import gzip
import re
from pathlib import Path

from django.conf import settings

from tests.portal.test_home import again, public  # noqa: F401

KILO = 1000


def weight(data):
    return len(gzip.compress(data, 6))


def asset(address):
    name = address.removeprefix(settings.STATIC_URL)
    return (Path(settings.STATICFILES_DIRS[0]) / name).read_bytes()


def test_the_style_sheet_stays_under_eight_kilobytes():
    assert weight(asset("/static/css/portal.css")) < 8 * KILO


def test_a_first_visit_to_the_home_page_stays_under_thirty_kilobytes(
    client,
    public,  # noqa: F811
):
    again(public, 10)
    page = client.get("/").content
    loaded = re.findall(
        r'<(?:link rel="(?:icon|stylesheet)"|script|img)[^>]* (?:href|src)="([^"]+)"',
        page.decode(),
    )

    assert loaded == [
        "/static/img/favicon.svg",
        "/static/css/portal.css",
        "/static/js/portal.js",
    ]
    total = weight(page) + sum(weight(asset(address)) for address in loaded)
    assert total < 30 * KILO
