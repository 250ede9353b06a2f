"""Lo que va saliendo en un documento: qué datos del plan, y en qué celda que no es la suya."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from paac_reportes.estructura import Extras
from paac_reportes.modelo import Plan
from paac_reportes.textos.cifras import con_formato
from paac_reportes.textos.fechas import fecha_abreviada, fecha_larga
from paac_reportes.textos.valores import como_texto

T = TypeVar("T")


class Mostrado:
    """Lo anota quien escribe cada cosa; lo que quede sin anotar no salió."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._datos: defaultdict[str, set[int]] = defaultdict(set)
        self.prestadas: Counter[str] = Counter()
        """Por dato, las filas en blanco que salieron en la celda de la de arriba."""
        self.fuera_del_total: Counter[str] = Counter()
        """Por columna con total, los textos que no se pueden sumar."""

    def anotar(self, dato: str, objetos: Iterable[object]) -> None:
        """Que ese dato (``actividad.meta``) salió de cada uno de esos objetos."""
        self._datos[dato].update(map(id, objetos))

    def anotar_del_texto(
        self, texto: str, caminos: Iterable[str], objetos: Mapping[str, object]
    ) -> None:
        """De lo que un texto nombra, lo que de verdad dice: puede que no todo llegara a él."""
        dicho = ""
        for escrito in caminos:
            camino = _ES_EL_DE.get(escrito, escrito)
            raiz, _, campo = camino.partition(".")
            objeto: object = self._plan if raiz in _DEL_PLAN else objetos.get(raiz)
            if self.muestra(camino, objeto):
                continue
            es_texto = raiz == "textos"
            valor = self._plan.textos.get(campo) if es_texto else _valor(objeto, campo or raiz)
            dicho = dicho or _en_plano(texto)
            if valor is not None and any(_dice(dicho, _en_plano(f)) for f in _formas(valor)):
                self.anotar(camino, [objeto])

    def muestra(self, dato: str, objeto: object) -> bool:
        """Si ese dato de ese objeto salió en alguna parte."""
        return id(objeto) in self._datos[dato]

    def faltan(self, dato: str, objetos: Sequence[T]) -> list[T]:
        """De esos objetos, aquellos cuyo dato no salió."""
        suyos = self._datos[dato]
        if suyos.issuperset(map(id, objetos)):
            return []
        return [objeto for objeto in objetos if id(objeto) not in suyos]

    def salio(self, objeto: object) -> bool:
        """Si salió algo de él, aunque fuera una celda en blanco."""
        return any(id(objeto) in suyos for suyos in self._datos.values())


def _valor(objeto: object, campo: str) -> object:
    """Un dato de un objeto, o un extra suyo (``extras.riesgo``)."""
    campo, _, nombre = campo.partition(".")
    valor = getattr(objeto, campo, None)
    return valor.get(nombre) if isinstance(valor, Extras) else valor


def _formas(valor: object) -> Iterator[str]:
    """Las que un valor toma en un texto: a la letra o, con un filtro, en letras o con miles."""
    yield como_texto(valor)
    if isinstance(valor, date):
        yield fecha_larga(valor)
        yield fecha_abreviada(valor)
    elif isinstance(valor, int | Decimal):
        yield con_formato(Decimal(valor), miles=True)


def _dice(texto: str, forma: str) -> bool:
    """Si el texto trae esa forma; un número, entero y no como parte de otro."""
    if not _NUMERO.fullmatch(forma):
        return forma in texto
    suelto = rf"(?<!\d)(?<!\d[.,]){re.escape(forma)}(?!\d)(?![.,]\d)"
    return re.search(suelto, texto) is not None


_NUMERO = re.compile(r"\d[\d.,]*")
_DEL_PLAN = {"vigencia", "textos"}
_ES_EL_DE = {"titular": "entidad.nombre"}
"""Una variable que dice un dato con otro nombre."""


def _en_plano(texto: str) -> str:
    """Sin lo que un filtro de plantilla cambia: mayúsculas y espacios de las puntas."""
    return " ".join(texto.casefold().split())
