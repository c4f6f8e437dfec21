"""Tags that say the same in one language each time: they are asked once.

A page says fifty sentences and addresses of this kind; to look one up costs more than
to say it. `url` is a builtin in front of Django's; `translate` takes the place of the
one in Django's library i18n, which every template loads.
"""

from django.template import Library, Node, defaulttags
from django.templatetags import i18n
from django.urls import get_script_prefix
from django.utils.translation import get_language

register = Library()


class Constant(Node):
    """What another node renders, or puts under a name, once for each language."""

    child_nodelists = ()

    def __init__(self, node):
        self.node, self.name, self.said = node, node.asvar, {}

    def render(self, context):
        key = get_language(), get_script_prefix()
        if key not in self.said:
            said = self.node.render(context)
            self.said[key] = context[self.name] if self.name else said
        if self.name:
            context[self.name] = self.said[key]
            return ""
        return self.said[key]


@register.tag
def url(parser, token):
    """An address without arguments."""
    node = defaulttags.url(parser, token)
    is_constant = isinstance(node.view_name.var, str) and not (node.args or node.kwargs)
    return Constant(node) if is_constant else node


@i18n.register.tag
@i18n.register.tag("trans")
def translate(parser, token):
    """A sentence without variables."""
    node = i18n.do_translate(parser, token)
    context, sentence = node.message_context, node.filter_expression
    is_constant = (
        sentence.var.literal is not None
        and not sentence.filters
        and (context is None or isinstance(context.var, str))
    )
    return Constant(node) if is_constant else node
