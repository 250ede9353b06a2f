"""Lo que quien llama dice de las columnas: ``{"META O PRODUCTO": "actividad.meta"}``."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import falla_de_argumento, mostrar
from paac_reportes.estructura.mensajes import error_de_argumento, esperado, llego
from paac_reportes.lectura.filas.valores import datos_desconocidos, leer_corte
from paac_reportes.lectura.matriz.palabras import rotulo_de
from paac_reportes.opc.visto import LugarDelArchivo
from paac_reportes.textos.cercanos import el_mas_cercano

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

    comunes: dict[str, DatoDeclarado] = attrs.Factory(dict)
    """Por rótulo o por el lugar de la columna, en plano."""
    por_tabla: dict[str, dict[str, DatoDeclarado]] = attrs.Factory(dict)
    usadas: set[tuple[str, str]] = attrs.Factory(set)

    def __bool__(self) -> bool:
        return bool(self.comunes or self.por_tabla)

    def de(self, tabla: str, nombres: tuple[str, ...]) -> DatoDeclarado | None:
        """Dato que se pidió de una columna, que se puede nombrar de esos modos."""
        if not self:
            return None
        claves = [clave_de(nombre) for nombre in nombres]
        for clave_de_tabla in (rotulo_de(tabla).palabras, ""):
            columnas = self.por_tabla.get(clave_de_tabla, {}) if clave_de_tabla else self.comunes
            for clave in claves:
                if clave and clave in columnas:
                    self.usadas.add((clave_de_tabla, clave))
                    return columnas[clave]
        return None

    def nombra(self, tabla: str, nombres: tuple[str, ...]) -> bool:
        """Si se pidió algo de una columna que se llama así."""
        usadas, self.usadas = self.usadas, set()
        pedida = self.de(tabla, nombres) is not None
        self.usadas = usadas
        return pedida

    def fallas(self, rotulos: list[str]) -> Iterator[Falla]:
        """Fallas de las columnas pedidas que ninguna tabla trae."""
        claves = [("", clave) for clave in self.comunes]
        claves += [
            (tabla, clave) for tabla, de_la_tabla in self.por_tabla.items() for clave in de_la_tabla
        ]
        for tabla, clave in claves:
            if (tabla, clave) not in self.usadas:
                cercano = el_mas_cercano(clave, rotulos, cutoff=0)
                pista = "" if cercano is None else f"; la más parecida es {mostrar(cercano)}"
                lugar = f"columnas, {tabla}" if tabla else "columnas"
                yield Falla(
                    "columna_no_hallada",
                    lugar,
                    f"ninguna tabla trae la columna {mostrar(clave)}{pista}",
                )


Desconocidos = Callable[[Sequence[str], str], Iterable[Falla]]
"""Una falla por cada dato que no existe, con la ruta de quien lo pide."""


def pedidas_de(columnas: object, desconocidos: Desconocidos = datos_desconocidos) -> Pedidas:
    """Pedidas del argumento ``columnas``; ``ErrorDeEntrada`` con todo lo que no se entiende."""
    resultado = Pedidas()
    if columnas is None:
        return resultado
    if not isinstance(columnas, Mapping):
        raise error_de_argumento("columnas", "rotulos", columnas)
    fallas: list[Falla] = []
    for nombre, valor in columnas.items():
        if isinstance(valor, Mapping):
            de_la_tabla = resultado.por_tabla.setdefault(rotulo_de(str(nombre)).palabras, {})
            for rotulo, dato in valor.items():
                _poner(de_la_tabla, rotulo, dato, f"columnas.{nombre}", fallas, desconocidos)
        else:
            _poner(resultado.comunes, nombre, valor, "columnas", fallas, desconocidos)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return resultado


def _poner(  # noqa: PLR0913, PLR0917 - lo que se pidió, dónde y contra qué
    destino: dict[str, DatoDeclarado],
    rotulo: object,
    dato_pedido: object,
    ruta: str,
    fallas: list[Falla],
    desconocidos: Desconocidos,
) -> None:
    """Pone en ``destino`` el dato que se pide de un rótulo, o su falla."""
    lugar = f"{ruta}[{mostrar(rotulo)}]"
    no_se_lee = dato_pedido is None or dato_pedido == ""  # un archivo YAML no distingue
    datos = [] if no_se_lee else [dato_pedido] if isinstance(dato_pedido, str) else dato_pedido
    if not isinstance(datos, list | tuple) or not all(isinstance(dato, str) for dato in datos):
        fallas.append(falla_de_argumento(lugar, "dato_o_lista", dato_pedido))
        return
    corte = None
    nombres = []
    for dato in datos:
        nombre, arroba, fecha = dato.partition("@")
        nombres.append(nombre.strip())
        if arroba:
            corte = _corte(fecha, lugar, fallas)
    fallas += desconocidos(nombres, lugar)
    destino[clave_de(str(rotulo))] = DatoDeclarado(tuple(nombres), corte)


def clave_de(nombre: str) -> str:
    """Nombre de una columna en plano; el que sólo tiene signos, como está."""
    return rotulo_de(nombre).palabras or nombre.strip()


def _corte(texto: str, ruta: str, fallas: list[Falla]) -> date | None:
    """Fecha de corte escrita tras la @; ``None``, con una falla, si no es una fecha."""
    corte = leer_corte(texto)
    if isinstance(corte, date):
        return corte
    fallas.append(
        Falla(
            "argumento_invalido",
            ruta,
            f"tras la @ se esperaba una fecha AAAA-MM-DD, llegó {mostrar(texto)}",
            datos={**esperado("fecha").datos, **llego(texto)},
        )
    )
    return None
