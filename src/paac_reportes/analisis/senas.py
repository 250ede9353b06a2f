"""En qué se reconoce cada cosa de un contenido: una declaración por clase, o la de su tema.

De una fila de un plan, de un riesgo y de los lugares en que están, la tabla; de lo demás, como una
causa o un control, lo dicen el catálogo y la identidad que su tema declara.
"""

import functools
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.estructura import Extra
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.temas import Tema
from paac_reportes.textos.valores import en_palabras


@clases.frozen(kw_only=True, eq=False)
class Senas:
    """Campos de un objeto en que se lo reconoce."""

    texto: tuple[str, ...] = ()
    """Los que, seguidos, dicen qué es."""
    si_no: tuple[str, ...] = ()
    """Sin texto, el primero de estos que traiga."""
    codigo: str = ""
    codigo_suyo: bool = False
    """Si el código es de él y no del año: con la mitad de las palabras, basta."""
    prueba: str = ""
    """Además del texto, el que deja ver que es el mismo: la meta de una actividad."""
    iguales: tuple[str, ...] = ()
    """De los que dicen lo mismo, en qué más se distinguen; lo que más dice, primero."""
    lugares: tuple[str, ...] = ()
    """Quienes lo contienen y son su lugar, de afuera adentro."""
    adentro: str = ""
    """Quien lo contiene y sólo ordena la búsqueda."""
    comienzos: tuple[str, ...] = ()
    """Comienzos que todos comparten: sin ellos, cada verbo distingue uno de otro."""
    de_reporte: bool = False
    """Si es lo que alguien reportó en un corte: hay uno por cada uno, y no se parecen."""


@clases.frozen(kw_only=True)
class SenasDeLugar:
    """En qué se reconoce un lugar, además de lo que dicen sus filas, que pesa hasta uno."""

    numero: str = ""
    del_nombre: float = 0.5
    """Peso de llamarse igual."""
    del_numero: float = 0.0


_DEL_PLAN: dict[str, Any] = {
    "codigo": "identificador",
    "lugares": ("dependencia", "componente"),
    "adentro": "subcomponente",
}
_TRAMITE = Senas(
    texto=("texto", "accion"), prueba="nombre", iguales=("responsable", "nombre"), **_DEL_PLAN
)
_SENAS: Mapping[str, Senas] = {
    "actividad": Senas(
        texto=("texto",), prueba="meta", iguales=("responsable", "meta"), **_DEL_PLAN
    ),
    "tramite": _TRAMITE,
    "intercambio": _TRAMITE,
    "riesgo": Senas(
        texto=("descripcion",),
        codigo="referencia",
        codigo_suyo=True,
        prueba="causas",
        iguales=("referencia",),
        lugares=("proceso",),
        comienzos=(
            "posibilidad de que ",
            "posibilidad de ",
            "riesgo de que ",
            "riesgo de ",
            "que ",
        ),
    ),
}
LUGARES: Mapping[str, SenasDeLugar] = {
    "dependencia": SenasDeLugar(),
    "componente": SenasDeLugar(numero="numero"),
    "subcomponente": SenasDeLugar(),
    # El nombre de un proceso es el de la entidad: ni sus riesgos ni su código pesan más.
    "proceso": SenasDeLugar(numero="codigo", del_nombre=4, del_numero=2),
}


@functools.cache
def senas_de(raiz: str, tema: Tema) -> Senas:
    """Señas de los objetos de una raíz; sin descripción, el texto que no puede faltar."""
    if raiz in _SENAS:
        return _SENAS[raiz]
    campos = attrs.fields_dict(CATALOGO.de_raiz(raiz).clase)
    datos = [nombre for nombre in campos if CATALOGO.tipo(f"{raiz}.{nombre}") in {str, date}]
    codigo = next((dato for dato in datos if CATALOGO.es_codigo(f"{raiz}.{dato}")), "")
    opcion = next((dato for dato in datos if CATALOGO.opciones(f"{raiz}.{dato}")), "")
    if "corte" in datos:
        declarada = tema.filas.identidad.get(raiz)
        por = declarada.por[0] if declarada and declarada.por else ()
        return Senas(texto=por if "corte" in por else ("corte",), de_reporte=True)
    sin_falta = (
        dato
        for dato in datos
        if campos[dato].default is attrs.NOTHING and dato not in {codigo, opcion}
    )
    texto = "descripcion" if "descripcion" in datos else next(sin_falta, "")
    return Senas(
        texto=(texto,) if texto else (),
        si_no=tuple(filter(None, (codigo, opcion))),
        codigo=codigo,
        iguales=tuple(dict.fromkeys(filter(None, (codigo, *datos)))),
    )


def texto_de(objeto: object, *campos: str) -> str:
    """Texto de unos campos de un objeto, seguidos; vacío el que no traiga."""
    return " ".join(como_texto(getattr(objeto, campo)) for campo in campos if campo)


def nombre_de(objeto: object, senas: Senas) -> str:
    """El código y el texto de un objeto: ``1. Auditar``; sin texto, la opción que trae."""
    if senas.de_reporte:
        valores = (getattr(objeto, campo) for campo in senas.texto)
        return ", ".join(en_palabras(v) if isinstance(v, str) else como_texto(v) for v in valores)
    codigo, texto = texto_de(objeto, senas.codigo).strip(), texto_de(objeto, *senas.texto)
    if not texto and (senas.texto or not codigo):
        texto = texto_de(objeto, *(c for c in senas.si_no if c != senas.codigo)).capitalize()
    return ". ".join(filter(None, (codigo, texto)))


def como_texto(valor: Any) -> str:
    """Texto de un valor, con el que se compara; los de una lista, con comas."""
    if valor is None:
        return ""
    if isinstance(valor, tuple):
        return ", ".join(str(getattr(elemento, "texto", elemento)) for elemento in valor)
    return extra_escrito(valor) if isinstance(valor, Decimal | date) else str(valor)


def extra_escrito(extra: Extra) -> str:
    """Texto de un extra: la fecha, ``dd/mm/aaaa``, y el decimal, con coma."""
    if isinstance(extra, date):
        return f"{extra.day:02d}/{extra.month:02d}/{extra.year:04d}"
    return f"{extra:f}".replace(".", ",") if isinstance(extra, Decimal) else str(extra)
