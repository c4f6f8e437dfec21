"""No form, no import and no query string breaks the portal or plants a script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.doors import admin_doors, doors, forms
from tests.fuzz.sending import ask, attack, signed_in
from tests.fuzz.values import IS_LONG, SAMPLES

# Once is enough: on PostgreSQL, which takes less than SQLite does.
pytestmark = pytest.mark.servers


def sample(act, clients, address, person, fields):
    """A test of one door with values that Hypothesis draws."""

    @SAMPLES
    @given(st.integers(0, 10**9), st.data())
    def drawn(number, data):
        if number or IS_LONG:  # the first sample is always the simplest one
            who = data.draw(st.sampled_from(list(clients))) if IS_LONG else person
            act(data, number, clients[who], address, fields)

    return drawn


def walk(act, clients, places, subtests):
    for address, (person, fields) in places.items():
        with subtests.test(address=address, act=act.__name__):
            sample(act, clients, address, person, fields)()


def without_fields(places):
    return {address: (person, []) for address, person in places.items()}


def test_no_form_and_no_query_string_breaks_a_page(cast, world, subtests):
    clients, pages = signed_in(cast), doors(world, "get")
    asked, sent = forms(clients, pages)
    walk(ask, clients, without_fields(pages) | asked, subtests)
    walk(attack, clients, without_fields(doors(world, "post")) | sent, subtests)


def test_no_form_and_no_query_string_breaks_the_admin(cast, world, subtests):
    clients, pages = signed_in(cast), admin_doors()
    asked, sent = forms(clients, pages)
    walk(ask, clients, without_fields(pages) | asked, subtests)
    walk(attack, clients, sent, subtests)
