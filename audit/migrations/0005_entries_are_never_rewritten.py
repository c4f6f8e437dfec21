"""The database itself refuses to rewrite an entry; only its place in the chain comes."""

from django.db import migrations

COLUMNS = ("at", "verb", "by_id", "about_type", "about_id", "digest")
CHANGED = " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in COLUMNS)
MOVED = "(OLD.batch_id IS NOT NULL AND NEW.batch_id IS DISTINCT FROM OLD.batch_id)"
MESSAGE = "the audit trail is append-only"

POSTGRESQL = f"""
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER audit_entry_is_fixed BEFORE UPDATE ON audit_entry
    FOR EACH ROW WHEN ({CHANGED} OR {MOVED}) EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_batch_is_fixed BEFORE UPDATE OR DELETE ON audit_batch
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
"""
SQLITE = f"""CREATE TRIGGER audit_entry_is_fixed BEFORE UPDATE ON audit_entry
    WHEN {CHANGED} OR {MOVED} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""".replace(
    " IS DISTINCT FROM ", " IS NOT "
)
UNDO = """
DROP TRIGGER audit_entry_is_fixed ON audit_entry;
DROP TRIGGER audit_entry_stays ON audit_entry;
DROP TRIGGER audit_batch_is_fixed ON audit_batch;
DROP FUNCTION audit_refuse();
"""


def make(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(SQLITE if is_sqlite else POSTGRESQL, params=None)


def drop(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(
        "DROP TRIGGER audit_entry_is_fixed" if is_sqlite else UNDO, params=None
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_details_stand_apart")]
    operations = [migrations.RunPython(make, drop)]
