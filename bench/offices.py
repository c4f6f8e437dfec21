"""Random waves of the sizes that offices and sexes have, to be attacked."""

import random

BREAKDOWNS = ("office", "sex")
HEADER = (
    "code,group,factor,scale,reversed,sensitive,comparable_since,wording_fr,wording_en"
)
ITEMS = [
    (f"{group[0].upper()}{factor}{number}", group, factor, number)
    for group in ("officials", "private")
    for factor in (1, 2, 3)
    for number in (1, 2, 3)
]


def scale(factor):
    return 5 if factor < 3 else 4


def codebook():
    """Three factors of three questions; the third one sensitive, the second reversed."""
    lines = [
        f"{code},{group},{factor},{scale(factor)},{int(number == 2)},"
        f"{int(number == 3 or factor == 3)},2020,Énoncé,Statement"
        for code, group, factor, number in ITEMS
    ]
    return "\n".join([HEADER, *lines])


def respondents(seed):
    """A file of answers: few or many left out, offices that answer alike or not."""
    rng = random.Random(seed)
    silent = rng.choice([0, 0, 0.002, 0.01, 0.03, 0.08])
    unsure = rng.choice([0, 0.01, 0.05])
    lines = ["group,office,sex," + ",".join(code for code, *_ in ITEMS)]
    for group, typical in (("officials", 3.2), ("private", 2.6)):
        for office in range(rng.randint(3, 8)):
            women = rng.choice([0.09, 0.2, 0.35])
            content = rng.choice([0.1, 0.3, 0.5, 0.7, 0.9, 0.97])
            for _ in range(int(rng.lognormvariate(typical, 0.8))):
                sex = "F" if rng.random() < women else "M"
                cells = [
                    answer(rng, item, silent, unsure, content)
                    if item[1] == group
                    else ""
                    for item in ITEMS
                ]
                lines.append(f"{group},o{office},{sex},{','.join(cells)}")
    return "\n".join(lines)


def answer(rng, item, silent, unsure, content):
    _code, _group, factor, number = item
    if rng.random() < silent:
        return ""
    if rng.random() < unsure:
        return rng.choice(["NSP", "REFUS"])
    top = scale(factor)
    step = rng.randint(top - 1, top) if rng.random() < content else rng.randint(1, top)
    return str(top + 1 - step if number == 2 else step)
