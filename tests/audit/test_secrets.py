from audit.trail import picture
from meetings.models import Delegate, Invitation


def test_the_trail_keeps_no_password_and_no_token(meeting, broker):
    delegate = Delegate(
        invitation=Invitation.objects.get(meeting=meeting),
        user=broker,
        name="Ada",
        email="ada@example.org",
    )

    assert delegate.rsvp_token not in picture(delegate).values()
    assert broker.password not in picture(broker).values()
