"""Los números con que se identifica una entidad: su código DIVIPOLA y su NIT.

Los códigos del DANE están en ``plantillas/_divipola``, y el dígito de un NIT, en ``nit``.
"""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from importlib.resources import files

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import estructurar, mostrar, validar_por_tipo
from paac_reportes.expresiones import expresion
from paac_reportes.modelo import Entidad
from paac_reportes.normativa.nit import digito_de_verificacion

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
