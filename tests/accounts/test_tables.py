import pytest

from accounts.tables import harmless


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Cautions", "Cautions"),
        ("=1+1", "'=1+1"),
        (" -2", "' -2"),
        ("\x01=1+1", "'=1+1"),
        ("a\x00b\x0bc\x1fd", "abcd"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\t=1", "'\t=1"),
        ("\ra", "'\ra"),
        (-4, -4),
        (12, 12),
        (None, None),
    ],
)
def test_a_cell_is_no_formula_and_holds_nothing_a_workbook_refuses(value, expected):
    assert harmless(value) == expected
