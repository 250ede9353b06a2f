"""Lo que fijan otros y un informe usa: las normas que cita, los códigos DIVIPOLA y el NIT.

Las normas, por fecha, las escalas de zonas que se conocen y los códigos del DANE están en
``plantillas/_*``, con su fuente; el dígito de un NIT es el de la Orden Administrativa 4 de 1989 de
la DIAN. Al final, lo que conviene revisar de un plan sin que impida el reporte.
"""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from datetime import date
from importlib.resources import files
from typing import Literal, get_args

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import ConForma, estructurar, mostrar, validar_por_tipo
from paac_reportes.expresiones import expresion
from paac_reportes.modelo import CodigoDeRegimen, Entidad
from paac_reportes.modelo.comun import Orden
from paac_reportes.modelo.metodologia import CodigoDeEscala, Escala, Periodicidad
from paac_reportes.modelo.temas import Contenido, tema_de

# ------------------------------------------------------------------ el régimen de un plan


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
    """El régimen de un plan, con los nombres que los textos de un formato usan."""
    regimen = regimen_del_plan(contenido, corte)
    campos = ("codigo", "sigla", "nombre", "articulo", "instrumento", "norma")
    return RegimenEnTextos(
        **{campo: getattr(regimen, campo) for campo in campos},
        transicion=transicion(contenido, fecha_del_plan(contenido, corte)),
        vencido=regimen_vencido(contenido, fecha_del_plan(contenido, corte)),
    )


def seguido_en_textos(contenido: Contenido, corte: date | None) -> SeguidoEnTextos:
    """El instrumento que se sigue, como lo nombran los textos: el plan, por su régimen.

    El mapa tiene nombre propio.
    """
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
    """La frase de la transición entre regímenes de una vigencia; vacía si no le toca.

    ``declarado``: el régimen que el plan dice, si dice; ``orden``: nacional o territorial.
    """
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


# ------------------------------------------------------------------ las normas


_PESOS = (3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71)
"""Pesos de cada cifra, de la última a la primera."""
_POR_RESIDUO = "01987654321"


def digito_de_verificacion(cifras: str) -> str:
    """Dígito que corresponde a las cifras de un NIT, que van sin él."""
    suma = sum(peso * int(cifra) for peso, cifra in zip(_PESOS, reversed(cifras), strict=False))
    return _POR_RESIDUO[suma % 11]


_TODO_EL_DEPARTAMENTO = "000"
"""Terminación del código de una gobernación, que no es de un municipio."""

_ADORNOS = expresion(r"^(?:DEPARTAMENTO|DEPTO|DPTO)(?:DELA|DEL|DE)?|COLOMBIA$")


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Departamento:
    """Un departamento, o Bogotá, y sus municipios."""

    codigo: str
    nombre: str
    tambien: tuple[str, ...] = ()
    """Otros nombres con que se escribe."""
    municipios: str
    """Tres últimos dígitos y nombre de cada municipio: ``001 Medellín; 002 Abejorral``."""
    capital: str = ""
    """De donde despacha su gobernación, si no es su 001."""

    @property
    def nombres(self) -> dict[str, str]:
        """El nombre de cada municipio, por sus tres últimos dígitos, y el de su gobernación."""
        pares = (par.split(maxsplit=1) for par in self.municipios.split(";"))
        nombres = {terminacion: " ".join(nombre.split()) for terminacion, nombre in pares}
        return {_TODO_EL_DEPARTAMENTO: self.capital or nombres["001"], **nombres}

    def se_llama(self, texto: str) -> bool:
        """Si un texto es su nombre, sin mirar tildes, mayúsculas ni puntuación."""
        return _sin_adornos(texto) in set(map(_sin_adornos, (self.nombre, *self.tambien)))


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class _Divipola:
    departamentos: tuple[Departamento, ...]


@functools.cache
def departamentos() -> dict[str, Departamento]:
    """Los 33 departamentos, por su código de dos dígitos: ``05``."""
    archivo = files("paac_reportes.plantillas") / "_divipola" / "divipola.toml"
    divipola = estructurar(tomllib.loads(archivo.read_text("utf-8")), _Divipola).departamentos
    return {departamento.codigo: departamento for departamento in divipola}


def avisos_de_la_divipola(entidad: Entidad) -> Iterable[Aviso]:
    """Los avisos de un código que no es de ningún lugar, o no es del departamento declarado."""
    codigo = entidad.divipola
    if codigo is None:
        return
    departamento = departamentos().get(codigo[:2])
    if departamento is None:
        motivo = f"ningún departamento empieza por {codigo[:2]}; llegó {mostrar(codigo)}"
        yield _aviso_del_codigo(motivo, codigo)
        return
    nombre = departamento.nombre
    if codigo[2:] not in departamento.nombres:
        motivo = f"{nombre} no tiene ningún municipio con ese código: {mostrar(codigo)}"
        yield _aviso_del_codigo(motivo, codigo, departamento=nombre)
    declarado = entidad.departamento or ""
    if _sin_adornos(declarado) and not departamento.se_llama(declarado):
        motivo = f"{mostrar(codigo)} es de {nombre}, y departamento dice {mostrar(declarado)}"
        yield _aviso_del_codigo(motivo, codigo, departamento=nombre, dicho=declarado)


def ciudad_de(entidad: Entidad) -> str:
    """El nombre del municipio de una entidad, por su DIVIPOLA; de una gobernación, su capital.

    Vacío si no lo dice o no se conoce.
    """
    codigo = entidad.divipola or ""
    departamento = departamentos().get(codigo[:2]) if codigo else None
    return departamento.nombres.get(codigo[2:], "") if departamento else ""


def _aviso_del_codigo(motivo: str, codigo: str, **otros_datos: str) -> Aviso:
    return Aviso("divipola", "entidad.divipola", motivo, datos={"llego": codigo, **otros_datos})


def _sin_adornos(texto: str) -> str:
    """Las letras de un nombre, en mayúsculas y sin tildes; sin «Departamento de» ni «Colombia»."""
    letras = filter(str.isalpha, unicodedata.normalize("NFKD", texto.upper()))
    return _ADORNOS.sub("", "".join(letras))


_SEPARADORES = r"[\s.,:/()\-‐-―]*"
_NIT = expresion(
    rf"(?:N\.?\s?I\.?\s?T\.?)?{_SEPARADORES}(?P<numero>(?:[0-9]{_SEPARADORES}){{9}})"
    rf"(?:D\.?\s?V\.?{_SEPARADORES})?(?P<digito>[0-9])\)?",
    re.IGNORECASE,
)
"""Nueve dígitos y el de verificación, con la puntuación que tengan y los nombres NIT y DV."""

_LARGO_MAXIMO = 60
"""Letras; más largo no es un NIT."""


def avisos_del_nit(entidad: Entidad) -> Iterable[Aviso]:
    """Los avisos de un NIT sin nueve dígitos y el de verificación, o cuyo dígito no corresponde."""
    if entidad.nit is None:
        return
    numero, digito = _numero_y_digito(entidad.nit)
    if not digito:
        motivo = f"se esperaban nueve dígitos y el de verificación, llegó {mostrar(entidad.nit)}"
        yield Aviso("nit", "entidad.nit", motivo, datos={"llego": entidad.nit})
    elif (esperado := digito_de_verificacion(numero)) != digito:
        yield Aviso(
            "nit",
            "entidad.nit",
            f"el dígito de verificación de {mostrar(entidad.nit)} no corresponde:"
            f" se esperaba {esperado}, llegó {digito}",
            datos={"llego": entidad.nit, "digito": digito, "esperado": esperado},
        )


def _numero_y_digito(texto: str) -> tuple[str, str]:
    """El número de un NIT y su dígito, ``("899999034", "1")``; vacíos si no los trae."""
    calce = _NIT.fullmatch(texto.strip()) if len(texto) <= _LARGO_MAXIMO else None
    return (re.sub("[^0-9]", "", calce["numero"]), calce["digito"]) if calce else ("", "")


Rango = Literal["constitucion", "ley", "decreto", "resolucion"]
"""Rangos de una norma, del mayor al menor, que es como se citan."""

_texto_no_vacio = ConForma(r"\S.*", "un texto")


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Norma:
    """Una norma, o parte de ella, y los días en que rige, incluidos."""

    rango: Rango
    norma: str = attrs.field(validator=_texto_no_vacio)
    articulo: str = attrs.field(validator=_texto_no_vacio)
    detalle: str = attrs.field(validator=_texto_no_vacio)
    regimenes: tuple[CodigoDeRegimen, ...] = get_args(CodigoDeRegimen)
    """De cuáles es criterio; si no lo dice, de todos."""
    expedida: date | None = None
    desde: date
    desde_nacional: date | None = None
    """Desde cuándo para las entidades nacionales, si es otro día que para las territoriales."""
    hasta: date | None = None

    def rige(self, fecha: date, orden: Orden | None) -> bool:
        """Si rige ese día para un orden de entidades; sin él, como para las territoriales."""
        desde = self.desde_nacional if orden == "nacional" else None
        return (desde or self.desde) <= fecha and (self.hasta is None or fecha <= self.hasta)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class _Normas:
    normas: tuple[Norma, ...]


@functools.cache
def _normas_en_orden() -> tuple[Norma, ...]:
    """Las normas, por rango y luego por fecha; las partes de una, en el orden del archivo."""
    archivo = files("paac_reportes.plantillas") / "_normas" / "normas.toml"
    normas = estructurar(tomllib.loads(archivo.read_text("utf-8")), _Normas).normas
    rangos = get_args(Rango)
    return tuple(
        sorted(normas, key=lambda norma: (rangos.index(norma.rango), norma.expedida or norma.desde))
    )


def normas_vigentes(
    fecha: date | None, orden: Orden | None = None, regimen: CodigoDeRegimen | None = None
) -> tuple[Norma, ...]:
    """Normas que rigen ese día y son criterio del régimen, en el orden en que se citan.

    Sin régimen, el del día; sin día, ninguna. ``orden`` es el de la entidad.
    """
    if fecha is None:
        return ()
    criterio = regimen or regimen_de(fecha).codigo
    return tuple(
        norma
        for norma in _normas_en_orden()
        if criterio in norma.regimenes and norma.rige(fecha, orden)
    )


ESCALA_DE_LA_GUIA: CodigoDeEscala = "guia-v2"


@functools.cache
def escalas() -> dict[str, Escala]:
    """Escalas que se conocen, por su código."""
    carpeta = files("paac_reportes.plantillas") / "_escalas"
    archivos = [archivo for archivo in carpeta.iterdir() if archivo.name.endswith(".toml")]
    sin_orden = [
        estructurar(tomllib.loads(archivo.read_text("utf-8")), Escala) for archivo in archivos
    ]
    return {escala.codigo: escala for escala in sorted(sin_orden, key=lambda escala: escala.codigo)}


def escala_de_la_guia() -> Escala:
    """Escala de la guía del PAAC: baja, media y alta."""
    return escalas()[ESCALA_DE_LA_GUIA]


def buscar_escala(escala: Escala | CodigoDeEscala | None) -> Escala:
    """La escala de ese código, o la de la guía sin él."""
    return escala if isinstance(escala, Escala) else escalas()[escala or ESCALA_DE_LA_GUIA]


def avisos_de_la_entidad(contenido: Contenido) -> Iterable[Aviso]:
    """Los avisos de la entidad de un plan o de un mapa, con su ruta; ningún texto cambia."""
    yield from avisos_del_nit(contenido.entidad)
    yield from avisos_de_la_divipola(contenido.entidad)
