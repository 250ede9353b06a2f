"""Las filas que alguien agregó, quitó o movió en un documento."""

import re
from collections.abc import Callable, Collection, Sequence
from difflib import SequenceMatcher
from typing import Any

import attrs

from paac_reportes.composicion.rutas import CeldaConDatos, DatoDicho
from paac_reportes.cotejo.cambios import Cambio
from paac_reportes.cotejo.visto import lineas_de
from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.modelo.recorrer import en_largo
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.vuelta.aplicar import DatosPorCambiar, poner_en
from paac_reportes.vuelta.cambios import CambioLeido, dicho
from paac_reportes.vuelta.datos import DatosDelDocumento
from paac_reportes.vuelta.inversa import NoSeSabeError, se_lee_igual, valor_de

_DE_UNA_FILA = re.compile(r"[a-z][a-z0-9]*")
_LARGO_DE_PASOS = re.compile(r"\.?([a-z_]+)(?:\[([0-9]+)\])?")


def con_sus_filas(  # noqa: PLR0913 - lo que hace falta para aplicarlas y comprobarlas
    contenido: Any,
    cambios: Sequence[Cambio],
    datos: DatosDelDocumento,
    recibido: DocumentoVisto,
    emitir: Callable[[Any], Any],
    *,
    quitar: bool,
) -> tuple[Any, list[tuple[Cambio, CambioLeido]]]:
    """El contenido con las filas como volvieron, y qué se hizo de cada cambio."""
    return _Filas(contenido, datos, recibido, emitir).con(cambios, quitar=quitar)


@attrs.define(eq=False)
class _Paso:
    """Lo que se hace con una fila, y lo que de ella se dice."""

    cambios: list[Cambio]
    leido: CambioLeido
    clase: str
    ruta: str
    """La de la fila; de una agregada, la de la que tiene encima."""
    detras_de: str = ""
    objeto: dict[str, Any] | None = None


class _Filas:
    """Las filas de un contenido, y lo que el documento que volvió muestra de ellas."""

    def __init__(
        self,
        contenido: Any,
        datos: DatosDelDocumento,
        recibido: DocumentoVisto,
        emitir: Callable[[Any], Any],
    ) -> None:
        self._contenido = contenido
        self._clase: type = type(contenido)
        self._datos = datos
        self._propias = datos.columnas_propias(self._clase)
        self._recibido = self._renglones(recibido)
        self._emitir = emitir
        self._leidos: list[tuple[Cambio, CambioLeido]] = []

    def con(
        self, cambios: Sequence[Cambio], *, quitar: bool
    ) -> tuple[Any, list[tuple[Cambio, CambioLeido]]]:
        """El contenido con esos cambios, y qué se hizo de cada uno."""
        pasos: list[_Paso] = []
        movidas = set[str]()
        for cambio in cambios:
            if cambio.clase == "falta":
                continue
            fila = cambio.marca.partition("_")[0]
            try:
                if cambio.clase != "movida":
                    pasos.append(self._nueva(cambio))
                elif fila not in movidas:  # la de un riesgo son varias, y se mueve una vez
                    movidas.add(fila)
                    pasos.append(self._movida(cambio))
            except NoSeSabeError as error:
                self._leidos.append((cambio, dicho(cambio, str(error))))
        pasos += self._las_que_faltan(cambios, quitar=quitar)
        return self._comprobado(pasos), self._leidos

    # -------------------------------------------------------------- qué se hace

    def _ruta(self, marca: str) -> str | None:
        """La de la fila de una marca, si es un elemento de una lista."""
        base = marca.partition("_")[0]
        ruta = en_largo(base, self._clase) if _DE_UNA_FILA.fullmatch(base) else None
        return ruta if ruta is not None and ruta.endswith("]") else None

    def _las_que_faltan(self, cambios: Sequence[Cambio], *, quitar: bool) -> list[_Paso]:
        por_fila: dict[str, list[Cambio]] = {}
        for cambio in cambios:
            if cambio.clase == "falta":
                ruta = self._ruta(cambio.marca)
                if ruta is None:
                    self._leidos.append((cambio, dicho(cambio, "no es una fila de los datos")))
                else:
                    por_fila.setdefault(ruta, []).append(cambio)
        pasos = []
        for ruta, suyos in por_fila.items():
            if len(suyos) < self._datos.veces_de_fila(suyos[0].marca.partition("_")[0]):
                motivo = "la fila falta en una parte del documento y en otra sigue"
            elif quitar:
                pasos.append(_Paso(suyos, _aplicado(suyos[0], ruta, "se quitó"), "falta", ruta))
                continue
            else:
                motivo = (
                    "la fila ya no está y en los datos se queda; con quitar=True (--quitar) sale"
                )
            self._leidos += [
                (cambio, attrs.evolve(dicho(cambio, motivo), ruta=ruta)) for cambio in suyos
            ]
        return pasos

    def _movida(self, cambio: Cambio) -> _Paso:
        ruta, encima = self._ruta(cambio.marca), self._ruta(cambio.tras)
        if ruta is None:
            raise NoSeSabeError("no es una fila de los datos, y se queda donde estaba")
        if encima == ruta:
            raise NoSeSabeError(
                "sus renglones cambiaron de orden, y en los datos quedan en el suyo"
            )
        if encima is not None and _lista(encima) != _lista(ruta):
            raise NoSeSabeError("pasó a otro grupo, y en los datos se queda en el suyo")
        if encima is None and cambio.tras and not cambio.tras.startswith(("t", "x")):
            raise NoSeSabeError("está en otro lugar, y en los datos se queda donde estaba")
        return _Paso([cambio], _aplicado(cambio, ruta, ""), "movida", ruta, detras_de=encima or "")

    def _nueva(self, cambio: Cambio) -> _Paso:
        """La fila que alguien agregó; ``NoSeSabeError`` si no se sabe de qué es."""
        if cambio.clase == "repetida" and self._dice_lo_de_su_fila(cambio):
            raise NoSeSabeError("es copia de otra fila, y no se toma dos veces")
        modelo = cambio.marca if cambio.clase == "repetida" else cambio.tras
        encima = self._ruta(cambio.tras) or self._ruta(modelo)
        if encima is None:
            raise NoSeSabeError("no se sabe a qué grupo se agrega")
        if not self._datos.veces(cambio.tras):
            raise NoSeSabeError("no se sabe a qué grupo se agrega")
        objeto: dict[str, Any] = {}
        for numero, texto in enumerate(cambio.celdas):
            self._poner(objeto, encima, cambio, numero, texto)
        if not any(
            isinstance(objeto.get(campo), str)
            for campo in ("descripcion", "meta", "nombre", "texto")
        ):
            raise NoSeSabeError("no dice qué hay que hacer")
        motivo = "es una fila nueva: revise que sea de su grupo"
        return _Paso([cambio], _aplicado(cambio, encima, motivo), "agregada", encima, objeto=objeto)

    def _dice_lo_de_su_fila(self, cambio: Cambio) -> bool:
        """Si una copia no dice nada que no diga la fila de que se copió."""
        for numero, texto in enumerate(cambio.celdas):
            celda = self._datos.de_celda(cambio.marca, cambio.rotulos, 0, numero)
            if celda is not None and celda.marca is None:
                escrito = (celda.entre or "").join(d.texto for d in celda.datos if d.texto)
                if not se_lee_igual(escrito, texto):
                    return False
        return True

    def _poner(
        self, objeto: dict[str, Any], encima: str, cambio: Cambio, numero: int, texto: str
    ) -> None:
        """Lo que dice una celda de una fila nueva, en ella."""
        celda = self._datos.de_celda(cambio.tras, cambio.rotulos, 0, numero)
        if celda is None:
            if texto.strip():
                raise NoSeSabeError("trae algo en una columna que se calcula")
            return
        propios = [dato for dato in celda.datos if dato.ruta.startswith(encima)]
        if not propios:
            escrito = (celda.entre or "").join(d.texto for d in celda.datos if d.texto)
            if texto.strip() and not se_lee_igual(texto, escrito):
                raise NoSeSabeError(f"dice «{texto}», que no es el grupo de la de encima")
        elif texto.strip():
            nuevo = self._en_la_nueva(propios[0], encima)
            poner_en(objeto, nuevo, _valor_nuevo(celda, propios[0], texto))

    def _en_la_nueva(self, dato: DatoDicho, encima: str) -> DatoDicho:
        """El mismo dato, de una fila que aún no está."""
        pasos = []
        ruta = encima
        for campo, numero in _LARGO_DE_PASOS.findall(dato.ruta[len(encima) :]):
            ruta = f"{ruta}.{campo}" + (f"[{numero}]" if numero else "")
            corte = None
            if numero:
                corte = DatosPorCambiar(self._contenido).objeto(ruta).get("corte")
                if corte is None:
                    raise NoSeSabeError("trae listas, y no se sabe de qué elemento es cada celda")
            pasos.append((campo, corte))
        return attrs.evolve(dato, ruta="", faltan=(*pasos, *dato.faltan))

    # -------------------------------------------------------------- hacerlo

    def _comprobado(self, pasos: list[_Paso]) -> Any:
        """El contenido con los pasos que lo acercan a lo que volvió; los demás se dicen."""
        if not pasos:
            return self._contenido
        hasta_aqui = self._distancia(self._contenido)
        todos = self._hechos(pasos)
        if todos is not None and self._distancia(todos) == 0:
            self._decir_hechos(pasos)
            return todos
        aceptados: list[_Paso] = []
        contenido = self._contenido
        for paso in pasos[:_POCOS]:
            con_el = self._hechos([*aceptados, paso])
            distancia = None if con_el is None else self._distancia(con_el)
            if con_el is None or distancia is None or distancia >= hasta_aqui:
                self._rechazar(paso, "puesto en los datos, no da lo que el documento muestra")
                continue
            aceptados.append(paso)
            contenido, hasta_aqui = con_el, distancia
        for paso in pasos[_POCOS:]:
            self._rechazar(paso, "son demasiadas filas cambiadas para comprobarlas")
        self._decir_hechos(aceptados)
        return contenido

    def _decir_hechos(self, pasos: Sequence[_Paso]) -> None:
        for paso in pasos:
            self._leidos.append((paso.cambios[0], paso.leido))

    def _rechazar(self, paso: _Paso, motivo: str) -> None:
        leido = attrs.evolve(paso.leido, aplicado=False, motivo=motivo)
        self._leidos.append((paso.cambios[0], leido))

    def _hechos(self, pasos: Sequence[_Paso]) -> Any:
        """El contenido con esos pasos; nada si no se admite."""
        datos = DatosPorCambiar(self._contenido)
        listas: dict[str, list[Any]] = {}
        objetos: dict[str, Any] = {}
        for paso in pasos:
            for ruta in filter(None, (paso.ruta, paso.detras_de)):
                if _lista(ruta) not in listas:
                    listas[_lista(ruta)] = datos.lista(ruta)[0]
                objetos[ruta] = listas[_lista(ruta)][_numero(ruta)]
        nuevas = {id(paso.objeto) for paso in pasos if paso.objeto is not None}
        for paso in pasos:
            lista = listas[_lista(paso.ruta)]
            _hacer(paso, lista, objetos, nuevas)
        try:
            return datos.contenido()
        except ErrorDeEntrada:
            return None

    def _renglones(self, documento: DocumentoVisto) -> list[tuple[str, ...]]:
        """Lo que las filas con rótulos de un documento dicen de lo suyo, en su orden."""
        return [
            tuple(
                "".join(texto.split()) if linea.empieza(columna) else ""
                for columna, texto in enumerate(linea.textos)
                if columna in self._propias.get(linea.rotulos, ())
            )
            for linea in lineas_de(documento)
            if linea.rotulos and linea.marca != linea.rotulos
        ]

    def _distancia(self, contenido: Any) -> int:
        """Cuántas filas de lo que se emite no están igual y en su orden en lo que volvió."""
        emitidos = self._renglones(self._emitir(contenido).visto)
        iguales = SequenceMatcher(None, emitidos, self._recibido, autojunk=False)
        en_su_orden = sum(bloque.size for bloque in iguales.get_matching_blocks())
        return len(emitidos) + len(self._recibido) - 2 * en_su_orden


def _hacer(paso: _Paso, lista: list[Any], objetos: dict[str, Any], nuevas: Collection[int]) -> None:
    """Pone, mueve o quita una fila de su lista."""
    fila = objetos[paso.ruta]
    if paso.clase == "agregada":
        lugar = _lugar(lista, fila) + 1
        while lugar < len(lista) and id(lista[lugar]) in nuevas:
            lugar += 1
        lista.insert(lugar, paso.objeto)
        return
    del lista[_lugar(lista, fila)]
    if paso.clase == "movida":
        encima = objetos.get(paso.detras_de)
        lista.insert(0 if encima is None else _lugar(lista, encima) + 1, fila)


def _valor_nuevo(celda: CeldaConDatos, dato: DatoDicho, texto: str) -> Any:
    """El valor que una celda de una fila nueva pide; ``NoSeSabeError`` si no se sabe."""
    if celda.marca is not None:
        if len(celda.cuando) != 1:
            raise NoSeSabeError("esa marca es de varios valores, y no dice cuál")
        return celda.cuando[0]
    if len(celda.datos) > 1 or celda.entre is None:
        raise NoSeSabeError("una de sus celdas dice varios datos, y no se sabe cuál es cada uno")
    return valor_de(dato, texto)


_POCOS = 12
"""Los pasos que se comprueban uno por uno: cada uno emite el documento otra vez."""


def _aplicado(cambio: Cambio, ruta: str, motivo: str) -> CambioLeido:
    return CambioLeido(
        clase=cambio.clase,
        lugar=cambio.lugar,
        ruta=ruta,
        antes=cambio.antes,
        ahora=cambio.ahora,
        aplicado=True,
        motivo=motivo,
    )


def _lista(ruta: str) -> str:
    """``componentes[1].tramites``, de ``componentes[1].tramites[4]``."""
    return ruta[: ruta.rindex("[")]


def _numero(ruta: str) -> int:
    return int(ruta[ruta.rindex("[") + 1 : -1])


def _lugar(lista: Sequence[Any], objeto: Any) -> int:
    return next(numero for numero, uno in enumerate(lista) if uno is objeto)
