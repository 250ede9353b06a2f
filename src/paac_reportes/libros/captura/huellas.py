"""Las huellas con que, al volver un libro, se sabe si el plan cambió mientras estuvo afuera."""

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from paac_reportes import clases
from paac_reportes.estructura import desestructurar
from paac_reportes.libros.captura.columnas import (
    FilaQueSale,
    Reportado,
    en_corto,
    en_largo,
)
from paac_reportes.modelo import Entidad
from paac_reportes.textos.limpieza import limpiar
from paac_reportes.textos.plano import en_plano

_LARGO = 12
"""Cifras de una huella: con miles de filas, dos iguales por azar no se esperan."""


def huella_del_texto(fila: FilaQueSale) -> str:
    """La de lo que el plan dice de una fila, sin sus seguimientos."""
    limpia, _ = limpiar(fila.sin_reportes)
    return huella(desestructurar(limpia))


def huella_del_reporte(reporte: Reportado) -> str:
    """La de lo reportado, sin lo que un libro no conserva."""
    return huella(reporte.comparable)


def huella_de_la_entidad(entidad: Entidad) -> str:
    """La de su NIT o, si no lo trae, la de su nombre."""
    return huella(re.sub(r"\D", "", entidad.nit or "") or en_plano(entidad.nombre))


def huella_de_la_base(filas: Iterable[FilaQueSale]) -> str:
    """La de todas las filas con los nombres de dónde están y su reporte en el corte."""
    return huella(
        [
            [
                fila.ruta,
                *fila.donde,
                huella_del_texto(fila),
                huella_del_reporte(fila.reporte),
                huella_del_reporte(fila.de_antes),
            ]
            for fila in filas
        ]
    )


def huella(valor: Any) -> str:
    """La de cualquier dato."""
    texto = json.dumps(valor, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(texto.encode("utf-8", "surrogatepass")).hexdigest()[:_LARGO]


@clases.frozen(kw_only=True)
class Procedencia:
    """De qué plan y de qué corte es un libro."""

    corte: date
    entidad: str
    base: str
    quien: str | None = None
    """De un mapa de riesgos, quién reporta; ``None`` si es de un plan."""


MARCA = "paac:1"
"""Con lo que empieza la identificación de una fila."""

_IDENTIFICACION = re.compile(
    rf"{MARCA}:(\d{{4}}-\d\d-\d\d):([0-9a-f]{{12}}):([0-9a-f]{{12}}):"
    r"([a-z0-9]+):([0-9a-f]{12}):([0-9a-f]{12})(?::(lider|oci|planeacion))?"
)


@clases.frozen(kw_only=True)
class Identificacion:
    """Lo que una fila lleva escondido: de qué plan salió, su lugar en él y cómo estaba."""

    procedencia: Procedencia
    ruta: str
    texto: str
    """La huella de lo que el plan decía de ella."""
    reporte: str
    """La huella de lo que ya estaba reportado."""

    def __str__(self) -> str:
        de = self.procedencia
        return ":".join(
            (
                MARCA,
                str(de.corte),
                de.entidad,
                de.base,
                en_corto(self.ruta),
                self.texto,
                self.reporte,
                *([de.quien] if de.quien else []),
            )
        )


def identificacion_de(fila: FilaQueSale, procedencia: Procedencia) -> Identificacion:
    """La de una fila que sale."""
    return Identificacion(
        procedencia=procedencia,
        ruta=fila.ruta,
        texto=huella_del_texto(fila),
        reporte=huella_del_reporte(fila.reporte),
    )


def leer_identificacion(texto: str) -> Identificacion | None:
    """La que una celda trae; ``None`` si no lo es."""
    hallada = _IDENTIFICACION.fullmatch(texto.strip())
    ruta = en_largo(hallada[4]) if hallada else None
    corte = _fecha(hallada[1]) if hallada else None
    if hallada is None or ruta is None or corte is None:
        return None
    procedencia = Procedencia(corte=corte, entidad=hallada[2], base=hallada[3], quien=hallada[7])
    return Identificacion(procedencia=procedencia, ruta=ruta, texto=hallada[5], reporte=hallada[6])


def _fecha(texto: str) -> date | None:
    try:
        return date.fromisoformat(texto)
    except ValueError:
        return None


def propiedades_de(
    procedencia: Procedencia, dependencia: int | None, vigencia: int | None
) -> dict[str, str]:
    """Las que el libro lleva en sus propiedades, por si pierde las de sus filas."""
    suya = {} if dependencia is None else {"paac.dependencia": f"dependencias[{dependencia}]"}
    if procedencia.quien is not None:
        suya["paac.quien"] = procedencia.quien
    if vigencia is not None:
        suya["paac.vigencia"] = str(vigencia)
    return {
        "paac.clase": "captura",
        "paac.corte": str(procedencia.corte),
        "paac.entidad": procedencia.entidad,
        "paac.base": procedencia.base,
        **suya,
    }
