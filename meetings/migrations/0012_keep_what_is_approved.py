"""The database itself refuses to rewrite minutes that are approved."""

from django.db import migrations

MESSAGE = "approved minutes are never changed"
FIXED = "state IN ('approved', 'published')"
COLUMNS = (
    *("meeting_id", "level", "women", "silence_counts", "circulated_at"),
    *("corrections_until", "changed_on", "approved_at", "text", "sha256"),
)
CHANGED = " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in COLUMNS)
BACK = (
    "NEW.state NOT IN ('approved', 'published')"
    " OR (OLD.state = 'published' AND (NEW.state <> OLD.state"
    " OR NEW.published_at IS DISTINCT FROM OLD.published_at))"
)
ITEM = (
    "EXISTS (SELECT 1 FROM meetings_minutes m JOIN meetings_minutesitem i"
    f" ON i.minutes_id = m.id WHERE i.id = OLD.item_id AND m.{FIXED})"
)
OWN = f"EXISTS (SELECT 1 FROM meetings_minutes m WHERE m.id = OLD.minutes_id AND m.{FIXED})"
MEETING = (
    "EXISTS (SELECT 1 FROM meetings_minutes m"
    f" WHERE m.meeting_id = OLD.meeting_id AND m.{FIXED})"
)
RULES = {
    "minutes": f"OLD.{FIXED} AND ({CHANGED} OR {BACK})",
    "minutesitem": OWN,
    "passage": ITEM,
    "promise": ITEM,
    "approval": OWN,
    "correction": OWN,
    "addendum": "1 = 1",
    "attendance": MEETING,
}
SQLITE = """CREATE TRIGGER meetings_{table}_is_fixed BEFORE UPDATE ON meetings_{table}
WHEN {rule} BEGIN SELECT RAISE(ABORT, '{message}'); END"""
POSTGRESQL = """CREATE FUNCTION meetings_{table}_refuse() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN
IF {rule} THEN
RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation';
END IF; RETURN NEW; END $$;
CREATE TRIGGER meetings_{table}_is_fixed BEFORE UPDATE ON meetings_{table}
FOR EACH ROW EXECUTE FUNCTION meetings_{table}_refuse();"""


def make_triggers(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table, rule in RULES.items():
        if is_sqlite:
            rule = rule.replace(" IS DISTINCT FROM ", " IS NOT ")
        statement = SQLITE if is_sqlite else POSTGRESQL
        schema_editor.execute(
            statement.format(table=table, rule=rule, message=MESSAGE), params=None
        )


def drop_triggers(apps, schema_editor):
    for table in RULES:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"DROP TRIGGER meetings_{table}_is_fixed", params=None
            )
        else:
            schema_editor.execute(
                f"DROP FUNCTION meetings_{table}_refuse() CASCADE", params=None
            )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0011_minutes")]
    operations = [migrations.RunPython(make_triggers, drop_triggers)]
