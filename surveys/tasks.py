"""What workers do: compute, publish at the minute, forget. SciPy is only here."""

from celery import shared_task
from django.utils import timezone

from surveys import actions
from surveys.models import Version


@shared_task
def compute(pk):
    """Compute the figures of one version; a second time changes nothing."""
    # Imported here so that a web process, which rings this bell, never loads SciPy.
    from surveys.snapshot import rebuild

    actions.compute(version=Version.objects.get(pk=pk), rebuild=rebuild)


@shared_task
def compute_waiting():
    """Rung by beat: whatever bell was lost, the row waits."""
    for pk in Version.objects.filter(wants_computing=True).values_list("pk", flat=True):
        compute(pk)


@shared_task
def publish_due():
    """Rung by beat as each minute begins; what is scheduled later is made ready."""
    from surveys.opendata.files import pack

    actions.publish_due(now=timezone.now(), pack=pack)
    actions.prepare_files(pack=pack)


@shared_task
def forget_imports():
    actions.forget_imports()
