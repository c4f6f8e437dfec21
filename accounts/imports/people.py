from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from accounts.actions import passwords, people
from accounts.imports.resource import TracedResource
from accounts.imports.widgets import Address, Choice, Text, YesNo, named, organisation
from accounts.models import LANGUAGES, Office, User
from audit.trail import picture

OF_THE_MANDATE = ("organisation", "office", "function", "is_focal_point")


def of_mandate(name):
    """A column that tells of the person's mandate, for previews and exports."""

    def cell(user):
        mandates = getattr(user, "current_mandates", None)
        value = getattr(mandates[0], name) if mandates else None
        if name == "is_focal_point":
            return YesNo().render(value)
        return str(value or "")

    return Field(column_name=name, dehydrate_method=cell)


class PersonResource(TracedResource):
    """One row, one person and a mandate; the address tells who it is."""

    email = Field("email", "email", Address())
    name = Field("name", "name", Text())
    phone = Field("phone", "phone", Text())
    language = Field("language", "language", Choice(LANGUAGES, default="fr"))
    organisation = of_mandate("organisation")
    office = of_mandate("office")
    function = of_mandate("function")
    is_focal_point = of_mandate("is_focal_point")

    LABELS = {
        "email": _("E-mail"),
        "name": _("Name"),
        "phone": _("Telephone"),
        "language": _("Language"),
        "organisation": _("Organisation"),
        "office": _("Customs office"),
        "function": _("Function"),
        "is_focal_point": _("Focal point"),
    }
    SPELLINGS = {
        "e-mail": "email",
        "nom": "name",
        "téléphone": "phone",
        "langue": "language",
        "organisation": "organisation",
        "bureau de douane": "office",
        "fonction": "function",
        "point focal": "is_focal_point",
        "mail": "email",
        "courriel": "email",
        "adresse électronique": "email",
        "nom et prénom": "name",
        "prénom et nom": "name",
        "full name": "name",
        "phone": "phone",
        "tél": "phone",
        "tel": "phone",
        "sigle": "organisation",
        "organization": "organisation",
        "structure": "organisation",
        "bureau": "office",
        "office": "office",
        "poste": "function",
        "qualité": "function",
    }

    class Meta(TracedResource.Meta):
        model = User
        import_id_fields = ["email"]
        fields = ["email", "name", "phone", "language", *OF_THE_MANDATE]

    def get_instance(self, instance_loader, row):
        address = User.objects.normalize_email(row["email"])
        return User.objects.filter(email=address).first()

    def after_init_instance(self, instance, new, row, **kwargs):
        super().after_init_instance(instance, new, row, **kwargs)
        if new:
            instance.set_unusable_password()
        self.wanted, self.errors = self.read_mandate(row)
        standing = self.wanted and people.current_mandate(
            instance, self.wanted["organisation"]
        )
        instance.current_mandates = [standing] if standing else []

    def read_mandate(self, row):
        """What the row says of a mandate, and what of it makes no sense."""
        cells = {name: row[name] for name in OF_THE_MANDATE if row.get(name)}
        wanted, errors = {}, {}
        for name, text in cells.items():
            try:
                wanted[name] = getattr(self, f"read_{name}")(text)
            except ValueError as error:
                errors[name] = [str(error)]
        if cells and "organisation" not in cells:
            errors["organisation"] = [gettext("Name the organisation of the mandate.")]
        return (None if errors else wanted), errors

    def read_organisation(self, text):
        return organisation(text, is_active=True)

    def read_office(self, text):
        office = named(Office.objects.filter(is_active=True), text, "code", "name")
        if office is None:
            raise ValueError(
                gettext("“%(value)s” is not the code or the name of an office.")
                % {"value": text}
            )
        return office

    def read_function(self, text):
        return text

    def read_is_focal_point(self, text):
        return YesNo().clean(text)

    def import_instance(self, instance, row, **kwargs):
        errors = dict(self.errors)
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors |= error.message_dict
        standing = instance.current_mandates
        if self.wanted and not standing and "function" not in self.wanted:
            errors["function"] = [gettext("Name the function of the mandate.")]
        if errors:
            raise ValidationError(errors)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        same = super().skip_row(instance, original, row, import_validation_errors)
        return same and self.mandate_stands(instance)

    def mandate_stands(self, instance):
        if not self.wanted:
            return True
        return any(
            all(getattr(mandate, name) == value for name, value in self.wanted.items())
            for mandate in instance.current_mandates
        )

    def before_save_instance(self, instance, row, **kwargs):
        if self.before and picture(instance) != self.before:
            people.check_kept_by(user=instance, by=kwargs["user"])

    def after_save_instance(self, instance, row, **kwargs):
        super().after_save_instance(instance, row, **kwargs)
        if self.wanted and not self.mandate_stands(instance):
            mandate = people.keep_mandate(
                user=instance, by=kwargs["user"], **self.wanted
            )
            instance.current_mandates = [mandate]
        if kwargs.get("is_invited") and not self.before:
            passwords.invite(user=instance, by=kwargs["user"])
