"""The same issue in several committees: titles that say the same, or nearly."""

import re
from collections import defaultdict

from meetings.models import Topic
from meetings.words import folded

EMPTY_WORDS = {
    *("aux", "avec", "ces", "dans", "des", "les", "leur", "par", "pas", "pour"),
    *("que", "qui", "ses", "son", "sur", "une"),
    *("and", "for", "from", "its", "not", "our", "the", "with"),
}
SHORTEST = 3
STEM = 5
ALIKE, ALIKE_ON_ONE_FACTOR = 0.5, 0.34


def may_see(user):
    """Those who may merge or escalate what they find."""
    return user.has_perm("meetings.change_topic") or user.has_perm(
        "meetings.change_local_meeting"
    )


def stems(title):
    """The words that carry a title, cut so that endings do not matter."""
    words = re.findall(r"\w+", folded(title))
    return frozenset(
        word[:STEM]
        for word in words
        if len(word) >= SHORTEST and word not in EMPTY_WORDS
    )


def alike(one, other):
    """Whether two topics tell of the same thing, as far as their titles say."""
    together = one.stems | other.stems
    if not together:
        return False
    share = len(one.stems & other.stems) / len(together)
    same_factor = one.factor is not None and one.factor == other.factor
    return share >= (ALIKE_ON_ONE_FACTOR if same_factor else ALIKE)


def of_committees(user):
    """The open topics before a committee that the reader may see, with their stems."""
    topics = (
        Topic.objects.visible_to(user)
        .to_settle()
        .exclude(committee=None, meeting__committee=None)
        .select_related("committee", "meeting__committee", "escalated_to", "proposer")
        .order_by("pk")
    )
    topics = list(topics)
    for topic in topics:
        topic.before = topic.committee or topic.meeting.committee
        topic.stems = stems(topic.title)
    return topics


def groups(user):
    """Sets of alike topics that stand before at least two committees."""
    topics = of_committees(user)
    by_stem = defaultdict(list)
    found = {topic.pk: [topic] for topic in topics}
    for topic in topics:
        others = {o.pk: o for stem in topic.stems for o in by_stem[stem]}
        for other in others.values():
            if found[other.pk] is not found[topic.pk] and alike(topic, other):
                join(found, topic, other)
        for stem in topic.stems:
            by_stem[stem].append(topic)
    distinct = {id(group): group for group in found.values()}.values()
    return [
        sorted(group, key=lambda topic: topic.proposed_at)
        for group in distinct
        if len({topic.before.pk for topic in group}) > 1
    ]


def join(found, one, other):
    """Two groups become one, for all that belong to either."""
    group = found[one.pk] + found[other.pk]
    for topic in group:
        found[topic.pk] = group


def beside(user, committee):
    """For a committee: its topics that other committees have in hand as well."""
    pairs = []
    for group in groups(user):
        mine = [topic for topic in group if topic.before.pk == committee.pk]
        others = [topic for topic in group if topic.before.pk != committee.pk]
        pairs += [(topic, others) for topic in mine]
    return pairs


def manageable(user, topics):
    """The keys of the topics that the reader may merge or escalate."""
    return set(
        Topic.objects.manageable_by(user)
        .filter(pk__in=[topic.pk for topic in topics])
        .values_list("pk", flat=True)
    )
