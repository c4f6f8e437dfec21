"""The rows that the page of a text reads, each asked with a prepared query."""

from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    Exists,
    OuterRef,
    TextField,
)

from accounts.models import Office
from instructions.models import (
    Article,
    Difficulty,
    Instruction,
    Label,
    OfficeDate,
    Relation,
    Version,
)
from instructions.models.standing import BODIES, ORIGINAL
from instructions.prepared import Given, Powers, prepared

SEES_DRAFTS = "instructions.view_version"
DAY, KNOWN_ON = Given("day", DateField()), Given("known_on", DateField())
NOW, SLUG = Given("now", DateTimeField()), Given("slug", TextField())
INSTRUCTION = Given("instruction", BigIntegerField())
VERSION, OFFICE = (
    Given("version", BigIntegerField()),
    Given("office", BigIntegerField()),
)
# Of another text, a page says how it is quoted and where it stands.
QUOTED = ("slug", "type", "number", "year", "issuer__acronym")


def powers(sees_drafts):
    return Powers({SEES_DRAFTS: sees_drafts})


@prepared
def text(sees_drafts):
    """A text by its address, and whether it fulfils commitments."""
    links = Instruction.commitments.through.objects
    return (
        Instruction.objects.visible_to(powers(sees_drafts), NOW)
        .filter(slug=SLUG)
        .select_related("issuer")
        .annotate(fulfils=Exists(links.filter(instruction=OuterRef("pk"))))
    )


@prepared
def timeline(sees_drafts, looks_back, at_an_office):
    rows = Version.objects.visible_to(powers(sees_drafts), NOW)
    if looks_back:
        rows = rows.published_by(KNOWN_ON)
    return (
        rows.filter(instruction=INSTRUCTION)
        .with_counting(DAY, KNOWN_ON, OFFICE if at_an_office else None)
        .defer(*BODIES)
        .order_by("-number", "language")
    )


@prepared
def relations_to(at_an_office):
    """What published versions of other texts do to a text."""
    return (
        Relation.objects.known(KNOWN_ON, OFFICE if at_an_office else None)
        .filter(object=INSTRUCTION, subject__language=ORIGINAL)
        .exclude(subject__instruction=INSTRUCTION)
        .select_related("subject__instruction__issuer")
        .only(
            *("object", "verb", "articles", "effective_on", "subject__in_force_on"),
            *(f"subject__instruction__{name}" for name in QUOTED),
        )
        .order_by("subject__instruction", "verb", "starts_on", "subject__number")
    )


@prepared
def relations_from():
    return (
        Relation.objects.filter(subject=VERSION)
        .select_related("object__issuer")
        .only(
            *("subject", "verb", "articles", "effective_on"),
            *(f"object__{name}" for name in QUOTED),
        )
    )


@prepared
def answers():
    """Answers of general interest on any version of a text."""
    return (
        Difficulty.objects.published()
        .filter(version__instruction=INSTRUCTION)
        .only("article_key", "question", "answer", "answered_at", "version_id")
        .order_by("answered_at")
    )


@prepared
def articles():
    return Article.objects.filter(version=VERSION).defer("body", "stems")


@prepared
def labels():
    return Label.objects.filter(instruction=INSTRUCTION)


@prepared
def office_dates():
    return OfficeDate.objects.filter(version=VERSION).select_related("office")


@prepared
def offices():
    return Office.objects.filter(instructions=INSTRUCTION)
