"""Officers write, import, preview, sign and publish, each what is theirs to do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from instructions.models import Instruction, Version
from tests.instructions.conftest import TEXT


def address(name, version, *args):
    slug, number = version.instruction.slug, version.number
    return reverse(f"instructions:{name}", args=[slug, number, *args])


def form_of(version, **changes):
    return {
        "changes": "Plus simple.",
        "text": TEXT,
        "legal_basis": "Code des douanes.",
        "signatory_function": "Le Directeur général",
        "in_force_on": timezone.localdate() + timedelta(days=30),
        "relation-TOTAL_FORMS": "0",
        "relation-INITIAL_FORMS": "0",
    } | changes


def test_a_text_is_created_and_written(client, text_editor, customs, office, published):
    other = published("001").instruction
    client.force_login(text_editor)
    created = client.post(
        reverse("instructions:create"),
        {
            "type": "circular",
            "issuer": customs.pk,
            "number": "099",
            "year": 2026,
            "title": "Visites",
            "audience": "general",
            "steps": ["7"],
            "regimes": ["IM4"],
        },
    )
    version = Version.objects.get(instruction__number="099")
    assert created.url == address("write", version)

    client.post(
        address("write", version),
        form_of(version)
        | {
            f"office_{office.pk}": timezone.localdate() + timedelta(days=60),
            "relation-TOTAL_FORMS": "1",
            "relation-0-verb": "amends",
            "relation-0-object": other.pk,
            "relation-0-articles": "art-2",
        },
    )
    version.refresh_from_db()
    assert [a.key for a in version.articles.all()] == ["preamble", "art-1", "art-2"]
    assert version.relations.get().object == other
    assert version.office_dates.get().office == office
    assert version.instruction.slug == "circulaire-099-2026"


def test_a_number_given_twice_is_said_beside_it(client, text_editor, customs, write):
    write("012")
    client.force_login(text_editor)
    answer = client.post(
        reverse("instructions:create"),
        {
            "type": "circular",
            "issuer": customs.pk,
            "number": "012",
            "year": 2026,
            "title": "Encore",
            "audience": "general",
        },
    )

    assert set(answer.context["form"].errors) == {"number"}
    assert Instruction.objects.count() == 1


def test_a_preview_saves_nothing_and_shows_what_changes(client, text_editor, published):
    first = published()
    client.force_login(text_editor)
    client.post(reverse("instructions:start", args=[first.instruction.slug]))
    draft = Version.objects.get(number=2)
    text = draft.text.replace("vingt-quatre", "quatre")
    answer = client.post(
        address("write", draft), form_of(draft, text=text, preview="1")
    )

    assert [c.key for c in answer.context["preview"]["changes"]] == ["art-2"]
    draft.refresh_from_db()
    assert "vingt-quatre" in draft.text


def test_an_exception_needs_its_reason(client, text_editor, write):
    draft = write(waiver="", waiver_reason="")
    client.force_login(text_editor)
    answer = client.post(address("write", draft), form_of(draft, waiver="urgency"))

    assert set(answer.context["form"].errors) == {"waiver_reason"}


def test_each_step_asks_for_its_own_permission(
    client, write, text_editor, text_signatory, broker, auditor
):
    draft = write()
    url = address("decide", draft)

    def post(user, step):
        client.force_login(user)
        return client.post(url, {"step": step}).status_code

    assert post(broker, "sign") == 404
    assert post(auditor, "sign") == 403
    assert post(text_editor, "sign") == 403
    assert post(text_signatory, "guess") == 404
    assert post(text_signatory, "sign") == 302
    assert post(text_editor, "publish") == 302
    draft.refresh_from_db()
    assert draft.state == "published"


def test_what_is_signed_cannot_be_written(client, published, text_editor):
    version = published()
    client.force_login(text_editor)

    assert client.get(address("write", version)).status_code == 404
    form = client.get(
        reverse("instructions:about", args=[version.instruction.slug])
    ).context["form"]
    assert form.fields["title"].disabled


def test_partners_do_not_write(client, write, broker):
    draft = write()
    client.force_login(broker)

    assert client.get(reverse("instructions:create")).status_code == 403
    assert client.get(reverse("instructions:drafts")).status_code == 403
    assert client.get(address("write", draft)).status_code == 403


def test_what_describes_a_published_text_changes_in_sight_of_everybody(
    client, published, text_editor, office
):
    version = published(labels=[("step", "3")])
    text = version.instruction
    client.force_login(text_editor)
    client.post(
        reverse("instructions:about", args=[text.slug]),
        {
            "title": "Un autre titre",
            "title_en": "Clearance",
            "audience": "general",
            "offices": [office.pk],
            "steps": ["7"],
        },
    )
    client.logout()
    text.refresh_from_db()
    page = client.get(reverse("instructions:history", args=[text.slug]))

    assert (text.title, text.title_en) == ("Texte 012", "Clearance")
    changes = [change for event in page.context["events"] for change in event.changes]
    assert set(changes) == {
        ("Bureaux de douane", "–", "Diboli"),
        ("Titre en anglais", "–", "Clearance"),
        (
            "Étapes, régimes, canaux, facteurs",
            "Déclaration en détail",
            "Visite physique, scanner",
        ),
    }
    assert [event.what for event in page.context["events"][-2:]] == [
        "Publication",
        "Signature",
    ]


def test_an_exception_needs_its_reason_beside_the_field(client, text_editor, write):
    draft = write()
    client.force_login(text_editor)
    answer = client.post(
        address("write", draft), form_of(draft, waiver="relief", waiver_reason="")
    )

    assert set(answer.context["form"].errors) == {"waiver_reason"}
    choices = dict(answer.context["form"].fields["waiver"].choices)
    assert set(choices) == {
        "",
        "duty_rates",
        "relief",
        "effect",
        "urgency",
        "minor",
    }


@pytest.mark.parametrize("field", ["legal_basis", "changes", "in_force_on"])
def test_what_a_draft_cannot_do_without_is_asked(client, text_editor, write, field):
    draft = write()
    client.force_login(text_editor)
    answer = client.post(address("write", draft), form_of(draft, **{field: ""}))

    assert set(answer.context["form"].errors) == {field}


def test_a_date_is_moved_from_the_page_of_the_text(
    client, published, text_editor, office, broker
):
    today = timezone.localdate()
    version = published(
        in_force_on=today + timedelta(days=9),
        office_dates={office: today + timedelta(days=12)},
    )
    client.force_login(broker)
    assert client.get(address("move", version)).status_code == 403
    client.force_login(text_editor)
    sent = {
        "in_force_on": today,
        f"office_{office.pk}": today + timedelta(days=50),
        "reason": "Le système n’est pas prêt.",
    }
    wrong = client.post(address("move", version), sent)
    assert wrong.context["form"].non_field_errors() == [
        "La nouvelle date doit être postérieure à aujourd’hui."
    ]
    assert wrong.context["form"]["reason"].value() == "Le système n’est pas prêt."

    sent["in_force_on"] = today + timedelta(days=40)
    client.post(address("move", version), sent)
    draft = Version.objects.get(number=2)
    assert (draft.moves, draft.starts()) == (
        version,
        [today + timedelta(days=40), today + timedelta(days=50)],
    )
