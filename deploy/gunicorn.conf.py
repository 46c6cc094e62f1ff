"""gunicorn for systemd and compose; the variables below change it, as GUNICORN_CMD_ARGS does."""

import gc
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "site"))

from commons.core.logs import logging_settings

wsgi_app = "collectifs.wsgi"
pythonpath = "site"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
# A request that waits for the database leaves its process to others.
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
max_requests, max_requests_jitter = 5000, 500
timeout = graceful_timeout = 30
# Requests are logged by the product, with routes instead of addresses.
accesslog = None
logconfig_dict = logging_settings(
    as_json=os.environ.get("LOG_FORMAT", "json") == "json",
    level=os.environ.get("LOG_LEVEL", "INFO"),
)
if os.path.isdir("/dev/shm"):  # noqa: S108  (a slow disk must not stop the heartbeat)
    worker_tmp_dir = "/dev/shm"  # noqa: S108  (gunicorn makes the file itself)


def when_ready(_server: Any) -> None:
    """Import every view before the first fork, so that the processes share what they hold."""
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
