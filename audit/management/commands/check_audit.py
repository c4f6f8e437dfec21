from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from audit import chain


class Command(BaseCommand):
    help = "Computes every seal of the audit trail again; ends with 1 if one is broken."

    def add_arguments(self, parser):
        parser.add_argument(
            "--heads",
            type=Path,
            help="a published list of the days' seals, kept outside the portal",
        )

    def handle(self, *args, heads=None, **options):
        found = chain.check()
        if heads:
            found.faults += missing(heads.read_text(), set(found.seals.items()))
        self.stdout.write(
            f"{found.batches} batches, {found.entries} entries sealed, "
            f"{found.unchained} not yet, {found.removed} details removed."
        )
        if found.faults:
            raise CommandError(
                "The trail was tampered with: " + "; ".join(found.faults)
            )
        self.stdout.write("The chain holds.")


def missing(published, seals):
    """The days whose published seal is not in the chain any more."""
    lines = [line.split() for line in published.splitlines() if line.strip()]
    return [
        f"the seal published for {day} is gone"
        for day, seal in lines
        if (day, seal) not in seals
    ]
