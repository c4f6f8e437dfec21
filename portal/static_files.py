from functools import cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """Files that were collected: their addresses stay while the process runs."""

    url = cache(CompressedManifestStaticFilesStorage.url)
