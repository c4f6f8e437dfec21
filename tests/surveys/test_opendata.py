import csv
import hashlib
import io
import json
import subprocess

from django.urls import reverse
from openpyxl import load_workbook

from surveys.models import Level
from surveys.opendata.rows import COLUMNS, results


def file(version, name, level=Level.PUBLIC):
    return bytes(version.downloads.get(name=name, level=level).content)


def rows_of(version, name="results.csv", level=Level.PUBLIC, delimiter=","):
    text = file(version, name, level).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_every_format_holds_the_same_values(published):
    rows = rows_of(published)
    assert list(rows[0]) == list(COLUMNS)
    assert rows_of(published, "results-excel-fr.csv", delimiter=";") == rows
    described = json.loads(file(published, "results.json"))["results"]
    as_text = [
        {k: "" if v is None else str(v) for k, v in row.items()} for row in described
    ]
    assert as_text == rows
    book = load_workbook(io.BytesIO(file(published, "results.xlsx")))
    header, *lines = book["results"].iter_rows(values_only=True)
    in_book = [
        {k: "" if v is None else str(v) for k, v in zip(header, line, strict=True)}
        for line in lines
    ]
    assert in_book == rows


def test_the_french_file_opens_right_in_excel(published):
    content = file(published, "results-excel-fr.csv")
    assert content.startswith(b"\xef\xbb\xbfwave;group;")
    assert content.endswith(b"\r\n")


def test_a_suppressed_cell_is_empty_and_says_so(published):
    hidden = [r for r in rows_of(published) if r["status"] == "c"]
    assert hidden
    assert {(r["estimate"], r["low"], r["high"], r["n"]) for r in hidden} == {
        ("", "", "", "")
    }


def test_bases_of_parts_are_rounded_to_five(published):
    bases = [r["n"] for r in rows_of(published) if r["breakdown"] and r["n"]]
    assert bases
    assert all(int(n) % 5 == 0 for n in bases)


def test_the_package_describes_every_file(published):
    package = json.loads(file(published, "datapackage.json"))
    assert package["version"] == "1.0.0"
    for resource in package["resources"]:
        content = file(published, resource["path"])
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    fields = [f["name"] for f in package["resources"][0]["schema"]["fields"]]
    assert fields == list(COLUMNS)


def test_anybody_can_check_the_files(published, client, tmp_path):
    for download in published.downloads.filter(level=0):
        address = reverse("surveys:download", args=[2022, "1.0.0", download.name])
        (tmp_path / download.name).write_bytes(client.get(address).content)
    checked = subprocess.run(
        ["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=False
    )
    assert checked.returncode == 0


def test_a_level_reads_its_own_file_and_no_higher_one(
    published, client, broker, secretary
):
    def status(level):
        args = [2022, "1.0.0", level, "results.csv"]
        return client.get(reverse("surveys:level_download", args=args)).status_code

    levels = ("public", "partners", "customs", "secret")
    assert [status(level) for level in levels] == [200, 404, 404, 404]
    client.force_login(broker)
    assert [status(level) for level in levels] == [200, 200, 404, 404]
    client.force_login(secretary)
    assert [status(level) for level in levels] == [200, 200, 200, 404]


def test_a_figure_stands_only_in_files_of_its_level(published):
    published.cells.filter(code="O1").update(level=Level.CUSTOMS)
    codes = {
        level: {row["code"] for row in results(published, level)} for level in Level
    }
    assert "O1" not in codes[Level.PUBLIC] | codes[Level.PARTNERS]
    assert "O1" in codes[Level.CUSTOMS]


def test_the_page_describes_the_data_in_json_ld(published, client):
    page = client.get(published.get_absolute_url()).content.decode()
    script = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    described = json.loads(script)
    assert described["@type"] == "Dataset"
    addresses = [d["downloadURL"] for d in described["distribution"]]
    assert len(addresses) == 8
    for address in addresses:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_the_share_image_is_a_picture(published):
    assert file(published, "share.png").startswith(b"\x89PNG")
