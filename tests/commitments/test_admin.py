"""In the admin, what was promised and where it stands is read, never typed."""

from django.urls import reverse

from commitments.models import State


def page(row):
    name = row._meta.model_name
    return reverse(f"admin:commitments_{name}_change", args=[row.pk])


def test_an_administrator_cannot_close_or_rewrite_a_promise(
    client, commitment, administrator
):
    client.force_login(administrator)
    content = client.get(page(commitment)).content.decode()
    for name in ("state", "what", "due_on", "claimed_on", "closed_on"):
        assert f'name="{name}"' not in content
    data = {"factor": 5, "level": "public", "state": "kept", "what": "Autre"}
    for prefix in ("counterpart_rows", "evidence", "steps", "escalations"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    assert client.post(page(commitment), data).status_code == 302
    what = commitment.what
    commitment.refresh_from_db()
    assert (commitment.factor, commitment.state, commitment.what) == (
        5,
        State.OPEN,
        what,
    )


def test_nobody_adds_or_deletes_promises_there(client, commitment, administrator):
    client.force_login(administrator)
    assert client.get(reverse("admin:commitments_commitment_add")).status_code == 403
    address = reverse("admin:commitments_commitment_delete", args=[commitment.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403
