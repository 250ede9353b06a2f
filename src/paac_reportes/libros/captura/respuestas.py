"""Una reunión como datos, y la hoja del libro del contenido donde se responden sus conflictos.

De ese libro sólo se lee una columna: las demás hojas van cerradas (``escritura``).
"""

from collections.abc import Iterator
from typing import Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.libros.captura.resultado import (
    CLASES,
    Conflicto,
    LibrosReunidos,
    con_rotulos,
    frases_de,
)
from paac_reportes.libros.columnas import (
    CONFLICTOS,
    ColumnaDelLibro,
    columna_escondida,
    como_se_dice,
)
from paac_reportes.libros.tablas import hoja_de_filas, llenado_de, tabla_suelta
from paac_reportes.libros.vistas import tablas_leidas
from paac_reportes.maqueta.hojas_de_datos import (
    CeldaConRegla,
    HojaDeDatos,
    Opciones,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.visto import DocumentoVisto

_EN_LISTAS = (
    *("rechazados", "faltan", "sin_cambios", "conflictos", "sin_tomar"),
    *("nuevas", "respondidas", "libros"),
)


def datos_de_reunion(reunion: LibrosReunidos[Any]) -> dict[str, Any]:
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
        **({"de_riesgos": datos_de_reunion(*lleva)} if (lleva := reunion.de_lo_que_lleva) else {}),
    }


def _como_dato(_objeto: object, campo: Any, valor: Any) -> Any:
    """El valor de un campo como dato de JSON, para quien serializa un objeto.

    Un reporte, con palabras; de un aviso o una falla, su código, su lugar y su mensaje.
    """
    if campo is not None and campo.name in {"reporte", "antes"}:
        dichos = {dato: como_se_dice(v, CATALOGO.opciones(dato)) for dato, v in valor.items()}
        return {dato: dicho for dato, dicho in dichos.items() if dicho}
    if isinstance(valor, tuple) and all(isinstance(uno, Aviso | Falla) for uno in valor):
        return [{"codigo": u.codigo, "lugar": u.ruta, "mensaje": u.mensaje} for u in valor]
    return valor


# ------------------------------------------------------------------ donde se responden
def hoja_de_conflictos(reunion: LibrosReunidos[Any]) -> HojaDeDatos | None:
    """La hoja donde se escoge qué se toma en cada conflicto; ``None`` si no hay ninguno."""
    conflictos = [uno for una in reunion.todas for uno in una.conflictos]
    if not conflictos:
        return None
    llenado = attrs.evolve(
        llenado_de(_TABLA),
        protegida=True,
        celdas=tuple(
            CeldaConRegla(
                fila=n,
                columna=_SE_TOMA.rotulo,
                regla=Opciones(valores=uno.opciones),
            )
            for n, uno in enumerate(conflictos)
        ),
    )
    filas = [
        {_CUAL.dato: uno.id, _SE_TOMA.dato: uno.resuelto, _YA_SE_TOMO.dato: uno.resuelto}
        | dict(zip(DE_CONFLICTOS, renglon_de(uno), strict=True))
        for uno in conflictos
    ]
    return hoja_de_filas(_TABLA, _TABLA.columnas, filas, llenado)


_COMO_SE_RESPONDE = (
    "Escoja en «Se toma» y dé este libro a reunir en --respuestas. Lo demás de él va cerrado: se"
    " corrige en el que entonces sale."
)
DE_CONFLICTOS = {
    "De quién": 40,
    "Fila": 56,
    "Qué pasa": 40,
    "La base dice": 60,
    "Los libros dicen": 80,
}
"""Las columnas en que se lee un conflicto, y sus anchos."""
_CUAL = columna_escondida("conflicto", "Conflicto (no lo cambie)")
_YA_SE_TOMO = columna_escondida("tomado", "Ya se tomó (no lo cambie)")
_SE_TOMA = ColumnaDelLibro(dato="se_toma", rotulo="Se toma", ancho=Mm(48))
_TABLA = tabla_suelta(
    CONFLICTOS,
    (
        _CUAL,
        *(
            ColumnaDelLibro(dato=rotulo, rotulo=rotulo, ancho=Mm(ancho), abierta=False)
            for rotulo, ancho in DE_CONFLICTOS.items()
        ),
        _SE_TOMA,
        _YA_SE_TOMO,
    ),
    titulo="Conflictos de los libros reunidos",
    arriba=_COMO_SE_RESPONDE,
    preparadas=0,
    fijas=3,
)


def renglon_de(conflicto: Conflicto) -> tuple[str | None, ...]:
    """Lo que se lee de un conflicto, en el orden de ``DE_CONFLICTOS``."""
    de_la_base, *de_libros = conflicto.versiones
    return (
        conflicto.dependencia,
        conflicto.nombre,
        f"{CLASES[conflicto.clase].capitalize()}.",
        con_rotulos(conflicto.dice(de_la_base), "\n"),
        "\n".join(
            dice for uno in de_libros for dice in (uno.lado, con_rotulos(conflicto.dice(uno), "\n"))
        ),
    )


def respuestas_del_libro(documento: DocumentoVisto) -> dict[str, str]:
    """Respuestas a cada conflicto, por su ``id``; los que siguen sin respuesta no están.

    ``ErrorDeEntrada`` si el libro no trae su hoja.
    """
    tabla = tablas_leidas(documento, [_TABLA], []).get(CONFLICTOS)
    if tabla is None:
        motivo = (
            f"se esperaba el libro que escribe reunir, con su hoja «{CONFLICTOS}» y su columna"
            f" «{_SE_TOMA.rotulo}»; no está"
        )
        raise ErrorDeEntrada(Falla("respuesta_invalida", "respuestas", motivo))
    pares = (tuple(fila.texto(u.dato).strip() for u in (_CUAL, _SE_TOMA)) for fila in tabla.filas)
    return {cual: opcion for cual, opcion in pares if cual and opcion}


def conflictos_por_resolver(documento: DocumentoVisto) -> Iterator[Aviso]:
    """Avisos de los conflictos de un libro que nadie respondió, o se respondieron y nada más."""
    tabla = tablas_leidas(documento, [_TABLA], []).get(CONFLICTOS)
    for fila in tabla.filas if tabla else ():
        cual, respuesta, tomada = (
            fila.texto(una.dato).strip() for una in (_CUAL, _SE_TOMA, _YA_SE_TOMO)
        )
        if cual and (not respuesta or respuesta != tomada):
            como = "respondido y sin reunir otra vez" if respuesta else "sin responder"
            motivo = (
                f"conflicto {como}: queda lo que ya decía; respóndalo y dé este libro a reunir en"
                " --respuestas (en Python, respuestas=)"
            )
            yield Aviso("conflicto_por_resolver", fila.lugar_de(_SE_TOMA.dato), motivo)
