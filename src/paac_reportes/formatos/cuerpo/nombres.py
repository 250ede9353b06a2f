"""Nombres que un hueco puede usar en su lugar, y qué se le dice al que usa otro.

De qué puede haber varios, que una fila o un ``cada`` repiten, sale de las anotaciones del modelo:
por la raíz de sus datos, en qué listas está, quiénes lo contienen y qué se dice una vez por corte.
"""

import functools
from collections import defaultdict
from collections.abc import Collection, Mapping

import attrs

from paac_reportes import clases
from paac_reportes.clases import es_de_attrs
from paac_reportes.estructura.valores import NOMBRE_DE_EXTRA
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.formatos.revision.reglas import DE_UN_LUGAR, sin_texto, variables_de_textos
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import Rama, caminos_de
from paac_reportes.modelo.temas import claves, tema
from paac_reportes.textos.plano import el_mas_cercano, el_mas_parecido


@clases.frozen
class Raices:
    """Raíces que se repiten en un contenido y en los que lleva adentro."""

    ramas: Mapping[str, tuple[Rama, ...]]
    """Las listas en que está cada uno."""
    afuera: Mapping[str, frozenset[str]]
    """Quienes pueden contenerlo, también los de más afuera."""
    del_corte: Mapping[str, frozenset[str]]
    """Raíces que en cada corte hablan de otra, y de cuál: con ella ya se sabe."""
    siempre: frozenset[str] = frozenset()
    """Raíces que en el corte hablan de todo el contenido: en cualquier lugar se sabe de cuál."""

    def en_una_linea(self, raiz: str, vecina: str) -> bool:
        """Si el objeto de una raíz contiene al de la otra, o son el mismo."""
        return raiz == vecina or raiz in self.afuera[vecina] or vecina in self.afuera[raiz]

    def hondura(self, raiz: str) -> tuple[int, str]:
        """Clave para ordenar raíces de afuera adentro: cuántas la contienen, y ella."""
        return len(self.afuera[raiz]), raiz

    def con_los_de_su_corte(self, raices_dadas: frozenset[str]) -> frozenset[str]:
        """Esas raíces y las de lo que en el corte se dice de ellas, como ``seguimiento``."""
        de_su_corte = {
            raiz for raiz, duenas in self.del_corte.items() if not duenas.isdisjoint(raices_dadas)
        }
        return raices_dadas | de_su_corte


@functools.lru_cache(maxsize=16)
def raices_de(contenido: str) -> Raices:
    """Raíces que un formato de ese contenido, o de un plan con su mapa, nombra: ``actividad``."""
    ramas: defaultdict[str, list[Rama]] = defaultdict(list)
    afuera: defaultdict[str, set[str]] = defaultdict(set)
    del_corte: defaultdict[str, set[str]] = defaultdict(set)
    siempre: set[str] = set()
    for clave in _claves_de(contenido):
        for *antecesoras, rama in caminos_de(tema(clave).clase):
            if not rama.es_lista:
                continue
            contenedores = [antecesora.raiz for antecesora in antecesoras if antecesora.es_lista]
            if rama not in ramas[rama.raiz]:
                ramas[rama.raiz].append(rama)
            afuera[rama.raiz] |= {*contenedores}
            if "corte" not in attrs.fields_dict(rama.clase):
                continue
            if contenedores:
                del_corte[rama.raiz].add(contenedores[-1])
            elif rama.nombre == _DE_CADA_CORTE:
                siempre.add(rama.raiz)
    ramas[FILA_LIBRE], afuera[FILA_LIBRE] = [], set()
    return Raices(
        ramas={raiz: tuple(sus_ramas) for raiz, sus_ramas in ramas.items()},
        afuera={raiz: frozenset(contenedores) for raiz, contenedores in afuera.items()},
        del_corte={raiz: frozenset(contenedores) for raiz, contenedores in del_corte.items()},
        siempre=frozenset(siempre),
    )


_DE_CADA_CORTE = "seguimientos"


def _claves_de(contenido: str) -> tuple[str, ...]:
    """Contenidos de que nombra datos un formato de ése; de un plan, también del mapa suyo."""
    if contenido not in claves():
        return ("plan",)
    return (contenido, "mapa") if contenido == "plan" else (contenido,)


_SIN_BLOQUES = "el formato no trae ninguno: van en [bloques.NOMBRE], o en su base"
_ABIERTAS = expresion(rf"textos\.[a-z_]+|entidad\.extras\.(?:{NOMBRE_DE_EXTRA.pattern})")
"""Nombres que sólo el contenido dice si los trae."""
_LARGO = 200
"""Letras de un nombre con las que se busca el más parecido."""


class NombresDelFormato:
    """Nombres de un formato de ese contenido."""

    def __init__(self, clave: str) -> None:
        self.raices: Raices = raices_de(clave)
        self._parecidos: dict[str, str] = {}

    def por_que_no(
        self, camino: str, raices_dadas: frozenset[str], *, se_escribe: bool
    ) -> str | None:
        """Motivo por el que un dato no se puede nombrar en un lugar; nada si se puede.

        ``raices_dadas``: los objetos de que ahí se sabe cuál; ``se_escribe``: si va como texto.
        """
        raiz = camino.partition(".")[0]
        de_lista = raiz in self.raices.ramas
        if de_lista and (raiz in raices_dadas or raiz not in self.raices.siempre):
            return self._de_una_lista(camino, raiz, raices_dadas, se_escribe=se_escribe)
        if _ABIERTAS.fullmatch(camino):
            return None
        if camino not in self._variables and not self._es_de_todo(camino, raiz):
            return self._motivo_de_desconocido(camino)
        return _motivo_de_no_texto(camino) if se_escribe and camino in sin_texto() else None

    def _de_una_lista(
        self, camino: str, raiz: str, raices_dadas: frozenset[str], *, se_escribe: bool
    ) -> str | None:
        """Motivo de no nombrar ahí el dato de un objeto del que hay varios; ``None`` si se puede.

        ``raices_dadas``: de qué objetos se sabe ahí cuál es; ``se_escribe``: si deja texto.
        """
        if raiz not in {FILA_LIBRE, camino} and not CATALOGO.conoce(camino):
            return self._motivo_de_desconocido(camino)
        if raiz not in raices_dadas:
            duenas = self.raices.del_corte.get(raiz)
            if duenas:
                duenas_escritas = " o de ".join(sorted(duenas))
                return (
                    f"aquí no se sabe de qué es {raiz!r}: nombre también algo de {duenas_escritas}"
                )
            return (
                f"aquí no hay {raiz!r} que nombrar: va en una fila de una tabla, o entre"
                f" {{{{ cada {raiz} }}}} y {{{{ fin }}}}"
            )
        if not se_escribe:
            return None
        if camino == raiz:
            return f"{_motivo_de_no_texto(camino)}; nombre un dato suyo, como {self._ejemplo(raiz)}"
        return None if raiz == FILA_LIBRE or _se_escribe(camino) else _motivo_de_no_texto(camino)

    def motivo_de_no_lista(self, nombre: str) -> str:
        """Mensaje para el ``cada`` que nombra lo que no es una lista."""
        pista = el_mas_parecido(nombre, sorted(self.raices.ramas), "lo más parecido es")
        return f"no se puede repetir {nombre!r}{pista}"

    def motivo_de_no_bloque(self, nombre: str, los_que_hay: Collection[str]) -> str:
        """Mensaje para el ``poner`` que nombra un bloque que no está entre los que hay."""
        parecido = el_mas_cercano(nombre, sorted(los_que_hay), cutoff=0)
        pista = _SIN_BLOQUES if parecido is None else f"el más parecido es {parecido!r}"
        return f"no hay ningún bloque {nombre!r} que poner; {pista}"

    def por_que_no_se_calcula(self, operacion: str, dato: str) -> str | None:
        """Motivo de que no se pueda calcular ``suma(actividad.avance)``; ``None`` si se puede."""
        raiz = dato.partition(".")[0]
        if raiz not in self.raices.ramas:
            return f"{operacion}() es de lo que se repite, como actividad.…; llegó {dato!r}"
        if operacion == "cuenta" and dato == raiz:
            return None
        if raiz not in {FILA_LIBRE, dato} and not CATALOGO.conoce(dato):
            return self._motivo_de_desconocido(dato)
        if dato == raiz:
            return f"{operacion}() pide un dato de {raiz}, como {self._ejemplo(raiz)}"
        return None

    def _ejemplo(self, raiz: str) -> str:
        return next(iter(CATALOGO.llanos(raiz)), raiz) if raiz != FILA_LIBRE else "fila.nombre"

    @clases.propiedad_recordada
    def _variables(self) -> frozenset[str]:
        """Las variables que se pueden nombrar en cualquier lugar."""
        variables = variables_de_textos()
        return frozenset(
            variable for variable in variables if variable.partition(".")[0] not in DE_UN_LUGAR
        )

    def _es_de_todo(self, camino: str, raiz: str) -> bool:
        """Si es un dato de la entidad o de todo el contenido, que un texto corriente no nombra."""
        return CATALOGO.conoce(camino) and any(
            variable.startswith(f"{raiz}.") for variable in self._variables
        )

    def _motivo_de_desconocido(self, camino: str) -> str:
        """Que un dato no existe, y el que más se le parece."""
        if camino not in self._parecidos:  # el mismo descuido suele estar muchas veces
            self._parecidos[camino] = el_mas_parecido(camino[:_LARGO], self._todas)
        return f"no existe el dato {camino!r}{self._parecidos[camino]}"

    @clases.propiedad_recordada
    def _todas(self) -> list[str]:
        """Todos los datos que existen, para proponer el más parecido."""
        de_listas = (
            dato
            for raiz in self.raices.ramas
            if raiz != FILA_LIBRE
            for dato in CATALOGO.datos(raiz)
        )
        return sorted({*self._variables, *de_listas} - {"remision", "grupo", "informe"})


def es_de_varios(camino: str) -> bool:
    """Si el dato son varios textos, que se escriben uno por renglón."""
    return CATALOGO.conoce(camino) and CATALOGO.tipo(camino) is tuple


def _se_escribe(camino: str) -> bool:
    tipo = CATALOGO.de_cada_uno(camino) if es_de_varios(camino) else CATALOGO.tipo(camino)
    return not (es_de_attrs(tipo) or issubclass(tipo, dict | bytes | tuple))


def _motivo_de_no_texto(camino: str) -> str:
    return f"{camino!r} no es un texto que se pueda escribir"
