from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from accounts.imports.resource import TracedResource
from accounts.imports.widgets import Address, Choice, Text, Unit, YesNo, named
from accounts.models import Organisation

KIND_WORDS = {
    "douane": "customs",
    "unité douanière": "customs",
    "groupement": "association",
    "secteur privé": "association",
    "private sector": "association",
    "partenaire": "public",
}


class OrganisationResource(TracedResource):
    """One row, one organisation; its acronym tells which."""

    acronym = Field("acronym", "acronym", Text())
    name = Field("name", "name", Text())
    name_en = Field("name_en", "name_en", Text())
    kind = Field("kind", "kind", Choice(Organisation.Kind.choices, KIND_WORDS))
    parent = Field("parent", "parent", Unit())
    email = Field("email", "email", Address())
    phone = Field("phone", "phone", Text())
    address = Field("address", "address", Text())
    website = Field("website", "website", Text())
    answers_for = Field("answers_for", "answers_for", Text())
    answers_for_en = Field("answers_for_en", "answers_for_en", Text())
    is_enquiry_point = Field("is_enquiry_point", "is_enquiry_point", YesNo())

    LABELS = {
        "acronym": _("Acronym"),
        "name": _("Name"),
        "name_en": _("Name in English"),
        "kind": _("Kind"),
        "parent": _("Part of"),
        "email": _("E-mail"),
        "phone": _("Telephone"),
        "address": _("Address"),
        "website": _("Website"),
        "answers_for": _("Answers for"),
        "answers_for_en": _("Answers for, in English"),
        "is_enquiry_point": _("Enquiry point"),
    }
    SPELLINGS = {
        "sigle": "acronym",
        "nom": "name",
        "nom en anglais": "name_en",
        "fait partie de": "parent",
        "courriel": "email",
        "téléphone": "phone",
        "adresse": "address",
        "site web": "website",
        "abréviation": "acronym",
        "dénomination": "name",
        "intitulé": "name",
        "type": "kind",
        "nature": "kind",
        "catégorie": "kind",
        "parent": "parent",
        "rattachement": "parent",
        "e-mail": "email",
        "mail": "email",
        "adresse électronique": "email",
        "tél": "phone",
        "tel": "phone",
        "site": "website",
        "attributions": "answers_for",
    }

    class Meta(TracedResource.Meta):
        model = Organisation
        import_id_fields = ["acronym"]
        fields = [
            "acronym",
            "name",
            "name_en",
            "kind",
            "parent",
            "email",
            "phone",
            "address",
            "website",
            "answers_for",
            "answers_for_en",
            "is_enquiry_point",
        ]

    def get_instance(self, instance_loader, row):
        return named(Organisation.objects.all(), row["acronym"], "acronym")

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        """An acronym that is known keeps its spelling."""
        if field.column_name != "acronym" or instance.pk is None:
            super().import_field(field, instance, row, is_m2m, **kwargs)
