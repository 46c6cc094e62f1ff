"""A refused address is a state of its own; whose managers see a mail that did not arrive."""

from django.db import migrations, models

STATES = [
    ("waiting", "Waiting"),
    ("sending", "Sending"),
    ("sent", "Sent"),
    ("failed", "Failed"),
    ("refused", "Refused"),
]


class Migration(migrations.Migration):
    dependencies = [("core", "0003_mails_can_be_answered")]
    operations = [
        migrations.AlterField(
            "outboxmail",
            "state",
            models.CharField(choices=STATES, default="waiting", max_length=10),
        ),
        migrations.AddField(
            "outboxmail",
            "collective_uid",
            models.UUIDField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            "outboxmail",
            models.Index(
                condition=models.Q(("state__in", ["failed", "refused"])),
                fields=["collective_uid"],
                name="core_outbox_not_arrived",
            ),
        ),
    ]
