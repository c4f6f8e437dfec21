from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("Letters")

    def ready(self):
        from accounts import privacy
        from notices import (  # noqa: F401
            account_letters,
            address_letters,
            bounces,
            digest,
            holdings,
        )

        privacy.register(*holdings.HOLDINGS)
