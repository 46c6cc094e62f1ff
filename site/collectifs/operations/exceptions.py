"""Why a backup is not made, or not restored. For operators, in English as their other tools."""


class BackupRefused(Exception):
    """Nothing was changed; the text says what to do."""
