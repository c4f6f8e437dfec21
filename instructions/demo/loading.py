"""Loads the fictitious texts; every day is counted from today."""

from datetime import datetime, time, timedelta
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from accounts import groups
from accounts.models import Office, Organisation, User
from instructions import actions, signed_record
from instructions.demo import library
from instructions.models import Consultation, Instruction, Version
from notices import outbox

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
        return self.fill(version, source(name), **fields)

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

    def consult(self, version, opened, closed):
        """Open a consultation as if so many days ago; negative days are to come."""
        consultation = actions.open_consultation(
            version=version,
            about=version.changes,
            decides=library.SIGNATORY,
            next_steps="Réponse à chaque observation, synthèse publiée, puis signature.",
            closes_on=self.today + timedelta(days=60),
            by=self.editor,
        )
        Consultation.objects.filter(pk=consultation.pk).update(
            opens_at=self.moment(opened),
            closes_at=self.moment(closed).replace(hour=23, minute=59, second=59),
        )
        consultation.refresh_from_db()
        return consultation

    def focal_point(self, acronym):
        """Somebody who may speak for an organisation, if the demonstration has any."""
        return User.objects.filter(mandates__organisation__acronym=acronym).first()


@transaction.atomic
def load():
    """The framework instruction in three versions, and eleven texts around it."""
    if Instruction.objects.exists():
        return
    loader = Loader()
    for name, published, in_force, changes, relations in library.PUBLISHED:
        waiver, reason = library.WAIVED.get(name, ("minor", "Mesure d’application."))
        version = loader.start(
            name,
            published,
            in_force_on=loader.ago(in_force),
            changes=changes,
            relations=relations,
            waiver=waiver,
            waiver_reason=reason,
        )
        loader.publish(version, published)
    load_framework(loader)
    load_answered(loader)
    load_open(loader)
    load_difficulties(loader)


def load_framework(loader):
    """Version 2 in force for five months; version 3 soon, later at Diboli."""
    text = loader.texts["cadre"]
    second = follow(loader, text, library.SECOND, -150, library.CADRE_2, 180)
    office = Office.objects.filter(code="DIB").first()
    dates = {office: loader.ago(-75)} if office else {}
    follow(loader, text, library.THIRD, 45, library.CADRE_3, 6, office_dates=dates)
    return second


def follow(loader, text, edits, starts_in, changes, published, **values):
    """The next version of a text, from edits that must all be found in the last."""
    version = actions.start_version(instruction=text, by=loader.editor)
    body = version.text
    for old, new in edits:
        if old not in body:
            raise LookupError(f"The demonstration's text lacks: {old}")
        body = body.replace(old, new)
    version = loader.fill(
        version,
        body,
        loader.ago(-starts_in),
        changes,
        waiver="relief",
        waiver_reason="La mesure ne fait que raccourcir des délais imposés au service.",
        **values,
    )
    return loader.publish(version, published)


def load_answered(loader):
    """A consultation that is over: every comment has its reply, the text is in force."""
    version = loader.start(
        "guichet",
        80,
        in_force_on=loader.ago(10),
        changes="Le service ne vous demande plus les documents que le guichet unique détient.",
        relations=(("completes", "cadre", "art-4 art-10"),),
    )
    consultation = loader.consult(version, 80, -1)
    comments = (
        (
            "FETRAM",
            "art-3",
            "accepted",
            "L’agent devrait motiver par écrit toute demande d’un document de la liste.",
            "Ajouté à l’article 3.",
        ),
        (
            "CMC",
            "art-2",
            "in_part",
            "Étendre la liste au connaissement.",
            "Le titre de transport y entrera à la troisième étape du guichet unique.",
        ),
        (
            "GCM",
            "art-4",
            "not_accepted",
            "Ramener le délai d’une heure à quinze minutes.",
            "Les administrations partenaires ne peuvent garantir ce délai aujourd’hui.",
        ),
    )
    made = []
    for acronym, key, outcome, text, reason in comments:
        if user := loader.focal_point(acronym):
            comment = actions.comment(
                consultation=consultation,
                organisation=user.organisations().get(acronym=acronym),
                article=version.articles.get(key=key),
                text=text,
                by=user,
            )
            made.append((comment, outcome, reason))
    Consultation.objects.filter(pk=consultation.pk).update(closes_at=loader.moment(60))
    for comment, outcome, reason in made:
        actions.reply(comment=comment, outcome=outcome, reason=reason, by=loader.editor)
    actions.summarise(
        consultation=consultation,
        summary="Trois observations reçues : une retenue, une retenue en partie, une non retenue. L’article 3 oblige désormais l’agent à motiver sa demande par écrit.",
        by=loader.editor,
    )
    Consultation.objects.filter(pk=consultation.pk).update(summary_at=loader.moment(45))
    outbox.withdraw(consultation, "Consultation passée.")
    version.refresh_from_db()
    loader.publish(version, 40)


def load_open(loader):
    """A consultation that is open today, with a first comment."""
    version = loader.start(
        "periodes",
        5,
        in_force_on=loader.ago(-60),
        changes="Vous choisissez l’heure de la visite ; une visite intégrale sans infraction ne vous coûte rien.",
        relations=(("completes", "cadre", "art-36"),),
    )
    consultation = loader.consult(version, 5, -12)
    if user := loader.focal_point("FETRAM"):
        actions.comment(
            consultation=consultation,
            organisation=user.organisations().get(acronym="FETRAM"),
            article=version.articles.get(key="art-2"),
            text="Prévoir des plages de visite le samedi matin à Bamako-Sénou.",
            by=user,
        )


def load_difficulties(loader):
    """One answered for everybody, one masked and waiting."""
    cadre = loader.texts["cadre"].versions.filter(number=2).get()
    office = Office.objects.filter(code="DIB").first()
    broker, carrier = loader.focal_point("FETRAM"), loader.focal_point("CMTR")
    if not (office and broker and carrier):
        return
    first = actions.report(
        version=cadre,
        office=office,
        organisation=broker.organisations().get(acronym="FETRAM"),
        article=cadre.articles.get(key="art-28"),
        text="Le bureau fait courir les quatre heures de la recevabilité à partir de l’ouverture du dossier par l’inspecteur, et non du dépôt.",
        by=broker,
    )
    actions.answer(
        difficulty=first,
        answer="Le délai court dès le dépôt dans le système, pendant les heures d’ouverture du bureau. Une note de rappel a été adressée au bureau.",
        is_published=True,
        question="De quand courent les quatre heures de la recevabilité ?",
        by=loader.editor,
    )
    actions.report(
        version=loader.texts["transit"].versions.get(),
        office=office,
        organisation=carrier.organisations().get(acronym="CMTR"),
        article=loader.texts["transit"].versions.get().articles.get(key="art-5"),
        text="La caution n’est libérée qu’après plusieurs jours, faute d’agent habilité l’après-midi.",
        is_masked=True,
        by=carrier,
    )
