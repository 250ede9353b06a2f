"""Lo que quien llama dice de las columnas: ``{"META O PRODUCTO": "actividad.meta"}``."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import falla_de_argumento, mostrar
from paac_reportes.estructura.mensajes import error_de_argumento
from paac_reportes.lectura.filas.valores import leer_corte
from paac_reportes.lectura.matriz.palabras import rotulo_de
from paac_reportes.opc.visto import LugarDelArchivo
from paac_reportes.textos.plano import el_mas_cercano

Nombres = tuple[LugarDelArchivo, *tuple[str, ...]]
"""Cómo se puede nombrar una columna: por dónde está, por todos sus rótulos y por el último."""


@clases.frozen
class DatoDeclarado:
    """El dato que alguien dice que trae una columna."""

    dato: tuple[str, ...]
    """Ninguno: esa columna no se lee."""
    corte: date | None = None


@attrs.define(eq=False)
class Pedidas:
    """``{"META O PRODUCTO": "actividad.meta"}``, y por tabla ``{"tabla 7": {…}}``."""

    columnas: dict[tuple[str, str], DatoDeclarado] = attrs.Factory(dict)
    """Por su tabla, o «» si es de todas, y su rótulo o su lugar, en plano."""
    usadas: set[tuple[str, str]] = attrs.Factory(set)

    def __bool__(self) -> bool:
        return bool(self.columnas)

    def de(self, tabla: str, nombres: tuple[str, ...]) -> DatoDeclarado | None:
        """Dato que se pidió de una columna, que se puede nombrar de esos modos."""
        pedida = self.clave_pedida(tabla, nombres)
        if pedida is None:
            return None
        self.usadas.add(pedida)
        return self.columnas[pedida]

    def clave_pedida(self, tabla: str, nombres: tuple[str, ...]) -> tuple[str, str] | None:
        """Clave con que se pidió una columna que se puede nombrar así; ``None`` si no se pidió."""
        tablas = (rotulo_de(tabla).palabras, "") if self else ()
        posibles = ((una, clave_de(nombre)) for una in tablas for nombre in nombres if nombre)
        return next((pedida for pedida in posibles if pedida in self.columnas), None)

    def fallas(self, rotulos: list[str]) -> Iterator[Falla]:
        """Fallas de las columnas pedidas que ninguna tabla trae."""
        for tabla, clave in (pedida for pedida in self.columnas if pedida not in self.usadas):
            cercano = el_mas_cercano(clave, rotulos, cutoff=0)
            pista = "" if cercano is None else f"; la más parecida es {mostrar(cercano)}"
            yield Falla(
                "columna_no_hallada",
                f"columnas, {tabla}" if tabla else "columnas",
                f"ninguna tabla trae la columna {mostrar(clave)}{pista}",
            )


Desconocidos = Callable[[Sequence[str], str], Iterable[Falla]]
"""Una falla por cada dato que no existe, con la ruta de quien lo pide."""


def pedidas_de(columnas: object, desconocidos: Desconocidos) -> Pedidas:
    """Pedidas del argumento ``columnas``; ``ErrorDeEntrada`` con todo lo que no se entiende."""
    resultado = Pedidas()
    if columnas is None:
        return resultado
    if not isinstance(columnas, Mapping):
        raise error_de_argumento("columnas", "rotulos", columnas)
    fallas: list[Falla] = []
    for nombre, valor in columnas.items():
        es_tabla = isinstance(valor, Mapping)
        tabla = rotulo_de(str(nombre)).palabras if es_tabla else ""
        ruta = f"columnas.{nombre}" if es_tabla else "columnas"
        for rotulo, dato in valor.items() if es_tabla else [(nombre, valor)]:
            declarado = _declarado(dato, f"{ruta}[{mostrar(rotulo)}]", fallas, desconocidos)
            resultado.columnas[tabla, clave_de(str(rotulo))] = declarado
    if fallas:
        raise ErrorDeEntrada(fallas)
    return resultado


def _declarado(
    pedido: object, ruta: str, fallas: list[Falla], desconocidos: Desconocidos
) -> DatoDeclarado:
    """Dato que se pide de un rótulo; ninguno, con su falla, si no se entiende."""
    no_se_lee = pedido is None or pedido == ""  # un archivo YAML no distingue
    datos = [] if no_se_lee else [pedido] if isinstance(pedido, str) else pedido
    if not isinstance(datos, list | tuple) or not all(isinstance(dato, str) for dato in datos):
        fallas.append(falla_de_argumento(ruta, "dato_o_lista", pedido))
        return DatoDeclarado(())
    partes = [dato.partition("@") for dato in datos]
    nombres = tuple(nombre.strip() for nombre, _, _ in partes)
    cortes = [leer_corte(fecha) for _, arroba, fecha in partes if arroba]
    no_son_fechas = [corte for corte in cortes if not isinstance(corte, date)]
    fallas += [falla_de_argumento(f"{ruta}, tras la @", "fecha", corte) for corte in no_son_fechas]
    fallas += desconocidos(nombres, ruta)
    return DatoDeclarado(nombres, cortes[-1] if cortes else None)


def clave_de(nombre: str) -> str:
    """Nombre de una columna en plano; el que sólo tiene signos, como está."""
    return rotulo_de(nombre).palabras or nombre.strip()
