"""Django's library of this name, with constant sentences looked up once a language."""

from django.template import Library
from django.templatetags import i18n

from portal.templatetags.constant import Constant

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


@register.tag
@register.tag("trans")
def translate(parser, token):
    node = i18n.do_translate(parser, token)
    context, sentence = node.message_context, node.filter_expression
    is_constant = (
        sentence.var.literal is not None
        and not sentence.filters
        and (context is None or isinstance(context.var, str))
    )
    return Constant(node) if is_constant else node
