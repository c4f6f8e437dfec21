from tests.meetings.topics.conftest import item, proposed  # noqa: F401
from tests.meetings.topics.test_topic_life import in_state, other, plenary  # noqa: F401
