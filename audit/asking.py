"""A page of the admin that asks before it acts, in the admin's own frame."""

from django.template.response import TemplateResponse


def ask(model_admin, request, *, title, form, button, intro="", back):
    """Show a form with one button; `back` is where Cancel leads."""
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": model_admin.opts,
        "form": form,
        "button": button,
        "intro": intro,
        "back": back,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/ask.html", context)
