"""Las cifras de un plan."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, overload

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.calendario import Deber
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa
from paac_reportes.api.anterior import cifras_con_el_anterior
from paac_reportes.api.comprobaciones import (
    comprobar_carpeta,
    comprobar_clase,
    comprobar_contenido,
    comprobar_corte,
    comprobar_tipos,
    dia_del_corte,
    metodologia_dada,
    recorridos,
)
from paac_reportes.api.salida import guardar_bytes
from paac_reportes.api.tipos import (
    Contenido,
    Destino,
    OpcionesDeMetodologia,
    Origen,
    Regimen,
    Ruta,
    UnMapa,
    UnPlan,
)
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, avisar, sin_repetir
from paac_reportes.estructura import (
    error_de_argumento,
    esperado,
    estructurar,
    falla_de_argumento,
    mostrar,
)
from paac_reportes.estructura.corrientes import dia_corriente, puerta
from paac_reportes.estructura.valores import es_dia
from paac_reportes.estructura.zonas import Reloj
from paac_reportes.modelo import Metodologia, Orden, Plan
from paac_reportes.modelo.metodologia import Arrastre, Blancos, CumplidaSinNumero, Metodo
from paac_reportes.modelo.periodos import Periodicidad
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import abierto, tema_de
from paac_reportes.sistema import es_ruta

if TYPE_CHECKING:
    from paac_reportes.normativa.riesgos import MetodologiaDeRiesgos


@overload
def analizar(
    contenido: "UnPlan",
    *,
    corte: date | None = None,
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
    anterior: "UnPlan | Origen | None" = None,
) -> Analisis: ...


@overload
def analizar(
    contenido: "UnMapa", *, corte: date | None = None, plantillas: "Ruta | None" = None
) -> CifrasDelMapa: ...


@puerta
def analizar(
    contenido: "Contenido",
    *,
    corte: date | None = None,
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
    anterior: "UnPlan | Origen | None" = None,
    plantillas: "Ruta | None" = None,
) -> Analisis | CifrasDelMapa:
    """Las cifras de un plan, o de un mapa de riesgos, en un corte.

    De un plan, del todo y de cada dependencia, componente y subcomponente. Sin ``corte`` se usa el
    último con seguimientos; el que se dé ha de ser de los datos o de su serie, aunque en él todavía
    no haya reportado nadie. ``metodologia`` dice cómo se sacan: una ``Metodologia``, o sus opciones
    por su nombre (``{"metodo": "ponderado", "pesos": {1: 2}}``). Lo que aquí no se diga lo dice el
    plan (``Plan.metodologia``) o la biblioteca. Cada cifra trae las filas de donde salió
    (``docs/cifras.md`` define todas). Con ``anterior``, el plan con que se hizo el informe anterior
    o su archivo de datos, las cifras anteriores son las que él da, y se llaman publicadas; también
    con el Excel que se emitió o un documento de otro: las que imprime y, las demás, recalculadas
    con sus filas. Lo que de él no se pudo leer o comparar, y las dudas de la lectura, salen como
    ``AvisoPaac``.

    De un mapa, las zonas, los controles, los materializados y las acciones. Cada cifra trae sus
    filas, y lo que no se sabe va aparte, nunca como 0 (``docs/riesgos.md``). Las metodologías
    propias se buscan en ``plantillas``, en su carpeta ``_riesgos``. Lanza ``ErrorDeEntrada``,
    también con la opción que es de un plan y se da con un mapa.
    """
    analizado, dudas = abierto(contenido)
    comprobar_contenido(contenido=analizado)
    tema_del_contenido = tema_de(analizado)
    analizar_uno, admite = _ANALIZAN[tema_del_contenido.clave]
    reloj = Reloj()
    corte = dia_del_corte(corte, reloj)
    opciones = {"metodologia": metodologia, "anterior": anterior, "plantillas": plantillas}
    opciones_dadas = {clave: valor for clave, valor in opciones.items() if valor is not None}
    if sobran := opciones_dadas.keys() - admite:
        motivo = f"no cuenta con {tema_del_contenido.un}"
        raise ErrorDeEntrada(Falla("argumento_invalido", clave, motivo) for clave in sorted(sobran))
    cifras: Analisis | CifrasDelMapa
    cifras, avisos = analizar_uno(analizado, corte, **opciones_dadas)
    avisar((*dudas, *reloj.avisos, *avisos))
    return cifras


_DE_UN_PLAN = frozenset({"metodologia", "anterior"})
_DE_UN_MAPA = frozenset({"plantillas"})


def _analizar_plan(
    plan: Plan,
    corte: date | None,
    *,
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
    anterior: "UnPlan | Origen | None" = None,
) -> tuple[Analisis, tuple[Aviso, ...]]:
    """Cifras de un plan y avisos."""
    from paac_reportes.analisis import analisis
    from paac_reportes.analisis.metodologia import fallas_del_corte_pedido
    from paac_reportes.formatos.metodologia import reglas_para

    metodologia_pedida = metodologia_dada(metodologia)
    comprobar_tipos(plan, corte, metodologia_pedida)
    reglas = reglas_para(plan, metodologia_pedida)
    if corte is not None and (fallas := list(fallas_del_corte_pedido(plan, reglas, corte))):
        raise ErrorDeEntrada(fallas)
    elegido = corte or max(plan.cortes(), default=None)
    if anterior is None:
        return analisis.analizar_plan(plan, elegido, reglas), ()
    _, cifras, avisos = cifras_con_el_anterior(anterior, plan, elegido, metodologia_pedida)
    return cifras, avisos


def _analizar_mapa(
    mapa: MapaDeRiesgos, corte: date | None, *, plantillas: "Ruta | None" = None
) -> tuple[CifrasDelMapa, tuple[Aviso, ...]]:
    """Cifras de un mapa, y ningún aviso; ``plantillas``: la carpeta con metodologías propias."""
    from paac_reportes.analisis.riesgos.del_corte import cifras_de_un_mapa

    comprobar_corte(corte)
    return cifras_de_un_mapa(mapa, corte, _metodologias_propias(plantillas)), ()


def opciones() -> dict[str, tuple[str, ...]]:
    """Valores que admite cada opción de las cifras y del calendario, por su nombre."""
    from paac_reportes.normativa.normas import escalas

    return {
        "metodo": get_args(Metodo),
        "arrastre": get_args(Arrastre),
        "blancos": get_args(Blancos),
        "cumplida_sin_numero": get_args(CumplidaSinNumero),
        "escala": tuple(escalas()),
        "periodicidad": get_args(Periodicidad),
        "regimen": get_args(Regimen),
        "orden": get_args(Orden),
    }


def metodologia_desde_datos(datos: Mapping[str, Any]) -> Metodologia:
    """La metodología de un diccionario, como va en los datos de un plan (``docs/cifras.md``)."""
    return estructurar(datos, Metodologia)


@puerta
def revisar(contenido: "Contenido", *, plantillas: "Ruta | None" = None) -> tuple[Aviso, ...]:
    """Avisos de lo que conviene revisar y no impide el reporte; ningún dato cambia.

    De un plan, los datos que se contradicen, los avances que parecen fracciones, las fechas que no
    se entienden o son imposibles, los cortes que su serie no tiene o de otro año; lo que no parece
    del plan: filas sin descripción, repetidas, totales, firmas y celdas de espacios; y lo del mapa
    de riesgos que lleve. De un mapa, las zonas y los residuales que no son los que dan sus niveles
    y sus controles, los niveles que la metodología no tiene, lo que le falta a cada control, a cada
    acción y a cada riesgo que ocurrió (``docs/riesgos.md``). De los dos, el NIT y la DIVIPOLA. Las
    metodologías de riesgos propias se buscan en ``plantillas``, en su carpeta ``_riesgos``. De una
    ``Lectura``, también sus dudas. Lanza ``ErrorDeEntrada`` si con la metodología del plan no se
    pueden sacar cifras.
    """
    from paac_reportes.normativa.normas import avisos_de_la_entidad

    revisado, dudas = abierto(contenido)
    comprobar_contenido(contenido=revisado)
    de_la_entidad = _metodologias_propias(plantillas)
    revisar_tema = _REVISAN[tema_de(revisado).clave]
    propios = revisar_tema(revisado, de_la_entidad)
    return sin_repetir((*dudas, *avisos_de_la_entidad(revisado), *propios))


def _revisar_mapa(mapa: MapaDeRiesgos, de_la_entidad: Mapping[str, Any]) -> Iterable[Aviso]:
    from paac_reportes.analisis.riesgos.revision import avisos_del_mapa

    return dict.fromkeys(avisos_del_mapa(mapa, de_la_entidad=de_la_entidad))


def _revisar_plan(plan: Plan, de_la_entidad: Mapping[str, Any]) -> Iterator[Aviso]:
    """Avisos de un plan y del mapa que lleve; ``de_la_entidad``: sus metodologías."""
    from paac_reportes.analisis.revision import avisos_del_plan
    from paac_reportes.formatos.metodologia import reglas_para

    reglas = reglas_para(plan)
    yield from avisos_del_plan(plan, reglas)
    if plan.mapa_de_riesgos is not None:
        from paac_reportes.analisis.riesgos.del_corte import avisos_del_mapa_del_plan

        yield from avisos_del_mapa_del_plan(plan, plan.mapa_de_riesgos, reglas, de_la_entidad)


_ANALIZAN: Mapping[str, tuple[Callable[..., tuple[Any, tuple[Aviso, ...]]], frozenset[str]]] = {
    "plan": (_analizar_plan, _DE_UN_PLAN),
    "mapa": (_analizar_mapa, _DE_UN_MAPA),
}
"""Quién saca las cifras de cada contenido, y lo que se le puede pedir."""
_REVISAN: Mapping[str, Callable[[Any, Mapping[str, Any]], Iterable[Aviso]]] = {
    "plan": _revisar_plan,
    "mapa": _revisar_mapa,
}
"""Revisión propia de cada contenido."""


def _metodologias_propias(plantillas: "Ruta | None") -> "dict[str, MetodologiaDeRiesgos]":
    from paac_reportes.formatos.lectura.metodologias import metodologias_propias

    comprobar_carpeta("plantillas", plantillas)
    return {} if plantillas is None else metodologias_propias(plantillas)


@puerta
def datos_de_analisis(analisis: Analisis | CifrasDelMapa) -> dict[str, Any]:
    """El análisis en diccionarios y listas, para JSON; cada cifra, con las rutas de sus filas."""
    from paac_reportes.informe import resumen

    if isinstance(analisis, Analisis):
        return resumen.analisis_en_datos(analisis)
    comprobar_clase(CifrasDelMapa, analisis=analisis)
    return analisis.en_datos()


def tabla_de_analisis(analisis: Analisis) -> Iterable[str]:
    """El análisis en renglones de texto."""
    from paac_reportes.informe import resumen

    comprobar_clase(Analisis, analisis=analisis)
    return resumen.analisis_en_renglones(analisis)


# ------------------------------------------------------------------ calendario
# Los deberes del año.

_DIAS_MAXIMOS = 365
"""Días hábiles de plazo que, a lo sumo, se admiten."""


@puerta
def calendario(  # noqa: PLR0913 - todas se dicen por su nombre
    vigencia: int,
    *,
    plan: "UnPlan | None" = None,
    periodicidad: "Periodicidad" = "cuatrimestral",
    cierres: Collection[date] = (),
    regimen: "Regimen | None" = None,
    orden: "Orden | None" = None,
    dias_habiles: int | None = None,
) -> tuple[Deber, ...]:
    """Los deberes de una vigencia: publicar el plan o programa, cada corte y cada publicación.

    Cada uno dice de dónde sale su fecha. El régimen es el que se dé o el de la vigencia. Los cortes
    que la guía del PAAC fija van siempre mientras obliguen, con su plazo; los de otra
    ``periodicidad`` son de la entidad y se suman a ellos: su seguimiento se publica en los
    ``dias_habiles`` que ella se dé o, sin ellos, no hay fecha. ``orden`` es el de la entidad,
    nacional o territorial, y ``cierres``, los días en que no trabaja. Los días hábiles son los de
    Colombia. Con ``plan`` va también cada día en que vence algo suyo. Un plazo mayor que el de la
    guía, mientras ella obliga, sale como ``AvisoPaac``.

    Lanza ``ErrorDeEntrada``, o ``ErrorDeEntorno`` si falta la biblioteca de festivos.
    """
    from paac_reportes.analisis.calendario import deberes_de
    from paac_reportes.formatos import calendario as reglas_del_oficio
    from paac_reportes.modelo.periodos import CORTES

    primera, ultima = reglas_del_oficio.PRIMERA_VIGENCIA, reglas_del_oficio.ULTIMA_VIGENCIA
    reloj = Reloj()
    cierres = dias_de_cierre(cierres, reloj)
    fallas = [
        *_entero("vigencia", vigencia, "ano_entre", primera, ultima),
        *_opcion("periodicidad", periodicidad, CORTES),
        *_opcion("regimen", regimen, (None, *get_args(Regimen))),
        *_opcion("orden", orden, (None, *get_args(Orden))),
        *_fallas_de_cierres(cierres),
        *_fallas_de_los_dias(dias_habiles),
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    reglas = reglas_del_oficio.reglas_del_calendario(
        vigencia, periodicidad, regimen, orden, dias_habiles
    )
    deberes = deberes_de(vigencia, reglas, frozenset(map(dia_corriente, cierres)))
    if plan is not None:
        deberes = (*deberes, *deberes_del_plan(plan))
    avisar((*abierto(plan)[1], *reloj.avisos, *reglas.avisos))
    return tuple(sorted(deberes, key=lambda deber: deber.dia))


@puerta
def deberes_del_plan(plan: "UnPlan") -> tuple[Deber, ...]:
    """Uno por cada día en que vence una actividad o un trámite del plan, en orden.

    Van con los del año: ``guardar_calendario([*calendario(2026), *deberes_del_plan(plan)], …)``. La
    fila sin un día que se entienda no tiene ninguno. Lanza ``ErrorDeEntrada`` si no es un plan.
    """
    from paac_reportes.analisis.calendario import vencimientos_del_plan as los_del_plan

    contenido, _ = abierto(plan)
    comprobar_clase(Plan, plan=contenido)
    return los_del_plan(contenido)


def dias_de_cierre(cierres: Any, reloj: Reloj) -> Any:
    """Días en que la entidad no trabaja; cada momento con zona horaria, el día que era."""
    if isinstance(cierres, str | bytes) or not isinstance(cierres, Collection):
        return cierres
    return [reloj.dia(cierre, f"cierres[{orden}]") for orden, cierre in enumerate(cierres)]


@puerta
def guardar_calendario(
    deberes: Sequence[Deber], destino: Destino, *, entidad: str | None = None
) -> Destino:
    """Los deberes que da ``calendario``, como archivo ``.ics`` para el calendario de la oficina.

    Cada evento nombra a la ``entidad``, si se da, y se llama igual cada vez: importarlo de nuevo
    mueve el que cambió de día, en lugar de repetirlo.
    """
    from paac_reportes.analisis.calendario import en_ics
    from paac_reportes.textos.limpieza import texto_limpio

    for deber in recorridos("deberes", deberes, "deberes"):
        comprobar_clase(Deber, deberes=deber)
    if es_ruta(destino) and Path(destino).suffix.lower() != ".ics":
        motivo = f"se esperaba un archivo .ics, llegó {mostrar(str(destino))}"
        raise ErrorDeEntrada(Falla("tipo_no_admitido", "destino", motivo))
    if entidad is not None and not (isinstance(entidad, str) and entidad.strip()):
        raise error_de_argumento("entidad", "nombre_de_entidad", entidad)
    avisos: list[Aviso] = []
    nombre = texto_limpio(" ".join((entidad or "").split()), "entidad", avisos)
    guardar_bytes([(destino, en_ics(deberes, nombre).encode("utf-8"))])
    avisar(avisos)
    return destino


def _entero(ruta: str, valor: object, codigo: str, minimo: int, maximo: int) -> Iterator[Falla]:
    """Falla de un argumento que no es un entero entre el mínimo y el máximo."""
    if not isinstance(valor, int) or isinstance(valor, bool) or not minimo <= valor <= maximo:
        yield falla_de_argumento(ruta, esperado(codigo, minimo=minimo, maximo=maximo), valor)


def _fallas_de_los_dias(dias_habiles: object) -> Iterable[Falla]:
    if dias_habiles is None:
        return ()
    return _entero("dias_habiles", dias_habiles, "numero_entre", 1, _DIAS_MAXIMOS)


def _opcion(ruta: str, valor: object, opciones: Iterable[str | None]) -> Iterator[Falla]:
    """Falla de un argumento que no es una de las opciones."""
    validas = list(opciones)
    if not (valor is None or isinstance(valor, str)) or valor not in validas:
        nombres = tuple(opcion for opcion in validas if opcion)
        yield falla_de_argumento(ruta, esperado("opciones", opciones=nombres), valor)


def _fallas_de_cierres(cierres: object) -> Iterator[Falla]:
    """Fallas del argumento ``cierres``: que sea una lista, y cada uno, una fecha."""
    if isinstance(cierres, str | bytes) or not isinstance(cierres, Collection):
        yield falla_de_argumento("cierres", "lista_de_fechas", cierres)
        return
    for indice, cierre in enumerate(cierres):
        # También la medianoche con que la dan Excel y pandas.
        if not es_dia(dia_corriente(cierre)):
            yield falla_de_argumento(f"cierres[{indice}]", "fecha_de_python", cierre)
