"""Lo que se va leyendo de cada parte del plan, con el lugar de donde salió."""

from datetime import date
from typing import Any

import attrs

from paac_reportes.errores import Aviso, unir_ruta
from paac_reportes.estructura import mostrar

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
