"""Every write of closings and lists."""

from shop.reporting.services.closings import due_closings, process_due_closings, sync_closings
from shop.reporting.services.differences import send_due_differences
from shop.reporting.services.papers import ask_for_paper, prune_papers

__all__ = [
    "ask_for_paper",
    "due_closings",
    "process_due_closings",
    "prune_papers",
    "send_due_differences",
    "sync_closings",
]
