from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demonstration import loading


class Command(BaseCommand):
    help = (
        "Load the demonstration into an empty database; a second time changes nothing."
    )

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Set DEMO=1: the demonstration has known passwords.")
        if loading.is_loaded():
            self.stdout.write("The demonstration is loaded already.")
        else:
            loading.load()
            self.stdout.write("The demonstration is loaded.")
