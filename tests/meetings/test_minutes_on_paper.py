"""A party of which nobody has an account: asked by letter, approved on proof."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import override

from meetings.actions.minutes import attending, circulating, writing
from meetings.actions.minutes.approving import approve
from meetings.models import Approval, ApprovalProof, Delegate, Invitation, Minutes
from notices.kinds import KINDS
from notices.models import Notice
from tests.conftest import mandate

LETTER = b"%PDF-1.7 Nous approuvons le compte rendu."


@pytest.fixture
def asked(draft, officer, carriers):
    """Circulated minutes with a second party, whose delegate has an address alone."""
    invitation = Invitation.objects.create(meeting=draft.meeting, organisation=carriers)
    delegate = Delegate.objects.create(
        invitation=invitation, name="Président", email="president@example.org"
    )
    attending.mark(
        meeting=draft.meeting, who={"delegate": delegate}, is_present=True, by=officer
    )
    item = writing.add_item(minutes=draft, title="Escortes", by=officer)
    writing.write(
        passage=item.passages.first(), text="Elles coûtent.", version=0, by=officer
    )
    return circulating.circulate(minutes=draft, level="parties", by=officer)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def page(minutes, step=""):
    meeting = minutes.meeting
    return f"/en/meetings/{meeting.programme.year}/{meeting.pk}/minutes/{step}"


def typed(name="lettre.pdf", content=LETTER):
    return {
        "organisation": Approval.objects.get(
            organisation__acronym="CMTR"
        ).organisation_id,
        "function": "Président du Conseil",
        "proof": SimpleUploadedFile(name, content),
        "reservation": "Le tarif reste à fixer.",
    }


def record(client, minutes, by, **data):
    client.force_login(by)
    return client.post(page(minutes, "record/"), data or typed())


def letter(code):
    notice = Notice.objects.get(kind=code, email="president@example.org")
    kind = KINDS[notice.kind]
    assert kind.still_true(notice) == ""
    with override("fr"):
        return kind.letter(notice)


def test_a_party_without_account_is_written_to_with_the_whole_text(asked, officer):
    written = letter("meetings.minutes_to_correct")

    [(name, content, content_type)] = written.attachments
    assert (name, content_type) == ("compte-rendu.txt", "text/plain")
    assert "Elles coûtent." in content.decode("utf-8-sig")
    assert "Vous n’avez pas besoin de compte" in written.text
    assert asked.get_absolute_url() not in written.text
    assert written.reply_to == officer.email


def test_its_letter_is_kept_and_its_approval_recorded_as_such(
    client, asked, officer, broker, brokers, customs, carriers, media
):
    assert "Record an approval" in read(client, asked, officer)
    answer = record(client, asked, officer)

    assert answer.status_code == 302
    approval = asked.approvals.get(organisation=carriers)
    sha256 = hashlib.sha256(LETTER).hexdigest()
    assert (approval.how, approval.by, approval.function) == (
        *(Approval.How.RECORDED, officer, "Président du Conseil"),
    )
    assert approval.proof.sha256 == sha256
    told = letter("meetings.approval_recorded")
    assert sha256 in told.text
    content = read(client, asked, officer)
    assert "approved in writing, recorded" in content
    assert sha256 in content
    assert "Record an approval" not in content

    approve(minutes=asked, organisation=brokers, by=broker)
    approve(minutes=asked, organisation=customs, by=officer)
    sealed = Minutes.objects.get()
    assert sealed.state == "approved"
    assert f"lettre.pdf, SHA-256 {sha256}" in sealed.text
    assert "Le tarif reste à fixer." in sealed.text


def read(client, minutes, by):
    client.force_login(by)
    return client.get(page(minutes)).content.decode()


def test_nobody_is_spoken_for_who_can_speak(client, asked, officer, carriers, carrier):
    answer = record(client, asked, officer)

    sentence = "Somebody speaks for CMTR in the portal: it approves itself."
    assert sentence in answer.content.decode()
    assert "Président du Conseil" in answer.content.decode()
    assert not ApprovalProof.objects.exists()


def test_what_is_recorded_needs_a_proof_and_a_function(client, asked, officer, media):
    missing = record(client, asked, officer, **typed() | {"function": "", "proof": ""})
    assert missing.content.decode().count("This field is required.") == 4
    odd = record(client, asked, officer, **typed("lettre.exe", b"MZ\x00\x01"))
    assert "not of an accepted type" in odd.content.decode()
    assert not ApprovalProof.objects.exists()


def test_it_is_recorded_once(client, asked, officer, media):
    record(client, asked, officer)
    again = record(client, asked, officer)

    assert "has approved already." in again.content.decode()
    assert ApprovalProof.objects.count() == 1


def test_the_proof_is_for_the_parties_and_the_officers(
    client, asked, officer, broker, text_editor, media, region
):
    record(client, asked, officer)
    address = f"/meetings/approval-proofs/{ApprovalProof.objects.get().pk}/"

    client.force_login(broker)
    assert b"".join(client.get(address).streaming_content) == LETTER
    client.logout()
    assert client.get(address).status_code == 404
    text_editor.mandates.update(organisation=region)
    client.force_login(text_editor)
    assert client.get(address).status_code == 404


def test_somebody_with_an_account_from_now_on_approves_alone(
    asked, carriers, client, officer, broker, media
):
    mandate(broker, carriers)

    approve(minutes=asked, organisation=carriers, by=broker)
    assert asked.approvals.get(organisation=carriers).at <= timezone.now()
    assert "has approved already." in record(client, asked, officer).content.decode()
