"""The filter `date` of every template, with “1er” where French says so."""

from django import template
from django.template.defaultfilters import date as plain_date

from workdays.words import date_format

register = template.Library()


@register.filter("date", expects_localtime=True, is_safe=False)
def date(value, arg=None):
    if getattr(value, "day", None) == 1:
        return date_format(value, arg)
    return plain_date(value, arg)
