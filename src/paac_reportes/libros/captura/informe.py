"""El informe de una reunión: un documento con sus tablas, seguido o en hojas.

``documento_de`` lo hace de sus ``frases`` y de ``secciones_de_la_reunion``, una tabla por asunto.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.libros.aspecto import estilos_de_informe
from paac_reportes.libros.captura.filas import captura_de
from paac_reportes.libros.captura.frases import en_renglones, frases_de, motivo_de_falta
from paac_reportes.libros.captura.libro import PAGINA
from paac_reportes.libros.captura.respuestas import DE_CONFLICTOS, renglon_de
from paac_reportes.libros.captura.resultado import Falta, LibrosReunidos, Nueva
from paac_reportes.maqueta.contenido import CampoCalculado
from paac_reportes.maqueta.documento import (
    LARGO_DE_PROPIEDAD,
    AjustesDeHoja,
    Documento,
    Marco,
    Medio,
    Metadatos,
    Parte,
)
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.anchos import LimitesDeColumna, pesar
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.textos.limpieza import limpiar
from paac_reportes.textos.nombres import nombre_en_frase
from paac_reportes.textos.valores import fecha_larga

Renglones = Sequence[tuple[str, ...]]


@clases.frozen
class SeccionDelInforme:
    """Una parte del informe: su título y lo que dice su tabla."""

    titulo: str
    hoja: str
    """El nombre de su hoja en un libro."""
    rotulos: tuple[str, ...]
    renglones: Renglones


def documento_de(reunion: LibrosReunidos[Any], medio: Medio) -> Documento:
    """El informe en ese medio; lo que Word y Excel no admiten va cambiado por U+FFFD."""
    limpia, _ = limpiar(reunion)
    titulo = f"Consolidación de los seguimientos al {fecha_larga(limpia.corte)}"
    marco = _marco(limpia, titulo)
    estilos = estilos_de_informe(Pt(9), medio)
    medidor = Medidor(estilos)
    portada = (Titulo(texto=titulo, nivel=0), *_resumen(limpia))
    secciones = [
        (una.hoja, (Titulo(texto=una.titulo, nivel=1), _tabla(una, medidor)))
        for una in secciones_de_la_reunion(limpia)
    ]
    if medio == "documento":
        seguidas = tuple(bloque for _, bloques in secciones for bloque in bloques)
        partes: tuple[Parte, ...] = (Parte("Consolidación", (*portada, *seguidas), marco),)
    else:
        hojas = (Parte(hoja, bloques, marco) for hoja, bloques in secciones)
        partes = (Parte("Resumen", portada, marco), *hojas)
    return Documento(
        metadatos=Metadatos(
            titulo=titulo,
            asunto=limpia.contenido.entidad.nombre[:LARGO_DE_PROPIEDAD],
            fecha=limpia.corte,
        ),
        estilos=estilos,
        partes=partes,
    )


_DE_UNA_COLUMNA = LimitesDeColumna(0.1, 0.6)


def _tabla(seccion: SeccionDelInforme, medidor: Medidor) -> Tabla:
    """Tabla de una sección, con las columnas tan anchas como lo que dicen."""
    cuantas = len(seccion.rotulos)
    tabla = Tabla(
        anchos=(1 / cuantas,) * cuantas,
        rotulos=(_fila(seccion.rotulos, "rotulo"),),
        filas=[_fila(renglon, "celda") for renglon in seccion.renglones],
        descripcion=", ".join(seccion.rotulos),
    )
    util = Mm(PAGINA.ancho - PAGINA.izquierdo - PAGINA.derecho)
    return attrs.evolve(tabla, anchos=pesar([tabla], [_DE_UNA_COLUMNA] * cuantas, medidor, util))


def _fila(textos: Sequence[str], estilo: str) -> Fila:
    return Fila(tuple(Celda(texto, estilo) for texto in textos))


def _marco(reunion: LibrosReunidos[Any], titulo: str) -> Marco:
    entidad = nombre_en_frase(reunion.contenido.entidad.nombre)
    corte = f"Corte: {fecha_larga(reunion.corte)}"
    encabezado = Tabla(
        anchos=(0.6, 0.4),
        filas=(Fila((Celda(entidad, "encabezado"), Celda(corte, "encabezado-derecha"))),),
    )
    pagina = (CampoCalculado.PAGINA, " de ", CampoCalculado.PAGINAS)
    return Marco(
        pagina=PAGINA,
        encabezado=encabezado,
        pie=Tabla(anchos=(1.0,), filas=(Fila((Celda(pagina, "pie-derecha"),)),)),
        hoja=AjustesDeHoja(
            encabezado={"izquierda": entidad, "derecha": titulo}, pie={"derecha": pagina}
        ),
    )


def _resumen(reunion: LibrosReunidos[Any]) -> Iterator[Bloque]:
    """Párrafos con la entidad y su vigencia, y la reunión en frases."""
    contenido = reunion.contenido
    vigencia = f", vigencia {contenido.vigencia}" if contenido.vigencia else ""
    yield Parrafo(f"{nombre_en_frase(contenido.entidad.nombre)}{vigencia}")
    yield from map(Parrafo, frases_de(reunion))


def secciones_de_la_reunion(reunion: LibrosReunidos[Any]) -> tuple[SeccionDelInforme, ...]:
    """Las que tienen qué decir, en su orden; al final, las de lo que la base lleva adentro."""
    de_adentro = (
        attrs.evolve(
            seccion,
            titulo=f"Mapa de riesgos: {seccion.titulo.lower()}",
            hoja=f"{seccion.hoja} ({captura_de(otra.contenido).archivo})",
        )
        for otra in reunion.todas[1:]
        for seccion in _secciones(otra)
    )
    return (*_secciones(reunion), *de_adentro)


def _secciones(reunion: LibrosReunidos[Any]) -> Iterator[SeccionDelInforme]:
    oficina = captura_de(reunion.contenido).oficinas[0].capitalize()
    de_faltas = (oficina, "Qué pasó", "Filas por reportar")
    for titulo, hoja, rotulos, renglones in (
        (
            *("Libros que no se tomaron", "No se tomaron", ("Libro", oficina, "Por qué")),
            [
                (u.nombre, _oficina(reunion, u.dependencia, "No se sabe"), _seguidas(u.fallas))
                for u in reunion.rechazados
            ],
        ),
        ("Quién falta", "Faltan", de_faltas, _de_faltas(reunion, reunion.faltan)),
        (
            *("Quién devolvió su libro como salió", "Sin cambios", de_faltas),
            _de_faltas(reunion, reunion.sin_cambios),
        ),
        (
            *("Conflictos", "Conflictos", (*DE_CONFLICTOS, "Se tomó")),
            [
                tuple(texto or "" for texto in (*dicho, uno.resuelto or "Sin resolver"))
                for uno in reunion.conflictos
                for dicho in (renglon_de(uno),)
            ],
        ),
        (
            *("Cambios y avisos", "Avisos", ("Dónde", "Qué")),
            [(uno.ruta, uno.mensaje) for uno in reunion.avisos],
        ),
        (
            *("Filas que no se tomaron", "Sin tomar"),
            (oficina, "Dónde", "Por qué, y qué hacer", "Lo que dice"),
            [
                (
                    _oficina(reunion, uno.dependencia),
                    f"{uno.libro}\n{uno.lugar}",
                    uno.motivo,
                    en_renglones(uno.valores),
                )
                for uno in reunion.sin_tomar
            ],
        ),
        ("Reportes nuevos", "Nuevos", _DE_NUEVAS, _de_nuevas(reunion, reunion.nuevas)),
        (
            *("Recomendaciones respondidas", "Recomendaciones", _DE_NUEVAS),
            _de_nuevas(reunion, reunion.respondidas),
        ),
    ):
        if renglones:
            yield SeccionDelInforme(titulo, hoja, rotulos, renglones)


def _de_faltas(reunion: LibrosReunidos[Any], faltas: Sequence[Falta]) -> Renglones:
    return [
        (_oficina(reunion, una.dependencia), motivo_de_falta(una, reunion), str(una.filas))
        for una in faltas
    ]


_DE_NUEVAS = ("De quién", "Fila", "Lo que dice", "Dónde")


def _de_nuevas(reunion: LibrosReunidos[Any], nuevas: Sequence[Nueva]) -> Renglones:
    return [
        (
            _oficina(reunion, una.dependencia),
            una.nombre,
            en_renglones(una.valores),
            f"{una.libro}\n{una.lugar}",
        )
        for una in nuevas
    ]


def _oficina(reunion: LibrosReunidos[Any], nombre: str | None, si_no: str = "") -> str:
    return nombre_en_frase(nombre) if nombre else si_no or reunion.oficina(None).capitalize()


def _seguidas(cosas: Sequence[object]) -> str:
    return "\n".join(map(str, cosas))
