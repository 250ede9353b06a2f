"""La hoja ``Datos`` de un libro: no se lee, y se dice si no dice lo mismo que las tablas."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from paac_reportes.entrada.documentos.visto import CeldaVista, DocumentoVisto, TablaVista
from paac_reportes.entrada.filas.valores import leer_corte
from paac_reportes.entrada.propios.filas.recogida import Recogida
from paac_reportes.entrada.propios.tablas.lineas import es_de_datos
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.textos.valores import como_texto

_RUTA, _CORTE = "ruta", "seguimiento.corte"
_DE_LA_FILA = ("actividad.", "tramite.", "seguimiento.")


def desacuerdos(
    visto: DocumentoVisto, recogida: Recogida, formato: Formato, *, con_marcas: bool
) -> Iterator[Aviso]:
    """Uno por hoja que contradice lo que se leyó de las tablas, con el primer caso.

    Sin marcas en las filas, los datos que el formato junta en una celda no se comparan: no siempre
    se pueden separar.
    """
    juntos: set[str] = (
        set()
        if con_marcas
        else {
            dato
            for tabla in formato.tablas.values()
            for columna in tabla.columnas
            if len(columna.dato) > 1
            for dato in columna.dato
        }
    )
    for tabla in visto.tablas():
        if not es_de_datos(tabla):
            continue
        distintos = list(_distintos(tabla, recogida, juntos))
        if distintos:
            lugar, motivo = distintos[0]
            otros = f"; y otros {len(distintos) - 1} datos" if len(distintos) > 1 else ""
            yield Aviso("documento_cambiado", lugar, f"{motivo}; se leyó la tabla{otros}")


def _distintos(
    tabla: TablaVista, recogida: Recogida, juntos: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Los datos que la hoja y las tablas dicen, y no son el mismo."""
    columnas = {celda.texto: celda.columna for celda in tabla.filas[0] if celda}
    suyas = {
        dato: n
        for dato, n in columnas.items()
        if dato.startswith(_DE_LA_FILA) and dato not in juntos
    }
    if _RUTA not in columnas:
        return
    for numero, fila in enumerate(tabla.filas[1:], 1):
        ruta, corte = _dice(fila[columnas[_RUTA]]), fila[columnas.get(_CORTE, 0)]
        dia = leer_corte((corte.valor or corte.texto) if corte else None)
        for dato, columna in suyas.items():
            celda = fila[columna]
            leido = recogida.valor(ruta, dia, dato)
            if celda is None or leido is None or dato == _CORTE or _es(leido, celda):
                continue
            motivo = f"dice {mostrar(celda.texto)} y la tabla, {mostrar(leido)}"
            yield tabla.lugar_de(numero, columna), motivo


def _dice(celda: CeldaVista | None) -> str:
    return celda.texto if celda else ""


def _es(leido: Any, celda: CeldaVista) -> bool:
    if isinstance(leido, Decimal):
        return celda.valor == leido
    texto = "\n".join(leido) if isinstance(leido, list) else como_texto(leido)
    return texto == celda.texto
