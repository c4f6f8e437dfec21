"""The three first things to do, for each role; each link opens for whoever has it."""

from accounts import groups
from portal.first_steps import dialogue, others, records
from portal.first_steps.others import FOCAL_POINT, READER

ROLES = dialogue.ROLES | records.ROLES | others.ROLES


def roles_of(user):
    """What somebody is here for: the groups, then the mandates, or a reader."""
    if user.is_anonymous:
        return [ROLES[READER]]
    names = set(user.groups.values_list("name", flat=True))
    if user.is_superuser:
        names |= {groups.PROGRAMME_OFFICER, groups.USER_MANAGER}
    found = [role for name, role in ROLES.items() if name in names]
    if any(mandate.is_focal_point for mandate in user.mandates_today()):
        found.append(ROLES[FOCAL_POINT])
    return found or [ROLES[READER]]
