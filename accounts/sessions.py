"""Sessions in the database, as Django keeps them, read with a prepared query."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from audit.prepared import Given, prepared


@prepared
def running():
    return Session.objects.filter(
        session_key=Given("key", CharField(max_length=40)),
        expire_date__gt=Given("now", DateTimeField()),
    )


class SessionStore(DatabaseStore):
    def _get_session_from_db(self):
        """A session that runs; of any other it is said as ever that there is none."""
        found = running(key=self.session_key, now=timezone.now())
        return found[0] if found else super()._get_session_from_db()
