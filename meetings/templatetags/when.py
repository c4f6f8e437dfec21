"""Dates in words for pages: {% load when %} {{ meeting.starts_at|day_in_words }}."""

from django import template

from meetings.when import day_in_words, span_in_words, zone_in_words
from meetings.words import clock

register = template.Library()
register.filter("day_in_words", day_in_words)
register.filter("zone_in_words", zone_in_words)


@register.filter
def span(meeting):
    """The day and the hours of a meeting."""
    return span_in_words(meeting.starts_at, meeting.ends_at)


@register.filter
def moment(instant):
    """A day and an hour in words."""
    return span_in_words(instant)


@register.filter
def hour(instant):
    return clock(instant)
