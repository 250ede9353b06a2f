"""Una reunión como datos, que son también el archivo donde se responde cada conflicto.

Y las respuestas escritas en el informe mismo, en Word o en Excel: la columna «Se toma».
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.libros.captura.filas import captura_de
from paac_reportes.libros.captura.informe import (
    CONFLICTO,
    LIBRO_EN_CONFLICTO,
    SE_TOMA,
    SIN_RESOLVER,
    UNO_POR_UNO,
    conflicto_de_marca,
    frases_de,
)
from paac_reportes.libros.captura.resultado import (
    BASE,
    CLASES,
    DEL_LIBRO,
    Conflicto,
    LibroRechazado,
    Nueva,
    Respondida,
    Reunion,
)
from paac_reportes.libros.rotuladas import TablaRotulada, hallar_rotulada
from paac_reportes.maqueta.contenido import CONTINUA
from paac_reportes.modelo.temas import tema_de
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import lista


def datos_de_reunion(reunion: Reunion[Any]) -> dict[str, Any]:
    """Todo menos el contenido; en ``conflictos``, ``respuesta`` es lo que se puede escribir."""
    return {
        "entidad": reunion.contenido.entidad.nombre,
        "vigencia": reunion.contenido.vigencia,
        "corte": str(reunion.corte),
        "resumen": list(frases_de(reunion)),
        "rechazados": list(map(_de_rechazado, reunion.rechazados)),
        "faltan": list(map(attrs.asdict, reunion.faltan)),
        "libros_en_conflicto": [
            {**attrs.asdict(uno), "respuesta": None} for uno in reunion.libros_en_conflicto
        ],
        "conflictos": list(map(_de_conflicto, reunion.conflictos)),
        "avisos": list(map(_de_aviso, reunion.avisos)),
        "agregadas": list(map(attrs.asdict, reunion.agregadas)),
        "nuevas": list(map(_de_nueva, reunion.nuevas)),
        "respondidas": list(map(_de_respondida, reunion.respondidas)),
        "libros": list(map(attrs.asdict, reunion.libros)),
        **{
            captura_de(otra.contenido).en_otra or tema_de(otra.contenido).clave: datos_de_reunion(
                otra
            )
            for otra in reunion.de_lo_que_lleva
        },
    }


def _de_rechazado(rechazado: LibroRechazado) -> dict[str, Any]:
    return {
        "nombre": rechazado.nombre,
        "dependencia": rechazado.dependencia,
        "fallas": list(map(_de_aviso, rechazado.fallas)),
    }


def _de_conflicto(conflicto: Conflicto) -> dict[str, Any]:
    return {
        "id": conflicto.id,
        "clase": conflicto.clase,
        "que_es": CLASES[conflicto.clase],
        "dependencia": conflicto.dependencia,
        "ruta": conflicto.ruta,
        "fila": conflicto.nombre,
        "celdas": list(conflicto.celdas),
        "versiones": [
            {"opcion": v.opcion, "lugar": v.lugar, "valores": dict(v.valores)}
            for v in conflicto.versiones
        ],
        "opciones": list(conflicto.opciones),
        "respuesta": conflicto.resuelto,
    }


def _de_aviso(aviso: Aviso | Falla) -> dict[str, Any]:
    return {"codigo": aviso.codigo, "lugar": aviso.ruta, "mensaje": aviso.mensaje}


def _de_nueva(nueva: Nueva) -> dict[str, Any]:
    return {
        "dependencia": nueva.dependencia,
        "ruta": nueva.ruta,
        "fila": nueva.nombre,
        "libro": nueva.libro,
        "lugar": nueva.lugar,
        "reporte": nueva.reporte.dichos(),
        "antes": nueva.antes.dichos(),
    }


def _de_respondida(respondida: Respondida) -> dict[str, Any]:
    return {
        "id": respondida.id,
        "recomendacion": respondida.texto,
        "responsable": respondida.responsable,
        "libro": respondida.libro,
        "lugar": respondida.lugar,
        "estado": respondida.estado.value,
        "respuesta": respondida.respuesta,
    }


def respuestas_de(datos: object) -> dict[str, str]:
    """Las respuestas de un informe en JSON que alguien llenó, o de ``{id: opción}``.

    ``ErrorDeEntrada`` con todo lo que no lo es; lo que sigue sin respuesta no está.
    """
    if not isinstance(datos, Mapping):
        motivo = f"se esperaba un informe de reunir o {{id: opción}}, llegó {mostrar(datos)}"
        raise ErrorDeEntrada(Falla("respuesta_invalida", "respuestas", motivo))
    conflictos = datos.get("conflictos", datos)
    if isinstance(conflictos, list):
        lista_de_conflictos = [*conflictos, *_de_lo_que_lleva(datos, "conflictos")]
        por_libro = datos.get(_POR_LIBRO, [])
        por_libro = [*(por_libro if isinstance(por_libro, list) else ())]
        por_libro += _de_lo_que_lleva(datos, _POR_LIBRO)
        conflictos = _de_lista(lista_de_conflictos, "conflictos", "id") | _de_lista(
            por_libro, _POR_LIBRO, "libro"
        )
    if not isinstance(conflictos, Mapping):
        motivo = f"se esperaba una lista de conflictos, llegó {mostrar(conflictos)}"
        raise ErrorDeEntrada(Falla("respuesta_invalida", "respuestas: conflictos", motivo))
    fallas = [
        Falla(
            "respuesta_invalida",
            f"respuestas: {mostrar(cual)}",
            f"se esperaba una opción, llegó {mostrar(opcion)}",
        )
        for cual, opcion in conflictos.items()
        if not (isinstance(cual, str) and isinstance(opcion, str | None))
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    return {cual: opcion for cual, opcion in conflictos.items() if opcion}


_POR_LIBRO = "libros_en_conflicto"


def _de_lo_que_lleva(datos: Mapping[str, Any], lista: str) -> Iterator[Any]:
    """Lo de esa lista en las reuniones que van adentro."""
    for valor in datos.values():
        renglones = valor.get(lista) if isinstance(valor, Mapping) else None
        if isinstance(renglones, list):
            yield from renglones


def _de_lista(renglones: list[Any], lista: str, clave: str) -> dict[str, Any]:
    """La respuesta de cada uno, por lo que lo nombra."""
    fallas = [
        Falla(
            "respuesta_invalida",
            f"respuestas: {lista}[{n}]",
            f"se esperaba uno con su {clave}, llegó {mostrar(uno)}",
        )
        for n, uno in enumerate(renglones)
        if not isinstance(uno, Mapping) or not isinstance(uno.get(clave), str)
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    return {uno[clave]: uno.get("respuesta") for uno in renglones}


_LA_BASE = {"base", "la base"}
_SIN_RESOLVER = en_plano(SIN_RESOLVER)


def respuestas_de_documento(documento: DocumentoVisto) -> dict[str, str]:
    """Lo que dice ``Se toma`` de cada conflicto; lo que sigue sin resolver no está.

    ``ErrorDeEntrada`` si el documento no trae la tabla de los conflictos.
    """
    tablas = _con_respuestas(documento, CONFLICTO)
    if not tablas:
        motivo = f"no trae la tabla de los conflictos, con sus columnas {CONFLICTO} y {SE_TOMA}"
        raise ErrorDeEntrada(Falla("respuesta_invalida", "respuestas", motivo))
    if not any(tabla.vista.marcas for tabla in tablas):
        motivo = "perdió lo que lleva escondido, que dice cuál es cada conflicto: responda en el"
        raise ErrorDeEntrada(
            Falla("respuesta_invalida", "respuestas", f"{motivo} informe como salió")
        )
    de_libros = _con_respuestas(documento, LIBRO_EN_CONFLICTO)
    respuestas: dict[str, dict[str, str]] = {}
    """De cada conflicto, lo que dicen sus celdas: en un libro tiene otra en cada página."""
    for cual, opcion in (*chain(*map(_uno_por_uno, tablas)), *chain(*map(_por_libro, de_libros))):
        respuestas.setdefault(cual, {})[en_plano(opcion)] = opcion
    fallas = [
        Falla(
            "respuesta_invalida",
            f"respuestas: {cual}",
            f"tiene dos respuestas, {lista([mostrar(una) for una in suyas.values()])}: deje una",
        )
        for cual, suyas in respuestas.items()
        if len(suyas) > 1
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    return {cual: opcion for cual, suyas in respuestas.items() for opcion in suyas.values()}


def _con_respuestas(documento: DocumentoVisto, de_que: str) -> list[TablaRotulada]:
    """Las tablas donde se responde de eso."""
    tablas = (hallar_rotulada(vista, (de_que, SE_TOMA)) for vista in documento.tablas())
    return [tabla for tabla in tablas if tabla is not None]


_NO_RESPONDEN = {"", _SIN_RESOLVER, en_plano(UNO_POR_UNO), en_plano(SE_TOMA)}
_TOMAR = {en_plano(uno) for uno in (DEL_LIBRO, "el libro", "sí", "x")}


def _por_libro(tabla: TablaRotulada) -> Iterator[tuple[str, str]]:
    """Lo que se respondió de una vez por todos los conflictos de cada libro."""
    for fila in tabla.numeros:
        libro = " ".join(tabla.texto(fila, LIBRO_EN_CONFLICTO).split())
        texto = " ".join(tabla.texto(fila, SE_TOMA).split())
        # Los rótulos se repiten en cada página, y lo que no se tocó no es una respuesta.
        if not libro or en_plano(texto) in _NO_RESPONDEN or texto.endswith(CONTINUA):
            continue
        if en_plano(texto) in {*_TOMAR, en_plano(libro)}:
            yield libro, DEL_LIBRO
        else:
            yield libro, BASE if en_plano(texto) in _LA_BASE else texto


def _uno_por_uno(tabla: TablaRotulada) -> Iterator[tuple[str, str]]:
    """Lo que se respondió de cada conflicto."""
    for fila in tabla.numeros:
        conflicto = conflicto_de_marca(tabla.vista.marcas.get(fila, "").rstrip("+"))
        texto = " ".join(tabla.texto(fila, SE_TOMA).split())
        # La que repite lo de la página anterior no es una respuesta: la suya está allí.
        responde = texto and not texto.endswith(CONTINUA) and en_plano(texto) != _SIN_RESOLVER
        if conflicto and responde:
            yield conflicto, BASE if en_plano(texto) in _LA_BASE else texto
