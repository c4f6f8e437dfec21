"""The words of a plan and of its objectives; actions write them."""

from django import forms
from django.db.models import Max

from audit.forms import FieldErrors
from commitments.models import Objective, Plan
from workdays.forms import DayField


class PlanForm(FieldErrors):
    class Meta:
        model = Plan
        fields = ["title", "title_en", "starts_on", "ends_on", "summary", "summary_en"]
        field_classes = {"starts_on": DayField, "ends_on": DayField}
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 4}),
            "summary_en": forms.Textarea(attrs={"rows": 4}),
        }


class ObjectiveForm(FieldErrors):
    class Meta:
        model = Objective
        fields = ["number", "factor", "title", "title_en"]

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.plan = plan
        last = plan.objectives.aggregate(last=Max("number"))["last"] or 0
        self.fields["number"].initial = last + 1

    def _get_validation_exclusions(self):
        """The plan is no field of the form, and its numbers are still unique."""
        return super()._get_validation_exclusions() - {"plan"}
