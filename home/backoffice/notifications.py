"""The mails of Wagtail's workflows and comments, as ours: queued, signed, with who reads answers.

Wagtail says when and to whom; it would send them itself, in the midst of the request.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.utils import timezone
from wagtail.admin import mail
from wagtail.admin.views.pages import edit
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted
from wagtail.users.models import UserProfile

from commons.accounts.models import User
from commons.core.ids import uuid7
from commons.core.notifications import Notification


class PageSubmitted(Notification):
    """A text waits: to whoever may approve it."""

    kind: ClassVar[str] = "page_submitted"


class PageApproved(Notification):
    """To whoever submitted it: it is online."""

    kind: ClassVar[str] = "page_approved"


class PageSentBack(Notification):
    """To whoever submitted it: what is to be changed."""

    kind: ClassVar[str] = "page_sent_back"


class PageCommented(Notification):
    """To whoever follows a page's comments, or takes part in one."""

    kind: ClassVar[str] = "page_commented"


class GuideToReview(Notification):
    """It was read again a year ago, or when its editors chose."""

    kind: ClassVar[str] = "guide_to_review"


class _ByOutbox:
    """Beside a notifier of Wagtail's, which chooses the recipients."""

    mail: ClassVar[type[Notification]]

    def send_notifications(
        self,
        _templates: object,
        context: Mapping[str, Any],
        recipients: Iterable[User],
        **_more: object,
    ) -> bool:
        step = self.step(context)
        by = self.writer(step)
        told = {"page": context["page"], "comment": step.get_comment(), "by": by}
        for to in recipients:
            self.mail.send(
                to=to,
                key=f"{self.mail.kind}:{step.pk}:{to.uid}",
                context=told,
                reply_to=by.email if by else "",
                now=timezone.now(),
            )
        return True

    def step(self, context: Mapping[str, Any]) -> TaskState:
        return context["workflow_state"].current_task_state.specific

    def writer(self, step: TaskState) -> User | None:
        """Who reads the answers."""
        reviewer: User | None = step.finished_by
        return reviewer

    def get_context(self, state: Any, **named: Any) -> dict[str, Any]:
        # Wagtail's notifier has it, with which this one is mixed.
        context: dict[str, Any] = super().get_context(state, **named)  # type: ignore[misc]
        return context | {"workflow_state": state}


class _Submitted(_ByOutbox, mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    mail = PageSubmitted

    def step(self, context: Mapping[str, Any]) -> TaskState:
        return context["workflow_state"]

    def writer(self, step: TaskState) -> User | None:
        author: User | None = step.workflow_state.requested_by
        return author


class _Approved(_ByOutbox, mail.WorkflowStateApprovalEmailNotifier):
    mail = PageApproved


class _SentBack(_ByOutbox, mail.WorkflowStateRejectionEmailNotifier):
    mail = PageSentBack


def send_comments(recipients: Iterable[User], _kind: str, context: Mapping[str, Any]) -> bool:
    """In the place of what Wagtail's editor calls; answers go to whoever commented."""
    by, told = context["editor"], uuid7()
    for to in recipients:
        if to.is_active and UserProfile.get_for_user(to).updated_comments_notifications:
            PageCommented.send(
                to=to,
                key=f"page_commented:{told}:{to.uid}",
                context=context,
                reply_to=by.email,
                now=timezone.now(),
            )
    return True


OURS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification", _Submitted),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", _Approved),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", _SentBack),
)
NOTIFIERS = [(signal, sender, name, kind()) for signal, sender, name, kind in OURS]
"""Kept here: a signal holds its receivers weakly."""


def _take_over() -> None:
    """In the place of Wagtail's own, by the name under which it connects them."""
    workflow_submitted.disconnect(
        sender=WorkflowState, dispatch_uid="workflow_state_submitted_email_notification"
    )
    for signal, sender, name, notifier in NOTIFIERS:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(notifier, sender=sender, dispatch_uid=name)
    edit.send_notification = send_comments  # no signal tells of comments


_take_over()
