"""Sessions move to the table that knows their user; the first request of each still asks for it."""

from django.db import migrations

COLUMNS = "session_key, session_data, expire_date"
OURS, DJANGOS = "accounts_session", "django_session"


def moved(source: str, target: str) -> list[str]:
    return [
        f"INSERT INTO {target} ({COLUMNS}) SELECT {COLUMNS} FROM {source}",  # noqa: S608
        f"DELETE FROM {source}",  # noqa: S608
    ]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_session_with_its_user"), ("sessions", "0001_initial")]

    operations = [migrations.RunSQL(moved(DJANGOS, OURS), moved(OURS, DJANGOS))]
