"""Difficulties of application: masked, answered, narrowed, downloaded."""

from django.urls import reverse
from django.utils import timezone

from instructions import actions
from instructions.models import Difficulty
from workdays.arithmetic import add_workdays


def address(name, *args):
    return reverse(f"instructions:{name}", args=args)


def test_a_difficulty_masked_from_the_office_stays_masked(
    client, published, broker, brokers, carrier, office, secretary, text_editor
):
    version = published()
    client.force_login(broker)
    client.post(
        address("report", version.instruction.slug, 1),
        {
            "article": "art-2",
            "office": office.pk,
            "organisation": brokers.pk,
            "text": "Refusé.",
            "is_masked": "on",
        },
    )
    made = Difficulty.objects.get()
    assert made.due_on == add_workdays(timezone.localdate(), 10)

    def seen_by(user):
        client.force_login(user)
        answer = client.get(address("difficulty", made.pk))
        return answer.status_code, brokers.acronym in answer.content.decode()

    assert [seen_by(u) for u in (broker, text_editor, secretary, carrier)] == [
        (200, True),
        (200, True),
        (200, False),
        (404, False),
    ]


def test_an_answer_of_general_interest_stands_under_its_article(
    client, published, broker, brokers, office, secretary
):
    version = published()
    made = actions.report(
        version=version,
        office=office,
        organisation=brokers,
        article=version.articles.get(key="art-2"),
        text="Depuis quand ?",
        by=broker,
    )
    client.force_login(secretary)
    url = address("difficulty", made.pk)
    wrong = client.post(url, {"answer": "Du dépôt.", "is_published": "on"})
    assert "nommer personne" in str(wrong.context["form"].errors)
    client.post(
        url, {"answer": "Du dépôt.", "is_published": "on", "question": "Depuis quand ?"}
    )
    client.logout()
    page = client.get(version.instruction.get_absolute_url()).content.decode()

    assert "Du dépôt." in page
    assert brokers.acronym not in page


def test_a_stranger_reports_nothing(client, published, user_manager):
    version = published()
    url = address("report", version.instruction.slug, 1)
    assert client.get(url).status_code == 302

    client.force_login(user_manager)
    assert client.get(url).status_code == 403


def test_the_list_of_difficulties_is_narrowed_and_downloaded_without_hidden_names(
    client, published, broker, brokers, office, secretary, text_editor
):
    first = actions.report(
        version=published(),
        office=office,
        organisation=brokers,
        text="=Refus.",
        is_masked=True,
        by=broker,
    )
    second = actions.report(
        version=first.version, office=office, organisation=brokers, text="y", by=broker
    )
    actions.answer(difficulty=second, answer="Oui.", by=text_editor)
    Difficulty.objects.filter(pk=first.pk).update(due_on="2020-01-01")
    client.force_login(secretary)

    def listed(**asked):
        return list(client.get(address("difficulties"), asked).context["page"])

    assert listed(state="late") == [first]
    assert listed(state="answered", office=office.pk) == [second]
    assert listed(state="nonsense", office="x") == [first, second]
    table = client.get(address("difficulties_csv")).content.decode("utf-8-sig")
    lines = table.splitlines()
    assert [brokers.acronym in line for line in lines] == [False, False, True]
    assert "'=Refus." in lines[1]


def test_the_list_of_difficulties_costs_the_same_however_long(
    client, queries, published, broker, brokers, office
):
    version = published()
    client.force_login(broker)

    def more():
        actions.report(
            version=version, office=office, organisation=brokers, text="x", by=broker
        )

    more()
    short = queries(address("difficulties"))
    for _time in range(3):
        more()
    assert queries(address("difficulties")) == short
