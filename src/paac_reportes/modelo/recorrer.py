"""El recorrido del plan: qué contiene qué, en qué orden y en qué lugar está cada cosa.

Lo dicen las anotaciones del modelo: el campo de una clase attrs, o de una lista de ellas, contiene
objetos; los demás son datos. Quien agrega una lista al modelo la agrega aquí. Sólo dos cosas no se
deducen, y van en el ``metadata`` del campo: con qué ``raiz`` se nombran los datos de una lista, si
no es el nombre de su clase, y con qué ``letra`` va en una ruta en breve, si no es la primera.

Primero la forma (qué contiene cada clase, y por dónde se baja a cada cosa), luego los objetos de
un plan, cada uno en su lugar (``recorrer``), y al final las rutas, enteras o en breve, de su texto
a lo que nombran (``hallar``).
"""

import functools
import itertools
import re
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import unir_ruta
from paac_reportes.estructura.mensajes import error_de_argumento, esperado
from paac_reportes.expresiones import expresion

T = typing.TypeVar("T")


@clases.frozen
class Rama:
    """Rama: campo del modelo que contiene otros objetos, una lista de ellos o uno solo.

    Su raíz es la palabra con que se nombran sus datos: ``tramite``, de ``tramite.nombre``.
    """

    nombre: str
    """Nombre del campo, y de su paso en una ruta: ``tramites``."""
    clase: type
    es_lista: bool
    raiz: str
    """Con qué se nombran sus datos: ``tramite``, de ``tramite.nombre``; los de lo que no es lista,
    con su campo, tras quien lo lleva: ``verificacion``, de ``seguimiento.verificacion.nota``."""
    letra: str
    """Letra de su paso en una ruta en breve: ``t``, de ``c1t4``."""


@functools.cache
def contenidos_de(clase: type) -> tuple[Rama, ...]:
    """Ramas de una clase: las listas y objetos que contiene, en el orden de sus campos.

    ``ValueError`` si dos listas van en una ruta en breve con la misma letra: una se leería como
    la otra.
    """
    contenidos = tuple(filter(None, map(_contenido, attrs.fields(clase))))
    listas = (contenido for contenido in contenidos if contenido.es_lista)
    for lista, siguiente in itertools.combinations(listas, 2):
        if lista.letra == siguiente.letra:
            raise ValueError(
                f"{lista.nombre} y {siguiente.nombre} de {clase.__name__} empiezan por"
                f" {lista.letra}: una debe decir otra letra en su metadata"
            )
    return contenidos


def _contenido(campo: "attrs.Attribute[Any]") -> Rama | None:
    """Rama de un campo que contiene objetos, uno o una lista; ``None`` si no es de las suyas.

    No lo es un dato, ni otro contenido entero: el mapa de riesgos que un plan lleva.
    """
    tipo, es_lista = campo.type, typing.get_origin(campo.type) is tuple
    if es_lista:
        tipo = typing.get_args(tipo)[0]
    elif typing.get_origin(tipo) in (types.UnionType, typing.Union):  # ``Verificacion | None``
        tipo, *otros_tipos = (
            opcion for opcion in typing.get_args(tipo) if opcion is not type(None)
        )
        tipo = None if otros_tipos else tipo
    if tipo is None or not clases.es_de_attrs(tipo) or hasattr(tipo, "TEMA"):
        return None
    raiz = campo.metadata.get("raiz") or (_en_un_nombre(tipo) if es_lista else campo.name)
    return Rama(campo.name, tipo, es_lista, raiz, campo.metadata.get("letra", campo.name[0]))


def _en_un_nombre(clase: type) -> str:
    """Nombre de una clase como raíz: ``seguimiento_de_riesgo``, de ``SeguimientoDeRiesgo``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", clase.__name__).lower()


def ramas_de(lista: str, clase: type) -> tuple[Rama, ...]:
    """Ramas por las que se llega a ``procesos.riesgos``: cada una contiene a la que sigue."""
    ramas: list[Rama] = []
    for campo in lista.split("."):
        ramas.append(next(rama for rama in contenidos_de(clase) if rama.nombre == campo))
        clase = ramas[-1].clase
    return tuple(ramas)


@functools.cache
def caminos_de(clase: type) -> tuple[tuple[Rama, ...], ...]:
    """Caminos por los que se baja, de un objeto de una clase, a cada cosa que cabe en él.

    De un mapa, ``(procesos,)``, ``(procesos, riesgos)``, ``(procesos, riesgos, causas)``…
    """
    return tuple(
        (contenido, *camino)
        for contenido in contenidos_de(clase)
        for camino in ((), *caminos_de(contenido.clase))
    )


def todos_los_contenidos(clase: type) -> list[Rama]:
    """Ramas de todo lo que cabe en un objeto de una clase, de afuera adentro y en su orden."""
    return [camino[-1] for camino in caminos_de(clase)]


_Buscados = tuple[str | type | Rama, ...]
"""Campos, por su nombre, clases, o el contenido que es uno y no otro que se llame igual."""


@clases.frozen
class _Paso:
    """Un contenido por el que se baja: si se pidió, y por dónde se sigue dentro de él."""

    contenido: Rama
    se_pide: bool
    siguen: "tuple[_Paso, ...]"


@functools.cache
def _pasos(clase: type, buscados: _Buscados) -> tuple[_Paso, ...]:
    """Los pasos de una clase hasta lo que se busca; si no se busca nada, a todo lo que lleva.

    ``ValueError`` si no lo lleva.
    """
    nombres_que_hay = {
        nombre
        for contenido in todos_los_contenidos(clase)
        for nombre in (contenido.nombre, contenido.clase, contenido)
    }
    if ajenos := [str(nombre) for nombre in buscados if nombre not in nombres_que_hay]:
        raise ValueError(f"{clase.__name__} no contiene {', '.join(ajenos)}")
    return _hacia(clase, buscados)


def _hacia(clase: type, buscados: _Buscados) -> tuple[_Paso, ...]:
    """Pasos que desde una clase llevan a lo que se busca; sin nada que buscar, a todo."""
    pasos = []
    for contenido in contenidos_de(clase):
        se_pide = not buscados or any(
            nombre in buscados for nombre in (contenido.nombre, contenido.clase, contenido)
        )
        siguen = _hacia(contenido.clase, buscados)
        if se_pide or siguen:
            pasos.append(_Paso(contenido, se_pide, siguen))
    return tuple(pasos)


class Parada(typing.NamedTuple):
    """Un objeto del plan y por dónde se llega a él.

    Hay miles, y una tupla se hace tres veces más rápido que un objeto de attrs.
    """

    del_campo: str
    """La ruta del campo en que está: ``componentes[1].tramites``."""
    del_campo_en_breve: str
    """``c1t``: la misma, donde hay poco lugar."""
    contenido: Rama
    """Rama del campo en que está."""
    numero: int
    """Cuál es de su lista, desde 0."""
    objeto: Any
    de_afuera: Mapping[str, Any]
    """Quienes lo contienen, de afuera adentro y por su raíz: ``dependencia``…"""
    dentro_de: "Parada | None"
    """Parada del objeto que lo contiene; ``None`` si es de todo el plan."""

    @property
    def objetos(self) -> dict[str, Any]:
        """Objetos que lo contienen y él, por su raíz."""
        return {**self.de_afuera, self.contenido.raiz: self.objeto}

    @property
    def ruta(self) -> str:
        """Ruta del objeto: ``componentes[1].tramites[4]``."""
        return f"{self.del_campo}[{self.numero}]" if self.contenido.es_lista else self.del_campo

    @property
    def breve(self) -> str:
        """Ruta donde hay poco lugar: ``c1t4``."""
        breve = self.del_campo_en_breve
        return f"{breve}{self.numero}" if self.contenido.es_lista else breve

    @property
    def raiz(self) -> str:
        """Raíz con que se nombran sus datos, desde la de su fila: ``riesgo.inherente``."""
        if self.contenido.es_lista or self.dentro_de is None:
            return self.contenido.raiz
        return f"{self.dentro_de.raiz}.{self.contenido.raiz}"

    @property
    def lista(self) -> str:
        """Nombre del campo en que está: ``tramites``."""
        return self.contenido.nombre


for _metodo in ("__eq__", "__ne__", "__hash__"):  # se compara cuál es: dentro va medio plan
    setattr(Parada, _metodo, getattr(object, _metodo))


def recorrer(origen: object, *buscados: str | type | Rama) -> list[Parada]:
    """Paradas de todo lo que un plan, o un lugar suyo, contiene, en el orden del documento.

    Sólo las de unas clases (``Componente``) o unos campos (``"tramites"``), si se dice cuáles.
    ``ValueError`` si alguno no cabe en él.
    """
    if isinstance(origen, Parada):
        return _paradas(origen.objeto, origen, _pasos(origen.contenido.clase, buscados))
    clase: type = type(origen)
    return _paradas(origen, None, _pasos(clase, buscados))


def _paradas(dueno: object, dentro_de: Parada | None, pasos: tuple[_Paso, ...]) -> list[Parada]:
    """Las paradas a que llevan unos pasos desde ``dueno``, cada una antes que las de adentro."""
    paradas: list[Parada] = []
    for paso in pasos:
        en_el_campo = _en_un_campo(getattr(dueno, paso.contenido.nombre), dentro_de, paso.contenido)
        if not paso.siguen:
            paradas += en_el_campo
            continue
        for parada in en_el_campo:
            if paso.se_pide:
                paradas += (parada,)
            paradas += _paradas(parada.objeto, parada, paso.siguen)
    return paradas


def _en_un_campo(
    valor: Any, dentro_de: Parada | None, contenido: Rama, primero: int = 0
) -> list[Parada]:
    """Las paradas de lo que un campo trae, una por objeto.

    ``primero``: el número de la primera; ``dentro_de``: la de quien lo lleva.
    """
    if not valor:
        return []
    ruta, breve = contenido.nombre, contenido.letra
    de_afuera: Mapping[str, Any] = {}
    if dentro_de is not None:
        ruta, breve = f"{dentro_de.ruta}.{ruta}", f"{dentro_de.breve}{breve}"
        de_afuera = dentro_de.objetos
    if contenido.es_lista:
        return [
            Parada(ruta, breve, contenido, numero, objeto, de_afuera, dentro_de)
            for numero, objeto in enumerate(valor, primero)
        ]
    return [Parada(ruta, breve, contenido, 0, valor, de_afuera, dentro_de)]


def hojas(lugares: Sequence[Parada]) -> Iterator[Parada]:
    """Paradas, de unas en su orden, que no contienen a ninguna de las otras."""
    for lugar, siguiente in itertools.zip_longest(lugares, lugares[1:]):
        ancestro = siguiente
        while ancestro is not None and ancestro is not lugar:
            ancestro = ancestro.dentro_de
        if ancestro is None:
            yield lugar


def objetos_de(origen: object, *buscados: str | type | Rama) -> list[Any]:
    """Objetos que ``recorrer`` halla, sin su lugar, que es lo que cuesta."""
    objetos: list[Any] = []
    clase: type = type(origen)
    _reunir(origen, _pasos(clase, buscados), objetos)
    return objetos


def _reunir(dueno: object, pasos: tuple[_Paso, ...], objetos: list[Any]) -> None:
    """Agrega a ``objetos`` aquéllos a que llevan unos pasos desde ``dueno``."""
    for paso in pasos:
        valor = getattr(dueno, paso.contenido.nombre)
        if not paso.contenido.es_lista:
            valor = () if valor is None else (valor,)
        if not paso.siguen:
            objetos += valor
            continue
        for objeto in valor:
            if paso.se_pide:
                objetos.append(objeto)
            _reunir(objeto, paso.siguen, objetos)


_PASO = expresion(r"(?P<nombre>[a-z_]+)(?:\[(?P<numero>[0-9]+)\])?")
_PUNTO = expresion(r"\.")
_PASO_BREVE = expresion(r"(?P<letra>[a-z])(?P<numero>0|[1-9][0-9]*|)")


def pasos_de(ruta: str, clase: type) -> list[tuple[Rama, int]]:
    """Ramas y números por los que baja una ruta; lo que nombra un dato no es un paso."""
    pasos = []
    for paso in ruta.split("."):
        coincidencia = _PASO.fullmatch(paso)
        nombre, numero = coincidencia.groups() if coincidencia else ("", None)
        contenido = next((rama for rama in contenidos_de(clase) if rama.nombre == nombre), None)
        if contenido is None or contenido.es_lista == (numero is None):
            break
        pasos.append((contenido, int(numero or 0)))
        clase = contenido.clase
    return pasos


def hallar(plan: object, ruta: str) -> Parada | None:
    """Parada de esa ruta o, si es la de un dato, la de quien lo trae; ``None`` si es del plan.

    ``ErrorDeEntrada`` si el plan no llega hasta allá.
    """
    lugar: Parada | None = None
    for contenido, numero in pasos_de(ruta, type(plan)):
        valor = getattr(lugar.objeto if lugar else plan, contenido.nombre)
        elegido = valor[numero : numero + 1] if contenido.es_lista else valor
        paradas = _en_un_campo(elegido, lugar, contenido, numero)
        if not paradas:
            campo = unir_ruta(lugar.ruta if lugar else "", contenido.nombre)
            ruta_del_objeto = f"{campo}[{numero}]" if contenido.es_lista else campo
            lugar_que_hay = esperado("lugar_del_plan", hay=len(valor or ()))
            raise error_de_argumento(ruta_del_objeto, lugar_que_hay, numero)
        (lugar,) = paradas
    return lugar


def con_objetos(origen: T, nuevos: Mapping[str, Any]) -> T:
    """Contenido con otro objeto en cada una de esas rutas; lo demás, intacto.

    En el que cambió entero también entra lo que cambia adentro de él.
    """
    tocadas = {ruta[: punto.start()] for ruta in nuevos for punto in _PUNTO.finditer(ruta)}
    cambiado: T = _con_objetos(origen, "", nuevos, tocadas)
    return cambiado


def _con_objetos(objeto: Any, ruta: str, nuevos: Mapping[str, Any], tocadas: set[str]) -> Any:
    """Un objeto con los ``nuevos``, por su ruta, en lugar de los que lleva.

    Sólo se rehace lo que lleva a ellos: ``tocadas``, las rutas de sus dueños.
    """
    objeto = nuevos.get(ruta, objeto)
    if objeto is None or (ruta and ruta not in tocadas):
        return objeto
    clase: type = type(objeto)
    cambios: dict[str, Any] = {}
    for contenido in contenidos_de(clase):
        valor, campo = getattr(objeto, contenido.nombre), unir_ruta(ruta, contenido.nombre)
        cambios[contenido.nombre] = (
            tuple(_con_objetos(o, f"{campo}[{n}]", nuevos, tocadas) for n, o in enumerate(valor))
            if contenido.es_lista
            else _con_objetos(valor, campo, nuevos, tocadas)
        )
    return attrs.evolve(objeto, **cambios)


def en_largo(breve: str, clase: type) -> str | None:
    """Ruta de ``c1t4``: ``componentes[1].tramites[4]``; ``None`` si no la tiene esa clase."""
    pasos: list[str] = []
    while breve:
        coincidencia = _PASO_BREVE.match(breve)
        letra, numero = coincidencia.groups() if coincidencia else ("", "")
        ramas = (rama for rama in contenidos_de(clase) if rama.letra == letra)
        contenido = next((rama for rama in ramas if rama.es_lista == bool(numero)), None)
        if contenido is None:
            return None
        pasos.append(f"{contenido.nombre}[{int(numero)}]" if numero else contenido.nombre)
        breve, clase = breve[1 + len(numero) :], contenido.clase
    return ".".join(pasos) or None
