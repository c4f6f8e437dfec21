"""Texts kept on a phone are read with the network cut and with the server gone."""

import contextlib
import re
import socket
import threading
import time
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import expect
from pypdf import PdfWriter
from pytest_django.live_server_helper import LiveServer

from instructions import actions, imports
from tests.fixtures import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW_TEXT = """### Article 1. Objet {#art-1}

La procédure a changé du tout au tout.
"""


class Server:
    """A portal that can be stopped before the test ends."""

    def __init__(self):
        self.live, self.lines = LiveServer("localhost"), []
        self.url = self.live.url
        answer_the_door = self.live.thread.httpd.get_request

        def get_request():
            line, caller = answer_the_door()
            self.lines.append(line)
            return line, caller

        self.live.thread.httpd.get_request = get_request

    def stop(self):
        """No new connection, and an end to those that browsers keep open."""
        if not self.live.thread.is_alive():
            return
        self.live.stop()
        for line in self.lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def server(transactional_db):
    """Its last answers end, each with its connection, before the test does."""
    connection.inc_thread_sharing()
    server = Server()
    yield server
    server.stop()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)
    connection.dec_thread_sharing()


@pytest.fixture
def phone(new_context, server):
    context = new_context(
        viewport={"width": 360, "height": 740}, base_url=server.url, locale="fr-FR"
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def text(published):
    """Two versions, so that there is a comparison to keep as well."""
    long_ago = timezone.localdate() - timedelta(days=40)
    first = published(in_force_on=long_ago, published_on=long_ago)
    return published(following=first.instruction, text=NEW_TEXT).instruction


def keep(page, address):
    page.goto(address)
    page.click("[data-keep-add]")
    page.locator("[data-keep-drop]").wait_for()


def kept_addresses(page):
    return page.evaluate(
        "caches.open('kept').then((c) => c.keys())"
        ".then((keys) => keys.map((k) => new URL(k.url).pathname).sort())"
    )


def wait_until(is_so, seconds=20):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def pages_of(addresses):
    return [address for address in addresses if "/static/" not in address]


def test_a_text_is_read_with_the_network_cut_and_says_the_date_of_its_copy(phone, text):
    address = text.get_absolute_url()
    keep(phone, address)
    expect(phone.locator("[data-keep-copy]")).to_be_hidden()

    phone.context.set_offline(True)
    phone.goto(address)
    phone.reload()

    banner = phone.locator("[data-keep-copy]")
    expect(banner).to_be_visible()
    assert banner.bounding_box()["y"] < 740
    year = str(timezone.localdate().year)
    expect(banner.locator("time")).to_contain_text(year)
    assert "changé du tout au tout" in phone.inner_text("#art-1")
    is_styled = "getComputedStyle(document.querySelector('.site-head')).backgroundColor"
    assert phone.evaluate(is_styled) != "rgba(0, 0, 0, 0)"


def test_a_text_is_read_with_the_server_gone_and_its_comparison_too(
    phone, text, server
):
    address = text.get_absolute_url()
    keep(phone, address)
    server.stop()

    phone.goto(f"{address}#art-1")
    assert "changé du tout au tout" in phone.inner_text("#art-1")
    phone.click("a[data-keep-also]")
    expect(phone.locator("del").first).to_be_attached()
    expect(phone.locator("[data-keep-copy]")).to_be_visible()

    phone.goto(reverse("instructions:library"))
    expect(phone.locator("[data-keep-missing]")).to_be_visible()
    assert phone.locator("[data-keep-list] a").first.get_attribute("href") == address


def test_a_copy_of_another_day_is_not_shown_for_the_day_asked(phone, text, server):
    address = text.get_absolute_url()
    keep(phone, address)
    server.stop()

    phone.goto(f"{address}?on=2020-01-01")

    expect(phone.locator("[data-keep-missing]")).to_be_visible()


def test_a_copy_follows_a_new_version_once_the_network_is_back(
    phone, text, server, published
):
    address = text.get_absolute_url()
    keep(phone, address)
    phone.context.set_offline(True)
    published(
        following=text, text=NEW_TEXT.replace("du tout au tout", "encore une fois")
    )
    phone.goto(address)
    assert "du tout au tout" in phone.inner_text("#art-1")

    phone.context.set_offline(False)
    phone.goto(reverse("instructions:kept"))
    copy = "(path) => caches.match(path).then((copy) => copy.text())"
    wait_until(lambda: "encore une fois" in phone.evaluate(copy, address))
    server.stop()
    phone.goto(address)

    assert "encore une fois" in phone.inner_text("#art-1")


def test_a_step_keeps_its_texts(phone, text, server):
    step = reverse("instructions:step", args=[3])
    keep(phone, step)
    server.stop()

    phone.goto(step)
    phone.click("article a")

    assert "changé du tout au tout" in phone.inner_text("#art-1")


def test_what_is_removed_leaves_nothing_behind(phone, text, server):
    keep(phone, text.get_absolute_url())
    phone.click("[data-keep-drop]")
    phone.locator("[data-keep-add]").wait_for()

    assert kept_addresses(phone) == []
    left = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    wait_until(lambda: phone.evaluate(left) == 0)


def test_one_of_two_is_removed_from_the_list(phone, text, server, published):
    other = published("013").instruction
    keep(phone, text.get_absolute_url())
    keep(phone, other.get_absolute_url())
    phone.goto(reverse("instructions:kept"))
    compared = reverse("instructions:compare", args=[text.slug, 1, 2])
    expect(phone.locator("[data-keep-list] li")).to_have_count(3)

    row = phone.locator(f"[data-keep-list] li:has(a[href='{text.get_absolute_url()}'])")
    row.locator("button").click()
    expect(phone.locator("[data-keep-list] li")).to_have_count(1)

    kept = pages_of(kept_addresses(phone))
    assert kept == sorted([other.get_absolute_url(), reverse("instructions:kept")])
    assert compared not in kept


def test_nothing_of_who_is_signed_in_is_kept(phone, text, server, broker):
    sign_in(phone, broker, server)
    address = text.get_absolute_url()
    keep(phone, address)
    assert "Broker" in phone.content()
    server.stop()

    phone.goto(address)
    assert "Broker" not in phone.content()
    for kept in pages_of(kept_addresses(phone)):
        body = phone.evaluate("(p) => caches.match(p).then((c) => c.text())", kept)
        assert "Broker" not in body


def test_the_original_pdf_is_kept_only_when_asked_and_says_its_size(
    phone, server, write, text_editor, text_signatory
):
    content = BytesIO()
    pdf = PdfWriter()
    pdf.add_blank_page(200, 200)
    pdf.write(content)
    draft = write("021")
    file = SimpleUploadedFile("original.pdf", content.getvalue())
    actions.keep_pdf(version=draft, imported=imports.read(file), by=text_editor)
    actions.sign(version=draft, by=text_signatory)
    actions.publish(version=draft, by=text_editor)
    original = reverse("instructions:pdf", args=[draft.instruction.slug, 1])
    size = len(content.getvalue())
    address = draft.instruction.get_absolute_url()
    keep(phone, address)
    button = phone.locator("[data-keep-file]")

    expect(button).to_have_text(re.compile(rf"le PDF d’origine \({size}\s*octets\)"))
    assert original not in kept_addresses(phone)
    button.click()
    expect(button).to_be_hidden()
    server.stop()
    phone.goto(address)
    taken = "(path) => fetch(path).then((a) => a.blob()).then((b) => [b.type, b.size])"
    assert phone.evaluate(taken, original) == ["application/pdf", size]


def test_a_reader_in_english_finds_english_copies(phone, text, server):
    with translation.override("en"):
        address, listed = text.get_absolute_url(), reverse("instructions:kept")
    keep(phone, address)
    server.stop()

    phone.goto(address)
    assert "This is a copy kept on this phone" in phone.inner_text("[data-keep-copy]")
    phone.goto("/en/")
    assert "Kept on this phone" in phone.inner_text("h1")
    assert listed in kept_addresses(phone)
