"""The portal as production runs it, with a shorter patience where a test says so."""

import os

from tests.settings import *  # noqa: F403

NOTICES_BACK_OFF = int(os.environ.get("NOTICES_BACK_OFF", "60"))
EMAIL_TIMEOUT = 5
for bell in ("plan-notices", "send-notices"):
    CELERY_BEAT_SCHEDULE[bell]["schedule"] = int(os.environ.get("BEAT", "20"))  # noqa: F405
