"""Steps that two people take at one moment, and how it must end.

A file of this package is one part of the portal: a generator of steps that are taken
in their order, in one small world. What two different steps do to each other is proved
beside each app, in its own test_…races.py.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from accounts.uploads import checked
from audit.models import Entry
from audit.refusal import Refused

# One does it, the other is told; both did it, and it stands in the trail once for each
# thing; both did it, and both stand in the trail.
ONCE, BOTH, EACH = "once", "both", "each"
OUTCOMES = {ONCE: ["done", "refused"], BOTH: ["done", "done"], EACH: ["done", "done"]}


@dataclass(frozen=True)
class Step:
    ends: str
    function: Callable
    given: Callable
    is_quiet: bool = False  # nothing of it stands in the trail

    @property
    def name(self):
        return f"{self.function.__module__}.{self.function.__name__}"


def at_once(step):
    """How it ends for two who read the same rows and do it from one signal on."""
    found, start = [], threading.Barrier(2)

    def run():
        try:
            given = step.given()
            start.wait(timeout=10)
            step.function(**given)
            found.append("done")
        except (Refused, ObjectDoesNotExist):  # gone before one could look: a 404
            found.append("refused")
        except Exception as error:
            found.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _turn in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def take(step):
    """How a step ended, and what the trail says of it: (verb, thing), as often as said."""
    last = Entry.objects.latest("pk").pk
    found = at_once(step)
    entries = Entry.objects.filter(pk__gt=last)
    return found, list(entries.values_list("verb", "about_type", "about_id"))


def of(model, **key):
    """The row as each of the two reads it for itself."""
    return model.objects.get(**key)


def a_file():
    return checked(SimpleUploadedFile("note.txt", b"Vu."))
