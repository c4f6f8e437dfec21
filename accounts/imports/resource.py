"""What the imports of people and of organisations have in common."""

from functools import partial

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext
from import_export import resources, results

from accounts.imports.spreadsheet import LINE
from accounts.words import folded
from audit.refusal import Refused
from audit.trail import picture, record


class Result(results.Result):
    """Names a wrong row by its line in the file, with its cells as they were."""

    def __init__(self, columns):
        super().__init__()
        self.columns = columns

    def append_invalid_row(self, number, row, validation_error):
        values = tuple(row.get(column, "") for column in self.columns)
        line = int(row.get(LINE, number))
        self.invalid_rows.append(results.InvalidRow(line, validation_error, values))


def cells(resource, instance):
    fields = resource.get_import_fields()
    return [resource.export_field(field, instance) for field in fields]


class Difference:
    """A row before and after, without inline styles, which our pages refuse."""

    def __init__(self, resource, instance, new):
        self.new, self.left, self.right = new, cells(resource, instance), []

    def compare_with(self, resource, instance):
        self.right = cells(resource, instance)

    def as_html(self):
        pairs = zip(self.left, self.right, strict=True)
        return [self.cell("" if self.new else was, now) for was, now in pairs]

    def cell(self, was, now):
        if self.new or was == now:
            return format_html("{}", now)
        return format_html("<del>{}</del> <ins>{}</ins>", was, now)


class TracedResource(resources.ModelResource):
    """Columns by their names in both languages; every row saved is in the trail."""

    LABELS = {}
    SPELLINGS = {}

    class Meta:
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True
        use_transactions = True

    def get_result_class(self):
        columns = [field.column_name for field in self.get_import_fields()]
        return partial(Result, columns)

    def get_diff_class(self):
        return Difference

    def get_diff_headers(self):
        return [self.label(field.column_name) for field in self.get_import_fields()]

    def get_export_headers(self, selected_fields=None):
        return [self.label(field.column_name) for field in self.get_export_fields()]

    def label(self, column):
        return str(self.LABELS.get(column, column))

    def known_headers(self):
        found = {folded(word): column for word, column in self.SPELLINGS.items()}
        for language in ("fr", "en"):
            with translation.override(language):
                found |= {folded(text): column for column, text in self.LABELS.items()}
        return found | {column: column for column in (*self.LABELS, LINE)}

    def before_import(self, dataset, **kwargs):
        known = self.known_headers()
        unknown = [text for text in dataset.headers if folded(text) not in known]
        if unknown:
            raise Refused(
                gettext("Unknown columns: %(unknown)s. The columns are: %(known)s.")
                % {
                    "unknown": ", ".join(text or "–" for text in unknown),
                    "known": ", ".join(self.label(name) for name in self.LABELS),
                }
            )
        columns = [known[folded(text)] for text in dataset.headers]
        for column in self._meta.import_id_fields:
            if columns.count(column) != 1:
                raise Refused(
                    gettext("The column “%(column)s” must stand once.")
                    % {"column": self.label(column)}
                )
        dataset.headers = columns

    def import_row(self, row, instance_loader, **kwargs):
        result = super().import_row(row, instance_loader, **kwargs)
        for error in result.errors:
            if isinstance(error.error, Refused):
                result.errors = []
                result.import_type = results.RowResult.IMPORT_TYPE_INVALID
                result.validation_error = ValidationError(str(error.error))
        if result.validation_error:
            result.validation_error = self.in_words(result.validation_error)
        return result

    def in_words(self, error):
        """The errors by the label of their column instead of its name."""
        if not hasattr(error, "error_dict"):
            return error
        return ValidationError(
            {
                self.label(column) if column != NON_FIELD_ERRORS else column: messages
                for column, messages in error.message_dict.items()
            }
        )

    def after_init_instance(self, instance, new, row, **kwargs):
        self.before = {} if new else picture(instance)

    def after_save_instance(self, instance, row, **kwargs):
        if picture(instance) != self.before:
            name = self._meta.model._meta.model_name
            verb = f"{name}.{'changed' if self.before else 'created'}"
            record(verb, instance, by=kwargs["user"], before=self.before)
