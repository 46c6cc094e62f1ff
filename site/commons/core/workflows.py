"""Pages that one writes and another publishes, by Wagtail's workflows."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from commons.core.locking import write

WAITING = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@write
def ensure_review(page: Page, *, by: Group, name: str) -> Workflow:
    """Below a page, what others submit is published once somebody of a group approves it.

    What stands is kept as it is; only what lacks is made. `name` is what editors read.
    """
    workflow: Workflow = _of(page) or _attach(page, name)
    if not workflow.workflow_tasks.exists():
        task = GroupApprovalTask.objects.create(name=name)
        WorkflowTask.objects.create(workflow=workflow, task=task)
    for step in GroupApprovalTask.objects.filter(workflow_tasks__workflow=workflow):
        if not step.groups.exists():
            step.groups.add(by)
    return workflow


@write
def end_review(page: Page, *, actor: AbstractBaseUser | None) -> None:
    """Below a page nobody is asked any more: what waits is a draft again, of whoever wrote it."""
    workflow = _of(page)
    if workflow is None:
        return
    for waiting in WorkflowState.objects.filter(workflow=workflow, status__in=WAITING):
        waiting.cancel(user=actor)
    WorkflowPage.objects.filter(page_id=page.pk).delete()


def lacks_review(page: Page) -> bool:
    """Whether what is submitted below a page would be approved by nobody."""
    steps = GroupApprovalTask.objects.filter(
        workflow_tasks__workflow__workflow_pages__page=page, groups__isnull=False
    )
    return not steps.exists()


def has_review(page: Page) -> bool:
    """Whether what is written below a page may be submitted at it."""
    return _of(page) is not None


def _of(page: Page) -> Workflow | None:
    found: Workflow | None = Workflow.objects.filter(
        workflow_pages__page_id=page.pk, active=True
    ).first()
    return found


def _attach(page: Page, name: str) -> Workflow:
    kept = Workflow.objects.filter(name=name, active=True).first()
    workflow: Workflow = kept or Workflow.objects.create(name=name)
    WorkflowPage.objects.update_or_create(page_id=page.pk, defaults={"workflow": workflow})
    return workflow
