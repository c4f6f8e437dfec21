"""Private files in a bucket that speaks S3, which all machines of the portal share."""

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage

MEGABYTE = 1024 * 1024


class PrivateBucket(S3Storage):
    """Only a view that asked `visible_to` opens a file; none has an address of its own."""

    def get_default_settings(self):
        return super().get_default_settings() | {
            "file_overwrite": False,
            "max_memory_size": MEGABYTE,
            "transfer_config": TransferConfig(
                use_threads=False, multipart_threshold=64 * MEGABYTE
            ),
            "client_config": Config(
                s3={"addressing_style": "path"},
                signature_version="s3v4",
                connect_timeout=3,
                read_timeout=20,
                retries={"mode": "standard", "total_max_attempts": 2},
                # Sums that not every S3 server knows; we keep our own SHA-256.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }

    def get_modified_time(self, name):
        try:
            return super().get_modified_time(name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
                raise
            raise FileNotFoundError(name) from error

    def url(self, name, **options):
        raise ValueError("A private file has no address of its own.")
