"""Django settings. Values that differ between installations come from `environment`, nowhere else."""

from hashlib import sha256

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from bukapo.config import environment as env
from bukapo.config.logs import logging_config

ENVIRONMENT = env.Environment()
DATA = env.data_folder(ENVIRONMENT)
TEST = ENVIRONMENT.bukapo_test
DEBUG = ENVIRONMENT.bukapo_debug
SECRET_KEY = env.secret_key(ENVIRONMENT, DATA)
CHECKOUT_SEAL = sha256(f"checkout:{SECRET_KEY}".encode()).digest()  # orders.intake.begun
GATEWAY_SECRETS = env.gateway_secrets(ENVIRONMENT, DATA)  # payments.gateways.seal
GATEWAY_URLS = env.gateway_urls(ENVIRONMENT)
STOP_SEAL = sha256(f"stop:{SECRET_KEY}".encode()).digest()  # messaging.stops.links
WHATSAPP_URL = ENVIRONMENT.bukapo_whatsapp_url.rstrip("/")
WHATSAPP_VERSION = ENVIRONMENT.bukapo_whatsapp_version
BASE_URL = ENVIRONMENT.base_url
PROXIES = ENVIRONMENT.bukapo_proxies
ALLOWED_HOSTS = ENVIRONMENT.hosts
CSRF_TRUSTED_ORIGINS = [BASE_URL]

ROOMS = [
    "journal", "accounts", "stores", "catalog", "ledger", "payments", "shipping",
    "campaigns", "orders", "production", "trust", "insights", "messaging",
]  # fmt: skip
FACES = ["ui", "papers", "storefront", "api", "dashboard", "workshop", "cli"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    *[f"bukapo.{room}" for room in ROOMS],
    *[f"bukapo.faces.{face}" for face in FACES],
]

MIDDLEWARE = [
    "bukapo.faces.ui.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "bukapo.faces.api.door.ApiDoor",
    "csp.middleware.CSPMiddleware",
    "bukapo.faces.ui.permissions.PermissionsPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "bukapo.faces.ui.away.DatabaseAway",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "bukapo.faces.ui.middleware.Refusals",
]

ROOT_URLCONF = "bukapo.config.urls"
WSGI_APPLICATION = "bukapo.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "bukapo.faces.ui.templatetags.ui"],
        },
    }
]

DATABASES = {
    "default": env.database(ENVIRONMENT.database_url, DATA, connections=ENVIRONMENT.bukapo_db_connections)
}
if TEST:
    # A file, not memory: threads and processes of a test share it.
    DATABASES["default"]["TEST"] = {"NAME": None}
    if "sqlite3" in DATABASES["default"]["ENGINE"]:
        DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TEST
    else ["django.contrib.auth.hashers.Argon2PasswordHasher"]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "dashboard:login"
LOGIN_REDIRECT_URL = "dashboard:home"
LOGOUT_REDIRECT_URL = "storefront:front"
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
LOCALE_PATHS = [env.ROOT / "bukapo" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = False  # True would print ids as 12.345

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "media/"
MEDIA_ROOT = DATA / "media"
PRIVATE_ROOT = DATA / "private"
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHED_STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_STATIC if TEST or DEBUG else HASHED_STATIC},
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "woff2", "webp", "avif", "png", "jpg"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # secret links must not travel in Referer
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.bukapo_secure
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.bukapo_secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.bukapo_secure else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_PERMISSIONS = 0o600

EMAIL_EMBEDDED = not ENVIRONMENT.bukapo_email_url
EMAIL_SERVICE = env.email_service(ENVIRONMENT.bukapo_email_url)
EMAIL_RATE = ENVIRONMENT.bukapo_email_rate
EMAIL_BACKEND = (
    "bukapo.providers.channels.mailbox.EmbeddedBackend"
    if EMAIL_EMBEDDED
    else EMAIL_SERVICE.backend
    if EMAIL_SERVICE
    else "django.core.mail.backends.smtp.EmailBackend"
)
DEFAULT_FROM_EMAIL = ENVIRONMENT.bukapo_email_from
ANYMAIL = env.anymail(EMAIL_SERVICE, ENVIRONMENT)
globals().update({} if EMAIL_SERVICE else env.email(ENVIRONMENT.bukapo_email_url))

BUKAPO_CHANNELS = {
    "whatsapp": "bukapo.providers.channels.walink.WaLink",
    "whatsapp_api": "bukapo.providers.channels.wacloud.WaCloud",
    "email": "bukapo.providers.channels.mailbox.Mailbox"
    if EMAIL_EMBEDDED
    else "bukapo.providers.channels.anymail.Anymail"
    if EMAIL_SERVICE
    else "bukapo.providers.channels.smtp.Smtp",
}
if ENVIRONMENT.bukapo_channels:  # tests bring a channel of their own
    BUKAPO_CHANNELS |= dict(pair.split("=", 1) for pair in ENVIRONMENT.bukapo_channels.split(","))

BUKAPO_GATEWAYS = {
    "midtrans": "bukapo.providers.payments.midtrans.Midtrans",
    "xendit": "bukapo.providers.payments.xendit.Xendit",
    "tripay": "bukapo.providers.payments.tripay.Tripay",
}

BUKAPO_COURIERS = {
    "biteship": "bukapo.providers.couriers.biteship.Biteship",
    "rajaongkir": "bukapo.providers.couriers.rajaongkir.RajaOngkir",
}

BUKAPO_REACTIONS = "bukapo.config.reactions.consumers_of"
BUKAPO_DUE = "bukapo.config.reactions.DUE"
BUKAPO_OUTSIDE = "bukapo.config.reactions.OUTSIDE"
BUKAPO_SINKS = ["bukapo.ledger.steps.book"]

LOGGING_CONFIG = None
LOGGING = logging_config(json=ENVIRONMENT.bukapo_log_json, quiet=TEST)
