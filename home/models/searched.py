"""What the search of the site finds: entries, the words in them, the vocabulary (ADR 0045).

An entry only proposes what it is about: whether anybody may see that is asked of the thing itself.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_WORD = 40


class SearchEntry(models.Model):
    """One thing that can be found; `subject` is its key among those of its `kind`.

    `text` is what an excerpt is cut from, `day` the date of a piece of news.
    """

    class Kind(models.TextChoices):
        COLLECTIVE = "collectifs", _("Collectives")
        FARM = "fermes", _("Farms")
        PRODUCT = "produits", _("Products")
        PLACE = "lieux", _("Places")
        NEWS = "actualites", _("News")
        GUIDE = "fiches", _("Practical guides")
        PAGE = "pages", _("Pages")

    kind = models.CharField(max_length=10, choices=Kind)
    subject = models.BigIntegerField()
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    day = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="one_search_entry")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class SearchWord(models.Model):
    """A word of the vocabulary, folded; `written` as it was first met, with its accents.

    `backwards` finds it by its end on both databases.
    """

    word = models.CharField(max_length=LONGEST_WORD, unique=True)
    written = models.CharField(max_length=LONGEST_WORD)
    backwards = models.CharField(max_length=LONGEST_WORD, db_index=True)

    def __str__(self) -> str:
        return self.word


class SearchPosting(models.Model):
    """A word in an entry: in its name, or somewhere in its text only."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="postings")
    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="postings")
    in_title = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "entry"], name="one_search_posting")]

    def __str__(self) -> str:
        return f"{self.word_id} in {self.entry_id}"
