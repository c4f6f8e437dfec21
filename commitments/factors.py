"""The ten key factors of the WCO Revised Arusha Declaration (2003)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Factor(models.IntegerChoices):
    """The common key of commitments, topics, instructions and survey questions."""

    LEADERSHIP = 1, _("Leadership and Commitment")
    REGULATION = 2, _("Regulatory Framework")
    TRANSPARENCY = 3, _("Transparency")
    AUTOMATION = 4, _("Automation")
    REFORM = 5, _("Reform and Modernization")
    AUDIT = 6, _("Audit and Investigation")
    CONDUCT = 7, _("Code of Conduct")
    PEOPLE = 8, _("Human Resource Management")
    MORALE = 9, _("Morale and Organizational Culture")
    PRIVATE_SECTOR = 10, _("Relationship with the Private Sector")
