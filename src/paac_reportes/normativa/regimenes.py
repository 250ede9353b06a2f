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
from paac_reportes.modelo import CodigoDeRegimen
from paac_reportes.modelo.comun import Orden
from paac_reportes.modelo.periodos import Periodicidad
from paac_reportes.modelo.temas import Contenido, tema_de


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class ComponenteDeRegimen:
    """Un componente con los subcomponentes que la guía le propone."""

    numero: int | None = None
    """``None``: el que no se numera con los demás."""
    nombre: str
    subcomponentes: tuple[str, ...] = ()
    tramites: bool = False
    """Si lo suyo son trámites y no actividades."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Publicacion:
    """El día de publicar el plan: el 31 de enero de su vigencia."""

    fuente: str
    otros_dias: tuple[date, ...] = ()
    """Día de cada vigencia que tuvo otro."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class CortesDeRegimen:
    """Los cortes que la norma fija, si los fija."""

    fuente: str
    periodicidad: Periodicidad | None = None
    """``None``: los adopta cada entidad."""
    guia: str = ""
    """Cómo se nombra en una frase a la que los fija."""
    salvedad: str = ""
    """Qué tan cierto es que los fije, si hay que confirmarlo: de eso no se firma nada."""
    nota: str = ""
    """Advertencia sobre los cortes de quien no los tiene fijados; no va en un informe."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PlazoDeRegimen:
    """Cuánto hay, desde el corte, para publicar el seguimiento."""

    fuente: str
    habiles: int | None = None
    """``None``: ninguna norma leída lo fija."""
    segun_la_guia: str = ""
    """Plazo de la guía, dicho al lado del que una entidad se da."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PlazoDeAdopcion:
    """Hasta cuándo puede una entidad seguir con el régimen anterior, y cómo se dice."""

    hasta: date
    sigue: str
    """Si la entidad declara que sigue con él."""
    vencido: str
    """Si lo declara y el plazo ya pasó."""
    no_dice: str = ""
    """Si no declara ninguno, y se toma el nuevo."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Transicion:
    """El paso de un régimen al siguiente."""

    vigencia: int
    """Vigencia que empezó con el régimen anterior y terminó con el nuevo."""
    sigue: str
    """Frase de qué se hace con su plan desde ese día."""
    ya_cambio: str
    """Frase para la entidad que declara que la siguió con el nuevo."""
    nacional: PlazoDeAdopcion
    territorial: PlazoDeAdopcion

    def plazo_de(self, orden: Orden | None) -> PlazoDeAdopcion:
        """Plazo de las entidades de ese orden; si no se sabe, el más largo."""
        return self.nacional if orden == "nacional" else self.territorial


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Regimen:
    """Las reglas que rigen un plan entre dos días, incluidos."""

    codigo: CodigoDeRegimen
    sigla: str
    nombre: str
    """El nombre largo del instrumento."""
    version: str = ""
    """Versión de la guía, si el mismo instrumento tuvo varias."""
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
    sin_reglamentar: str = ""
    """De dónde salen las fechas de quien lo siguió antes de que se reglamentara."""
    publicacion: Publicacion
    cortes: CortesDeRegimen
    plazo: PlazoDeRegimen
    componentes: tuple[ComponenteDeRegimen, ...]
    nombres_por_confirmar: str = ""
    """Advertencia sobre los nombres de sus componentes, si no salen de la norma leída."""

    def dia_de_publicar(self, vigencia: int) -> date:
        """El último día para publicar el plan de esa vigencia."""
        prorrogas = [dia for dia in self.publicacion.otros_dias if dia.year == vigencia]
        return prorrogas[0] if prorrogas else date(vigencia, 1, 31)


@clases.frozen(kw_only=True)
class RegimenEnTextos:
    """Datos del régimen de un plan que puede nombrar un texto de un formato."""

    codigo: str
    sigla: str
    nombre: str
    articulo: str
    instrumento: str
    norma: str
    transicion: str
    """Qué pasa en el corte con el cambio de régimen; vacío si nada."""
    vencido: str
    """Que la entidad sigue con uno cuyo plazo ya pasó, para decirlo como hallazgo; o vacío."""


@clases.frozen(kw_only=True)
class SeguidoEnTextos:
    """A qué se le hace seguimiento: el instrumento del régimen o, sin plan, el mapa que llegó."""

    clave: str
    """``plan`` o ``mapa``."""
    nombre: str
    sigla: str
    """Como se lo nombra en corto; el mapa no tiene sigla."""


@functools.cache
def regimenes() -> tuple[Regimen, ...]:
    """Los regímenes que se conocen, del más antiguo al vigente."""
    carpeta = files("paac_reportes.plantillas") / "_regimenes"
    sin_orden = [
        estructurar(tomllib.loads(archivo.read_text("utf-8")), Regimen)
        for archivo in carpeta.iterdir()
        if archivo.name.endswith(".toml")
    ]
    return tuple(sorted(sin_orden, key=lambda regimen: regimen.desde))


def regimen_de(fecha: date) -> Regimen:
    """El régimen que rige un día; el primero, si es anterior a todos."""
    ya_rigen = [regimen for regimen in regimenes() if regimen.desde <= fecha]
    return ya_rigen[-1] if ya_rigen else regimenes()[0]


def regimen_de_vigencia(vigencia: int) -> Regimen:
    """Régimen de un plan de esa vigencia: el que rige el 31 de enero, cuando se publica."""
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


def regimen_de_las_fechas(regimen: Regimen, vigencia: int) -> Regimen:
    """Régimen que fija las fechas de un plan de ese régimen en esa vigencia.

    Es él mismo, salvo que la entidad lo siguiera antes de reglamentarse: entonces, el que regía.
    """
    return regimen if regimen.desde <= date(vigencia, 1, 31) else regimen_de_vigencia(vigencia)


def regimen_del_plan(contenido: Contenido, corte: date | None) -> Regimen:
    """Régimen que el plan declara o, si no, el de su vigencia; sin vigencia, el del corte.

    El corte no cambia el de la vigencia: el plan de 2023 es un PAAC aunque se mire en 2025. Si no
    se sabe ni el año, el último.
    """
    if contenido.regimen is not None:
        return buscar_regimen(contenido.regimen)
    vigencia = contenido.vigencia or (corte.year if corte else None)
    return regimenes()[-1] if vigencia is None else regimen_de_vigencia(vigencia)


def fecha_del_plan(contenido: Contenido, corte: date | None) -> date | None:
    """El día con que se mira un plan: el corte o, sin él, el de publicar el plan de su vigencia."""
    if corte is not None or contenido.vigencia is None:
        return corte
    return regimen_del_plan(contenido, None).dia_de_publicar(contenido.vigencia)


def regimen_en_textos(contenido: Contenido, corte: date | None) -> RegimenEnTextos:
    """El régimen de un plan como lo nombran los textos de un formato."""
    regimen = regimen_del_plan(contenido, corte)
    campos = ("codigo", "sigla", "nombre", "articulo", "instrumento", "norma")
    return RegimenEnTextos(
        **{campo: getattr(regimen, campo) for campo in campos},
        transicion=transicion(contenido, fecha_del_plan(contenido, corte)),
        vencido=regimen_vencido(contenido, fecha_del_plan(contenido, corte)),
    )


def seguido_en_textos(contenido: Contenido, corte: date | None) -> SeguidoEnTextos:
    """El instrumento que se sigue, como lo nombran los textos; el mapa tiene nombre propio."""
    tema = tema_de(contenido)
    propio = "mapa de riesgos" if tema.clave == "mapa" else ""
    regimen = regimen_del_plan(contenido, corte)
    return SeguidoEnTextos(
        clave=tema.clave, nombre=propio or regimen.nombre, sigla=propio or regimen.sigla
    )


def transicion(contenido: Contenido, fecha: date | None) -> str:
    """La frase del cambio de régimen que le toca a un plan en una fecha; vacía si no le toca.

    También dice, si es el caso, que el plazo para cambiar ya venció (``regimen_vencido``).
    """
    if fecha is None:
        return ""
    vigencia = contenido.vigencia or fecha.year
    return transicion_de(vigencia, fecha, contenido.regimen, contenido.entidad.orden)


def regimen_vencido(contenido: Contenido, fecha: date | None) -> str:
    """El hallazgo de un plan que, en esa fecha, sigue un régimen cuyo plazo venció; o vacío."""
    if fecha is None:
        return ""
    vigencia = contenido.vigencia or fecha.year
    return vencido_de(vigencia, fecha, contenido.regimen, contenido.entidad.orden)


def transicion_de(
    vigencia: int, fecha: date, declarado: CodigoDeRegimen | None, orden: Orden | None
) -> str:
    """Frase de la transición, como en ``transicion``, para un plan que aún no está escrito."""
    nuevo = regimenes()[-1]
    cambio = nuevo.transicion
    if cambio is None or fecha < nuevo.desde or vigencia < cambio.vigencia:
        return ""
    if vigencia == cambio.vigencia:
        return cambio.ya_cambio if declarado == nuevo.codigo else cambio.sigue
    plazo = cambio.plazo_de(orden)
    if declarado == nuevo.codigo:
        return ""
    if declarado is None:
        return plazo.no_dice if fecha <= plazo.hasta else ""
    return vencido_de(vigencia, fecha, declarado, orden) or plazo.sigue


def vencido_de(
    vigencia: int, fecha: date, declarado: CodigoDeRegimen | None, orden: Orden | None
) -> str:
    """El hallazgo de que se declara el régimen anterior con el plazo de cambiar vencido; o vacío.

    Un plan que terminó antes del plazo no lo incumple por mirarse después.
    """
    nuevo = regimenes()[-1]
    cambio = nuevo.transicion
    if cambio is None or vigencia <= cambio.vigencia or declarado in {None, nuevo.codigo}:
        return ""
    plazo = cambio.plazo_de(orden)
    return plazo.vencido if min(fecha, date(vigencia, 12, 31)) > plazo.hasta else ""
