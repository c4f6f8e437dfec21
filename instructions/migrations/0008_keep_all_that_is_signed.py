"""The database refuses to change, add to, or take from what a signature covers."""

from importlib import import_module

from django.db import migrations

earlier = import_module("instructions.migrations.0004_keep_what_is_signed")

MESSAGE = earlier.MESSAGE
SIGNED = "('signed', 'published')"
VERSION = (*earlier.COLUMNS, "record", "moves_id")
CHANGED = " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in VERSION)
TAKEN_BACK = (
    "(OLD.taken_back_on IS NOT NULL AND (NEW.reason IS DISTINCT FROM OLD.reason"
    " OR NEW.taken_back_on IS DISTINCT FROM OLD.taken_back_on))"
)
RENAMED = " OR ".join(
    f'NEW."{c}" IS DISTINCT FROM OLD."{c}"'
    for c in ("type", "issuer_id", "number", "year", "title", "slug")
)
# table, the column that names the version, the columns that a signature covers
PARTS = (
    (
        "article",
        "version_id",
        ("version_id", "position", "key", "label", "title", "section", "body", "html"),
    ),
    ("officedate", "version_id", ("version_id", "office_id", "in_force_on")),
    (
        "relation",
        "subject_id",
        ("subject_id", "verb", "object_id", "effective_on", "articles"),
    ),
)
OLD_TRIGGERS = (
    ("version", "instructions_version_is_fixed"),
    ("article", "instructions_article_is_fixed"),
)


def is_signed(row, column):
    return (
        "EXISTS (SELECT 1 FROM instructions_version"
        f" WHERE id = {row}.{column} AND state IN {SIGNED})"
    )


def rules():
    """What is refused: name, table, event, and when."""
    fixed = f"OLD.state IN {SIGNED}"
    wrong = f"{CHANGED} OR {earlier.UNPUBLISHED} OR {TAKEN_BACK}"
    yield "version_is_fixed", "version", "UPDATE", f"{fixed} AND ({wrong})"
    yield "version_stays", "version", "DELETE", fixed
    yield (
        "instruction_is_fixed",
        "instruction",
        "UPDATE",
        f"({RENAMED}) AND EXISTS (SELECT 1 FROM instructions_version"
        f" WHERE instruction_id = OLD.id AND state IN {SIGNED})",
    )
    for table, column, columns in PARTS:
        named = ", ".join(f'"{name}"' for name in columns)
        old, new = is_signed("OLD", column), is_signed("NEW", column)
        yield f"{table}_is_fixed", table, f"UPDATE OF {named}", f"{old} OR {new}"
        yield f"{table}_is_not_added", table, "INSERT", new
        yield f"{table}_stays", table, "DELETE", old


def sqlite(name, table, event, condition):
    condition = condition.replace(" IS DISTINCT FROM ", " IS NOT ")
    yield (
        f"CREATE TRIGGER instructions_{name} BEFORE {event} ON instructions_{table}"
        f" WHEN {condition} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def postgresql(name, table, event, condition):
    """A condition may look at other tables only inside the function."""
    kept = "OLD" if event == "DELETE" else "NEW"
    yield (
        f"CREATE FUNCTION instructions_{name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF {condition} THEN RAISE EXCEPTION '{MESSAGE}'"
        f" USING ERRCODE = 'check_violation'; END IF; RETURN {kept}; END $$"
    )
    yield (
        f"CREATE TRIGGER instructions_{name} BEFORE {event} ON instructions_{table}"
        f" FOR EACH ROW EXECUTE FUNCTION instructions_{name}()"
    )


def make_triggers(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table, name in OLD_TRIGGERS:
        where = "" if is_sqlite else f" ON instructions_{table}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{where}", params=None)
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION instructions_refuse()", params=None)
    written = sqlite if is_sqlite else postgresql
    for rule in rules():
        for statement in written(*rule):
            schema_editor.execute(statement, params=None)


def drop_triggers(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for name, _table, _event, _condition in rules():
        if is_sqlite:
            schema_editor.execute(f"DROP TRIGGER instructions_{name}", params=None)
        else:
            schema_editor.execute(
                f"DROP FUNCTION instructions_{name}() CASCADE", params=None
            )
    earlier.make_triggers(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("instructions", "0007_signed_record")]
    operations = [migrations.RunPython(make_triggers, drop_triggers)]
