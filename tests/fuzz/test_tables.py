"""Whatever people called things, no cell of a table is taken for a formula."""

import csv
from io import BytesIO, StringIO

from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Organisation, User
from commitments.models import Commitment
from instructions.models import Difficulty
from meetings.models import Meeting, Registration, Topic
from tests.access import ROWS
from tests.fuzz.values import FORMULAS
from tests.test_access import close

TEXTS = [
    (Organisation, "name"),
    (User, "name"),
    (Commitment, "what"),
    (Commitment, "owner_function"),
    (Difficulty, "text"),
    (Meeting, "title"),
    (Registration, "name"),
    (Registration, "function"),
    (Topic, "title"),
]


def cells(response):
    if "spreadsheetml" in response["Content-Type"]:
        for sheet in load_workbook(BytesIO(response.content)):
            for row in sheet.iter_rows():
                yield from (cell for cell in row if isinstance(cell.value, str))
    else:
        text = response.content.decode("utf-8-sig")
        for row in csv.reader(StringIO(text), delimiter=";"):
            yield from row


def is_formula(cell):
    if isinstance(cell, str):
        return cell.strip().startswith(("=", "+", "@", "-")) and len(cell) > 1
    return cell.data_type == "f" or is_formula(cell.value)


def test_no_cell_of_a_table_is_a_formula(world, administrator, client, subtests):
    client.force_login(administrator)
    tables = {row for row in map(address_of(world), ROWS) if row}
    for formula in FORMULAS[:4]:
        for model, field in TEXTS:
            model.objects.update(**{field: formula})
        for address in tables:
            response = client.get(address)
            with subtests.test(formula=formula, address=address):
                assert [c for c in cells(response) if is_formula(c)] == []
            close(response)


def address_of(world):
    def address(row):
        is_table = row.name.endswith(("csv", "xlsx")) and row.method == "get"
        is_shown = row.expected("administrator") == 200
        if is_table and is_shown:
            return reverse(row.name, args=[world.get(a, a) for a in row.args])
        return ""

    return address
