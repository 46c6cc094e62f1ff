"""Under whose name a mail goes, and who reads the answers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_mails_written_when_sent")]
    operations = [
        migrations.AddField("outboxmail", "sender", models.CharField(blank=True, max_length=120)),
        migrations.AddField("outboxmail", "reply_to", models.EmailField(blank=True, max_length=254)),
    ]
