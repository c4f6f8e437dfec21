"""What the importer makes of files that anybody may have made."""

import zipfile
from datetime import date, time
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from audit.refusal import Refused
from meetings.importing import files, plan, values
from meetings.importing.files import read

HEADERS = "Date;Début;Fin;Type;Cadre;Organisations;Lieu;Objet;Pilote;Diffusion"
ROW = "16/03/2027;9h;10h30;Bilatérale;;FETRAM;Kati;Cautions;DRS;parties"
CELLS = {
    "date": "16/03/2027",
    "starts": "9h",
    "ends": "10h30",
    "kind": "Bilatérale",
    "committee": "",
    "organisations": "FETRAM",
    "place": "Kati",
    "title": "Cautions",
    "lead": "DRS",
    "level": "parties",
}


def only(data):
    (line,) = read(data).lines
    return line.cells


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def test_both_supplied_files_hold_the_same_85_meetings(csv_2027, xlsx_2027):
    from_csv, from_xlsx = read(csv_2027).lines, read(xlsx_2027).lines
    for line in from_csv:
        line.cells["date"] = values.day(line.cells["date"]).isoformat()

    assert len(from_csv) == 85
    assert [line.cells for line in from_csv] == [line.cells for line in from_xlsx]
    assert [from_csv[0].number, from_xlsx[0].number] == [2, 4]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_encodings_and_separators_are_found_out(encoding, mark):
    text = f"{HEADERS}\r\n{ROW}\r\n".replace(";", mark)

    assert only(text.encode(encoding)) == CELLS


@pytest.mark.parametrize(
    "headers",
    [
        "date;debut;fin;type;cadre;organisations;lieu;objet;pilote;diffusion",
        "DATE;DÉBUT;FIN;TYPE;CADRE;ORGANISATIONS;LIEU;OBJET;PILOTE;DIFFUSION",
        "Date;Start;End;Kind;Committee;Organisations;Place;Subject;Lead;Shown to",
        " Jour ; Heure de début;Heure de fin;Nature;Comité;Invités;Salle;Thème;Unité pilote;Niveau",
    ],
)
def test_headers_are_understood_in_both_languages_however_they_are_spelt(headers):
    assert only(f"{headers}\n{ROW}".encode()) == CELLS


def test_columns_stand_in_any_order_and_others_are_left_aside():
    headers = ";".join(["Remarque", *reversed(HEADERS.split(";"))])
    row = ";".join(["x", *reversed(ROW.split(";"))])

    found = read(f"{headers}\n{row}".encode())

    assert found.lines[0].cells == CELLS
    assert found.ignored == ["Remarque"]


def test_titles_above_the_headers_and_empty_rows_do_no_harm():
    data = f"Programme 2027 (données fictives)\n\n{HEADERS}\n;;;\n{ROW}\n\n".encode()

    assert [(line.number, line.cells) for line in read(data).lines] == [(5, CELLS)]


def test_cells_of_a_workbook_may_be_days_hours_numbers_or_text():
    data = workbook(
        HEADERS.split(";"),
        [date(2027, 3, 16), time(9), 0.4375, "Bilatérale", None, "FETRAM"],
        [46462, "9h", "10h30", "Bilatérale", None, "FETRAM", None, 12],
    )

    assert [
        [line.cells[name] for name in ("date", "starts", "ends", "title")]
        for line in read(data).lines
    ] == [["2027-03-16", "09:00", "10:30", ""], ["2027-03-16", "9h", "10h30", "12"]]


def test_formulas_are_named_and_never_computed():
    row = ROW.split(";")
    row[7] = "=HYPERLINK(A1)"

    (line,) = read(workbook(HEADERS.split(";"), row)).lines

    assert (line.formulas, line.cells["title"]) == (["title"], "=HYPERLINK(A1)")


def test_the_mark_that_an_export_puts_before_a_formula_comes_off_again():
    assert only(f"{HEADERS}\n{ROW}".replace("Cautions", "'=1+1").encode())["title"] == (
        "=1+1"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26/01/2027", date(2027, 1, 26)),
        ("6/1/2027", date(2027, 1, 6)),
        ("2027-01-26", date(2027, 1, 26)),
        ("2027-01-26 00:00:00", date(2027, 1, 26)),
        ("26.01.2027", date(2027, 1, 26)),
        ("01/26/2027", None),
        ("31/02/2027", None),
        ("26/01/27", None),
        ("demain", None),
        ("", None),
    ],
)
def test_days_are_read_as_they_are_typed_here(text, expected):
    assert values.day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:00", time(9)),
        ("9:05", time(9, 5)),
        ("09:30:00", time(9, 30)),
        ("9h", time(9)),
        ("09h30", time(9, 30)),
        ("9 h 30", time(9, 30)),
        ("9\u00a0h\u00a030", time(9, 30)),
        ("9H30", time(9, 30)),
        ("9h30min", time(9, 30)),
        ("24:00", None),
        ("9h60", None),
        ("9:", None),
        ("9", None),
        ("midi", None),
    ],
)
def test_hours_are_read_as_they_are_typed_here(text, expected):
    assert values.hour(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FETRAM, ATDM; CCIM", ["FETRAM", "ATDM", "CCIM"]),
        ('"Chambre, mines", OPI', ["Chambre, mines", "OPI"]),
        (" ,; ", []),
        ("FETRAM\nATDM", ["FETRAM", "ATDM"]),
    ],
)
def test_several_names_stand_in_one_cell(text, expected):
    assert values.names(text) == expected


def altered(data, name, content):
    """The same archive with one part replaced or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


BOOK = workbook(HEADERS.split(";"), ROW.split(";"))
LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Le fichier est vide."),
        (b"\xef\xbb\xbf\r\n \r\n", "Le fichier est vide."),
        (b"\x00" * 100, "Le fichier est vide."),
        (HEADERS.encode(), "Le fichier a des en-têtes mais aucune réunion en dessous."),
        (b"bonjour\ntout le monde", "Aucune ligne d’en-têtes trouvée : elle doit nommer Date, Début, Fin, Type, Objet."),
        (b"Date;Objet\n1;2", "Il manque ces colonnes : Début, Fin, Type."),
        (f"{HEADERS};Jour\n{ROW}".encode(), "Deux colonnes s’appellent « Jour »."),
        (bytes(range(256)) * 8, "Ce n’est ni un texte ni un classeur Excel."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "C’est un fichier Excel ancien ou protégé : enregistrez-le en .xlsx ou .csv."),
        (b"PK\x03\x04 broken", "Le classeur est illisible : ouvrez-le et enregistrez-le en .xlsx."),
        (BOOK[:-200], "Le classeur est illisible : ouvrez-le et enregistrez-le en .xlsx."),
        (altered(BOOK, "xl/vbaProject.bin", b"x"), "Le fichier contient des macros ou des programmes : enregistrez-le sans eux."),
        (altered(BOOK, "xl/media/bomb.bin", b"\x00" * 30_000_000), "Le fichier est trop volumineux une fois décompressé."),
        (altered(BOOK, "xl/sharedStrings.xml", LAUGHS), "Le fichier est endommagé : ouvrez-le et enregistrez-le de nouveau."),
        (altered(BOOK, "xl/worksheets/sheet1.xml", "<worksheet"), "Le classeur est illisible : ouvrez-le et enregistrez-le en .xlsx."),
        (altered(altered(BOOK, "a.txt", b"x"), "xl/workbook.xml", ""), "Le classeur est illisible : ouvrez-le et enregistrez-le en .xlsx."),
        (b"x" * 2_100_000, "Le fichier dépasse 2 Mo."),
        (f"{HEADERS}\n{ROW}\n".encode() + f"{ROW}\n".encode() * 2030, "Le fichier contient plus de 2 000 lignes."),
        (workbook(HEADERS.split(";"), *[ROW.split(";")] * 2001), "Le fichier contient plus de 2 000 lignes."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_file_that_cannot_be_read_gets_a_sentence(data, sentence):
    with pytest.raises(Refused) as refused:
        read(data)

    assert str(refused.value).replace("\u00a0", " ") == sentence


def far(row, column):
    """A workbook with one good line and one cell far away."""
    book = load_workbook(BytesIO(BOOK))
    book.active.cell(row=row, column=column, value="loin")
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_cell_a_million_rows_away_is_seen_in_little_time():
    with pytest.raises(Refused):
        read(far(1_048_576, 1))

    assert only(far(1_048_576, 16_384)) == CELLS


FUZZ = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def outcome(data):
    """The lines of a file, or the sentence that refuses it; never anything else."""
    try:
        return read(data).lines
    except Refused as refusal:
        return str(refusal)


@FUZZ
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_bytes_at_all_make_anything_but_lines_or_a_sentence(data):
    for content in (data, f"{HEADERS}\n".encode() + data, b"PK\x03\x04" + data):
        assert outcome(content)


CELL = st.text(max_size=30) | st.sampled_from(
    ["26/01/2027", "9h", "10:30", "Bilatérale", "FETRAM", "Kati", "=1", "\x00", "'"]
)


@FUZZ
@given(st.lists(st.lists(CELL, min_size=10, max_size=10), min_size=1, max_size=5))
def test_whatever_the_cells_hold_the_lines_are_checked_without_a_fall(
    house, programme_2027, rows
):
    lines = [
        files.line(n, row, {name: i for i, name in enumerate(CELLS)})
        for n, row in enumerate(rows, start=2)
    ]
    found = plan.of(programme_2027, lines)

    assert len(found.wanted) == len(rows)
    assert len(found.new) + len({e.row for e in found.errors}) >= len(rows)
