"""From a file to meetings: the dry run, its remarks, and what is saved."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from accounts.models import Organisation
from audit.models import Entry
from audit.refusal import Refused
from meetings.actions import importing
from meetings.importing.files import read
from meetings.models import ImportDraft, Meeting, Room
from meetings.tasks import prune_import_drafts

HEADERS = "Date;Début;Fin;Type;Cadre;Organisations;Lieu;Objet;Pilote;Diffusion"
ROW = "16/03/2027;9h;10h30;Bilatérale;;FETRAM;Kati;Cautions;DRS;parties"
RANKS = ["date", "starts", "ends", "kind", "committee", "organisations", "place", "title", "lead", "level"]  # fmt: skip


def csv(*rows):
    return "\n".join([HEADERS, *rows]).encode()


def row(**cells):
    values = ROW.split(";")
    for name, value in cells.items():
        values[RANKS.index(name)] = value
    return ";".join(values)


@pytest.fixture
def keep(house, programme_2027, officer):
    def kept(data, name="file.csv"):
        return importing.keep(
            programme=programme_2027, file_name=name, data=data, by=officer
        )

    return kept


def remarks(found):
    return [(r.row, r.column, r.value, r.rule) for r in found]


def stored(meeting):
    local = timezone.localtime
    return {
        "starts": f"{local(meeting.starts_at):%Y-%m-%d %H:%M}",
        "ends": f"{local(meeting.ends_at):%H:%M}",
        "kind": meeting.kind,
        "committee": str(meeting.committee or ""),
        "organisations": sorted(o.acronym for o in meeting.organisations.all()),
        "place": meeting.where,
        "title": meeting.title,
        "lead": str(meeting.lead or ""),
        "level": meeting.level,
        "state": meeting.state,
    }


CAUTIONS = {
    "starts": "2027-03-16 09:00",
    "ends": "10:30",
    "kind": "bilateral",
    "committee": "",
    "organisations": ["FETRAM"],
    "place": "Kati",
    "title": "Cautions",
    "lead": "DRS",
    "level": "parties",
    "state": "planned",
}


def test_a_row_becomes_a_planned_meeting_with_its_guests(keep, officer):
    importing.carry_out(draft=keep(csv(ROW)), by=officer)

    assert [stored(meeting) for meeting in Meeting.objects.all()] == [CAUTIONS]
    assert [(e.verb, e.by, e.reason) for e in Entry.objects.order_by("pk")] == [
        ("meeting.created", officer, "FETRAM"),
        ("programme.imported", officer, "file.csv: +1, ~0"),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        {"kind": "bilaterale"},
        {"kind": "BILATERAL"},
        {"kind": "Bilateral meeting"},
        {"organisations": "Organisation fetram"},
        {"organisations": '"""FETRAM"""'},
        {"lead": "unité drs"},
        {"level": "Parties"},
        {"level": ""},
        {"place": " kati "},
        {"title": "Cautions  "},
    ],
)
def test_names_are_understood_however_they_are_spelt(keep, officer, cells):
    importing.carry_out(draft=keep(csv(row(**cells))), by=officer)

    assert [stored(meeting) for meeting in Meeting.objects.all()] == [CAUTIONS]


def test_every_error_is_named_by_row_column_value_and_rule(keep):
    draft = keep(
        csv(
            ROW,
            row(date="31/02/2027", starts="midi", title=""),
            row(date="16/03/2026", ends="8h"),
            row(kind="Bilatrale", committee="Comité local de Bamaco"),
            row(organisations="FETRAN, Inconnue", lead="FETRAM", level="secret"),
            row(title="x" * 201, place="y" * 151),
            row(date="", title="Autre"),
            ROW,
        )
    )

    assert remarks(importing.dry_run(draft).errors) == [
        (3, "date", "31/02/2027", "Écrivez le jour comme 26/01/2027 ou 2027-01-26."),
        (3, "starts", "midi", "Écrivez l’heure comme 9h ou 09h30."),
        (3, "title", "", "Cette cellule doit être remplie."),
        (4, "date", "16/03/2026", "Le jour n’est pas en 2027, l’année du programme."),
        (4, "ends", "8h", "La réunion doit finir après avoir commencé."),
        (5, "kind", "Bilatrale", "Ce type de réunion n’existe pas. Vouliez-vous dire «\u00a0bilatérale\u00a0»\u202f?"),
        (5, "committee", "Comité local de Bamaco", "Ce cadre de concertation n’existe pas. Vouliez-vous dire «\u00a0Comité local de Bamako\u00a0»\u202f?"),
        (6, "lead", "FETRAM", "Cette structure douanière n’existe pas."),
        (6, "level", "secret", "Écrivez parties, partenaires ou public."),
        (6, "organisations", "FETRAN", "Cette organisation n’existe pas. Vouliez-vous dire «\u00a0FETRAM\u00a0»\u202f?"),
        (6, "organisations", "Inconnue", "Cette organisation n’existe pas."),
        (7, "title", "x" * 200, "L’objet dépasse 200 caractères."),
        (7, "place", "y" * 151, "Le lieu dépasse 150 caractères."),
        (8, "date", "", "Cette cellule doit être remplie."),
        (9, "title", "Cautions", "Ceci répète la ligne 2."),
    ]  # fmt: skip


def test_the_same_errors_are_said_in_english(keep):
    draft = keep(csv(row(date="demain", kind="Fête")))

    with translation.override("en"):
        assert remarks(importing.dry_run(draft).errors) == [
            (2, "date", "demain", "Write the day as 26/01/2027 or 2027-01-26."),
            (2, "kind", "Fête", "There is no such kind of meeting."),
        ]


def test_an_organisation_that_has_ended_cannot_be_invited(keep):
    Organisation.objects.filter(acronym="FETRAM").update(is_active=False)

    assert remarks(importing.dry_run(keep(csv(ROW))).errors) == [
        (2, "organisations", "FETRAM", "FETRAM n’est plus active.")
    ]


def test_an_unknown_place_is_a_warning_and_is_kept_as_text(keep, officer):
    draft = keep(csv(row(place="Hôtel Salam"), row(place="Kat", title="B")))

    assert remarks(importing.dry_run(draft).warnings) == [
        (2, "place", "Hôtel Salam", "Ce lieu n’est pas dans la liste."),
        (3, "place", "Kat", "Ce lieu n’est pas dans la liste. Vouliez-vous dire «\u00a0Kati\u00a0»\u202f?"),
    ]  # fmt: skip
    importing.carry_out(draft=draft, by=officer)
    assert [(m.room, m.place) for m in Meeting.objects.order_by("pk")] == [
        (None, "Hôtel Salam"),
        (None, "Kat"),
    ]


def test_nothing_is_saved_while_an_error_stands(keep, officer):
    draft = keep(csv(ROW, row(kind="Fête")))

    with pytest.raises(Refused) as refused:
        importing.carry_out(draft=draft, by=officer)

    assert str(refused.value) == (
        "Rien n’a été enregistré\u00a0: le fichier contient encore des erreurs."
    )
    assert not Meeting.objects.exists()
    assert not Entry.objects.exists()


def pictures():
    return list(Meeting.objects.order_by("pk").values())


def test_the_supplied_files_import_85_meetings_and_the_second_time_nothing(
    imported, keep, officer, csv_2027, xlsx_2027
):
    before, entries = pictures(), Entry.objects.count()

    for data in (csv_2027, xlsx_2027, csv_2027.decode("utf-8-sig").encode("cp1252")):
        found = importing.carry_out(draft=keep(data), by=officer)
        assert [len(x) for x in (found.new, found.changed, found.unchanged)] == [
            0,
            0,
            85,
        ]

    assert len(before) == 85
    assert pictures() == before
    assert Entry.objects.count() == entries


def test_a_changed_row_changes_its_planned_meeting_and_no_other(keep, officer):
    importing.carry_out(
        draft=keep(csv(ROW, row(title="Transit", starts="14h", ends="15h"))), by=officer
    )
    other = Meeting.objects.get(title="Transit")

    found = importing.carry_out(
        draft=keep(
            csv(row(date="17/03/2027", organisations="FETRAM, CMTR", place="Hôtel"))
        ),
        by=officer,
    )

    assert [(w.row, m.title, columns) for w, m, columns in found.changed] == [
        (2, "Cautions", ["date", "ends", "place", "organisations"])
    ]
    assert found.others == 1
    changed = Meeting.objects.get(title="Cautions")
    assert stored(changed) == CAUTIONS | {
        "starts": "2027-03-17 09:00",
        "organisations": ["CMTR", "FETRAM"],
        "place": "Hôtel",
    }
    assert changed.sequence == 1
    assert Meeting.objects.get(pk=other.pk).updated_at == other.updated_at


def test_columns_that_the_file_lacks_stay_as_they_are(keep, officer):
    importing.carry_out(draft=keep(csv(ROW)), by=officer)
    data = b"Date;Debut;Fin;Type;Objet\n16/03/2027;9h;11h;Bilaterale;Cautions"

    importing.carry_out(draft=keep(data), by=officer)

    assert [stored(m) for m in Meeting.objects.all()] == [CAUTIONS | {"ends": "11:00"}]


def test_a_convened_meeting_is_moved_on_its_page_and_not_by_a_file(keep, officer):
    importing.carry_out(draft=keep(csv(ROW)), by=officer)
    Meeting.objects.update(state=Meeting.State.CONVENED)

    same = importing.dry_run(keep(csv(ROW)))
    other = importing.dry_run(keep(csv(row(starts="8h"))))

    assert (len(same.unchanged), same.errors) == (1, [])
    assert remarks(other.errors) == [
        (2, "date", "Cautions", "La réunion est déjà convoquée\u00a0: déplacez-la ou modifiez-la sur sa propre page.")
    ]  # fmt: skip


def test_a_meeting_that_was_held_is_not_changed_by_a_file(keep, officer):
    importing.carry_out(draft=keep(csv(ROW)), by=officer)
    Meeting.objects.update(state=Meeting.State.HELD)

    found = importing.dry_run(keep(csv(row(level="public"))))

    assert remarks(found.errors) == [
        (2, "level", "Cautions", "La réunion est tenue\u00a0: un fichier ne peut plus la modifier.")
    ]  # fmt: skip


def test_conflicts_of_the_file_count_what_is_planned_already(keep, officer):
    importing.carry_out(draft=keep(csv(ROW)), by=officer)

    found = importing.dry_run(keep(csv(row(title="Autre", place="CFP", lead="DSI"))))

    assert [(c.kind.value, c.what) for c in found.conflicts] == [
        ("organisation", "FETRAM")
    ]


def test_a_closed_programme_takes_no_file(keep, officer, programme_2027):
    draft = keep(csv(ROW))
    programme_2027.state = "closed"
    programme_2027.save()

    with pytest.raises(Refused) as refused:
        importing.carry_out(draft=draft, by=officer)
    assert str(refused.value) == (
        "Le programme est clos\u00a0: on ne peut plus rien y importer."
    )


def test_a_dry_run_takes_the_same_queries_for_one_row_as_for_85(
    imported, keep, csv_2027, django_assert_max_num_queries
):
    one, many = keep(csv(ROW)), keep(csv_2027)

    with django_assert_max_num_queries(12):
        importing.dry_run(one)
    with django_assert_max_num_queries(12):
        importing.dry_run(many)


def test_uploads_that_nobody_confirmed_are_forgotten_after_a_day(keep, officer):
    old, young = keep(csv(ROW)), keep(csv(ROW))
    old.created_at -= timedelta(hours=25)
    old.save()

    assert list(ImportDraft.objects.of(officer)) == [young]
    prune_import_drafts()
    assert list(ImportDraft.objects.all()) == [young]


def upload(client, data, name="programme.csv"):
    return client.post(
        "/meetings/2027/import/", {"file": SimpleUploadedFile(name, data)}
    )


def test_the_officer_sees_the_dry_run_and_confirms_without_a_second_upload(
    client, house, programme_2027, officer, xlsx_2027
):
    client.force_login(officer)

    answer = upload(client, xlsx_2027, "programme-2027.xlsx")
    page = client.get(answer["Location"])
    done = client.post(answer["Location"])

    assert page.status_code == 200
    assert "Importer 85 réunions" in page.content.decode()
    assert done["Location"] == "/meetings/2027/planner/"
    assert Meeting.objects.count() == 85
    assert not ImportDraft.objects.exists()


def test_a_bad_file_is_refused_beside_its_field(client, keep, officer):
    client.force_login(officer)

    page = upload(client, b"bonjour")

    assert page.context["form"].errors == {
        "file": ["Aucune ligne d’en-têtes trouvée\u00a0: elle doit nommer Date, Début, Fin, Type, Objet."]
    }  # fmt: skip


def test_errors_are_shown_and_can_be_taken_as_a_table(client, keep, officer):
    client.force_login(officer)
    address = upload(client, csv(row(kind="=Fête", place="Salam")))["Location"]

    page = client.get(address).content.decode()
    table = client.get(f"{address}remarks.csv")
    refused = client.post(address, follow=True).content.decode()

    assert "Ce type de réunion n’existe pas." in page
    assert "Importer 1" not in page
    assert "Rien n’a été enregistré" in refused
    assert table.content.decode("utf-8-sig").splitlines() == [
        "Gravité;Ligne;Colonne;Valeur;Règle",
        "erreur;2;Type;'=Fête;Ce type de réunion n’existe pas.",
        "avertissement;2;Lieu;Salam;Ce lieu n’est pas dans la liste.",
    ]
    assert not Meeting.objects.exists()


def test_an_upload_belongs_to_the_person_who_sent_it(client, keep, administrator):
    draft = keep(csv(ROW))
    client.force_login(administrator)

    for address in ("", "remarks.csv", "discard/"):
        path = f"/meetings/2027/import/{draft.key}/{address}"
        ask = client.post if address == "discard/" else client.get
        assert ask(path).status_code == 404


def test_the_template_can_be_imported_as_it_is(client, keep, officer):
    client.force_login(officer)

    data = client.get("/meetings/2027/import/template.xlsx").content

    found = importing.dry_run(keep(data))
    assert (len(found.new), found.errors, found.warnings) == (1, [], [])


def test_only_the_programme_officer_imports(client, cast, programme_2027):
    answers = {}
    for name, user in cast.items():
        client.logout()
        if name != "stranger":
            client.force_login(user)
        answers[name] = client.get("/meetings/2027/import/").status_code

    assert answers == dict.fromkeys(cast, 403) | {
        "stranger": 302,
        "officer": 200,
        "administrator": 200,
    }


def test_what_the_portal_exports_it_can_read_again(client, imported, keep, officer):
    title = "=SOMME(A1) ; « test », dit-il"
    Meeting.objects.filter(pk=imported.meetings.first().pk).update(title=title)
    Room.objects.filter(name="Kati").update(name="-Kati")
    client.force_login(officer)

    for prefix in ("", "/en"):
        for ending in ("csv", "xlsx"):
            data = client.get(f"{prefix}/meetings/2027/programme.{ending}").content
            found = importing.dry_run(keep(data))
            counts = [len(x) for x in (found.new, found.changed, found.unchanged)]
            assert (counts, found.errors, found.warnings) == ([0, 0, 85], [], [])
    assert read(data).ignored == []
