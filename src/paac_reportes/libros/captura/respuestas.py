"""Una reunión como datos, y la hoja del libro del contenido donde se responden sus conflictos."""

from collections.abc import Mapping
from typing import Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.libros.captura.filas import captura_de
from paac_reportes.libros.captura.frases import en_renglones, frases_de
from paac_reportes.libros.captura.reportes import ReporteDeFila
from paac_reportes.libros.captura.resultado import CLASES, Conflicto, Reunion
from paac_reportes.libros.columnas import CONFLICTOS
from paac_reportes.libros.rotuladas import hallar_rotulada
from paac_reportes.maqueta.hojas_de_datos import (
    CeldaConRegla,
    ColumnaDeDatos,
    HojaDeDatos,
    LlenadoDeHoja,
    Opciones,
    Renglon,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo.temas import tema_de
from paac_reportes.opc.visto import DocumentoVisto

_EN_LISTAS = (
    *("rechazados", "faltan", "conflictos", "sin_tomar"),
    *("nuevas", "respondidas", "libros"),
)


def datos_de_reunion(reunion: Reunion[Any]) -> dict[str, Any]:
    """Todo menos el contenido, con los nombres que lleva en Python."""
    return {
        "entidad": reunion.contenido.entidad.nombre,
        "vigencia": reunion.contenido.vigencia,
        "corte": str(reunion.corte),
        "resumen": list(frases_de(reunion)),
        "avisos": _como_dato(reunion, None, reunion.avisos),
        **{
            campo: [attrs.asdict(u, value_serializer=_como_dato) for u in getattr(reunion, campo)]
            for campo in _EN_LISTAS
        },
        **{
            captura_de(otra.contenido).en_otra or tema_de(otra.contenido).clave: datos_de_reunion(
                otra
            )
            for otra in reunion.de_lo_que_lleva
        },
    }


def _como_dato(_objeto: object, _campo: object, valor: Any) -> Any:
    """Un reporte, con lo que dice; de un aviso o una falla, su código, su lugar y su mensaje."""
    if isinstance(valor, ReporteDeFila):
        return valor.dichos()
    if isinstance(valor, tuple) and all(isinstance(uno, Aviso | Falla) for uno in valor):
        return [{"codigo": u.codigo, "lugar": u.ruta, "mensaje": u.mensaje} for u in valor]
    return valor


# ------------------------------------------------------------------ donde se responden
_CUAL, _SE_TOMA = "Conflicto (no lo cambie)", "Se toma"


def hoja_de_conflictos(reunion: Reunion[Any]) -> HojaDeDatos | None:
    """Hoja de los conflictos, uno por renglón, donde se escoge qué se toma; ninguna sin ellos."""
    conflictos = [uno for una in reunion.todas for uno in una.conflictos]
    if not conflictos:
        return None
    return HojaDeDatos(
        nombre=CONFLICTOS,
        columnas=(
            ColumnaDeDatos(rotulo=_CUAL, ancho=Mm(20), oculta=True),
            *(ColumnaDeDatos(rotulo=uno, ancho=Mm(ancho)) for uno, ancho in DE_CONFLICTOS.items()),
            ColumnaDeDatos(rotulo=_SE_TOMA, ancho=Mm(48), abierta=True),
        ),
        filas=tuple((uno.id, *renglon_de(uno), uno.resuelto) for uno in conflictos),
        llenado=LlenadoDeHoja(
            arriba=(Renglon(contenido="Conflictos de los libros reunidos", estilo="titulo"),),
            protegida=True,
            fijas=3,
            celdas=tuple(
                CeldaConRegla(fila=n, columna=_SE_TOMA, regla=Opciones(valores=uno.opciones))
                for n, uno in enumerate(conflictos)
            ),
        ),
    )


DE_CONFLICTOS = {
    "De quién": 40,
    "Fila": 56,
    "Qué pasa": 40,
    "La base dice": 60,
    "Los libros dicen": 80,
}
"""Las columnas en que se lee un conflicto, y sus anchos."""


def renglon_de(conflicto: Conflicto) -> tuple[str | None, ...]:
    """Lo que se lee de un conflicto en cada una."""
    de_la_base, *de_libros = conflicto.versiones
    return (
        conflicto.dependencia,
        conflicto.nombre,
        f"{CLASES[conflicto.clase].capitalize()}.",
        en_renglones(conflicto.dice(de_la_base)),
        "\n".join(
            f"{uno.libro}, {uno.lugar}\n{en_renglones(conflicto.dice(uno))}" for uno in de_libros
        ),
    )


def respuestas_del_libro(documento: DocumentoVisto) -> dict[str, str]:
    """Respuestas a cada conflicto, por su ``id``; los que siguen sin respuesta no están.

    ``ErrorDeEntrada`` si el libro no trae su hoja.
    """
    tablas = (hallar_rotulada(vista, (_CUAL, _SE_TOMA)) for vista in documento.tablas())
    tabla = next(filter(None, tablas), None)
    if tabla is None:
        motivo = (
            f"se esperaba el libro que escribe reunir, con su hoja «{CONFLICTOS}» y su columna"
            f" «{_SE_TOMA}»; no está"
        )
        raise ErrorDeEntrada(Falla("respuesta_invalida", "respuestas", motivo))
    pares = ((tabla.texto(fila, _CUAL), tabla.texto(fila, _SE_TOMA)) for fila in tabla.numeros)
    return {cual: opcion for cual, opcion in pares if cual and opcion}


def respuestas_dadas(respuestas: Mapping[str, str | None]) -> dict[str, str]:
    """Las mismas, sin lo que no se responde; ``ErrorDeEntrada`` con todo lo que no lo es."""
    fallas = [
        Falla(
            "respuesta_invalida",
            f"respuestas: {mostrar(cual)}",
            f"se esperaba una opción, llegó {mostrar(opcion)}",
        )
        for cual, opcion in respuestas.items()
        if not (isinstance(cual, str) and isinstance(opcion, str | None))
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    return {cual: opcion for cual, opcion in respuestas.items() if opcion}
