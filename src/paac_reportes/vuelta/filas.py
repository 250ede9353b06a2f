"""Las filas que alguien agregó, quitó o movió en un documento."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from paac_reportes.composicion.rutas import CeldaConDatos, DatoDeCelda
from paac_reportes.cotejo.cambios import Cambio
from paac_reportes.cotejo.visto import es_continuacion, lineas_de
from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.grupos import agrupadas
from paac_reportes.modelo.recorrer import en_largo
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.vuelta.cambios import (
    DE_FILA_NUEVA,
    CambioLeido,
    DatosPorCambiar,
    aplicado,
    cambio_sin_aplicar,
    poner_en,
)
from paac_reportes.vuelta.datos import DatosDelDocumento
from paac_reportes.vuelta.inversa import (
    ANCLAS,
    NoSeSabeError,
    datos_que_dice,
    duda_del_valor,
    se_lee_igual,
    valor_leido,
)

_DE_UNA_FILA = re.compile(r"[a-z][a-z0-9]*")
_LARGO_DE_PASOS = re.compile(r"\.?([a-z_]+)(?:\[([0-9]+)\])?")


@attrs.define(eq=False)
class _Nueva:
    """Una fila que alguien agregó, y lo que de ella se dice."""

    cambio: Cambio
    leido: CambioLeido
    ruta: str
    """Ruta de la fila tras la que va."""
    objeto: dict[str, Any]


class FilasDelContenido:
    """Las filas de un contenido, y lo que el documento que volvió muestra de ellas."""

    def __init__(self, contenido: Any, datos: DatosDelDocumento, recibido: DocumentoVisto) -> None:
        self._contenido = contenido
        self._clase: type = type(contenido)
        self._datos = datos
        self._recibido = recibido
        self._leidos: list[tuple[Cambio, CambioLeido]] = []

    def con(
        self, cambios: Sequence[Cambio], *, quitar: bool
    ) -> tuple[Any, list[tuple[Cambio, CambioLeido]]]:
        """El contenido con las filas que se agregaron o quitaron, y qué se hizo de cada cambio.

        ``quitar``: si se quitan las que faltan.
        """
        agregadas = [cambio for cambio in cambios if cambio.clase in DE_FILA_NUEVA]
        nuevas: list[_Nueva] = []
        conocidas = self._conocidas(agregadas) if agregadas else []
        for cambio in agregadas:
            try:
                _comprobar_que_no_es_copia(cambio, conocidas)
                self._agregar(nuevas, cambio)
            except NoSeSabeError as error:
                self._leidos.append((cambio, cambio_sin_aplicar(cambio, str(error))))
        movidas = (cambio for cambio in cambios if cambio.clase == "movida")
        self._leidos += [(cambio, cambio_sin_aplicar(cambio, _SE_MOVIO)) for cambio in movidas]
        quitadas = self._las_que_se_quitan(cambios, quitar=quitar)
        return self._contenido_con(nuevas, quitadas), self._leidos

    def _conocidas(self, agregadas: Sequence[Cambio]) -> list[set[str]]:
        """Lo que dice cada fila de que una agregada puede ser copia."""
        lugares = {cambio.lugar for cambio in agregadas}
        return [
            {*map(_sin_espacios, linea.textos)}
            for linea in lineas_de(self._recibido)
            if linea.rotulos not in {"", linea.marca} and linea.lugar not in lugares
        ]

    # -------------------------------------------------------------- qué se hace

    def _ruta(self, marca: str) -> str | None:
        """Ruta de la fila de una marca, si es un elemento de una lista."""
        base = marca.partition("_")[0]
        ruta = en_largo(base, self._clase) if _DE_UNA_FILA.fullmatch(base) else None
        return ruta if ruta is not None and ruta.endswith("]") else None

    def _las_que_se_quitan(
        self, cambios: Sequence[Cambio], *, quitar: bool
    ) -> dict[str, list[Cambio]]:
        """Los cambios de las filas que faltan en todo el documento, por su ruta.

        Ninguna, si no se pide ``quitar``; las demás quedan dichas.
        """
        faltan = [cambio for cambio in cambios if cambio.clase == "falta"]
        quitadas: dict[str, list[Cambio]] = {}
        for ruta, de_fila in agrupadas((self._ruta(c.marca), c) for c in faltan).items():
            if ruta is None:
                motivo = "no es una fila de los datos"
                self._leidos += [(cambio, cambio_sin_aplicar(cambio, motivo)) for cambio in de_fila]
                continue
            if len(de_fila) < self._datos.veces_de_fila(de_fila[0].marca.partition("_")[0]):
                motivo = "la fila falta en una parte del documento y en otra sigue"
            elif quitar:
                quitadas[ruta] = de_fila
                continue
            else:
                motivo = (
                    "la fila ya no está y en los datos se queda; con quitar=True (--quitar) sale"
                )
            for cambio in de_fila:
                leido = attrs.evolve(cambio_sin_aplicar(cambio, motivo), ruta=ruta)
                self._leidos.append((cambio, leido))
        return quitadas

    def _comprobar_grupo(self, cambio: Cambio, ruta: str) -> None:
        """``NoSeSabeError`` si una fila nueva dice otro grupo que el de la de encima.

        ``ruta``: la de ésa.
        """
        for numero, texto in enumerate(cambio.celdas):
            celda = self._datos.de_celda(cambio.tras, cambio.rotulos, cambio.vez, numero)
            if celda is None or not texto.strip():
                continue
            escrito = celda.escrito
            propio = any(dato.ruta.startswith(ruta) for dato in celda.datos)
            if not (propio or se_lee_igual(texto, escrito) or es_continuacion(texto, escrito)):
                raise NoSeSabeError(f"dice «{texto}», que no es el grupo en que está")

    def _agregar(self, nuevas: list[_Nueva], cambio: Cambio) -> None:
        """Agrega una fila a las nuevas; ``NoSeSabeError`` si no se sabe de qué es."""
        ruta = self._ruta(cambio.tras)
        if ruta is None:
            raise NoSeSabeError("no se sabe a qué grupo se agrega")
        self._comprobar_grupo(cambio, ruta)
        if any(n.ruta == ruta and _tabla(n.cambio) != _tabla(cambio) for n in nuevas):
            raise NoSeSabeError("puede ser la que también se agregó ahí en otra tabla")
        objeto, dudas = self._objeto(cambio, ruta)
        dichos = [objeto[campo] for campo in _INDISPENSABLES if isinstance(objeto.get(campo), str)]
        if not dichos:
            raise NoSeSabeError("no dice qué hay que hacer")
        motivo = "; ".join(("es una fila nueva: revise que sea de su grupo", *dudas))
        leido = attrs.evolve(aplicado(cambio, ruta, motivo), ahora=dichos[0])
        nuevas.append(_Nueva(cambio, leido, ruta, objeto))

    def _objeto(self, cambio: Cambio, ruta: str) -> tuple[dict[str, Any], list[str]]:
        """Los datos de una fila nueva, como van en un archivo, y lo que conviene revisar.

        ``ruta``: la de la fila de encima, que dice qué dato es cada celda.
        """
        objeto: dict[str, Any] = {}
        dudas: list[str] = []
        marca = self._datos.primera_linea(cambio.tras, cambio.rotulos)
        for numero, texto in enumerate(cambio.celdas):
            if not texto.strip():
                continue
            celda = self._datos.de_celda(marca, cambio.rotulos, cambio.vez, numero)
            for dato, valor in _valores_nuevos(celda, ruta, texto):
                poner_en(objeto, self._en_la_nueva(dato, ruta), valor)
                dudas.append(duda_del_valor(dato, valor, texto))
        return objeto, [*filter(None, dudas)]

    def _en_la_nueva(self, dato: DatoDeCelda, encima: str) -> DatoDeCelda:
        """El dato, como si fuera de una fila que aún no está, tras la de la ruta ``encima``."""
        pasos = []
        ruta = encima
        for campo, numero in _LARGO_DE_PASOS.findall(dato.ruta[len(encima) :]):
            ruta = f"{ruta}.{campo}" + (f"[{numero}]" if numero else "")
            corte: Any = None
            if numero:
                corte = DatosPorCambiar(self._contenido).objeto(ruta).get("corte", int(numero))
            pasos.append((campo, corte))
        return attrs.evolve(dato, ruta="", faltan=(*pasos, *dato.faltan))

    # -------------------------------------------------------------- hacerlo

    def _contenido_con(self, nuevas: Sequence[_Nueva], quitadas: dict[str, list[Cambio]]) -> Any:
        """El contenido con las filas nuevas y sin las quitadas; si no se admite, como estaba."""
        datos = DatosPorCambiar(self._contenido)
        # Se hallan todas antes de mover ninguna: sus rutas son las de lo emitido.
        vecinas = [datos.fila(nueva.ruta) for nueva in nuevas]
        por_quitar = [datos.fila(ruta) for ruta in quitadas]
        puestas = {id(nueva.objeto) for nueva in nuevas}
        for nueva, (lista, vecina) in zip(nuevas, vecinas, strict=True):
            lugar = _lugar_de(lista, vecina) + 1
            while lugar < len(lista) and id(lista[lugar]) in puestas:
                lugar += 1
            lista.insert(lugar, nueva.objeto)
        for lista, fila in por_quitar:
            del lista[_lugar_de(lista, fila)]
        try:
            contenido = datos.contenido()
        except ErrorDeEntrada as error:
            motivo = error.fallas[0].mensaje
            for cambios in (*([nueva.cambio] for nueva in nuevas), *quitadas.values()):
                self._leidos += [(cambio, cambio_sin_aplicar(cambio, motivo)) for cambio in cambios]
            return self._contenido
        self._leidos += [(nueva.cambio, nueva.leido) for nueva in nuevas]
        for ruta, (cambio, *_) in quitadas.items():
            self._leidos.append((cambio, aplicado(cambio, ruta, "se quitó")))
        return contenido


def _tabla(cambio: Cambio) -> str:
    return cambio.lugar.partition(",")[0]


_SE_MOVIO = "cambió de sitio, y en los datos se queda en el suyo"
_INDISPENSABLES = (*ANCLAS, "meta", "texto")
"""Los datos de los que una fila trae al menos uno."""


def _valores_nuevos(
    celda: CeldaConDatos | None, ruta: str, texto: str
) -> list[tuple[DatoDeCelda, Any]]:
    """Los valores que una celda de una fila nueva pide; ``ruta``: la de la fila de encima.

    Nada si lo que dice es de su grupo; ``NoSeSabeError`` si no se sabe de qué dato es.
    """
    if celda is None:
        raise NoSeSabeError(f"trae «{en_un_renglon(texto)}» en una columna que se calcula")
    propios = [dato for dato in celda.datos if dato.ruta.startswith(ruta)]
    if propios and celda.marca is not None:
        if len(celda.cuando) != 1:
            raise NoSeSabeError("esa marca es de varios valores, y no dice cuál")
        return [(propios[0], celda.cuando[0])]
    dichos = datos_que_dice(celda, propios, texto) if propios else ()
    return [(dato, valor_leido(dato, escrito)) for dato, escrito in dichos]


def _comprobar_que_no_es_copia(cambio: Cambio, conocidas: Iterable[set[str]]) -> None:
    """``NoSeSabeError`` si todo lo que dice una fila agregada lo dice ya otra."""
    textos = {*map(_sin_espacios, cambio.textos)}
    if textos and any(textos <= de_otra for de_otra in conocidas):
        raise NoSeSabeError("es copia de otra fila, y no se toma dos veces")


def _sin_espacios(texto: str) -> str:
    return "".join(texto.split())


def _lugar_de(lista: Sequence[Any], objeto: Any) -> int:
    return next(numero for numero, otro in enumerate(lista) if otro is objeto)
