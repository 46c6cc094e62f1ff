"""What Wagtail's admin holds of whoever works in it, and what readers answered of guides."""

from datetime import datetime
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Comment, CommentReply, ModelLogEntry
from wagtail.users.models import UserProfile

from commons.accounts.models import User
from commons.accounts.own_data import Part, register
from home.models import GuideAnswer


def _export(user: User) -> dict[str, object]:
    profiles = UserProfile.objects.filter(user=user)
    answers = GuideAnswer.objects.filter(user=user)
    return {
        "profile": list(profiles.values("preferred_language", "current_time_zone", "avatar")),
        "comments": list(Comment.objects.filter(user=user).values("created_at", "text")),
        "guides": list(answers.values("guide__title", "is_useful", "answered_at")),
        "replies": list(CommentReply.objects.filter(user=user).values("created_at", "text")),
    }


def _erase(user: User, _now: datetime) -> None:
    """The rows go with the account; its picture is a file, and logs name it by its label."""
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        drop = partial(profile.avatar.storage.delete, profile.avatar.name)
        transaction.on_commit(drop, robust=True)
    about = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.filter(content_type=about, object_id=str(user.pk)).delete()


register(
    Part(
        name="office",
        export=_export,
        erase=_erase,
        covers={
            *("wagtailusers.UserProfile.avatar", "wagtailusers.UserProfile.dismissibles"),
            *("wagtailusers.UserProfile.preferred_language", "wagtailcore.Comment.text"),
            *("wagtailusers.UserProfile.current_time_zone", "wagtailcore.CommentReply.text"),
            *("wagtailcore.ModelLogEntry.label", "wagtailcore.ModelLogEntry.data"),
        },
    )
)
