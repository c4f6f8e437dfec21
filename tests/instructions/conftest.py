import pytest
from django.utils import timezone, translation

from instructions import actions
from instructions.models import Instruction

TEXT = """Vu le code des douanes ;

### Article 1. Objet

Le présent texte fixe la procédure de dédouanement des marchandises.

### Article 2. Délais

La déclaration est enregistrée dans les vingt-quatre heures.
"""


@pytest.fixture(autouse=True)
def french():
    """What one test reads in English is not left to the next."""
    with translation.override("fr"):
        yield


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def write(customs, text_editor):
    """Write a new text and give its draft of version 1."""

    def write(number="012", text=TEXT, labels=(("step", "3"),), offices=(), **fields):
        about = {"type": "circular", "year": 2026, "title": f"Texte {number}"} | {
            name: fields.pop(name)
            for name in ("type", "year", "title", "title_en", "keywords")
            if name in fields
        }
        version = actions.create_instruction(
            instruction=Instruction(issuer=customs, number=number, **about),
            labels=labels,
            offices=offices,
            by=text_editor,
        )
        return fill(version, text_editor, text, **fields)

    return write


def fill(version, by, text=TEXT, office_dates=None, relations=None, **values):
    return actions.save_draft(
        version=version,
        text=text,
        values={
            "changes": "Un seul délai pour tous.",
            "legal_basis": "Code des douanes, article 25.",
            "signatory_function": "Le Directeur général",
            "in_force_on": timezone.localdate(),
            "waiver": "minor",
            "waiver_reason": "Mise en forme seulement.",
        }
        | values,
        by=by,
        office_dates=office_dates,
        relations=relations,
    )


@pytest.fixture
def published(write, text_editor, text_signatory):
    """Write, sign and publish; `published_on` puts the publication in the past."""

    def published(*args, published_on=None, following=None, **fields):
        if following is None:
            version = write(*args, **fields)
        else:
            draft = actions.start_version(instruction=following, by=text_editor)
            fields.setdefault(
                "text", following.versions.order_by("number").first().text
            )
            version = fill(draft, text_editor, **fields)
        version = actions.sign(version=version, by=text_signatory)
        if published_on is None:
            return actions.publish(version=version, by=text_editor)
        ago = timezone.localdate() - published_on
        actions.put_out(version, timezone.now() - ago)
        return version

    return published
