"""Import with a preview and export, in the admin's lists."""

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import FieldError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from import_export.admin import ImportExportMixin
from import_export.forms import ConfirmImportForm

from accounts.imports.forms import PlainExportForm, SpreadsheetForm
from accounts.imports.spreadsheet import HarmlessCSV, HarmlessXLSX, Spreadsheet
from accounts.imports.storage import WaitingRoom
from audit.reading import note_list
from audit.refusal import Refused


class SpreadsheetAdmin(ImportExportMixin):
    """A file is read, shown row by row, and saved whole once it is confirmed."""

    import_formats = [Spreadsheet]
    export_formats = [HarmlessXLSX, HarmlessCSV]
    import_form_class = SpreadsheetForm
    confirm_form_class = ConfirmImportForm
    export_form_class = PlainExportForm
    import_template_name = "admin/spreadsheet_import.html"
    tmp_storage_class = WaitingRoom
    skip_admin_log = True
    to_encoding = None

    def import_action(self, request, **kwargs):
        return self.in_words(super().import_action(request, **kwargs))

    def export_action(self, request):
        try:
            return self.in_words(super().export_action(request))
        except (IncorrectLookupParameters, FieldError):
            return self.back_to("changelist")

    def get_export_data(self, file_format, request, queryset, **kwargs):
        data = super().get_export_data(file_format, request, queryset, **kwargs)
        note_list(queryset, by=request.user)
        return data

    def in_words(self, response):
        """Name the columns as the reader would write them, on a page."""
        if isinstance(response, TemplateResponse):
            response.context_data["fields_list"] = [
                (resource.get_display_name(), list(resource.LABELS.values()))
                for resource in self.resource_classes
            ]
        return response

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def get_import_form_initial(self, request):
        return {"format": "0"}

    def get_import_data_kwargs(self, **kwargs):
        form = kwargs.pop("form", None)
        kwargs["is_invited"] = bool(form and form.cleaned_data.get("is_invited"))
        return kwargs | {"rollback_on_validation_errors": True}

    def add_data_read_fail_error_to_form(self, form, error):
        known = isinstance(error, Refused)
        form.add_error(
            "import_file", str(error) if known else _("This file cannot be read.")
        )

    def process_import(self, request, **kwargs):
        try:
            return super().process_import(request, **kwargs)
        except FileNotFoundError:
            messages.error(
                request, _("This file was confirmed already, or a day has passed.")
            )
            return self.back_to("import")

    def process_result(self, result, request):
        if result.has_errors() or result.has_validation_errors():
            messages.error(
                request,
                _("The portal changed meanwhile: nothing was saved. Please try again."),
            )
            return self.back_to("import")
        return super().process_result(result, request)

    def add_success_message(self, result, request):
        text = _(
            "Import finished: %(new)s new, %(update)s changed, %(skip)s as before."
        )
        messages.success(request, text % result.totals)

    def back_to(self, page):
        name = ":".join(["admin", "_".join([*self.get_model_info(), page])])
        return HttpResponseRedirect(reverse(name))
