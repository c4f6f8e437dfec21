from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.likeness import prepared_for
from accounts.models import outside_customs
from audit.prepared import NOW, TODAY, prepared
from instructions.models import (
    Acknowledgement,
    Comment,
    Consultation,
    Difficulty,
    Version,
)
from instructions.models.standing import BODIES
from portal.waiting.thing import Waiting
from workdays.words import date_format

REPLY_WITHIN = 10
SIGN_WITHIN = 5
PUBLISH_WITHIN = 2
READ_WITHIN = 10
OF_A_TEXT = (
    "version__number",
    *(f"version__instruction__{name}" for name in ("slug", "title", "title_en")),
)
OVER = {"declined", "merged"}


@prepared_for
def uncommented(reader):
    made = Comment.objects.filter(
        consultation=OuterRef("pk"), organisation__in=reader.organisations()
    )
    found = Consultation.objects.visible_to(reader, NOW).open(NOW)
    found = found.filter(~Exists(made)).order_by().only("closes_at", *OF_A_TEXT)
    return found.select_related("version__instruction")


def consultations(user, moment):
    """Drafts of texts on which one's organisation may comment and has not yet."""
    if not outside_customs(user.organisations()):
        return
    for consultation in uncommented(user, now=moment.now):
        yield Waiting(
            title=consultation.version.instruction.name,
            detail=_("The draft of a text is open for comments."),
            action=_("Read it and comment"),
            url=consultation.get_absolute_url(),
            due_on=timezone.localdate(consultation.closes_at),
        )


@prepared_for
def unanswered(reader):
    owed = Comment.objects.unanswered().filter(consultation=OuterRef("pk"))
    found = Consultation.objects.visible_to(reader, NOW).unanswered(NOW)
    return (
        found.filter(version__state=Version.State.CONSULTATION)
        .annotate(is_owed=Exists(owed))
        .defer("text", *(f"version__{name}" for name in BODIES))
        .select_related("version__instruction")
    )


def comments_to_answer(user, moment):
    """Consultations that are closed and whose summary is not published."""
    if not user.has_perm("instructions.change_consultation"):
        return
    for consultation in unanswered(user, now=moment.now):
        text, number = consultation.version.instruction, consultation.version.number
        yield Waiting(
            title=text.name,
            detail=_("The consultation is closed; comments have no reply yet.")
            if consultation.is_owed
            else _("The consultation is closed; the summary is not published."),
            action=_("Reply to the comments"),
            url=reverse("instructions:replies", args=[text.slug, number]),
            due_on=moment.workdays_after(consultation.closes_at, REPLY_WITHIN),
        )


@prepared_for
def ready(reader):
    found = Version.objects.ready_to_sign().exclude(drafted_by=reader)
    return found.without_bodies().order_by().select_related("instruction")


def to_sign(user, moment):
    """Texts that are ready and that this person has not written."""
    if not user.has_perm("instructions.sign_version"):
        return
    for version in ready(user):
        yield Waiting(
            title=version.instruction.name,
            detail=_("The text is ready; it is to be in force on %(day)s.")
            % {"day": date_format(version.in_force_on)},
            action=_("Read it and sign"),
            url=version.get_absolute_url(),
            due_on=moment.workdays_after(version.updated_at, SIGN_WITHIN),
        )


@prepared
def signed():
    found = Version.objects.filter(state=Version.State.SIGNED)
    return found.without_bodies().order_by().select_related("instruction")


def to_publish(user, moment):
    """Texts that are signed and that nobody has published."""
    if not user.has_perm("instructions.publish_version"):
        return
    for version in signed():
        yield Waiting(
            title=version.instruction.name,
            detail=_("The text is signed; nobody can read it yet."),
            action=_("Publish it"),
            url=version.get_absolute_url(),
            due_on=moment.workdays_after(version.signed_at, PUBLISH_WITHIN),
        )


@prepared_for
def reported(reader):
    found = Difficulty.objects.answerable_by(reader).open()
    return found.select_related("office", "version__instruction").defer(
        *(f"version__{name}" for name in BODIES)
    )


def difficulties(user, moment):
    """Difficulties that this person answers, unless a committee has taken them."""
    rows = reported(user)
    if not rows:
        return
    taken = set(
        taken_up().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    for difficulty in rows:
        if difficulty.pk in taken:
            continue
        yield Waiting(
            title=f"{difficulty.reference} – {difficulty.version.instruction.name}",
            detail=_("A difficulty of application at %(office)s.")
            % {"office": difficulty.office.name},
            action=_("Answer it"),
            url=difficulty.get_absolute_url(),
            due_on=difficulty.due_on,
        )


def taken_up():
    """Difficulties that stand on the agenda of a committee."""
    return Difficulty.objects.filter(topics__isnull=False).exclude(
        topics__state__in=OVER
    )


@prepared_for
def unread(reader):
    """When each was published."""
    organisations = outside_customs(reader.focal_organisations())
    found = Acknowledgement.objects.owed_by(organisations, TODAY)
    return found.values_list("published_at", flat=True)


def to_acknowledge(user, moment):
    """New texts that nobody has read for one's organisation, in one line."""
    if not outside_customs(user.focal_organisations()):
        return
    if rows := unread(user):
        yield Waiting(
            title=ngettext("%(count)s new text", "%(count)s new texts", len(rows))
            % {"count": len(rows)},
            detail=_("Nobody has said yet that your organisation has read it."),
            action=_("Read and acknowledge"),
            url=reverse("instructions:acknowledgements"),
            due_on=moment.workdays_after(min(rows), READ_WITHIN),
        )


SOURCES = [consultations, to_acknowledge]
OFFICERS = [comments_to_answer, to_sign, to_publish, difficulties]
