from celery import shared_task
from django.utils import timezone

from workdays import actions


@shared_task
def seed_coming_years():
    """Rung daily: deadlines in December already count next January's holidays."""
    this_year = timezone.localdate().year
    for year in (this_year, this_year + 1):
        actions.seed_year(year=year)
