"""A library of generated texts for bench/instructions.py, as publication leaves it.

Words are spread as in real texts: a few common ones in every text, subjects that fill
some texts and are named now and then in others, references that stand in one. One
version in five follows another of its text, one text in twenty-five repeals an older.
"""

import random
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate

BATCH = 500
ARTICLES = 6


def words_of(text):
    return text.split()


LINKS = words_of(
    "le la les de du des et à au dans pour par sur avec sans est sont qui que"
)
COMMON = words_of(
    """bureau douane déclaration marchandise service inspecteur déclarant usager
opérateur document régime canal contrôle droit taxe paiement demande décision système
article chef agent jour heure véhicule importateur exportateur transporteur"""
)
VERBS = words_of(
    """présente dépose enregistre vérifie accorde refuse motive notifie délivre
conserve transmet complète modifie remplace abroge scelle libère perçoit garantit"""
)
SUBJECTS = words_of(
    """transit valeur origine mainlevée caution visite liquidation manifeste entrepôt
scellement tarif quittance exonération admission réexportation litige scanner corridor
agrément facture certificat domiciliation assurance conteneur balise délai amende
contentieux dépôt magasin empotage itinéraire apurement recours perception escorte
nomenclature espèce remboursement consignation magasinage groupage transbordement
avarie perte vol destruction abandon vente enchère saisie confiscation transaction
pénalité prescription acquit carnet franchise contingent quota licence prohibition
contrefaçon marque brevet échantillon foire exposition réparation location leasing
hydrocarbure ciment riz sucre huile mangue coton or bétail médicament pesticide
engrais semence machine pièce pneu batterie téléphone textile friperie boisson tabac
cosmétique explosif arme munition déchet emballage palette citerne wagon barge avion
bagage voyageur diplomate déménagement héritage don aide chantier mine forage pétrole
électricité gaz eau bois charbon sel poisson viande lait céréale farine laboratoire
analyse échantillonnage pesage jaugeage bascule quai rail gare aéroport frontière
guérite barrière parking stationnement surestarie connaissement lettre bordereau"""
)
SHARES = list(accumulate(1 / (place + 4) for place in range(len(SUBJECTS))))


def subjects(rng, count):
    """Some subjects come up far more often than others."""
    return rng.choices(SUBJECTS, cum_weights=SHARES, k=count)


def sentence(rng, own, length=18):
    """Words in the order of a sentence; one subject in twelve is not the text's own."""
    words = []
    for place in range(length):
        turn = (place * 7 + rng.randrange(3)) % 8
        pool = (LINKS, COMMON, VERBS, LINKS, COMMON, LINKS, COMMON, own)[turn]
        if pool is own and rng.random() < 1 / 12:
            pool = subjects(rng, 1)
        words.append(rng.choice(pool))
    return " ".join(words).capitalize() + "."


def text_of(rng, articles=ARTICLES, own=None):
    """About 4 KB in six articles, on subjects of its own."""
    from instructions.text.articles import Part

    own = own or subjects(rng, 3)
    return [
        Part(
            f"Article {n}",
            f"{rng.choice(own).capitalize()} et {rng.choice(COMMON)}",
            "\n\n".join(sentence(rng, own) for _ in range(5))
            + f" Voir la note n° {rng.randrange(100_000):05d}/MEF-DGD.",
            f"art-{n}",
        )
        for n in range(1, articles + 1)
    ]


def paragraphs(body):
    """What the portal makes of plain prose, at less cost."""
    return "".join(f"<p>{line}</p>\n" for line in body.split("\n\n"))


@dataclass
class Draft:
    """One version to be: its text's number, its own number and its words."""

    text: int
    number: int
    title: str
    changes: str
    parts: list


def drafts(first, last):
    """The versions `first` to `last`, the same whatever database they go to."""
    for n in range(first, last):
        rng = random.Random(n)
        own = subjects(rng, 3)
        text, number = (n - 1, 2) if n % 5 == 4 else (n, 1)
        title = f"{own[0].capitalize()} et {own[1]} au bureau de {rng.choice(SUBJECTS)}"
        changes = sentence(rng, own, 12)
        yield Draft(text, number, title, changes, text_of(rng, own=own))


class Loader:
    """Adds versions in bulk, with all that publication would leave behind them."""

    def __init__(self):
        from django.utils import timezone

        from accounts.models import Organisation, User

        self.issuer, _ = Organisation.objects.get_or_create(
            acronym="DGD", defaults={"kind": "customs", "name": "Douanes"}
        )
        self.editor, _ = User.objects.get_or_create(email="bench@example.org")
        self.today, self.now = timezone.localdate(), timezone.now()

    def load(self, first, last, say):
        from django.db import transaction

        for start in range(first, last, BATCH):
            with transaction.atomic():
                self.load_batch(list(drafts(start, min(start + BATCH, last))))
            say(f"{min(start + BATCH, last)} versions")

    def load_batch(self, batch):
        from django.db.models import prefetch_related_objects

        from instructions.search.index import place

        texts = self.texts([draft for draft in batch if draft.number == 1])
        versions = self.versions(batch, texts)
        prefetch_related_objects(
            [version.instruction for version in versions], "labels"
        )
        self.relations(batch, versions)
        self.index(versions, self.articles(batch, versions))
        self.publish(versions)
        place([version.instruction_id for version in versions])

    def texts(self, batch):
        from instructions.models import Instruction, Label

        texts = Instruction.objects.bulk_create(
            Instruction(
                type=("circular", "note", "decision")[draft.text % 3],
                issuer=self.issuer,
                number=f"{draft.text:05d}",
                year=2000 + draft.text % 27,
                slug=f"texte-{draft.text}",
                title=draft.title,
            )
            for draft in batch
        )
        Label.objects.bulk_create(
            Label(instruction=text, scheme=scheme, code=str(1 + text.pk % count))
            for text in texts
            for scheme, count in (("step", 12), ("factor", 10))
        )
        return {draft.text: text for draft, text in zip(batch, texts, strict=True)}

    def versions(self, batch, texts):
        from instructions.models import Version
        from instructions.text.articles import text_of as canonical

        return Version.objects.bulk_create(
            Version(
                instruction=texts[draft.text],
                number=draft.number,
                text=canonical(draft.parts),
                sha256="0" * 64,
                changes=draft.changes,
                legal_basis="Code des douanes",
                signatory_function="Le Directeur général",
                in_force_on=self.today
                - timedelta(days=5000 - draft.text % 4000 - 300 * (draft.number - 1)),
                drafted_by=self.editor,
            )
            for draft in batch
        )

    def publish(self, versions):
        """Nothing is added to a text once it is signed, so this comes last."""
        from instructions.models import Version

        Version.objects.filter(pk__in=[version.pk for version in versions]).update(
            state="published",
            published_on=self.today - timedelta(days=5001),
            published_at=self.now - timedelta(days=5001),
            signed_at=self.now - timedelta(days=5002),
            signed_by=self.editor,
        )

    def relations(self, batch, versions):
        """Each twenty-fifth text repeals another of its batch."""
        from instructions.models import Relation

        Relation.objects.bulk_create(
            Relation(
                subject=version, verb="repeals", object=versions[place - 5].instruction
            )
            for place, (draft, version) in enumerate(zip(batch, versions, strict=True))
            if draft.text % 25 == 10 and draft.number == 1
        )

    def articles(self, batch, versions):
        from instructions.models import Article
        from instructions.search.index import article_stems

        rows = [
            Article(
                version=version,
                position=place,
                key=part.key,
                label=part.label,
                title=part.title,
                body=part.body,
                html=paragraphs(part.body),
            )
            for draft, version in zip(batch, versions, strict=True)
            for place, part in enumerate(draft.parts)
        ]
        for row in rows:
            row.stems = article_stems(row, "fr")
        return Article.objects.bulk_create(rows, batch_size=1000)

    def index(self, versions, articles):
        from instructions.models import Word
        from instructions.search import index
        from instructions.text import analyser

        stems = {}
        for article in articles:
            stems.setdefault(article.version_id, []).append(article.stems)
        index.add(
            [
                index.entry(version, index.head_of(version), stems[version.pk])
                for version in versions
            ]
        )
        written = dict(analyser.words(" ".join(v.text for v in versions)))
        Word.objects.bulk_create(
            (Word(word=w, language="fr", token=t) for w, t in written.items()),
            ignore_conflicts=True,
        )
