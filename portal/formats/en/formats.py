"""English for readers of the WCO: the day before the month, twenty-four hours."""

DATE_FORMAT = "j\u00a0F\u00a0Y"
TIME_FORMAT = "G:i"
DATETIME_FORMAT = "j\u00a0F\u00a0Y, G:i"
SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y G:i"
MONTH_DAY_FORMAT = "j\u00a0F"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"]
DATETIME_INPUT_FORMATS = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
]
