"""Two people: who drafted does not sign. What is signed is published as it is."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Entry
from audit.refusal import Refused
from audit.trail import picture, record
from instructions.letters import audience
from instructions.models import Comparison, Version
from instructions.search.index import index
from instructions.text import comparison
from notices import outbox

WRITING = ("version.started", "version.saved")


def wrote(user, version):
    """Whether a person drafted a version, or changed a word of it."""
    return (
        version.drafted_by_id == user.pk
        or Entry.objects.about(version).filter(by=user, verb__in=WRITING).exists()
    )


def refuse_unready(version):
    """Raise with the first thing that a text still lacks for its signature."""
    needed = (
        (version.legal_basis, _("The text has no legal basis.")),
        (version.changes, _("Say first what changes for the reader.")),
        (version.signatory_function, _("Say which function signs.")),
        (version.articles.exists(), _("The text has no article yet.")),
    )
    for is_there, sentence in needed:
        if not is_there:
            raise Refused(sentence)
    consulted = version.state == Version.State.ANSWERED
    if version.state == Version.State.CONSULTATION:
        owed = version.consultation.comments.unanswered().count()
        raise Refused(
            ngettext(
                "%(count)s comment has no reply yet.",
                "%(count)s comments have no reply yet.",
                owed,
            )
            % {"count": owed}
            if owed
            else _("The answers to the consultation are not published yet.")
        )
    if not consulted and not version.waiver and version.language == "fr":
        raise Refused(
            _("Consult the trade first, or give one of the five exceptions and why.")
        )


@transaction.atomic
def sign(*, version, by):
    """Fix the text for good, under the name of somebody who did not write it."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    if version.state not in {
        Version.State.DRAFT,
        Version.State.CONSULTATION,
        Version.State.ANSWERED,
    }:
        raise Refused(_("Only a draft can be signed."))
    if wrote(by, version):
        raise Refused(_("Who drafts a text does not sign it: ask another signatory."))
    refuse_unready(version)
    before = picture(version)
    version.state, version.signed_at, version.signed_by = (
        Version.State.SIGNED,
        timezone.now(),
        by,
    )
    version.save(update_fields=["state", "signed_at", "signed_by", "updated_at"])
    record("version.signed", version, by=by, before=before)
    return version


@transaction.atomic
def publish(*, version, by):
    """Show a signed text to everybody; whoever subscribed hears of it."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    if version.state != Version.State.SIGNED:
        raise Refused(_("Only a signed text can be published."))
    today = timezone.localdate()
    may_look_back = version.is_correction or version.waiver or version.language != "fr"
    if version.in_force_on < today and not may_look_back:
        raise Refused(
            _(
                "The text would be in force before it is published: that needs a new date."
            )
        )
    before = picture(version)
    version.state = Version.State.PUBLISHED
    version.published_at, version.published_on = timezone.now(), today
    version.save(update_fields=["state", "published_at", "published_on", "updated_at"])
    version.instruction.save(update_fields=["updated_at"])
    keep_comparison(version)
    index(version)
    record("version.published", version, by=by, before=before)
    if version.language == "fr":
        outbox.post_all(
            "instruction.published",
            version,
            audience.subscribers(version.instruction, except_for=by),
            occurrence="published",
        )
    return version


def keep_comparison(version):
    """Work out once what changed from the version before."""
    old = version.before()
    if old is not None:
        Comparison.objects.create(
            old=old, new=version, changes=comparison.to_json(differences(old, version))
        )


def differences(old, new):
    """What changed between two versions, worked out now."""
    return comparison.compare(
        [article.part for article in old.articles.all()],
        [article.part for article in new.articles.all()],
    )


@transaction.atomic
def take_back(*, version, reason, by):
    """Take back a published text before it starts; it stays readable, marked."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    today = timezone.localdate()
    starts = [
        version.in_force_on,
        *version.office_dates.values_list("in_force_on", flat=True),
    ]
    if version.state != Version.State.PUBLISHED or version.taken_back_on:
        raise Refused(_("Only a published text can be taken back."))
    if min(starts) <= today:
        raise Refused(
            _("The text is in force: another text must repeal, replace or amend it.")
        )
    if not reason.strip():
        raise Refused(_("Say why the text is taken back."))
    before = picture(version)
    version.taken_back_on, version.reason = today, reason
    version.save(update_fields=["taken_back_on", "reason", "updated_at"])
    version.instruction.save(update_fields=["updated_at"])
    record("version.taken_back", version, by=by, before=before, reason=reason)
    outbox.post_all(
        "instruction.taken_back",
        version,
        audience.subscribers(version.instruction, except_for=by),
        occurrence="taken back",
    )
    return version
