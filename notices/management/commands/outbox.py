from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from notices import health
from notices.models import Notice


class Command(BaseCommand):
    help = "Shows the letters by state, the oldest that is due, and what failed."

    def handle(self, *args, **options):
        for state, count in health.by_state():
            self.stdout.write(f"{state.label:20} {count:>9}")
        age = int(health.oldest_due_age().total_seconds())
        self.stdout.write(_("Oldest letter due for %(age)s s") % {"age": age})
        if trouble := health.trouble():
            self.stdout.write(
                _("SMTP is shut until %(until)s: %(trouble)s")
                % {"trouble": trouble[0], "until": trouble[1].isoformat("T", "seconds")}
            )
        for notice in failures()[:20]:
            self.stdout.write(
                f"{notice.pk} {notice.kind} {notice.email} "
                f"{notice.get_state_display()}: {notice.reason}"
            )


def failures():
    """The letters that an administrator should look at, the latest first."""
    States = Notice.State
    return Notice.objects.filter(
        state__in=[States.DEAD, States.UNDELIVERABLE, States.DOUBTFUL]
    ).order_by("-ended_at")
