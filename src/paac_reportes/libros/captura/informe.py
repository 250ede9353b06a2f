"""El informe de una reunión: un documento con sus tablas, seguido o en hojas.

``documento_de`` lo hace de ``secciones_de``, una tabla por asunto, y de sus ``frases``.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.composicion.tablas.cifras import en_cifras
from paac_reportes.libros.aspecto import estilos_de_informe
from paac_reportes.libros.captura.filas import captura_de
from paac_reportes.libros.captura.frases import (
    con_verbo,
    en_renglones,
    frase_de_llegados,
    frase_de_nuevos,
    frases_de,
    motivo_de_falta,
)
from paac_reportes.libros.captura.libro import PAGINA
from paac_reportes.libros.captura.resultado import (
    BASE,
    CLASES,
    Conflicto,
    Reunion,
    VersionEnConflicto,
)
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
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.temas import tema_de
from paac_reportes.textos.limpieza import limpiar
from paac_reportes.textos.nombres import nombre_en_frase
from paac_reportes.textos.valores import como_texto, contar, fecha_larga


@clases.frozen
class SeccionDelInforme:
    """Una parte del informe: su título y su tabla."""

    titulo: str
    hoja: str
    """El nombre de su hoja en un libro."""
    tabla: Tabla


def documento_de(reunion: Reunion[Any], medio: Medio) -> Documento:
    """El informe en ese medio; lo que Word y Excel no admiten va cambiado por U+FFFD."""
    limpia, _ = limpiar(reunion)
    titulo = f"Consolidación de los seguimientos al {fecha_larga(limpia.corte)}"
    marco = _marco(limpia, titulo)
    estilos = estilos_de_informe(Pt(9), medio)
    medidor = Medidor(estilos)
    secciones = [_con_sus_anchos(seccion, medidor) for seccion in secciones_de_la_reunion(limpia)]
    portada = (Titulo(texto=titulo, nivel=0), *_resumen(limpia))
    if medio == "documento":
        seguidas = tuple(
            bloque
            for seccion in secciones
            for bloque in (Titulo(texto=seccion.titulo, nivel=1), seccion.tabla)
        )
        partes: tuple[Parte, ...] = (Parte("Consolidación", (*portada, *seguidas), marco),)
    else:
        partes = (
            Parte("Resumen", portada, marco),
            *(
                Parte(una.hoja, (Titulo(texto=una.titulo, nivel=1), una.tabla), marco)
                for una in secciones
            ),
        )
    return Documento(
        metadatos=Metadatos(
            titulo=titulo,
            asunto=limpia.contenido.entidad.nombre[:LARGO_DE_PROPIEDAD],
            fecha=limpia.corte,
        ),
        estilos=estilos,
        partes=partes,
    )


def _con_sus_anchos(seccion: SeccionDelInforme, medidor: Medidor) -> SeccionDelInforme:
    """La sección, con las columnas de su tabla tan anchas como lo que dicen."""
    util = Mm(PAGINA.ancho - PAGINA.izquierdo - PAGINA.derecho)
    limites = [_DE_UNA_COLUMNA] * len(seccion.tabla.anchos)
    anchos = pesar([seccion.tabla], limites, medidor, util)
    return attrs.evolve(seccion, tabla=attrs.evolve(seccion.tabla, anchos=anchos))


_DE_UNA_COLUMNA = LimitesDeColumna(0.1, 0.6)


def _marco(reunion: Reunion[Any], titulo: str) -> Marco:
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


def _resumen(reunion: Reunion[Any]) -> Iterator[Bloque]:
    """Resumen de la reunión en cuatro cifras y, debajo, lo que ellas no dicen."""
    contenido = reunion.contenido
    vigencia = f", vigencia {contenido.vigencia}" if contenido.vigencia else ""
    yield Parrafo(f"{nombre_en_frase(contenido.entidad.nombre)}{vigencia}")
    yield _en_cifras(reunion)
    en_cifras = {frase_de_llegados(reunion), frase_de_nuevos(reunion)}
    for frase in frases_de(reunion):
        if frase not in en_cifras:
            yield Parrafo(frase)


def _en_cifras(reunion: Reunion[Any]) -> Tabla:
    """``4 de 5`` oficinas, ``7`` reportes nuevos, ``1`` conflicto y ``34`` filas por reportar."""
    _, oficinas = captura_de(reunion.contenido).oficinas
    tema = tema_de(reunion.contenido)
    pendientes = len(reunion.pendientes)
    filas = [
        (
            f"{reunion.oficinas - len(reunion.faltan)}\xa0de\xa0{reunion.oficinas}",
            f"{oficinas.capitalize()} que respondieron",
            con_verbo(len(reunion.libros), "llegó", "llegaron", "libro", "libros"),
        ),
        (
            str(len(reunion.nuevas)),
            "Reportes nuevos",
            f"de {contar(reunion.filas, 'fila', 'filas')} {tema.de}",
        ),
        (
            str(len(reunion.conflictos)),
            "Conflictos",
            f"{pendientes} sin resolver" if pendientes else "ninguno sin resolver",
        ),
        (
            str(sum(falta.filas for falta in reunion.faltan)),
            "Filas por reportar",
            f"de {contar(len(reunion.faltan), *captura_de(reunion.contenido).oficinas)}",
        ),
    ]
    tabla = Tabla(
        anchos=(0.4, 0.3, 0.3),
        filas=[Fila(tuple(Celda(texto, "celda") for texto in fila)) for fila in filas],
        descripcion="La reunión en cifras",
    )
    return en_cifras(tabla, [False, False, pendientes > 0, False])


def secciones_de_la_reunion(reunion: Reunion[Any]) -> tuple[SeccionDelInforme, ...]:
    """Las que tienen qué decir, en su orden; al final, las de lo que la base lleva adentro."""
    de_adentro = (
        attrs.evolve(
            seccion,
            titulo=f"{tema_de(otra.contenido).en_abierto.que_es}: {seccion.titulo.lower()}",
            hoja=f"{seccion.hoja} ({captura_de(otra.contenido).archivo})",
        )
        for otra in reunion.todas[1:]
        for seccion in _secciones(otra)
    )
    return (*_secciones(reunion), *de_adentro)


def _secciones(reunion: Reunion[Any]) -> Iterator[SeccionDelInforme]:
    for titulo, hoja, tabla in (
        ("Libros que no se tomaron", "No se tomaron", _de_rechazados(reunion)),
        ("Quién falta", "Faltan", _de_faltan(reunion)),
        ("Conflictos", "Conflictos", _de_conflictos(reunion)),
        ("Cambios y avisos", "Avisos", _de_avisos(reunion)),
        ("Filas que no se tomaron", "Sin tomar", _de_filas_sin_tomar(reunion)),
        ("Reportes nuevos", "Nuevos", _de_nuevas(reunion)),
        ("Recomendaciones respondidas", "Recomendaciones", _de_recomendaciones(reunion)),
        ("Libros recibidos", "Libros", _de_libros(reunion)),
    ):
        if tabla is not None:
            yield SeccionDelInforme(titulo, hoja, tabla)


def _de_rechazados(reunion: Reunion[Any]) -> Tabla | None:
    """Los libros que no se tomaron y por qué."""
    return _tabla(
        {"Libro": 0.3, _rotulo(reunion): 0.24, "Por qué": 0.46},
        [
            _fila(
                uno.nombre,
                nombre_en_frase(uno.dependencia) if uno.dependencia else "No se sabe",
                "\n".join(map(str, uno.fallas)),
            )
            for uno in reunion.rechazados
        ],
    )


def _de_faltan(reunion: Reunion[Any]) -> Tabla | None:
    return _tabla(
        {_rotulo(reunion): 0.5, "Qué pasó": 0.34, "Filas por reportar": 0.16},
        [
            _fila(_oficina(reunion, f.dependencia), motivo_de_falta(f, reunion), f.filas)
            for f in reunion.faltan
        ],
    )


def _de_conflictos(reunion: Reunion[Any]) -> Tabla | None:
    return _tabla(
        {"Fila": 0.26, "Conflicto": 0.2, "Lado": 0.16, "Lo que dice": 0.26, "Se tomó": 0.12},
        [fila for conflicto in reunion.conflictos for fila in _de_uno(conflicto)],
    )


def _de_uno(conflicto: Conflicto) -> Iterator[Fila]:
    """Un renglón por lado; la fila y el conflicto se dicen una vez."""
    cuantas = len(conflicto.versiones)
    dependencia = nombre_en_frase(conflicto.dependencia) if conflicto.dependencia else None
    donde = "\n".join(filter(None, (dependencia, conflicto.nombre)))
    que_es = f"{CLASES[conflicto.clase].capitalize()}."
    for numero, version in enumerate(conflicto.versiones):
        lado = (
            Celda(_lado(version), "celda"),
            Celda(en_renglones(conflicto.dice(version)), "celda"),
        )
        if numero:
            yield Fila(lado)
            continue
        yield Fila(
            (
                Celda(donde, "celda", filas=cuantas),
                Celda(que_es, "celda", filas=cuantas),
                *lado,
                Celda(conflicto.resuelto or SIN_RESOLVER, "celda", filas=cuantas),
            )
        )


SIN_RESOLVER = "Sin resolver"
"""Texto de un conflicto que nadie decidió."""


def _lado(version: VersionEnConflicto) -> str:
    if version.opcion == BASE:
        return "La base"
    return (
        version.opcion if version.lugar in version.opcion else f"{version.opcion}\n{version.lugar}"
    )


def _de_avisos(reunion: Reunion[Any]) -> Tabla | None:
    return _tabla(
        {"Dónde": 0.36, "Qué": 0.64},
        [_fila(aviso.ruta, aviso.mensaje) for aviso in reunion.avisos],
    )


def _de_filas_sin_tomar(reunion: Reunion[Any]) -> Tabla | None:
    return _tabla(
        {_rotulo(reunion): 0.2, "Dónde": 0.22, "Por qué, y qué hacer": 0.26, "Lo que dice": 0.32},
        [
            _fila(
                _oficina(reunion, fila.dependencia),
                f"{fila.libro}\n{fila.lugar}",
                fila.motivo,
                en_renglones(fila.valores),
            )
            for fila in reunion.sin_tomar
        ],
    )


def _de_nuevas(reunion: Reunion[Any]) -> Tabla | None:
    """Tabla de los reportes nuevos, en las columnas que llevan o todo en una."""
    captura = captura_de(reunion.contenido)
    en_columnas = captura.en_columnas
    dicen = {CATALOGO[dato].rotulo: ancho for dato, ancho in en_columnas.items()}
    dicen = dicen or {"Lo que dice": 0.5}
    ancho = 0.68 - sum(dicen.values())
    columnas = {captura.fila: 0.32, **dicen, "Dónde": round(ancho, 2)}
    filas: list[Fila] = []
    for (oficina, libro), nuevas_del_libro in groupby(
        reunion.nuevas, lambda nueva: (nueva.dependencia, nueva.libro)
    ):
        banda = Celda(f"{_oficina(reunion, oficina)} · {libro}", "banda", columnas=len(columnas))
        filas.append(Fila((banda,)))
        for nueva in nuevas_del_libro:
            textos = [como_texto(nueva.reporte[dato.partition(".")[2]]) for dato in en_columnas]
            textos = textos or [en_renglones(nueva.valores)]
            filas.append(_fila(nueva.nombre, *textos, nueva.lugar))
    return _tabla(columnas, filas)


def _de_recomendaciones(reunion: Reunion[Any]) -> Tabla | None:
    """Lo que se respondió a las recomendaciones."""
    return _tabla(
        {"Recomendación": 0.34, "Responsable": 0.16, "Lo que dice": 0.3, "Dónde": 0.2},
        [
            _fila(
                una.nombre,
                una.dependencia or "",
                en_renglones(una.valores),
                f"{una.libro}\n{una.lugar}",
            )
            for una in reunion.respondidas
        ],
    )


def _de_libros(reunion: Reunion[Any]) -> Tabla | None:
    return _tabla(
        {
            "Libro": 0.42,
            _rotulo(reunion): 0.34,
            f"Filas {tema_de(reunion.contenido).de}": 0.12,
            "Con reporte": 0.12,
        },
        [
            _fila(
                libro.nombre,
                _oficina(reunion, libro.dependencia),
                libro.filas,
                libro.con_reporte,
            )
            for libro in reunion.libros
        ],
    )


def _rotulo(reunion: Reunion[Any]) -> str:
    """``Oficina``: cómo se llama aquél de quien es un libro."""
    return captura_de(reunion.contenido).oficinas[0].capitalize()


def _oficina(reunion: Reunion[Any], nombre: str | None) -> str:
    oficina = reunion.oficina(nombre)
    return nombre_en_frase(oficina) if nombre else oficina.capitalize()


def _fila(*contenidos: str | int) -> Fila:
    """Fila de textos, y de cuentas, que van a la derecha."""
    return Fila(
        tuple(
            Celda(str(contenido), "celda-derecha" if isinstance(contenido, int) else "celda")
            for contenido in contenidos
        )
    )


def _tabla(columnas: Mapping[str, float], filas: Sequence[Fila]) -> Tabla | None:
    if not filas:
        return None
    return Tabla(
        anchos=tuple(columnas.values()),
        rotulos=(Fila(tuple(map(Celda, columnas, _estilos_de_rotulos(filas)))),),
        filas=tuple(filas),
        descripcion=", ".join(columnas),
    )


def _estilos_de_rotulos(filas: Sequence[Fila]) -> list[str]:
    """Estilo de cada rótulo, hacia el lado de sus celdas: las de una fila que las trae todas."""
    fila = max(filas, key=lambda fila: len(fila.celdas))
    return [celda.estilo.replace("celda", "rotulo") for celda in fila.celdas]
