"""What was asked of the register; most ask for all, which prepared queries answer."""

from django.utils import timezone
from django.utils.functional import cached_property

from commitments import asked, indicators, reading
from commitments.models.punctuality import answered_by

PER_PAGE = 20


class Found:
    """The promises that a form asks for: their figures, and pages for a paginator."""

    def __init__(self, form, user):
        self.form, self.user = form, user

    @cached_property
    def rows(self):
        return self.form.narrowed()

    @cached_property
    def figures(self):
        if self.form.is_narrow:
            return indicators.together(self.rows)
        return figures(asked.figures, self.user)

    def by(self, name):
        """The figures of each factor, owner or year."""
        key = indicators.KEYS[name]
        if self.form.is_narrow:
            return indicators.lines(name, self.rows.figures_by(key))
        return indicators.lines(name, asked.figures_by(self.user, key, **days()))

    def count(self):
        return self.figures.total

    def __getitem__(self, page):
        if self.form.is_narrow or page.start:
            return reading.rows(self.rows)[page]
        return asked.first_page(self.user, self.form.order, PER_PAGE)


def figures(ask, user):
    """The figures of a prepared query of a reader's promises."""
    [line] = ask(user, **days())
    return indicators.all_together(line)


def days():
    today = timezone.localdate()
    return {"day": today, "last": answered_by(today)}
