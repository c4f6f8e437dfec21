from tests.access.roles import DONE, HIDDEN, everybody, members, some

PORTAL = [
    members("admin_password_change", answer=DONE),
    everybody("healthz"),
    everybody("readyz"),
    everybody("metrics", others=HIDDEN),
    everybody("home"),
    everybody("accessibility"),
    everybody("open_data"),
    everybody("search"),
    everybody("first_steps"),
    everybody("robots"),
    everybody("sitemap"),
    everybody("sitemap_pages"),
    everybody("security"),
    everybody("openapi"),
    members("dashboard"),
    members("handover"),
    some(
        ["broker", "user_manager", "auditor", "administrator"],
        "handover_of",
        "MANDATE",
        others=HIDDEN,
    ),
    everybody("workdays:calendar"),
    everybody("workdays:year", "YEAR"),
    *[
        everybody(f"mailbox:{name}", *args, others=HIDDEN)
        for name, args in {
            "index": (),
            "letter": ("x",),
            "html": ("x",),
            "source": ("x",),
            "part": ("x", 1),
        }.items()
    ],
]
