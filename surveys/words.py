"""How figures read: 71 % in French, 71% in English, a true minus."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.codebook import DONT_KNOW, REFUSED

FIVE = [
    gettext_lazy("Strongly disagree"),
    gettext_lazy("Disagree"),
    gettext_lazy("Neither agree nor disagree"),
    gettext_lazy("Agree"),
    gettext_lazy("Strongly agree"),
]
FOUR = [FIVE[0], FIVE[1], FIVE[3], FIVE[4]]
APART = {
    DONT_KNOW: gettext_lazy("Don’t know"),
    REFUSED: gettext_lazy("Refused to answer"),
}


def percent(share):
    return _("%(share)s%%") % {"share": share}


def figure(cell):
    """71% (64–77), the word of its status where nothing is shown."""
    if not cell.is_shown:
        return cell.get_status_display()
    if cell.low is None:
        return percent(cell.estimate)
    return _("%(estimate)s (%(low)s–%(high)s)") % {
        "estimate": percent(cell.estimate),
        "low": cell.low,
        "high": cell.high,
    }


def points(number):
    """+4 or −7, never a hyphen."""
    return f"{number:+d}".replace("-", "−") if number else "0"


def interval(change):
    """−7 (−10 to −3)."""
    return _("%(d)s (%(low)s to %(high)s)") % {
        "d": points(change.d),
        "low": points(change.low),
        "high": points(change.high),
    }


def answer_label(question, answer):
    if answer in APART:
        return APART[answer]
    return (FIVE if question.scale == 5 else FOUR)[int(answer) - 1]


def answers_label(question, answer):
    """Of one answer, or of those that are published together: 4-5, NSP-REFUS."""
    answers = answer.split("-")
    if len(answers) == 1:
        return answer_label(question, answer)
    if answers[0] in APART:
        return _("No opinion given")
    return (
        _("Disagree or strongly disagree")
        if answers[0] == "1"
        else _("Agree or strongly agree")
    )


STEPS = {
    "version.created": gettext_lazy("Drafted"),
    "import.dry_run": gettext_lazy("Files checked"),
    "version.imported": gettext_lazy("Answers imported"),
    "version.computed": gettext_lazy("Figures computed"),
    "version.changed": gettext_lazy("Parameters changed"),
    "version.submitted": gettext_lazy("Handed over for review"),
    "version.sent_back": gettext_lazy("Sent back to the analyst"),
    "version.approved": gettext_lazy("Approved"),
    "version.scheduled": gettext_lazy("Publication scheduled"),
    "version.unscheduled": gettext_lazy("Publication taken off the calendar"),
    "version.published": gettext_lazy("Published"),
    "version.corrected": gettext_lazy("Replaced by a corrected version"),
    "version.correction_started": gettext_lazy("Correction drafted"),
    "version.withdrawn": gettext_lazy("Withdrawn from publication"),
}


def history(entries):
    """(moment, what was done, by whom, why), newest first."""
    return [
        (entry.at, STEPS.get(entry.verb, entry.verb), entry.by, entry.reason)
        for entry in entries
    ]
