from surveys.models.aggregate import Aggregate, Import
from surveys.models.cell import Cell, Change
from surveys.models.download import Download
from surveys.models.level import Level, reader_level
from surveys.models.question import Breakdown, Question
from surveys.models.version import Version
from surveys.models.wave import Group, Wave

__all__ = [
    "Aggregate",
    "Breakdown",
    "Cell",
    "Change",
    "Download",
    "Group",
    "Import",
    "Level",
    "Question",
    "Version",
    "Wave",
    "reader_level",
]
