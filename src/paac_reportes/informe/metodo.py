"""Cómo se sacaron las cifras: cada elección de la metodología, por su nombre."""

from itertools import pairwise

from paac_reportes.analisis.analisis import Analisis, codigos_de
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.metodologia import serie_de
from paac_reportes.formatos.calendario import frases_de_los_cortes
from paac_reportes.informe import historia
from paac_reportes.informe.frases import metodo_de, palabras_de
from paac_reportes.modelo.metodologia import Escala
from paac_reportes.normativa.normas import (
    escala_de_la_guia,
    regimen_de_las_fechas,
    regimen_del_plan,
)
from paac_reportes.textos.frases import con_mayuscula
from paac_reportes.textos.markdown import ListaDeMarkdown
from paac_reportes.textos.valores import dia_y_mes, lista, numero, porcentaje

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
_CUMPLIDA_SIN_NUMERO = {
    "cien": (
        "Lo que se declara cumplido sin un porcentaje cuenta 100\xa0%. Donde nadie declaró un"
        " porcentaje no hay promedio: sólo se declararon estados"
    ),
    "desconocida": (
        "De lo que se declara cumplido sin un porcentaje no se conoce el avance: no entra en los"
        " promedios"
    ),
}
_BLANCOS = {
    "aparte": (
        "Una celda en blanco bajo un texto puede ser la misma celda de la matriz. Va aparte: no se"
        " cuenta como vencida ni sin reporte. Bajo un porcentaje o un estado solos, sí se cuenta"
    ),
    "propias": "Cada celda en blanco se toma como propia: es de {} que no reportó",
    "combinadas": "Una celda en blanco bajo un texto se toma como la misma celda",
}

_PROMEDIO = (
    "El avance acumulado es el {}. Sólo entra lo que aplica y cuyo porcentaje se conoce: lo que se"
    " desconoce no cuenta como cero"
)
_DE_SIEMPRE = (
    (
        "Un estado sin porcentaje deja el último que se conocía, si es menos de 100\xa0%, y se dice"
        " de qué corte es"
    ),
    (
        "Lo que se hace más de una vez y se declara cumplido queda al día hasta su siguiente fecha."
        " Si desde ella no se vuelve a reportar, su avance no se conoce, y no se da por vencido"
    ),
    (
        "Para decir entre qué dos valores está el avance del plan, lo que falta por conocer se"
        " cuenta en 0\xa0% y en 100\xa0%"
    ),
    (
        "El cambio del período, en puntos, se promedia por el mismo método. Sólo entra lo que se"
        " conoce en este corte y en el anterior"
    ),
    (
        "Es exigible lo continuo y lo que tiene en el período uno de sus días o un rango que se"
        " cruza con él. También, lo que quedó sin terminar o sin reportar de antes"
    ),
    "El cumplimiento es lo que se sabe terminado entre aquello cuyo último día ya llegó",
    "Lo que tiene varias fechas escritas y se declaró terminado antes de la última no vence",
    (
        "Lo que ya debía estar terminado y se declaró sin terminar está vencido. Si nada se ha"
        " reportado, está vencido sin reporte. Si sólo trae textos, está por determinar: de ellos"
        " nada se deduce"
    ),
)


_FRENTE_A_LO_PUBLICADO = (
    "Lo del corte anterior es lo que publicó su informe, y desde ello se cuenta lo que subió, bajó"
    " o terminó. Lo que no publicó como conocido se conoce por primera vez. Lo que de él se"
    " corrigió después entra en el cambio del período, y se dice aparte"
)


def como_se_saco(analisis: Analisis) -> ListaDeMarkdown:
    """La lista de elecciones: método, arrastre, blancos, escala y serie de cortes."""
    reglas = analisis.reglas
    frases = (
        _PROMEDIO.format(metodo_de(analisis.todo)),
        *_pesos(analisis),
        _ARRASTRE[reglas.arrastre],
        _CUMPLIDA_SIN_NUMERO[reglas.cumplida_sin_numero],
        *_DE_SIEMPRE,
        *([_FRENTE_A_LO_PUBLICADO] if analisis.publicado is not None else []),
        *_frase_de_lo_verificado(analisis.todo),
        _BLANCOS[reglas.blancos].format(_una_fila(analisis.todo)),
        _zonas(reglas.escala),
        *_origen_de_las_zonas(analisis),
        *_cortes(analisis),
        *_como_se_cuenta_una_fila(analisis),
        *historia.metodo(analisis),
    )
    return ListaDeMarkdown(f"{frase}." for frase in frases)


def _una_fila(cifras: Cifras) -> str:
    """``una actividad``; ``un trámite``, si todas lo son."""
    palabras = palabras_de(cifras.aplican)
    return f"{'una' if palabras.vocal == 'a' else 'un'} {palabras.singular}"


def _frase_de_lo_verificado(cifras: Cifras) -> list[str]:
    """La frase de qué sostiene lo verificado, sin su punto; ninguna si nada se verificó."""
    if not cifras.hay_verificacion:
        return []
    sostenido = (
        "Lo verificado sostiene al menos el promedio en que sólo cuenta el avance que se verificó"
        " del todo. Lo demás que aplica se cuenta en 0\xa0%"
    )
    return [sostenido]


def _pesos(analisis: Analisis) -> list[str]:
    """La frase de cuánto pesa cada componente, si el promedio se pondera."""
    reglas = analisis.reglas
    if reglas.metodo != "ponderado":
        return []
    pesos = [
        f"el componente\xa0{componente} pesa {numero(peso)}"
        for componente, peso in sorted(reglas.pesos.items())
    ]
    if not pesos:
        return ["Todos los componentes pesan lo mismo"]
    hay_mas = len(analisis.componentes) > len(pesos)
    return [f"{con_mayuscula(lista(pesos))}{'; los demás, 1' if hay_mas else ''}"]


def _zonas(escala: Escala) -> str:
    """La frase de las zonas de la escala, y qué se pide para dar una."""
    zonas = escala.zonas
    tramos = [
        f"{zona.nombre}, desde el {porcentaje(zona.desde)} y menos del {porcentaje(proxima.desde)}"
        for zona, proxima in pairwise(zonas)
    ]
    tramos.append(f"{zonas[-1].nombre}, desde el {porcentaje(zonas[-1].desde)}")
    return (
        f"Las zonas son las de «{escala.nombre}», sobre el valor sin redondear."
        f" {con_mayuscula('; '.join(tramos))}. Para dar una se pide conocer al menos el"
        f" {porcentaje(escala.cobertura_minima)} de lo que aplica y de lo que no está terminado."
        " Ese mínimo es de esta metodología: la guía no lo fija"
    )


def _origen_de_las_zonas(analisis: Analisis) -> list[str]:
    """La frase de que las zonas son las del PAAC, si el plan no tiene guía propia."""
    sin_guia = regimen_del_plan(analisis.plan, analisis.corte).cortes.periodicidad is None
    if not sin_guia or analisis.reglas.escala != escala_de_la_guia():
        return []
    de_prestado = (
        "Las zonas son las de la guía del PAAC, versión 2, que este informe usa como referencia:"
        " no son del PTEP"
    )
    return [de_prestado]


def _cortes(analisis: Analisis) -> list[str]:
    """La frase de los cortes de la vigencia, y si los fija la norma o la entidad."""
    if analisis.corte is None:
        return []
    serie, hasta = serie_de(analisis.plan, analisis.reglas, analisis.corte), ""
    if analisis.reglas.cortes is None:
        # Sin una serie dicha, los que haya después no cambian lo que se informó de éste.
        serie = tuple(dia for dia in serie if dia <= analisis.corte)
        hasta = " con seguimiento, hasta éste,"
    if not serie:
        return []
    dias = lista([f"el {dia_y_mes(dia)}" for dia in serie])
    sujeto, verbo = ("El corte", "es") if len(serie) == 1 else ("Los cortes", "son")
    de_la_vigencia = f"{sujeto} de la vigencia{hasta} {verbo} {dias}"
    regimen = regimen_de_las_fechas(
        regimen_del_plan(analisis.plan, analisis.corte),
        analisis.plan.vigencia or analisis.corte.year,
    )
    de_quien = frases_de_los_cortes(regimen, serie, analisis.reglas.cortes, analisis.corte)
    return [de_la_vigencia, *(frase.rstrip(".") for frase in de_quien)]


def _como_se_cuenta_una_fila(analisis: Analisis) -> list[str]:
    """Frase de cómo se cuenta una fila; ninguna si a ninguna se la nombra por su lugar."""
    if not codigos_de(analisis).cuentan_filas:
        return []
    de_cual = "su dependencia y su componente" if analisis.plan.dependencias else "su componente"
    frase = (
        "Donde el código no basta para saber de cuál se habla, se dice su fila. Es su lugar en la"
        f" matriz, contado en {de_cual}: primero las actividades y después los trámites y los"
        " intercambios"
    )
    return [frase]
