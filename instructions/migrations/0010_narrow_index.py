"""The index tells alone from when until when a version is in force, and its facets."""

from collections import defaultdict
from datetime import date

import django.db.models.deletion
from django.db import migrations, models

ENDING = {"verb__in": ["repeals", "replaces"], "articles": ""}
KNOWN = {"published_on__isnull": False, "taken_back_on": None}


def fill(apps, schema_editor):
    """What publication writes from now on, for what was published before."""
    model = {
        name: apps.get_model("instructions", name)
        for name in ("Version", "Relation", "Label", "Indexed", "Instruction")
    }
    ends = ends_of_texts(model["Relation"])
    versions = defaultdict(list)
    for row in model["Version"].objects.filter(**KNOWN).defer("text", "record"):
        versions[row.instruction_id].append(row)
    facets = {
        pk: [f"type:{kind}"]
        for pk, kind in model["Instruction"].objects.values_list("pk", "type")
    }
    labels = model["Label"].objects.order_by("scheme", "code")
    for pk, scheme, code in labels.values_list("instruction", "scheme", "code"):
        facets[pk].append(f"{scheme}:{code}")
    entries = list(
        model["Indexed"]
        .objects.select_related("version")
        .defer("stems", "tokens", "version__text", "version__record")
    )
    for entry in entries:
        own = entry.version
        entry.instruction_id, entry.number = own.instruction_id, own.number
        entry.facets = " ".join(facets[own.instruction_id])
        if own.published_on and not own.taken_back_on:
            entry.starts_on = own.in_force_on
            after = [
                v.in_force_on for v in versions[own.instruction_id] if follows(v, own)
            ]
            entry.ends_on = min([*after, ends.get(own.instruction_id, date.max)])
    fields = ["instruction", "number", "facets", "starts_on", "ends_on"]
    model["Indexed"].objects.bulk_update(entries, fields, batch_size=200)


def follows(other, own):
    """An original that starts later, or on the same day under a higher number."""
    place = (other.in_force_on, other.number)
    return other.language == "fr" and place > (own.in_force_on, own.number)


def ends_of_texts(relations):
    """The first day on which another text ends each whole."""
    ends = {}
    known = {f"subject__{name}": value for name, value in KNOWN.items()}
    rows = relations.objects.filter(**ENDING, **known)
    for text, own_day, start in rows.values_list(
        "object", "effective_on", "subject__in_force_on"
    ):
        ends[text] = min(ends.get(text, date.max), own_day or start)
    return ends


def keep_facets_near(apps, schema_editor):
    """A row of a few bytes more is read faster than one that points elsewhere."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE instructions_indexed ALTER COLUMN facets SET STORAGE PLAIN",
            params=None,
        )


class Migration(migrations.Migration):
    dependencies = [("instructions", "0009_one_search_index")]
    operations = [
        migrations.AddField(
            "indexed",
            "instruction",
            models.ForeignKey(
                default=0,
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="instructions.instruction",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "indexed",
            "number",
            models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField("indexed", "starts_on", models.DateField(null=True)),
        migrations.AddField("indexed", "ends_on", models.DateField(null=True)),
        migrations.AddField(
            "indexed",
            "facets",
            models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(keep_facets_near, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
