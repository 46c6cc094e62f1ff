"""The person who signs in, and the household that orders and owes."""

from typing import ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.core.ids import uuid7
from commons.core.models import UidModel


class UserManager(BaseUserManager["User"]):
    """Users by e-mail, compared without case."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db, force_insert=True)
        return user

    def create_superuser(self, email: str, password: str, **fields: object) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractUser):
    """Signs in with an e-mail, stored in lower case."""

    username = None  # type: ignore[assignment]  # the e-mail is the login
    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=2, blank=True)

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.get_full_name() or f"#{self.pk}"


class Household(UidModel):
    """Who orders, owes and pays dues: one or more persons."""

    name = models.CharField(_("name"), max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")

    def __str__(self) -> str:
        return self.name


class Person(UidModel):
    """A member of a household, with or without an e-mail; any of them orders and collects."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="persons")
    user = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Session(AbstractBaseSession):
    """A session with its user in a column of its own: one query reads both; see `sessions`."""

    user = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.CASCADE, related_name="sessions"
    )

    wagtail_reference_index_ignore = True

    class Meta(AbstractBaseSession.Meta):
        abstract = False
