from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions import searches as actions
from accounts.forms.searches import SearchForm
from accounts.models import SavedSearch


def search_keep(request):
    """Give a name to the list whose address is given."""
    address = request.GET.get("address", "")
    form = SearchForm(request.POST or None, by=request.user, address=address)
    if request.method == "POST" and form.is_valid():
        search = form.save(by=request.user)
        messages.success(request, _("The search is kept; it stands on your list."))
        return redirect(search)
    context = {"form": form, "address": address}
    return render(request, "accounts/search_keep.html", context)


@require_POST
def search_drop(request, pk):
    search = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    actions.drop(search=search, by=request.user)
    messages.success(request, _("“%(name)s” was removed.") % {"name": search.name})
    return redirect("dashboard")
