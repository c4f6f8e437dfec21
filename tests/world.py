"""One small world in which every address leads somewhere."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.files.base import ContentFile
from django.utils import timezone

from instructions import actions as of_texts
from instructions.models import Instruction
from meetings import links
from meetings.actions import meeting as of_meetings
from meetings.models import CalendarKey, Invitation, Level, Meeting, Paper, Programme
from meetings.models.importing import ImportDraft
from notices import unsubscribe
from notices.models import Reply
from surveys import actions as of_waves
from tests.surveys.conftest import put_out, small_version

ARTICLE = "### Article 1. Objet\n\nLe présent texte fixe la procédure."


def local_meeting(programme, committee, region):
    """A public meeting of the secretary's committee, still planned."""
    starts_at = timezone.now() + timedelta(days=40)
    return Meeting.objects.create(
        programme=programme,
        kind=Meeting.Kind.LOCAL,
        committee=committee,
        title="Réunion ordinaire n° 1",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        lead=region,
        level=Level.PUBLIC,
    )


def paper_of(meeting, officer):
    return Paper.objects.create(
        meeting=meeting,
        title="Ordre du jour",
        file=ContentFile(b"%PDF-1.4", name="x"),
        name="ordre-du-jour.pdf",
        content_type="application/pdf",
        size=8,
        sha256="0" * 64,
        added_by=officer,
    )


def fill(version, by):
    values = {
        "changes": "Un seul délai pour tous.",
        "legal_basis": "Code des douanes, article 25.",
        "signatory_function": "Le Directeur général",
        "in_force_on": timezone.localdate(),
        "waiver": "minor",
        "waiver_reason": "Mise en forme seulement.",
    }
    return of_texts.save_draft(version=version, text=ARTICLE, values=values, by=by)


def text(number, customs, by):
    """A draft with one article, ready to be signed or opened to consultation."""
    version = of_texts.create_instruction(
        instruction=Instruction(
            issuer=customs, number=number, type="circular", year=2026, title=number
        ),
        labels=[("step", "3")],
        offices=[],
        by=by,
    )
    return fill(version, by)


def published(version, *, editor, signatory):
    of_texts.sign(version=version, by=signatory)
    return of_texts.publish(version=version, by=editor)


@pytest.fixture
def texts(cast, customs, brokers, office):
    """A text in two versions, a draft, one open to comments, and a difficulty."""
    editor, signatory = cast["text_editor"], cast["text_signatory"]
    first = published(text("001", customs, editor), editor=editor, signatory=signatory)
    second = of_texts.start_version(instruction=first.instruction, by=editor)
    published(fill(second, editor), editor=editor, signatory=signatory)
    draft, asked = text("002", customs, editor), text("003", customs, editor)
    of_texts.open_consultation(
        version=asked,
        about="Le délai d'enregistrement",
        decides="Le Directeur général",
        next_steps="Une synthèse est publiée.",
        closes_on=timezone.localdate() + timedelta(days=60),
        by=editor,
    )
    difficulty = of_texts.report(
        version=first,
        office=office,
        organisation=brokers,
        text="Le délai n'est pas tenu.",
        by=cast["broker"],
    )
    return {
        "TEXT": first.instruction.slug,
        "DRAFT_TEXT": draft.instruction.slug,
        "ASKED_TEXT": asked.instruction.slug,
        "DIFFICULTY": difficulty.pk,
    }


@pytest.fixture
def waves(cast):
    """Two published waves of the survey, and the draft of a third."""
    analyst, approver = cast["survey_analyst"], cast["survey_approver"]
    for year in (2020, 2022):
        version = small_version(analyst, year=year)
        of_waves.submit(version=version, by=analyst)
        put_out(version, approver)
    return small_version(analyst, year=2024)


@pytest.fixture
def world(
    cast,
    texts,
    waves,
    meeting,
    committee,
    region,
    customs,
    brokers,
    office,
    settings,
    tmp_path,
):
    """Names that stand for arguments in the rows of the matrix."""
    settings.MEDIA_ROOT = tmp_path
    Meeting.objects.filter(pk=meeting.pk).update(lead=None)
    meeting.refresh_from_db()
    meeting = of_meetings.convene(meeting=meeting, by=cast["officer"])
    local = local_meeting(meeting.programme, committee, region)
    invitation = Invitation.objects.get(meeting=meeting)
    delegate = invitation.delegates.get()
    draft = Programme.objects.create(
        year=meeting.programme.year + 1, directorate=customs
    )
    opened = Programme.objects.create(
        year=draft.year + 1, directorate=customs, state=Programme.State.OPEN
    )
    reply = Reply.objects.create(
        sha256="0" * 64, outcome=Reply.Outcome.ASIDE, sender="x@example.org"
    )
    upload = ImportDraft.objects.create(
        programme=draft, user=cast["officer"], file_name="programme.csv", lines=[]
    )
    return texts | {
        "YEAR": meeting.programme.year,
        "NEXT": draft.year,
        "PROGRAMME": meeting.programme.pk,
        "AFTER": opened.year,
        "DRAFT": draft.pk,
        "OPENED": opened.pk,
        "MEETING": meeting.pk,
        "LOCAL": local.pk,
        "INVITATION": invitation.pk,
        "DELEGATE": delegate.pk,
        "TOKEN": links.token(delegate, meeting),
        "PAPER": paper_of(meeting, cast["officer"]).pk,
        "ORGANISATION": brokers.pk,
        "OFFICE": office.pk,
        "CALENDAR": CalendarKey.objects.create(organisation=brokers).key,
        "IMPORT": upload.key,
        "REPLY": reply.pk,
        "MANAGER_LETTERS": signing.dumps(
            ["accounts.access_asked", cast["user_manager"].pk, ""],
            salt=unsubscribe.SALT,
        ),
    }
