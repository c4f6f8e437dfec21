"""The portal's own settings, with one bare address more to compare with."""

from portal.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
