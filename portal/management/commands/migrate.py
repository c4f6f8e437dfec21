from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate


class Command(migrate.Command):
    """With DEMO=1 the demonstration follows the last migration."""

    def handle(self, *args, **options):
        super().handle(*args, **options)
        if settings.DEMO and not options["app_label"]:
            call_command("load_demo", stdout=self.stdout)
