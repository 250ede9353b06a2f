"""Lo que vencía y lo que va a vencer: por mes, por dependencia y fila por fila."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.codigos import Codigos, codigos_de
from paac_reportes.analisis.filas import FilaAnalizada, Filas, Vencimiento
from paac_reportes.formatos.definicion.filas import FilaDeEdad, FilaDeMes, FilaEnDuda, FilaPorVencer
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.codigos import en_su_lugar, por_componente
from paac_reportes.informe.frases import oficina_de
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.valores import fecha_corta, mes_y_ano, solo_mes

_CABEN = 30
"""Con más, lo que va a vencer se da por dependencia, y no fila por fila."""


def por_mes(cifras: Cifras) -> Iterator[FilaDeMes]:
    """Lo que aplica y cuyo último día ya llegó, por el mes de ese día."""
    nombre_de = mes_y_ano if ano_de_los_meses(cifras) is None else solo_mes
    vencian = [(fila.ultimo_dia, fila) for fila in cifras.filas if fila.ya_vencio]
    grupos = agrupadas([(dia.replace(day=1), fila) for dia, fila in vencian if dia])
    for mes, filas in sorted(grupos.items()):
        clases = Counter(fila.vencimiento for fila in filas)
        conocidas = (None, Vencimiento.VENCIDA, Vencimiento.SIN_REPORTE, Vencimiento.POR_DETERMINAR)
        terminadas, vencidas, calladas, dudosas = (clases[clase] for clase in conocidas)
        yield FilaDeMes(
            nombre=nombre_de(mes),
            vencian=len(filas),
            terminadas=terminadas,
            vencidas=vencidas,
            vencidas_sin_reporte=calladas,
            por_determinar=dudosas,
            otras=sum(clases.values()) - terminadas - vencidas - calladas - dudosas,
        )


def ano_de_los_meses(cifras: Cifras) -> int | None:
    """El de todos ellos, que se dice una vez: cada mes va sin él; ninguno si son de varios."""
    anos = {dia.year for fila in cifras.filas if fila.ya_vencio and (dia := fila.ultimo_dia)}
    return anos.pop() if len(anos) == 1 else None


def mes_del_ultimo_dia(cifras: Cifras) -> str:
    """El rótulo de la columna de los meses: ``Mes del último día, en 2023``."""
    ano = ano_de_los_meses(cifras)
    return "Mes del último día" if ano is None else f"Mes del último día, en {ano}"


_EDADES = (
    (0, "El mismo día del corte"),
    (30, "De 1 a 30 días"),
    (90, "De 31 a 90 días"),
    (180, "De 91 a 180 días"),
    (None, "Más de 180 días"),
)
"""Hasta cuántos días van desde el último de una fila, y cómo se llaman."""


def por_edad(cifras: Cifras) -> Iterator[FilaDeEdad]:
    """Lo vencido, de lo que menos lleva a lo que más; nada si no hay vencidas.

    Lo que vence el mismo día del corte va aparte, y sólo si lo hay.
    """
    declaradas = Counter(map(edad_de, cifras.vencidas))
    calladas = Counter(map(edad_de, cifras.vencidas_sin_reporte))
    if not (declaradas or calladas):
        return
    for hasta, nombre in _EDADES:
        vencidas, sin_reporte = declaradas[nombre], calladas[nombre]
        if hasta != 0 or vencidas or sin_reporte:
            yield FilaDeEdad(
                nombre=nombre,
                vencidas=vencidas,
                vencidas_sin_reporte=sin_reporte,
                todas=vencidas + sin_reporte,
            )


def edad_de(fila: FilaAnalizada) -> str:
    """El tramo de los días que van desde el último de una fila: ``De 31 a 90 días``."""
    dia = fila.ultimo_dia
    dias = (fila.corte - dia).days if fila.corte and dia else 0
    return next(nombre for hasta, nombre in _EDADES if hasta is None or dias <= hasta)


def proximas(analisis: Analisis) -> Filas:
    """Lo que vence después del corte y hasta el próximo, por su primer día."""
    filas = analisis.por_vencer(analisis.todo)
    return tuple(sorted(filas, key=primer_dia))


def primer_dia(fila: FilaAnalizada) -> date:
    """El primer día de una fila después del corte."""
    return min(dia for dia in fila.fecha.dias if fila.corte is None or dia > fila.corte)


def uno_por_uno(analisis: Analisis) -> Filas:
    """Las filas que van a vencer, si son pocas."""
    filas = proximas(analisis)
    return filas if len(filas) <= _CABEN else ()


def por_parte(analisis: Analisis) -> Iterator[FilaPorVencer]:
    """Lo que va a vencer, por dependencia o, si el plan no va por varias, por componente."""
    vencen = {fila.ruta for fila in proximas(analisis)}
    if len(vencen) <= _CABEN:
        return
    codigos = codigos_de(analisis)
    codigos_en_texto = por_componente if analisis.reparto else en_su_lugar
    for parte in analisis.reparto or analisis.componentes:
        filas = [fila for fila in parte.filas if fila.ruta in vencen]
        if filas:
            yield FilaPorVencer(
                nombre=oficina_de(parte) if analisis.reparto else parte.nombre,
                cuantas=len(filas),
                desde=fecha_corta(min(map(primer_dia, filas))),
                cuales=codigos_en_texto([codigos.de(fila.ruta) for fila in filas]),
            )


def _su_fecha(fila: FilaAnalizada) -> str:
    """La fecha a la letra; la que sólo dice desde cuándo lo advierte: no es su último día."""
    literal = en_un_renglon(fila.fecha.literal)
    if not literal:
        return "sin fecha"
    es_solo_inicio = fila.fecha.desde is not None and not fila.fecha.dias
    return f"{literal}, sin fecha final" if es_solo_inicio else literal


POR_DETERMINAR = "Por determinar (sólo texto)"
EN_BLANCO = "En blanco junto a un reporte que puede ser el suyo"
AL_DIA, SIN_DIA = "Al día hasta un corte y sin reporte después", "Sin un día que se pueda exigir"
EN_DUDA = POR_DETERMINAR, AL_DIA, EN_BLANCO, SIN_DIA


def clases_en_duda(cifras: Cifras) -> Iterator[tuple[str, Filas]]:
    """Las filas de las que nada se puede afirmar, por clase; cada fila, en la primera."""
    rutas: set[str] = set()
    listas = (
        *(cifras.por_determinar, cifras.al_dia_sin_reporte),
        *(cifras.en_blanco_bajo_reporte, cifras.sin_dia_claro),
    )
    for nombre, filas in zip(EN_DUDA, listas, strict=True):
        nuevas = tuple(fila for fila in filas if fila.ruta not in rutas)
        rutas.update(fila.ruta for fila in nuevas)
        if nuevas:
            yield nombre, nuevas


def sin_afirmar(cifras: Cifras, codigos: Codigos) -> Iterator[FilaEnDuda]:
    """Lo que no se puede afirmar y por qué, en el orden del plan."""
    motivo_de = {fila.ruta: nombre for nombre, filas in clases_en_duda(cifras) for fila in filas}
    con_motivo = [(fila, motivo_de[fila.ruta]) for fila in cifras.filas if fila.ruta in motivo_de]
    grupos = agrupadas([((fila.oficina, componente_de(fila), m), fila) for fila, m in con_motivo])
    for (oficina, componente, motivo), filas in grupos.items():
        # «1.1 y 1.2 (31/01/2020); 2.1 (Diario)»: cada fecha, una vez.
        por_fecha = agrupadas([(_su_fecha(fila), codigos.de(fila.ruta)) for fila in filas])
        yield FilaEnDuda(
            dependencia=oficina,
            componente=componente,
            cuales="; ".join(f"{en_su_lugar(c)} ({fecha})" for fecha, c in por_fecha.items()),
            cuantas=len(filas),
            motivo=motivo,
        )


def sin_reporte_por_vencer(cifras: Cifras) -> Filas:
    """Las filas que quedaron sin reporte y no están vencidas."""
    pasadas = {fila.ruta for fila in (*cifras.vencidas, *cifras.vencidas_sin_reporte)}
    return tuple(fila for fila in cifras.sin_reporte if fila.ruta not in pasadas)


def componente_de(fila: FilaAnalizada) -> str:
    """El número del componente; su nombre, si no lo tiene."""
    numero = fila.componente.numero
    return fila.componente.titulo if numero is None else str(numero)
