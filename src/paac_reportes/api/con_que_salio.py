"""Con qué salió un documento nuestro, y el reporte que sale otra vez igual."""

from datetime import date
from typing import Any

from paac_reportes import __version__
from paac_reportes.api.opciones import opciones_del_pedido
from paac_reportes.api.reportes import Reporte, reporte_armado
from paac_reportes.errores import ErrorDeEntrada, ErrorPaac, Falla
from paac_reportes.formatos.definicion.esquema import Esquema, OpcionesDelEsquema
from paac_reportes.formatos.lectura.catalogo import codigos
from paac_reportes.sistema import Carpeta


class NoSeRepiteError(Exception):
    """Por qué un documento no sale otra vez igual, y qué dar."""


def comprobar_que_no_es_publico(dado: Reporte | None) -> None:
    """``ErrorDeEntrada`` si el reporte que se dio es para publicar."""
    if dado is not None and dado.es_publico:
        motivo = "es para publicar, y ya no trae lo que se tapó: dé el reporte sin .publico()"
        raise ErrorDeEntrada(Falla("argumento_invalido", "plan", motivo))


def reporte_igual(base: Any, esquema: Esquema, formato: Any, plantillas: Carpeta | None) -> Reporte:
    """Reporte de ``base`` con las opciones del esquema; ``NoSeRepiteError`` si no sale igual."""
    if isinstance(base, Reporte):
        de_base = base
    else:
        formato = formato or esquema.formato
        _comprobar_que_nada_falta(esquema, formato, plantillas)
        try:
            de_base = reporte_armado(base, formato, corte=esquema.corte, plantillas=plantillas)
        except ErrorPaac as error:
            motivo = f"no se pudo emitir otra vez: {error.fallas[0].mensaje}"
            raise NoSeRepiteError(motivo) from None
    if esquema.formato:
        for comprobar in (_comprobar_version, _comprobar_pedido, _comprobar_forma):
            comprobar(esquema, de_base)
    return de_base


_ARGUMENTOS = ("anterior", "metodologia", "filas")
"""Opciones de ``reporte`` que no están en el plan y deciden lo que sale."""


def _argumentos(opciones: OpcionesDelEsquema | None) -> list[str]:
    """Argumentos con que se pidió un documento, como se escriben: ``anterior=…``."""
    return [f"{o}=…" for o in _ARGUMENTOS if o in opciones.nombres] if opciones else []


def _comprobar_que_nada_falta(esquema: Esquema, formato: Any, plantillas: Carpeta | None) -> None:
    """``NoSeRepiteError`` si salió con algo que el plan solo no trae; dice qué dar."""
    if dados := ", ".join(_argumentos(esquema.opciones)):
        motivo = (
            "salió con una opción que el plan no trae: dé --con anterior=ARCHIVO en la orden o, en"
            f" Python, en plan= el reporte con que salió, paac.reporte(plan, '{esquema.formato}',"
            f" {dados})"
        )
        raise NoSeRepiteError(motivo)
    if isinstance(formato, str) and plantillas is None and formato not in codigos():
        motivo = (
            f"salió en {formato}, que no es de los formatos de la biblioteca: dé su carpeta"
            " (plantillas=, --con plantillas=CARPETA) o, en Python, si se diseñó en Word, dé en"
            " plan= el reporte con que salió, paac.reporte(plan, paac.formato_desde_word(…))"
        )
        raise NoSeRepiteError(motivo)


def _comprobar_version(esquema: Esquema, de_base: Reporte) -> None:
    """``NoSeRepiteError`` si el formato, el corte o la versión no son los que el esquema dice."""
    if esquema.biblioteca != __version__:
        otra = esquema.biblioteca or "que no lo decía"
        motivo = f"salió con la versión {otra} de paac_reportes y ésta es la {__version__}"
        raise NoSeRepiteError(motivo)
    formato = de_base.formato.codigo
    if esquema.formato != formato or esquema.corte not in {None, de_base.corte}:
        motivo = (
            f"salió en {esquema.formato}, {_al_corte(esquema.corte)}, y el que se dio es"
            f" {formato}, {_al_corte(de_base.corte)}"
        )
        raise NoSeRepiteError(motivo)
    if esquema.version != de_base.formato.version:
        motivo = (
            f"salió en la versión {esquema.version} de {esquema.formato} y aquí está la"
            f" {de_base.formato.version}: dé la carpeta de aquélla (plantillas=, --con"
            " plantillas=CARPETA)"
        )
        raise NoSeRepiteError(motivo)


def _al_corte(corte: date | None) -> str:
    return f"corte {corte}" if corte else "sin corte"


def _comprobar_pedido(esquema: Esquema, de_base: Reporte) -> None:
    """``NoSeRepiteError`` si el reporte lleva otras opciones que el documento."""
    del_documento, otros = (
        _argumentos(esquema.opciones),
        _argumentos(opciones_del_pedido(de_base)),
    )
    if faltan := ", ".join(argumento for argumento in del_documento if argumento not in otros):
        raise NoSeRepiteError(f"salió con {faltan}, y el reporte que se dio no lo lleva")
    if sobran := ", ".join(argumento for argumento in otros if argumento not in del_documento):
        raise NoSeRepiteError(f"el reporte que se dio lleva {sobran}, y el documento salió sin eso")
    if esquema.opciones and esquema.opciones.revisado:
        motivo = (
            "salió con una lista de revisión respondida, y de esa copia no se toma nada: corríjalo"
            " en el plan"
        )
        raise NoSeRepiteError(motivo)


def _comprobar_forma(esquema: Esquema, de_base: Reporte) -> None:
    """``NoSeRepiteError`` si el formato propio ha cambiado desde que salió el documento."""
    from paac_reportes.formatos.pedido import huella_de_forma

    forma = esquema.opciones.forma if esquema.opciones else None
    if forma and huella_de_forma(de_base.formato) != forma:
        motivo = (
            f"salió con otra forma de {esquema.formato} que la que se dio: dé la carpeta como"
            " estaba entonces (plantillas=, --con plantillas=CARPETA)"
        )
        raise NoSeRepiteError(motivo)
