"""The gaps in prepared queries of meetings."""

from django.db.models import DateTimeField, IntegerField

from audit.prepared import Given

NOW, YEAR = Given("now", DateTimeField()), Given("year", IntegerField())
