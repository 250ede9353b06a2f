"""Cómo se sacaron unas cifras, dicho en una lista: cada elección por su nombre."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.metodologia import METODOS, serie_de
from paac_reportes.formatos.reglas import origen_de_los_cortes
from paac_reportes.modelo.escalas import Escala
from paac_reportes.modelo.periodos import CORTES, Periodicidad
from paac_reportes.normativa.regimenes import regimen_del_plan
from paac_reportes.textos.cifras import lista, numero, porcentaje
from paac_reportes.textos.fechas import dia_y_mes
from paac_reportes.textos.markdown import Lista

_ARRASTRE = {
    "ultimo_conocido": (
        "Vale el último avance o estado declarado hasta el corte, aunque venga de uno anterior; un"
        " texto no lo cambia"
    ),
    "solo_del_corte": (
        "En los promedios y las zonas sólo cuenta el avance que se declaró en el período; para"
        " saber si algo está terminado, vale el último que se declaró"
    ),
}
_BLANCOS = {
    "aparte": (
        "Una celda en blanco bajo una reportada puede ser la misma celda de la matriz: va aparte,"
        " y no se cuenta como vencida ni sin reporte"
    ),
    "propias": "Cada celda en blanco se toma como propia: es de una fila que no reportó",
    "combinadas": "Una celda en blanco bajo una reportada se toma como la misma celda",
}


_PROMEDIO = (
    "El avance acumulado es el {}, entre lo que aplica y cuyo porcentaje se conoce: lo que se"
    " desconoce no cuenta como cero y lo que no aplica no entra"
)
_DE_SIEMPRE = (
    (
        "El cambio del período es el promedio, por el mismo método, de lo que cambió cada fila que"
        " se conoce en este corte y en el anterior, en puntos"
    ),
    (
        "Es exigible lo que tiene en el período uno de sus días, lo continuo, el rango que se cruza"
        " con él y lo que quedó sin terminar o sin reportar de antes"
    ),
    "El cumplimiento es lo que se sabe terminado entre aquello cuyo último día ya llegó",
    (
        "De lo demás, está vencido lo que se declaró sin terminar; vencido sin reporte, aquello de"
        " lo que nada se ha reportado, y por determinar, lo que sólo trae textos, de los que nada"
        " se deduce"
    ),
)


def como_se_saco(analisis: Analisis) -> Lista:
    """El método, el arrastre, los blancos, la escala y la serie de cortes."""
    reglas = analisis.reglas
    frases = (
        _PROMEDIO.format(METODOS[reglas.metodo]),
        *_pesos(analisis),
        _ARRASTRE[reglas.arrastre],
        *_DE_SIEMPRE,
        _BLANCOS[reglas.blancos],
        _zonas(reglas.escala),
        *_cortes(analisis),
    )
    return Lista(f"{frase}." for frase in frases)


def _pesos(analisis: Analisis) -> list[str]:
    reglas = analisis.reglas
    if reglas.metodo != "ponderado":
        return []
    pesos = [
        f"el componente {cual} pesa {numero(peso)}" for cual, peso in sorted(reglas.pesos.items())
    ]
    if not pesos:
        return ["Todos los componentes pesan lo mismo"]
    dichos = lista(pesos)
    quedan = len(analisis.componentes) > len(pesos)
    return [f"{dichos[0].upper()}{dichos[1:]}{'; los demás, 1' if quedan else ''}"]


def _zonas(escala: Escala) -> str:
    zonas = escala.zonas
    tramos = [
        f"{zona.nombre}, desde el {porcentaje(zona.desde)} y menos del {porcentaje(otra.desde)}"
        for zona, otra in pairwise(zonas)
    ]
    tramos.append(f"{zonas[-1].nombre}, desde el {porcentaje(zonas[-1].desde)}")
    return (
        f"Las zonas son las de «{escala.nombre}» ({'; '.join(tramos)}), sobre el valor sin"
        " redondear; a un conjunto sólo se le da zona si se conoce al menos el"
        f" {porcentaje(escala.cobertura_minima)} de lo que aplica, un mínimo de esta metodología"
        " que la guía no fija"
    )


def _cortes(analisis: Analisis) -> list[str]:
    """Cuáles son los de la vigencia, y si los fija la norma o los puso la entidad."""
    if analisis.corte is None:
        return []
    serie = serie_de(analisis.plan, analisis.reglas, analisis.corte)
    if not serie:
        return []
    dias = lista([f"el {dia_y_mes(uno)}" for uno in serie])
    con_seguimiento = " con seguimiento" if analisis.reglas.cortes is None else ""
    suyos = (
        f"El corte de la vigencia{con_seguimiento} es {dias}"
        if len(serie) == 1
        else f"Los cortes de la vigencia{con_seguimiento} son {dias}"
    )
    regimen = regimen_del_plan(analisis.plan, analisis.corte)
    origen = origen_de_los_cortes(regimen, _periodicidad(serie))
    return [suyos, origen.rstrip(".")]


def _periodicidad(serie: Sequence[date]) -> Periodicidad | None:
    """La de un calendario conocido donde caben todos; ninguna si no la hay."""
    dias = {(uno.month, uno.day) for uno in serie}
    en_orden: tuple[Periodicidad, ...] = ("cuatrimestral", "semestral", "trimestral")
    return next((cual for cual in en_orden if dias <= set(CORTES[cual])), None)
