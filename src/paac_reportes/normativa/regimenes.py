"""Las reglas con que se hace un plan según su fecha: cómo se llama y qué fija la norma.

Están en ``plantillas/_regimenes``, con su fuente.
"""

import functools
import tomllib
from datetime import date
from importlib.resources import files

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import estructurar, mostrar, validar_por_tipo
from paac_reportes.modelo import CodigoDeRegimen, Orden, Plan
from paac_reportes.modelo.periodos import Periodicidad


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class ComponenteDeRegimen:
    """Un componente con los subcomponentes que la guía le propone."""

    numero: int
    nombre: str
    subcomponentes: tuple[str, ...] = ()
    tramites: bool = False
    """Si lo suyo son trámites y no actividades."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Publicacion:
    """El día de publicar el plan: el 31 de enero de su vigencia."""

    fuente: str
    otros_dias: tuple[date, ...] = ()
    """El de cada vigencia que tuvo otro."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class CortesDeRegimen:
    """Los cortes que la norma fija, si los fija."""

    fuente: str
    periodicidad: Periodicidad | None = None
    """``None``: los adopta cada entidad."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PlazoDeRegimen:
    """Cuánto hay, desde el corte, para publicar el seguimiento."""

    fuente: str
    habiles: int | None = None
    """``None``: ninguna norma lo fija."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PlazoDeAdopcion:
    """Hasta cuándo puede una entidad seguir con el régimen anterior, y cómo se dice."""

    hasta: date
    sigue: str
    """Si la entidad declara que sigue con él."""
    no_dice: str = ""
    """Si no declara ninguno, y se toma el nuevo."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Transicion:
    """El paso de un régimen al siguiente."""

    vigencia: int
    """La que empezó con el anterior y terminó con el nuevo."""
    sigue: str
    """Lo que se dice de su plan desde ese día."""
    ya_cambio: str
    """Lo que se dice si la entidad declara que la siguió con el nuevo."""
    nacional: PlazoDeAdopcion
    territorial: PlazoDeAdopcion

    def plazo_de(self, orden: Orden | None) -> PlazoDeAdopcion:
        """El de las entidades de ese orden; si no se sabe, el más largo."""
        return self.nacional if orden == "nacional" else self.territorial


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Regimen:
    """Las reglas que rigen un plan entre dos días, incluidos."""

    codigo: CodigoDeRegimen
    sigla: str
    nombre: str
    """El nombre largo del instrumento."""
    version: str = ""
    """La de la guía, si el mismo instrumento tuvo varias."""
    articulo: str
    instrumento: str
    """Cómo se le dice en una frase, con su artículo: ``el`` ``plan``."""
    desde: date
    hasta: date | None = None
    norma: str
    derogacion: str = ""
    """Cómo dejó de regir, si dejó."""
    creado: date | None = None
    """Cuándo lo creó la ley, si fue antes de reglamentarse."""
    transicion: Transicion | None = None
    """Desde el régimen anterior, si hubo."""
    publicacion: Publicacion
    cortes: CortesDeRegimen
    plazo: PlazoDeRegimen
    componentes: tuple[ComponenteDeRegimen, ...]

    def dia_de_publicar(self, vigencia: int) -> date:
        """El último día para publicar el plan de esa vigencia."""
        otros = [dia for dia in self.publicacion.otros_dias if dia.year == vigencia]
        return otros[0] if otros else date(vigencia, 1, 31)


@clases.frozen(kw_only=True)
class RegimenEnTextos:
    """Lo que un texto de un formato puede nombrar del régimen de su plan."""

    codigo: str
    sigla: str
    nombre: str
    articulo: str
    instrumento: str
    norma: str
    transicion: str
    """Qué pasa en el corte con el cambio de régimen; vacío si nada."""


@functools.cache
def regimenes() -> tuple[Regimen, ...]:
    """Los regímenes que se conocen, del más antiguo al vigente."""
    carpeta = files("paac_reportes.plantillas") / "_regimenes"
    leidos = [
        estructurar(tomllib.loads(archivo.read_text("utf-8")), Regimen)
        for archivo in carpeta.iterdir()
        if archivo.name.endswith(".toml")
    ]
    return tuple(sorted(leidos, key=lambda regimen: regimen.desde))


def regimen_de(fecha: date) -> Regimen:
    """El régimen que rige un día; el primero, si es anterior a todos."""
    ya_rigen = [regimen for regimen in regimenes() if regimen.desde <= fecha]
    return ya_rigen[-1] if ya_rigen else regimenes()[0]


def regimen_de_vigencia(vigencia: int) -> Regimen:
    """El de un plan de esa vigencia: el que rige el 31 de enero, cuando se publica."""
    return regimen_de(date(vigencia, 1, 31))


def buscar_regimen(codigo: str) -> Regimen:
    """El régimen con ese código; ``ErrorDeEntrada`` con los que hay."""
    for regimen in regimenes():
        if isinstance(codigo, str) and regimen.codigo == codigo:
            return regimen
    codigos = ", ".join(regimen.codigo for regimen in regimenes())
    raise ErrorDeEntrada(
        Falla("opcion_desconocida", "regimen", f"se esperaba {codigos}; llegó {mostrar(codigo)}")
    )


def regimen_del_plan(plan: Plan, corte: date | None) -> Regimen:
    """El que el plan declara o, si no, el de su vigencia; sin vigencia, la del corte.

    El corte no cambia el de la vigencia: el plan de 2023 es un PAAC aunque se mire en 2025. Si no
    se sabe ni el año, el último.
    """
    if plan.regimen is not None:
        return buscar_regimen(plan.regimen)
    vigencia = _vigencia(plan, corte)
    return regimenes()[-1] if vigencia is None else regimen_de_vigencia(vigencia)


def fecha_del_plan(plan: Plan, corte: date | None) -> date | None:
    """El día con que se mira un plan: el corte o, sin él, el de publicar el plan de su vigencia."""
    if corte is not None or plan.vigencia is None:
        return corte
    return regimen_del_plan(plan, None).dia_de_publicar(plan.vigencia)


def regimen_en_textos(plan: Plan, corte: date | None) -> RegimenEnTextos:
    """El régimen de un plan como lo nombran los textos de un formato."""
    regimen = regimen_del_plan(plan, corte)
    iguales = ("codigo", "sigla", "nombre", "articulo", "instrumento", "norma")
    return RegimenEnTextos(
        **{campo: getattr(regimen, campo) for campo in iguales},
        transicion=transicion(plan, fecha_del_plan(plan, corte)),
    )


def transicion(plan: Plan, fecha: date | None) -> str:
    """Cómo le toca a un plan, en esa fecha, el cambio de régimen; vacío si no le toca."""
    vigencia = _vigencia(plan, fecha)
    if fecha is None or vigencia is None:
        return ""
    return transicion_de(vigencia, fecha, plan.regimen, plan.entidad.orden)


def transicion_de(
    vigencia: int, fecha: date, declarado: CodigoDeRegimen | None, orden: Orden | None
) -> str:
    """La misma frase, de un plan que aún no está escrito."""
    nuevo = regimenes()[-1]
    cambio = nuevo.transicion
    if cambio is None or fecha < nuevo.desde or vigencia < cambio.vigencia:
        return ""
    if vigencia == cambio.vigencia:
        return cambio.ya_cambio if declarado == nuevo.codigo else cambio.sigue
    plazo = cambio.plazo_de(orden)
    if fecha > plazo.hasta or declarado == nuevo.codigo:
        return ""
    return plazo.no_dice if declarado is None else plazo.sigue


def _vigencia(plan: Plan, fecha: date | None) -> int | None:
    """La del plan o, si no la dice, el año en que se mira."""
    return plan.vigencia or (fecha.year if fecha else None)
