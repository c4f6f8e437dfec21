import csv
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from accounts.models import Mandate, Organisation, PasswordLink, User
from audit.models import Entry
from tests.conftest import mandate

PEOPLE = "/en/admin/accounts/user/"
ORGANISATIONS = "/en/admin/accounts/organisation/"
HEADER = ["Courriel", "Nom", "Téléphone", "Langue", "Sigle", "Fonction", "Point focal"]
ROWS = [
    ["SG@example.org", "Secrétaire général", "+223 20 00", "fr", "fétram", "SG", "oui"],
    ["dg@example.org", "Directeur", "", "anglais", "FETRAM", "Directeur", "non"],
]


def as_csv(rows, delimiter=";", encoding="utf-8-sig"):
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return SimpleUploadedFile("people.csv", out.getvalue().encode(encoding))


def as_xlsx(rows):
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return SimpleUploadedFile("people.xlsx", out.getvalue())


def preview(client, path, file, **fields):
    return client.post(
        f"{path}import/",
        {"import_file": file, "format": "0", "resource": "0", **fields},
    )


def confirm(client, path, page):
    return client.post(
        f"{path}process_import/", page.context["confirm_form"].initial, follow=True
    )


def load(client, path, file, **fields):
    return confirm(client, path, preview(client, path, file, **fields))


def said(response):
    return [str(message) for message in response.context["messages"]]


def errors(page):
    return {
        row.number: {**row.field_specific_errors, "": row.non_field_specific_errors}
        for row in page.context["result"].invalid_rows
    }


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def manager(client, user_manager):
    client.force_login(user_manager)
    return client


@pytest.mark.parametrize(
    "file",
    [
        as_csv([HEADER, *ROWS]),
        as_csv([HEADER, *ROWS], ",", "cp1252"),
        as_csv(
            [
                [
                    "e-mail",
                    "Name",
                    "Telephone",
                    "language",
                    "organisation",
                    "function",
                    "focal point",
                ],
                *ROWS,
            ],
            ",",
        ),
        as_xlsx([HEADER, *ROWS]),
    ],
    ids=["utf-8", "cp1252", "english", "xlsx"],
)
def test_people_come_with_their_mandates_after_a_preview(
    manager, user_manager, brokers, file
):
    file.seek(0)
    page = preview(manager, PEOPLE, file)
    assert page.status_code == 200
    assert not User.objects.filter(email="sg@example.org").exists()
    done = confirm(manager, PEOPLE, page)

    assert said(done) == ["Import finished: 2 new, 0 changed, 0 as before."]
    stored = Mandate.objects.order_by("-user__email").values_list(
        "user__email",
        "user__name",
        "user__phone",
        "user__language",
        "organisation__acronym",
        "function",
        "is_focal_point",
    )
    assert list(stored) == [
        (
            "sg@example.org",
            "Secrétaire général",
            "+223 20 00",
            "fr",
            "FETRAM",
            "SG",
            True,
        ),
        ("dg@example.org", "Directeur", "", "en", "FETRAM", "Directeur", False),
    ]
    assert not User.objects.get(email="sg@example.org").has_usable_password()
    assert not PasswordLink.objects.exists()
    verbs = Entry.objects.filter(by=user_manager).order_by("pk")
    assert [entry.verb for entry in verbs] == ["user.created", "mandate.created"] * 2


def test_importing_twice_changes_nothing(manager, brokers):
    load(manager, PEOPLE, as_csv([HEADER, *ROWS]))
    before = list(Mandate.objects.values()), list(User.objects.order_by("pk").values())
    trail = Entry.objects.count()

    again = load(manager, PEOPLE, as_csv([HEADER, *ROWS]))
    assert said(again) == ["Import finished: 0 new, 0 changed, 2 as before."]
    after = list(Mandate.objects.values()), list(User.objects.order_by("pk").values())
    assert after[0] == before[0]
    assert [u for u in after[1] if "example" in u["email"]] == before[1]
    assert Entry.objects.count() == trail


def test_a_change_is_shown_before_and_after_and_only_it_is_saved(manager, brokers):
    load(manager, PEOPLE, as_csv([HEADER, *ROWS]))
    changed = [[*ROWS[0][:5], "Président", "oui"], ROWS[1]]
    page = preview(manager, PEOPLE, as_csv([HEADER, *changed]))
    html = page.content.decode()
    done = confirm(manager, PEOPLE, page)

    assert "<del>SG</del> <ins>Président</ins>" in html
    assert "style=" not in html
    assert said(done) == ["Import finished: 0 new, 1 changed, 1 as before."]
    functions = Mandate.objects.order_by("pk").values_list("function", flat=True)
    assert list(functions) == ["Président", "Directeur"]
    assert Entry.objects.first().verb == "mandate.changed"


def test_new_people_are_invited_when_the_box_is_ticked(manager, brokers, broker):
    known = ["broker@example.org", "Broker", "", "fr", "FETRAM", "Point focal", "oui"]
    file = as_csv([HEADER, *ROWS, known])
    load(manager, PEOPLE, file, is_invited="on")

    invited = PasswordLink.objects.values_list("user__email", "purpose")
    assert sorted(invited) == [
        ("dg@example.org", "welcome"),
        ("sg@example.org", "welcome"),
    ]


def test_every_error_of_every_row_is_named_by_line_and_column(manager, brokers, office):
    header = [*HEADER, "Bureau"]
    page = preview(
        manager,
        PEOPLE,
        as_csv(
            [
                header,
                ["nobody", "", "", "ru", "XYZ", "", "peut-être", "Nulle part"],
                [],
                ["ok@example.org", "Bon", "", "", "FETRAM", "Membre", "", "dib"],
                ["sans@example.org", "Sans", "", "", "", "Membre", "", ""],
                ["nu@example.org", "Nu", "", "", "FETRAM", "", "", ""],
            ]
        ),
    )

    assert errors(page) == {
        2: {
            "E-mail": ["Enter a valid email address."],
            "Name": ["This field cannot be blank."],
            "Language": ["“ru” is not one of: French, English."],
            "Organisation": [
                "“XYZ” is not the acronym or the name of an organisation."
            ],
            "Focal point": ["“peut-être” is neither yes nor no."],
            "Customs office": [
                "“Nulle part” is not the code or the name of an office."
            ],
            "": [],
        },
        5: {"Organisation": ["Name the organisation of the mandate."], "": []},
        6: {"Function": ["Name the function of the mandate."], "": []},
    }
    assert "confirm_form" not in page.context
    assert not User.objects.filter(email="ok@example.org").exists()


def test_errors_are_told_in_the_language_of_the_reader(manager, brokers):
    page = preview(
        manager,
        PEOPLE.removeprefix("/en"),
        as_csv([["Courriel", "Nom", "Sigle"], ["a@example.org", "A", "XYZ"]]),
    )

    assert errors(page)[2]["Organisation"] == [
        "« XYZ » n’est ni le sigle ni le nom d’une organisation.".replace(
            "« ", "«\u00a0"
        ).replace(" »", "\u00a0»")
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The submitted file is empty."),
        (b"\n\n", "The file is empty."),
        (b"PK\x03\x04 no zip", "The file is damaged: open it and save it again."),
        (b"\x89PNG\x00\x00", "This file is neither CSV nor XLSX."),
        (b"x" * (2 * 1024 * 1024 + 1), "The file is larger than 2 MB."),
        (b"a;b\n" + b"x;y\n" * 5001, "The file has more than 5000 rows."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(manager, content, sentence):
    page = preview(manager, PEOPLE, SimpleUploadedFile("x.csv", content))

    assert page.context["form"].errors["import_file"] == [sentence]


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (["Courriel", "Couleur"], "Unknown columns: Couleur."),
        (["Nom"], "The column “E-mail” must stand once."),
        (["Courriel", "e-mail"], "The column “E-mail” must stand once."),
    ],
)
def test_columns_that_are_unknown_missing_or_twice_are_named(manager, header, sentence):
    page = preview(manager, PEOPLE, as_csv([header, ["a@example.org", "b"]]))

    told = [str(error.error) for error in page.context["result"].base_errors]
    assert [text.startswith(sentence) for text in told] == [True]
    assert "Traceback" not in page.content.decode()


def test_a_manager_imports_nothing_over_those_above_nor_a_mandate_of_their_own(
    manager, administrator, user_manager, brokers
):
    page = preview(
        manager,
        PEOPLE,
        as_csv(
            [
                ["Courriel", "Nom", "Sigle", "Fonction"],
                [administrator.email, "Autre nom", "", ""],
                [user_manager.email, user_manager.name, "FETRAM", "Point focal"],
            ]
        ),
    )

    assert errors(page) == {
        2: {"": ["Only a superuser may change the account of Autre nom."]},
        3: {"": ["Nobody gives themselves a mandate."]},
    }


def test_organisations_come_with_the_unit_they_belong_to(manager, customs):
    header = ["Sigle", "Nom", "Nature", "Fait partie de", "Point de renseignement"]
    rows = [
        ["DR Kita", "Direction régionale de Kita", "Douane", "dgd", "oui"],
        ["Sub Kita", "Subdivision", "Unité douanière", "DR Kita", ""],
        ["OPI", "Organisation patronale des industriels", "Association", "", "non"],
    ]
    header[3:] = ["Rattachement", "is_enquiry_point"]
    done = load(manager, ORGANISATIONS, as_xlsx([header, *rows]))

    assert said(done) == ["Import finished: 3 new, 0 changed, 0 as before."]
    stored = Organisation.objects.exclude(pk=customs.pk).values_list(
        "acronym", "kind", "parent__acronym", "is_enquiry_point"
    )
    assert list(stored) == [
        ("DR Kita", "customs", "DGD", True),
        ("OPI", "association", None, False),
        ("Sub Kita", "customs", "DR Kita", False),
    ]
    again = load(manager, ORGANISATIONS, as_csv([header, *rows], ","))
    assert said(again) == ["Import finished: 0 new, 0 changed, 3 as before."]


def test_an_acronym_is_recognised_however_it_is_spelt(manager, brokers):
    page = load(
        manager, ORGANISATIONS, as_csv([["Sigle", "Téléphone"], ["fétram", "20 22"]])
    )

    assert said(page) == ["Import finished: 0 new, 1 changed, 0 as before."]
    brokers.refresh_from_db()
    assert (brokers.acronym, brokers.phone) == ("FETRAM", "20 22")


def test_what_a_constraint_refuses_is_named_by_column(manager, customs):
    header = ["Sigle", "Nom", "Type", "Parent"]
    page = preview(
        manager,
        ORGANISATIONS,
        as_csv([header, ["OPI", "OPI", "association", "DGD"], ["X", "X", "lune", "Y"]]),
    )

    assert errors(page) == {
        2: {"": ["Only a customs unit is part of another."]},
        3: {
            "Kind": [
                "“lune” is not one of: customs unit, association, public partner."
            ],
            "Part of": ["“Y” is not the acronym or the name of an organisation."],
            "": [],
        },
    }


def test_confirming_twice_or_something_else_saves_nothing(manager, brokers):
    page = preview(manager, PEOPLE, as_csv([HEADER, *ROWS]))
    confirm(manager, PEOPLE, page)
    twice = confirm(manager, PEOPLE, page)
    assert said(twice) == ["This file was confirmed already, or a day has passed."]

    other = page.context["confirm_form"].initial | {"import_file_name": "passwd"}
    assert manager.post(f"{PEOPLE}process_import/", other).status_code == 400


def test_what_changed_between_preview_and_confirmation_stops_the_whole(
    manager, brokers
):
    page = preview(manager, PEOPLE, as_csv([HEADER, *ROWS]))
    Organisation.objects.update(is_active=False)
    done = confirm(manager, PEOPLE, page)

    assert said(done) == [
        "The portal changed meanwhile: nothing was saved. Please try again."
    ]
    assert not User.objects.filter(email="sg@example.org").exists()


@pytest.mark.parametrize("choice", ["0", "1"])
def test_an_export_holds_no_formula_and_comes_back_unchanged(
    manager, broker, brokers, choice
):
    User.objects.filter(pk=broker.pk).update(
        name="=HYPERLINK(1)", phone="+223 20 00 00 00"
    )
    response = manager.post(f"{PEOPLE}export/", {"format": choice, "resource": "0"})

    assert response.status_code == 200
    if choice == "0":
        sheet = load_workbook(BytesIO(response.content)).active
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert "f" not in {c.data_type for row in sheet.iter_rows() for c in row}
    else:
        cells = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    row = next(row for row in cells if row[0] == broker.email)
    assert row == [
        "broker@example.org",
        "'=HYPERLINK(1)",
        "'+223 20 00 00 00",
        "French",
        "FETRAM",
        *row[5:6],
        "Point focal",
        "yes",
    ]
    back = SimpleUploadedFile("back", response.content)
    assert said(load(manager, PEOPLE, back)) == [
        "Import finished: 0 new, 0 changed, 2 as before."
    ]


def test_the_export_asks_the_same_however_many_people(manager, brokers, broker, rf):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        with CaptureQueriesContext(connection) as captured:
            manager.post(f"{PEOPLE}export/", {"format": "1", "resource": "0"})
        return len(captured)

    count()
    few = count()
    for number in range(6):
        mandate(User.objects.create_user(f"{number}@example.org", name="X"), brokers)
    assert count() == few


def test_the_auditor_exports_and_imports_nothing(client, auditor, broker):
    client.force_login(auditor)

    assert client.get(f"{PEOPLE}import/").status_code == 403
    assert client.post(f"{PEOPLE}process_import/", {}).status_code == 403
    assert client.get(f"{PEOPLE}export/").status_code == 200
    page = client.get(PEOPLE).content.decode()
    assert "/user/import/" not in page
    assert "/user/export/" in page
