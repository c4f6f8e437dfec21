"""What the letters of a batch about one object share is made once a language."""

from django.utils.translation import get_language


def once(about, name, make):
    """The value that `make()` gives, kept with the object as long as its batch lives.

    A worker fetches an object once for all letters of a batch: `about` is the same
    for all of them, and a later batch fetches it anew.
    """
    made = about.__dict__.setdefault("_shared_by_letters", {})
    key = name, get_language()
    if key not in made:
        made[key] = make()
    return made[key]
