"""What the addresses for programs take and give, as OpenAPI says it."""

from portal.openapi.document import document

__all__ = ["document"]
