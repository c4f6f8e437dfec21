"""The original PDF of a draft: kept as it came, its words found by the search."""

from django.core.files.base import ContentFile
from django.db import transaction

from audit.trail import picture, record
from instructions import signed_record
from instructions.actions.drafting import editable
from instructions.models import Version
from instructions.search.index import index


@transaction.atomic
def keep_pdf(*, version, imported, by):
    """Keep a PDF beside a draft, with its SHA-256."""
    before = picture(version)
    version = editable(version.pk)
    version.pdf.save(imported.name, ContentFile(imported.pdf), save=False)
    version.pdf_name, version.pdf_size = imported.name, len(imported.pdf)
    version.pdf_sha256, version.pdf_text = imported.sha256, imported.pdf_text
    version.save()
    signed_record.write(version)
    if version.state == Version.State.DRAFT:
        index(version)
    record("version.original_kept", version, by=by, before=before)
    return version
