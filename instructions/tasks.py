from celery import shared_task

from instructions.actions import chain_acknowledgements
from instructions.search.index import reindex


@shared_task
def chain_readings():
    """Rung by beat: link the acknowledgements made since last time."""
    chain_acknowledgements()


@shared_task
def reindex_stale():
    """Rung by beat: index again what an older analyser cut; usually nothing."""
    reindex()
