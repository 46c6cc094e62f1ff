"""What comes of a guide once it is online: what readers answered, who was reminded to review."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from home.models.guides import GuidePage


class GuideAnswer(models.Model):
    """Whether a guide is useful to a reader: a person, else a visitor by a name without sense."""

    # Typed for the relation from a page, whose class has no types.
    objects: ClassVar[models.Manager["GuideAnswer"]]
    guide = models.ForeignKey(GuidePage, on_delete=models.CASCADE, related_name="answers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="guide_answers"
    )
    visitor = models.SlugField(max_length=32, blank=True)
    is_useful = models.BooleanField()
    answered_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["guide", "user"], condition=Q(visitor=""), name="one_answer_of_a_person"
            ),
            models.UniqueConstraint(
                fields=["guide", "visitor"], condition=~Q(visitor=""), name="one_of_a_visitor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide_id}: {self.is_useful}"


class ReviewReminder(models.Model):
    """That whoever may review a guide was reminded of one due date."""

    guide = models.ForeignKey(GuidePage, on_delete=models.CASCADE, related_name="reminders")
    due_on = models.DateField()
    sent_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["guide", "due_on"], name="one_reminder_of_a_review")
        ]

    def __str__(self) -> str:
        return f"{self.guide_id}: {self.due_on}"
