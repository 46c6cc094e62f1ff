"""What whoever runs an installation needs: probes, figures, backups, the first start."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "collectifs.operations"
    label = "operations"
