"""Una lista por cada cuenta que un informe imprime: con ella y la matriz se sigue en papel.

Primero las cuentas, cada una con su nombre y dentro de cuál está; después, cómo se escribe su
lista: por sus códigos o, si es casi todo lo que la contiene, por los que no están en ella.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from paac_reportes import clases
from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.codigos import Codigo, Codigos, codigos_de
from paac_reportes.analisis.filas import Filas, Vencimiento, sin_las_excluidas
from paac_reportes.formatos.definicion.filas import FilaDeLista
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.codigos import por_componente
from paac_reportes.informe.hallazgos import ESTADOS
from paac_reportes.informe.propuestas import las_del_informe
from paac_reportes.informe.recomendaciones import SE_ESCRIBEN
from paac_reportes.informe.reporte import reporte_de
from paac_reportes.informe.vencimientos import (
    AL_DIA,
    EN_BLANCO,
    POR_DETERMINAR,
    SIN_DIA,
    edad_de,
    por_edad,
    proximas,
    sin_reporte_por_vencer,
)
from paac_reportes.textos.frases import con_minuscula
from paac_reportes.textos.valores import (
    VERIFICACIONES,
    fecha_corta,
    fecha_larga,
    mes_y_ano,
    tantas_de,
)

# ------------------------------------------------------------------ las cuentas


@clases.frozen
class Cuenta:
    """Las filas que cuenta un número del informe."""

    nombre: str
    """Con las palabras con que se imprime."""
    filas: Filas
    dentro_de: str = ""
    """La cuenta que la contiene; ninguna, si es todo el plan."""
    son: str = ""
    """Cómo se dice sin escribirlas, si otras listas las dan."""


EL_PLAN = "Todas las filas del plan"
_APLICAN, _DEBIAN, _EXIGIBLES = "Aplican", "Debían estar terminadas", "Exigibles"
_TERMINADAS, _CON_AVANCE = "Terminadas en total", "Con avance conocido"
_CON_GUION, _EN_BLANCO = "Con un guion o N/A en el período", "En blanco en el período"


def cuentas(analisis: Analisis) -> Iterator[Cuenta]:
    """Las cuentas que un informe imprime, en su orden, sin las que no tienen ninguna fila."""
    cifras = analisis.todo
    candidatas = (
        Cuenta(EL_PLAN, cifras.filas, son="Las de la matriz."),
        Cuenta(_APLICAN, cifras.aplican),
        Cuenta("Se declararon no aplicables", sin_las_excluidas(cifras.filas, cifras.aplican)),
        *_cuentas_de_reporte(cifras),
        *_cuentas_de_avance(cifras, analisis.componentes),
        *_cuentas_de_lo_debido(cifras),
        *_cuentas_de_lo_terminado(cifras),
        *_cuentas_de_lo_exigible(cifras),
        *_cuentas_de_verificacion(cifras),
        *_cuentas_por_aclarar(cifras),
        *_cuentas_de_lo_que_viene(analisis),
        *_cuentas_por_estado(cifras),
        *_cuentas_de_recomendaciones(analisis),
        *_cuentas_de_cortes_anteriores(analisis),
    )
    return (cuenta for cuenta in candidatas if cuenta.filas)


def _cuentas_de_reporte(cifras: Cifras) -> Iterator[Cuenta]:
    reporte = reporte_de(cifras)
    demas = ((_CON_GUION, reporte.con_guion), (_EN_BLANCO, reporte.sin_escribir))
    nombres = " ni en ".join(f"«{nombre}»" for nombre, filas in demas if filas)
    son = f"Las de «{_APLICAN}» que no están en {nombres}." if nombres else ""
    es_casi_todo = len(reporte.reportadas) > reporte.faltan
    con_reporte = "Con reporte en el período"
    yield Cuenta(con_reporte, reporte.reportadas, _APLICAN, son if es_casi_todo else "")
    yield from (Cuenta(nombre, filas, _APLICAN) for nombre, filas in demas)


def _cuentas_de_avance(cifras: Cifras, componentes: Iterable[Cifras]) -> Iterator[Cuenta]:
    if not cifras.con_avance:
        return
    yield Cuenta(_CON_AVANCE, cifras.con_avance, _APLICAN)
    yield Cuenta("De ellas, con el avance de un corte anterior", cifras.arrastradas, _CON_AVANCE)
    sin_terminar = tuple([fila for fila in cifras.aplican if not fila.terminada])
    if any(map(_pide_lo_no_terminado, (cifras, *componentes))):
        yield Cuenta("Sin terminar", sin_terminar, _APLICAN)
    sin_avance = tuple([fila for fila in sin_terminar if fila.situacion.avance is None])
    yield Cuenta("Sin terminar y sin avance conocido", sin_avance, _APLICAN)
    yield Cuenta("Se conocen en este corte y en el anterior", cifras.base_del_periodo, _CON_AVANCE)
    primeras = cifras.conocidas_por_primera_vez
    yield Cuenta("Se conocen por primera vez", primeras, _CON_AVANCE)
    if cifras.periodo is not None:
        conocidas = {fila.ruta for fila in (*primeras, *cifras.base_del_periodo)}
        vuelven = tuple(fila for fila in cifras.con_avance if fila.ruta not in conocidas)
        if len(vuelven) == cifras.periodo.otra_vez:
            yield Cuenta("Vuelven a conocerse", vuelven, _CON_AVANCE)
    yield Cuenta("Subió su avance", cifras.subieron, _APLICAN)
    yield Cuenta("Bajó su avance", cifras.bajaron, _APLICAN)


def _pide_lo_no_terminado(cifras: Cifras) -> bool:
    """Si unas cifras no tienen zona por lo poco que se conoce de lo no terminado."""
    sin_zona = cifras.avance is not None and cifras.zona is None
    return sin_zona and cifras.cobertura >= cifras.reglas.escala.cobertura_minima


def _cuentas_de_lo_debido(cifras: Cifras) -> Iterator[Cuenta]:
    dias = [(fila.ultimo_dia, fila) for fila in cifras.debian]
    meses = agrupadas([(dia.replace(day=1), fila) for dia, fila in dias if dia])
    son = ""
    if len(meses) > 1:
        son = f"Las de los meses que siguen, de {mes_y_ano(min(meses))} a {mes_y_ano(max(meses))}."
    yield Cuenta(_DEBIAN, cifras.debian, _APLICAN, son)
    for mes, filas in sorted(meses.items()):
        yield Cuenta(f"Vencían en {mes_y_ano(mes)}", tuple(filas), _DEBIAN)
    de_ese_dia = tuple(fila for fila in cifras.debian if fila.vence_en_el_corte)
    yield Cuenta("Vencían en la fecha del corte", de_ese_dia, _DEBIAN)
    terminadas = tuple(fila for fila in cifras.debian if fila.terminada)
    yield Cuenta("Terminadas, de las que debían estarlo", terminadas, _DEBIAN)
    yield Cuenta("Vencidas", cifras.vencidas, _DEBIAN)
    yield Cuenta("Vencidas sin reporte", cifras.vencidas_sin_reporte, _DEBIAN)
    yield from _cuentas_por_edad(cifras)
    yield Cuenta(POR_DETERMINAR, cifras.por_determinar, _DEBIAN)
    yield Cuenta(AL_DIA, cifras.al_dia_sin_reporte, _DEBIAN)
    en_blanco = cifras.por_vencimiento[Vencimiento.EN_BLANCO]
    yield Cuenta(f"{EN_BLANCO}, de las que debían estar terminadas", en_blanco, _DEBIAN)
    if en_blanco and cifras.al_dia_sin_reporte:
        restantes = _en_el_orden_del_plan(cifras, (*cifras.al_dia_sin_reporte, *en_blanco))
        yield Cuenta("Otras, de las que debían estar terminadas", restantes, _DEBIAN)
    blancos = cifras.en_blanco_bajo_reporte
    yield Cuenta(EN_BLANCO, blancos)
    yield Cuenta(SIN_DIA, cifras.sin_dia_claro, _APLICAN)
    sin_dia = sin_las_excluidas(cifras.sin_dia_claro, blancos)
    if len(sin_dia) < len(cifras.sin_dia_claro):
        yield Cuenta(f"{SIN_DIA}, sin las que van en blanco", sin_dia, SIN_DIA)


def _cuentas_por_edad(cifras: Cifras) -> Iterator[Cuenta]:
    """Lo vencido y lo vencido sin reporte, por los días que van desde su último día."""
    vencidas = _en_el_orden_del_plan(cifras, (*cifras.vencidas, *cifras.vencidas_sin_reporte))
    de_cada = agrupadas([(edad_de(fila), fila) for fila in vencidas])
    for tramo in por_edad(cifras):
        filas = tuple(de_cada.get(tramo.nombre, ()))
        yield Cuenta(f"Lo vencido: {tramo.nombre.lower()}", filas, _DEBIAN)


def _cuentas_de_lo_terminado(cifras: Cifras) -> Iterator[Cuenta]:
    yield Cuenta(_TERMINADAS, cifras.terminadas, _APLICAN)
    yield Cuenta("Terminaron en el período", cifras.terminaron, _TERMINADAS)
    yield Cuenta("Terminadas antes de su último día", cifras.terminadas_antes, _TERMINADAS)
    yield Cuenta("Terminadas y verificadas", cifras.terminadas_verificadas, _TERMINADAS)


def _cuentas_de_lo_exigible(cifras: Cifras) -> Iterator[Cuenta]:
    yield Cuenta(_EXIGIBLES, cifras.exigibles, _APLICAN)
    yield Cuenta("Sin reporte, de lo exigible", cifras.sin_reporte, _EXIGIBLES)
    if not cifras.sin_reporte:
        callan = tuple(fila for fila in cifras.exigibles if not fila.reportada)
        yield Cuenta("Exigibles que no se reportaron", callan, _EXIGIBLES)
    no_vencidas = sin_reporte_por_vencer(cifras)
    if len(no_vencidas) < len(cifras.sin_reporte):
        yield Cuenta("Sin reporte y todavía no vencidas", no_vencidas, _EXIGIBLES)
    juntas = (*cifras.vencidas, *cifras.vencidas_sin_reporte, *cifras.sin_reporte)
    yield Cuenta("Vencidas o sin reporte", _en_el_orden_del_plan(cifras, juntas), _APLICAN)


def _cuentas_de_verificacion(cifras: Cifras) -> Iterator[Cuenta]:
    de_cada = agrupadas(
        [
            (fila.seguimiento.verificacion.resultado, fila)
            for fila in cifras.filas
            if fila.seguimiento and fila.seguimiento.verificacion
        ]
    )
    for resultado, nombre in VERIFICACIONES.items():
        yield Cuenta(f"Evidencias: {nombre.lower()}", tuple(de_cada.get(resultado, ())))


def _cuentas_por_aclarar(cifras: Cifras) -> Iterator[Cuenta]:
    contradicen = {fila.ruta: fila for fila, _ in cifras.contradicciones}
    yield Cuenta("Con datos que se contradicen", tuple(contradicen.values()))
    yield Cuenta("Reabiertas después de terminadas", cifras.reabiertas, _APLICAN)
    dudosas = {fila.ruta: fila for fila, _ in cifras.fechas_por_revisar}
    yield Cuenta("Con una fecha por revisar", tuple(dudosas.values()))


def _cuentas_de_lo_que_viene(analisis: Analisis) -> Iterator[Cuenta]:
    if analisis.siguiente is not None:
        filas = _en_el_orden_del_plan(analisis.todo, proximas(analisis))
        yield Cuenta(f"Vencen hasta el {fecha_larga(analisis.siguiente)}", filas, _APLICAN)


def _cuentas_por_estado(cifras: Cifras) -> Iterator[Cuenta]:
    """Las cuentas del gráfico de los estados, si alguno se declaró."""
    de_cada = agrupadas([(fila.estado, fila) for fila in cifras.filas])
    if de_cada.keys() <= {None}:
        return
    for estado, nombre in ESTADOS.items():
        rotulo = f"Estado declarado: {nombre.lower()}" if estado else nombre
        yield Cuenta(rotulo, tuple(de_cada.get(estado, ())))


def _cuentas_de_recomendaciones(analisis: Analisis) -> Iterator[Cuenta]:
    """De cada recomendación con más filas que las que su tabla escribe, todas las de su asunto."""
    de_cada: defaultdict[str, list[str]] = defaultdict(list)
    truncadas = set()
    for recomendacion, rutas in las_del_informe(analisis):
        de_cada[recomendacion.texto].extend(rutas or ())
        if len(rutas or ()) > SE_ESCRIBEN:
            truncadas.add(recomendacion.texto)
    for texto, rutas_de_todas in de_cada.items():
        if texto in truncadas:
            del_asunto = set(rutas_de_todas)
            filas = tuple(fila for fila in analisis.todo.filas if fila.ruta in del_asunto)
            yield Cuenta(f"Se recomienda: {con_minuscula(texto).rstrip('.')}", filas)


def _cuentas_de_cortes_anteriores(analisis: Analisis) -> Iterator[Cuenta]:
    """Las cuentas que el informe da de cada corte anterior, con los datos de hoy."""
    for corte, anterior in reversed(analisis.por_corte.items()):
        if anterior is analisis:
            continue
        cifras, cuando = anterior.todo, fecha_corta(corte)
        aplicaban = f"Aplicaban al {cuando}"
        yield Cuenta(aplicaban, cifras.aplican)
        yield Cuenta(f"Con reporte al {cuando}", reporte_de(cifras).reportadas, aplicaban)
        yield Cuenta(f"Con avance conocido al {cuando}", cifras.con_avance, aplicaban)


# ------------------------------------------------------------------ cómo se escriben
_POCAS, _MUY_POCAS = 12, 3
"""Hasta tantas se escriben siempre: aunque sean casi todas, y aunque otra lista sea la misma."""
_EN_UN_RENGLON = 100
"""Con más, la lista va en varios: una celda de mil códigos no se lee ni cabe en una página."""


def listas(analisis: Analisis) -> Iterator[FilaDeLista]:
    """La lista de cada cuenta: con ella, y las que nombra, se hallan sus filas en la matriz."""
    por_nombre: dict[str, Cuenta] = {}
    nombre_de_la_misma: dict[frozenset[str], str] = {}
    for cuenta in cuentas(analisis):
        por_nombre[cuenta.nombre], rutas = cuenta, _rutas(cuenta.filas)
        if rutas in nombre_de_la_misma and len(rutas) > _MUY_POCAS:
            renglones = iter([(cuenta.nombre, f"Las de «{nombre_de_la_misma[rutas]}».")])
        else:
            nombre_de_la_misma.setdefault(rutas, cuenta.nombre)
            contiene = por_nombre[cuenta.dentro_de or EL_PLAN]
            renglones = _renglones(cuenta, contiene, codigos_de(analisis))
        # Una vez por cuenta: repetido en cada renglón suyo, quien los sume lo cuenta de más.
        for numero, (nombre, texto) in enumerate(renglones):
            cuantas = None if numero else len(cuenta.filas)
            yield FilaDeLista(nombre=nombre, cuantas=cuantas, cuales=texto)


def _renglones(cuenta: Cuenta, contiene: Cuenta, codigos: Codigos) -> Iterator[tuple[str, str]]:
    """El nombre y el texto de cada renglón de una cuenta."""
    son_muchas = len(cuenta.filas) > _POCAS
    if cuenta.son and son_muchas:
        yield cuenta.nombre, cuenta.son
        return
    antes, filas = "", cuenta.filas
    if son_muchas and len(faltan := sin_las_excluidas(contiene.filas, filas)) < len(filas):
        antes, filas = f"Las de «{contiene.nombre}», menos: ", faltan
    trozos = [*_trozos([codigos.de(fila.ruta) for fila in filas])]
    for numero, trozo in enumerate(trozos, 1):
        orden = f" ({tantas_de(numero, len(trozos))})" if len(trozos) > 1 else ""
        # Cada dependencia en su renglón.
        escritos = "\n".join(
            f"{dependencia}, {por_componente(grupo)}" if dependencia else por_componente(grupo)
            for dependencia, grupo in _por_dependencia(trozo).items()
        )
        yield f"{cuenta.nombre}{orden}", f"{antes}{escritos}"


def _rutas(filas: Filas) -> frozenset[str]:
    return frozenset([fila.ruta for fila in filas])


def _en_el_orden_del_plan(cifras: Cifras, filas: Filas) -> Filas:
    """Las filas, una vez cada una y en el orden del plan."""
    rutas = _rutas(filas)
    return tuple([fila for fila in cifras.filas if fila.ruta in rutas])


def _trozos(codigos: Sequence[Codigo]) -> Iterator[Sequence[Codigo]]:
    """Los códigos de cada renglón, parejos: cortan donde empieza una oficina, si no es larga."""
    cuantos = -(-len(codigos) // _EN_UN_RENGLON)
    parejo = -(-len(codigos) // cuantos)
    trozo: list[Codigo] = []
    for de_oficina in _por_dependencia(codigos).values():
        if trozo and 2 * (len(trozo) + len(de_oficina)) > 3 * parejo:
            yield trozo
            trozo = []
        trozo += de_oficina
        while len(trozo) > 2 * _EN_UN_RENGLON:
            yield trozo[:_EN_UN_RENGLON]
            trozo = trozo[_EN_UN_RENGLON:]
    if trozo:
        yield trozo


def _por_dependencia(codigos: Iterable[Codigo]) -> dict[str, list[Codigo]]:
    return agrupadas([(codigo.dependencia, codigo) for codigo in codigos])
