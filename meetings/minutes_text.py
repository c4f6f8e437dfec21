"""The canonical text of minutes: what the parties approved, and its SHA-256 is of.

UTF-8, lines ended by a line feed, in French, the language in which minutes are
written. People stand in it by their function and organisation.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from meetings.when import span_in_words
from workdays.words import date_format


def canonical(minutes):
    with override("fr"):
        blocks = [
            head(minutes),
            attendance(minutes),
            *(item_text(item) for item in items_of(minutes)),
            corrections(minutes),
            approvals(minutes),
        ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def draft(minutes):
    """What a party without an account reads in its letter, before anybody approved."""
    with override("fr"):
        blocks = [
            head(minutes),
            attendance(minutes),
            *(item_text(item) for item in items_of(minutes)),
        ]
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def items_of(minutes):
    return minutes.items.prefetch_related(
        "passages__organisation",
        "promises__owner",
        "promises__counterparts",
        "promises__commitment",
    )


def colon():
    return pgettext("between a label and its error", ": ")


def day(moment):
    return date_format(moment, "j F Y")


def head(minutes):
    meeting = minutes.meeting
    return [
        _("MINUTES"),
        meeting.own_title,
        span_in_words(meeting.starts_at, meeting.ends_at),
        *([meeting.where] if meeting.where else []),
        _("Shown to: %(level)s") % {"level": minutes.get_level_display()},
    ]


def attendance(minutes):
    rows = list(minutes.meeting.attendances.select_related("organisation"))
    present = [row for row in rows if row.is_present]
    absent = sorted({row.of_whom for row in rows} - {row.of_whom for row in present})
    lines = [_("PRESENT")] + [f"- {row.of_whom}, {row.role}" for row in present]
    if absent:
        lines.append(_("Absent: %(names)s") % {"names": ", ".join(absent)})
    return lines


def item_text(item):
    lines = [f"{item.position}. {item.title}"]
    for passage in item.passages.all():
        if passage.text:
            label = str(passage.label)
            lines += ["", label[:1].upper() + label[1:], passage.text]
    for promise in item.promises.all():
        lines += ["", *promise_text(promise)]
    return lines


def promise_text(promise):
    commitment = promise.commitment
    reference = commitment.reference if commitment else _("(not numbered yet)")
    lines = [_("Commitment %(reference)s") % {"reference": reference}]
    owner = f"{promise.owner} ({promise.owner_function})"
    counterparts = ", ".join(map(str, promise.counterparts.all()))
    lines += [
        promise.what,
        _("By: %(owner)s")
        % {"owner": owner if promise.owner_function else promise.owner},
        _("To: %(organisations)s") % {"organisations": counterparts},
        _("Due on: %(day)s") % {"day": day(promise.due_on)},
    ]
    if promise.expected_evidence:
        lines.append(
            _("Evidence: %(evidence)s") % {"evidence": promise.expected_evidence}
        )
    return lines


def corrections(minutes):
    """What was not taken, or not as proposed, stands beside with its reason."""
    found = minutes.corrections.exclude(state="taken").select_related("organisation")
    if not found:
        return []
    lines = [_("CORRECTIONS NOT TAKEN AS PROPOSED")]
    for correction in found:
        lines += [
            f"- {correction.organisation}, {correction.item.position}, "
            f"{correction.label}{colon()}{correction.wording}",
            f"  {correction.get_state_display()}{colon()}{correction.reason}",
        ]
    return lines


def approvals(minutes):
    lines = [_("APPROVED BY")]
    for approval in minutes.approvals.select_related("organisation"):
        on = day(timezone.localtime(approval.at))
        function = f", {approval.function}" if approval.function else ""
        lines.append(
            f"- {approval.organisation}{function}{colon()}"
            f"{approval.get_how_display()}, {on}"
        )
        if proof := approval.proof:
            lines.append(
                _("  Letter of the party: %(name)s, SHA-256 %(sha256)s")
                % {"name": proof.name, "sha256": proof.sha256}
            )
        if approval.reservation:
            lines.append(
                _("  Reservation: %(reservation)s")
                % {"reservation": approval.reservation}
            )
    return lines
