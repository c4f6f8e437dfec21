"""Somebody drops a search that they kept; keeping one is its form's."""

from django.db import transaction

from accounts.models import SavedSearch
from audit.trail import picture, record


@transaction.atomic
def drop(*, search, by):
    search = SavedSearch.objects.select_for_update().get(pk=search.pk)
    record("savedsearch.dropped", search, by=by, before=picture(search))
    search.delete()
