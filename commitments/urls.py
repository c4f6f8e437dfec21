from django.urls import path

from commitments.views import (
    commitment,
    exports,
    indicators,
    plans,
    promising,
    register,
    steps,
)

app_name = "commitments"

STEPS = {
    "start": steps.start,
    "claim": steps.claim,
    "prove": steps.prove,
    "postpone": steps.postpone,
    "abandon": steps.abandon,
    "confirm": steps.confirm,
    "contest": steps.contest,
    "consent": steps.consent,
    "correct": promising.correct,
}

lists = [
    path("", register.register, name="register"),
    path("commitments.csv", exports.register_csv, name="csv"),
    path("commitments.xlsx", exports.register_xlsx, name="xlsx"),
    path("commitments.json", exports.register_json, name="json"),
    path("commitments.atom", exports.register_atom, name="atom"),
    path("indicators/", indicators.figures, name="indicators"),
    path("indicators.csv", exports.indicators_csv, name="indicators_csv"),
    path("mine/", register.mine, name="mine"),
    path("new/", promising.promise, name="promise"),
    path("factors/<int:number>/", indicators.factor, name="factor"),
    path("evidence/<int:pk>/", commitment.evidence, name="evidence"),
]
plan = [
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.plan_add, name="plan_add"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/edit/", plans.plan_edit, name="plan_edit"),
    path("plans/<int:pk>/publish/", plans.plan_publish, name="plan_publish"),
    path("plans/<int:pk>/close/", plans.plan_close, name="plan_close"),
    path("plans/<int:pk>/objectives/", plans.objective_add, name="objective_add"),
    path("objectives/<int:pk>/", plans.objective_edit, name="objective_edit"),
]
one = [
    path("<slug:reference>/", commitment.commitment, name="commitment"),
    path(
        "<slug:reference>/commitment.json",
        commitment.commitment_json,
        name="commitment_json",
    ),
    *(
        path(f"<slug:reference>/{name}/", view, name=name)
        for name, view in STEPS.items()
    ),
]

urlpatterns = [*lists, *plan, *one]
