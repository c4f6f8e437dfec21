from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People and organisations")

    def ready(self):
        import_module("accounts.signals")
        holdings = import_module("accounts.holdings")
        import_module("accounts.privacy").register(*holdings.HOLDINGS)
