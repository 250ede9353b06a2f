"""El paquete de datos de las filas que se dan al generar: un CSV de cada tabla y qué trae.

No lleva JSON ni esquema, que son de un plan o de un mapa de riesgos.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from paac_reportes import clases
from paac_reportes.composicion.tablas.alcances import FilasDadas, FilasLibres
from paac_reportes.composicion.tablas.reduccion import datos_pedidos, datos_que_pide
from paac_reportes.datos_abiertos.pagina import diccionario_de
from paac_reportes.datos_abiertos.paquete import (
    DESCRIPTOR,
    PAGINA,
    descriptor_de,
    el_diccionario,
    en_json,
    recurso_de_tabla,
)
from paac_reportes.datos_abiertos.tabla import ColumnaAbierta, TablaAbierta, tabla_de_filas
from paac_reportes.errores import Aviso
from paac_reportes.escritores import html
from paac_reportes.escritores.datos import escribir_csv
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.modelo.temas import Contenido, EnAbierto

_UNICA = "filas"
"""Cómo se llama la tabla de un formato que no nombra ninguna."""


@clases.frozen
class _Propia:
    """Tabla del paquete: cómo va en él y qué filas trae."""

    en_abierto: EnAbierto
    abierta: TablaAbierta

    @property
    def archivo(self) -> str:
        return f"{self.en_abierto.tabla}.csv"


def paquete_de_filas(
    filas: FilasDadas, formato: Formato, contenido: Contenido, avisos: list[Aviso]
) -> dict[str, bytes]:
    """Partes del paquete por su nombre; avisa de la licencia. Sin nombre: ``filas.csv``."""
    tablas = list(_tablas_propias(filas, formato))
    descritas = [(t.en_abierto, t.abierta) for t in tablas]
    partes = {
        **{t.archivo: escribir_csv(t.abierta.renglones()) for t in tablas},
        PAGINA: html.escribir(diccionario_de(contenido, descritas), Escritura()),
    }
    recursos = [
        *(
            recurso_de_tabla(t.en_abierto, t.archivo, partes, [*map(_campo, t.abierta.columnas)])
            for t in tablas
        ),
        el_diccionario(partes),
    ]
    descriptor = descriptor_de(contenido, formato.nombre, formato.codigo, recursos, avisos)
    return {DESCRIPTOR: en_json(descriptor), **partes}


def _tablas_propias(filas: FilasDadas, formato: Formato) -> Iterator[_Propia]:
    """Tabla abierta de cada nombre de las filas dadas; sin nombres, una sola."""
    if isinstance(filas, Mapping):
        declaradas = formato.tablas_dadas
        for nombre, filas_de_la_tabla in filas.items():
            yield _propia(
                nombre,
                filas_de_la_tabla,
                declaradas[nombre],
                datos_que_pide(formato, nombre, declaradas[nombre]),
            )
    else:
        yield _propia(_UNICA, filas, formato.tablas, datos_pedidos(formato))


def _propia(
    nombre: str, filas: FilasLibres, tablas: Mapping[str, TablaDeFormato], pide: Sequence[str]
) -> _Propia:
    """Tabla abierta de unas filas propias, con los rótulos que el formato les da."""
    titulo = next((d.descripcion for d in tablas.values() if d.descripcion), nombre)
    en_abierto = EnAbierto(
        tabla=nombre,
        titulo=titulo,
        columnas=f"Las columnas de {nombre}.csv",
        como_se_lee=f"{nombre}.csv trae una fila por cada una que se dio.",
        entero="",
    )
    rotulos = dict(_rotulos(tablas.values()))
    return _Propia(en_abierto, tabla_de_filas(filas, pide, rotulos))


def _rotulos(tablas: Iterable[TablaDeFormato]) -> Iterator[tuple[str, str]]:
    """Dato y rótulo de cada columna que muestra uno solo."""
    for tabla in tablas:
        for columna in tabla.columnas:
            rotulo = " / ".join(columna.rotulo)
            if len(columna.dato) == 1 and "{" not in rotulo:  # lo que se calcula no es un nombre
                yield columna.dato[0].removeprefix(f"{FILA_LIBRE}."), rotulo


def _campo(columna: ColumnaAbierta) -> dict[str, Any]:
    return {"name": columna.clave, "type": columna.clase, "title": columna.descripcion.largo}
