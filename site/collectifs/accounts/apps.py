from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "collectifs.accounts"
    label = "accounts"
