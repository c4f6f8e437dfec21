from django.apps import AppConfig


class FireConfig(AppConfig):
    name = "tests.fire"
    label = "fire"

    def ready(self):
        from tests.fire import letters  # noqa: F401
