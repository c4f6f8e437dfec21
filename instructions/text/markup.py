"""Markdown to safe HTML: whatever was typed or imported passes through nh3."""

import re

import nh3
from markdown_it import MarkdownIt

TAGS = {
    *("p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "a", "sup", "sub"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
MARKS = re.compile(r"(?<!\\)(\*\*|__|\*|`)")
LINKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def safe(html):
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )


def html_of(markdown, demote=3):
    """Render a body; its headings go below the page's own by `demote` levels."""
    tokens = MARKDOWN.parse(markdown)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + demote)}"
    html = safe(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))
    return html.replace("<table>", '<div class="table-scroll"><table>').replace(
        "</table>", "</table></div>"
    )


def words_of(markdown):
    """The words without marks, for search, snippets and comparison."""
    return MARKS.sub("", LINKS.sub(r"\1", markdown))
