"""Lo que se va leyendo de cada parte del plan, con el lugar de donde salió."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes.errores import Aviso, unir_ruta
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.propios.hechura import Hechura
from paac_reportes.lectura.propios.tablas import TablaHallada

Datos = dict[str, Any]
NUEVAS = 100_000
"""Desde dónde se numera lo que no estaba cuando el documento se escribió."""
_CON_SU_LUGAR = ("dependencias", "componentes")
_LISTAS = ("subcomponentes", "actividades", "tramites", "intercambios")


@attrs.define
class _Objeto:
    lugar: str
    datos: dict[str, Any] = attrs.Factory(dict)
    lugares: dict[str, str] = attrs.Factory(dict)
    reportes: "dict[date, _Objeto]" = attrs.Factory(dict)


class Recogida:
    """Los datos de cada ruta, en el orden en que se vieron."""

    def __init__(self, avisos: list[Aviso]) -> None:
        self._avisos = avisos
        self._objetos: dict[str, _Objeto] = {}

    def hay(self, ruta: str) -> bool:
        """Si ya se vio algo de esa ruta."""
        return ruta in self._objetos

    def abrir(self, ruta: str, lugar: str) -> None:
        """Que esa ruta existe, aunque nada se diga de ella."""
        if ruta not in self._objetos:
            self._objetos[ruta] = _Objeto(lugar)

    def poner(self, ruta: str, dato: str, valor: Any, lugar: str) -> None:
        """Un dato; si ya se leyó otro distinto, se dice y queda el primero."""
        self._completar(self._objetos[ruta], dato, valor, lugar)

    def reportar(self, ruta: str, corte: date, dato: str, valor: Any, lugar: str) -> None:
        """Un dato del seguimiento de un corte."""
        suyo = self._objetos[ruta]
        if corte not in suyo.reportes:
            suyo.reportes[corte] = _Objeto(lugar)
        self._completar(suyo.reportes[corte], dato, valor, lugar)

    def valor(self, ruta: str, corte: date | None, dato: str) -> Any:
        """Lo que se leyó de un dato; de un seguimiento, el de ese corte."""
        objeto = self._objetos.get(ruta)
        if objeto is not None and dato.startswith("seguimiento."):
            objeto = objeto.reportes.get(corte) if corte is not None else None
        return None if objeto is None else objeto.datos.get(dato)

    def _completar(self, objeto: _Objeto, dato: str, valor: Any, lugar: str) -> None:
        if valor is None:
            return
        if objeto.datos.setdefault(dato, valor) != valor:
            antes = f"{objeto.lugares[dato]} dice {mostrar(objeto.datos[dato])}"
            motivo = f"dice {mostrar(valor)}, y {antes}; se tomó lo primero"
            self._avisos.append(Aviso("lectura_dudosa", lugar, motivo))
        objeto.lugares.setdefault(dato, lugar)

    def armado(self) -> tuple[Datos, dict[str, str]]:
        """Los datos de un plan como diccionario y, por ruta, la celda de donde salieron."""
        raiz: Datos = {}
        nodos: dict[str, tuple[Datos, str]] = {"": (raiz, "")}
        lugares: dict[str, str] = {}
        for ruta in self._en_orden():
            objeto = self._objetos[ruta]
            padre, _, paso = ruta.rpartition(".")
            suyo, donde = nodos[padre]
            lista = suyo.setdefault(paso[: paso.index("[")], [])
            suya = unir_ruta(donde, f"{paso[: paso.index('[')]}[{len(lista)}]")
            datos = _datos(objeto, suya, lugares)
            lista.append(datos)
            nodos[ruta] = datos, suya
        return raiz, lugares

    def _en_orden(self) -> list[str]:
        """Como se vieron; el componente que sólo sale en otra tabla, en su lugar."""
        llaves: dict[str, tuple[int, ...]] = {"": ()}
        ultimas: dict[str, int] = {}
        for vista, ruta in enumerate(self._objetos):
            padre, _, paso = ruta.rpartition(".")
            lista, numero = paso[: paso.index("[")], int(paso[paso.index("[") + 1 : -1])
            if lista in _CON_SU_LUGAR:
                # El que no estaba va tras el que lo precede.
                numero = ultimas.get(padre, -1) if numero >= NUEVAS else numero
                ultimas[padre] = numero
            else:
                numero = _LISTAS.index(lista)
            llaves[ruta] = (*llaves[padre], numero, vista)
        return sorted(self._objetos, key=llaves.__getitem__)


def _datos(objeto: _Objeto, ruta: str, lugares: dict[str, str]) -> Datos:
    """Los de un objeto y sus seguimientos, anidados como en el plan."""
    datos = _anidados(objeto, ruta, lugares)
    for corte, reporte in objeto.reportes.items():
        seguimientos = datos.setdefault("seguimientos", [])
        suya = f"{ruta}.seguimientos[{len(seguimientos)}]"
        seguimientos.append({"corte": corte, **_anidados(reporte, suya, lugares)})
    return datos


def _anidados(objeto: _Objeto, ruta: str, lugares: dict[str, str]) -> Datos:
    """``seguimiento.verificacion.nota`` como ``{"verificacion": {"nota": …}}``."""
    datos: Datos = {}
    lugares[ruta] = objeto.lugar
    for dato, valor in objeto.datos.items():
        campo = dato.partition(".")[2]
        lugares[f"{ruta}.{campo}"] = objeto.lugares[dato]
        *antes, ultimo = campo.split(".")
        destino = datos
        for paso in antes:
            destino = destino.setdefault(paso, {})
        destino[ultimo] = valor
    return datos


# ------------------------------------------------------------------ ruta
# Un lugar del plan, y la marca escondida que lo dice en breve.

LISTAS = ("actividades", "tramites", "intercambios")
_MARCA = re.compile(r"(?:d(\d+))?c(\d+)(?:s(\d+)(?:a(\d+))?|t(\d+)|i(\d+))?\+?")
_UNO = {"actividades": "la actividad", "tramites": "el trámite", "intercambios": "el intercambio"}


@attrs.frozen(order=True)
class Ruta:
    """Un lugar del plan; lo que no tiene es ``None``."""

    dependencia: int | None
    componente: int
    subcomponente: int | None = None
    lista: str | None = None
    numero: int | None = None

    def __str__(self) -> str:
        pasos = [] if self.dependencia is None else [f"dependencias[{self.dependencia}]"]
        pasos.append(f"componentes[{self.componente}]")
        if self.subcomponente is not None:
            pasos.append(f"subcomponentes[{self.subcomponente}]")
        if self.lista is not None:
            pasos.append(f"{self.lista}[{self.numero}]")
        return ".".join(pasos)

    @property
    def de_componente(self) -> "Ruta":
        """La de su componente."""
        return Ruta(self.dependencia, self.componente)

    @property
    def de_subcomponente(self) -> "Ruta":
        """La de su subcomponente."""
        return Ruta(self.dependencia, self.componente, self.subcomponente)

    @property
    def en_su_componente(self) -> str:
        """``la actividad 2 del subcomponente 1``: contados desde 1, como los ve una persona."""
        pasos = []
        if self.lista is not None and self.numero is not None:
            pasos.append(f"{_UNO[self.lista]} {self.numero + 1}")
        if self.subcomponente is not None:
            pasos.append(f"subcomponente {self.subcomponente + 1}")
        return " del ".join(pasos)


def ruta_de_marca(marca: str) -> Ruta | None:
    """``d0c1s2a3`` → ``dependencias[0].componentes[1].subcomponentes[2].actividades[3]``."""
    hallada = _MARCA.fullmatch(marca)
    if hallada is None:
        return None
    d, c, s, a, t, i = (None if uno is None else int(uno) for uno in hallada.groups())
    for lista, numero in (("actividades", a), ("tramites", t), ("intercambios", i)):
        if numero is not None:
            return Ruta(d, c or 0, s, lista, numero)
    return Ruta(d, c or 0, s)


# ------------------------------------------------------------------ casas
# De quién es cada tabla, por las marcas de la mayoría de sus filas.


@attrs.frozen
class Casa:
    """La dependencia y el componente que una tabla muestra."""

    dependencia: int | None
    componente: int | None
    """Ninguno si la tabla es de toda una dependencia."""

    def es_de(self, ruta: Ruta) -> bool:
        """Si un lugar está en ella."""
        return self.dependencia == ruta.dependencia and self.componente in (None, ruta.componente)


def casas_de(tablas: Iterable[TablaHallada], hechura: Hechura) -> Mapping[TablaHallada, Casa]:
    """La de cada tabla que es de un componente o de una dependencia y tiene marcas."""
    casas: dict[TablaHallada, Casa] = {}
    tomadas: set[tuple[str, Casa]] = set()
    for tabla in tablas:
        esperada = tabla.encaje.esperada
        cada = next((b.cada for b in hechura.bloques if esperada in b.tablas), "plan")
        if cada not in ("componente", "dependencia"):
            continue
        veces = Counter(
            Casa(ruta.dependencia, ruta.componente if cada == "componente" else None)
            for linea in tabla.filas
            if (ruta := ruta_de_marca(linea.marca)) is not None
        )
        if not veces:
            continue

        def prefiere(casa: Casa, veces: Counter[Casa] = veces, de: str = esperada.nombre) -> object:
            return veces[casa], (de, casa) not in tomadas

        casas[tabla] = max(veces, key=prefiere)  # type: ignore[arg-type]
        tomadas.add((esperada.nombre, casas[tabla]))
    return casas


# ------------------------------------------------------------------ orden
# Cuáles filas cambiaron de lugar: las menos que, quitadas, dejan las demás en su orden.

Clave = tuple[int, ...]


def fuera_de_orden(claves: Sequence[Clave]) -> list[int]:
    """Los lugares de las que no están en la sucesión creciente más larga."""
    puntas: list[Clave] = []
    de_punta: list[int] = []
    antes: list[int] = []
    for lugar, clave in enumerate(claves):
        largo = bisect_left(puntas, clave)
        antes.append(de_punta[largo - 1] if largo else -1)
        puntas[largo : largo + 1] = [clave]
        de_punta[largo : largo + 1] = [lugar]
    quietas = set()
    lugar = de_punta[-1] if de_punta else -1
    while lugar >= 0:
        quietas.add(lugar)
        lugar = antes[lugar]
    return [lugar for lugar in range(len(claves)) if lugar not in quietas]
