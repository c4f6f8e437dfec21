"""What a reader asked of the library; one choice for page, list, feed and exports."""

from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.utils.translation import pgettext_lazy

from instructions.models import Indexed, Label, Relation, Version
from instructions.search.find import found_by, matching, rank_of
from instructions.viewpoint import Viewpoint

SHOWS = [
    ("", pgettext_lazy("texts", "In force")),
    ("upcoming", pgettext_lazy("texts", "Upcoming")),
    ("drafts", pgettext_lazy("texts", "Drafts in consultation")),
    ("ended", pgettext_lazy("texts", "Repealed or replaced")),
    ("all", pgettext_lazy("texts", "All")),
]


@dataclass(frozen=True)
class Selection:
    """The filters of the library, as they stand in its address."""

    q: str = ""
    show: str = ""
    on: date | None = None
    known: date | None = None
    type: str = ""
    step: str = ""
    regime: str = ""
    channel: str = ""
    factor: str = ""
    office: object = None
    year: int | None = None
    language: str = "fr"

    @property
    def when(self):
        """The viewpoint on every text of the list."""
        return Viewpoint(self.on, self.known, self.office)

    @property
    def day(self):
        return self.when.day

    @property
    def is_narrow(self):
        """Whether the reader asked for anything but the default."""
        default = Selection(language=self.language)
        return any(
            getattr(self, f.name) != getattr(default, f.name) for f in fields(self)
        )

    def versions(self, user):
        """The versions that match, best or newest first, without their bodies."""
        return (
            self.ordered(user)
            .with_status(**self.when.axes)
            .without_bodies()
            .select_related("instruction__issuer")
        )

    def ordered(self, user):
        """Most words in the title, reference or summary first.

        Then what is in force, then the newest.
        """
        rows = self.ranked(self.matching(user))
        return rows.order_by("-rank", "-stands", "-in_force_on", "-pk")

    def ranked(self, rows):
        return rows.annotate(rank=rank_of(self.q, self.language), stands=self.stands())

    def stands(self):
        """Whether a version is in force, where others stand beside it in the list."""
        if self.show != "all":
            return Value(0, output_field=IntegerField())
        if self.office or self.when.looks_back:
            current = Version.objects.in_force(**self.when.axes)
        else:
            current = Indexed.objects.in_force(self.day)
        is_current = Q(pk__in=current.values("pk"))
        return Case(When(is_current, then=Value(1)), default=Value(0))

    @property
    def is_current(self):
        """In force on a day at all offices, as known today: the index says it alone."""
        return self.show == "" and not self.office and not self.when.looks_back

    def listed(self, user):
        """Key, text, start, rank, standing and facets of each version that matches."""
        if self.is_current:
            rows, *more = self.entries(), "starts_on", "facets"
        else:
            rows, *more = self.matching(user), "in_force_on", "indexed__facets"
        starts_on, facets = more
        rows = self.ranked(rows).order_by()
        return rows.values("pk", "instruction_id", starts_on, "rank", "stands", facets)

    def entries(self):
        """The same as `matching`, out of the index alone, where it can tell."""
        rows = Indexed.objects.in_force(self.day).in_language(self.language)
        for scheme in ("type", *Label.Scheme.values):
            if code := getattr(self, scheme):
                rows = rows.filed_under(scheme, code)
        if self.year:
            rows = rows.filter(instruction__year=self.year)
        if self.q:
            # Beside another table the words are looked up first, and not row by row.
            find = matching if self.year else found_by
            rows = rows.filter(find(self.q, self.language))
        return rows

    def matching(self, user):
        rows = self.standing(Version.objects.visible_to(user))
        rows = rows.in_language(self.language, self.when.known_on)
        if self.q:
            rows = rows.filter(matching(self.q, self.language))
        if self.type:
            rows = rows.filter(instruction__type=self.type)
        if self.year:
            rows = rows.filter(instruction__year=self.year)
        if self.office:
            elsewhere = rows.filter(instruction__offices__isnull=False).exclude(
                instruction__offices=self.office
            )
            rows = rows.exclude(pk__in=elsewhere.values("pk"))
        for scheme in Label.Scheme.values:
            if code := getattr(self, scheme):
                own = Label.objects.filter(
                    instruction=OuterRef("instruction"), scheme=scheme, code=code
                )
                rows = rows.filter(Exists(own))
        return rows

    def standing(self, rows):
        """Those that stand as asked on the day: in force, upcoming, drafts, ended."""
        when = self.when
        if self.show == "":
            return rows.in_force(**when.axes)
        if self.show == "drafts":
            return rows.exclude(
                state__in=[Version.State.PUBLISHED, Version.State.ABANDONED]
            )
        if self.show == "upcoming":
            known = rows.published_by(when.known_on).dated(when.office)
            return known.filter(starts_on__gt=when.day)
        if self.show == "ended":
            ended = Relation.objects.ending(**when.axes)
            return rows.as_of(**when.axes).filter(
                Exists(ended.filter(object=OuterRef("instruction")))
            )
        if when.looks_back:
            return rows.published_by(when.known_on)
        return rows.exclude(state=Version.State.ABANDONED)
