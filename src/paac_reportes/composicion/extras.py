"""Los extras que un formato pide y el plan no conoce: casi siempre, una errata."""

from collections.abc import Iterator
from difflib import get_close_matches

from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.columnas import datos_de
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import extra_de
from paac_reportes.formatos.definicion.tablas import TablaDeFormato
from paac_reportes.modelo import Plan
from paac_reportes.modelo.filas import con_extras


def extras_que_nadie_trae(plan: Plan, formato: Formato) -> Iterator[Aviso]:
    """Un aviso por cada uno; de una columna que se omite vacía, ninguno."""
    pedidos = dict.fromkeys(
        pedido for tabla in formato.tablas.values() for pedido in _pedidos(tabla)
    )
    if not pedidos:
        return
    hay: dict[str, set[str]] = {}
    for raiz, objeto in con_extras(plan):
        hay.setdefault(raiz, set()).update(objeto.extras)
    for raices, nombre in pedidos:
        suyos = [hay[raiz] for raiz in raices if raiz in hay]
        traidos = sorted(set[str]().union(*suyos))
        if suyos and nombre not in traidos:
            cercano = get_close_matches(nombre, traidos, n=1, cutoff=0)
            pista = f"; el más parecido es {cercano[0]!r}" if cercano else ""
            motivo = f"el formato {formato.codigo} pide el extra {nombre!r} de {' o '.join(raices)}"
            yield Aviso("extra_desconocido", "", f"{motivo}, y nadie lo trae{pista}")


def _pedidos(tabla: TablaDeFormato) -> Iterator[tuple[tuple[str, ...], str]]:
    """De quién es cada extra que piden las columnas de una tabla, y cómo se llama."""
    for columna in tabla.columnas:
        for dato in () if columna.omite_vacia else datos_de(columna):
            extra = extra_de(dato, [seccion.recorre for seccion in tabla.secciones])
            if extra is not None:
                yield extra
