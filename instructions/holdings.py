"""What texts hold about a person."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import Holding
from instructions.models import Comment, Subscription

HOLDINGS = [
    Holding(
        _("Comments on drafts"),
        _("answering each of them in public"),
        _("for good: a comment is the organisation's; the name goes with the account"),
        lambda user: Comment.objects.filter(by=user),
        ("organisation", "text"),
    ),
    Holding(
        _("Subscriptions to texts"),
        _("writing when a text changes"),
        _("until the person unsubscribes"),
        lambda user: Subscription.objects.filter(user=user),
        ("scheme", "code", "office", "instruction"),
        is_removed=True,
    ),
]
