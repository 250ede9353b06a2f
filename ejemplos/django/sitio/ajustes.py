"""Los ajustes del sitio; lo que cambia de una máquina a otra viene del ambiente."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

RAIZ = Path(__file__).parents[1]

DEBUG = os.environ.get("DEPURAR", "1") == "1"
SECRET_KEY = os.environ.get("CLAVE_SECRETA", "")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured("Con DEPURAR=0 hace falta CLAVE_SECRETA, larga y al azar.")
    SECRET_KEY = "para-probar-en-esta-maquina-y-en-ninguna-otra"  # noqa: S105 - sólo al depurar
ALLOWED_HOSTS = os.environ.get("SERVIDORES", "localhost 127.0.0.1 [::1]").split()

# Sin depurar, el sitio sólo atiende por HTTPS.
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else 3600
if os.environ.get("TRAS_OTRO_SERVIDOR") == "1":  # si no, cualquiera diría que vino por HTTPS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = [
    "planes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "planes.vistas.DecirLasFallas",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
ROOT_URLCONF = "sitio.rutas"
WSGI_APPLICATION = "sitio.wsgi.application"

# Para PostgreSQL: "ENGINE": "django.db.backends.postgresql", "NAME": …, "USER": …, sin "OPTIONS".
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("BASE_DE_DATOS", RAIZ / "planes.sqlite3"),
        # Quien va a escribir lo dice al comenzar: SQLite no sabe tomar una sola fila, y así el que
        # cierra un corte y los que reportan en él esperan su turno.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{nombre}Validator"}
    for nombre in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]

LANGUAGE_CODE = "es-co"
TIME_ZONE = "America/Bogota"
USE_TZ = True
STATIC_URL = "estaticos/"
STATIC_ROOT = RAIZ / "estaticos"
LOGIN_URL = "entrar"
LOGIN_REDIRECT_URL = "lista"
LOGOUT_REDIRECT_URL = "entrar"
