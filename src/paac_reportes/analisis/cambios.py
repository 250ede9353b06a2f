"""Qué dice distinto un objeto de cualquier contenido, y qué entró a sus listas y qué salió.

Qué datos tiene lo dicen el modelo y el catálogo, y con qué se reconoce, su tema. Aquí no hay
cifras: lo que sólo el oficio sabe (avances, zonas) lo dice la comparación de cada uno.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.analisis.emparejamiento import Puesto, como_texto, emparejar
from paac_reportes.instalacion import hace_falta
from paac_reportes.modelo import temas
from paac_reportes.modelo.campos import Cambio
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import datos_planos
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.textos.plano import en_plano

with hace_falta():
    from rapidfuzz.distance import Indel

_CAMBIO: Mapping[str, Cambio] = {
    nombre: campo.cambio
    for clase in FILAS
    for nombre, campo in CATALOGO.objeto(clase).campos.items()
}
"""Qué cambia con cada dato de una fila; con uno sin entrada, y con un extra, la redacción."""


NADA_CAMBIO = "No cambió nada de lo que se compara."
"""No dice más: ni la entidad, ni las firmas, ni el control de cambios se comparan."""
SOLO_LAS_ZONAS = (
    "De un corte a otro de un mismo mapa sólo se comparan las zonas: lo que se reportó en cada uno"
    " (controles, avance, si ocurrió) lo cuentan sus cifras."
)
NADA_CAMBIO_FUERA_DEL_MAPA = "Fuera del mapa de riesgos, no cambió nada de lo que se compara."
"""De un plan que lleva su mapa: lo de él se cuenta aparte."""
VAN_Y_VIENEN = {
    "nuevos": "Nuevos",
    "retirados": "Retirados",
    "desaparecidos": "Ya no están",
    "reactivados": "Vuelven a estar vigentes",
}
"""Las listas de los riesgos que están vigentes en uno solo de los mapas, y cómo se dicen."""


Operacion = Literal["igual", "quitó", "puso"]
_CUADRO = 10**9
"""Desde este producto de largos, hallar lo que sigue igual pide demasiada memoria."""


@clases.frozen
class CambioDeTexto:
    """Un dato que se escribió de otro modo."""

    campo: str
    antes: str
    despues: str

    @property
    def clase(self) -> Cambio:
        """Clase de lo que cambia con ese dato, como ``fecha``; ``redacción`` si no tiene otra."""
        return _CAMBIO.get(self.campo, "redacción")

    def palabras(self) -> Iterator[tuple[Operacion, str]]:
        """Tramos del texto: lo que sigue igual, lo que se quitó y lo que se puso en su lugar."""
        antes, despues = self.antes.split(), self.despues.split()
        if len(antes) * len(despues) > _CUADRO:
            yield from (("quitó", self.antes), ("puso", self.despues))
            return
        numeros = {
            palabra: numero for numero, palabra in enumerate(dict.fromkeys((*antes, *despues)))
        }
        de_antes, de_despues = ([numeros[p] for p in lado] for lado in (antes, despues))
        viejo = nuevo = 0
        for bloque in Indel.opcodes(de_antes, de_despues).as_matching_blocks():
            tramos: tuple[tuple[Operacion, list[str]], ...] = (
                ("quitó", antes[viejo : bloque.a]),
                ("puso", despues[nuevo : bloque.b]),
                ("igual", antes[bloque.a : bloque.a + bloque.size]),
            )
            yield from ((operacion, " ".join(tramo)) for operacion, tramo in tramos if tramo)
            viejo, nuevo = bloque.a + bloque.size, bloque.b + bloque.size


@clases.frozen(kw_only=True)
class CambioDeElemento:
    """Un riesgo, un control, una acción… que está en los dos, y qué dice distinto."""

    antes: Any
    despues: Any
    cambios: tuple[CambioDeTexto, ...]
    listas: "Mapping[str, CambiosDeLista]" = attrs.Factory(dict)
    """Las suyas que cambiaron, por su campo."""


@clases.frozen(kw_only=True)
class CambiosDeLista:
    """Los elementos que entraron a una lista, los que salieron y los que dicen otra cosa."""

    entran: tuple[Any, ...] = ()
    salen: tuple[Any, ...] = ()
    cambian: tuple[CambioDeElemento, ...] = ()

    @property
    def hay(self) -> bool:
        """Si algo cambió."""
        return bool(self.entran or self.salen or self.cambian)


# ------------------------------------------------------------------ los datos de un objeto


def cambios_entre(
    raiz: str, viejo: object, nuevo: object, aparte: Iterable[str] = ()
) -> tuple[CambioDeTexto, ...]:
    """Los datos que dos objetos dicen distinto, ``riesgo.causa``, menos los de ``aparte``.

    ``raiz``: cómo se nombran sus datos, «riesgo».
    """
    # Las mayúsculas, las tildes y los espacios no son un cambio.
    if viejo == nuevo:
        return ()
    antes, despues = (textos_de(raiz, lado, aparte) for lado in (viejo, nuevo))
    pares = (
        (campo, antes.get(campo, ""), despues.get(campo, "")) for campo in {**antes, **despues}
    )
    return tuple(
        CambioDeTexto(dato, de, a)
        for dato, de, a in pares
        if de != a and en_plano(de) != en_plano(a)
    )


def textos_de(raiz: str, objeto: object, aparte: Iterable[str] = ()) -> dict[str, str]:
    """``{"riesgo.causa": "Falta de control"}``, de un objeto; lo que no trae, no va."""
    claves_aparte = tuple(f"{dato}." for dato in aparte)
    return {
        clave: texto
        for clave, valor in datos_planos(raiz, objeto).items()
        if not f"{clave}.".startswith(claves_aparte) and (texto := como_texto(valor))
    }


# ------------------------------------------------------------------ lo de una lista


def cambios_de_listas(
    viejo: object, nuevo: object, tema: temas.Tema, *solo: str
) -> dict[str, CambiosDeLista]:
    """Lo que cambió en cada lista de un objeto, por su campo; las iguales no van.

    ``solo``: los campos que se comparan; si no se dan, todos.
    """
    clase: type = type(nuevo)
    por_lista = {
        lista.nombre: cambios_de_lista(
            lista.raiz, getattr(viejo, lista.nombre), getattr(nuevo, lista.nombre), tema
        )
        for lista in contenidos_de(clase)
        if lista.es_lista and (not solo or lista.nombre in solo)
    }
    return {nombre: cambios for nombre, cambios in por_lista.items() if cambios.hay}


def cambios_de_lista(
    raiz: str, antes: Sequence[object], despues: Sequence[object], tema: temas.Tema
) -> CambiosDeLista:
    """Lo que entra, lo que sale y lo que sigue y cambió de una lista, en el orden de hoy.

    ``raiz``: cómo se nombran los datos de sus objetos, «riesgo».
    """
    if antes == despues:
        return CambiosDeLista()
    viejos, nuevos = (
        [Puesto(objeto, raiz, objeto, {}) for objeto in lado] for lado in (antes, despues)
    )
    emparejadas = emparejar(viejos, nuevos, tema)
    cambiaron = (
        CambioDeElemento(
            antes=par.antes.valor,
            despues=par.despues.valor,
            cambios=cambios_entre(raiz, par.antes.valor, par.despues.valor),
            listas=cambios_de_listas(par.antes.valor, par.despues.valor, tema),
        )
        for par in emparejadas.parejas
    )
    return CambiosDeLista(
        entran=tuple(ficha.valor for ficha in emparejadas.nuevas),
        salen=tuple(ficha.valor for ficha in emparejadas.retiradas),
        cambian=tuple(elemento for elemento in cambiaron if elemento.cambios or elemento.listas),
    )
