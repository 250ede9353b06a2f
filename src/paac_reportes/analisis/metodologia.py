"""Las reglas con que se sacan unas cifras, ya completas: de aquí sale todo lo que se promedia."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext

import attrs

from paac_reportes import clases
from paac_reportes.decimales import contexto
from paac_reportes.errores import Aviso, Falla
from paac_reportes.grupos import agrupadas
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.modelo.metodologia import (
    CORTES,
    Arrastre,
    Blancos,
    CumplidaSinNumero,
    Escala,
    Metodo,
    Periodicidad,
    cortes_de,
)
from paac_reportes.textos.valores import fecha_corta

METODOS: dict[Metodo, str] = {
    "actividades": "promedio de las actividades",
    "subcomponentes": "promedio de los promedios de los subcomponentes",
    "ponderado": "promedio de los promedios de los componentes, según su peso",
}
"""Cómo se nombra cada uno en un informe."""

Pesos = Mapping[int, Decimal]


@clases.frozen(kw_only=True)
class Reglas:
    """Reglas de un análisis; cada una tiene nombre y se imprime con las cifras."""

    escala: Escala
    metodo: Metodo = "actividades"
    pesos: Pesos = attrs.Factory(dict)
    arrastre: Arrastre = "ultimo_conocido"
    blancos: Blancos = "aparte"
    cumplida_sin_numero: CumplidaSinNumero = "cien"
    cortes: Periodicidad | tuple[date, ...] | None = None
    logros: int = 2
    """De cada componente, cuántas filas reportadas cita el informe."""

    def peso(self, numero: int | None) -> Decimal:
        """Peso de un componente, por su número; 1 si no se le dio."""
        return Decimal(1) if numero is None else self.pesos.get(numero, Decimal(1))


def fallas_de_los_pesos(elegida: Metodologia, plan: Plan) -> Iterator[Falla]:
    """Fallas de los pesos que no se usarían: con otro método, o de un componente que no está."""
    if elegida.pesos and elegida.metodo != "ponderado":
        metodo = elegida.metodo or "actividades"
        motivo = f"sólo cuentan con el método ponderado, y el método es {metodo}"
        yield Falla("datos_incoherentes", "metodologia.pesos", motivo)
    yield from pesos_sin_componente(elegida, plan)


def pesos_sin_componente(elegida: Metodologia, plan: Plan) -> Iterator[Falla]:
    """Fallas de los pesos de un componente que no está, con los que hay."""
    numeros = {componente.numero for _, componente in plan.tablas()}
    los_que_hay = ", ".join(map(str, sorted(n for n in numeros if n is not None))) or "ninguno"
    for numero in elegida.pesos or ():
        if numero not in numeros:
            motivo = f"ningún componente tiene ese número; los hay: {los_que_hay}"
            yield Falla("dato_desconocido", f"metodologia.pesos.{numero}", motivo)


def reglas_elegidas(elegida: Metodologia, escala: Escala) -> Reglas:
    """Reglas que se eligieron y, en lo que no se dijo, las de la biblioteca con esa escala."""
    valores = {campo.name: getattr(elegida, campo.name) for campo in attrs.fields(Metodologia)}
    valores["escala"] = escala
    return Reglas(**{campo: valor for campo, valor in valores.items() if valor is not None})


def serie_de(plan: Plan, reglas: Reglas, corte: date) -> tuple[date, ...]:
    """Cortes de la vigencia, en orden: los que nombran los datos o, si no, los declarados.

    Los declarados son los que traen algún seguimiento, en el año de la vigencia.
    """
    if isinstance(reglas.cortes, str):
        return cortes_de(plan.vigencia or corte.year, reglas.cortes)
    if reglas.cortes is not None:
        return reglas.cortes
    vigencia = plan.vigencia or corte.year
    return tuple(dia for dia in plan.cortes() if dia.year == vigencia)


def cortes_fuera_de_la_serie(plan: Plan, reglas: Reglas) -> Iterator[Aviso]:
    """Avisos de los cortes de los datos que la serie elegida no tiene."""
    if reglas.cortes is None:
        return
    for corte in plan.cortes():
        serie = serie_de(plan, reglas, corte)
        if corte not in serie:
            dia, cortes = fecha_corta(corte), _entre_comas(serie)
            motivo = f"hay seguimientos del {dia}, y los de la serie son {cortes}"
            yield Aviso("corte_fuera_de_serie", "metodologia.cortes", motivo)


def corte_anterior(plan: Plan, reglas: Reglas, corte: date) -> date | None:
    """Corte que precede a otro en su serie; ``None`` si es el primero."""
    return precede(serie_de(plan, reglas, corte), corte)


def precede(serie: Sequence[date], corte: date) -> date | None:
    """Último corte de la serie, que va en orden, anterior al dado; ``None`` si no lo hay."""
    anteriores = bisect_left(serie, corte)
    return serie[anteriores - 1] if anteriores else None


def fallas_del_corte_pedido(plan: Plan, reglas: Reglas, corte: date) -> Iterator[Falla]:
    """Falla, con los cortes que hay, si el pedido no es de los datos ni de su serie."""
    # Decisión 0021.
    con_seguimientos = plan.cortes()
    sin_seguimientos = [
        dia for dia in _cortes_esperados(plan, reglas, corte) if dia not in con_seguimientos
    ]
    if corte in (*con_seguimientos, *sin_seguimientos):
        return
    hay = f"los hay del {_entre_comas(con_seguimientos)}" if con_seguimientos else "no hay ninguno"
    todavia = (
        f"; todavía sin seguimientos: {_entre_comas(sin_seguimientos)}" if sin_seguimientos else ""
    )
    pista = "" if reglas.cortes else "; si su serie es otra, va en metodologia.cortes"
    motivo = f"el plan no tiene el del {fecha_corta(corte)}; {hay}{todavia}{pista}"
    anotado = {"llego": corte, "opciones": (*con_seguimientos, *sin_seguimientos)}
    yield Falla("corte_desconocido", "corte", motivo, datos=anotado)


def _cortes_esperados(plan: Plan, reglas: Reglas, corte: date) -> tuple[date, ...]:
    """Los cortes de la serie elegida o, sin ella, de todo calendario en que caben los datos."""
    if reglas.cortes is not None:
        return serie_de(plan, reglas, corte)
    vigencia = plan.vigencia or corte.year
    calendarios = [set(cortes_de(vigencia, periodicidad)) for periodicidad in CORTES]
    de_los_datos = serie_de(plan, reglas, corte)
    posibles = (calendario for calendario in calendarios if calendario.issuperset(de_los_datos))
    return tuple(sorted(set().union(*posibles)))


def _entre_comas(cortes: Iterable[date]) -> str:
    return ", ".join(map(fecha_corta, cortes))


# ------------------------------------------------------------------ los promedios


_CONTEXTO = contexto(40)
"""Propio: la misma entrada da lo mismo en el programa de cualquiera."""


@clases.frozen
class Medida:
    """Un número conocido y el grupo (el subcomponente) de donde viene."""

    valor: Decimal
    grupo: object = None


def promedio_de_actividades(medidas: Sequence[Medida]) -> Decimal | None:
    """El promedio de todas las medidas, cada una con el mismo peso; ``None`` si no hay."""
    if not medidas:
        return None
    with localcontext(_CONTEXTO):
        return sum((medida.valor for medida in medidas), Decimal(0)) / len(medidas)


def promedio_de_subcomponentes(medidas: Sequence[Medida]) -> Decimal | None:
    """Promedio de los promedios de cada grupo; ``None`` si no hay medidas."""
    promedios = [promedio_de_actividades(grupo) for grupo in por_grupo(medidas)]
    return promedio_de_actividades([Medida(media) for media in promedios if media is not None])


def promedio_ponderado(
    medidas: Sequence[Medida], peso_de: Callable[[object], Decimal]
) -> Decimal | None:
    """Promedio de los promedios de cada grupo, según su peso; ``None`` si no hay medidas."""
    if not medidas:
        return None
    with localcontext(_CONTEXTO):
        suma = total = Decimal(0)
        for grupo in por_grupo(medidas):
            peso = peso_de(grupo[0].grupo)
            suma += (promedio_de_actividades(grupo) or Decimal(0)) * peso
            total += peso
        return suma / total


def suma(medidas: Sequence[Medida]) -> Decimal | None:
    """La suma de las medidas; ``None`` si no hay."""
    if not medidas:
        return None
    with localcontext(_CONTEXTO):
        return sum((medida.valor for medida in medidas), Decimal(0))


def por_grupo(medidas: Sequence[Medida]) -> list[list[Medida]]:
    """Las medidas de cada grupo, en el orden en que aparecen."""
    return list(agrupadas((medida.grupo, medida) for medida in medidas).values())


def mediana(medidas: Sequence[Medida]) -> Decimal | None:
    """Medida del medio o, si son pares, el promedio de las dos; ``None`` si no hay."""
    valores = sorted(medida.valor for medida in medidas)
    medio = len(valores) // 2
    cuantas = 1 if len(valores) % 2 else 2
    return promedio_de_actividades([Medida(v) for v in valores[medio + 1 - cuantas : medio + 1]])


DE_COLUMNA: dict[str, Callable[[Sequence[Medida]], Decimal | None]] = {
    "promedio": promedio_de_actividades,
    "promedio_de_actividades": promedio_de_actividades,
    "promedio_de_subcomponentes": promedio_de_subcomponentes,
    "suma": suma,
    "cuenta": lambda medidas: Decimal(len(medidas)),
    "minimo": lambda medidas: min((medida.valor for medida in medidas), default=None),
    "maximo": lambda medidas: max((medida.valor for medida in medidas), default=None),
    "mediana": mediana,
}
"""Con qué se resume una columna impresa: de sus celdas, sin arrastrar nada de otro corte."""
