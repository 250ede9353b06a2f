"""Lo que usaron quienes atacaron desde afuera: actas y renglones que se publican.

Cada caso tiene su ley, que no depende de cómo esté escrita la biblioteca: un archivo alterado no es
``identico`` si se pide la firma o los datos; lo que queda al publicar está en la lista, y lo
omitido no sale.
"""

import functools
import io
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import paac_reportes as paac
from herramientas.ataque.material import TEXTOS
from herramientas.ataque.mutador import Mutador

_PRUEBAS = Path(__file__).resolve().parents[2] / "tests"
_CORTE = date(2026, 4, 30)
_FORMATO = "paac-plan"


@functools.cache
def ayudas(modulo: str) -> ModuleType:
    """Un módulo de las pruebas: lo que ya tienen se usa y no se repite."""
    if str(_PRUEBAS) not in sys.path:
        sys.path.insert(0, str(_PRUEBAS))
    return __import__(modulo, fromlist=["_"])


def exigir(cierto: object, falla: str) -> None:
    """``AssertionError`` si no se cumple."""
    if not cierto:
        raise AssertionError(falla)


# ------------------------------------------------------------------ actas forjadas


@functools.cache
def _emitido(cual: int) -> tuple[paac.Plan, bytes, bytes]:
    """Un plan, su CSV y el acta de él; el de otro plan, si es 1."""
    de = ayudas("ayudas.planes")
    textos = ("Mapa publicado", "Otra cosa")
    plan = paac.desde_datos(de.datos(de.componente(de.actividad(meta=textos[cual])))).contenido
    archivo, acta = io.BytesIO(), io.BytesIO()
    paac.reporte(plan, _FORMATO, corte=_CORTE).guardar(archivo, tipo="csv", acta=acta)
    return plan, archivo.getvalue(), acta.getvalue()


def acta(azar: random.Random, mutador: Mutador) -> int:
    """Un archivo alterado con un acta forjada: con los datos no pasa."""
    plan, sano, suya = _emitido(0)
    letra = azar.randrange(3, len(sano))
    alterado = sano[:letra] + bytes([sano[letra] ^ 1]) + sano[letra + 1 :]
    forjada = _forjar(json.loads(suya), alterado, azar, mutador)
    contra = {"contra": paac.reporte(plan, _FORMATO, corte=_CORTE)}
    for contenido, pedida in ((alterado, forjada), (sano, forjada), (alterado, suya)):
        dicho = _veredicto(contenido, pedida, contra)
        exigir(contenido == sano or dicho != "identico", f"lo alterado es {dicho}")
    exigir(_veredicto(alterado, suya, {}) == "distinto", "el acta nombra lo alterado")
    exigir(_veredicto(sano, suya, contra) == "identico", "lo sano no es idéntico")
    return 0


def _veredicto(contenido: bytes, pedida: bytes, modo: dict[str, Any]) -> str:
    flujo = io.BytesIO(contenido)
    flujo.name = "plan.csv"
    try:
        return paac.verificar(flujo, acta=pedida, **modo).veredicto
    except paac.ErrorPaac as error:
        exigir(error.fallas and str(error).strip(), "un error sin mensaje")
        return "no se lee"


def _forjar(dice: dict[str, Any], alterado: bytes, azar: random.Random, mutador: Mutador) -> bytes:
    """El acta, con el archivo alterado por suyo y algo más cambiado."""
    otra = json.loads(_emitido(1)[2])
    huella = {"sha256": sha256(alterado).hexdigest(), "bytes": len(alterado)}
    dice["archivos"] = dict.fromkeys(dice["archivos"], huella)
    campo = azar.choice([*dice])
    cambios: dict[str, Callable[[], object]] = {
        "nada más": lambda: None,
        "sin un campo": lambda: dice.pop(campo),
        "un campo de otra": lambda: dice.__setitem__(campo, otra.get(campo)),
        "un campo torcido": lambda: dice.__setitem__(
            campo, azar.choice([*TEXTOS, None, 0, [], {}])
        ),
        "un campo que no hay": lambda: dice.__setitem__(mutador.texto("x"), 1),
        "otro código": lambda: dice.__setitem__("huella", "0" * 64),
        "torcida": lambda: dice.update(mutador.torcer(dice)),
    }
    cambios[azar.choice([*cambios])]()
    try:
        escrita = json.dumps(dice, default=str)
    except RecursionError:  # tan honda que Python no la escribe; un archivo sí puede traerla
        escrita = '{"archivos": ' * _HONDA
    if azar.random() < _ENVUELTA:  # dos actas en un archivo, una clave dos veces, cortada
        suma = json.dumps(huella)
        escrita = azar.choice(
            (
                f"{escrita}\n{json.dumps(otra)}",
                f"{json.dumps(otra)}\n{escrita}",
                escrita.replace("{", f'{{"archivos": {{"plan.csv": {suma}}}, ', 1),
                escrita[: azar.randrange(len(escrita))],
                mutador.renglones(escrita),
            )
        )
    return escrita.encode("utf-8", "surrogatepass")


_ENVUELTA = 0.3
_HONDA = 100_000

# ------------------------------------------------------------------ renglones que se publican

_ROTULOS = (
    *("C.C.", "cédula", "Cel.", "Contrato", "CDP", "Radicado", "Documento:", "NIT", "abonado", ""),
    *("tel", "identificado con", "Factura", "?numDoc=", "(", "PPT", "valor $", "queja", "wa.me/"),
    *("ID", "+57"),
)
_SIGNOS = (
    *("", " ", ".", "-", "'", "_", "\u200b", "\u00ad", " - ", "/", "*", "\u00a0", "&nbsp;", "–"),
)
_ARROBAS = ("@", " @ ", "(arroba)", "[at]", " AT ", "＠", "%40", " arroba ")
_SEIS_A_ONCE = re.compile(r"(?<!\d)\d{6,11}(?!\d)")


def renglon(azar: random.Random, mutador: Mutador) -> int:
    """Unas celdas que se publican: lo que queda se lista, y lo omitido no sale."""
    de = ayudas("ayudas.planes")
    textos = [_renglon(azar, mutador) for _ in range(azar.choice((1, 2, 5)))]
    extras = {f"dato_{_numero(azar)}": "x"} if mutador.a_veces(30) else {}
    suyas = [
        de.actividad(codigo=f"1.{n}", meta=texto, extras=extras)
        for n, texto in enumerate(textos, 1)
    ]
    plan = paac.desde_datos(de.datos(de.componente(*suyas))).contenido
    pedido = paac.reporte(plan, _FORMATO).publico()
    listadas = {ruta for uno in pedido.por_revisar for ruta in uno.rutas}
    for n, texto in enumerate(_metas(pedido)):
        queda = bool(_SEIS_A_ONCE.search(texto) or "@" in texto)
        esta = any(ruta.endswith(f"actividades[{n}].meta") for ruta in listadas)
        exigir(esta or not queda, f"queda y no se lista: {texto!r}")
    for uno in pedido.por_revisar:
        visto = " ".join((uno.se_lee, *uno.alrededor))
        exigir(not _SEIS_A_ONCE.search(visto), f"la lista no lo tapa: {visto!r}")
    respuestas = {uno.id: "se omite" for uno in pedido.por_revisar}
    sin = paac.reporte(plan, _FORMATO).publico(revisado=respuestas)
    exigir(sin.por_revisar == (), "revisado, y todavía queda")
    for texto in (*_metas(sin), *_nombres(sin), *(f"{a.ruta} {a.mensaje}" for a in sin.avisos)):
        exigir(not _SEIS_A_ONCE.search(texto), f"se omitió y sale: {texto!r}")
    exigir(
        [len(uno) for uno in _extras(sin)] == [len(uno) for uno in _extras(pedido)],
        "se perdió un extra",
    )
    escrito = sin.emitir("csv").contenido.decode("utf-8-sig")
    exigir(not _SEIS_A_ONCE.search(escrito.replace("800094457", "")), "sale en el CSV")
    return 0


def _actividades(reporte: paac.Reporte) -> Iterator[Any]:
    (componente,) = reporte.contenido.dependencias[0].componentes
    yield from componente.subcomponentes[0].actividades


def _metas(reporte: paac.Reporte) -> list[str]:
    return [una.meta or "" for una in _actividades(reporte)]


def _extras(reporte: paac.Reporte) -> list[dict[str, Any]]:
    return [dict(una.extras) for una in _actividades(reporte)]


def _nombres(reporte: paac.Reporte) -> list[str]:
    return [nombre for extras in _extras(reporte) for nombre in extras]


def _numero(azar: random.Random) -> str:
    return str(azar.randrange(10 ** azar.randint(5, 11)))


def _renglon(azar: random.Random, mutador: Mutador) -> str:
    cifras = _numero(azar)
    signo = azar.choice(_SIGNOS)
    partes = azar.choice((3, 3, 2, 4, 11))
    partido = signo.join(cifras[n : n + partes] for n in range(0, len(cifras), partes))
    correo = f"ana.{azar.randrange(99)}{azar.choice(_ARROBAS)}gmail{azar.choice('.,')}com"
    trozos = [
        azar.choice(_ROTULOS),
        partido,
        azar.choice((correo, "", "", f"({azar.choice(_ROTULOS)})")),
    ]
    texto = azar.choice((" ", "", ": ")).join(trozos)
    return mutador.texto(texto) if mutador.a_veces(25) else texto
