import secrets

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import LANGUAGES, Organisation


class Answer(models.TextChoices):
    """RFC 5545 PARTSTAT, in the words of a guest."""

    PENDING = "pending", _("no answer yet")
    ACCEPTED = "accepted", _("will come")
    TENTATIVE = "tentative", _("may come")
    DECLINED = "declined", _("will not come")
    REPRESENTED = "represented", _("sends somebody else")


FIRST_PERSON = {
    Answer.ACCEPTED: _("I will come"),
    Answer.TENTATIVE: _("I may come"),
    Answer.DECLINED: _("I will not come"),
    Answer.REPRESENTED: _("I send somebody else"),
}


class Invitation(models.Model):
    """An organisation is invited to a meeting."""

    meeting = models.ForeignKey(
        "meetings.Meeting", models.CASCADE, related_name="invitations"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="invitations",
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["organisation__acronym"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"],
                name="an_organisation_is_invited_once",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.meeting}"

    @property
    def answer(self):
        """The organisation's answer: one acceptance is enough, refusal takes all."""
        answers = {d.answer for d in self.delegates.all() if d.is_active}
        for answer in (Answer.ACCEPTED, Answer.REPRESENTED, Answer.TENTATIVE):
            if answer in answers:
                return answer
        return Answer.DECLINED if answers == {Answer.DECLINED} else Answer.PENDING

    @property
    def answer_label(self):
        return Answer(self.answer).label


def new_token():
    return secrets.token_urlsafe(9)


class Delegate(models.Model):
    """Somebody written to on behalf of an invited organisation, with an own answer."""

    class Via(models.TextChoices):
        PORTAL = "portal", _("signed in")
        LINK = "link", _("by the link in the letter")
        OFFICER = "officer", _("recorded by the officer")
        MAIL = "mail", _("by mail")

    invitation = models.ForeignKey(
        Invitation,
        models.CASCADE,
        verbose_name=_("invitation"),
        related_name="delegates",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("account"),
        null=True,
        blank=True,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=150)
    function = models.CharField(_("function"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(
        _("language"), max_length=2, choices=LANGUAGES, default="fr"
    )
    is_active = models.BooleanField(default=True, editable=False)
    answer = models.CharField(
        _("answer"),
        max_length=12,
        choices=Answer,
        default=Answer.PENDING,
        editable=False,
    )
    represented_by = models.CharField(_("represented by"), max_length=150, blank=True)
    comment = models.CharField(_("comment"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    answered_via = models.CharField(
        max_length=10, choices=Via, blank=True, editable=False
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    link_number = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("Renewing the link counts it up.")
    )
    added_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)
    rsvp_token = models.CharField(
        max_length=20, unique=True, default=new_token, editable=False
    )

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "invitation",
                name="a_delegate_stands_once_on_an_invitation",
                violation_error_message=_("This person is on the list already."),
                violation_error_code="email",
            ),
        ]

    def __str__(self):
        return f"{self.name} <{self.email}>"

    @property
    def own_words(self):
        """The answer as its giver says it."""
        return FIRST_PERSON.get(self.answer, "")
