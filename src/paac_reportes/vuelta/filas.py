"""Las filas que alguien agregó, quitó o movió en un documento."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.composicion.rutas import CeldaConDatos, DatoDeCelda
from paac_reportes.cotejo.cambios import Cambio
from paac_reportes.cotejo.visto import Linea, dice_que_sigue, es_continuacion, lineas_de
from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.modelo.recorrer import en_largo
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.vuelta.cambios import (
    DE_FILA_NUEVA,
    CambioLeido,
    DatosPorCambiar,
    aplicado,
    no_aplicado,
    poner_en,
    rechazado,
)
from paac_reportes.vuelta.datos import DatosDelDocumento
from paac_reportes.vuelta.inversa import (
    ANCLAS,
    NoSeSabeError,
    choque_del_reporte,
    datos_que_dice,
    duda_del_valor,
    es_porcentaje,
    porcentaje_escrito,
    se_lee_igual,
    valor_leido,
)

_DE_UNA_FILA = re.compile(r"[a-z][a-z0-9]*")
_LARGO_DE_PASOS = re.compile(r"\.?([a-z_]+)(?:\[([0-9]+)\])?")


@clases.frozen
class _Vecina:
    """La fila junto a la que va otra."""

    ruta: str
    marca: str
    """La marca de su línea."""
    antes: bool = False
    """Si va delante, y no detrás."""


@attrs.define(eq=False)
class _Paso:
    """Lo que se hace con una fila (quitarla, moverla, agregarla), y lo que de ella se dice."""

    cambios: list[Cambio]
    leido: CambioLeido
    clase: str
    ruta: str
    """La ruta de la fila; de una agregada, la de la vecina."""
    vecina: _Vecina | None = None
    objeto: dict[str, Any] | None = None
    lineas: int = 0
    """De una agregada, cuántas líneas más da al emitirse, que en lo que volvió no están."""


class FilasDelContenido:
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
        self._propias = datos.columnas(self._clase, lambda dato, ruta: dato.ruta.startswith(ruta))
        self._de_porcentaje = datos.columnas(self._clase, lambda dato, _: es_porcentaje(dato))
        self._lineas = [*_lineas_con_rotulos(recibido)]
        self._recibido = [*map(self._renglon, self._lineas)]
        self._conocidas: list[set[str]] = []
        """Lo que dice cada fila de que una agregada puede ser copia."""
        self._emitir = emitir
        self._leidos: list[tuple[Cambio, CambioLeido]] = []

    def con(
        self, cambios: Sequence[Cambio], *, quitar: bool
    ) -> tuple[Any, list[tuple[Cambio, CambioLeido]]]:
        """El contenido con esos cambios de filas, y qué se hizo de cada uno."""
        pasos: list[_Paso] = []
        nuevas = {cambio.lugar for cambio in cambios if cambio.clase in DE_FILA_NUEVA}
        self._conocidas = [
            {*map(_sin_espacios, linea.textos)}
            for linea in self._lineas
            if nuevas and linea.lugar not in nuevas
        ]
        for cambio in (c for c in cambios if c.clase != "falta"):
            try:
                if cambio.clase != "movida":
                    self._agregar(pasos, cambio)
                elif not any(paso.ruta == self._ruta(cambio.marca) for paso in pasos):
                    # Un riesgo son varias líneas, y se mueve una vez.
                    pasos.append(self._paso_de_movida(cambio))
            except NoSeSabeError as error:
                leido = no_aplicado(cambio, str(error))
                if cambio.clase == "movida":
                    leido = attrs.evolve(leido, ahora=self._que_es(cambio))
                self._leidos.append((cambio, leido))
        pasos += self._pasos_de_faltantes(cambios, quitar=quitar)
        return self._comprobado(pasos), self._leidos

    # -------------------------------------------------------------- qué se hace

    def _ruta(self, marca: str) -> str | None:
        """Ruta de la fila de una marca, si es un elemento de una lista."""
        base = marca.partition("_")[0]
        ruta = en_largo(base, self._clase) if _DE_UNA_FILA.fullmatch(base) else None
        return ruta if ruta is not None and ruta.endswith("]") else None

    def _pasos_de_faltantes(self, cambios: Sequence[Cambio], *, quitar: bool) -> list[_Paso]:
        """Los pasos de quitar las filas que faltan en todo el documento, si se pide."""
        por_fila: dict[str, list[Cambio]] = {}
        for cambio in cambios:
            if cambio.clase == "falta":
                ruta = self._ruta(cambio.marca)
                if ruta is None:
                    leido = no_aplicado(cambio, "no es una fila de los datos")
                    self._leidos.append((cambio, leido))
                else:
                    por_fila.setdefault(ruta, []).append(cambio)
        pasos = []
        for ruta, de_fila in por_fila.items():
            if len(de_fila) < self._datos.veces_de_fila(de_fila[0].marca.partition("_")[0]):
                motivo = "la fila falta en una parte del documento y en otra sigue"
            elif quitar:
                leido = aplicado(de_fila[0], ruta, "se quitó")
                leido = attrs.evolve(leido, antes=self._que_es(de_fila[0]))
                pasos.append(_Paso(de_fila, leido, "falta", ruta))
                continue
            else:
                motivo = (
                    "la fila ya no está y en los datos se queda; con quitar=True (--quitar) sale"
                )
            for cambio in de_fila:
                leido = attrs.evolve(no_aplicado(cambio, motivo), antes=self._que_es(cambio))
                self._leidos.append((cambio, attrs.evolve(leido, ruta=ruta)))
        return pasos

    def _que_es(self, cambio: Cambio) -> str | None:
        """Actividad, trámite o riesgo de una fila emitida; si no lo dice, su primer texto."""
        ruta = self._ruta(cambio.marca)
        celdas = (
            self._datos.de_celda(cambio.marca, cambio.rotulos, cambio.vez, numero)
            for numero in range(len(cambio.celdas))
        )
        dichos = {
            dato.campo: dato.texto
            for celda in celdas
            for dato in (celda.datos if celda is not None else ())
            if dato.ruta == ruta and dato.texto
        }
        primero = cambio.antes or cambio.ahora
        return next((dichos[c] for c in _INDISPENSABLES if c in dichos), primero)

    def _paso_de_movida(self, cambio: Cambio) -> _Paso:
        """El paso de mover una fila, en su lista, junto a la que tiene encima o debajo.

        ``NoSeSabeError`` si ninguna es de su lista; o si alguna es otro renglón de ella misma.
        """
        ruta = self._ruta(cambio.marca)
        if ruta is None:
            raise NoSeSabeError("no es una fila de los datos, y se queda donde estaba")
        vecinas = self._vecinas(cambio)
        if any(vecina.ruta == ruta for vecina in vecinas):
            raise NoSeSabeError(
                "sus renglones cambiaron de orden, y en los datos quedan en el suyo"
            )
        for vecina in vecinas:
            if _lista(vecina.ruta) == _lista(ruta):
                self._comprobar_grupo(cambio, cambio.marca, ruta)
                return _Paso([cambio], aplicado(cambio, ruta), "movida", ruta, vecina)
        raise NoSeSabeError("pasó a otro grupo, y en los datos se queda en el suyo")

    def _vecinas(self, cambio: Cambio) -> list[_Vecina]:
        """Las filas de los datos que tiene al lado: la de encima y la de debajo."""
        encima, debajo = self._ruta(cambio.tras), self._ruta(cambio.sobre)
        vecinas = [_Vecina(encima, cambio.tras)] if encima else []
        return [*vecinas, _Vecina(debajo, cambio.sobre, antes=True)] if debajo else vecinas

    def _comprobar_grupo(self, cambio: Cambio, marca: str, ruta: str) -> None:
        """``NoSeSabeError`` si una fila dice de su grupo otra cosa que la de esa marca."""
        for numero, texto in enumerate(cambio.celdas):
            celda = self._datos.de_celda(marca, cambio.rotulos, cambio.vez, numero)
            if celda is None or not texto.strip():
                continue
            escrito = celda.escrito
            propio = any(dato.ruta.startswith(ruta) for dato in celda.datos)
            if not (propio or se_lee_igual(texto, escrito) or es_continuacion(texto, escrito)):
                raise NoSeSabeError(f"dice «{texto}», que no es el grupo en que está")

    def _agregar(self, pasos: list[_Paso], cambio: Cambio) -> None:
        """Agrega a los pasos el de una fila nueva; ``NoSeSabeError`` si no se sabe de qué es."""
        textos = {*map(_sin_espacios, cambio.textos)}
        if textos and any(textos <= de_otra for de_otra in self._conocidas):
            raise NoSeSabeError("es copia de otra fila, y no se toma dos veces")
        vecinas = self._vecinas(cambio)
        if not vecinas:
            raise NoSeSabeError("no se sabe a qué grupo se agrega")
        errores: list[NoSeSabeError] = []
        for vecina in vecinas:
            try:
                self._comprobar_grupo(cambio, vecina.marca, vecina.ruta)
                objeto, dudas = self._objeto(cambio, vecina)
                break
            except NoSeSabeError as error:
                errores.append(error)
        else:
            raise errores[0]
        if (paso := self._paso_de_otra_tabla(pasos, cambio, vecina, objeto)) is not None:
            paso.cambios.append(cambio)
            paso.objeto = {**objeto, **(paso.objeto or {})}
            return
        dichos = [objeto[campo] for campo in _INDISPENSABLES if isinstance(objeto.get(campo), str)]
        if not dichos:
            raise NoSeSabeError("no dice qué hay que hacer")
        motivo = "; ".join(("es una fila nueva: revise que sea de su grupo", *dudas))
        leido = attrs.evolve(aplicado(cambio, vecina.ruta, motivo), ahora=dichos[0])
        lineas = self._datos.veces_de_fila(vecina.marca.partition("_")[0]) - 1
        pasos.append(_Paso([cambio], leido, "agregada", vecina.ruta, vecina, objeto, lineas))

    @staticmethod
    def _paso_de_otra_tabla(
        pasos: Sequence[_Paso], cambio: Cambio, vecina: _Vecina, objeto: Mapping[str, Any]
    ) -> _Paso | None:
        """El paso de la misma fila, agregada en otra tabla con otros datos; o ``None``."""
        for paso in pasos:
            tabla = cambio.lugar.partition(",")[0]
            en_otra = all(c.lugar.partition(",")[0] != tabla for c in paso.cambios)
            ya_dicho = paso.objeto or {}
            if (
                paso.clase == "agregada"
                and paso.ruta == vecina.ruta
                and en_otra
                and all(ya_dicho.get(campo, valor) == valor for campo, valor in objeto.items())
            ):
                return paso
        return None

    def _objeto(self, cambio: Cambio, vecina: _Vecina) -> tuple[dict[str, Any], list[str]]:
        """Los datos de una fila nueva, como van en un archivo, y lo que conviene revisar."""
        objeto: dict[str, Any] = {}
        dudas: list[str] = []
        marca = self._datos.primera_linea(vecina.marca, cambio.rotulos)
        for numero, texto in enumerate(cambio.celdas):
            if not texto.strip():
                continue
            celda = self._datos.de_celda(marca, cambio.rotulos, cambio.vez, numero)
            try:
                for dato, valor in _valores_nuevos(celda, vecina.ruta, texto):
                    poner_en(objeto, self._en_la_nueva(dato, vecina.ruta), valor)
                    dudas.append(duda_del_valor(dato, valor, texto))
            except NoSeSabeError as error:
                raise NoSeSabeError(f"{error} ({cambio.lugares[numero]})") from None
        dudas += map(choque_del_reporte, objeto.get("seguimientos", ()))
        return objeto, [*filter(None, dudas)]

    def _en_la_nueva(self, dato: DatoDeCelda, encima: str) -> DatoDeCelda:
        """El dato, como si fuera de una fila que aún no está; ``encima``: la ruta de la vecina."""
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

    def _comprobado(self, pasos: list[_Paso]) -> Any:
        """El contenido con los pasos que lo acercan a lo que volvió; los demás se dicen."""
        if not pasos:
            return self._contenido
        actual = self._distancia(self._contenido)
        todos = self._contenido_con(pasos)
        if todos is not None:
            con_todos = self._distancia(todos)
            if not con_todos.sobran and con_todos.se_acerca(actual, pasos):
                self._anotar_hechos(pasos)
                return todos
        aceptados: list[_Paso] = []
        contenido = self._contenido
        for paso in pasos[:_POCOS]:
            con_el = self._contenido_con([*aceptados, paso])
            distancia = None if con_el is None else self._distancia(con_el)
            if distancia is None or not distancia.se_acerca(actual, [paso]):
                self._rechazar(paso, "puesto en los datos, no da lo que el documento muestra")
                continue
            aceptados.append(paso)
            contenido, actual = con_el, distancia
        for paso in pasos[_POCOS:]:
            self._rechazar(paso, "son demasiadas filas cambiadas para comprobarlas")
        self._anotar_hechos(aceptados)
        return contenido

    def _anotar_hechos(self, pasos: Sequence[_Paso]) -> None:
        self._leidos += [(cambio, paso.leido) for paso in pasos for cambio in paso.cambios[:1]]

    def _rechazar(self, paso: _Paso, motivo: str) -> None:
        if paso.clase == "agregada":
            self._leidos += [(cambio, no_aplicado(cambio, motivo)) for cambio in paso.cambios]
        else:
            self._leidos.append((paso.cambios[0], rechazado(paso.leido, motivo)))

    def _contenido_con(self, pasos: Sequence[_Paso]) -> Any:
        """El contenido con esos pasos; ``None`` si no se admite."""
        datos = DatosPorCambiar(self._contenido)
        listas: dict[str, list[Any]] = {}
        objetos: dict[str, Any] = {}
        for paso in pasos:
            for ruta in (paso.ruta, *((paso.vecina.ruta,) if paso.vecina else ())):
                if _lista(ruta) not in listas:
                    listas[_lista(ruta)] = datos.lista(ruta)[0]
                objetos[ruta] = listas[_lista(ruta)][int(ruta[len(_lista(ruta)) + 1 : -1])]
        nuevas = {id(paso.objeto) for paso in pasos if paso.objeto is not None}
        for paso in pasos:
            lista = listas[_lista(paso.ruta)]
            _hacer(paso, lista, objetos, nuevas)
        try:
            return datos.contenido()
        except ErrorDeEntrada:
            return None

    def _renglon(self, linea: Linea) -> tuple[str, ...]:
        """Los textos de una fila, sin lo que sigue de otra.

        Una fila más corre el corte de las páginas, y con él lo que al comienzo de una se repite.
        """
        propias = self._propias.get(linea.rotulos, frozenset())
        de_porcentaje = self._de_porcentaje.get(linea.rotulos, frozenset())
        return tuple(
            _comparable(linea.exacto(columna), es_porcentaje=columna in de_porcentaje)
            if linea.empieza(columna) and not dice_que_sigue(linea.textos[columna])
            else ""
            for columna in sorted(propias)
            if columna < len(linea.textos)
        )

    def _distancia(self, contenido: Any) -> "_Distancia":
        """Cuántas filas de lo que se emite no están igual y en su orden en lo que volvió."""
        emitido = self._emitir(contenido).visto
        emitidos = [*map(self._renglon, _lineas_con_rotulos(emitido))]
        iguales = SequenceMatcher(None, emitidos, self._recibido, autojunk=False)
        en_su_orden = sum(bloque.size for bloque in iguales.get_matching_blocks())
        return _Distancia(len(emitidos) - en_su_orden, len(self._recibido) - en_su_orden)


@clases.frozen
class _Distancia:
    """En cuántas filas difieren las emitidas de las que volvieron."""

    faltan: int
    """Las emitidas que no están en lo que volvió, o no en su orden."""
    sobran: int

    def se_acerca(self, otra: "_Distancia", pasos: Sequence[_Paso]) -> bool:
        """Si lo que se imprimiría tras esos pasos difiere de lo impreso menos que en ``otra``.

        ``faltan`` y ``sobran`` son líneas que no están y que están de más. Quitar filas ha de
        bajar lo que falta. Ponerlas puede subirlo: una nueva saldrá también en las demás tablas de
        su lista, donde nadie la escribió.
        """
        if all(paso.clase == "falta" for paso in pasos):
            return self.faltan < otra.faltan and self.sobran <= otra.sobran
        nuevas = sum(paso.lineas for paso in pasos)
        return self.faltan <= otra.faltan + nuevas and self.sobran < otra.sobran


def _hacer(paso: _Paso, lista: list[Any], objetos: dict[str, Any], nuevas: Collection[int]) -> None:
    """Pone, mueve o quita una fila de su lista."""
    fila = objetos[paso.ruta]
    if paso.clase != "agregada":
        del lista[_lugar_de(lista, fila)]
    if paso.vecina is None:
        return
    lugar = _lugar_de(lista, objetos[paso.vecina.ruta]) + (not paso.vecina.antes)
    while paso.objeto is not None and lugar < len(lista) and id(lista[lugar]) in nuevas:
        lugar += 1
    lista.insert(lugar, fila if paso.objeto is None else paso.objeto)


_INDISPENSABLES = (*ANCLAS, "meta", "texto")
"""Los datos de los que una fila trae al menos uno."""


def _valores_nuevos(
    celda: CeldaConDatos | None, ruta: str, texto: str
) -> list[tuple[DatoDeCelda, Any]]:
    """Los valores que una celda de una fila nueva pide; ``ruta``: la de la vecina.

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


def _comparable(texto: str, *, es_porcentaje: bool) -> str:
    """El texto sin espacios; de un porcentaje, su número, con su signo o sin él."""
    numero = porcentaje_escrito(texto) if es_porcentaje else None
    return _sin_espacios(texto) if numero is None else str(numero.normalize())


def _sin_espacios(texto: str) -> str:
    return "".join(texto.split())


def _lineas_con_rotulos(documento: DocumentoVisto) -> Iterator[Linea]:
    """Las líneas de un documento que son filas con rótulos encima, en su orden."""
    for linea in lineas_de(documento):
        if linea.rotulos and linea.marca != linea.rotulos:
            yield linea


_POCOS = 12
"""Los pasos que se comprueban uno por uno: cada uno emite el documento otra vez."""


def _lista(ruta: str) -> str:
    """``componentes[1].tramites``, de ``componentes[1].tramites[4]``."""
    return ruta[: ruta.rindex("[")]


def _lugar_de(lista: Sequence[Any], objeto: Any) -> int:
    return next(numero for numero, otro in enumerate(lista) if otro is objeto)
