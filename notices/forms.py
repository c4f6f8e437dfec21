from functools import cache
from zoneinfo import available_timezones

from django import forms
from django.apps import apps
from django.db import transaction
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from audit.forms import AuditedModelForm
from audit.trail import record
from notices.kinds import KINDS
from notices.models import Preference, ReadingHours
from notices.models.notice import DIGEST

How = Preference.How


class PreferencesForm(AuditedModelForm):
    """One choice per kind of letter, and when this person wants to read."""

    verb = "reading_hours.changed"

    class Meta:
        model = ReadingHours
        fields = ["quiet_from", "quiet_until", "digest_at", "zone"]
        help_texts = {
            "quiet_from": _("Letters that can wait are kept until quiet ends."),
            "quiet_until": _("For example 06:00. Leave both empty to have no quiet."),
            "digest_at": _("When the daily digest leaves."),
            "zone": _("Leave empty for the portal's own."),
        }
        widgets = {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            for name in ("quiet_from", "quiet_until", "digest_at")
        }

    def __init__(self, *args, user, **kwargs):
        self.user = user
        hours = ReadingHours.objects.filter(user=user).first()
        super().__init__(*args, instance=hours or ReadingHours(user=user), **kwargs)
        self.fields["zone"].widget = forms.TextInput(
            attrs={"list": "zones", "autocomplete": "off"}
        )
        chosen = dict(user.preferences.values_list("kind", "how"))
        self.kinds = kinds_to_choose(user)
        for kind in self.kinds:
            self.fields[field_name(kind)] = forms.ChoiceField(
                label=capfirst(kind.name),
                help_text=kind.reason,
                choices=choices(kind),
                initial=chosen.get(kind.code, How.AT_ONCE),
            )

    def groups(self):
        """Room, fields, and how many are not at once, of the kinds by their writer."""
        found = {}
        for kind in self.kinds:
            found.setdefault(room_of(kind), []).append(self[field_name(kind)])
        return [
            (room, fields, sum(field.value() != How.AT_ONCE for field in fields))
            for room, fields in sorted(found.items())
        ]

    def zones(self):
        return options_of_zones()

    def hour_fields(self):
        return [self[name] for name in self.Meta.fields]

    @transaction.atomic
    def save(self, *, by):
        for kind in self.kinds:
            self.save_choice(kind, by)
        return super().save(by=by)

    def save_choice(self, kind, by):
        how = self.cleaned_data[field_name(kind)]
        preference, _is_new = Preference.objects.get_or_create(
            user=self.user, kind=kind.code
        )
        if preference.how != how:
            preference.how = how
            preference.save(update_fields=["how"])
            record("preference.changed", preference, by=by)


@cache
def options_of_zones():
    """Six hundred names from the machine's disk, read and written once."""
    zones = ((zone,) for zone in sorted(available_timezones()))
    return format_html_join("", '<option value="{}"></option>', zones)


def for_all(data, user):
    """What was typed, with the one way that was asked for all kinds that know it."""
    data = data.copy()
    for kind in kinds_to_choose(user):
        if data["all"] in dict(choices(kind)):
            data[field_name(kind)] = data["all"]
    return data


def kinds_to_choose(user):
    """The kinds that may reach this person and leave something to choose, by name."""
    kinds = [kind for kind in KINDS.values() if len(choices(kind)) > 1]
    kinds = [kind for kind in kinds if kind.concerns(user)]
    return sorted(kinds, key=lambda kind: str(kind.name))


def room_of(kind):
    """The name of the app whose function writes the letter."""
    label = kind.letter.__module__.partition(".")[0]
    room = apps.app_configs.get(label) or apps.get_app_config("notices")
    return str(capfirst(room.verbose_name))


def choices(kind):
    found = [(How.AT_ONCE, How.AT_ONCE.label)]
    if not kind.is_urgent and not kind.goes_alone and kind.code != DIGEST:
        found.append((How.DIGEST, How.DIGEST.label))
    if kind.may_be_off:
        found.append((How.OFF, How.OFF.label))
    return found


def field_name(kind):
    return "kind_" + kind.code.replace(".", "_")
