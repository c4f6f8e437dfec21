"""The words of the trade: types of text, steps of clearance, regimes, channels."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Type(models.TextChoices):
    LAW = "law", _("law")
    DECREE = "decree", _("decree")
    ORDER = "order", pgettext_lazy("type of text", "order")
    DECISION = "decision", pgettext_lazy("type of text", "decision")
    CIRCULAR = "circular", _("circular")
    FRAMEWORK = "framework", _("framework instruction")
    NOTE = "note", _("service note")
    USERS = "users", _("notice to users")
    COMMUNIQUE = "communique", _("communiqué")


class Audience(models.TextChoices):
    SERVICE = "service", _("customs service")
    USERS = "users", _("users of customs")
    GENERAL = "general", _("general public")


class Step(models.IntegerChoices):
    PRIOR = 1, _("Prior formalities")
    ARRIVAL = 2, _("Arrival and manifest")
    DECLARATION = 3, _("Detailed declaration")
    ADMISSIBILITY = 4, _("Registration and admissibility")
    SELECTIVITY = 5, _("Selectivity")
    DOCUMENTS = 6, _("Documentary control")
    INSPECTION = 7, _("Physical inspection, scanner")
    ASSESSMENT = 8, _("Assessment")
    PAYMENT = 9, _("Payment")
    RELEASE = 10, _("Release")
    EXIT = 11, _("Exit")
    AFTER = 12, _("Post-clearance control")

    @property
    def detail(self):
        """What happens at this step, in one sentence."""
        return STEP_DETAILS[self]


STEP_DETAILS = {
    Step.PRIOR: _("Import intention, insurance, bank domiciliation."),
    Step.ARRIVAL: _(
        "The goods are brought to the office, presented and taken in charge on a manifest."
    ),
    Step.DECLARATION: _("The declarant gives the goods a customs regime."),
    Step.ADMISSIBILITY: _(
        "The office checks that the declaration is complete and gives it a number."
    ),
    Step.SELECTIVITY: _("The system directs the declaration to a channel."),
    Step.DOCUMENTS: _("The documents are compared with the declaration."),
    Step.INSPECTION: _("The goods are scanned or opened, in part or wholly."),
    Step.ASSESSMENT: _("Duties and taxes are worked out and notified."),
    Step.PAYMENT: _("Duties and taxes are paid or guaranteed."),
    Step.RELEASE: _("Customs allows the goods to be taken away."),
    Step.EXIT: _("The goods leave the customs area with an exit note."),
    Step.AFTER: _("Customs may come back to a declaration after release."),
}


class Channel(models.TextChoices):
    GREEN = "green", _("green: release without control")
    BLUE = "blue", _("blue: release with deferred control")
    YELLOW = "yellow", _("yellow: documentary control")
    RED = "red", _("red: documentary and physical control")


class Regime(models.TextChoices):
    IM4 = "IM4", _("IM4 – home use")
    IM5 = "IM5", _("IM5 – temporary admission")
    IM6 = "IM6", _("IM6 – re-import")
    IM7 = "IM7", _("IM7 – warehouse")
    IM8 = "IM8", _("IM8 – transit")
    EX1 = "EX1", _("EX1 – export")
    EX2 = "EX2", _("EX2 – temporary export")
    EX3 = "EX3", _("EX3 – re-export")


class Verb(models.TextChoices):
    APPLIES = "applies", pgettext_lazy("relation", "applies")
    COMPLETES = "completes", pgettext_lazy("relation", "completes")
    AMENDS = "amends", pgettext_lazy("relation", "amends")
    REPEALS = "repeals", pgettext_lazy("relation", "repeals")
    REPLACES = "replaces", pgettext_lazy("relation", "replaces")
    CORRECTS = "corrects", pgettext_lazy("relation", "corrects")
    CITES = "cites", pgettext_lazy("relation", "cites")

    @property
    def passive(self):
        """The same relation, read from its object."""
        return PASSIVE[self]


PASSIVE = {
    Verb.APPLIES: pgettext_lazy("relation", "applied by"),
    Verb.COMPLETES: pgettext_lazy("relation", "completed by"),
    Verb.AMENDS: pgettext_lazy("relation", "amended by"),
    Verb.REPEALS: pgettext_lazy("relation", "repealed by"),
    Verb.REPLACES: pgettext_lazy("relation", "replaced by"),
    Verb.CORRECTS: pgettext_lazy("relation", "corrected by"),
    Verb.CITES: pgettext_lazy("relation", "cited by"),
}


class Waiver(models.TextChoices):
    """The five exceptions of article 2.1 of the Trade Facilitation Agreement."""

    DUTY_RATES = "duty_rates", _("changes to duty or tariff rates")
    RELIEF = "relief", _("measures that have a relieving effect")
    EFFECT = "effect", _("measures whose effect would be undermined")
    URGENCY = "urgency", _("urgent circumstances")
    MINOR = "minor", _("minor changes to domestic law")


class Status(models.TextChoices):
    """Derived for a day from dates and relations; never stored."""

    DRAFT = "draft", pgettext_lazy("text", "draft")
    CONSULTATION = "consultation", pgettext_lazy("text", "in consultation")
    UPCOMING = "upcoming", pgettext_lazy("text", "upcoming")
    IN_FORCE = "in_force", pgettext_lazy("text", "in force")
    AMENDED = "amended", pgettext_lazy("text", "amended")
    REPLACED = "replaced", pgettext_lazy("text", "replaced")
    REPEALED = "repealed", pgettext_lazy("text", "repealed")
    TAKEN_BACK = "taken_back", pgettext_lazy("text", "taken back")
