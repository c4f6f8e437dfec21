"""What the page of a text shows besides its articles."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from instructions import asked
from instructions.models import CHOICES, Label, Status, Verb
from instructions.viewpoint import NOW

ENDING = {Verb.REPEALS, Verb.REPLACES}
CHANGING = {Verb.AMENDS, Verb.CORRECTS, *ENDING}


def timeline(slug, user, when):
    """Every version that the reader may see, newest first: its status, if it counts."""
    return asked.timeline(
        user,
        when.looks_back,
        when.office is not None,
        now=timezone.now(),
        slug=slug,
        **when.values,
    )


def labels(instruction):
    """The labels by scheme, in the order of the trade: (title, scheme, pairs)."""
    own = set(asked.labels(instruction=instruction.pk))
    titles = {
        Label.Scheme.STEP: _("Steps of clearance"),
        Label.Scheme.REGIME: _("Regimes"),
        Label.Scheme.CHANNEL: _("Channels"),
        Label.Scheme.FACTOR: _("Factors"),
    }
    lists = [
        (title, scheme, [pair for pair in CHOICES[scheme] if (scheme, pair[0]) in own])
        for scheme, title in titles.items()
    ]
    return [row for row in lists if row[2]]


def offices(instruction):
    return asked.offices(instruction=instruction.pk) if instruction.is_local else []


def fulfilled(instruction, user):
    """The promises that a text carries out."""
    if not instruction.fulfils:
        return []
    return asked.fulfilled(user, instruction=instruction.pk)


def office_dates(version):
    return asked.office_dates(version=version.pk) if version.is_dated_apart else []


def relations_from(version):
    """What this version does to other texts."""
    if not version.touches:
        return []
    found = asked.relations_from(version=version.pk)
    for row in found:
        row.subject = version
    return found


def relations_to(instruction, when=NOW):
    """What published versions of other texts do to this one, as it stands on the day.

    Where several versions of a text say the same, the last that has taken effect counts;
    where none has yet, the first that will.
    """
    if not instruction.is_touched:
        return []
    at_an_office = when.office is not None
    rows = asked.relations_to(at_an_office, instruction=instruction.pk, **when.values)
    found = {}
    for row in rows:
        key = row.subject.instruction_id, row.verb, row.articles
        if key not in found or row.starts_on <= when.day:
            found[key] = row
    return list(found.values())


def banner(version, incoming, timeline, day):
    """What stands on top of a text: its status, since when, and because of what."""
    past = [row for row in incoming if row.takes_effect_on <= day]
    later = [
        other
        for other in timeline
        if other.language == version.language
        and other.status == Status.UPCOMING
        and other.pk != version.pk
    ]
    causes = {
        Status.REPEALED: [r for r in past if r.verb in ENDING and not r.articles],
        Status.REPLACED: [r for r in past if r.verb in ENDING and not r.articles],
        Status.AMENDED: [
            r
            for r in past
            if (r.verb not in ENDING or r.articles)
            and r.verb in CHANGING
            and r.takes_effect_on > version.starts_on
        ],
    }
    return {
        "status": version.status,
        "css": str(version.status).replace("_", "-"),
        "causes": causes.get(version.status, []),
        "coming": [r for r in incoming if r.takes_effect_on > day and r.verb in ENDING],
        "newer": newest(version, timeline),
        "upcoming": later[-1] if later else None,
        "moved_to": next(
            (v for v in timeline if v.moves_id == version.pk and v.published_on), None
        ),
    }


def newest(version, timeline):
    """The version that counts instead of an older one, if there is one."""
    for other in timeline:
        stands = other.status in {Status.IN_FORCE, Status.AMENDED}
        if other.language == version.language and stands and other.pk != version.pk:
            return other
    return None


def answers_by_article(instruction):
    """Answers of general interest, by article, on any version of the text."""
    found = {}
    if not instruction.is_answered:
        return found
    for row in asked.answers(instruction=instruction.pk):
        found.setdefault(row.article_key, []).append(row)
    return found


def touched_articles(incoming, version, day):
    """What others do to single articles; what a version took in itself is left out."""
    found = {}
    for row in incoming:
        is_taken_in = row.verb in CHANGING and row.takes_effect_on <= version.starts_on
        if row.takes_effect_on <= day and not is_taken_in:
            for key in row.article_keys:
                found.setdefault(key, []).append(row)
    return found


def force(version, touched):
    """How far a version is in force, in schema.org's words."""
    if version.status not in {Status.IN_FORCE, Status.AMENDED}:
        return "NotInForce"
    ended = any(row.verb in ENDING for found in touched.values() for row in found)
    return "PartiallyInForce" if ended else "InForce"


def legislation(version, instruction, portal_url, touched=()):
    """The text in schema.org's words, for search engines."""
    return {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": portal_url + instruction.get_absolute_url(),
        "url": portal_url + version_address(version, instruction),
        "name": (version.language == "en" and instruction.title_en)
        or instruction.title,
        "legislationIdentifier": f"{instruction.type}/{instruction.short_reference}",
        "legislationType": instruction.get_type_display(),
        "legislationDate": f"{timezone.localdate(version.signed_at):%Y-%m-%d}",
        "datePublished": version.published_on.isoformat(),
        "legislationDateOfApplicability": version.in_force_on.isoformat(),
        "legislationLegalForce": f"https://schema.org/{force(version, touched)}",
        "legislationPassedBy": {
            "@type": "GovernmentOrganization",
            "name": instruction.issuer.full_name,
        },
        "inLanguage": version.language,
        "version": version.number,
    }


def version_address(version, instruction):
    return reverse("instructions:version", args=[instruction.slug, version.number])


def articles(version, answers, touched):
    """The articles of a page with what others say about them; no stems, no source."""
    found = asked.articles(version=version.pk)
    for row in found:
        row.answers = answers.get(row.key, ())
        row.touched_by = touched.get(row.key, ())
    return found


def acknowledged(version, user):
    """Who has read a version for the reader's organisations."""
    return asked.readings(user, version=version.pk)


def is_followed(instruction, user):
    return bool(asked.subscriptions(user=user.pk, instruction=instruction.pk))
