from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from audit.refusal import Refused
from notices import actions, unsubscribe
from notices.forms import PreferencesForm, for_all
from notices.kinds import KINDS
from notices.models import Reply
from notices.replies.receiving import LARGEST, receive


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    """Each person's choice for each kind of letter, and the hours for reading."""
    data = request.POST or None
    if data and "all" in data:
        data = for_all(data, request.user)
    form = PreferencesForm(data, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user)
        messages.success(request, gettext("Your choices are saved."))
        return redirect("notices:preferences")
    return render(request, "notices/preferences.html", {"form": form})


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_page(request, token):
    """RFC 8058: a bare POST ends what is asked; GET says what, with a button."""
    try:
        code, user_id, email, keys = unsubscribe.read(token)
    except signing.BadSignature as error:
        raise Http404 from error
    if code not in KINDS:
        raise Http404
    kind, is_done = KINDS[code], request.method == "POST"
    names = kind.subscriptions.names(user_id, keys) if keys else []
    if is_done:
        unsubscribe.stop(code, user_id, email, keys)
    return render(
        request,
        "notices/unsubscribe.html" if not keys else "notices/unfollow.html",
        {
            "kind": kind,
            "email": email,
            "is_done": is_done,
            "names": names,
            "others": kind.subscriptions.page() if keys else "",
        },
    )


@permission_required("notices.view_reply", raise_exception=True)
@require_http_methods(["GET", "HEAD"])
def replies(request):
    """The answers by mail that changed nothing, for the officer to decide."""
    found = Reply.objects.visible_to(request.user)
    if request.GET.get("all") != "1":
        found = found.to_settle()
    paginator = Paginator(found, 50)
    page = paginator.get_page(request.GET.get("page"))
    return render(
        request,
        "notices/replies.html",
        {
            "page": page,
            "pages": paginator.get_elided_page_range(page.number),
            "total": paginator.count,
            "shows_all": request.GET.get("all") == "1",
        },
    )


@permission_required("notices.change_reply", raise_exception=True)
@require_POST
def reply_settle(request, pk):
    reply = get_object_or_404(Reply.objects.visible_to(request.user), pk=pk)
    try:
        actions.settle(reply=reply, by=request.user)
        messages.success(request, gettext("The reply is settled."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("notices:replies")


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def inbound(request):
    """A mail gateway posts one message as it came; it knows a secret of ours."""
    secret = settings.MAIL_GATEWAY_SECRET
    if not secret:
        raise Http404
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not constant_time_compare(given, secret):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    raw = request.read(LARGEST + 1)
    if len(raw) > LARGEST:
        return HttpResponse(status=413)
    return JsonResponse({"outcome": receive(raw)})
