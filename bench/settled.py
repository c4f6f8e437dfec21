"""What is over in the copies of earlier years: nothing of it waits for anybody."""

SEAL = "repeat('0', 64)"
STATEMENTS = (
    "UPDATE meetings_programme SET state = 'closed'",
    "UPDATE meetings_meeting SET state = 'closed' WHERE state <> 'cancelled'",
    "UPDATE meetings_delegate SET answer = 'accepted', answered_at = added_at"
    " WHERE answer = 'pending'",
    "UPDATE meetings_topic SET state = 'declined', reason = 'Réglé', decided_at ="
    " updated_at WHERE state IN ('proposed', 'escalated', 'answered')",
    "UPDATE meetings_minutes SET state = 'published', text = 'Texte', sha256 ="
    f" {SEAL}, corrections_until = COALESCE(corrections_until, updated_at::date),"
    " approved_at = updated_at, published_at = updated_at WHERE state <> 'published'",
    "UPDATE meetings_approval SET how = 'given', at = now() - interval '1 year'"
    " WHERE how = 'pending'",
    "UPDATE meetings_correction SET state = 'taken' WHERE state = 'proposed'",
    "UPDATE commitments_commitment SET state = 'kept', claimed_on ="
    " COALESCE(claimed_on, due_on), closed_on = due_on WHERE state IN"
    " ('open', 'in_progress', 'claimed')",
    "UPDATE commitments_plan SET state = 'closed'",
    "UPDATE instructions_version SET state = 'published', signed_at = updated_at,"
    f" published_at = updated_at, published_on = updated_at::date, sha256 = {SEAL},"
    " signed_by_id = drafted_by_id WHERE state NOT IN ('published', 'abandoned')",
    "UPDATE instructions_consultation SET summary = 'Suivi', summary_at = closes_at"
    " WHERE summary_at IS NULL",
    "UPDATE instructions_comment SET outcome = 'accepted', reply = 'Oui', replied_at ="
    " made_at, replied_by_id = by_id WHERE outcome = ''",
    "UPDATE instructions_difficulty SET state = 'answered', answer = 'Oui',"
    " answered_at = reported_at, answered_by_id = reported_by_id WHERE state = 'open'",
    "UPDATE notices_notice SET state = 'sent', ended_at = due_at WHERE state NOT IN"
    " ('sent', 'withdrawn', 'undeliverable', 'dead')",
)


def settle(cursor, first):
    """All that follows the key of the first copy of an earlier year."""
    for statement in STATEMENTS:
        joint = "AND" if " WHERE " in statement else "WHERE"
        cursor.execute(f"{statement} {joint} id >= {first}")
