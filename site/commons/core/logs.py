"""Structured logs, one line each, with ids and never with an address, a phone or a card.

Settings import this module, so it imports nothing of Django. What comes from Django, libraries or
gunicorn through `logging` takes the same way as ours, tracebacks included.
"""

import logging
from collections.abc import Sequence
from typing import Any

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from commons.core.redaction import redact

# Each writes a line for what ours tells already, or for what nobody can act upon.
QUIET = {"django.server": "WARNING", "oscar.alerts": "WARNING", "fontTools": "ERROR"}
# These have handlers of their own, which would write past the formatter.
OTHERS = ("django", "gunicorn.error", "django_tasks_db", "django.tasks")

SHARED: Sequence[Processor] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def redacted(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """The last step before writing: whatever was said, by whomever, goes through it."""
    return {key: redact(value) for key, value in event.items()}


def formatter(*, as_json: bool) -> dict[str, Any]:
    """A `logging` formatter: JSON for machines, columns for people."""
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    )
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            redacted,
            renderer,
        ],
    }


def logging_settings(*, as_json: bool, level: str = "INFO") -> dict[str, Any]:
    """What `LOGGING` and gunicorn's `logconfig_dict` take; everything goes to standard error."""
    _configure_structlog()
    to_root: dict[str, Any] = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter(as_json=as_json)},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            **{name: {**to_root, "level": level} for name in OTHERS},
            **{name: {**to_root, "level": least} for name, least in QUIET.items()},
        },
    }


def _configure_structlog() -> None:
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG),
        cache_logger_on_first_use=True,
    )
