"""Writes and publishes the texts of the demonstration as on past days."""

from datetime import datetime, time, timedelta
from pathlib import Path

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts import groups
from accounts.models import Organisation, User
from instructions import actions, imports, signed_record
from instructions.demo import library
from instructions.models import Instruction, Version

FOLDER = Path(__file__).parent / "texts"


def source(name):
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def person(group, address, name):
    """Whoever holds the group, or a function made for the demonstration."""
    found = User.objects.filter(groups__name=group).order_by("pk").first()
    if found is None:
        found = User.objects.create(email=address, name=name)
        found.groups.add(Group.objects.get(name=group))
    return found


class Loader:
    """Writes and publishes texts as on past days."""

    def __init__(self):
        self.today = timezone.localdate()
        self.editor = person(groups.TEXT_EDITOR, "redacteur@example.org", "Rédacteur")
        self.signatory = person(
            groups.TEXT_SIGNATORY, "signataire.textes@example.org", "Signataire"
        )
        self.issuer, _ = Organisation.objects.get_or_create(
            acronym="DGD",
            defaults={"kind": "customs", "name": "Direction générale des Douanes"},
        )
        self.texts = {}

    def ago(self, days):
        return self.today - timedelta(days=days)

    def moment(self, days):
        return timezone.make_aware(datetime.combine(self.ago(days), time(10)))

    def start(self, name, days_ago, **fields):
        type_, number, title, title_en, keywords, labels = library.TEXTS[name]
        instruction = Instruction(
            type=type_,
            issuer=self.issuer,
            number=number,
            year=self.ago(days_ago).year,
            title=title,
            title_en=title_en,
            keywords=keywords,
            audience=library.AUDIENCES.get(name, "general"),
            is_fictitious=True,
        )
        version = actions.create_instruction(
            instruction=instruction, labels=labels, offices=[], by=self.editor
        )
        self.texts[name] = instruction
        version = self.fill(version, source(name), **fields)
        return self.keep_original(version, FOLDER / f"{name}.pdf")

    def keep_original(self, version, path):
        """The PDF that stands beside some of the texts."""
        if not path.exists():
            return version
        imported = imports.read(ContentFile(path.read_bytes(), name=path.name))
        return actions.keep_pdf(version=version, imported=imported, by=self.editor)

    def fill(self, version, text, in_force_on, changes, relations=(), **values):
        rows = [
            {"verb": verb, "object": self.texts[other], "articles": articles}
            for verb, other, articles in relations
        ]
        dates = values.pop("office_dates", None)
        return actions.save_draft(
            version=version,
            text=text,
            values={
                "in_force_on": in_force_on,
                "changes": changes,
                "legal_basis": library.BASIS,
                "signatory_function": library.SIGNATORY,
                **values,
            },
            relations=rows,
            office_dates=dates,
            by=self.editor,
        )

    def publish(self, version, days_ago):
        """Signed and published as on a past day, by those whose task it is."""
        at = self.moment(days_ago)
        version.state = Version.State.SIGNED
        version.signed_by, version.signed_at = self.signatory, at - timedelta(days=1)
        signed_record.write(version)
        version.save()
        actions.put_out(version, at)
        return version

    def focal_point(self, acronym):
        """Somebody who may speak for an organisation, if the demonstration has any."""
        return User.objects.filter(mandates__organisation__acronym=acronym).first()
