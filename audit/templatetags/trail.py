"""{% load trail %}{% trail_of meeting %}: the way from a page to the trail of its object."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from audit.admin import address_of_trail

register = template.Library()


@register.simple_tag(takes_context=True)
def trail_of(context, instance):
    """A link for whoever may read the audit trail; nothing for anybody else."""
    user = context["request"].user
    if not user.has_perm("audit.view_entry"):
        return ""
    address = address_of_trail(instance)
    return format_html('<p><a href="{}">{}</a></p>', address, _("Audit trail"))
