"""Los datos de un contenido con otros valores, otras filas y otro orden."""

import re
from typing import Any, TypeVar

from paac_reportes.composicion.rutas import DatoDeCelda
from paac_reportes.estructura import desestructurar, estructurar
from paac_reportes.modelo.temas import Contenido

C = TypeVar("C", bound=Contenido)

_PASO = re.compile(r"([a-z_]+)(?:\[([0-9]+)\])?")


class DatosPorCambiar:
    """Datos de un contenido, como se escriben en un archivo, que se van cambiando."""

    def __init__(self, contenido: Contenido) -> None:
        self._clase: type = type(contenido)
        self._datos: dict[str, Any] = desestructurar(contenido)

    def contenido(self) -> Any:
        """El contenido de esos datos; ``ErrorDeEntrada`` con lo que no se admite."""
        return estructurar(self._datos, self._clase)

    def objeto(self, ruta: str) -> Any:
        """Objeto de esa ruta: ``componentes[1].tramites[4]``."""
        objeto: Any = self._datos
        for paso in filter(None, ruta.split(".")):
            coincidencia = _PASO.fullmatch(paso)
            nombre, numero = coincidencia.groups() if coincidencia else (paso, None)
            objeto = objeto[nombre] if numero is None else objeto[nombre][int(numero)]
        return objeto

    def lista(self, ruta: str) -> tuple[list[Any], int]:
        """La lista en que está el objeto de una ruta, y su número en ella."""
        ruta_del_dueno, _, ultimo = ruta.rpartition(".")
        coincidencia = _PASO.fullmatch(ultimo)
        if coincidencia is None or coincidencia[2] is None:
            raise KeyError(ruta)
        dueno = self.objeto(ruta_del_dueno)
        nombre = coincidencia[1]
        dueno[nombre] = list(dueno[nombre])
        return dueno[nombre], int(coincidencia[2])

    def poner(self, dato: DatoDeCelda, valor: Any) -> None:
        """Pone un valor en un dato; ``None`` lo quita."""
        poner_en(self.objeto(dato.ruta), dato, valor)

    def dueno(self, dato: DatoDeCelda) -> dict[str, Any]:
        """Objeto que lleva un dato."""
        return _dueno_en(self.objeto(dato.ruta), dato)


def _dueno_en(objeto: dict[str, Any], dato: DatoDeCelda) -> dict[str, Any]:
    """Objeto que lleva un dato, con los que falten por el camino."""
    for campo, corte in dato.faltan:
        if corte is None:
            objeto = objeto.setdefault(campo, {})
            continue
        if isinstance(corte, int):  # el elemento de una lista, que aún no está
            elementos = objeto[campo] = list(objeto.get(campo, ()))
            elementos += ({} for _ in range(len(elementos), corte + 1))
            objeto = elementos[corte]
            continue
        reportes = objeto[campo] = list(objeto.get(campo, ()))
        del_corte = [reporte for reporte in reportes if str(reporte["corte"]) == str(corte)]
        if not del_corte:
            del_corte = [{"corte": corte}]
            reportes += del_corte
        objeto = del_corte[0]
    return objeto


def poner_en(objeto: dict[str, Any], dato: DatoDeCelda, valor: Any) -> None:
    """Pone un valor en un objeto, con los objetos que falten por el camino."""
    objeto = _dueno_en(objeto, dato)
    tabla, punto, clave = dato.campo.partition(".")
    if punto:
        objeto[tabla] = {**objeto.get(tabla, {})}
        objeto = objeto[tabla]
    else:
        clave = tabla
    if dato.numero is not None:
        textos = list(objeto[clave])
        textos[dato.numero : dato.numero + 1] = [] if valor is None else [valor]
        objeto[clave] = textos
    elif valor is None:
        objeto.pop(clave, None)
    else:
        objeto[clave] = valor
