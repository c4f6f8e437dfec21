"""What the tests ask of a page in a browser."""


def width_of(page):
    """How wide the whole page is, in CSS pixels; waits until its last line is there."""
    footer = page.locator("body > footer")
    return footer.evaluate("() => document.documentElement.scrollWidth")
