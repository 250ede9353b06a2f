"""Las tablas del informe de una reunión."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import attrs

from paac_reportes.intercambio.captura.informe.frases import que_paso
from paac_reportes.intercambio.captura.reunion.resultado import (
    BASE,
    CLASES,
    Conflicto,
    Nueva,
    Reunion,
    Version,
)
from paac_reportes.maqueta.nodos import Celda, Fila, Tabla
from paac_reportes.textos.valores import como_texto


@attrs.frozen(kw_only=True)
class Seccion:
    """Una parte del informe: su título y su tabla, o lo que se dice si no hay qué poner."""

    titulo: str
    hoja: str
    """El nombre de su hoja en un libro."""
    tabla: Tabla | None
    si_no: str


CONFLICTO, SE_TOMA, SIN_RESOLVER = "Conflicto", "Se toma", "Sin resolver"
"""Los rótulos entre los que se responde, y lo que dice lo que no tiene respuesta."""


def secciones_de(reunion: Reunion) -> tuple[Seccion, ...]:
    """Todas, en su orden."""
    return (
        Seccion(
            titulo="Quién falta",
            hoja="Faltan",
            tabla=_de_faltan(reunion),
            si_no="Respondieron todas las oficinas.",
        ),
        Seccion(
            titulo="Conflictos",
            hoja="Conflictos",
            tabla=_de_conflictos(reunion),
            si_no="No hay conflictos.",
        ),
        Seccion(
            titulo="Cambios y avisos",
            hoja="Avisos",
            tabla=_de_avisos(reunion),
            si_no="Nada más que decir de los libros.",
        ),
        Seccion(
            titulo="Filas que el plan no tiene",
            hoja="Filas agregadas",
            tabla=_de_agregadas(reunion),
            si_no="Ninguna oficina agregó filas.",
        ),
        Seccion(
            titulo="Reportes nuevos",
            hoja="Nuevos",
            tabla=_de_nuevas(reunion),
            si_no="Ningún libro trae un reporte que la base no tuviera.",
        ),
        Seccion(
            titulo="Libros recibidos",
            hoja="Libros",
            tabla=_de_libros(reunion),
            si_no="No llegó ningún libro.",
        ),
    )


def _de_faltan(reunion: Reunion) -> Tabla | None:
    return _tabla(
        {"Oficina": 0.5, "Qué pasó": 0.34, "Filas por reportar": 0.16},
        [_fila(_oficina(f.dependencia), que_paso(f), str(f.filas)) for f in reunion.faltan],
    )


def _de_conflictos(reunion: Reunion) -> Tabla | None:
    return _tabla(
        {"Fila": 0.26, CONFLICTO: 0.2, "Lado": 0.16, "Lo que dice": 0.26, SE_TOMA: 0.12},
        [fila for conflicto in reunion.conflictos for fila in _de_uno(conflicto)],
    )


def _de_uno(conflicto: Conflicto) -> Iterator[Fila]:
    """Un renglón por lado; la fila y el conflicto se dicen una vez."""
    cuantas = len(conflicto.versiones)
    donde = "\n".join(filter(None, (conflicto.dependencia, conflicto.nombre)))
    que_es = f"{CLASES[conflicto.clase].capitalize()}.\n{conflicto.id}"
    for numero, version in enumerate(conflicto.versiones):
        lado = (Celda(_lado(version), "celda"), Celda(_dicho(version, conflicto), "celda"))
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


def _lado(version: Version) -> str:
    if version.opcion == BASE:
        return "La base"
    return (
        version.opcion if version.lugar in version.opcion else f"{version.opcion}\n{version.lugar}"
    )


def _dicho(version: Version, conflicto: Conflicto) -> str:
    """Cada celda en que los lados difieren."""
    return "\n".join(
        f"{rotulo}: {version.valores.get(rotulo) or '(en blanco)'}" for rotulo in conflicto.celdas
    )


def _de_avisos(reunion: Reunion) -> Tabla | None:
    return _tabla(
        {"Dónde": 0.36, "Qué": 0.64},
        [_fila(aviso.ruta, aviso.mensaje) for aviso in reunion.avisos],
    )


def _de_agregadas(reunion: Reunion) -> Tabla | None:
    return _tabla(
        {"Oficina": 0.26, "Dónde": 0.28, "Lo que dice": 0.46},
        [
            _fila(
                _oficina(agregada.dependencia),
                f"{agregada.libro}\n{agregada.lugar}",
                _en_renglones(agregada.valores),
            )
            for agregada in reunion.agregadas
        ],
    )


def _de_nuevas(reunion: Reunion) -> Tabla | None:
    columnas = {"Fila": 0.32, "Seguimiento": 0.38, "Avance (%)": 0.08, "Estado": 0.1, "Dónde": 0.12}
    filas: list[Fila] = []
    for (oficina, libro), suyas in groupby(reunion.nuevas, lambda n: (n.dependencia, n.libro)):
        banda = Celda(f"{_oficina(oficina)} ({libro})", "banda", columnas=len(columnas))
        filas += [Fila((banda,)), *map(_de_una_nueva, suyas)]
    return _tabla(columnas, filas)


def _de_una_nueva(nueva: Nueva) -> Fila:
    return _fila(
        nueva.nombre,
        como_texto(nueva.reporte.texto),
        como_texto(nueva.reporte.avance),
        como_texto(nueva.reporte.estado),
        nueva.lugar,
    )


def _de_libros(reunion: Reunion) -> Tabla | None:
    return _tabla(
        {"Libro": 0.42, "Oficina": 0.34, "Filas del plan": 0.12, "Con reporte": 0.12},
        [
            _fila(
                libro.nombre, _oficina(libro.dependencia), str(libro.filas), str(libro.con_reporte)
            )
            for libro in reunion.libros
        ],
    )


def _oficina(dependencia: str | None) -> str:
    return dependencia or "Todo el plan"


def _en_renglones(valores: Mapping[str, str]) -> str:
    return "\n".join(f"{rotulo}: {texto}" for rotulo, texto in valores.items())


def _fila(*textos: str) -> Fila:
    return Fila(tuple(Celda(texto, "celda") for texto in textos))


def _tabla(columnas: Mapping[str, float], filas: Sequence[Fila]) -> Tabla | None:
    if not filas:
        return None
    return Tabla(
        anchos=tuple(columnas.values()),
        rotulos=(Fila(tuple(Celda(rotulo, "rotulo") for rotulo in columnas)),),
        filas=tuple(filas),
        descripcion=", ".join(columnas),
    )
