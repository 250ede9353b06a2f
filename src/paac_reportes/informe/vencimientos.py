"""Lo que vencía y lo que va a vencer: en cada dependencia."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from paac_reportes.analisis.analisis import Analisis, codigos_de
from paac_reportes.analisis.calendario import plazo_de_publicacion
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import FilaAnalizada, Filas
from paac_reportes.formatos.definicion.filas import FilaPorVencer
from paac_reportes.informe.frases import (
    LETRAS_EN_UN_RENGLON,
    donde_estan,
    en_lista,
    nombre_corto,
    oficina_de,
    palabras_de,
)
from paac_reportes.textos.valores import dia_y_mes, fecha_corta, fecha_larga


def proximas(analisis: Analisis) -> Filas:
    """Lo que vence después del corte y hasta el próximo, por su primer día."""
    filas = analisis.por_vencer(analisis.todo)
    return tuple(sorted(filas, key=primer_dia))


def vencen_todas(analisis: Analisis) -> bool:
    """Si lo que viene vence hasta el próximo corte, y de ninguna fila queda otro día después.

    De una fila mensual, o de varias fechas, un día intermedio pide un reporte, y no vence.
    """
    hasta = analisis.siguiente
    ultimos = (fila.ultimo_dia for fila in analisis.por_vencer(analisis.todo))
    return all(dia is not None and hasta is not None and dia <= hasta for dia in ultimos)


def verbo_de_lo_que_viene(analisis: Analisis) -> str:
    """``vence[n]``, o ``se debe[n] reportar`` si de alguna fila queda otro día después."""
    return "vence[n]" if vencen_todas(analisis) else "se debe[n] reportar"


def rotulo_de_lo_que_viene(analisis: Analisis, cuando: str) -> str:
    """``Vencen hasta el 31 de agosto``, o ``Por reportar hasta el 31 de agosto``."""
    dia = cuando.replace(" ", "\N{NO-BREAK SPACE}")
    return f"{'Vencen' if vencen_todas(analisis) else 'Por reportar'} hasta el {dia}"


def primer_dia(fila: FilaAnalizada) -> date:
    """El primer día de una fila después del corte."""
    return min(dia for dia in fila.fecha.dias if fila.corte is None or dia > fila.corte)


def del_primer_mes(analisis: Analisis) -> str:
    """``18 vencen hasta el 31 de octubre``: las del primer mes, si son varias y no todas.

    ``20 vencen el 30 de septiembre``, si todas son del primer día.
    """
    corte, filas = analisis.corte, proximas(analisis)
    if corte is None or not filas:
        return ""
    en_un_mes = corte + timedelta(days=28)
    fin = en_un_mes.replace(day=monthrange(en_un_mes.year, en_un_mes.month)[1])
    dias = [dia for dia in map(primer_dia, filas) if dia <= fin]
    if len(dias) in {0, 1, len(filas)}:  # de una sola, su día ya se dice
        return ""
    hasta = f"el {fecha_breve(dias[0], corte)}"
    if dias[-1] != dias[0]:
        hasta = f"hasta el {fecha_breve(fin, corte)}"
    frase = f"{{n}} {verbo_de_lo_que_viene(analisis)} {{hasta}}"
    return palabras_de(filas).di(frase, len(dias), hasta=hasta)


def por_parte(analisis: Analisis) -> Iterator[FilaPorVencer]:
    """Los renglones de lo que va a vencer, por dependencia o, si no hay varias, por componente."""
    vencen = {fila.ruta for fila in proximas(analisis)}
    for parte in analisis.reparto or analisis.componentes:
        filas = [fila for fila in parte.filas if fila.ruta in vencen]
        if filas:
            yield FilaPorVencer(
                nombre=oficina_de(parte) if analisis.reparto else parte.nombre,
                cuantas=len(filas),
                desde=fecha_corta(min(map(primer_dia, filas))),
                cuales=_cuales(analisis, parte, filas),
            )


def _cuales(analisis: Analisis, parte: Cifras, filas: Sequence[FilaAnalizada]) -> str:
    """Los códigos de unas filas de una parte y su página; de una sola, su nombre."""
    if len(filas) == 1:
        fila = filas[0].fila
        return nombre_corto(fila.identificador, fila.texto, LETRAS_EN_UN_RENGLON)
    rutas, de_la_parte = [fila.ruta for fila in filas], (fila.ruta for fila in parte.filas)
    dependencia = filas[0].dependencia
    codigos = en_lista(codigos_de(analisis), rutas, de_la_parte)
    return f"{codigos}{donde_estan(dependencia.nombre if dependencia else None)}"


def fecha_breve(dia: date, corte: date) -> str:
    """``30 de junio``; con su año, si no es el del corte."""
    return dia_y_mes(dia) if dia.year == corte.year else fecha_larga(dia)


def edad_en_dias(fila: FilaAnalizada) -> int:
    """Los días que van desde el último día de una fila, que ya llegó, hasta el corte."""
    dia = fila.ultimo_dia
    return (fila.corte - dia).days if fila.corte and dia else 0


POR_DETERMINAR = "Por determinar (sólo texto)"
BAJO_OTRA = "En blanco bajo un@ con reporte"
EN_BLANCO = f"{BAJO_OTRA} (puede ser la misma celda de arriba)"
AL_DIA, SIN_DIA = "Al día hasta un corte y sin reporte después", "Sin un día que se pueda exigir"


def sin_reporte_por_vencer(cifras: Cifras) -> Filas:
    """Las filas que quedaron sin reporte y no están vencidas."""
    pasadas = {fila.ruta for fila in cifras.todas_las_vencidas}
    return tuple(fila for fila in cifras.sin_reporte if fila.ruta not in pasadas)


def componente_en_breve(fila: FilaAnalizada) -> str:
    """El número del componente de una fila; su nombre, si no lo tiene."""
    numero = fila.componente.numero
    return fila.componente.titulo if numero is None else str(numero)


# ------------------------------------------------------------------ para cuándo se pide

PRONTO, DESPUES = 5, 15
"""Los días hábiles de lo vencido hace más de 90 días, y de lo demás que está vencido."""
_DIAS_DE_LO_MUY_VENCIDO = 90
"""Días calendario tras su último día; lo de más está muy vencido."""
MUY = "muy-"


def vencio_hace_mucho(ultimo: date | None, corte: date | None) -> bool:
    """Si entre el último día de una fila y el corte van más de 90 días.

    Si falta el día o el corte (``None``), no.
    """
    return bool(ultimo and corte and (corte - ultimo).days > _DIAS_DE_LO_MUY_VENCIDO)


def dia_habil(habiles: int, corte: date) -> date:
    """El día que cae esos días hábiles después del corte."""
    return plazo_de_publicacion(corte, dias=habiles)


def dentro_de(habiles: int, corte: date) -> str:
    """La fecha corta que cae esos días hábiles después del corte: ``07/09/2020``."""
    return fecha_corta(dia_habil(habiles, corte))
