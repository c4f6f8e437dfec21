"""Topics that may be the same as one that somebody types: words in common."""

from collections import Counter
from math import log

from instructions.text.analyser import tokens
from meetings.models import Topic

ENOUGH = 0.4
SHOWN = 5
SEARCHED = 800
IN_THE_TEXT = 0.5
SHORTEST = 3


def similar_to(title, text="", *, user, but=None):
    """The open topics that the reader sees and that say nearly the same, best first."""
    asked = set(tokens(title))
    if not asked or len(title.strip()) < SHORTEST:
        return []
    topics = Topic.objects.visible_to(user).open().order_by("-proposed_at")
    topics = topics.exclude(pk=but.pk) if but else topics
    found = [(topic, set(tokens(topic.title))) for topic in topics[:SEARCHED]]
    weight = rarity([words for _topic, words in found])
    scored = [
        (likeness(asked, words, set(tokens(f"{text} {topic.text}")), weight), topic)
        for topic, words in found
        if asked & words
    ]
    scored.sort(key=lambda pair: pair[0], reverse=True)
    return [topic for score, topic in scored[:SHOWN] if score >= ENOUGH]


def rarity(titles):
    """How much a set of words tells: one that stands in every title tells little."""
    counts = Counter(word for words in titles for word in words)
    weights = {word: log(1 + len(titles) / count) for word, count in counts.items()}
    rarest = log(1 + len(titles))
    return lambda words: sum(weights.get(word, rarest) for word in words)


def likeness(asked, words, beside, weight):
    """The rarer words in common, those of the long text for half, from 0 to 1."""
    shared = weight(asked & words) + IN_THE_TEXT * weight((asked ^ words) & beside) / 2
    return 2 * shared / (weight(asked) + weight(words))
