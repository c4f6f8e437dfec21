from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from accounts.models import User
from portal import backup


class Command(BaseCommand):
    help = "Brings a backup back, and migrates it to this version of the portal."

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path)
        parser.add_argument(
            "--replace",
            action="store_true",
            help="replace a database in which somebody has an account",
        )

    def handle(self, *args, archive, replace, **options):
        if not replace and is_in_use():
            raise CommandError(
                "This database holds accounts. Add --replace to lose what it holds."
            )
        try:
            made_at = backup.bring_back(archive)
        except backup.BadBackup as error:
            raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0)
        self.stdout.write(f"The portal is as it was at {made_at}.")


def is_in_use():
    try:
        return User.objects.exists()
    except DatabaseError:
        return False
