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
CLAVE_ACTA = os.environ["PAAC_CLAVE_ACTA"].encode() if "PAAC_CLAVE_ACTA" in os.environ else None
"""La llave privada Ed25519 (PEM) con que se firman las actas; sin ella, van sin firmar."""
ALLOWED_HOSTS = os.environ.get("SERVIDORES", "localhost 127.0.0.1 [::1]").split()

# Sin depurar, el sitio sólo atiende por HTTPS: lo que llega por HTTP se redirige, las cookies no
# viajan sin cifrar, y el navegador recuerda no volver por HTTP (HSTS) el tiempo que se diga.
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
if not DEBUG:
    SECURE_HSTS_SECONDS = int(os.environ.get("HSTS_SEGUNDOS", "3600"))
    SECURE_HSTS_INCLUDE_SUBDOMAINS = os.environ.get("HSTS_SUBDOMINIOS", "1") == "1"
    SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
    if os.environ.get("TRAS_OTRO_SERVIDOR") == "1":  # si no, cualquiera diría que vino por HTTPS
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = [
    "planes",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "sitio.contenido.politica_de_contenido",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "planes.vistas.fallas.EnEspanol",
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

# Para PostgreSQL: "ENGINE": "django.db.backends.postgresql", "NAME": …, "USER": …
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("BASE_DE_DATOS", RAIZ / "planes.sqlite3"),
        # Quien va a escribir lo dice al comenzar: dos que suben un libro esperan, no chocan.
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
USE_I18N = True
USE_TZ = True
STATIC_URL = "estaticos/"
STATIC_ROOT = RAIZ / "estaticos"
LOGIN_URL = "entrar"
LOGIN_REDIRECT_URL = "planes:lista"
LOGOUT_REDIRECT_URL = "entrar"
