from functools import partial

from django.conf import settings
from django.utils.translation import get_language, get_language_info

from portal import menu
from portal.logs import SECRET_PATHS

LISTS = {
    *("search", "accounts:directory", "commitments:register", "commitments:indicators"),
    *("instructions:library", "instructions:consultations"),
    *("instructions:difficulties", "meetings:year", "meetings:planner"),
    *("meetings:topics", "meetings:committees", "meetings:minutes_of_year"),
    *("meetings:my_invitations", "meetings:office_register", "notices:replies"),
}


def portal(request):
    """What every page may name."""
    is_secret = SECRET_PATHS.search(request.path)
    user = getattr(request, "user", None)
    own = menu.OWN if user and user.is_authenticated else []
    staff = menu.STAFF if own and user.is_staff else []
    return {
        "PORTAL_NAME": settings.PORTAL_NAME,
        "PORTAL_URL": settings.PORTAL_URL,
        "DEMO": settings.DEMO,
        "menu": menu.entries(own[:1] + menu.MAIN, request.path),
        "account_menu": menu.entries(own + staff, request.path),
        "foot_menu": partial(menu.entries, menu.FOOT, request.path),
        "search_url": "" if has_own_box(request) else menu.address("search"),
        "may_keep_search": is_list(request),
        "home_url": menu.address("home"),
        "login_url": menu.address("accounts:login"),
        "access_url": menu.address("accounts:ask_access"),
        "logout_url": menu.address("accounts:logout"),
        "mailbox_url": settings.DEMO and menu.address("mailbox:index"),
        "other_languages": list(other_languages(request)),
        "page_address": ""
        if is_secret or request.method != "GET"
        else settings.PORTAL_URL + request.get_full_path(),
    }


def has_own_box(request):
    """Whether the page itself holds the search over all."""
    found = request.resolver_match
    return bool(found) and found.view_name in ("home", "search")


def is_list(request):
    """Whether the address holds filters that are worth keeping under a name."""
    found = request.resolver_match
    return bool(found) and found.view_name in LISTS


def other_languages(request):
    """The same page, filters included, in each language but the reader's."""
    current = get_language()
    bare = request.get_full_path()
    if current != settings.LANGUAGE_CODE:
        # Of //host a browser would make another site.
        bare = "/" + bare.removeprefix(f"/{current}").lstrip("/")
    for code, _name in settings.LANGUAGES:
        if code != current:
            prefix = "" if code == settings.LANGUAGE_CODE else f"/{code}"
            yield {
                "code": code,
                "name": get_language_info(code)["name_local"].capitalize(),
                "url": prefix + bare,
            }
