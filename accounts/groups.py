"""The officers' groups; each app grants them its permissions in a migration."""

from django.utils.translation import gettext_lazy as _

PROGRAMME_OFFICER = "programme officer"
PROGRAMME_SIGNATORY = "programme signatory"
LOCAL_SECRETARY = "local secretary"
TEXT_EDITOR = "text editor"
TEXT_SIGNATORY = "text signatory"
SURVEY_ANALYST = "survey analyst"
SURVEY_APPROVER = "survey approver"
USER_MANAGER = "user manager"
AUDITOR = "auditor"

ALL = (
    PROGRAMME_OFFICER,
    PROGRAMME_SIGNATORY,
    LOCAL_SECRETARY,
    TEXT_EDITOR,
    TEXT_SIGNATORY,
    SURVEY_ANALYST,
    SURVEY_APPROVER,
    USER_MANAGER,
    AUDITOR,
)

LABELS = {
    PROGRAMME_OFFICER: _("programme officer"),
    PROGRAMME_SIGNATORY: _("programme signatory"),
    LOCAL_SECRETARY: _("local secretary"),
    TEXT_EDITOR: _("text editor"),
    TEXT_SIGNATORY: _("text signatory"),
    SURVEY_ANALYST: _("survey analyst"),
    SURVEY_APPROVER: _("survey approver"),
    USER_MANAGER: _("user manager"),
    AUDITOR: _("auditor"),
}


def label(group):
    """The group's name in the reader's language; one made here keeps its own."""
    return LABELS.get(group.name, group.name)


def grant(apps, group, *permissions):
    """Give a group permissions named "app.action_model", in a data migration.

    Permissions are otherwise made after all migrations have run, which is too late.
    """
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=group)
    for permission in permissions:
        app_label, codename = permission.split(".")
        model = codename.rsplit("_", 1)[-1]
        content_type, _made = apps.get_model(
            "contenttypes", "ContentType"
        ).objects.get_or_create(app_label=app_label, model=model)
        row, _made = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=codename,
            defaults={"name": codename.replace("_", " ").capitalize()},
        )
        group.permissions.add(row)
