"""Sessions in the database, as Django keeps them, read with a prepared query."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from audit.prepared import NOW, first, prepared, word


@prepared
def running():
    return Session.objects.filter(
        session_key=word("key"),
        expire_date__gt=NOW,
    )


class SessionStore(DatabaseStore):
    def _get_session_from_db(self):
        """A session that runs; of any other it is said as ever that there is none."""
        found = first(running(key=self.session_key, now=timezone.now()))
        return found or super()._get_session_from_db()
