import holidays
from django.conf import settings
from django.core.checks import Error, register


@register
def country_is_known(app_configs, **kwargs):
    """COUNTRY must be one whose holidays can be seeded."""
    if settings.COUNTRY in holidays.list_supported_countries():
        return []
    return [
        Error(
            f"COUNTRY is {settings.COUNTRY!r}: name a country by its two letters, "
            "such as ML.",
            id="workdays.E001",
        )
    ]
