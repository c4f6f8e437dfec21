"""Which text counts on a day, for an office, as it was known on another day."""

from datetime import timedelta

import pytest

from instructions import actions
from instructions.models import Version


@pytest.fixture
def day(today):
    return lambda days: today + timedelta(days=days)


def as_of(text, on, **axes):
    found = Version.objects.filter(instruction=text).as_of(on, **axes)
    return [version.number for version in found]


def status(version, on, **axes):
    return Version.objects.with_status(on, **axes).get(pk=version.pk).status


def in_force(text, on, **axes):
    return Version.objects.filter(instruction=text).in_force(on, **axes).exists()


def test_an_amended_text_changes_on_the_day_of_its_new_version(published, day):
    first = published(in_force_on=day(-100), published_on=day(-130))
    text = first.instruction
    second = published(following=text, in_force_on=day(20), published_on=day(-5))

    assert as_of(text, day(-101)) == []
    assert as_of(text, day(-100)) == [1]
    assert as_of(text, day(19)) == [1]
    assert as_of(text, day(20)) == [2]
    assert [status(first, day(d)) for d in (-101, -100, 19, 20)] == [
        "upcoming",
        "in_force",
        "in_force",
        "replaced",
    ]
    assert [status(second, day(d)) for d in (19, 20)] == ["upcoming", "in_force"]


def test_what_was_readable_on_a_day_is_another_axis(published, day):
    text = published(in_force_on=day(-100), published_on=day(-130)).instruction
    published(following=text, in_force_on=day(-20), published_on=day(-5))

    assert as_of(text, day(-10), known_on=day(-6)) == [1]
    assert as_of(text, day(-10), known_on=day(-5)) == [2]
    assert as_of(text, day(-10), known_on=day(-131)) == []


def test_a_version_prepared_for_the_future_never_hides_the_one_in_force(
    published, write, day, text_editor
):
    text = published(in_force_on=day(-3), published_on=day(-3)).instruction
    published(following=text, in_force_on=day(30))
    actions.start_version(instruction=text, by=text_editor)

    assert as_of(text, day(0)) == [1]


def test_a_correction_may_start_the_same_day_and_counts_from_its_publication(
    published, day
):
    text = published(in_force_on=day(-50), published_on=day(-60)).instruction
    published(
        following=text,
        in_force_on=day(-50),
        published_on=day(-10),
        is_correction=True,
        note="Article 2 : vingt-quatre heures, et non vingt-quatre jours.",
    )

    assert as_of(text, day(-40)) == [2]
    assert as_of(text, day(-40), known_on=day(-11)) == [1]
    assert as_of(text, day(-40), known_on=day(-10)) == [2]


def test_a_repeal_ends_a_text_on_its_day_and_not_before(published, day):
    old = published("001", in_force_on=day(-100), published_on=day(-100))
    published(
        "002",
        in_force_on=day(10),
        published_on=day(-1),
        relations=[{"verb": "repeals", "object": old.instruction}],
    )

    assert [status(old, day(d)) for d in (9, 10)] == ["in_force", "repealed"]
    assert [in_force(old.instruction, day(d)) for d in (9, 10)] == [True, False]
    assert status(old, day(10), known_on=day(-2)) == "in_force"


def test_a_relation_may_take_effect_on_a_day_of_its_own(published, day):
    old = published("001", in_force_on=day(-100), published_on=day(-100))
    published(
        "002",
        in_force_on=day(-5),
        published_on=day(-5),
        relations=[
            {"verb": "replaces", "object": old.instruction, "effective_on": day(5)}
        ],
    )

    assert [status(old, day(d)) for d in (4, 5)] == ["in_force", "replaced"]


def test_a_repeal_in_part_amends_until_a_version_consolidates_it(published, day):
    old = published("001", in_force_on=day(-100), published_on=day(-100))
    text = old.instruction
    published(
        "002",
        in_force_on=day(-20),
        published_on=day(-20),
        relations=[{"verb": "repeals", "object": text, "articles": "art-2"}],
    )
    assert [status(old, day(d)) for d in (-21, -20)] == ["in_force", "amended"]
    assert in_force(text, day(0)) is True

    new = published(following=text, in_force_on=day(-10), published_on=day(-15))
    assert [status(old, day(d)) for d in (-11, -10)] == ["amended", "replaced"]
    assert status(new, day(-10)) == "in_force"


def test_an_office_has_a_date_of_its_own(published, day, office, region):
    other = office.__class__.objects.create(code="ZEG", name="Zégoua", unit=region)
    text = published(in_force_on=day(-100), published_on=day(-100)).instruction
    second = published(
        following=text,
        in_force_on=day(-10),
        published_on=day(-30),
        office_dates={office: day(15), other: day(-20)},
    )

    assert [as_of(text, day(d)) for d in (-11, -10)] == [[1], [2]]
    assert [as_of(text, day(d), office=office) for d in (14, 15)] == [[1], [2]]
    assert [as_of(text, day(d), office=other) for d in (-21, -20)] == [[1], [2]]
    assert status(second, day(0), office=office) == "upcoming"


def test_a_repeal_waits_at_the_office_where_its_text_starts_later(
    published, day, office
):
    old = published("001", in_force_on=day(-100), published_on=day(-100))
    published(
        "002",
        in_force_on=day(-10),
        published_on=day(-30),
        office_dates={office: day(15)},
        relations=[{"verb": "repeals", "object": old.instruction}],
    )

    assert status(old, day(0)) == "repealed"
    assert [status(old, day(d), office=office) for d in (14, 15)] == [
        "in_force",
        "repealed",
    ]


def test_a_version_taken_back_never_starts(published, day, text_signatory):
    text = published(in_force_on=day(-9), published_on=day(-9)).instruction
    second = published(following=text, in_force_on=day(9), published_on=day(-2))
    actions.take_back(
        version=second, reason="Le système n'est pas prêt.", by=text_signatory
    )

    assert as_of(text, day(9)) == [1]
    assert as_of(text, day(9), known_on=day(-1)) == [2]
    assert status(second, day(9)) == "taken_back"
