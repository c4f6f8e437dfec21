"""Several rows ticked in a list."""

from django import forms


class Several(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        """SQLite stumbles over a number that no row can have."""
        try:
            return super().clean(value)
        except OverflowError as error:
            raise forms.ValidationError(
                self.error_messages["invalid_list"], code="invalid_list"
            ) from error
