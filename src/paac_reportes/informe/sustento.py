"""De qué filas y valores sale el promedio: con esto y la matriz, cualquiera lo rehace."""

from collections.abc import Iterator

from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.textos.valores import fecha_corta


def fuera_de_la_matriz(cifras: Cifras) -> Iterator[tuple[FilaAnalizada, str]]:
    """Pares de fila de la base cuyo avance no está en la columna de la matriz, y por qué."""
    if cifras.avance is None:
        return
    for fila in cifras.con_avance:
        if not _esta_en_la_matriz(fila):
            yield fila, _motivo(fila)


def escritos_en_la_matriz(cifras: Cifras) -> int:
    """Cuántos valores de la base están en la matriz."""
    return sum(_esta_en_la_matriz(fila) for fila in cifras.con_avance)


def _esta_en_la_matriz(fila: FilaAnalizada) -> bool:
    """Si su avance está en la matriz, que escribe sólo el seguimiento del corte."""
    del_corte = (s for s in fila.fila.seguimientos if s.corte == fila.corte)
    return any(s.avance == fila.avance for s in del_corte)


def _motivo(fila: FilaAnalizada) -> str:
    """De dónde viene el valor de una fila, si no es el que se escribió en el corte."""
    if _esta_en_la_matriz(fila):
        return ""
    if desde := fila.situacion.sin_cambio_desde:
        return f"sin cambio declarado desde el corte {fecha_corta(desde)}"
    declarado = [s for s in fila.seguimientos if s.avance is not None]
    corte = fila.situacion.corte
    if corte is None:
        return ""
    if any(s.corte == corte for s in declarado):
        if corte == fila.corte:
            return "es de la celda de arriba"
        return f"se declaró con corte {fecha_corta(corte)}"
    estado = str(fila.estado.value).replace("_", " ") if fila.estado else "un estado"
    return f"declaró «{estado}» sin porcentaje, con corte {fecha_corta(corte)}"
