"""What publishing or taking back a version makes the portal write, once a person."""

from instructions.letters import audience
from instructions.models import Verb
from instructions.models.standing import ORIGINAL
from notices import outbox

CHANGING = (Verb.AMENDS, Verb.CORRECTS, Verb.REPEALS, Verb.REPLACES)


def tell_published(version, by):
    """To who follows the text, then to who follows only what it changes or ends."""
    if version.language != ORIGINAL:
        return
    kind = "instruction.moved" if version.moves_id else "instruction.published"
    told = {by.pk}
    post(kind, version, version.instruction, told)
    for relation, is_end in effects(version):
        kind = "instruction.repealed" if is_end else "instruction.amended"
        kind = "instruction.moved" if version.moves_id else kind
        about = version if version.moves_id else relation
        post(kind, about, relation.object, told)


def tell_taken_back(version, by):
    """To who follows the text, or a text that it would have changed or ended."""
    if version.language != ORIGINAL:
        return
    told = {by.pk}
    post("instruction.taken_back", version, version.instruction, told)
    for relation, _is_end in effects(version):
        post("instruction.taken_back", version, relation.object, told)


def post(kind, about, instruction, told):
    """Owe a letter to the followers of a text who are not told of the event yet."""
    readers = [
        reader
        for reader in audience.subscribers(instruction)
        if reader.user.pk not in told
    ]
    outbox.post_all(kind, about, readers, occurrence="published")
    told.update(reader.user.pk for reader in readers)


def effects(version):
    """One relation for each text changed or ended, and whether it ends it whole."""
    found = {}
    rows = version.relations.filter(verb__in=CHANGING).select_related("object")
    for row in rows.order_by("pk"):
        is_end = row.verb in (Verb.REPEALS, Verb.REPLACES) and not row.articles
        if is_end or row.object_id not in found:
            found[row.object_id] = row, is_end
    return list(found.values())
