"""What allauth tells of signing in, written in the trail."""

from allauth.account.signals import user_logged_in
from allauth.mfa import signals as mfa
from django.dispatch import receiver

from accounts import second_factor
from accounts.actions import second_factor as of_factors
from audit.trail import picture, record


@receiver(user_logged_in)
def signed_in(sender, request, user, **kwargs):
    record("user.signed_in", user, by=user, before=picture(user))


@receiver(mfa.authenticator_added)
def added(sender, request, user, authenticator, **kwargs):
    second_factor.note_use(request, user, authenticator)
    of_factors.note(user=user, word="added", authenticator=authenticator)


@receiver(mfa.authenticator_removed)
def removed(sender, request, user, authenticator, **kwargs):
    of_factors.note(user=user, word="removed", authenticator=authenticator)


@receiver(mfa.authenticator_reset)
def renewed(sender, request, user, authenticator, **kwargs):
    of_factors.note(user=user, word="renewed", authenticator=authenticator)
