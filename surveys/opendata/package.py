"""What the files are: Data Package 2.0 beside them, DCAT in the page."""

import hashlib
import json

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import override

from surveys.models import Group

FIELDS = {
    "wave": ("integer", "year of the wave"),
    "group": ("string", "officials or private; the two are never averaged"),
    "breakdown": ("string", "empty for the whole group"),
    "value": ("string", "part of the breakdown"),
    "level": ("string", "who may see the figure: public, partners, customs"),
    "code": ("string", "question, F and the factor, or S for the sample"),
    "measure": (
        "string",
        "favourable, mean, answer_*, respondents, gap, change_since_*",
    ),
    "estimate": ("number", "whole points; change and gap in points"),
    "low": ("number", "lower end of the 95% interval"),
    "high": ("number", "upper end of the 95% interval"),
    "n": ("integer", "answers, to the nearest 5 in a breakdown"),
    "status": ("string", "c suppressed, x not available, z not applicable, u caution"),
    "version": ("string", "version of the figures"),
    "note": ("string", "what must be known before quoting"),
}
SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
DCAT = {"@vocab": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"}
SPDX = "http://spdx.org/rdf/terms#"


def page_of(version):
    """The permanent address, the same whatever the reader's language."""
    with override(settings.LANGUAGE_CODE):
        return settings.PORTAL_URL + version.get_absolute_url()


def datapackage(version, files):
    """The description of the files, with their sizes and sums."""
    described = {
        "$schema": SCHEMA,
        "name": f"survey-{version.wave.year}",
        "id": page_of(version),
        "title": version.wave.title,
        "version": version.number,
        "homepage": page_of(version),
        "created": version.publish_at.isoformat(),
        "description": version.finding,
        "resources": [resource(*file) for file in files],
    }
    if version.wave.is_fictitious:
        described["keywords"] = ["données fictives", "fictitious data"]
    return json.dumps(described, ensure_ascii=False, indent=1).encode()


def resource(name, media_type, content):
    found = {
        "name": name.replace(".", "-").lower(),
        "path": name,
        "mediatype": media_type.split(";")[0],
        "bytes": len(content),
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
    }
    if name == "results.csv":
        found["type"] = "table"
        found["schema"] = {
            "fields": [
                {"name": field, "type": kind, "description": says}
                for field, (kind, says) in FIELDS.items()
            ]
        }
    return found


def as_script(described):
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(described, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04X}")
    return SafeString(text)


def dcat(version, downloads):
    """The page's JSON-LD: a data set and where each file is."""
    page = page_of(version)
    return {
        "@context": DCAT,
        "@type": "Dataset",
        "@id": page,
        "dct:title": [
            {"@value": version.wave.title, "@language": "fr"},
            {"@value": version.wave.title_en or version.wave.title, "@language": "en"},
        ],
        "dct:description": version.finding_text,
        "dct:issued": version.published_at.isoformat(),
        "dct:publisher": settings.PORTAL_NAME,
        "dct:temporal": f"{version.starts_on}/{version.ends_on}",
        "version": version.number,
        "keyword": [str(group.value) for group in Group],
        "distribution": [
            {
                "@type": "Distribution",
                "dct:title": file.name,
                "downloadURL": f"{page}{file.name}",
                "mediaType": file.media_type.split(";")[0],
                "byteSize": file.size,
                f"{SPDX}checksum": file.sha256,
            }
            for file in downloads
        ],
    }
