"""De quién es cada fila de una tabla de datos: por qué listas se llega, y cuál es en cada una.

Por qué listas, lo dicen los datos que la fila trae; cuál es, los que lo identifican, que declara su
tema (``temas.Identidad``), y lo que de él digan las otras filas. Con ``ruta``, es de donde diga.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import LISTA, RUTA, FormaDeFilas
from paac_reportes.modelo.recorrer import Rama, caminos_de
from paac_reportes.modelo.temas import Identidad
from paac_reportes.textos.plano import en_plano


class Dato(NamedTuple):
    """Dato que se leyó, y dónde."""

    nombre: str
    """``actividad.meta``."""
    valor: Any
    lugar: str
    """Su fila y su columna."""

    @property
    def objeto(self) -> str:
        """Raíz del objeto de quien es el dato: ``actividad``; de los que no tienen, su nombre."""
        return self.nombre.partition(".")[0]

    @property
    def campo(self) -> str:
        """Nombre del dato en su objeto: ``meta``."""
        return self.nombre.partition(".")[2] or self.nombre

    @property
    def dice_algo(self) -> bool:
        """Si no está en blanco; un texto vacío no dice de quién es una fila."""
        valor = self.valor
        return bool(valor.strip()) if isinstance(valor, str) else valor not in (None, [], ())


Camino = tuple[tuple[str, str], ...]
"""Por qué listas se llega a un objeto y cuál es en cada una: dos filas con el mismo son de él."""


@attrs.define(eq=False)
class FilaLeida:
    """Una fila: dónde está, qué dice y, cuando se sabe, de quién es."""

    lugar: str
    datos: Mapping[str, Sequence[Dato]]
    """Por la raíz de su objeto; ``None``, el que no puede faltar y su columna trae en blanco."""
    con_algo: Mapping[str, Dato]
    """Datos que no están en blanco, por su nombre."""
    reportes: Sequence[tuple[Any, Sequence[Dato]]]
    """Corte y datos de sus seguimientos."""
    corte: Any
    """El del seguimiento que no va en un grupo de columnas; ninguno si no lo hay."""
    nombradas: Mapping[str, str] = attrs.field(init=False, factory=dict)
    """Raíces de las listas de que dice algo, cada una con el primer dato que trae de ella."""
    listas: Mapping[str, str] = attrs.field(init=False, factory=dict)
    """Listas por las que se llega a ella y, si los dice su ruta, sus números."""
    camino: Camino = attrs.field(init=False, default=())
    falla: Falla | None = attrs.field(init=False, default=None)
    """Por qué no se sabe de quién es."""


def titulo_de(raiz: str) -> str:
    """Nombre de lo de una lista a mitad de una frase: ``acción de mejora``."""
    return CATALOGO.de_raiz(raiz).titulo.lower()


_OtrosNombres = Mapping[tuple[Camino, str], Mapping[str, str]]
_SIN_DECLARAR = Identidad(si_no="lo_mismo")
_PASO = re.compile(r"(?<![a-z_])([a-z_]++)\[(\d++)\]")


class Identidades:
    """Da a cada fila su camino, por lo que ella dice y por lo que dicen todas."""

    def __init__(self, forma: FormaDeFilas, filas: Sequence[FilaLeida]) -> None:
        self._forma, self._filas = forma, filas
        self._caminos = [
            camino
            for camino in caminos_de(forma.tema.clase)
            if all(rama.nombre in forma.listas for rama in camino)
        ]
        self._duenos = dict(_duenos(forma))
        self._veces: Counter[tuple[Camino, str, str]] = Counter()
        for fila in filas:
            fila.nombradas = self._raices_que_nombra(fila)
        self._nombradas = {raiz for fila in filas for raiz in fila.nombradas}
        """Las raíces que alguna nombra: si se puede, todas van por ellas."""

    def situar(self) -> None:
        """Pone en cada fila su camino o, si no se sabe de quién es, su falla."""
        for fila in self._filas:
            self._poner_listas(fila)
        for lista, raiz in self._forma.listas.items():
            filas = [fila for fila in self._filas if lista in fila.listas and fila.falla is None]
            otros_nombres = self._otros_nombres(raiz, filas)
            for fila in filas:
                clave = fila.listas[lista] or self._clave(fila, raiz, otros_nombres)
                if isinstance(clave, Falla):
                    fila.falla = clave
                else:
                    fila.camino = (*fila.camino, (lista, clave))

    # ------------------------------------------------------------ por qué listas
    def _raices_que_nombra(self, fila: FilaLeida) -> dict[str, str]:
        """Raíces de quienes la fila dice algo, cada una con el primer dato que trae de ella."""
        primeros: dict[str, str] = {}
        for objeto, datos in fila.datos.items():
            dato = next((dato for dato in datos if dato.dice_algo), None)
            if dato is not None and (raiz := self._duenos.get(objeto)):
                primeros.setdefault(raiz, dato.nombre)
        return primeros

    def _poner_listas(self, fila: FilaLeida) -> None:
        """Pone en una fila el camino más corto hasta lo que trae, o el que dice su ruta."""
        lista, ruta = fila.con_algo.get(LISTA), fila.con_algo.get(RUTA)
        if lista is not None and lista.valor not in tuple(self._forma.de_filas):
            *primeras, ultima = self._forma.de_filas
            fila.falla = _se_esperaba(f"{', '.join(primeras)} o {ultima}", lista)
        elif ruta is not None:
            fila.listas = _pasos_de(ruta.valor, self._forma)
            if not fila.listas:
                fila.falla = _se_esperaba(f"un lugar como {self._forma.tema.filas.lugar}", ruta)
        elif fila.nombradas or lista is not None:
            dicha = None if lista is None else lista.valor
            fila.listas = self._listas_hasta(frozenset(fila.nombradas), dicha)
        fila.falla = fila.falla or self._falla_de_otro(fila)

    def _falla_de_otro(self, fila: FilaLeida) -> Falla | None:
        """Falla de una fila que dice algo de quien no está en su camino."""
        del_camino = {self._forma.listas[lista] for lista in fila.listas}
        for raiz, ajeno in fila.nombradas.items():
            if raiz not in del_camino:
                motivo = f"una fila de {'.'.join(fila.listas)} no lleva {ajeno}"
                return Falla("datos_incoherentes", fila.con_algo[ajeno].lugar, motivo)
        return None

    @clases.recordado
    def _listas_hasta(self, nombradas: frozenset[str], ultima: str | None) -> Mapping[str, str]:
        """Listas del camino más corto que pasa por más de las raíces que una fila nombra.

        Acaba en la última, si se dice; de dos iguales, el que pasa por más de las que nombra
        alguna fila.
        """
        posibles = (
            camino
            for camino in self._caminos
            if (camino[-1].nombre == ultima if ultima else camino[-1].raiz in nombradas)
        )
        camino = max(
            posibles,
            key=lambda camino: (
                len(_raices(camino) & nombradas),
                len(_raices(camino) & self._nombradas),
                -len(camino),
            ),
        )
        return {rama.nombre: "" for rama in camino}

    # ------------------------------------------------------------ cuál es en cada una
    def _identidad_de(self, raiz: str) -> Identidad:
        return self._forma.tema.filas.identidad.get(raiz, _SIN_DECLARAR)

    def _valores_que_identifican(
        self, fila: FilaLeida, raiz: str
    ) -> Iterator[tuple[int, str, Sequence[Any]]]:
        """De los campos con que se conoce a alguien, cuáles trae la fila, su clave y sus valores.

        Sin mirar mayúsculas, tildes ni espacios: «R1» y «r1 » son la misma.
        """
        for numero, campos in enumerate(self._identidad_de(raiz).por):
            datos = [fila.con_algo.get(f"{raiz}.{campo}") for campo in campos]
            if any(datos):
                valores = [None if dato is None else dato.valor for dato in datos]
                planos = [en_plano(v) if isinstance(v, str) else v for v in valores]
                yield numero, repr((numero, planos)), valores

    def _otros_nombres(self, raiz: str, filas: Sequence[FilaLeida]) -> _OtrosNombres:
        """Claves, con su nombre, de los que otra fila conoce también por un dato que sigue.

        Quien trae la referencia y la descripción de un riesgo dice de quién es esta descripción.
        """
        otros: dict[tuple[Camino, str], dict[str, str]] = {}
        for fila in filas if len(self._identidad_de(raiz).por) > 1 else ():
            primero, *siguen = [*self._valores_que_identifican(fila, raiz)] or [(1, "", ())]
            for _, otra_clave, _ in siguen if primero[0] == 0 else ():
                claves = otros.setdefault((fila.camino, otra_clave), {})
                claves.setdefault(primero[1], ", ".join(map(str, primero[2])))
        return otros

    def _clave(self, fila: FilaLeida, raiz: str, otros_nombres: _OtrosNombres) -> str | Falla:
        """Clave de una fila en una lista: lo que la identifica o, sin ello, la que diga su tema."""
        for numero, clave, _ in self._valores_que_identifican(fila, raiz):
            posibles = otros_nombres.get((fila.camino, clave), {}) if numero else {}
            if len(posibles) > 1:
                de_varios = ", ".join(sorted(posibles.values()))
                por = self._identidad_de(raiz).por
                otro, primero = por[numero][0], por[0][0]
                motivo = f"{raiz}.{otro} es de {de_varios}: diga {raiz}.{primero} en esta fila"
                return Falla("fila_sin_lugar", fila.lugar, motivo)
            return next(iter(posibles), clave)
        si_no = self._identidad_de(raiz).si_no
        if si_no == "nadie":
            return Falla("fila_sin_lugar", fila.lugar, self._motivo_de_lo_que_falta(raiz))
        valores = [(dato.nombre, dato.valor) for dato in fila.datos.get(raiz, ())]
        if any(valor is None for _, valor in valores):
            return fila.lugar  # otro en cada fila: la falla de todas se dice
        if si_no == "otro":
            return self._clave_de_otro(fila, repr(valores))
        return repr(valores if si_no == "lo_mismo" else None)

    def _motivo_de_lo_que_falta(self, raiz: str) -> str:
        """Motivo de la falla de una fila que no dice de quién es."""
        identidad = self._identidad_de(raiz)
        esperado = identidad.se_espera or " o ".join(f"{raiz}.{por[0]}" for por in identidad.por)
        return f"no dice de qué {titulo_de(raiz)} es: se esperaba {esperado}"

    def _clave_de_otro(self, fila: FilaLeida, valores: str) -> str:
        """Clave del primero de los mismos datos que aún no reporta ese corte.

        Dos sin corte nunca son el mismo: repetida, una actividad está dos veces.
        """
        vez = (fila.camino, f"{valores} {fila.corte is None}", repr(fila.corte))
        self._veces[vez] += 1
        return f"{vez[1]} {self._veces[vez]}"


def _pasos_de(ruta: object, forma: FormaDeFilas) -> dict[str, str]:
    """Pasos de ``componentes[0].tramites[1]``: ``{"componentes": "0", …}``; o ninguno."""
    es_lugar = isinstance(ruta, str) and forma.rutas.fullmatch(ruta)
    return dict(_PASO.findall(es_lugar[0])) if es_lugar else {}


def _se_esperaba(esperado: str, dato: Dato) -> Falla:
    motivo = f"se esperaba {esperado}, llegó {mostrar(dato.valor)}"
    return Falla("dato_invalido", dato.lugar, motivo)


def _raices(camino: Sequence[Rama]) -> set[str]:
    return {rama.raiz for rama in camino}


def _duenos(forma: FormaDeFilas) -> Iterator[tuple[str, str]]:
    """Raíz de una lista, por cada raíz de lo que va en su fila: ella misma y lo que lleva."""
    de_las_listas = {*forma.listas.values()}
    en_su_fila = {*de_las_listas, *forma.juntas.values(), *forma.ademas}
    for camino in caminos_de(forma.tema.clase):
        duenos = [rama.raiz for rama in camino if rama.raiz in de_las_listas]
        if duenos and camino[-1].raiz in en_su_fila:
            yield camino[-1].raiz, duenos[-1]
