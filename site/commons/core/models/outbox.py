"""A mail to send is a row: a mail server that is down delays it and nothing else."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.core.models.base import UidModel


class OutboxMail(UidModel):
    """One mail to one address, written in the transaction of what it tells about.

    `key` is unique: writing the same mail twice stores it once. `message_id` stays the same over
    every attempt, so that a repeat after a lost answer is recognised by the receiving side.
    Refused is what a server said of the address; failed is what no server took.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        REFUSED = "refused"

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    mailer = models.CharField(max_length=20, default="default")
    to = models.EmailField()
    # The name that it goes under, on the platform's own address, and who reads the answers.
    sender = models.CharField(max_length=120, blank=True)
    reply_to = models.EmailField(blank=True)
    # Whose managers see it where it does not arrive.
    collective_uid = models.UUIDField(null=True, blank=True, editable=False)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    # What the words will be made of, until it is written; see `mail_writers`.
    facts = models.JSONField(null=True, blank=True, editable=False, encoder=DjangoJSONEncoder)
    confidential = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="core_outbox_due"),
            models.Index(
                fields=["collective_uid"],
                condition=models.Q(state__in=["failed", "refused"]),
                name="core_outbox_not_arrived",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False),
                name="core_outbox_sent_has_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid} ({self.state})"


class OutboxAttachment(models.Model):
    """A small file that goes with a mail: calendar file, CSV, PDF."""

    mail = models.ForeignKey(OutboxMail, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    mimetype = models.CharField(max_length=80)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name
