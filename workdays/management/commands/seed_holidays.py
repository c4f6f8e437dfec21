from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.refusal import Refused
from workdays import actions


class Command(BaseCommand):
    help = (
        "Adds the holidays and office hours of years (this one and the next "
        "by default); what stands already is left alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("year", nargs="*", type=int)

    def handle(self, *, year, **options):
        this_year = timezone.localdate().year
        for one in year or [this_year, this_year + 1]:
            try:
                created = actions.seed_year(year=one)
            except Refused as refusal:
                raise CommandError(refusal) from refusal
            self.stdout.write(f"{one}: {len(created)} rows added.")
