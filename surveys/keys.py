"""How the parts of a group are named, and what earlier versions did with them."""

SAMPLE = "S"


def split(key):
    """("sex", "F") of "sex=F"; ("", "") of the whole group."""
    name, _, value = key.partition("=")
    return name, value


def nameless(breakdown):
    """The part of those who gave no value of a breakdown; no page names it."""
    return f"{breakdown}="


class Earlier:
    """What open versions hid of a group, {(code, key)}, and which parts they joined."""

    def __init__(self):
        self.hidden, self.joins = set(), {}
