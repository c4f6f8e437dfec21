"""The choice of days for letters, in the forms of a meeting and of a programme."""

from django.utils.translation import gettext as _

from audit.forms import AuditedModelForm
from meetings.letters import schedule
from meetings.models import Programme
from meetings.models.letter_days import NAMES


def name_the_empty(form, words):
    """An empty choice says what it stands for; `words` has a place for the usual."""
    for name in NAMES:
        field = form.fields[name]
        choices = [choice for choice in field.choices if choice[0] != ""]
        usual = dict(choices)[schedule.USUAL[name]]
        field.choices = [("", words % {"usual": usual}), *choices]


class LetterDaysForm(AuditedModelForm):
    """When the letters leave for the meetings of a programme that say nothing else."""

    verb = "programme.letters_timed"

    class Meta:
        model = Programme
        fields = NAMES

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_the_empty(self, _("%(usual)s (usual)"))
