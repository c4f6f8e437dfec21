from tests.access.roles import DONE, HIDDEN, OK, POST, READERS, Row, everybody, some

SURVEY_OFFICERS = ("survey_analyst", "survey_approver", "auditor", "administrator")
ANALYSTS = ("survey_analyst", "administrator")
WAVE, DRAFT_WAVE, RELEASE = (2022,), (2024,), (2022, "1.0.0")
PARTNERS_FILE = (*RELEASE, "partners", "results.csv")

SURVEYS = [
    everybody("surveys:index"),
    everybody("surveys:atom"),
    everybody("surveys:sitemap"),
    *[
        everybody(f"surveys:{name}", *WAVE, *args)
        for name, *args in (
            *(("wave",), ("methodology",), ("restitution",), ("a4",)),
            *(("factor", 1), ("question", "O1"), ("comparison", 2020)),
        )
    ],
    everybody("surveys:version", *RELEASE),
    everybody("surveys:version_factor", *RELEASE, 1),
    everybody("surveys:version_question", *RELEASE, "O1"),
    everybody("surveys:version_methodology", *RELEASE),
    everybody("surveys:download", *RELEASE, "results.csv"),
    Row("surveys:level_download", PARTNERS_FILE, HIDDEN, dict.fromkeys(READERS, OK)),
    Row(
        "surveys:version",
        (*DRAFT_WAVE, "1.0.0"),
        HIDDEN,
        dict.fromkeys(SURVEY_OFFICERS, OK),
    ),
    some(SURVEY_OFFICERS, "surveys:desk", *DRAFT_WAVE),
    some(ANALYSTS, "surveys:new"),
    *[
        some(ANALYSTS, f"surveys:{name}", *DRAFT_WAVE)
        for name in ("parameters", "levels", "import")
    ],
    some(ANALYSTS, "surveys:confirm", *DRAFT_WAVE, 0, answer=HIDDEN, **POST),
    some(ANALYSTS, "surveys:correct", *WAVE, **POST),
    some(ANALYSTS, "surveys:step", *DRAFT_WAVE, "submit", answer=DONE, **POST),
]
