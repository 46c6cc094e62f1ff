"""What every environment shares. Values come from the environment; see `.env.example`."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import available_timezones

import environ
import oscar
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from oscar.defaults import *

from collectifs.settings.mail import mail_settings, sender
from collectifs.settings.maps import tile_host
from commons.core.logs import logging_settings

ROOT = Path(__file__).resolve().parents[3]
env = environ.Env()
environ.Env.read_env(ROOT / ".env")

ROOT_URLCONF = "collectifs.urls"
WSGI_APPLICATION = "collectifs.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
SITE_ID = 1

PROJECT_APPS = [
    "home.backoffice",
    "home",
    "shop.producer",
    "shop.reporting",
    "shop.listings",
    "distributions",
    "charter",
    "farms",
    "collectifs.operations",
    "collectifs.jobs",
    "collectifs.demo",
    "commons.messaging",
    "commons.collectives",
    "commons.accounts",
    "commons.core",
]
# Oscar's apps cannot be trimmed one by one; none of their URLs or templates is used.
FORKS = {
    "oscar.apps.catalogue.apps.CatalogueConfig": "shop.catalogue.apps.CatalogueConfig",
    "oscar.apps.partner.apps.PartnerConfig": "shop.partner.apps.PartnerConfig",
    "oscar.apps.basket.apps.BasketConfig": "shop.basket.apps.BasketConfig",
    "oscar.apps.order.apps.OrderConfig": "shop.order.apps.OrderConfig",
    "oscar.apps.checkout.apps.CheckoutConfig": "shop.checkout.apps.CheckoutConfig",
}
# Those that would import their views, see `collectifs.oscar_apps`; so would every dashboard.
MODELS_ONLY = (
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "oscar.apps.customer.apps.CustomerConfig",
    "oscar.apps.offer.apps.OfferConfig",
    "oscar.apps.search.apps.SearchConfig",
    "oscar.apps.wishlists.apps.WishlistsConfig",
)


# What only Oscar's pages use.
OF_PAGES = ("django_tables2", "haystack", "widget_tweaks")


def ours(app: str) -> str:
    """What is installed in the place of one of Oscar's apps."""
    if app in MODELS_ONLY or app.startswith("oscar.apps.dashboard."):
        return f"collectifs.oscar_apps.{app.rpartition('.')[2]}"
    return FORKS.get(app, app)


OSCAR_APPS = [
    ours(app)
    for app in oscar.INSTALLED_APPS
    if not app.startswith("django.contrib.") and app not in OF_PAGES
]
INSTALLED_APPS = [
    *PROJECT_APPS,
    "collectifs.wagtail_apps.RedirectsConfig",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "collectifs.wagtail_apps.SnippetsConfig",
    "collectifs.wagtail_apps.DocumentsConfig",
    "collectifs.wagtail_apps.ImagesConfig",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    *OSCAR_APPS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "anymail",
    "django_htmx",
    "django_tasks_db",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.sites",
    "django.contrib.flatpages",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "commons.core.request_log.request_log",
    "collectifs.operations.probes.probes",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "commons.core.middleware.Policy",
    "commons.core.middleware.permissions_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "commons.core.typed_text.CleanTypedText",
    "commons.accounts.middleware.Authentication",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commons.accounts.middleware.language",
    "commons.core.middleware.BusyPage",
    "shop.order.adoption.adopt_baskets",
    "home.backoffice.kept_typing.KeptTyping",
    "home.backoffice.doors.Doors",
    "commons.core.middleware.MovedPages",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "commons.collectives.context.network",
                "collectifs.demo.mailbox.mailbox_address",
            ],
        },
    }
]

# --- database ---------------------------------------------------------------
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def database(url: str) -> dict[str, object]:
    """Django's settings for a database URL; SQLite waits for locks, PostgreSQL pools.

    PostgreSQL gets values apart from the SQL, and plans what a connection asks again only once. It
    is told that a page of an index costs hardly more than the next one: what we ask for lies in
    memory or on a disk without heads, and its default made it read whole tables for a few rows.
    """
    settings: dict[str, object] = environ.Env.db_url_config(url)
    if "sqlite" in str(settings["ENGINE"]):
        # Opening the file anew costs each request 6 ms: the mode is set, the schema read again.
        return settings | {"OPTIONS": dict(SQLITE_OPTIONS), "CONN_MAX_AGE": None}
    pool = {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=10), "timeout": 10}
    # None: never, behind a pooler that forgets what a connection has prepared.
    asked_again = env.int("DATABASE_PREPARES_AFTER", default=2) or None
    options = {"pool": pool, "server_side_binding": True, "prepare_threshold": asked_again}
    # Empty behind a pooler that refuses what a connection asks for at its start.
    options["options"] = env("DATABASE_OPTIONS", default="-c random_page_cost=1.1")
    # Such a pooler forgets cursors of the server too, from which long lists are read.
    return settings | {"OPTIONS": options, "DISABLE_SERVER_SIDE_CURSORS": asked_again is None}


# The embedded database of a fresh clone lies in a folder that git does not keep.
VAR = ROOT / "var"
VAR.mkdir(exist_ok=True)
DATABASES: dict[str, dict[str, object]] = {
    "default": database(env("DATABASE_URL", default="") or f"sqlite:///{VAR}/db.sqlite3")
}
IS_POSTGRESQL = "postgresql" in str(DATABASES["default"]["ENGINE"])
if IS_POSTGRESQL:
    INSTALLED_APPS.append("django.contrib.postgres")

# --- cache, tasks, mail -----------------------------------------------------
CACHES: dict[str, dict[str, object]] = {
    "default": env.cache_url("CACHE_URL", default="locmemcache://")
}
if "locmem" in str(CACHES["default"]["BACKEND"]):
    # Room for the limits on attempts of many people; Django's own is 300 entries.
    CACHES["default"].setdefault("OPTIONS", {"MAX_ENTRIES": 5000})
elif "redis" in str(CACHES["default"]["BACKEND"]):
    CACHES["default"]["BACKEND"] = "commons.core.shared_cache.SharedCache"
    # Seconds: a cache that is slower than the database is none.
    CACHES["default"]["OPTIONS"] = {"socket_connect_timeout": 1, "socket_timeout": 1}
# What a process may remember for a minute by itself; one with the default where that is memory too.
CACHES["local"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "OPTIONS": {"MAX_ENTRIES": 5000},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
MAILERS, ANYMAIL = mail_settings(env)
DEFAULT_FROM_EMAIL = sender(env)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Under whose name a mail goes, and who reads the answers (`core.mail_signatures`).
MAIL_SIGNER = "commons.collectives.signing.sign"
# Who tells those who ordered, and the farms, that a date is moved (`distributions.moves`).
DATE_TELLERS = ("shop.order.moving.tell_customers", "shop.reporting.moving.tell_farms")
# A mail names a person and an order: kept while somebody may ask for it, a season, no longer.
MAILS_KEPT = timedelta(days=90)
# A task that ended only helps to understand a failure of the last days.
TASKS_KEPT = timedelta(days=7)

# --- language and time ------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "site" / "collectifs" / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# --- files ------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "staticfiles"
STATICFILES_DIRS = [ROOT / "site" / "collectifs" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(ROOT / "media")))

FILE_UPLOAD_HANDLERS = [
    "commons.core.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
UPLOAD_LIMIT = 20 * 1024 * 1024  # bytes of files in one request
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# A shop page posts a quantity for each of its products.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o644

# --- typed text -------------------------------------------------------------
# Fields of forms that hold several lines; in all others what was pasted becomes one line.
MULTILINE_FIELDS = {
    "description",
    "ingredients",
    "message",
    "opening_notes",
    "presentation",
    "privacy",
    "private_notes",
    "terms",
    "where",
}

# An address without accents: pages answer at `<slug:slug>`, and one is read out on the phone.
WAGTAIL_ALLOW_UNICODE_SLUGS = False

# --- accounts ---------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["commons.accounts.backends.AccountBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:account"
# Where each role arrives (`accounts.adapter`).
OWN_ROOM = "home.account.views.own_room"
ACCOUNT_ADAPTER = "commons.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "commons.accounts.forms.LoginForm",
    "signup": "commons.accounts.forms.SignupForm",
    "confirm_login_code": "commons.accounts.forms.LoginCodeForm",
    "confirm_email_verification_code": "commons.accounts.forms.EmailCodeForm",
    "change_password": "commons.accounts.password_forms.ChangePasswordForm",
    "set_password": "commons.accounts.password_forms.SetPasswordForm",
    "reset_password_from_key": "commons.accounts.password_forms.ResetPasswordKeyForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
# The session remembers an expired code a while, so that the page can say so.
ACCOUNT_LOGIN_TIMEOUT = 60 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8}
# Three tries each: 30 guesses an hour at 100 million codes, whoever asks for them.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,10/h/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "commons.accounts.key_forms.AddKeyForm",
    "edit_webauthn": "commons.accounts.key_forms.EditKeyForm",
}
MFA_TOTP_ISSUER = "Collectifs"
SESSION_ENGINE = "commons.accounts.sessions"
SESSION_COOKIE_AGE = 90 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "home.views.csrf_failure"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- content security policy (ours; Wagtail's admin has its own, see core.middleware) ---
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# --- the map on tap: without tiles there is none ------------------------------
MAP_TILES = env("MAP_TILES", default="")
MAP_ATTRIBUTION = env("MAP_ATTRIBUTION", default="")
MAP_HOST = tile_host(MAP_TILES)
if MAP_HOST:
    SECURE_CSP["img-src"].append(MAP_HOST)

# --- Wagtail ----------------------------------------------------------------
# The picker of a day takes what it cannot read for today, without a word: people write so.
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M"
FORMAT_MODULE_PATH = ["collectifs.formats"]
# Not "localtime", a file of the machine: browsers know no zone of that name.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})
WAGTAIL_SITE_NAME = "Collectifs"
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_LOGIN_URL = "admin_entrance"
WAGTAILIMAGES_IMAGE_MODEL = "core.CollectifsImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.CollectifsDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "txt", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "commons.core.wagtail_forms.DocumentForm"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # nothing is fetched from another host
WAGTAILIMAGES_IMAGE_FORM_BASE = "commons.core.wagtail_forms.ImageForm"
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp", "webp": "webp"}
WAGTAILIMAGES_EXTENSIONS = ["jpeg", "jpg", "png", "webp"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_I18N_ENABLED = False
# Whose name stands in the admin is `home.backoffice.tenancy`'s, its look `home.backoffice.face`'s.
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # nothing from another host
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
BASE_URL = WAGTAILADMIN_BASE_URL

# --- Oscar ------------------------------------------------------------------
OSCAR_DEFAULT_CURRENCY = "EUR"
OSCAR_ALLOW_ANON_CHECKOUT = False
OSCAR_EAGER_ALERTS = False  # no product alerts: two queries and two log lines for each price

# --- observation ------------------------------------------------------------
LOGGING = logging_settings(
    as_json=env("LOG_FORMAT", default="text") == "json", level=env("LOG_LEVEL", default="INFO")
)
# Whoever scrapes /metrics from elsewhere than this machine's network shows it.
METRICS_TOKEN = env("METRICS_TOKEN", default="")

DEMO = env.bool("DEMO", default=False)
SOURCE_URL = env("SOURCE_URL", default="https://example.org/collectifs")
