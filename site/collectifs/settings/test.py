"""Tests: a database file per run, tasks at once, quick passwords, mail in memory."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from collectifs.settings.base import *
from collectifs.settings.base import DATABASES, IS_POSTGRESQL, LOGGING

SECRET_KEY = "tests-only-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DEBUG = False
DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
MAILERS = {
    alias: {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    for alias in ("default", "bulk")
}
WHITENOISE_USE_FINDERS = True
# Look a file up when it is asked for: listing them all costs 70 ms for each test client.
WHITENOISE_AUTOREFRESH = True
RUN = os.environ.get("COLLECTIFS_TEST_DIR", "")
if not RUN:  # the workers of a run share its folder, which goes with whoever made it
    RUN = os.environ["COLLECTIFS_TEST_DIR"] = tempfile.mkdtemp(prefix="collectifs-")
    atexit.register(shutil.rmtree, RUN, ignore_errors=True)
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="media-", dir=RUN))
STATIC_ROOT = Path(tempfile.mkdtemp(prefix="static-", dir=RUN))  # WhiteNoise wants it to exist
if not IS_POSTGRESQL:
    # A file, since threads find "table is locked" in memory; one folder per run, so that two
    # runs on one machine do not meet.
    DATABASES["default"]["TEST"] = {"NAME": f"{RUN}/test.sqlite3"}
else:
    # A migrated database, cloned for each worker; see tools/test_postgres.
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("TEST_TEMPLATE")}
LOGGING["root"]["level"] = "WARNING"  # a line for each request says nothing in a test
