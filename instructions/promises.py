"""What the page of a promise and of a factor shows of the texts."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments import loop
from commitments.models import Commitment
from instructions import asked
from instructions.models import Instruction, Label, Version

MOST = 10


def fulfilling(commitment, user):
    """The texts that carry out a promise."""
    now = timezone.now()
    for text in asked.fulfilling(user, commitment=commitment.pk, now=now):
        yield link(text, _("Text that fulfils it"))


def about_factor(factor, user):
    """The texts in force about a key factor, or by which one of its promises was kept."""
    labelled = Label.objects.filter(
        instruction=OuterRef("instruction"),
        scheme=Label.Scheme.FACTOR,
        code=str(int(factor)),
    )
    promised = Instruction.commitments.through.objects.filter(
        instruction=OuterRef("instruction"),
        commitment__in=Commitment.objects.visible_to(user).filter(factor=factor),
    )
    rows = (
        Version.objects.visible_to(user)
        .in_force(timezone.localdate())
        .in_language(get_language())
        .filter(Exists(labelled) | Exists(promised))
        .without_bodies()
        .select_related("instruction__issuer")
        .order_by("-in_force_on", "-pk")
    )
    for version in rows[:MOST]:
        yield link(version.instruction, _("Text in force"))


def link(text, kind):
    return loop.Link(kind, text.name, text.get_absolute_url(), text.reference)


def register():
    loop.AFTER.append(fulfilling)
    loop.FACTOR.append(about_factor)
