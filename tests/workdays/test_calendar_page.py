from datetime import date

from workdays import actions
from workdays.models import Holiday


def test_everybody_reads_the_holidays_and_hours_of_a_year(client, db):
    actions.seed_year(year=2027)

    french = client.get("/holidays/2027/").content.decode()
    assert "Journée de la Tabaski" in french
    assert "Journée nationale de la souveraineté retrouvée" in french
    assert "16\u00a0h\u00a030" in french
    english = client.get("/en/holidays/2027/").content.decode()
    assert "Eid al-Adha" in english
    assert "to be confirmed" in english


def test_a_day_that_is_worked_after_all_is_not_listed(client, db):
    Holiday.objects.create(day=date(2027, 5, 17), name="Pont", is_observed=False)

    page = client.get("/holidays/2027/").content.decode()
    assert "Pont" not in page


def test_a_year_without_rows_says_so_and_an_absurd_one_is_hidden(client, db):
    assert client.get("/holidays/").status_code == 200
    assert client.get("/en/holidays/2044/").status_code == 200
    assert client.get("/holidays/1912/").status_code == 404
    assert client.get("/holidays/2101/").status_code == 404


def test_the_page_asks_the_same_however_many_days(db, queries):
    Holiday.objects.create(day=date(2027, 5, 17), name="Pont")
    few = queries("/holidays/2027/")
    actions.seed_year(year=2027)

    assert queries("/holidays/2027/") == few
