from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self):
        from accounts import privacy
        from audit import stamp
        from meetings import holdings, loop, replies  # noqa: F401
        from meetings.letters import (
            agenda,
            calls,
            day,
            dormancy,
            ending,
            escalation,
            handover,
            kinds,
            minutes,
            programme,
            topics,
        )
        from meetings.models import Meeting, Reception, TopicCall
        from meetings.models.call import CLOSES_BEFORE

        privacy.register(*holdings.HOLDINGS)
        stamp.watch(Meeting, "starts_at", "ends_at")
        stamp.watch(Reception, "opens_at", "closes_at")
        stamp.watch(TopicCall, "opens_at", "closes_at")
        stamp.watch(Meeting, "starts_at", before=CLOSES_BEFORE)
        loop.register_all()
        kinds.register_all()
        minutes.register_all()
        programme.register_all()
        topics.register_all()
        calls.register_all()
        agenda.register_all()
        escalation.register_all()
        dormancy.register_all()
        ending.register_all()
        day.register_all()
        handover.register_all()
