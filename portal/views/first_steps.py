from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from audit.shelf import shelved
from portal import first_steps as steps
from portal.waiting import waiting

SHOWN = 3


@login_not_required
@shelved
def first_steps(request):
    """Where to begin, for each role of the reader, and what waits already."""
    user = request.user
    roles = [
        {
            "name": role.name,
            "about": role.about,
            "steps": [(step, step.url(user)) for step in role.steps],
        }
        for role in steps.roles_of(user)
    ]
    things = waiting(user) if user.is_authenticated else []
    context = {"roles": roles, "waiting": things[:SHOWN], "total": len(things)}
    return render(request, "portal/first_steps.html", context)
