"""The officers' groups; each app grants them its permissions in a migration."""

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


def grant(apps, group, *permissions):
    """Give a group permissions named "app.action_model", in a data migration.

    Permissions are otherwise made after all migrations have run, which is too late.
    """
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=group)
    for permission in permissions:
        app_label, codename = permission.split(".")
        model = codename.rsplit("_", 1)[-1]
        content_type, _ = apps.get_model(
            "contenttypes", "ContentType"
        ).objects.get_or_create(app_label=app_label, model=model)
        row, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=codename,
            defaults={"name": codename.replace("_", " ").capitalize()},
        )
        group.permissions.add(row)
