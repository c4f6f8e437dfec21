"""The base of every model form: errors beside their field, changes in the trail."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction

from audit.trail import picture, record


class FieldErrors(forms.ModelForm):
    """A constraint's error stands beside the field its `violation_error_code` names."""

    def _update_errors(self, errors):
        if hasattr(errors, "error_dict"):
            general = errors.error_dict.pop(NON_FIELD_ERRORS, [])
            for error in general:
                field = error.code if error.code in self.fields else NON_FIELD_ERRORS
                errors.error_dict.setdefault(field, []).append(error)
        super()._update_errors(errors)


def values(row):
    """What a row holds in each of its columns."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields}


class AuditedModelForm(FieldErrors):
    """Saves and records in one transaction; `many` names sets that belong in it."""

    verb = ""
    many = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = picture(self.instance, self.many) if self.instance.pk else {}
        self.read = values(self.instance)

    @transaction.atomic
    def save(self, *, by):
        created = self.instance.pk is None
        if not created:
            self.follow()
        instance = super().save()
        name = self.instance._meta.model_name
        verb = self.verb or f"{name}.{'created' if created else 'changed'}"
        record(verb, instance, by=by, before=self.before, many=self.many)
        return instance

    def follow(self):
        """What others changed since the row was read stays as they left it."""
        row = type(self.instance)._base_manager.select_for_update()
        row = row.get(pk=self.instance.pk)
        for name, now in values(row).items():
            if getattr(self.instance, name) == self.read[name]:
                setattr(self.instance, name, now)
        self.before = picture(row, self.many)
