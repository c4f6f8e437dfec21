"""Proposers as the reader may know them, for many topics at once."""


def with_names(topics, user):
    """Each topic with its proposer, or nobody where the name is hidden."""
    knows_all = user.has_perm("meetings.view_topic")
    own = set() if user.is_anonymous else set(user.organisations())
    for topic in topics:
        shown = knows_all or not topic.is_masked or topic.proposer in own
        topic.shown_proposer = topic.proposer if shown else None
        yield topic
