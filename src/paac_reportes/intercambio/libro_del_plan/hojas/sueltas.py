"""Las hojas Plan, Firmas, Control de cambios y Textos, y la de las imágenes, que va oculta."""

import base64
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from paac_reportes.estructura import desestructurar
from paac_reportes.intercambio.libro_del_plan import columnas as c
from paac_reportes.intercambio.libro_del_plan.columnas import NOTAS
from paac_reportes.intercambio.libro_del_plan.datos_del_plan import DATOS_DEL_PLAN
from paac_reportes.intercambio.libro_del_plan.hojas.tabla import Fila, hoja_de_tabla
from paac_reportes.maqueta.hoja.de_datos import HojaDeDatos
from paac_reportes.maqueta.hoja.llenado import CeldaConRegla, Llenado, Renglon
from paac_reportes.modelo import Plan

_EN_UNA_CELDA = 30_000
"""Letras de cada trozo: Excel guarda 32.767, y las de fuera del plano básico cuentan doble."""
_FILAS_DE_SOBRA = 10
_ESCUDO = "escudo"


def hoja_del_plan(plan: Plan) -> HojaDeDatos:
    """Un dato por renglón: los de siempre y, por su ruta, los que sólo trae este plan."""
    todos = dict(_aplanados(_sin_matriz(plan)))
    filas: list[Fila] = []
    for dato in DATOS_DEL_PLAN:
        valor = todos.pop(dato.ruta, None)
        filas.append(_renglon(dato.ruta, dato.rotulo, valor, dato.ayuda))
    filas += [_renglon(ruta, ruta, valor, "") for ruta, valor in todos.items()]
    con_regla = tuple(
        CeldaConRegla(fila=n, columna="Valor", regla=dato.regla, ayuda=dato.ayuda)
        for n, dato in enumerate(DATOS_DEL_PLAN)
        if dato.regla is not None
    )
    arriba = (Renglon(contenido="Datos del plan y de la entidad", estilo="titulo"),)
    llenado = Llenado(arriba=arriba, preparadas=_FILAS_DE_SOBRA, celdas=con_regla)
    return hoja_de_tabla(c.PLAN, c.DEL_PLAN, filas, llenado)


def _renglon(ruta: str, rotulo: str, valor: Any, ayuda: str) -> Fila:
    """El de un dato; una tabla que está y no trae nada se anota escondida."""
    esta_vacia = valor == {}
    return {
        NOTAS: [f"{ruta}={{}}"] if esta_vacia else [],
        "dato": rotulo,
        "valor": None if esta_vacia else valor,
        "ayuda": ayuda or None,
    }


def _sin_matriz(plan: Plan) -> dict[str, Any]:
    """Lo del plan que no tiene hoja propia; los extras, con su clase."""
    datos: dict[str, Any] = desestructurar(plan)
    if plan.entidad.escudo is not None:
        datos["entidad"]["escudo"] = c.EN_EL_LIBRO.format(_ESCUDO)
    for otra in ("dependencias", "componentes", "control_cambios", "firmas", "textos"):
        datos.pop(otra, None)
    if plan.entidad.extras:
        datos["entidad"]["extras"] = dict(plan.entidad.extras)
    return datos


def _aplanados(datos: Any, ruta: str = "") -> Iterator[tuple[str, Any]]:
    """Cada valor con su ruta: ``metodologia.escala.zonas[0].desde``."""
    if isinstance(datos, Mapping) and (datos or not ruta):
        for clave, valor in datos.items():
            yield from _aplanados(valor, f"{ruta}.{clave}" if ruta else clave)
    elif isinstance(datos, list):
        for numero, valor in enumerate(datos):
            yield from _aplanados(valor, f"{ruta}[{numero}]")
    else:
        yield ruta, datos


def hoja_de_firmas(plan: Plan) -> HojaDeDatos:
    """Quien elabora, revisa y aprueba."""
    filas = [
        {
            **attrs.asdict(firma),
            "imagen": None if firma.imagen is None else c.EN_EL_LIBRO.format(f"firma {n}"),
        }
        for n, firma in enumerate(plan.firmas, 1)
    ]
    arriba = (
        Renglon(contenido="Firmas", estilo="titulo"),
        Renglon(
            contenido="Quien elabora, revisa y aprueba, en el orden en que firma.", estilo="nota"
        ),
    )
    return hoja_de_tabla(
        c.FIRMAS, c.DE_FIRMAS, filas, Llenado(arriba=arriba, preparadas=_FILAS_DE_SOBRA)
    )


def hoja_de_cambios(plan: Plan) -> HojaDeDatos:
    """El control de cambios del documento."""
    filas = [attrs.asdict(cambio) for cambio in plan.control_cambios]
    arriba = (Renglon(contenido="Control de cambios del documento", estilo="titulo"),)
    return hoja_de_tabla(
        c.CAMBIOS, c.DE_CAMBIOS, filas, Llenado(arriba=arriba, preparadas=_FILAS_DE_SOBRA)
    )


def hoja_de_textos(plan: Plan) -> HojaDeDatos:
    """Los párrafos de un informe; el que no cabe en una celda sigue en la de abajo."""
    filas = [fila for clave, texto in plan.textos.items() for fila in _en_trozos(clave, texto)]
    arriba = (
        Renglon(contenido="Textos del informe narrativo", estilo="titulo"),
        Renglon(
            contenido="En lugar de los que trae el formato. Si no escribe ninguno, salen aquéllos.",
            estilo="nota",
        ),
    )
    return hoja_de_tabla(
        c.TEXTOS, c.DE_TEXTOS, filas, Llenado(arriba=arriba, preparadas=_FILAS_DE_SOBRA)
    )


def _en_trozos(clave: str, texto: str) -> Iterator[Fila]:
    for n, trozo in enumerate(_trozos(texto) or [""]):
        yield {
            NOTAS: ["sigue"] if n else [],
            "clave": f"{clave}{c.SIGUE}" if n else clave,
            "texto": trozo,
        }


def _trozos(texto: str) -> list[str]:
    mitad = _EN_UNA_CELDA // 2
    paso = mitad if len(texto.encode("utf-16-le")) > 2 * len(texto) else _EN_UNA_CELDA
    return [texto[n : n + paso] for n in range(0, len(texto), paso)]


def hoja_de_imagenes(plan: Plan) -> HojaDeDatos | None:
    """El escudo y las firmas dibujadas, escritos como texto; ninguna hoja si no los hay."""
    imagenes = {_ESCUDO: plan.entidad.escudo}
    imagenes |= {f"firma {n}": firma.imagen for n, firma in enumerate(plan.firmas, 1)}
    filas: list[Fila] = [
        {"clave": clave, "trozo": trozo}
        for clave, imagen in imagenes.items()
        if imagen is not None
        for trozo in _trozos(base64.b64encode(imagen).decode("ascii"))
    ]
    if not filas:
        return None
    hoja = hoja_de_tabla(c.IMAGENES, c.DE_IMAGENES, filas, Llenado())
    return attrs.evolve(hoja, oculta=True)
