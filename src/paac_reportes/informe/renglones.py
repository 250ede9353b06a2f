"""Las cifras y las filas de un análisis como renglones para las tablas de un informe."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas.exigencia import ultimo_dia, vencimiento_de
from paac_reportes.analisis.filas.filas import FilaAnalizada
from paac_reportes.formatos.definicion.cifras import FilaDeCifras, FilaDeCuenta, FilaSenalada
from paac_reportes.maqueta.contenidos import Cifra
from paac_reportes.modelo import Estado
from paac_reportes.textos.cifras import porcentaje, puntos
from paac_reportes.textos.fechas import fecha_corta

ESTADOS: dict[Estado | None, str] = {
    Estado.CUMPLIDA: "Cumplida",
    Estado.EN_PROCESO: "En proceso",
    Estado.SIN_AVANCE: "Sin avance",
    Estado.NO_APLICA: "No aplica",
    Estado.SIN_REPORTE: "Sin reporte",
    None: "Sin estado declarado",
}


def de_cifras(cifras: Cifras) -> FilaDeCifras:
    """El renglón de una parte del plan."""
    estados, periodo = cifras.por_estado, cifras.periodo
    return FilaDeCifras(
        nombre=cifras.nombre,
        filas=len(cifras.filas),
        aplican=len(cifras.aplican),
        reportadas=len(cifras.reportadas),
        con_avance=len(cifras.con_avance),
        arrastradas=len(cifras.arrastradas),
        base=f"{len(cifras.con_avance)} de {len(cifras.aplican)}",
        con_texto=len(cifras.con_texto),
        cumplidas=estados[Estado.CUMPLIDA],
        en_proceso=estados[Estado.EN_PROCESO],
        sin_avance=estados[Estado.SIN_AVANCE],
        no_aplican=estados[Estado.NO_APLICA],
        declaradas_sin_reporte=estados[Estado.SIN_REPORTE],
        sin_estado=estados[None],
        exigibles=len(cifras.exigibles),
        sin_reporte=len(cifras.sin_reporte),
        vencidas=len(cifras.vencidas),
        vencidas_sin_reporte=len(cifras.vencidas_sin_reporte),
        por_determinar=len(cifras.por_determinar),
        en_blanco_bajo_reporte=len(cifras.en_blanco_bajo_reporte),
        terminadas=cifras.cumplimiento.terminadas,
        debian=cifras.cumplimiento.debian,
        en_blanco_con_su_dia=cifras.cumplimiento.en_blanco,
        avance=_cifra(cifras.avance_en_texto, cifras.avance),
        zona=cifras.zona_en_texto,
        del_periodo=_cifra(puntos(periodo.puntos), periodo.puntos) if periodo else "—",
        base_del_periodo=periodo.base if periodo else 0,
    )


def _cifra(texto: str, valor: Decimal | None) -> str:
    return texto if valor is None else Cifra(texto, valor)


def por_estado(cifras: Cifras) -> Iterator[FilaDeCuenta]:
    """Cuántas filas hay en cada estado conocido; los que no tienen ninguna no salen."""
    for estado, cuantas in cifras.por_estado.items():
        if cuantas:
            yield _cuenta(ESTADOS[estado], cuantas, len(cifras.filas))


def por_zona(cifras: Cifras) -> Iterator[FilaDeCuenta]:
    """Cuántas filas con avance hay en cada zona."""
    for zona, filas in cifras.por_zona.items():
        yield _cuenta(zona.capitalize(), len(filas), len(cifras.con_avance))


def _cuenta(nombre: str, cuantas: int, total: int) -> FilaDeCuenta:
    parte = porcentaje(Decimal(100 * cuantas) / total) if total else "—"
    return FilaDeCuenta(nombre=nombre, cuantas=cuantas, parte=parte)


def senaladas(
    filas: Iterable[FilaAnalizada], motivo_de: Callable[[FilaAnalizada], str] | None = None
) -> Iterator[FilaSenalada]:
    """Las filas que el informe señala, con lo que hace falta para buscarlas."""
    for fila in filas:
        yield senalada(fila, motivo_de(fila) if motivo_de else _vencimiento(fila))


def senalada(fila: FilaAnalizada, motivo: str) -> FilaSenalada:
    """Una fila y por qué se señala."""
    suya, avance = fila.fila, fila.situacion.avance
    return FilaSenalada(
        codigo=suya.identificador,
        texto=suya.texto or "(sin descripción)",
        dependencia=fila.dependencia.nombre if fila.dependencia else None,
        componente=fila.componente.titulo,
        responsable=suya.responsable,
        fecha=fila.fecha.literal or None,
        seguimiento=_ultimo_texto(fila),
        avance="" if avance is None else porcentaje(avance),
        estado=ESTADOS[fila.estado] if fila.estado else "",
        motivo=motivo,
    )


def _ultimo_texto(fila: FilaAnalizada) -> str | None:
    """El del último reporte, con su corte si no es éste."""
    reporte = fila.ultimo_reporte
    if reporte is None or reporte.corte == fila.corte:
        return reporte.texto if reporte else None
    return f"{reporte.texto or ''} ({fecha_corta(reporte.corte)})".strip()


def _vencimiento(fila: FilaAnalizada) -> str:
    clase = vencimiento_de(fila)
    if clase is None:
        return ""
    mismo_dia = ", en la fecha del corte" if ultimo_dia(fila) == fila.corte else ""
    return f"{clase.value.capitalize()}{mismo_dia}"


def con_motivo(pares: Iterable[tuple[FilaAnalizada, str]]) -> Iterator[FilaSenalada]:
    """Las filas con lo que hay que revisar de cada una; una fila puede salir varias veces."""
    for fila, motivo in pares:
        yield senalada(fila, motivo)


def quien(fila: FilaAnalizada, *, con_dependencia: bool = True) -> str:
    """La fila en una línea: su código, su texto y de quién es."""
    partes = [fila.fila.identificador, fila.fila.texto]
    if con_dependencia and fila.dependencia:
        partes.append(f"({fila.dependencia.nombre})")
    return " ".join(" ".join(filter(None, partes)).split())
