"""Lo que el aspecto de las columnas promete: colores de algo que existe y letras que se leen."""

import typing
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from enum import Enum
from types import UnionType

import attrs

from paac_reportes.errores import Falla, unir_ruta
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.pagina import EstiloDeFormato
from paac_reportes.formatos.definicion.recorridos import FILA_LIBRE, RECORRIDOS
from paac_reportes.formatos.definicion.tablas import Seccion
from paac_reportes.maqueta.estilos import CONTRASTE, contraste
from paac_reportes.modelo import Resultado, Verificacion

_CON_ZONA = ("seguimiento.avance", "cifras.zona")
"""Los datos que dicen de qué zona son: un porcentaje, o su nombre."""

_NEGRO, _BLANCO = "000000", "FFFFFF"


def fallas_de_aspecto(formato: Formato) -> Iterator[Falla]:
    """Las de los colores y los estilos de las columnas."""
    de_celda = formato.estilos.get("celda", EstiloDeFormato())
    for nombre, tabla in formato.tablas.items():
        for indice, columna in enumerate(tabla.columnas):
            lugar = f"tablas.{nombre}.columnas[{indice}]"
            yield from _colores(f"{lugar}.colores", columna, tabla.secciones)
            yield from _letra(f"{lugar}.estilo", columna.estilo, de_celda)


def _letra(lugar: str, estilo: EstiloDeFormato, base: EstiloDeFormato) -> Iterator[Falla]:
    """La que una columna cambia tiene que leerse sobre su relleno."""
    if estilo.color is None and estilo.relleno is None:
        return
    color = estilo.color or base.color or _NEGRO
    relleno = estilo.relleno or base.relleno or _BLANCO
    razon = contraste(color, relleno)
    if razon < CONTRASTE:
        motivo = (
            f"la letra {color} no se lee sobre {relleno}: su contraste es"
            f" {_con_coma(razon)} y se esperaba al menos {_con_coma(CONTRASTE)}"
        )
        yield Falla(lugar, motivo)


def _con_coma(razon: float) -> str:
    return f"{razon:.1f}".replace(".", ",")


def _colores(lugar: str, columna: Columna, secciones: Sequence[Seccion]) -> Iterator[Falla]:
    if not columna.colores:
        return
    if len(columna.dato) != 1:
        yield Falla(lugar, "se esperaba una columna de un solo dato")
        return
    (dato,) = columna.dato
    if columna.colores == "zona":
        if dato not in _CON_ZONA and not dato.startswith(f"{FILA_LIBRE}."):
            esperados = " o ".join(_CON_ZONA)
            motivo = f"por zona se colorea un avance ({esperados}), y la columna es de {dato}"
            yield Falla(lugar, motivo)
        return
    posibles = _valores_de(dato, secciones)
    for valor in columna.colores if posibles else ():
        if valor not in posibles:
            cercano = get_close_matches(valor, posibles, n=1, cutoff=0)[0]
            motivo = f"{dato} nunca vale {mostrar(valor)}; el más parecido es {cercano!r}"
            yield Falla(unir_ruta(lugar, valor), motivo)


def _valores_de(dato: str, secciones: Iterable[Seccion]) -> list[str]:
    """Los únicos que un dato puede tener; ninguno si es un texto o un número cualquiera."""
    raiz, _, nombre = dato.partition(".")
    valores: dict[str, None] = {}
    for seccion in secciones:
        clase = RECORRIDOS[seccion.recorre].raices.get(raiz)
        campo = getattr(attrs.fields(clase), nombre, None) if clase and attrs.has(clase) else None
        for tipo in _tipos(campo.type) if campo else ():
            clase_de_valor = Resultado if tipo is Verificacion else tipo
            if isinstance(clase_de_valor, type) and issubclass(clase_de_valor, Enum):
                valores |= dict.fromkeys(str(uno.value) for uno in clase_de_valor)
    return [*valores]


def _tipos(tipo: typing.Any) -> Sequence[typing.Any]:
    return typing.get_args(tipo) if typing.get_origin(tipo) is UnionType else (tipo,)
