from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self):
        from meetings import loop, replies  # noqa: F401
        from meetings.letters import dormancy, escalation, kinds, minutes, programme

        loop.register_all()
        kinds.register_all()
        minutes.register_all()
        programme.register_all()
        escalation.register_all()
        dormancy.register_all()
