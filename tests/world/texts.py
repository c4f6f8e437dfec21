"""Texts in every state, and a difficulty."""

from datetime import timedelta

import pytest
from django.utils import timezone

from instructions import actions as of_texts
from instructions.models import Instruction

ARTICLE = "### Article 1. Objet\n\nLe présent texte fixe la procédure."
AMENDED = f"{ARTICLE.replace('fixe', 'abrège')}\n\n### Article 2. Effet\n\nDemain."


def fill(version, by, text=ARTICLE):
    values = {
        "changes": "Un seul délai pour tous.",
        "legal_basis": "Code des douanes, article 25.",
        "signatory_function": "Le Directeur général",
        "in_force_on": timezone.localdate(),
        "waiver": "minor",
        "waiver_reason": "Mise en forme seulement.",
    }
    return of_texts.save_draft(version=version, text=text, values=values, by=by)


def text(number, customs, by):
    """A draft with one article, ready to be signed or opened to consultation."""
    version = of_texts.create_instruction(
        instruction=Instruction(
            issuer=customs, number=number, type="circular", year=2026, title=number
        ),
        labels=[("step", "3")],
        offices=[],
        by=by,
    )
    return fill(version, by)


def published(version, *, editor, signatory):
    of_texts.sign(version=version, by=signatory)
    return of_texts.publish(version=version, by=editor)


@pytest.fixture
def texts(cast, customs, brokers, office):
    """A text in two versions, a draft, one open to comments, and a difficulty."""
    editor, signatory = cast["text_editor"], cast["text_signatory"]
    first = published(text("001", customs, editor), editor=editor, signatory=signatory)
    second = of_texts.start_version(instruction=first.instruction, by=editor)
    published(fill(second, editor, AMENDED), editor=editor, signatory=signatory)
    draft, asked = text("002", customs, editor), text("003", customs, editor)
    of_texts.open_consultation(
        version=asked,
        about="Le délai d'enregistrement",
        decides="Le Directeur général",
        next_steps="Une synthèse est publiée.",
        closes_on=timezone.localdate() + timedelta(days=60),
        by=editor,
    )
    difficulty = of_texts.report(
        version=first,
        office=office,
        organisation=brokers,
        text="Le délai n'est pas tenu.",
        by=cast["broker"],
    )
    return {
        "TEXT": first.instruction.slug,
        "DRAFT_TEXT": draft.instruction.slug,
        "ASKED_TEXT": asked.instruction.slug,
        "DIFFICULTY": difficulty.pk,
    }
