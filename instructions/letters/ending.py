"""One click in a letter about texts ends what the person subscribed to."""

from audit.trail import record


def end_subscriptions(user):
    """The address of the letter is the only proof of who asks: nobody is named."""
    for subscription in user.text_subscriptions.select_for_update():
        record("subscription.ended", subscription, by=None)
        subscription.delete()
