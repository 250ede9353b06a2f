"""Lo que vencía y lo que va a vencer: en cada dependencia."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import FilaAnalizada, Filas
from paac_reportes.formatos.definicion.filas import FilaPorVencer
from paac_reportes.informe.frases import nombres_de_filas, oficina_de
from paac_reportes.textos.valores import dia_y_mes, fecha_corta, fecha_larga


def proximas(analisis: Analisis) -> Filas:
    """Lo que vence después del corte y hasta el próximo, por su primer día."""
    filas = analisis.por_vencer(analisis.todo)
    return tuple(sorted(filas, key=primer_dia))


def primer_dia(fila: FilaAnalizada) -> date:
    """El primer día de una fila después del corte."""
    return min(dia for dia in fila.fecha.dias if fila.corte is None or dia > fila.corte)


def por_parte(analisis: Analisis) -> Iterator[FilaPorVencer]:
    """Los renglones de lo que va a vencer, por dependencia o, si no hay varias, por componente."""
    vencen = {fila.ruta for fila in proximas(analisis)}
    for parte in analisis.reparto or analisis.componentes:
        filas = sorted((fila for fila in parte.filas if fila.ruta in vencen), key=primer_dia)
        if filas:
            yield FilaPorVencer(
                nombre=oficina_de(parte) if analisis.reparto else parte.nombre,
                cuantas=len(filas),
                desde=fecha_corta(primer_dia(filas[0])),
                cuales=nombres_de_filas(filas),
            )


def fecha_breve(dia: date, corte: date) -> str:
    """``30 de junio``; con su año, si no es el del corte."""
    return dia_y_mes(dia) if dia.year == corte.year else fecha_larga(dia)


_EDADES = (
    (0, "0"),
    (30, "1–30"),
    (90, "31–90"),
    (180, "91–180"),
    (None, "más de 180"),
)
"""Tramos de días desde el último día de una fila: hasta cuántos, y cómo se llama cada uno."""


def edad_en_dias(fila: FilaAnalizada) -> int:
    """Los días que van desde el último día de una fila, que ya llegó, hasta el corte."""
    dia = fila.ultimo_dia
    return (fila.corte - dia).days if fila.corte and dia else 0


def edades(filas: Filas) -> dict[str, int]:
    """Cuántas filas llevan cada tramo de días, de menos a más: ``{"31–90": 3}``."""
    tramos = Counter(
        next(nombre for hasta, nombre in _EDADES if hasta is None or edad_en_dias(fila) <= hasta)
        for fila in filas
    )
    return {nombre: tramos[nombre] for _, nombre in _EDADES if tramos[nombre]}


POR_DETERMINAR = "Por determinar (sólo texto)"
BAJO_OTRA = "En blanco bajo un@ con reporte"
EN_BLANCO = f"{BAJO_OTRA} (puede ser su misma celda)"
AL_DIA, SIN_DIA = "Al día hasta un corte y sin reporte después", "Sin un día que se pueda exigir"


def sin_reporte_por_vencer(cifras: Cifras) -> Filas:
    """Las filas que quedaron sin reporte y no están vencidas."""
    pasadas = {fila.ruta for fila in cifras.todas_las_vencidas}
    return tuple(fila for fila in cifras.sin_reporte if fila.ruta not in pasadas)


def componente_en_breve(fila: FilaAnalizada) -> str:
    """El número del componente de una fila; su nombre, si no lo tiene."""
    numero = fila.componente.numero
    return fila.componente.titulo if numero is None else str(numero)
