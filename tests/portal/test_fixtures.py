import pytest
from django.contrib.auth.models import Group

from accounts import groups


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_an_emptied_database_keeps_the_groups(time):
    assert set(Group.objects.values_list("name", flat=True)) == set(groups.ALL)
