from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "collectifs.jobs"
    label = "jobs"
