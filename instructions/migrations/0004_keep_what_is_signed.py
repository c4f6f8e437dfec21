"""The database itself refuses to rewrite a signed or published text."""

from django.db import migrations

COLUMNS = (
    *("instruction_id", "language", "number", "text", "sha256", "changes"),
    *("legal_basis", "signatory_function", "in_force_on", "note", "is_correction"),
    *("waiver", "waiver_reason", "pdf", "pdf_sha256", "signed_at", "signed_by_id"),
)
FIXED = "OLD.state IN ('signed', 'published')"
CHANGED = " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in COLUMNS)
UNPUBLISHED = (
    "(OLD.state = 'published' AND (NEW.state <> 'published'"
    " OR NEW.published_at IS DISTINCT FROM OLD.published_at"
    " OR NEW.published_on IS DISTINCT FROM OLD.published_on))"
    " OR (OLD.state = 'signed' AND NEW.state NOT IN ('signed', 'published'))"
)
BODY = "NEW.body <> OLD.body OR NEW.title <> OLD.title OR NEW.label <> OLD.label"
MESSAGE = "a signed text is never changed"

POSTGRESQL = f"""
CREATE FUNCTION instructions_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER instructions_version_is_fixed BEFORE UPDATE ON instructions_version
    FOR EACH ROW WHEN ({FIXED} AND ({CHANGED} OR {UNPUBLISHED}))
    EXECUTE FUNCTION instructions_refuse();
CREATE TRIGGER instructions_article_is_fixed BEFORE UPDATE ON instructions_article
    FOR EACH ROW WHEN ({BODY})
    EXECUTE FUNCTION instructions_refuse();
"""
SQLITE_CHANGED = CHANGED.replace(" IS DISTINCT FROM ", " IS NOT ")
SQLITE_UNPUBLISHED = UNPUBLISHED.replace(" IS DISTINCT FROM ", " IS NOT ")
SQLITE = (
    f"""CREATE TRIGGER instructions_version_is_fixed BEFORE UPDATE
    ON instructions_version WHEN {FIXED} AND ({SQLITE_CHANGED} OR {SQLITE_UNPUBLISHED})
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    f"""CREATE TRIGGER instructions_article_is_fixed BEFORE UPDATE
    ON instructions_article WHEN {BODY}
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
)
UNDO = (
    "DROP TRIGGER instructions_version_is_fixed",
    "DROP TRIGGER instructions_article_is_fixed",
)


def make_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE:
            schema_editor.execute(statement, params=None)
    else:
        schema_editor.execute(POSTGRESQL, params=None)


def drop_triggers(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement, table in zip(UNDO, ("version", "article"), strict=True):
        ending = "" if is_sqlite else f" ON instructions_{table}"
        schema_editor.execute(statement + ending, params=None)
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION instructions_refuse()", params=None)


class Migration(migrations.Migration):
    dependencies = [("instructions", "0003_search_index")]
    operations = [migrations.RunPython(make_triggers, drop_triggers)]
