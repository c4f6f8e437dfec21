"""Write to the trail: a picture before, the change, a record after."""

from django.db import transaction

from audit import connection
from audit.models import Detail, Entry

HIDDEN = {"password", "rsvp_token"}


def picture(instance, many=()):
    """The stored values of one row, ready for JSON; secrets stay out.

    `many` names many-to-many fields whose rows belong in the picture.
    """
    values = {
        field.attname: field.value_to_string(instance)
        for field in instance._meta.concrete_fields
        if field.name not in HIDDEN
    }
    return values | {
        name: sorted(str(row) for row in getattr(instance, name).all()) for name in many
    }


def record(verb, instance, *, by, before=None, reason="", many=()):
    """Write one entry; only what differs from `before` is kept."""
    before, after = before or {}, picture(instance, many)
    changed = {key for key in after if before.get(key) != after[key]}
    return write(
        verb,
        instance,
        by,
        before={key: before[key] for key in sorted(changed) if key in before},
        after={key: after[key] for key in sorted(changed)},
        reason=reason,
    )


def read(instance, *, by, reason=""):
    """Write that somebody opened what is not open to all."""
    return write(f"{instance._meta.model_name}.read", instance, by, reason=reason)


def exported(rows, *, by, reason=""):
    """Write that somebody took a list away: of what, and how many rows."""
    meta = rows.model._meta
    return write_about(
        f"{meta.model_name}.exported",
        (meta.label_lower, "", meta.verbose_name_plural),
        by,
        after={"rows": rows.count()},
        reason=reason,
    )


def write(verb, instance, by, **told):
    about = (instance._meta.label_lower, str(instance.pk), instance)
    return write_about(verb, about, by, **told)


@transaction.atomic
def write_about(verb, about, by, **told):
    """The entry, and the detail that its digest seals."""
    about_type, about_id, label = about
    detail = Detail(label=str(label)[:250], origin=connection.current.get(), **told)
    entry = Entry.objects.create(
        verb=verb,
        by=by if by and by.is_authenticated else None,
        about_type=about_type,
        about_id=about_id,
        digest=detail.digest(),
    )
    detail.entry = entry
    detail.save(force_insert=True)
    entry.detail = detail
    return entry
