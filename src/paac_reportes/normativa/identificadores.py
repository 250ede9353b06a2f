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

_SOBRA = expresion(r"^(?:DEPARTAMENTO|DEPTO|DPTO)(?:DELA|DEL|DE)?|COLOMBIA$")


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Departamento:
    """Un departamento, o Bogotá, y los códigos de sus municipios."""

    codigo: str
    nombre: str
    tambien: tuple[str, ...] = ()
    """Otros nombres con que se escribe."""
    municipios: str
    """Los tres últimos dígitos de cada uno, separados por espacios."""

    def se_llama(self, texto: str) -> bool:
        """Si así se escribe, sin mirar tildes, mayúsculas ni puntuación."""
        return _sin_adornos(texto) in {_sin_adornos(uno) for uno in (self.nombre, *self.tambien)}

    def tiene(self, municipio: str) -> bool:
        """Si es de uno de sus municipios, o de todo él."""
        return municipio == _TODO_EL_DEPARTAMENTO or municipio in self.municipios.split()


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class _Divipola:
    departamentos: tuple[Departamento, ...]


@functools.cache
def departamentos() -> dict[str, Departamento]:
    """Los 33, por su código."""
    archivo = files("paac_reportes.plantillas") / "_divipola" / "divipola.toml"
    divipola = estructurar(tomllib.loads(archivo.read_text("utf-8")), _Divipola).departamentos
    return {departamento.codigo: departamento for departamento in divipola}


def avisos_de_la_divipola(entidad: Entidad) -> Iterable[Aviso]:
    """Que el código sea de un departamento, de uno de sus municipios y del que dice la entidad."""
    codigo = entidad.divipola
    if codigo is None:
        return
    departamento = departamentos().get(codigo[:2])
    if departamento is None:
        motivo = f"ningún departamento empieza por {codigo[:2]}; llegó {mostrar(codigo)}"
        yield _aviso(motivo, codigo)
        return
    nombre = departamento.nombre
    if not departamento.tiene(codigo[2:]):
        motivo = f"{nombre} no tiene ningún municipio con ese código: {mostrar(codigo)}"
        yield _aviso(motivo, codigo, departamento=nombre)
    declarado = entidad.departamento or ""
    if _sin_adornos(declarado) and not departamento.se_llama(declarado):
        motivo = f"{mostrar(codigo)} es de {nombre}, y departamento dice {mostrar(declarado)}"
        yield _aviso(motivo, codigo, departamento=nombre, dicho=declarado)


def _aviso(motivo: str, codigo: str, **demas: str) -> Aviso:
    return Aviso("divipola", "entidad.divipola", motivo, datos={"llego": codigo, **demas})


def _sin_adornos(texto: str) -> str:
    """Sólo sus letras, en mayúsculas y sin tildes; sin «Departamento de» ni «Colombia»."""
    letras = filter(str.isalpha, unicodedata.normalize("NFKD", texto.upper()))
    return _SOBRA.sub("", "".join(letras))


_SEPARA = r"[\s.,:/()\-‐-―]*"
_NIT = expresion(
    rf"(?:N\.?\s?I\.?\s?T\.?)?{_SEPARA}(?P<numero>(?:[0-9]{_SEPARA}){{9}})"
    rf"(?:D\.?\s?V\.?{_SEPARA})?(?P<digito>[0-9])\)?",
    re.IGNORECASE,
)
"""Nueve dígitos y el de verificación, con la puntuación que tengan y los nombres NIT y DV."""

_LARGO_MAXIMO = 60
"""Letras; más largo no es un NIT."""


def avisos_del_nit(entidad: Entidad) -> Iterable[Aviso]:
    """Que tenga nueve dígitos (los de ASCII) y el de verificación, y que éste corresponda."""
    if entidad.nit is None:
        return
    numero, digito = _leer(entidad.nit)
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


def _leer(texto: str) -> tuple[str, str]:
    """El número y su dígito; vacíos si no los trae."""
    calce = _NIT.fullmatch(texto.strip()) if len(texto) <= _LARGO_MAXIMO else None
    return (re.sub("[^0-9]", "", calce["numero"]), calce["digito"]) if calce else ("", "")
