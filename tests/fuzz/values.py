"""What somebody may type, or make a program type, into a field."""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

IS_LONG = os.environ.get("FUZZ") == "long"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "40"))


SAMPLES = settings(
    max_examples=EXAMPLES if IS_LONG else 2,
    derandomize=not IS_LONG,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

# What must never stand in a page as it was typed.
RUNS = ("<svg/onload=fuzz", 'href="javascript:fuzz')
SCRIPTS = [
    "\"'><svg/onload=fuzz()>",
    "<svg/onload=fuzz()>",
    "[a](javascript:fuzz)",
    "javascript:fuzz()",
    "{{ 7|add:7 }}{% debug %}",
]
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "'=1+1"]
CUNNING = [
    "a\x00b",
    "\x00",
    "\ud800",
    "\udfff\ud800x",
    "' OR 1=1 --",
    '"; DROP TABLE x; --',
    "%' AND 1=1",
    "9" * 400,
    "99999999999999999999",
    "-1",
    "0",
    "1e309",
    "NaN",
    "Infinity",
    "٣",
    "٢٠٢٦-٠١-٠١",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "31/12/9999",
    "9999-12-31T23:59",
    "0001-01-01T00:00",
    "24:00",
    "99:99",
    "../../etc/passwd",
    "//evil.example/",
    "\u202eabc",
    "e\u0301" * 200,
    "🙂" * 300,
    "x" * 20_000,
    "[]",
    "{}",
    "null",
    "\r\nSet-Cookie: a=b",
]
ANYTHING = st.one_of(
    st.sampled_from(SCRIPTS),
    st.sampled_from(CUNNING),
    st.sampled_from(FORMULAS),
    st.text(max_size=30),
    st.text(st.characters(codec=None), max_size=10),
    st.integers(-(10**30), 10**30).map(str),
    st.dates().map(str),
    st.datetimes().map(str),
)
