from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation
from instructions.models import Comment, Consultation
from portal.waiting.thing import Waiting


def consultations(user, moment):
    """Drafts of texts on which one's organisation may comment and has not yet."""
    asked = user.organisations().exclude(kind=Organisation.Kind.CUSTOMS)
    made = Comment.objects.filter(
        consultation=OuterRef("pk"), organisation__in=user.organisations()
    )
    found = Consultation.objects.visible_to(user).open()
    for consultation in (
        found.filter(Exists(asked), ~Exists(made))
        .defer("text", "version__text", "version__pdf_text")
        .select_related("version__instruction__issuer")
    ):
        yield Waiting(
            title=consultation.version.instruction.name,
            detail=_("The draft of a text is open for comments."),
            action=_("Read it and comment"),
            url=consultation.get_absolute_url(),
            due_on=timezone.localdate(consultation.closes_at),
        )


SOURCES = [consultations]
