"""What the trade said of the texts: comments, difficulties, readings, on past days."""

from datetime import timedelta

from accounts.models import Office, Organisation
from instructions import actions
from instructions.demo import library
from instructions.models import (
    Acknowledgement,
    Comment,
    Consultation,
    Difficulty,
)
from notices import outbox
from workdays.arithmetic import add_workdays

PAST = "Démonstration : passé."
ANSWERED = (
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
SUMMARY = "Trois observations reçues : une retenue, une retenue en partie, une non retenue. L’article 3 oblige désormais l’agent à motiver sa demande par écrit."
READERS = (("cadre", "FETRAM", 170), ("cadre", "CMTR", 168), ("transit", "CMTR", 380))


CORRIDOR = (
    (
        "CMTR",
        "art-4",
        "accepted",
        "Compter le délai de route en jours ouvrables pendant l’hivernage.",
        "Ajouté à l’article 4 : le délai est prolongé quand la route est coupée.",
    ),
    (
        "CMC",
        "art-5",
        "accepted",
        "Libérer la caution dès la saisie de la preuve de sortie.",
        "La caution est libérée le jour même de l’apurement.",
    ),
    (
        "FETRAM",
        "art-3",
        "in_part",
        "Admettre le scellé du transporteur agréé.",
        "Admis pour les opérateurs économiques agréés seulement.",
    ),
    (
        "ATDM",
        "art-2",
        "not_accepted",
        "Ouvrir un troisième itinéraire par Kita.",
        "Ce corridor n’a pas de poste de contrôle équipé.",
    ),
    (
        "GCM",
        "art-6",
        "in_part",
        "Supprimer l’escorte.",
        "L’escorte devient l’exception, réservée aux marchandises sensibles.",
    ),
)
CORRIDOR_SUMMARY = "Cinq observations reçues : deux retenues, deux retenues en partie, une non retenue. La caution est libérée le jour même de l’apurement."


def load(loader):
    load_answered(loader)
    load_open(loader)
    load_difficulties(loader)
    load_readings(loader)


def consult(loader, version, opened, closed):
    """Open a consultation as if so many days ago; negative days are to come."""
    consultation = actions.open_consultation(
        version=version,
        about=version.changes,
        decides=library.SIGNATORY,
        next_steps="Réponse à chaque observation, synthèse publiée, puis signature.",
        closes_on=loader.today + timedelta(days=60),
        by=loader.editor,
    )
    until = loader.moment(closed).replace(hour=23, minute=59, second=59)
    Consultation.objects.filter(pk=consultation.pk).update(
        opens_at=loader.moment(opened), closes_at=until
    )
    consultation.refresh_from_db()
    return consultation


def comment(loader, consultation, acronym, key, text, days_ago):
    """A comment as it came in so many days ago, if anybody speaks for the organisation."""
    user = loader.focal_point(acronym)
    if user is None:
        return None
    made = actions.comment(
        consultation=consultation,
        organisation=Organisation.objects.get(acronym=acronym),
        article=consultation.version.articles.get(key=key),
        text=text,
        by=user,
    )
    Comment.objects.filter(pk=made.pk).update(made_at=loader.moment(days_ago))
    return made


def load_answered(loader):
    """A consultation that is over: every comment has its reply, the text is in force."""
    version = loader.start(
        "guichet",
        80,
        in_force_on=loader.ago(10),
        changes="Le service ne vous demande plus les documents que le guichet unique détient.",
        relations=(("completes", "cadre", "art-4 art-10"),),
    )
    consultation = consult(loader, version, 80, -1)
    conclude(loader, consultation, ANSWERED, SUMMARY, closed=60)
    version.refresh_from_db()
    loader.publish(version, 40)


def answered_before(loader, version, published):
    """The consultation of a text that was published long ago."""
    consultation = consult(loader, version, published + 45, -1)
    conclude(loader, consultation, CORRIDOR, CORRIDOR_SUMMARY, closed=published + 22)
    version.refresh_from_db()


def conclude(loader, consultation, comments, summary, closed):
    """Comments came in, each has its reply, the summary is out."""
    made = []
    for at, (acronym, key, outcome, text, reason) in enumerate(comments):
        one = comment(loader, consultation, acronym, key, text, closed + 14 - 3 * at)
        if one is not None:
            made.append((one, outcome, reason))
    rows = Consultation.objects.filter(pk=consultation.pk)
    rows.update(closes_at=loader.moment(closed))
    for one, outcome, reason in made:
        actions.reply(comment=one, outcome=outcome, reason=reason, by=loader.editor)
    actions.summarise(consultation=consultation, summary=summary, by=loader.editor)
    consultation.comments.update(replied_at=loader.moment(closed - 10))
    rows.update(summary_at=loader.moment(closed - 15))
    outbox.withdraw(consultation, PAST)


def load_open(loader):
    """A consultation that is open today, with a first comment."""
    version = loader.start(
        "periodes",
        5,
        in_force_on=loader.ago(-60),
        changes="Vous choisissez l’heure de la visite ; une visite intégrale sans infraction ne vous coûte rien.",
        relations=(("completes", "cadre", "art-36"),),
    )
    consultation = consult(loader, version, 5, -14)
    text = "Prévoir des plages de visite le samedi matin à Bamako-Sénou."
    comment(loader, consultation, "FETRAM", "art-2", text, 3)


def load_difficulties(loader):
    """One answered for everybody, one masked and waiting, one that is late."""
    office = Office.objects.filter(code="DIB").first()
    if not office:
        return
    first = report(
        loader,
        *("cadre", "art-28", "FETRAM", office, 24),
        "Le bureau fait courir les quatre heures de la recevabilité à partir de l’ouverture du dossier par l’inspecteur, et non du dépôt.",
    )
    if first:
        actions.answer(
            difficulty=first,
            answer="Le délai court dès le dépôt dans le système, pendant les heures d’ouverture du bureau. Une note de rappel a été adressée au bureau.",
            is_published=True,
            question="De quand courent les quatre heures de la recevabilité ?",
            by=loader.editor,
        )
        rows = Difficulty.objects.filter(pk=first.pk)
        rows.update(answered_at=loader.moment(15))
        outbox.withdraw(first, PAST)
    report(
        loader,
        *("transit", "art-5", "CMTR", office, 4),
        "La caution n’est libérée qu’après plusieurs jours, faute d’agent habilité l’après-midi.",
        is_masked=True,
    )
    report(
        loader,
        *("paiement", "art-3", "GCM", office, 18),
        "La quittance électronique n’est pas reconnue à la porte de sortie le samedi.",
    )


def report(loader, name, key, acronym, office, days_ago, text, is_masked=False):
    """A difficulty as it was reported so many days ago."""
    user = loader.focal_point(acronym)
    if user is None:
        return None
    version = loader.texts[name].versions.as_of(loader.today).get()
    made = actions.report(
        version=version,
        office=office,
        organisation=Organisation.objects.get(acronym=acronym),
        article=version.articles.get(key=key),
        text=text,
        is_masked=is_masked,
        by=user,
    )
    Difficulty.objects.filter(pk=made.pk).update(
        reported_at=loader.moment(days_ago),
        due_on=add_workdays(loader.ago(days_ago), actions.DAYS_TO_ANSWER),
    )
    return made


def load_readings(loader):
    """Who has read what, linked in a chain."""
    for name, acronym, days_ago in READERS:
        if user := loader.focal_point(acronym):
            row = actions.acknowledge(
                version=loader.texts[name].versions.as_of(loader.today).get(),
                organisation=Organisation.objects.get(acronym=acronym),
                by=user,
            )
            Acknowledgement.objects.filter(pk=row.pk).update(at=loader.moment(days_ago))
    actions.chain_acknowledgements()
