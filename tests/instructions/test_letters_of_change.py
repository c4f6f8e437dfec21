"""Letters to who follows what is amended, ended, moved, or starts tomorrow."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from instructions import actions
from instructions.letters import kinds
from notices import unsubscribe
from notices.kinds import KINDS
from notices.models import Notice
from workdays.words import date_format


def letters(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("email", flat=True))


def letter(kind):
    notice = Notice.objects.filter(kind=kind).first()
    return KINDS[kind].letter(notice)


def test_followers_of_a_text_hear_once_that_another_ends_it(
    published, broker, carrier, today
):
    old = published("001").instruction
    actions.subscribe(by=broker, instruction=old)
    actions.subscribe(by=carrier, instruction=old)
    actions.subscribe(by=carrier, scheme="all")
    published(
        "002",
        labels=[],
        in_force_on=today + timedelta(days=5),
        relations=[
            {"verb": "amends", "object": old, "articles": "art-1"},
            {"verb": "repeals", "object": old},
        ],
    )

    assert letters("instruction.repealed") == [broker.email]
    assert letters("instruction.amended") == []
    assert letters("instruction.published") == [carrier.email]
    sent = letter("instruction.repealed")
    assert sent.subject.startswith("N’est plus en vigueur à partir du ")
    assert "Abroge Circulaire n°\u00a0001/2026 DGD" in sent.text


def test_the_letter_on_an_amended_text_is_withdrawn_with_what_amends_it(
    published, broker, today, text_signatory
):
    old = published("001").instruction
    actions.subscribe(by=broker, instruction=old)
    version = published(
        "002",
        labels=[],
        in_force_on=today + timedelta(days=5),
        relations=[{"verb": "amends", "object": old, "articles": "art-2"}],
    )
    notice = Notice.objects.get(kind="instruction.amended")
    assert (notice.email, KINDS[notice.kind].still_true(notice)) == (broker.email, "")

    actions.take_back(version=version, reason="Erreur.", by=text_signatory)
    notice = Notice.objects.get(kind="instruction.amended")
    assert KINDS[notice.kind].still_true(notice) == "Le texte a été retiré."
    assert letters("instruction.taken_back") == [broker.email]


def test_a_moved_date_is_told_with_the_old_and_the_new_one(
    published, broker, today, text_editor, text_signatory
):
    actions.subscribe(by=broker, scheme="all")
    version = published(in_force_on=today + timedelta(days=1))
    draft = actions.move_date(
        version=version,
        in_force_on=today + timedelta(days=30),
        office_dates={},
        reason="Le système n’est pas prêt.",
        by=text_editor,
    )
    actions.sign(version=draft, by=text_signatory)
    actions.publish(version=draft, by=text_editor)
    sent = letter("instruction.moved")

    days = [date_format(one) for one in (version.in_force_on, draft.in_force_on)]
    assert letters("instruction.moved") == [broker.email]
    assert [day in sent.text for day in days] == [True, True]
    assert "Le système n’est pas prêt." in sent.text
    assert list(kinds.tomorrow(timezone.localtime().replace(hour=12))) == []
    first = Notice.objects.get(kind="instruction.published")
    assert kinds.still_published(first) == "Le texte a été retiré."


def test_the_day_before_it_starts_at_an_office_its_followers_hear_of_it(
    published, broker, carrier, officer, office, region, today
):
    other = type(office).objects.create(code="ZEG", name="Zégoua", unit=region)
    version = published(
        in_force_on=today + timedelta(days=1),
        office_dates={office: today + timedelta(days=9)},
    )
    actions.subscribe(by=broker, office=office)
    actions.subscribe(by=carrier, office=other)
    actions.subscribe(by=officer, instruction=version.instruction)
    noon = timezone.localtime().replace(hour=12)

    def owed(days):
        rows = kinds.tomorrow(noon + timedelta(days=days))
        return {(type(one.about).__name__, one.recipient.email) for one in rows}

    assert owed(0) == {("Version", carrier.email), ("Version", officer.email)}
    assert owed(8) == {("OfficeDate", broker.email), ("OfficeDate", officer.email)}
    (about,) = {one.about for one in kinds.tomorrow(noon + timedelta(days=8))}
    notice = Notice(kind="instruction.tomorrow", about=about, user=broker)
    sent = KINDS[notice.kind].letter(notice)
    assert sent.subject == "En vigueur demain au bureau de Diboli\u00a0: Texte 012"
    assert KINDS[notice.kind].still_true(notice) == ""


def test_what_will_not_count_tomorrow_is_not_announced(published, broker, today):
    day = today + timedelta(days=1)
    version = published("001", in_force_on=day)
    published(
        "002",
        in_force_on=day,
        relations=[{"verb": "repeals", "object": version.instruction}],
    )
    notice = Notice(kind="instruction.tomorrow", about=version)

    assert kinds.still_coming(notice) == "Un autre texte s’appliquera ce jour-là."


def way_out():
    """The address in the last letter about a published text."""
    notice = Notice.objects.filter(kind="instruction.published").last()
    return unsubscribe.url(notice).removeprefix("http://testserver")


def followed(user):
    return {(row.scheme, row.code) for row in user.text_subscriptions.all()}


def test_one_click_ends_what_brought_the_letter_and_nothing_else(
    client, published, broker
):
    for code in ("3", "9"):
        actions.subscribe(by=broker, scheme="step", code=code)
    published("001")
    address = way_out()

    page = client.get(address).content.decode()
    assert "Étape\u00a0: Déclaration en détail" in page
    assert "Paiement" not in page
    done = client.post(address)
    assert "Étape\u00a0: Déclaration en détail" in done.content.decode()
    assert followed(broker) == {("step", "9")}
    assert "avait déjà pris fin" in client.post(address).content.decode()

    published("002")
    published("003", labels=[("step", "9")])
    texts = Notice.objects.order_by("pk").values_list("about_id", flat=True)
    assert len(texts) == 2
    assert list(broker.preferences.all()) == []


def test_one_click_ends_every_subscription_that_brought_the_letter(
    client, published, broker, office
):
    for about in ({"scheme": "all"}, {"scheme": "step", "code": "3"}):
        actions.subscribe(by=broker, **about)
    actions.subscribe(by=broker, scheme="regime", code="IM8")
    published("001")
    client.post(way_out())

    assert followed(broker) == {("regime", "IM8")}


def test_a_letter_that_waits_is_withdrawn_once_nothing_brings_it(published, broker):
    row = actions.subscribe(by=broker, scheme="step", code="3")
    published("001")
    notice = Notice.objects.get(kind="instruction.published")
    assert KINDS[notice.kind].still_true(notice) == ""

    actions.unsubscribe(subscription=row, by=broker)
    assert KINDS[notice.kind].still_true(notice) == (
        "Son destinataire ne suit plus ce texte."
    )


def test_only_who_follows_texts_is_asked_about_letters_on_them(
    client, published, broker
):
    client.force_login(broker)
    asked = "kind_instruction_published"
    page = reverse("notices:preferences")
    assert asked not in client.get(page).context["form"].fields

    actions.subscribe(by=broker, scheme="all")
    assert asked in client.get(page).context["form"].fields


def test_a_text_is_told_to_who_follows_its_regime(published, broker, carrier):
    actions.subscribe(by=broker, scheme="regime", code="IM4")
    actions.subscribe(by=carrier, scheme="regime", code="EX1")
    published(labels=[("regime", "IM4"), ("step", "3")])

    assert letters("instruction.published") == [broker.email]
