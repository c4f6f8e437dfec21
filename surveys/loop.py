"""What the promises show of the survey: the perception of a factor, wave after wave."""

from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.loop import AFTER, FACTOR, Link
from surveys import words
from surveys.charts import by_group
from surveys.models import Cell, Version

WAVES = 2


def perception(factor, user, **when):
    """The factor in the latest published waves, both groups in the detail."""
    versions = Version.objects.visible_to(user).current().filter(**when)
    versions = list(versions.select_related("wave")[:WAVES])
    cells = (
        Cell.objects.visible_to(user)
        .filter(version__in=versions, factor=factor)
        .factors()
        .national()
    )
    for version in versions:
        own = by_group([cell for cell in cells if cell.version_id == version.pk])
        if own:
            yield Link(
                kind=_("Survey"),
                title=version.wave.name,
                url=reverse("surveys:factor", args=[version.wave.year, int(factor)]),
                detail=", ".join(
                    f"{cell.get_group_display()} {words.figure(cell)}" for cell in own
                ),
            )


def since(commitment, user):
    """How the factor was perceived once the promise had been made."""
    yield from perception(commitment.factor, user, ends_on__gt=commitment.promised_on)


def register():
    FACTOR.append(perception)
    AFTER.append(since)
