"""Cambios que alguien hizo en un documento, qué se hizo con cada uno, y los datos que cambian."""

import re
from typing import Any, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.composicion.rutas import DatoDeCelda
from paac_reportes.cotejo.cambios import Cambio
from paac_reportes.errores import Aviso, Peso
from paac_reportes.estructura import desestructurar, estructurar
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.visto import LugarDelArchivo
from paac_reportes.textos.frases import donde_difieren, en_un_renglon


@clases.frozen(kw_only=True)
class CambioLeido:
    """Una cosa que alguien hizo en un documento, y si quedó en el plan.

    ``CambioLeido(clase="editada", lugar="tabla 7, fila 3, columna 2", dato="actividad.meta",
    ruta="componentes[0].subcomponentes[0].actividades[1].meta", antes="Un mapa", ahora="Dos mapas",
    aplicado=True)``
    """

    clase: str
    """``editada``, ``falta``, ``agregada``, ``repetida``, ``movida``, ``columna``, ``tabla`` o
    ``alrededor``."""
    lugar: str
    """Dónde se ve en el documento."""
    ruta: str = ""
    """Ruta del dato, o de la fila; en blanco si no es de ninguno."""
    dato: str = ""
    """Dato como lo nombra el catálogo; vacío si no se sabe."""
    antes: str | None = None
    ahora: str | None = None
    """Texto que dice ahora; de una fila que no se tomó, cada uno de sus textos."""
    aplicado: bool = False
    motivo: str = ""
    """Motivo de que no se aplicara; de lo aplicado, lo que conviene revisar."""

    @property
    def aviso(self) -> Aviso | None:
        """Aviso de lo que conviene revisar; ninguno si se aplicó sin reparos."""
        if not self.motivo:
            return None
        es_nueva = self.clase in DE_FILA_NUEVA and isinstance(self.lugar, LugarDelArchivo)
        if es_nueva and self.ahora and not self.aplicado:
            dice = en_un_renglon(self.ahora)
            return Aviso("fila_sin_leer", self.lugar, f"dice «{dice}»: {self.motivo}")
        if self.antes is not None and self.ahora is not None:
            textos = en_un_renglon(self.antes), en_un_renglon(self.ahora)
            antes, ahora = donde_difieren(*textos, letras=_LETRAS, alrededor=_ALREDEDOR)
            frase = f"decía «{antes}» y dice «{ahora}»"
        elif self.ahora is not None:
            frase = f"dice «{_corto(self.ahora)}»"
        else:
            frase = f"ya no está lo que decía «{_corto(self.antes or '')}»"
        es_nota = self.aplicado or self.clase == "movida"  # el orden no es un dato
        peso: Peso | None = None if es_nota else "por_fuera"
        return Aviso("documento_cambiado", self.lugar, f"{frase}: {self.motivo}", peso=peso)


def cambio_sin_aplicar(cambio: Cambio, motivo: str) -> CambioLeido:
    """El cambio leído que no se aplica, y por qué."""
    return CambioLeido(
        clase=cambio.clase,
        lugar=cambio.lugar,
        antes=cambio.antes,
        ahora=cambio.ahora,
        motivo=motivo,
    )


def aplicado(cambio: Cambio, ruta: str, motivo: str = "", dato: str = "") -> CambioLeido:
    """El cambio leído que se aplica, y lo que conviene revisar de él."""
    return attrs.evolve(cambio_sin_aplicar(cambio, motivo), ruta=ruta, dato=dato, aplicado=True)


DE_FILA_NUEVA = frozenset({"agregada", "repetida"})
"""Las clases de cambio de una fila que no se emitió."""
_LETRAS = 60
"""Letras de un texto que se citan; el que pasa de ellas se corta."""
_ALREDEDOR = 20
"""Letras que se citan a cada lado de lo que cambió en uno más largo."""


def _corto(texto: str) -> str:
    seguido = en_un_renglon(texto)
    return seguido if len(seguido) <= _LETRAS else f"{seguido[:_LETRAS]}…"


# -------------------------------------------------------------- los datos
# Los de un contenido con otros valores, otras filas y otro orden.

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

    def fila(self, ruta: str) -> tuple[list[Any], Any]:
        """La lista en que está la fila de una ruta, y ella."""
        ruta_de_la_lista, _, numero = ruta.removesuffix("]").rpartition("[")
        lista = self.objeto(ruta_de_la_lista)
        return lista, lista[int(numero)]

    def poner(self, dato: DatoDeCelda, valor: Any) -> None:
        """Pone un valor en un dato; ``None`` lo quita."""
        poner_en(self.objeto(dato.ruta), dato, valor)


def _dueno_en(objeto: dict[str, Any], dato: DatoDeCelda) -> dict[str, Any]:
    """El diccionario en que se escribe un dato, dentro de ``objeto``; crea los que falten."""
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
