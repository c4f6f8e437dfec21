"""Tags that say the same in one language each time: they are asked once.

A page says fifty sentences and addresses of this kind; to look one up costs more than
to say it. `url` is Django's own; `translate` stands in the library i18n.
"""

from django.template import Library, Node, defaulttags
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
