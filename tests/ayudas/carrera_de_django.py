"""La carrera del cierre en el sitio de Django: cada quien en su hilo, por las páginas.

``python -m ayudas.carrera_de_django BASE RONDAS`` la corre en una base vacía; ``BASE`` es, en JSON,
lo que va en ``DATABASES``.
"""

import html
import io
import json
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any

from ayudas import carreras
from ayudas.compartido import RAIZ

CORTE = date(2026, 4, 30)
OFICINAS = {"hacienda": "HACIENDA", "planeacion": "PLANEACIÓN", "gobierno": "GOBIERNO"}


def correr(rondas: int) -> dict[str, Any]:
    """Lo que pasó en esas rondas."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client
    from planes import cortes, models

    import paac_reportes as paac
    from paac_reportes import anfitrion

    call_command("migrate", verbosity=0)
    datos = carreras.plan(OFICINAS.values(), CORTE)
    (subcomponente,) = datos["dependencias"][0]["componentes"][0]["subcomponentes"]
    del subcomponente["actividades"][0]["seguimientos"]  # es la de todas; el corte estaría cerrado
    plan = cortes.cargar(paac.desde_datos(datos).contenido)
    corte = cortes.abrir(plan, CORTE)
    oficinas = [f"--oficina={quien}={oficina}" for quien, oficina in OFICINAS.items()]
    call_command("crear_usuarios", *oficinas, stdout=io.StringIO())
    filas = {una.dependencia.nombre: una.pk for una in models.Fila.objects.all()}

    def entrado(usuario: str) -> Any:
        navegador = Client(raise_request_exception=False)
        navegador.force_login(User.objects.get(username=usuario))
        return navegador

    def que_reporta(usuario: str) -> Callable[[str], str]:
        navegador = entrado(usuario)
        direccion = f"/cortes/{corte.pk}/filas/{filas[OFICINAS[usuario]]}/"
        return lambda texto: _dicho(navegador.post(direccion, {"texto": texto}))

    def reabrir() -> None:
        """Por debajo del sitio, que no sabe: cada ronda empieza con el corte abierto."""
        de_nuevo = {"cerrado_en": None, "cerrado_por": None, "datos": "", "huella": ""}
        models.Corte.objects.filter(pk=corte.pk).update(**de_nuevo)

    def congelado() -> paac.Plan:
        suyo = models.Corte.objects.get(pk=corte.pk)
        return anfitrion.plan_de(anfitrion.Instantanea(datos=suyo.datos, huella=suyo.huella))

    control = entrado("control.interno")
    return carreras.correr(
        carreras.Anfitrion(
            guardar=[que_reporta(usuario) for usuario in OFICINAS],
            cerrar=lambda: _dicho(control.post(f"/cortes/{corte.pk}/cerrar/")),
            reabrir=reabrir,
            vivo=lambda: cortes.plan_en(corte),  # el de antes de cerrar: lee las tablas
            congelado=congelado,
        ),
        rondas,
        demora=0.15,
    )


def _dicho(respuesta: Any) -> str:
    """En blanco, si lo guardó; si no, lo que la página dice."""
    if respuesta.status_code == HTTPStatus.FOUND:
        return ""
    sin_marcas = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", respuesta.text, flags=re.DOTALL)
    return f"{respuesta.status_code} {' '.join(html.unescape(sin_marcas).split())}"


if __name__ == "__main__":
    sys.path.insert(0, str(RAIZ / "ejemplos" / "django"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "sitio.ajustes"
    import django
    from django.conf import settings

    suya = settings.DATABASES["default"]
    suya |= json.loads(sys.argv[1])
    if "sqlite" not in suya["ENGINE"]:
        del suya["OPTIONS"]
    settings.ALLOWED_HOSTS = ["testserver"]
    django.setup()
    sys.stdout.write(json.dumps(correr(int(sys.argv[2])), ensure_ascii=False))
