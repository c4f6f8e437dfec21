"""Texts, consultations, difficulties and readings, taken twice at once."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Office, Organisation
from instructions import actions
from instructions.imports import Imported
from instructions.models import Comment, Consultation, Difficulty, Subscription, Version
from tests.races import BOTH, EACH, ONCE, Step, of
from tests.world.texts import ARTICLE

MONTH = timedelta(days=30)
CONSULTED = {"about": "x", "decides": "x", "next_steps": "x"}


def version(w, name, **key):
    return Version.objects.filter(instruction__slug=w[name], **key).latest("number")


def of_texts(w, cast):
    editor, signatory = cast["text_editor"], cast["text_signatory"]
    later = timezone.localdate() + MONTH

    def draft(**given):
        return {"version": version(w, "DRAFT_TEXT"), "by": editor} | given

    original = Imported(name="a.pdf", pdf=b"%PDF-1.4", pdf_text="x")
    yield Step(EACH, actions.keep_pdf, lambda: draft(imported=original))
    yield Step(
        EACH,
        actions.save_draft,
        lambda: draft(values={"in_force_on": later}, text=ARTICLE),
    )
    yield Step(ONCE, actions.sign, lambda: draft(by=signatory))
    yield Step(ONCE, actions.publish, draft)
    yield Step(
        ONCE,
        actions.move_date,
        lambda: draft(
            version=version(w, "DRAFT_TEXT", state="published"),
            in_force_on=later + MONTH,
            office_dates={},
            reason="x",
        ),
    )
    yield Step(ONCE, actions.abandon, lambda: draft(reason="x"))
    yield Step(
        ONCE,
        actions.take_back,
        lambda: draft(version=version(w, "DRAFT_TEXT", state="published"), reason="x"),
    )
    yield Step(
        ONCE,
        actions.start_version,
        lambda: {"instruction": version(w, "TEXT").instruction, "by": editor},
    )
    yield Step(
        ONCE,
        actions.open_consultation,
        lambda: draft(version=version(w, "TEXT"), closes_on=later + MONTH, **CONSULTED),
    )


def of_consultations(w, cast):
    editor, broker = cast["text_editor"], cast["broker"]
    asked = version(w, "ASKED_TEXT").consultation.pk

    def consultation(**given):
        return {"consultation": of(Consultation, pk=asked), "by": editor} | given

    brokers = of(Organisation, acronym="FETRAM")
    yield Step(
        BOTH,
        actions.comment,
        lambda: consultation(organisation=brokers, text="x", by=broker),
    )
    Consultation.objects.update(closes_at=timezone.now())
    for comment in Comment.objects.all():
        yield Step(
            EACH,
            actions.reply,
            lambda pk=comment.pk: {
                "comment": of(Comment, pk=pk),
                "outcome": "accepted",
                "reason": "x",
                "by": editor,
            },
        )
    yield Step(ONCE, actions.summarise, lambda: consultation(summary="x"))


def of_readers(w, cast):
    broker, brokers = cast["broker"], of(Organisation, acronym="FETRAM")

    def published(**given):
        found = version(w, "TEXT", state="published")
        return {"version": found, "organisation": brokers, "by": broker} | given

    office = of(Office, pk=w["OFFICE"])
    yield Step(BOTH, actions.report, lambda: published(office=office, text="x"))
    yield Step(
        ONCE,
        actions.answer,
        lambda: {
            "difficulty": of(Difficulty, pk=w["DIFFICULTY"]),
            "answer": "x",
            "by": cast["text_editor"],
        },
    )
    yield Step(BOTH, actions.acknowledge, published)
    yield Step(BOTH, actions.chain_acknowledgements, dict, is_quiet=True)
    followed = {"scheme": "step", "code": "3", "by": broker}
    yield Step(BOTH, actions.subscribe, lambda: followed)
    yield Step(
        ONCE,
        actions.unsubscribe,
        lambda: {"subscription": of(Subscription, user=broker), "by": broker},
    )
