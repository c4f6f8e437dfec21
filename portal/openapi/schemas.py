"""What the answers hold, by name."""

from commitments.models import Level as Shown
from commitments.models import Status as Standing
from commitments.models.vocabulary import Verb as Step
from instructions.models import Label, Status, Type
from instructions.models.vocabulary import Verb
from portal.openapi import words as w
from surveys.models import Cell, Level

NOTICE = w.said(w.TEXT, "only where the data are fictitious")

TEXT_ROW = w.thing(
    url=w.ADDRESS,
    reference=w.TEXT,
    type=w.one_of(Type.values),
    number=w.TEXT,
    year=w.COUNT,
    issuer=w.said(w.TEXT, "acronym of the organisation"),
    title=w.TEXT,
    title_en=w.TEXT,
    version=w.COUNT,
    language=w.said(w.TEXT, "fr is the original"),
    status=w.one_of(Status.values),
    in_force_on=w.DAY,
    published_on=w.or_null(w.DAY),
    changes=w.said(w.TEXT, "what changes for the reader"),
    sha256=w.TEXT,
)
TEXTS = w.thing(
    ["notice"],
    notice=NOTICE,
    day=w.said(w.DAY, "the day for which the status is told"),
    published_by=w.DAY,
    office=w.or_null(w.TEXT),
    texts=w.listed(w.reference("TextRow")),
)
ARTICLE = w.thing(id=w.TEXT, label=w.TEXT, title=w.TEXT, markdown=w.TEXT)
RELATION = w.thing(
    verb=w.one_of(Verb.values),
    to=w.ADDRESS,
    articles=w.listed(w.TEXT),
    **{"from": w.DAY},
)
RELATION_FROM = w.thing(
    verb=w.one_of(Verb.values),
    by=w.ADDRESS,
    articles=w.listed(w.TEXT),
    **{"from": w.DAY},
)
VERSION = w.thing(
    url=w.ADDRESS,
    number=w.COUNT,
    language=w.TEXT,
    status=w.one_of(Status.values),
    in_force_on=w.DAY,
    offices=w.said(w.named(w.DAY), "where it differs: code of the office, day"),
    published_on=w.DAY,
    taken_back_on=w.or_null(w.DAY),
    legal_basis=w.TEXT,
    signed_by=w.TEXT,
    changes=w.TEXT,
    note=w.TEXT,
    sha256=w.SUM,
    relations=w.listed(w.reference("Relation")),
    articles=w.listed(w.reference("Article")),
)
TEXT = w.thing(
    ["notice"],
    notice=NOTICE,
    url=w.ADDRESS,
    reference=w.TEXT,
    title=w.TEXT,
    title_en=w.TEXT,
    day=w.DAY,
    published_by=w.DAY,
    office=w.or_null(w.TEXT),
    counting=w.said(w.or_null(w.COUNT), "number of the version in force that day"),
    labels=w.said(
        w.listed(w.listed(w.TEXT)),
        f"pairs of a scheme ({', '.join(Label.Scheme.values)}) and a code",
    ),
    relations_from_others=w.listed(w.reference("RelationFrom")),
    versions=w.listed(w.reference("Version")),
)
PROMISE = {
    "reference": w.TEXT,
    "url": w.ADDRESS,
    "what": w.TEXT,
    "what_en": w.TEXT,
    "owner": w.said(w.TEXT, "acronym of the organisation"),
    "owner_function": w.TEXT,
    "counterparts": w.listed(w.TEXT),
    "factor": w.said(w.COUNT, "1 to 10, of the Arusha Declaration"),
    "office": w.or_null(w.TEXT),
    "promised_on": w.DAY,
    "first_due_on": w.DAY,
    "due_on": w.DAY,
    "claimed_on": w.or_null(w.DAY),
    "closed_on": w.or_null(w.DAY),
    "status": w.one_of(Standing.values),
    "is_overdue": w.YES_NO,
    "is_kept_on_time": w.YES_NO,
    "expected_evidence": w.TEXT,
    "level": w.said(w.one_of(Shown.values), "to whom it is shown"),
}
STEP = w.thing(
    step=w.one_of(Step.values),
    at=w.MOMENT,
    by=w.or_null(w.TEXT),
    words=w.TEXT,
    old_due_on=w.or_null(w.DAY),
    due_on=w.or_null(w.DAY),
)
EVIDENCE = w.thing(title=w.TEXT, url=w.ADDRESS, type=w.TEXT, size=w.COUNT, sha256=w.SUM)
COMMITMENT = w.thing(
    ["notice"],
    notice=NOTICE,
    **PROMISE,
    history=w.listed(w.reference("Step")),
    evidence=w.listed(w.reference("Evidence")),
)
COMMITMENTS = w.thing(
    ["notice"],
    notice=NOTICE,
    day=w.said(w.DAY, "the day for which the status is told"),
    commitments=w.listed(w.reference("CommitmentRow")),
)
FIGURE = w.thing(
    wave=w.COUNT,
    group=w.said(w.TEXT, "officials or private; the two are never averaged"),
    breakdown=w.said(w.TEXT, "empty for the whole group"),
    value=w.TEXT,
    level=w.one_of(level.slug for level in Level),
    code=w.said(w.TEXT, "question, F and the factor, or S for the sample"),
    measure=w.TEXT,
    estimate=w.or_null(w.NUMBER),
    low=w.or_null(w.NUMBER),
    high=w.or_null(w.NUMBER),
    n=w.or_null(w.COUNT),
    status=w.one_of(Cell.Status.values),
    version=w.TEXT,
    note=w.TEXT,
)
FIGURES = w.thing(
    wave=w.COUNT,
    version=w.TEXT,
    title=w.thing(fr=w.TEXT, en=w.TEXT),
    level=w.one_of(level.slug for level in Level),
    note=w.TEXT,
    results=w.listed(w.reference("Figure")),
)
FILE = w.thing(
    ["type", "schema"],
    name=w.TEXT,
    path=w.TEXT,
    mediatype=w.TEXT,
    bytes=w.COUNT,
    hash=w.TEXT,
    type=w.TEXT,
    schema=w.thing(
        fields=w.listed(w.thing(name=w.TEXT, type=w.TEXT, description=w.TEXT))
    ),
)
PACKAGE = w.thing(
    ["keywords"],
    **{"$schema": w.ADDRESS},
    name=w.TEXT,
    id=w.ADDRESS,
    title=w.TEXT,
    version=w.TEXT,
    homepage=w.ADDRESS,
    created=w.MOMENT,
    description=w.TEXT,
    resources=w.listed(w.reference("File")),
    keywords=w.listed(w.TEXT),
)
READINESS = w.thing(
    ["outbox"],
    database=w.one_of(["ok", "down"]),
    broker=w.one_of(["ok", "down", "not used"]),
    files=w.one_of(["ok", "down", "local"]),
    outbox=w.thing(state=w.one_of(["ok", "late"]), oldest_due_seconds=w.COUNT),
)
AWAY = w.thing(error=w.TEXT, retry_after=w.said(w.COUNT, "seconds"))
SCHEMAS = {
    "TextRow": TEXT_ROW,
    "Texts": TEXTS,
    "Article": ARTICLE,
    "Relation": RELATION,
    "RelationFrom": RELATION_FROM,
    "Version": VERSION,
    "Text": TEXT,
    "CommitmentRow": w.thing(**PROMISE),
    "Commitments": COMMITMENTS,
    "Step": STEP,
    "Evidence": EVIDENCE,
    "Commitment": COMMITMENT,
    "Figure": FIGURE,
    "Figures": FIGURES,
    "File": FILE,
    "Package": PACKAGE,
    "Readiness": READINESS,
    "Away": AWAY,
}
