from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstructionsConfig(AppConfig):
    name = "instructions"
    verbose_name = _("Instructions")

    def ready(self):
        from accounts import privacy
        from instructions import holdings, promises
        from instructions.letters import registration

        registration.register_all()
        promises.register()
        privacy.register(*holdings.HOLDINGS)
