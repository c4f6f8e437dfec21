"""The rows that the page of a text reads, each asked with a prepared query."""

from django.db.models import (
    Exists,
    OuterRef,
)

from accounts.likeness import prepared_for
from accounts.models import Office
from audit.prepared import NOW, USER, day, number, prepared, word
from commitments.models import Commitment
from instructions.models import (
    Acknowledgement,
    Article,
    Difficulty,
    Instruction,
    Label,
    OfficeDate,
    Relation,
    Subscription,
    Version,
)
from instructions.models.standing import BODIES, ORIGINAL

DAY, KNOWN_ON, SLUG, CODE = day("day"), day("known_on"), word("slug"), word("code")
INSTRUCTION, VERSION = number("instruction"), number("version")
OFFICE, FACTOR = number("office"), number("factor")
# Of another text, a page says how it is quoted and where it stands.
QUOTED = ("slug", "type", "number", "year", "issuer__acronym")


def linked(rows, field, key="pk"):
    """Whether there are any for the outer row: what has none need not be asked for."""
    return Exists(rows.filter(**{field: OuterRef(key)}))


KINDS = {
    "is_answered": (Difficulty.objects.published(), "version__instruction"),
    "is_touched": (Relation.objects, "object"),
    "is_local": (Instruction.offices.through.objects, "instruction"),
    "fulfils": (Instruction.commitments.through.objects, "instruction"),
}


def kinds(key):
    """Which kinds of rows there are on the text with a key."""
    return {name: linked(*rows, key) for name, rows in KINDS.items()}


@prepared_for
def text(reader):
    """A text by its address."""
    seen = Instruction.objects.visible_to(reader, NOW).filter(slug=SLUG)
    return seen.select_related("issuer").annotate(**kinds("pk"))


@prepared_for
def fulfilling(reader):
    """The texts that carry out a promise."""
    rows = Instruction.objects.visible_to(reader, NOW)
    rows = rows.filter(commitments=number("commitment"))
    return rows.select_related("issuer")


@prepared_for
def on_the_path(reader, language, at_an_office, schemes):
    """Keys of what is in force, and of its text, by kind; filed under some labels."""
    rows = (
        Version.objects.visible_to(reader, NOW)
        .in_force(DAY, KNOWN_ON, OFFICE if at_an_office else None)
        .in_language(language, KNOWN_ON)
        .order_by("instruction__type", "-in_force_on", "pk")
    )
    for scheme in schemes:
        filed = Label.objects.filter(scheme=scheme, code=word(scheme))
        rows = rows.filter(instruction__in=filed.values("instruction"))
    return rows.values_list("pk", "instruction_id")


@prepared_for
def about_factor(reader, language, most):
    """The texts in force that are filed under it, or carry out a promise on it."""
    promises = Commitment.objects.visible_to(reader).filter(factor=FACTOR)
    labelled = Label.objects.filter(
        instruction=OuterRef("instruction"), scheme=Label.Scheme.FACTOR, code=CODE
    )
    promised = Instruction.commitments.through.objects.filter(
        instruction=OuterRef("instruction"), commitment__in=promises
    )
    return (
        Version.objects.visible_to(reader, NOW)
        .in_force(DAY, KNOWN_ON)
        .in_language(language, KNOWN_ON)
        .filter(Exists(labelled) | Exists(promised))
        .without_bodies()
        .select_related("instruction__issuer")
        .order_by("-in_force_on", "-pk")[:most]
    )


@prepared_for
def fulfilled(reader):
    """The promises that a text carries out."""
    return Commitment.objects.visible_to(reader).filter(instructions=INSTRUCTION)


@prepared_for
def timeline(reader, looks_back, at_an_office):
    """The versions of a text by its address, each with the text."""
    rows = Version.objects.visible_to(reader, NOW)
    if looks_back:
        rows = rows.published_by(KNOWN_ON)
    return (
        rows.filter(instruction__slug=SLUG)
        .select_related("instruction__issuer")
        .with_counting(DAY, KNOWN_ON, OFFICE if at_an_office else None)
        .annotate(
            touches=linked(Relation.objects, "subject"),
            is_dated_apart=linked(OfficeDate.objects, "version"),
            **kinds("instruction"),
        )
        .defer(*BODIES)
        .order_by("-number", "language")
    )


@prepared_for
def page(reader, keys, at_an_office):
    """The versions of one page of a list, by their keys, with their status."""
    return (
        Version.objects.visible_to(reader, NOW)
        .filter(pk__in=[number(key) for key in keys])
        .select_related("instruction__issuer")
        .without_bodies()
        .with_status(DAY, KNOWN_ON, OFFICE if at_an_office else None)
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
    rows = Label.objects.filter(instruction=INSTRUCTION)
    return rows.values_list("scheme", "code")


@prepared
def years():
    years = Instruction.objects.order_by("-year").values_list("year", flat=True)
    return years.distinct()


@prepared
def office_dates():
    return OfficeDate.objects.filter(version=VERSION).select_related("office")


@prepared
def offices():
    return Office.objects.filter(instructions=INSTRUCTION)


@prepared
def subscriptions():
    return Subscription.objects.filter(user=USER, instruction=INSTRUCTION)


@prepared_for
def readings(reader):
    """Who has read a version for one's organisations."""
    own = Acknowledgement.objects.filter(
        organisation__in=reader.organisations(), version=VERSION
    )
    return own.select_related("organisation", "by")
