"""Twenty times the demonstration: ten years of it, and twice the organisations.

The demonstration is one year of every kind of row as the portal's own steps leave it.
Each copy is that year again, so many years earlier, in the database's own language:
keys, references and dates move, and what is over by then is settled. The second set of
organisations, offices and committees has its own copy of each year.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Min

from audit.models import Entry
from bench.settled import settle
from meetings.models import Programme
from notices.models import Notice

YEARS, SETS = 10, 2
APART = 100_000  # between the keys of two copies
APPS = {"meetings", "instructions", "surveys", "commitments", "notices", "accounts"}
# Everybody's, or of one person and one moment: these are not copied.
LEFT = {
    *("meetings.Room", "meetings.ImportDraft", "meetings.CalendarKey"),
    *("instructions.Word", "instructions.Subscription", "commitments.Numbering"),
    *("notices.Address", "notices.Gate", "notices.Preference", "notices.Reply"),
    *("notices.ReadingHours", "accounts.PasswordLink", "accounts.AccessRequest"),
    *("accounts.FailedSignIn", "accounts.ResetAsked", "accounts.SavedSearch"),
    "surveys.Import",
}
# Copied with the second set of organisations, not with the years.
STANDING = {
    *("accounts.Organisation", "accounts.Office", "accounts.User", "accounts.Mandate"),
    *("accounts.User_groups", "accounts.User_user_permissions", "meetings.Committee"),
    *("meetings.Committee_offices", "meetings.CommitteeMember"),
}
# What goes with a person, and not where the person has no copy.
OWNED = {"accounts.User_groups", "accounts.User_user_permissions", "accounts.Mandate"}
# Copied with the years; both sets of organisations share them.
SHARED = {"meetings.Programme", "commitments.Plan", "commitments.Objective"}
OUTSIDE = "(SELECT id FROM accounts_organisation WHERE kind <> 'customs')"
# Which rows of a model have copies at all; {year} is that of the demonstration.
ONLY = {
    "accounts.Organisation": f"t.id IN {OUTSIDE}",
    "accounts.User": "EXISTS (SELECT 1 FROM accounts_mandate m WHERE m.user_id = t.id"
    f" AND m.organisation_id IN {OUTSIDE})",
    "meetings.Programme": "t.year = {year}",
    "surveys.Wave": "t.year = 2024 AND {place} IN (2, 4, 6, 8) AND {second} = 0",
}
# What must differ between copies, or moves with the years.
CHANGED = {
    "accounts.Organisation.acronym": "t.acronym || ' II'",
    "accounts.Organisation.name": "t.name || ' II'",
    "accounts.Office.code": "t.code || '2'",
    "accounts.User.email": "'ii.' || t.email",
    "meetings.Committee.name": "t.name || ' II'",
    "meetings.Meeting.uid": "gen_random_uuid()",
    "meetings.Delegate.rsvp_token": "substr(md5(random()::text), 1, 20)",
    "meetings.Topic.number": "t.number + 1000 * {copy}",
    "meetings.Topic.reference": "regexp_replace(t.reference, '[0-9]{{4}}-[0-9]+',"
    " (t.year - {back}) || '-' || (t.number + 1000 * {copy}))",
    "commitments.Commitment.reference": "'E-' || (split_part(t.reference, '-', 2)::int"
    " - {back}) || '-' || (split_part(t.reference, '-', 3)::int + 1000 * {copy})",
    "commitments.Plan.title": "t.title || ' (' || {back} || ')'",
    "instructions.Instruction.slug": "t.slug || '-' || {copy}",
    "instructions.Instruction.number": "t.number || '-' || {copy}",
    "instructions.Acknowledgement.place": "NULL",
}


@dataclass(frozen=True)
class Copy:
    """One year of one set of organisations."""

    place: int  # 0 is the demonstration's own year
    second: int
    year: int
    first: int  # the earliest year of the demonstration: the copies lie before it

    @property
    def back(self):
        return self.place and self.place + self.year - self.first

    @property
    def number(self):
        return self.place * SETS + self.second

    def words(self, text):
        return text.format(
            back=self.back,
            place=self.place,
            second=self.second,
            copy=self.number,
            year=self.year,
        )


def copied():
    """The models that have copies, those that others point to first."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in APPS and model._meta.label not in LEFT
    ]
    ordered, waiting = [], list(found)
    while waiting:
        ready = [m for m in waiting if not targets(m) & set(waiting) - {m}]
        if not ready:
            raise RuntimeError(f"These point to each other: {waiting}")
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return sorted(ordered, key=lambda model: model is Notice)  # about any other


def targets(model):
    return {field.related_model for field in keys_of(model)}


def keys_of(model):
    return [field for field in model._meta.concrete_fields if field.is_relation]


def offset(model, copy):
    """How far the keys of a model's copies are; None where this copy has none."""
    label = model._meta.label
    if label in STANDING:
        return copy.second * APART or None
    if label in SHARED:
        return copy.place * SETS * APART or None
    return copy.number * APART


def expression(field, model, copy, joins):
    """What one column of a copy holds."""
    name = f't."{field.column}"'
    if changed := CHANGED.get(f"{model._meta.label}.{field.name}"):
        return copy.words(changed)
    if field.is_relation:
        return key(field, model, name, joins, copy)
    if field.primary_key:
        return f"{name} + {offset(model, copy)}"
    if field.name == "about_id":
        return about(joins)
    if isinstance(field, models.DateTimeField):
        return f"{name} - interval '{copy.back} years'"
    if isinstance(field, models.DateField):
        return f"({name} - interval '{copy.back} years')::date"
    return f"{name} - {copy.back}" if field.name == "year" else name


def key(field, model, name, joins, copy):
    """The copy of what it points to; what has none stays, or leaves the row out."""
    label = field.related_model._meta.label
    if field.related_model is model:
        return name if label in ONLY else f"{name} + {offset(model, copy)}"
    if field.related_model not in joins["models"]:
        return name
    alias = f"m{len(joins['sql'])}"
    stays = label in STANDING | SHARED
    is_owned = model._meta.label in OWNED and field.name == "user"
    kind = "LEFT JOIN" if field.null or (stays and not is_owned) else "JOIN"
    joins["sql"].append(
        f"{kind} moved {alias} ON {alias}.model = '{label}' AND {alias}.old = {name}"
    )
    return f"COALESCE({alias}.new, {name})" if stays else f"{alias}.new"


def about(joins):
    joins["sql"].append(
        "JOIN django_content_type c ON c.id = t.about_type_id JOIN moved about"
        " ON lower(about.model) = c.app_label || '.' || c.model"
        " AND about.old = t.about_id"
    )
    return "about.new"


def copy_model(cursor, model, copy, all_models):
    """One statement for the rows, one for where they went."""
    label, table = model._meta.label, model._meta.db_table
    distance = offset(model, copy)
    if distance is None:
        return
    is_new = label not in STANDING | SHARED or (
        copy.place == 0 if label in STANDING else copy.second == 0
    )
    pk = model._meta.pk.column
    if is_new:
        joins = {"models": all_models, "sql": []}
        fields = model._meta.concrete_fields
        values = [expression(field, model, copy, joins) for field in fields]
        columns = ", ".join(f'"{field.column}"' for field in fields)
        which = copy.words(ONLY.get(label, "true"))
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}) SELECT {", ".join(values)}'
            f' FROM "{table}" t {" ".join(joins["sql"])}'
            f' WHERE t."{pk}" < {APART} AND {which}'
        )
    cursor.execute(
        f'INSERT INTO moved SELECT \'{label}\', "{pk}" - {distance}, "{pk}"'
        f' FROM "{table}" WHERE "{pk}" >= {distance} AND "{pk}" < {distance + APART}'
    )


def copy_trail(cursor, copy):
    """What was written about the rows, about their copies."""
    distance = copy.number * APART
    cursor.execute(
        "INSERT INTO audit_entry (id, at, verb, by_id, about_type, about_id, digest)"
        f" SELECT t.id + {distance}, t.at - interval '{copy.back} years', t.verb,"
        " t.by_id, t.about_type, about.new::text, t.digest FROM audit_entry t"
        " JOIN moved about ON lower(about.model) = t.about_type"
        f" AND about.old::text = t.about_id WHERE t.id < {APART}"
    )
    cursor.execute(
        "INSERT INTO audit_detail (entry_id, salt, label, before, after, reason, origin)"
        f" SELECT t.entry_id + {distance}, salt, label, before, after, reason, origin"
        f" FROM audit_detail t JOIN audit_entry e ON e.id = t.entry_id + {distance}"
    )


def multiply(year, say):
    """Nineteen copies; foreign keys and refusals of the database sleep meanwhile."""
    all_models = copied()
    first = Programme.objects.aggregate(Min("year"))["year__min"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "CREATE TEMP TABLE moved (model text, old bigint, new bigint,"
            " PRIMARY KEY (model, old)) ON COMMIT DROP"
        )
        for place in range(YEARS):
            for second in range(SETS):
                if place or second:
                    copy = Copy(place, second, year, first)
                    cursor.execute("TRUNCATE moved")
                    for model in all_models:
                        copy_model(cursor, model, copy, all_models)
                    copy_trail(cursor, copy)
            say(f"{place + 1} of {YEARS} years")
        settle(cursor, SETS * APART)
    reset_sequences([*all_models, Entry])


def reset_sequences(all_models):
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), all_models):
            cursor.execute(statement)
