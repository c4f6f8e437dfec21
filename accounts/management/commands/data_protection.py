import json

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.privacy import erase
from accounts.models import User
from accounts.privacy import HOLDINGS, export
from audit.refusal import Refused


class Command(BaseCommand):
    help = "Lists what is held about people; exports or erases one person."

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--export", metavar="ADDRESS")
        what.add_argument("--erase", metavar="ADDRESS")
        parser.add_argument("--reason", default="", help="who asked for it, and when")

    def handle(self, *args, reason, **options):
        if options["export"]:
            told = export(self.person(options["export"]))
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        elif options["erase"]:
            self.erase(self.person(options["erase"]), reason)
        else:
            for held in HOLDINGS:
                self.stdout.write(f"{held.name}: {held.purpose}. {held.kept}.")

    def person(self, address):
        user = User.objects.filter(email=User.objects.normalize_email(address)).first()
        if user is None:
            raise CommandError(f"Nobody has the address {address}.")
        return user

    def erase(self, user, reason):
        try:
            erased = erase(user=user, by=None, reason=reason)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Erased; the record names {erased.email} from now on.")
