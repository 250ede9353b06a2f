"""La orden muere o se interrumpe a medias: los archivos quedan como estaban o como iban a quedar.

Se cuenta desde que la biblioteca empieza a cargar: lo que pase mientras arranca Python no es suyo.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import paac_reportes as paac
from herramientas.ataque.casos import RAIZ
from herramientas.ataque.obreros import Hecho

FORMATO = "informe-seguimiento"
_ORDEN = """
import signal, sys
# Lo que corre de fondo hereda un Ctrl-C apagado.
signal.signal(signal.SIGINT, signal.default_int_handler)
from paac_reportes.cli import proceso
print("listo", flush=True)
proceso()
"""
_PLAN = RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml"
SENALES = {"muerte": signal.SIGKILL, "interrupción": signal.SIGINT}


def morir(semilla: str, cuantas: int) -> Iterator[Hecho]:
    """Cada muerte y cada interrupción."""
    azar = random.Random(f"{semilla}-muertes")  # noqa: S311 - para repetirlo
    with tempfile.TemporaryDirectory() as temporal:
        carpeta = Path(temporal)
        salidas = (carpeta / "a.docx", carpeta / "a.xlsx")
        antes = time.monotonic()
        _correr(salidas).communicate()
        dura = time.monotonic() - antes
        nuevos = [salida.read_bytes() for salida in salidas]
        anterior = paac.reporte(paac.leer(_PLAN).sin_dudas(), "paac-plan")
        viejos = [anterior.emitir(salida.suffix).contenido for salida in salidas]
        for numero in range(cuantas):
            for nombre, senal in SENALES.items():
                for salida, viejo in zip(salidas, viejos, strict=True):
                    salida.write_bytes(viejo)
                proceso = _correr(salidas)
                if proceso.stdout is not None:
                    proceso.stdout.readline()
                time.sleep(azar.uniform(0, dura))
                proceso.send_signal(senal)
                _, dicho = proceso.communicate()
                quedaron = [salida.read_bytes() for salida in salidas]
                de_sobra = sorted(p.name for p in carpeta.iterdir() if p not in salidas)
                falla = _falla_de(senal, quedaron, viejos, nuevos, dicho)
                falla = falla or (f"quedó {de_sobra}" if de_sobra else "")
                yield Hecho(nombre, numero, falla, quedaron == nuevos)
                for nombre_de_sobra in de_sobra:
                    (carpeta / nombre_de_sobra).unlink()


def _correr(salidas: tuple[Path, ...]) -> "subprocess.Popen[bytes]":
    orden = [sys.executable, "-c", _ORDEN, "generar", str(_PLAN), "--formato", FORMATO]
    for salida in salidas:
        orden += ["--salida", str(salida)]
    return subprocess.Popen(orden, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _falla_de(
    senal: signal.Signals,
    quedaron: list[bytes],
    viejos: list[bytes],
    nuevos: list[bytes],
    dicho: bytes,
) -> str:
    if b"Traceback" in dicho:
        return f"salió una traza: {dicho[-300:]!r}"
    pares = zip(quedaron, viejos, nuevos, strict=True)
    if any(quedo not in (viejo, nuevo) for quedo, viejo, nuevo in pares):
        return "un archivo no es ni el de antes ni el nuevo"
    # Quien mata no deja terminar: puede haber uno de cada. Quien interrumpe, sí.
    if senal == signal.SIGINT and quedaron not in (viejos, nuevos):
        return "unos archivos son los de antes y otros los nuevos"
    return ""
