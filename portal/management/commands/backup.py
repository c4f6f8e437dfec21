from pathlib import Path

from django.core.management.base import BaseCommand

from portal import backup


class Command(BaseCommand):
    help = "Writes the database and the files into one archive, with their sums."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder, **options):
        folder.mkdir(parents=True, exist_ok=True)
        self.stdout.write(str(backup.make(folder)))
