"""Pares de planes, el de abril y el de agosto, en que lo debido se corre, se borra o se reescribe.

Cada fila dice algo que ninguna otra dice, y así se sabe cuál es cuál sin comparar textos. Los
gestos caen también en filas que nada debían, y hay cambios que no son gestos.
"""

import copy
import random
from collections.abc import Iterator
from typing import Any

ABRIL, AGOSTO = "2026-04-30", "2026-08-31"
_SILABAS = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")
_FECHAS = (
    *("31/01/2026", "28/02/2026", "31/03/2026", "30/04/2026", "Primer trimestre"),
    *("31/08/2026", "15/12/2026", "Mensual", "Permanente", "Cuando se requiera", None),
)
_DIAS = ("30/12/2026", "31/07/2026", None)
_CORRIDAS = (*_DIAS, "Permanente", "Segundo semestre")
_TEXTOS = (None, "-", "Se hizo la jornada.", "En trámite", "N/A")
_AVANCES = (None, None, 0, 10, 45.5, 80, 100)
_ESTADOS = (None, None, "cumplida", "en_proceso", "sin_avance", "no_aplica", "sin_reporte")


def par(semilla: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """El plan de abril y el de agosto, en datos."""
    azar = random.Random(semilla)  # noqa: S311 - es para repetir
    antes = _plan(azar)
    for numero, fila in enumerate(_filas(antes)):
        fila["extras"] = {"id": f"fila {numero}"}
    hoy = copy.deepcopy(antes)
    for oficina in hoy["dependencias"]:
        for componente in oficina["componentes"]:
            for lista in _listas(componente):
                _alterar(azar, lista)
    return antes, hoy


def par_reescrito(semilla: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """El mismo par, con la mitad de las filas de agosto dichas de otro modo y renumeradas.

    Cuál era cada una lo dice su ``extras.id``, que se conserva.
    """
    antes, hoy = par(semilla)
    azar = random.Random(-semilla)  # noqa: S311 - es para repetir
    for fila in _filas(hoy):
        if azar.random() < 0.5:
            texto, codigo = ("nombre", "numero") if "accion" in fila else ("descripcion", "codigo")
            fila[texto] = f"{fila[texto]} {_palabras(azar, 1)}"
            fila[codigo] = f"7.{azar.randint(1, 99)}"
    return antes, hoy


def _filas(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for oficina in plan["dependencias"]:
        for componente in oficina["componentes"]:
            for lista in _listas(componente):
                yield from lista


def par_retocado(semilla: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Un par en que, además, casi toda fila de agosto tiene otro código u otra redacción."""
    antes, hoy = par(semilla)
    azar = random.Random(semilla)  # noqa: S311 - es para repetir
    for fila in _filas(hoy):
        azar.choice(_RETOQUES)(fila)
    return antes, hoy


def _listas(componente: dict[str, Any]) -> list[list[dict[str, Any]]]:
    de_actividades = [uno["actividades"] for uno in componente["subcomponentes"]]
    return [*de_actividades, componente["tramites"]]


def _plan(azar: random.Random) -> dict[str, Any]:
    return {
        "entidad": {"nombre": "MUNICIPIO"},
        "vigencia": 2026,
        "dependencias": [
            {"nombre": nombre, "componentes": [_componente(azar, n) for n in (1, 2)]}
            for nombre in ("HACIENDA", "SALUD")
        ],
    }


def _componente(azar: random.Random, numero: int) -> dict[str, Any]:
    return {
        "numero": numero,
        "nombre": f"Parte {_palabras(azar, 2)}",
        "subcomponentes": [
            {"nombre": "S", "actividades": [_actividad(azar, numero, n) for n in range(1, 6)]}
        ],
        "tramites": [_tramite(azar, n) for n in range(1, 3)],
    }


def _palabras(azar: random.Random, cuantas: int) -> str:
    return " ".join("".join(azar.choices(_SILABAS, k=4)) for _ in range(cuantas))


def _actividad(azar: random.Random, numero: int, n: int) -> dict[str, Any]:
    return _sin_nada(
        {
            "codigo": f"{numero}.{n}",
            "descripcion": _palabras(azar, 6),
            "meta": f"{azar.randint(2, 40)} {_palabras(azar, 2)}, al año",
            "indicador": azar.choice((None, f"Porcentaje de {_palabras(azar, 1)}")),
            "responsable": "Planeación",
            "fecha_programada": azar.choice(_FECHAS),
            "seguimientos": _seguimientos(azar),
        }
    )


def _tramite(azar: random.Random, n: int) -> dict[str, Any]:
    return _sin_nada(
        {
            "numero": str(n),
            "nombre": _palabras(azar, 6),
            "accion": _palabras(azar, 6),
            "mejora": f"Menos {_palabras(azar, 2)}",
            "fecha_inicio": "15/01/2026",
            "fecha_fin": azar.choice(("28/02/2026", "30/04/2026", "30/11/2026", None)),
            "seguimientos": _seguimientos(azar),
        }
    )


def _seguimientos(azar: random.Random) -> list[dict[str, Any]]:
    return [_seguimiento(azar, ABRIL)] if azar.random() < 0.8 else []


def _seguimiento(azar: random.Random, corte: str) -> dict[str, Any]:
    return _sin_nada(
        {
            "corte": corte,
            "texto": azar.choice(_TEXTOS),
            "avance": azar.choice(_AVANCES),
            "estado": azar.choice(_ESTADOS),
        }
    )


def _sin_nada(datos: dict[str, Any]) -> dict[str, Any]:
    return {clave: valor for clave, valor in datos.items() if valor is not None}


def _alterar(azar: random.Random, filas: list[dict[str, Any]]) -> None:
    """Lo que se hizo con cada fila de una lista desde abril."""
    for fila in list(filas):
        for que in azar.sample(_GESTOS, k=azar.choice((0, 0, 1, 1, 2))):
            que(azar, filas, fila)
        for que in azar.sample(_QUE_NO_LO_SON, k=azar.choice((0, 1))):
            que(azar, filas, fila)
        if azar.random() < 0.6:
            fila.setdefault("seguimientos", []).append(_seguimiento(azar, AGOSTO))


def _correr(azar: random.Random, _filas: list[Any], fila: dict[str, Any]) -> None:
    es_tramite = "accion" in fila
    campo = "fecha_fin" if es_tramite else "fecha_programada"
    corrida = azar.choice(_DIAS if es_tramite else _CORRIDAS)
    fila.pop(campo, None)
    if corrida is not None:
        fila[campo] = corrida


def _borrar(_azar: random.Random, filas: list[Any], fila: dict[str, Any]) -> None:
    filas[:] = [una for una in filas if una is not fila]


def _cambiar_por_otra(azar: random.Random, filas: list[Any], fila: dict[str, Any]) -> None:
    """Otra fila en su lugar y con su código."""
    otra = {"descripcion": _palabras(azar, 6), "codigo": fila.get("codigo")}
    if "accion" in fila:
        otra = {clave: _palabras(azar, 6) for clave in ("nombre", "accion")}
        otra["numero"] = fila["numero"]
    filas[:] = [_sin_nada(otra) if una is fila else una for una in filas]


def _reescribir(azar: random.Random, _filas: list[Any], fila: dict[str, Any]) -> None:
    campo = azar.choice(("mejora", "accion") if "accion" in fila else ("meta", "indicador"))
    nueva = azar.choice((f"{_palabras(azar, 1)} {fila.get(campo, '')}", None))
    if campo == "accion" or nueva is not None:
        # De la acción sale también cuál trámite es: se le agrega algo, y no se quita.
        fila[campo] = nueva or f"{fila[campo]} {_palabras(azar, 1)}"
    else:
        fila.pop(campo, None)


def _rehacer_el_reporte(azar: random.Random, _filas: list[Any], fila: dict[str, Any]) -> None:
    fila["seguimientos"] = [uno for uno in fila.get("seguimientos", []) if uno["corte"] != ABRIL]
    if azar.random() < 0.8:
        cumplida = {"corte": ABRIL, "estado": "cumplida", "avance": 100}
        fila["seguimientos"].append(azar.choice((cumplida, _seguimiento(azar, ABRIL))))


def _quitar_de_lo_exigible(_azar: random.Random, _filas: list[Any], fila: dict[str, Any]) -> None:
    suyos = [uno for uno in fila.get("seguimientos", []) if uno["corte"] != AGOSTO]
    fila["seguimientos"] = [*suyos, {"corte": "2026-08-30", "estado": "no_aplica"}]


def _puntuar(azar: random.Random, _filas: list[Any], fila: dict[str, Any]) -> None:
    campo = "mejora" if "accion" in fila else "meta"
    if campo in fila:
        fila[campo] = azar.choice((f"«{fila[campo].upper()}».", fila[campo].replace(",", ";")))


def _adelantar(_azar: random.Random, _filas: list[Any], fila: dict[str, Any]) -> None:
    if fila.get("fecha_programada", "")[-4:] == "2026":
        fila["fecha_programada"] = "10/01/2026"


def _otro_responsable(_azar: random.Random, _filas: list[Any], fila: dict[str, Any]) -> None:
    fila["responsable"] = "Control Interno"


def _observar(_azar: random.Random, _filas: list[Any], fila: dict[str, Any]) -> None:
    for suyo in fila.get("seguimientos", []):
        suyo["observaciones"] = "Se revisó."


def _agregar(azar: random.Random, filas: list[Any], fila: dict[str, Any]) -> None:
    if "accion" not in fila:
        filas.append({"codigo": "9.9", "descripcion": _palabras(azar, 6)})


_GESTOS = (
    *(_correr, _borrar, _cambiar_por_otra, _reescribir),
    *(_rehacer_el_reporte, _quitar_de_lo_exigible),
)
_QUE_NO_LO_SON = (_puntuar, _adelantar, _otro_responsable, _observar, _agregar)


def _recodificar(fila: dict[str, Any], final: str = "-b") -> None:
    campo = "numero" if "accion" in fila else "codigo"
    fila[campo] = f"{fila.get(campo, '9')}{final}"


def _sin_codigo(fila: dict[str, Any]) -> None:
    fila.pop("numero" if "accion" in fila else "codigo", None)


def _agregar_al_texto(fila: dict[str, Any], final: str = ".") -> None:
    campo = "nombre" if "accion" in fila else "descripcion"
    fila[campo] += final


_RETOQUES = (
    *(_recodificar, lambda fila: _recodificar(fila, "."), _sin_codigo),
    *(_agregar_al_texto, lambda fila: _agregar_al_texto(fila, " y más"), lambda _fila: None),
)
