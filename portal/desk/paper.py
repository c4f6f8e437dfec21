from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """One thing on a desk."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class Section:
    """What of one kind lies on a desk."""

    title: str
    papers: list
