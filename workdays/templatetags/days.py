"""The filter `date` of every template, with “1er” where French says so."""

import datetime
from functools import lru_cache

from django import template
from django.template.defaultfilters import date as plain_date
from django.utils.translation import get_language

from workdays.words import date_format

register = template.Library()


@register.filter("date", expects_localtime=True, is_safe=False)
def date(value, arg=None):
    if arg == "DATE_FORMAT" and isinstance(value, datetime.datetime):
        value = value.date()
    if type(value) is datetime.date:
        return day(value, arg, get_language())
    return written(value, arg)


@lru_cache(5000)
def day(value, arg, language):
    """A day is written the same each time, and a list writes many."""
    return written(value, arg)


def written(value, arg):
    if getattr(value, "day", None) == 1:
        return date_format(value, arg)
    return plain_date(value, arg)
