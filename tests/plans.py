"""What PostgreSQL reads to answer a query."""

import json

COUNTS = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")


def rows_read(queryset):
    """Rows that the query's scans fetch, by table, those thrown away included.

    The choice among indexes is PostgreSQL's, and moves with its sampled statistics.
    """
    (plan,) = json.loads(queryset.explain(format="json", analyze=True))
    read = {}
    nodes = [plan["Plan"]]
    while nodes:
        node = nodes.pop()
        nodes += node.get("Plans", [])
        if table := node.get("Relation Name"):
            rows = sum(node.get(name, 0) for name in COUNTS) * node["Actual Loops"]
            read[table] = read.get(table, 0) + rows
    return read
