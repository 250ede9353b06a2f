"""Lo que fijan otros y un informe usa: las normas que cita, los códigos DIVIPOLA y el NIT.

Las normas, por fecha, las escalas de zonas que se conocen y los códigos del DANE están en
``plantillas/_*``, con su fuente; el dígito de un NIT es el de la Orden Administrativa 4 de 1989 de
la DIAN. Al final, lo que conviene revisar de un plan sin que impida el reporte.
"""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
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
from paac_reportes.modelo.metodologia import Escala
from paac_reportes.modelo.temas import Contenido
from paac_reportes.normativa.regimenes import regimen_de

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
    """De cada uno, los tres últimos dígitos y el nombre: ``001 Medellín; 002 Abejorral``."""
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
    """El nombre del municipio de una entidad, por su DIVIPOLA; de una gobernación, su capital."""
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
"""De la de más rango a la de menos, que es como se citan."""

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


_CODIGO_DE_LA_GUIA = "guia-v2"


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
    return escalas()[_CODIGO_DE_LA_GUIA]


def buscar_escala(escala: Escala | str | None) -> Escala:
    """Escala que se nombra, o la de la guía si no se dice; ``ErrorDeEntrada`` si no existe."""
    if isinstance(escala, Escala):
        return escala
    if escala is None:
        return escala_de_la_guia()
    if fallas := list(fallas_de_la_escala(escala)):
        raise ErrorDeEntrada(fallas)
    return escalas()[escala]


def fallas_de_la_escala(escala: Escala | str | None) -> Iterator[Falla]:
    """Falla de un código de escala que no existe."""
    if isinstance(escala, str) and escala not in escalas():
        motivo = (
            f"se esperaba {', '.join(escalas())}, o una escala completa; llegó {mostrar(escala)}"
        )
        yield Falla("opcion_desconocida", "metodologia.escala", motivo)


def avisos_de_la_entidad(contenido: Contenido) -> Iterable[Aviso]:
    """Los avisos de la entidad de un plan o de un mapa, con su ruta; ningún texto cambia."""
    yield from avisos_del_nit(contenido.entidad)
    yield from avisos_de_la_divipola(contenido.entidad)
