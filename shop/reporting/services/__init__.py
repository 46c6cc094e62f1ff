"""Every write of closings and lists."""

from shop.reporting.services.closings import due_closings, process_due_closings, sync_closings
from shop.reporting.services.differences import send_due_differences

__all__ = ["due_closings", "process_due_closings", "send_due_differences", "sync_closings"]
