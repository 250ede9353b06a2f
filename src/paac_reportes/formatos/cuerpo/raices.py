"""De qué puede haber varios en un contenido: lo que una fila o un ``cada`` repiten.

Sale de las anotaciones del modelo, como todo recorrido: por la raíz de sus datos, en qué listas
está, quiénes lo contienen y cuáles se dicen una vez por corte.
"""

import functools
from collections import defaultdict
from collections.abc import Mapping

import attrs

from paac_reportes import clases
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.modelo.recorrer import Rama, caminos_de
from paac_reportes.modelo.temas import claves, tema


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
    if contenido not in claves():
        return ("plan",)
    return (contenido, "mapa") if contenido == "plan" else (contenido,)
