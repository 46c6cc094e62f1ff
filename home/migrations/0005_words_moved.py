from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("home", "0004_words_move")]
    operations = [
        migrations.RemoveField(model_name="collectivepage", name="body"),
        migrations.RemoveField(model_name="homepage", name="heading"),
        migrations.RemoveField(model_name="homepage", name="introduction"),
    ]
