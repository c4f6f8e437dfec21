from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self):
        from accounts import privacy
        from meetings import holdings, loop, replies  # noqa: F401
        from meetings.letters import (
            agenda,
            calls,
            day,
            dormancy,
            escalation,
            handover,
            kinds,
            minutes,
            programme,
            topics,
        )

        privacy.register(*holdings.HOLDINGS)
        loop.register_all()
        kinds.register_all()
        minutes.register_all()
        programme.register_all()
        topics.register_all()
        calls.register_all()
        agenda.register_all()
        escalation.register_all()
        dormancy.register_all()
        day.register_all()
        handover.register_all()
