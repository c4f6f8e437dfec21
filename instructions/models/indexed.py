"""What the search reads: one narrow row a version, and the words of the texts."""

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from instructions.models.instruction import Instruction
from instructions.models.standing import ORIGINAL
from instructions.models.version import Version


class IndexedQuerySet(models.QuerySet):
    def in_force(self, day):
        """As `in_force` of versions says for all offices, of what is published today.

        Only published versions have a span, which everybody may read.
        """
        return self.filter(starts_on__lte=day, ends_on__gt=day)

    def filed_under(self, scheme, code):
        filed = Concat(
            Value(" "), "facets", Value(" "), output_field=models.TextField()
        )
        return self.alias(filed=filed).filter(filed__contains=f" {scheme}:{code} ")

    def in_language(self, language):
        """As `in_language` of versions: the translation, where one is published."""
        if language == ORIGINAL:
            return self.filter(language=ORIGINAL)
        translated = self.model.objects.filter(
            instruction=OuterRef("instruction"),
            number=OuterRef("number"),
            language=language,
            starts_on__isnull=False,
        )
        return self.filter(
            Q(language=language) | Q(~Exists(translated), language=ORIGINAL)
        )


class Indexed(models.Model):
    """A version in the search index; what searches the tokens comes by migration.

    A row holds all that a list of results counts and sorts, so that no wider table is
    read for what is not shown: the days from and until which it is in force, and the
    facets as in "type:circular step:3". `instructions.search` writes them.
    """

    version = models.OneToOneField(
        Version, models.CASCADE, primary_key=True, related_name="indexed"
    )
    language = models.CharField(max_length=2)
    stems = models.TextField(help_text="In order, field after field.")
    tokens = models.TextField(help_text="Each once, with pairs and those of the head.")
    analyser = models.PositiveSmallIntegerField()
    instruction = models.ForeignKey(
        Instruction, models.CASCADE, related_name="+", db_constraint=False
    )
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    facets = models.TextField(blank=True)

    objects = IndexedQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self):
        return str(self.version_id)


class Word(models.Model):
    """A word of the texts as readers write it, to ask "did you mean"."""

    word = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    token = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "word"], name="a_word_is_kept_once_a_language"
            )
        ]
        indexes = [models.Index(fields=["language", "token"])]

    def __str__(self):
        return self.word
