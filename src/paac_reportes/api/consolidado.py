"""De muchos planes a un solo reporte: las cifras de cada entidad y las filas de todas."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from paac_reportes import clases
from paac_reportes.api.comprobaciones import (
    comprobar_carpeta,
    comprobar_clase,
    comprobar_con_cedulas,
    comprobar_si_no,
    comprobar_tipos,
    dia_del_corte,
)
from paac_reportes.api.eventos import registrado
from paac_reportes.api.lectura import leer_sin_dudas
from paac_reportes.api.reportes import Reporte
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import codigo_ajeno, error_de_argumento
from paac_reportes.estructura.corrientes import corriente, puerta
from paac_reportes.estructura.zonas import BOGOTA, Reloj
from paac_reportes.modelo import Entidad, Metodologia, Plan
from paac_reportes.sistema import (
    Carpeta,
    es_ruta,
    nombre_del_origen,
    se_deja_leer,
)

if TYPE_CHECKING:
    from paac_reportes.formatos.consolidado import Consolidacion
    from paac_reportes.formatos.definicion.formato import Formato

    UnPlan: TypeAlias = Plan | str | os.PathLike[str] | bytes | IO[str] | IO[bytes]
else:  # al ejecutarse no se carga lo de los lotes, que pocos consolidan
    UnPlan = Plan | str | os.PathLike | bytes | IO
Planes: TypeAlias = UnPlan | Iterable[UnPlan]

FORMATO_DE_ENTIDADES = "consolidado-entidades"


@puerta
def consolidar(  # noqa: PLR0913 - todas se dicen por su nombre
    planes: Planes,
    *,
    corte: date | None = None,
    formato: "str | Formato" = FORMATO_DE_ENTIDADES,
    plantillas: Carpeta | None = None,
    entidad: Entidad | None = None,
    metodologia: Metodologia | None = None,
    anteriores: Planes = (),
    publico: bool = False,
    con_cedulas: bool = False,
    al_leer: Callable[[str], object] | None = None,
    zona: str = BOGOTA,
) -> Reporte:
    """El consolidado de varias entidades en un corte: un reporte como los demás.

    ``planes`` son planes, archivos que los traen o carpetas de ellos, juntos si se quiere. Sin
    ``corte`` es el último que traiga alguno. El libro de Excel lleva la hoja ``Datos`` con las
    filas de todos; el ``.csv`` y el ``.parquet``, sólo esas filas; el ``.json``, las cifras.
    ``entidad`` es la que consolida, para el encabezado; ``metodologia``, una para todos, que manda
    sobre la de cada plan. ``formato`` es el del catálogo o uno propio con ``de = "entidades"``.
    ``anteriores`` son los de sus informes anteriores, como los planes o como se emitieron: con el
    de una entidad se dice qué se corrió, se retiró o se reescribió de lo que ya debía. ``al_leer``
    recibe cada plan antes de leerlo: su archivo, o su lugar entre los que llegaron.

    El plan que no se deja leer o analizar no detiene los demás: queda en los avisos y en el
    reporte, con su motivo. Lanza ``ErrorDeEntrada`` si no llegó ninguno o ninguno sirve, y
    ``ErrorDeFormato``.
    """
    from paac_reportes.formatos.consolidado import Consolidacion
    from paac_reportes.formatos.eleccion import formato_para, plan_sin_filas

    comprobar_si_no(publico=publico)
    comprobar_con_cedulas(con_cedulas, publico=publico)
    comprobar_carpeta("plantillas", plantillas)
    if entidad is not None:
        comprobar_clase(Entidad, entidad=entidad)
    if al_leer is not None and not callable(al_leer):
        raise error_de_argumento("al_leer", "funcion", al_leer)
    reloj = Reloj(zona)
    corte = dia_del_corte(corte, reloj)
    anfitrion = plan_sin_filas(entidad)
    comprobar_tipos(anfitrion, corte, metodologia)
    formato_elegido, de_formato = formato_para(formato, plantillas, anfitrion, corte)
    _comprobar_que_es_de_entidades(formato_elegido)
    with registrado("planes.consolidados") as campos:
        consolidacion = Consolidacion(
            formato=formato_elegido,
            metodologia=metodologia,
            corte=corte,
            publico=publico,
            con_cedulas=con_cedulas,
            sin_anteriores=isinstance(anteriores, tuple | list) and not anteriores,
        )
        _recibir(consolidacion, planes, al_leer)
        _recibir_anteriores(consolidacion, anteriores)
        reporte = consolidacion.pedido(Reporte, entidad, (*reloj.avisos, *de_formato))
        campos |= {"formato": formato_elegido.codigo, "planes": len(consolidacion.planes)}
        campos |= {"fuera": len(consolidacion.fuera)}
    return reporte


def _comprobar_que_es_de_entidades(formato: "Formato") -> None:
    """``ErrorDeEntrada`` si un formato es de un plan, y no de varias entidades."""
    if formato.de != "entidades":
        motivo = f"el formato {formato.codigo} es de un plan; se esperaba uno con de = 'entidades'"
        raise ErrorDeEntrada(Falla("argumento_invalido", "formato", motivo))


def _recibir(
    consolidacion: "Consolidacion", planes: Any, al_leer: Callable[[str], object] | None
) -> None:
    """Agrega cada plan que llegó; el que no sirve queda por fuera y no detiene los demás."""
    armados = isinstance(planes, Sequence)
    for por_leer in _planes_por_leer(planes):
        if al_leer is not None:
            al_leer(por_leer.nombre)  # lo que lance es de quien la dio
        original = por_leer.origen if armados else None
        try:
            plan, avisos = _leer_plan(por_leer)
            consolidacion.agregar(por_leer.nombre, plan, avisos, corte=None, original=original)
        except ErrorDeEntrada as error:
            consolidacion.dejar_por_fuera(por_leer.nombre, error.fallas)


def _recibir_anteriores(consolidacion: "Consolidacion", anteriores: Any) -> None:
    """Agrega el informe anterior de cada entidad; del que no se deja leer se avisa."""
    from paac_reportes.api.anterior import leer_anterior
    from paac_reportes.formatos.eleccion import plan_sin_filas

    for por_leer in _planes_por_leer(anteriores):
        try:
            anterior, avisos = leer_anterior(por_leer.origen, plan_sin_filas(None), None)
            consolidacion.agregar_anterior(por_leer.nombre, anterior, avisos)
        except ErrorDeEntrada as error:
            consolidacion.sin_cruzar(por_leer.nombre, error.fallas)


# ------------------------------------------------------------------ lo que llega

_TIPOS_DE_PLAN = (".json", ".yaml", ".yml", ".xlsx", ".xlsm", ".docx", ".docm")
"""Archivos que de una carpeta se toman por un plan: el que no lo sea lo dice al leerlo."""


@clases.frozen(kw_only=True)
class _PlanPorLeer:
    """Un plan por leer."""

    nombre: str
    """Cómo se nombra: su archivo, su lugar entre los que llegaron ."""
    origen: Any = None
    """El plan, su ruta o su flujo."""


def _leer_plan(por_leer: _PlanPorLeer) -> tuple[Plan, tuple[Aviso, ...]]:
    """El plan y sus avisos."""
    if isinstance(por_leer.origen, Plan):
        return por_leer.origen, ()
    lectura = leer_sin_dudas(por_leer.origen, clave_del_tema="plan")
    return lectura.contenido, lectura.avisos


def _planes_por_leer(planes: Any) -> Iterator[_PlanPorLeer]:
    """Planes que llegaron, aún sin leer."""
    for lugar, valor in enumerate(map(corriente, _valores_recibidos(planes))):
        if es_ruta(valor):
            yield from _planes_de_una_ruta(os.fspath(valor))
        else:
            nombre = "" if isinstance(valor, Plan) else nombre_del_origen(valor)
            yield _PlanPorLeer(nombre=nombre or f"planes[{lugar}]", origen=valor)


def _planes_de_una_ruta(ruta: str) -> Iterator[_PlanPorLeer]:
    """Planes de una ruta: un archivo o una carpeta."""
    if not os.path.isdir(ruta):  # noqa: PTH112 - es un texto cualquiera
        yield _PlanPorLeer(nombre=ruta, origen=ruta)
        return
    for archivo in sorted(Path(ruta).iterdir()):
        if archivo.suffix.lower() in _TIPOS_DE_PLAN and not archivo.name.startswith(("~$", ".")):
            yield _PlanPorLeer(nombre=str(archivo), origen=str(archivo))


def _valores_recibidos(planes: Any) -> Iterable[Any]:
    """Planes o rutas que se piden, uno o varios; los de un generador no se guardan."""
    if isinstance(planes, Plan) or es_ruta(planes) or se_deja_leer(planes):
        return (planes,)
    if isinstance(planes, Mapping) or not isinstance(planes, Iterable):
        raise error_de_argumento("planes", "plan_o_lista", planes)
    return _recorrer_sin_guardar(planes)


def _recorrer_sin_guardar(planes: Iterable[Any]) -> Iterator[Any]:
    """Valores de uno en uno; lo que falle al recorrer es ``ErrorDeEntrada`` de quien los da."""
    with codigo_ajeno("planes", "no se dejaron recorrer"):
        restantes = iter(planes)
    while True:
        with codigo_ajeno("planes", "no se dejaron recorrer"):
            try:
                valor = next(restantes)
            except StopIteration:
                return
        yield valor
