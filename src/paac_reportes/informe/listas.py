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
from paac_reportes.analisis.filas import Filas, Vencimiento
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
_CON_GUION, _EN_BLANCO = "Con un guion o un «N/A» en el período", "En blanco en el período"


def cuentas(analisis: Analisis) -> Iterator[Cuenta]:
    """Las que un informe imprime, en su orden; las que no tienen ninguna fila no están."""
    todo = analisis.todo
    todas = (
        Cuenta(EL_PLAN, todo.filas, son="Las de la matriz."),
        Cuenta(_APLICAN, todo.aplican),
        Cuenta("Se declararon no aplicables", _menos(todo.filas, todo.aplican)),
        *_de_reporte(todo),
        *_de_avance(todo, analisis.componentes),
        *_de_lo_debido(todo),
        *_de_lo_terminado(todo),
        *_de_lo_exigible(todo),
        *_de_verificacion(todo),
        *_por_aclarar(todo),
        *_de_lo_que_viene(analisis),
        *_por_estado(todo),
        *_de_recomendaciones(analisis),
        *_de_antes(analisis),
    )
    return (una for una in todas if una.filas)


def _de_reporte(todo: Cifras) -> Iterator[Cuenta]:
    reporte = reporte_de(todo)
    demas = ((_CON_GUION, reporte.con_guion), (_EN_BLANCO, reporte.sin_escribir))
    nombres = " ni en ".join(f"«{nombre}»" for nombre, filas in demas if filas)
    son = f"Las de «{_APLICAN}» que no están en {nombres}." if nombres else ""
    es_casi_todo = len(reporte.reportadas) > reporte.faltan
    con_reporte = "Con reporte en el período"
    yield Cuenta(con_reporte, reporte.reportadas, _APLICAN, son if es_casi_todo else "")
    yield from (Cuenta(nombre, filas, _APLICAN) for nombre, filas in demas)


def _de_avance(todo: Cifras, componentes: Iterable[Cifras]) -> Iterator[Cuenta]:
    if not todo.con_avance:
        return
    yield Cuenta(_CON_AVANCE, todo.con_avance, _APLICAN)
    yield Cuenta("De ellas, con el avance de un corte anterior", todo.arrastradas, _CON_AVANCE)
    sin_terminar = tuple([fila for fila in todo.aplican if not fila.terminada])
    if any(map(_pide_lo_no_terminado, (todo, *componentes))):
        yield Cuenta("Sin terminar", sin_terminar, _APLICAN)
    sin_avance = tuple([fila for fila in sin_terminar if fila.situacion.avance is None])
    yield Cuenta("Sin terminar y sin avance conocido", sin_avance, _APLICAN)
    yield Cuenta("Se conocen en este corte y en el anterior", todo.base_del_periodo, _CON_AVANCE)
    primeras = todo.conocidas_por_primera_vez
    yield Cuenta("Se conocen por primera vez", primeras, _CON_AVANCE)
    if todo.periodo is not None:
        ya = {fila.ruta for fila in (*primeras, *todo.base_del_periodo)}
        vuelven = tuple(fila for fila in todo.con_avance if fila.ruta not in ya)
        if len(vuelven) == todo.periodo.otra_vez:
            yield Cuenta("Vuelven a conocerse", vuelven, _CON_AVANCE)
    yield Cuenta("Subió su avance", todo.subieron, _APLICAN)
    yield Cuenta("Bajó su avance", todo.bajaron, _APLICAN)


def _pide_lo_no_terminado(cifras: Cifras) -> bool:
    """Si no tiene zona por lo poco que se conoce de lo no terminado, y se dice cuánto es."""
    sin_zona = cifras.avance is not None and cifras.zona is None
    return sin_zona and cifras.cobertura >= cifras.reglas.escala.cobertura_minima


def _de_lo_debido(todo: Cifras) -> Iterator[Cuenta]:
    dias = [(fila.ultimo_dia, fila) for fila in todo.debian]
    meses = agrupadas([(dia.replace(day=1), fila) for dia, fila in dias if dia])
    son = ""
    if len(meses) > 1:
        son = f"Las de los meses que siguen, de {mes_y_ano(min(meses))} a {mes_y_ano(max(meses))}."
    yield Cuenta(_DEBIAN, todo.debian, _APLICAN, son)
    for mes, filas in sorted(meses.items()):
        yield Cuenta(f"Vencían en {mes_y_ano(mes)}", tuple(filas), _DEBIAN)
    de_ese_dia = tuple(fila for fila in todo.debian if fila.ultimo_dia == fila.corte)
    yield Cuenta("Vencían en la fecha del corte", de_ese_dia, _DEBIAN)
    terminadas = tuple(fila for fila in todo.debian if fila.terminada)
    yield Cuenta("Terminadas, de las que debían estarlo", terminadas, _DEBIAN)
    yield Cuenta("Vencidas", todo.vencidas, _DEBIAN)
    yield Cuenta("Vencidas sin reporte", todo.vencidas_sin_reporte, _DEBIAN)
    yield from _por_edad(todo)
    yield Cuenta(POR_DETERMINAR, todo.por_determinar, _DEBIAN)
    yield Cuenta(AL_DIA, todo.al_dia_sin_reporte, _DEBIAN)
    en_blanco = todo.por_vencimiento[Vencimiento.EN_BLANCO]
    yield Cuenta(f"{EN_BLANCO}, de las que debían estar terminadas", en_blanco, _DEBIAN)
    if en_blanco and todo.al_dia_sin_reporte:
        otras = _las_de(todo, (*todo.al_dia_sin_reporte, *en_blanco))
        yield Cuenta("Otras, de las que debían estar terminadas", otras, _DEBIAN)
    blancos = todo.en_blanco_bajo_reporte
    yield Cuenta(EN_BLANCO, blancos)
    yield Cuenta(SIN_DIA, todo.sin_dia_claro, _APLICAN)
    sin_dia = _menos(todo.sin_dia_claro, blancos)
    if len(sin_dia) < len(todo.sin_dia_claro):
        yield Cuenta(f"{SIN_DIA}, sin las que van en blanco", sin_dia, SIN_DIA)


def _por_edad(todo: Cifras) -> Iterator[Cuenta]:
    """Lo vencido y lo vencido sin reporte, por los días que van desde su último día."""
    vencidas = _las_de(todo, (*todo.vencidas, *todo.vencidas_sin_reporte))
    de_cada = agrupadas([(edad_de(fila), fila) for fila in vencidas])
    for tramo in por_edad(todo):
        filas = tuple(de_cada.get(tramo.nombre, ()))
        yield Cuenta(f"Lo vencido: {tramo.nombre.lower()}", filas, _DEBIAN)


def _de_lo_terminado(todo: Cifras) -> Iterator[Cuenta]:
    yield Cuenta(_TERMINADAS, todo.terminadas, _APLICAN)
    yield Cuenta("Terminaron en el período", todo.terminaron, _TERMINADAS)
    yield Cuenta("Terminadas antes de su último día", todo.terminadas_antes, _TERMINADAS)
    yield Cuenta("Terminadas y verificadas", todo.terminadas_verificadas, _TERMINADAS)


def _de_lo_exigible(todo: Cifras) -> Iterator[Cuenta]:
    yield Cuenta(_EXIGIBLES, todo.exigibles, _APLICAN)
    yield Cuenta("Sin reporte, de lo exigible", todo.sin_reporte, _EXIGIBLES)
    if not todo.sin_reporte:
        callan = tuple(fila for fila in todo.exigibles if not fila.reportada)
        yield Cuenta("Exigibles que no se reportaron", callan, _EXIGIBLES)
    no_vencidas = sin_reporte_por_vencer(todo)
    if len(no_vencidas) < len(todo.sin_reporte):
        yield Cuenta("Sin reporte y todavía no vencidas", no_vencidas, _EXIGIBLES)
    juntas = (*todo.vencidas, *todo.vencidas_sin_reporte, *todo.sin_reporte)
    yield Cuenta("Vencidas o sin reporte", _las_de(todo, juntas), _APLICAN)


def _de_verificacion(todo: Cifras) -> Iterator[Cuenta]:
    de_cada = agrupadas(
        [
            (fila.seguimiento.verificacion.resultado, fila)
            for fila in todo.filas
            if fila.seguimiento and fila.seguimiento.verificacion
        ]
    )
    for resultado, nombre in VERIFICACIONES.items():
        yield Cuenta(f"Evidencias: {nombre.lower()}", tuple(de_cada.get(resultado, ())))


def _por_aclarar(todo: Cifras) -> Iterator[Cuenta]:
    contradicen = {fila.ruta: fila for fila, _ in todo.contradicciones}
    yield Cuenta("Con datos que se contradicen", tuple(contradicen.values()))
    yield Cuenta("Reabiertas después de terminadas", todo.reabiertas, _APLICAN)
    dudosas = {fila.ruta: fila for fila, _ in todo.fechas_por_revisar}
    yield Cuenta("Con una fecha por revisar", tuple(dudosas.values()))


def _de_lo_que_viene(analisis: Analisis) -> Iterator[Cuenta]:
    if analisis.siguiente is not None:
        filas = _las_de(analisis.todo, proximas(analisis))
        yield Cuenta(f"Vencen hasta el {fecha_larga(analisis.siguiente)}", filas, _APLICAN)


def _por_estado(todo: Cifras) -> Iterator[Cuenta]:
    """Las del gráfico de los estados, si alguno se declaró."""
    de_cada = agrupadas([(fila.estado, fila) for fila in todo.filas])
    if de_cada.keys() <= {None}:
        return
    for estado, nombre in ESTADOS.items():
        dicho = f"Estado declarado: {nombre.lower()}" if estado else nombre
        yield Cuenta(dicho, tuple(de_cada.get(estado, ())))


def _de_recomendaciones(analisis: Analisis) -> Iterator[Cuenta]:
    """De la que tiene más filas que las que su tabla escribe, todas las de su asunto."""
    de_cada: defaultdict[str, list[str]] = defaultdict(list)
    truncadas = set()
    for una, rutas in las_del_informe(analisis):
        de_cada[una.texto].extend(rutas or ())
        if len(rutas or ()) > SE_ESCRIBEN:
            truncadas.add(una.texto)
    for texto, rutas_de_todas in de_cada.items():
        if texto in truncadas:
            suyas = set(rutas_de_todas)
            filas = tuple(fila for fila in analisis.todo.filas if fila.ruta in suyas)
            yield Cuenta(f"Se recomienda: {con_minuscula(texto).rstrip('.')}", filas)


def _de_antes(analisis: Analisis) -> Iterator[Cuenta]:
    """Lo que el informe cuenta de cada corte anterior, con los datos de hoy."""
    for corte, anterior in reversed(analisis.por_corte.items()):
        if anterior is analisis:
            continue
        todo, cuando = anterior.todo, fecha_corta(corte)
        aplicaban = f"Aplicaban al {cuando}"
        yield Cuenta(aplicaban, todo.aplican)
        yield Cuenta(f"Con reporte al {cuando}", reporte_de(todo).reportadas, aplicaban)
        yield Cuenta(f"Con avance conocido al {cuando}", todo.con_avance, aplicaban)


# ------------------------------------------------------------------ cómo se escriben
_POCAS, _MUY_POCAS = 12, 3
"""Hasta tantas se escriben siempre: aunque sean casi todas, y aunque otra lista sea la misma."""
_EN_UN_RENGLON = 100
"""Con más, la lista va en varios: una celda de mil códigos no se lee ni cabe en una página."""


def listas(analisis: Analisis) -> Iterator[FilaDeLista]:
    """La de cada cuenta: con ella, y las que nombra, se hallan sus filas en la matriz."""
    de: dict[str, Cuenta] = {}
    escritas: dict[frozenset[str], str] = {}
    for una in cuentas(analisis):
        de[una.nombre], suyas = una, _rutas(una.filas)
        if suyas in escritas and len(suyas) > _MUY_POCAS:
            renglones = iter([(una.nombre, f"Las de «{escritas[suyas]}».")])
        else:
            escritas.setdefault(suyas, una.nombre)
            renglones = _renglones(una, de[una.dentro_de or EL_PLAN], codigos_de(analisis))
        for nombre, cuales in renglones:
            yield FilaDeLista(nombre=nombre, cuantas=len(una.filas), cuales=cuales)


def _renglones(una: Cuenta, contiene: Cuenta, codigos: Codigos) -> Iterator[tuple[str, str]]:
    """El nombre y las filas de cada uno."""
    son_muchas = len(una.filas) > _POCAS
    if una.son and son_muchas:
        yield una.nombre, una.son
        return
    antes, filas = "", una.filas
    if son_muchas and len(faltan := _menos(contiene.filas, filas)) < len(filas):
        antes, filas = f"Las de «{contiene.nombre}», menos: ", faltan
    trozos = [*_trozos([codigos.de(fila.ruta) for fila in filas])]
    for numero, trozo in enumerate(trozos, 1):
        cual = f" ({tantas_de(numero, len(trozos))})" if len(trozos) > 1 else ""
        yield f"{una.nombre}{cual}", f"{antes}{_escrito(trozo)}"


def _rutas(filas: Filas) -> frozenset[str]:
    return frozenset([fila.ruta for fila in filas])


def _las_de(todo: Cifras, filas: Filas) -> Filas:
    """Ésas, una vez cada una y en el orden del plan."""
    suyas = _rutas(filas)
    return tuple([fila for fila in todo.filas if fila.ruta in suyas])


def _menos(filas: Filas, otras: Filas) -> Filas:
    fuera = _rutas(otras)
    return tuple([fila for fila in filas if fila.ruta not in fuera])


def _trozos(codigos: Sequence[Codigo]) -> Iterator[Sequence[Codigo]]:
    """Los de cada renglón, parejos: cortan donde empieza una dependencia, si no es muy grande."""
    cuantos = -(-len(codigos) // _EN_UN_RENGLON)
    parejo = -(-len(codigos) // cuantos)
    trozo: list[Codigo] = []
    for suyos in _por_dependencia(codigos).values():
        if trozo and 2 * (len(trozo) + len(suyos)) > 3 * parejo:
            yield trozo
            trozo = []
        trozo += suyos
        while len(trozo) > 2 * _EN_UN_RENGLON:
            yield trozo[:_EN_UN_RENGLON]
            trozo = trozo[_EN_UN_RENGLON:]
    if trozo:
        yield trozo


def _por_dependencia(codigos: Iterable[Codigo]) -> dict[str, list[Codigo]]:
    return agrupadas([(codigo.dependencia, codigo) for codigo in codigos])


def _escrito(codigos: Sequence[Codigo]) -> str:
    """Cada dependencia en su renglón, y cada código escrito."""
    return "\n".join(
        f"{dependencia}, {por_componente(suyos)}" if dependencia else por_componente(suyos)
        for dependencia, suyos in _por_dependencia(codigos).items()
    )
