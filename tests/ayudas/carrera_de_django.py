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
    from planes import models
    from planes.puente import cierre
    from planes.puente.guardado import guardar
    from planes.puente.lectura import plan_de

    import paac_reportes as paac

    call_command("migrate", verbosity=0)
    plan = guardar(paac.plan_desde_datos(carreras.plan(OFICINAS.values(), CORTE)))
    oficinas = [f"--oficina={quien}={oficina}" for quien, oficina in OFICINAS.items()]
    call_command("crear_usuarios", *oficinas, stdout=io.StringIO())
    usuarios = {uno.username: uno for uno in User.objects.all()}
    corte = plan.cortes.get()
    cierre.reabrir(corte, usuarios["control.interno"], "Falta que reporten")

    def entrado(usuario: str) -> Any:
        navegador = Client(raise_request_exception=False)
        navegador.force_login(usuarios[usuario])
        return navegador

    filas = {
        uno.subcomponente.componente.dependencia.nombre: uno
        for uno in models.Actividad.objects.all()
    }
    hacienda, planeacion = entrado("hacienda"), entrado("planeacion")
    control, corrige = entrado("control.interno"), entrado("control.interno")
    suyo = filas["GOBIERNO"].seguimientos.get()

    def reportar(quien: Any, oficina: str, texto: str) -> str:
        return _dicho(quien.post(f"/filas/actividad/{filas[oficina].pk}/", {"texto": texto}))

    def corregir(texto: str) -> str:
        """Control interno, en el administrador."""
        sin_evidencias = {"evidencias-TOTAL_FORMS": 0, "evidencias-INITIAL_FORMS": 0}
        dicho = {"corte": corte.pk, "actividad": suyo.actividad_id, "lugar": 0, "extras": "{}"}
        direccion = f"/admin/planes/seguimiento/{suyo.pk}/change/"
        return _dicho(corrige.post(direccion, dicho | sin_evidencias | {"texto": texto}))

    anfitrion = carreras.Anfitrion(
        guardar=[
            lambda texto: reportar(hacienda, "HACIENDA", texto),
            lambda texto: reportar(planeacion, "PLANEACIÓN", texto),
            corregir,
        ],
        cerrar=lambda: _dicho(control.post(f"/cortes/{corte.pk}/cerrar/")),
        reabrir=lambda: cierre.reabrir(corte, usuarios["control.interno"], "Otra ronda"),
        vivo=lambda: plan_de(plan),
        congelado=lambda: cierre.plan_congelado(cierre.vigente(corte)),
    )
    return carreras.correr(anfitrion, rondas, demora=0.15)


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
