from django.core.management.base import BaseCommand, CommandError

from accounts.actions.second_factor import forget
from accounts.models import User


class Command(BaseCommand):
    help = "Takes every second factor away from somebody who lost the telephone."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--reason", required=True, help="kept in the audit trail")

    def handle(self, *args, email, reason, **options):
        address = User.objects.normalize_email(email)
        user = User.objects.filter(email=address).first()
        if user is None:
            raise CommandError(f"Nobody has the address {address}.")
        forget(user=user, by=None, reason=reason)
        self.stdout.write(
            f"{user.email} sets a new second step up at the next sign-in."
        )
