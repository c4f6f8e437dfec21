from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstructionsConfig(AppConfig):
    name = "instructions"
    verbose_name = _("Instructions")

    def ready(self):
        from accounts import privacy
        from audit import stamp
        from instructions import holdings, promises
        from instructions.letters import registration
        from instructions.models import Consultation

        registration.register_all()
        promises.register()
        privacy.register(*holdings.HOLDINGS)
        stamp.watch(Consultation, "opens_at", "closes_at")
