"""The rows that a search page shows: the article that answers, and its words."""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import mark_safe

from instructions.models import Article, Status
from instructions.text import analyser
from instructions.text.markup import words_of
from instructions.text.query import parse

BEFORE, LENGTH = 60, 240
STANDING = {Status.IN_FORCE, Status.AMENDED, Status.REPEALED}
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Hit:
    """One version found, with the article that holds most of what was sought."""

    version: object
    article: object = None
    snippet: str = ""
    query: str = ""

    @property
    def url(self):
        """The text as it stands, or this version of it, opened at the article."""
        if self.version.status not in STANDING:
            base = self.version.get_absolute_url()
        else:
            base = self.version.instruction.get_absolute_url()
            base += f"?{self.query}" if self.query else ""
        return f"{base}#{self.article.key}" if self.article else base


def hits(versions, text, user, query=""):
    """The hits of one page of results, in two more queries.

    `query` carries on to each text the day and the office of the search.

    Of a draft in consultation only officers are shown articles: the public reads the
    text that was opened to comments, on its page.
    """
    versions = list(versions)
    if not text:
        return [
            Hit(version, snippet=escape(version.changes), query=query)
            for version in versions
        ]
    sees_drafts = user.has_perm("instructions.view_version")
    open_ones = [v for v in versions if v.published_on or sees_drafts]
    rows = Article.objects.filter(version__in=open_ones).only(
        "version_id", "key", "label", "title", "stems"
    )
    best = best_articles(open_ones, rows, text)
    bodies = dict(
        Article.objects.filter(pk__in=[a.pk for a in best.values()]).values_list(
            "pk", "body"
        )
    )
    return [
        hit(version, best.get(version.pk), bodies, text, query) for version in versions
    ]


def best_articles(versions, rows, text):
    languages = {version.pk: version.language for version in versions}
    queries = {one: parse(text, one) for one in set(languages.values())}
    best = {}
    for article in rows:
        query = queries[languages[article.version_id]]
        score = score_of(article.stems, query)
        if score > best.get(article.version_id, ((0, 0), None))[0]:
            best[article.version_id] = (score, article)
    return {pk: article for pk, (_, article) in best.items()}


def score_of(stems, query):
    """Phrases held, then words held: what an article is chosen by."""
    padded = f" {stems} "
    phrases = sum(f" {' '.join(phrase)} " in padded for phrase in query.phrases)
    return phrases, len(query.sought & set(stems.split(" ")))


def hit(version, article, bodies, text, query):
    if article is None:
        return Hit(version, snippet=escape(version.changes[:LENGTH]), query=query)
    body = " ".join(words_of(bodies[article.pk]).split())
    sought = parse(text, version.language).sought
    return Hit(version, article, snippet(body, sought, version.language), query)


def snippet(body, sought, language):
    """A stretch of the article around the first word sought, those words marked."""
    places = [
        found.span()
        for found in WORD.finditer(body)
        if analyser.stem(analyser.folded(found[0]), language) in sought
    ]
    start = max(0, places[0][0] - BEFORE) if places else 0
    start = body.rfind(" ", 0, start) + 1
    end = min(len(body), start + LENGTH)
    end = len(body) if end == len(body) else body.rfind(" ", 0, end)
    shown, at = "…" if start else "", start
    for left, right in places:
        if left >= start and right <= end:
            shown += escape(body[at:left]) + f"<mark>{escape(body[left:right])}</mark>"
            at = right
    return mark_safe(shown + escape(body[at:end]) + ("…" if end < len(body) else ""))  # noqa: S308
