"""What is asked of the promises; most of it is answered by prepared queries."""

from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import Organisation
from accounts.words import folded
from commitments import asked, indicators, reading
from commitments.models import Commitment
from commitments.models.punctuality import answered_by

PER_PAGE = 20


def narrowed(user, wanted):
    """The promises asked for, in the order asked for."""
    rows, day = Commitment.objects.visible_to(user), timezone.localdate()
    if words := wanted.get("q"):
        for word in folded(words).split():
            rows = rows.filter(words__contains=word)
    if "state" in wanted:
        rows = rows.of_status(wanted["state"], day)
    for name, (key, _gap) in asked.EQUAL.items():
        if name in wanted:
            rows = rows.filter(**{key: wanted[name]})
    if "counterpart" in wanted:
        named = Organisation.objects.filter(acronym=wanted["counterpart"])
        rows = rows.owed_to(named)
    if "overdue" in wanted:
        rows = rows.overdue(day)
    return rows.order_by(*asked.SORTS[wanted.get("sort", "")])


class Found:
    """The promises that a reader asks for: their figures, and pages for a paginator."""

    def __init__(self, user, wanted):
        self.user, self.wanted = user, wanted
        self.values = {name: wanted[name] for name in asked.EQUAL if name in wanted}
        is_plain = set(wanted) <= {*self.values, "sort"}
        self.is_prepared = is_plain and len(self.values) < 2

    @cached_property
    def rows(self):
        return narrowed(self.user, self.wanted)

    @cached_property
    def figures(self):
        if self.is_prepared:
            return figures(self.ask(asked.figures))
        return indicators.together(self.rows)

    def by(self, name):
        """The figures of each factor, owner or year."""
        key = indicators.KEYS[name]
        if self.is_prepared:
            return indicators.lines(name, self.ask(asked.figures_by, key))
        return indicators.lines(name, self.rows.figures_by(key))

    def count(self):
        return self.figures.total

    def __getitem__(self, page):
        if self.is_prepared and page.start == 0:
            sort = self.wanted.get("sort", "")
            return self.ask(asked.first_page, sort, PER_PAGE)
        return reading.rows(self.rows)[page]

    def ask(self, query, *kind):
        return query(self.user, tuple(self.values), *kind, **self.values, **days())


def figures(found):
    """Of the one line that a prepared query has found."""
    [line] = found
    return indicators.all_together(line)


def days():
    """What the figures depend on."""
    today = timezone.localdate()
    return {"day": today, "last": answered_by(today)}
