"""Las filas de un contenido cuyas listas van como pistas verticales: los riesgos de un mapa.

Un objeto ocupa tantas filas como la más larga de sus listas, y cada lista va en sus columnas sin
depender de las otras. De qué objeto es una fila, y qué elementos comienzan en ella, lo dice su
marca; sin ella, que la celda es otra que la de arriba.
"""

import functools
import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.recorridos_del_mapa import Aplicacion
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.ajenos.franjas import ClaseDeFranja, franja_de
from paac_reportes.lectura.filas.armado import Dato, Nodo, titulo_de
from paac_reportes.lectura.propios.alrededor import contexto_de
from paac_reportes.lectura.propios.celdas import LectorDeFilas
from paac_reportes.lectura.propios.elementos import (
    Alias,
    Elementos,
    FilaDelObjeto,
    comienza,
    con_la_de_arriba,
    filas_cambiadas,
    raiz_de,
)
from paac_reportes.lectura.propios.escondido import SIGUE, Comienzos, DatosPresentes, es_de_ruta
from paac_reportes.lectura.propios.esperado import DocumentoEsperado
from paac_reportes.lectura.propios.filas import CortesDelDocumento, LectorDeTablas
from paac_reportes.lectura.propios.piezas import FilaVista, con_columna
from paac_reportes.lectura.propios.recorridos import AGREGADA, MARCA_AJENA, SIN_MARCA
from paac_reportes.lectura.propios.tablas import TablaHallada
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import Rama, caminos_de, en_largo, pasos_de
from paac_reportes.modelo.temas import Tema, tema

_DEL_MAPA: Mapping[str, Alias] = {
    "causa_inmediata": Alias("causa", fijos={"clase": "inmediata"}),
    "causa_raiz": Alias("causa", fijos={"clase": "raiz"}),
    "residual_final": Alias("control.residual", "riesgo.residual"),
    "a_cargo": Alias("accion", "riesgo"),
    "aplicacion": Alias(""),
}
"""Las de ``formatos.definicion.recorridos_del_mapa.DeRiesgo``."""
ALIAS: Mapping[str, Mapping[str, Alias]] = {"mapa": _DEL_MAPA}
CALCULADOS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "mapa": {"aplicacion.texto": Aplicacion.DICE}
}
"""Los datos que una fila muestra y no son de nadie, y cómo se escriben."""
_SIN_LO_QUE_IDENTIFICA = (
    "no se leyó: no dice {falta}, y sin eso no se sabe de quién es lo demás; escríbalo o borre la"
    " fila"
)
_DE_TEXTOS = {"consecuencia.texto": ("riesgo", "consecuencias")}
"""Los de una lista de textos que van cada uno en su celda."""


def como_en_el_catalogo(dato: str, alias: Mapping[str, Alias]) -> str:
    """``control.residual.zona``, de ``residual_final.zona``."""
    raiz, _, campo = dato.partition(".")
    return f"{alias[raiz].elemento}.{campo}" if raiz in alias else dato


@functools.lru_cache(maxsize=64)
def _ramas_por_raiz(clase: type) -> Mapping[str, tuple[Rama, ...]]:
    """Por cada raíz, las listas por las que se llega a lo que nombra, de afuera adentro.

    De un mapa, ``{"control": (procesos, riesgos, controles)}``.
    """
    ramas_por_raiz: dict[str, tuple[Rama, ...]] = {}
    for camino in caminos_de(clase):
        if camino[-1].es_lista:
            listas = tuple(rama for rama in camino if rama.es_lista)
            ramas_por_raiz.setdefault(listas[-1].raiz, listas)
    return ramas_por_raiz


@clases.frozen
class _DatoEnAltura:
    """Un dato de una celda, con la fila del objeto en que comienza."""

    nombre: str
    valor: Any
    lugar: str
    altura: int

    @property
    def raiz(self) -> str:
        return self.nombre.rpartition(".")[0] and self.nombre.partition(".")[0]

    @property
    def campo(self) -> str:
        return self.nombre.partition(".")[2]


@attrs.define(eq=False)
class _FilasDelObjeto:
    """Las filas de uno de los que la tabla recorre."""

    ruta: str
    """La de su marca; vacía si ninguna la lleva, o si es una copia."""
    marca: str
    """La que llevan sus filas, también si es una copia."""
    pasos: tuple[Rama, ...]
    """Las listas por las que se llega a él."""
    renglones: list[FilaDelObjeto] = attrs.Factory(list)
    alturas: set[int] = attrs.Factory(set)
    """Las que sus filas dicen."""

    @property
    def lugar(self) -> str:
        return self.renglones[0].fila.linea.lugar

    def agregar(self, fila: FilaVista, comienzos: Comienzos | None) -> None:
        """Una fila más."""
        encima = self.renglones[-1].fila if self.renglones else None
        raices_de_la_marca = comienzos.raices if comienzos is not None else frozenset()
        comienzan = {
            raiz
            for raiz, pieza, arriba in con_la_de_arriba(fila, encima)
            if comienza(pieza, arriba, marcada=raiz in raices_de_la_marca)
        }
        repetida = comienzos is not None and comienzos.altura in self.alturas
        self.renglones.append(FilaDelObjeto(fila, comienzos, repetida, frozenset(comienzan)))
        self.alturas |= {comienzos.altura} if comienzos is not None else set()

    def sigue_en(self, fila: FilaVista, ruta: str, comienzos: Comienzos | None) -> bool:
        """Si la fila que va debajo es otra de este objeto.

        Lo dice la marca; de la que otra ya lleva y de la que no la tiene, que no comience en ella
        ninguna celda que sea del objeto entero.
        """
        if ruta and self.marca and ruta != self.marca:
            return False
        if comienzos is not None and ruta == self.marca:
            if comienzos.altura not in self.alturas:
                return True
            if not comienzos.altura:
                return False
        raices_del_objeto = {paso.raiz for paso in self.pasos}
        return not any(
            raiz in raices_del_objeto and comienza(pieza, arriba)
            for raiz, pieza, arriba in con_la_de_arriba(fila, self.renglones[-1].fila)
        )


class TablasDeListasParalelas(LectorDeTablas):
    """Lee las tablas en que cada lista de un objeto va en sus columnas, al lado de las otras."""

    def __init__(
        self,
        esperado: DocumentoEsperado,
        cortes: CortesDelDocumento,
        presentes: DatosPresentes,
        tablas: Sequence[TablaHallada],
        avisos: list[Aviso],
    ) -> None:
        super().__init__(esperado, cortes, presentes, tablas, avisos)
        self._tema: Tema = tema(esperado.formato.de)
        self._alias = ALIAS.get(self._tema.clave, {})
        en_el_catalogo = functools.partial(como_en_el_catalogo, alias=self._alias)
        self._lector = LectorDeFilas(
            avisos, self._dudas, presentes, en_el_catalogo, CALCULADOS.get(self._tema.clave, {})
        )
        self._conocidos: dict[Hashable, Hashable] = {}
        """Por lo que lo identifica en quien lo lleva, cuál es cada uno."""
        self._ultimas_claves: tuple[Hashable, ...] = ()
        """Por cuáles se llegó al último objeto."""
        self._presentes = presentes
        self._marcas_vistas: set[tuple[str, str, int | None]] = set()
        """De cada tabla, las marcas que ya se vieron."""
        self._lugares: dict[str, str] = {}
        """Dónde se ve lo que cada marca nombra."""
        self._con_marcas = any(es_de_ruta(fila.marca) for t in tablas for fila in t.filas)
        self._sin_marca: dict[int, str] = {}
        """Por el lugar de su aviso, dónde se ve lo que no tiene ninguna."""
        listas = self._tema.filas.listas
        con_su_clave = (f"{self._tema.clave}.{lista}" for lista in listas)
        self._se_leen = frozenset({*listas, *con_su_clave, "cambios", "firmas"})

    def decir_lo_que_falta(self, faltan: int, fuera: AbstractSet[str]) -> int:
        """Avisa de lo que falta en sus listas o de cuántas filas faltan; da las que aún no dijo."""
        if 0 < len(self._sin_marca) <= faltan:
            for numero_de_aviso, lugar in self._sin_marca.items():
                self._avisos[numero_de_aviso] = Aviso("documento_cambiado", lugar, SIN_MARCA)
            faltan -= len(self._sin_marca)
        if faltan <= 0:
            return 0
        quitados = list(self._avisos_de_quitados(fuera))
        if len(quitados) <= faltan:
            self._avisos.extend(quitados)
            return faltan - len(quitados)
        cuantas = "falta 1 fila" if faltan == 1 else f"faltan {faltan} filas"
        motivo = f"{cuantas} de las que llevaba; no se sabe cuáles"
        self._avisos.append(Aviso("documento_cambiado", "", motivo))
        return 0

    def _avisos_de_quitados(self, fuera: AbstractSet[str]) -> Iterator[Aviso]:
        """Los avisos de los objetos que ninguna marca nombra, entre otros de su lista."""
        clase = self._tema.clase
        de_fuera = ((en_largo(marca, clase) or "", "") for marca in fuera)
        listas: dict[str, dict[int, str]] = {}
        for ruta, lugar in (*self._lugares.items(), *de_fuera):
            for paso in _DE_LISTA.finditer(ruta):
                listas.setdefault(ruta[: paso.start()], {}).setdefault(int(paso[1]), lugar)
        for lista, lugares_vistos in listas.items():
            for numero in sorted({*range(max(lugares_vistos))} - {*lugares_vistos}):
                antes = max((visto for visto in lugares_vistos if visto < numero), default=None)
                lugar = lugares_vistos[min(lugares_vistos) if antes is None else antes]
                donde = "antes" if antes is None else "después"
                quitado = _en_palabras(f"{lista}[{numero}]", clase)
                motivo = f"{donde} de lo de esta fila iba algo que alguien quitó: {quitado}"
                yield Aviso("documento_cambiado", lugar, motivo)

    def _datos_de(self, columna: Columna) -> tuple[str, ...]:
        """Los datos de una columna que se guardan: lo calculado no lo es."""
        caminos = {dato: ".".join(camino) for dato, camino in _DE_TEXTOS.items()}
        nombres = (caminos.get(d) or como_en_el_catalogo(d, self._alias) for d in columna.dato)
        return tuple(nombre for nombre in nombres if not nombre.startswith("."))

    def _leer_filas(self, tabla: TablaHallada, filas: Sequence[FilaVista]) -> None:
        esperada = tabla.encaje.esperada
        plantillas = self._plantillas(self._bloque_de(tabla), esperada)
        contexto = contexto_de(tabla, plantillas, self._de_las_hojas, self._avisos)
        self._anotar_columnas(tabla)
        del_contexto = [
            _DatoEnAltura(dato, valor, contexto.lugares[dato], 0)
            for dato, valor in contexto.valores.items()
        ]
        hacen_falta = self._obligatorios_a_la_vista(tabla)
        for objeto in self._objetos(_sin_el_pie(filas), tabla):
            filas_del_objeto = (renglon.fila for renglon in objeto.renglones)
            self.recogidas.update(fila.marca.removesuffix(SIGUE) for fila in filas_del_objeto)
            self._lugares.setdefault(objeto.ruta, objeto.lugar)
            self._decir_lo_que_cambio(objeto)
            self._poner_objeto(objeto, del_contexto, hacen_falta)

    def _obligatorios_a_la_vista(self, tabla: TablaHallada) -> Mapping[str, AbstractSet[str]]:
        """Por raíz, los datos que la tabla muestra y sin los que el objeto no existe.

        ``{"riesgo": {"riesgo.descripcion"}}``.
        """
        columnas = (c.esperada.definida for c in tabla.encaje.columnas if c.esperada)
        datos = {dato for columna in columnas for dato in self._datos_de(columna)}
        raices = {
            recorre.raiz
            for seccion in tabla.encaje.esperada.secciones
            for recorre in self._pasos("", seccion.recorre)[-1:]
        }
        return {raiz: datos & set(_datos_obligatorios(self._tema.clase, raiz)) for raiz in raices}

    def _decir_lo_que_cambio(self, objeto: _FilasDelObjeto) -> None:
        """Avisa de lo que alguien agregó o quitó, donde lo que estaba lleva su marca."""
        if not self._con_marcas:
            return
        if objeto.ruta:
            self._avisos += filas_cambiadas(objeto.renglones)
            return
        if not objeto.marca:
            self._sin_marca[len(self._avisos)] = objeto.lugar
        es_ajena = not objeto.marca and any(renglon.fila.marca for renglon in objeto.renglones)
        motivo = MARCA_AJENA if es_ajena else AGREGADA
        self._avisos.append(Aviso("documento_cambiado", objeto.lugar, motivo))

    # ------------------------------------------------------------ los objetos
    def _objetos(
        self, filas: Sequence[FilaVista], tabla: TablaHallada
    ) -> Sequence[_FilasDelObjeto]:
        """Los objetos de unas filas: los que llevan su marca; sin ella, los de la fila de encima.

        La marca que ya se vio es de una copia: de otro objeto o, de una fila suya, de otra fila.
        """
        esperada = tabla.encaje.esperada
        objetos: list[_FilasDelObjeto] = []
        objetos_por_ruta: dict[str, _FilasDelObjeto] = {}
        abierto: _FilasDelObjeto | None = None
        for fila in filas:
            ruta = en_largo(fila.marca.removesuffix(SIGUE), self._tema.clase) or ""
            comienzos = self._presentes.comienzos(fila.cuenta) if ruta else None
            marca_de_la_tabla = (esperada.nombre, ruta, comienzos.altura if comienzos else None)
            repetida = marca_de_la_tabla in self._marcas_vistas
            pasos = self._pasos(ruta, esperada.secciones[fila.seccion].recorre)
            objeto = None if repetida or comienzos is None else objetos_por_ruta.get(ruta)
            if objeto is None and abierto is not None and abierto.sigue_en(fila, ruta, comienzos):
                objeto = abierto
            if objeto is None and ((ruta and not repetida) or not fila.vacia):
                objeto = _FilasDelObjeto("" if repetida else ruta, ruta, pasos)
                objetos.append(objeto)
            elif objeto is not None and ruta and not objeto.marca and not repetida:
                # Las de encima eran suyas, y perdieron su marca.
                objeto.ruta, objeto.marca, objeto.pasos = ruta, ruta, pasos
            abierto = objeto
            if objeto is not None:
                objeto.agregar(fila, comienzos)
                objetos_por_ruta.setdefault(objeto.ruta, objeto)
                self._marcas_vistas |= {marca_de_la_tabla} if ruta else set()
        return objetos

    def _pasos(self, ruta: str, recorre: str) -> tuple[Rama, ...]:
        """Las listas por las que se llega al objeto de esa ruta, hasta la que la tabla recorre."""
        clase = self._tema.clase
        lista = recorre.rpartition(".")[2]
        de_la_ruta = tuple(paso for paso, _ in pasos_de(ruta, clase))
        todas_las_ramas = _ramas_por_raiz(clase).values()
        de_la_lista = next(ramas for ramas in todas_las_ramas if ramas[-1].nombre == lista)
        es_su_comienzo = de_la_ruta == de_la_lista[: len(de_la_ruta)]
        return de_la_lista if es_su_comienzo else de_la_ruta

    def _claves_de(self, objeto: _FilasDelObjeto, datos: Sequence[_DatoEnAltura]) -> list[Hashable]:
        """La clave del objeto en cada lista de sus pasos, y la de quienes lo contienen.

        Es el número que dice su marca; sin ella, el de lo que lo identifica, el de quien viene de
        la fila de arriba o, si nada de eso se sabe, su lugar en el documento.
        """
        marcados = [numero for _, numero in pasos_de(objeto.ruta, self._tema.clase)]
        valores = {dato.nombre: dato.valor for dato in datos}
        claves: list[Hashable] = []
        for lugar, paso in enumerate(objeto.pasos):
            llave = (*claves, paso.raiz, self._identidad_de(paso.raiz, valores))
            if lugar < len(marcados):
                clave: Hashable = marcados[lugar]
            elif lugar == len(objeto.pasos) - 1:
                clave = objeto.lugar
            elif llave[-1] is not None:
                clave = self._conocidos.get(llave, objeto.lugar)
            else:
                ultimas = self._ultimas_claves
                sigue = ultimas[:lugar] == tuple(claves) and len(ultimas) > lugar
                clave = ultimas[lugar] if sigue else objeto.lugar
            if llave[-1] is not None:
                self._conocidos.setdefault(llave, clave)
            claves.append(clave)
        return claves

    def _identidad_de(self, raiz: str, valores: Mapping[str, Any]) -> str | None:
        """Los valores con que su tema dice que se lo conoce, si la fila los trae."""
        identidad = self._tema.filas.identidad.get(raiz)
        for campos in identidad.por if identidad else ():
            identifican = [valores.get(f"{raiz}.{campo}") for campo in campos]
            if any(valor is not None for valor in identifican):
                return repr((campos, identifican))
        return None

    # ------------------------------------------------------------ lo de un objeto
    def _poner_objeto(
        self,
        objeto: _FilasDelObjeto,
        del_contexto: Sequence[_DatoEnAltura],
        hacen_falta: Mapping[str, AbstractSet[str]],
    ) -> None:
        datos = list(self._datos_del_objeto(objeto))
        if not datos and not objeto.ruta:
            return
        datos += del_contexto
        self._ultimas_claves = tuple(self._claves_de(objeto, datos))
        nodo, abiertos = self.armado.raiz, dict[str, Nodo]()
        pasos = self._hasta_lo_dicho(objeto, datos)
        falta = hacen_falta.get(pasos[-1].raiz, set()) - {dato.nombre for dato in datos}
        if falta:
            self._dejar_sin_leer(objeto, datos[: len(datos) - len(del_contexto)], falta)
            return
        self._ultimas_claves = self._ultimas_claves[: len(pasos)]
        for paso, clave in zip(pasos, self._ultimas_claves, strict=True):
            nodo = abiertos[paso.raiz] = nodo.hijo(paso.nombre, clave, objeto.lugar)
        elementos = Elementos(objeto.renglones, self._alias)
        for raiz, datos_de_la_raiz in agrupadas((dato.raiz, dato) for dato in datos).items():
            self._poner_los_de_una_raiz(raiz, datos_de_la_raiz, abiertos, elementos)

    def _dejar_sin_leer(
        self, objeto: _FilasDelObjeto, datos: Sequence[_DatoEnAltura], faltan: AbstractSet[str]
    ) -> None:
        """Del objeto que no dice un dato obligatorio, cada celda queda sin leer, y se avisa."""
        lugares = dict.fromkeys(dato.lugar for dato in datos)
        self.usadas.difference_update(lugares)
        self.sin_leer.update(lugares)
        rotulos = " ni ".join(CATALOGO[dato].rotulo for dato in sorted(faltan))
        motivo = _SIN_LO_QUE_IDENTIFICA.format(falta=rotulos)
        self._avisos.append(Aviso("fila_sin_leer", next(iter(lugares), objeto.lugar), motivo))

    def _hasta_lo_dicho(
        self, objeto: _FilasDelObjeto, datos: Sequence[_DatoEnAltura]
    ) -> Sequence[Rama]:
        """Los pasos del objeto hasta el último del que alguna celda dice algo.

        Un proceso sin riesgos termina en el proceso.
        """
        raices = {como_en_el_catalogo(dato.nombre, self._alias).partition(".")[0] for dato in datos}
        listas = _ramas_por_raiz(self._tema.clase)
        raices |= {paso.raiz for raiz in raices for paso in listas.get(raiz, ())}
        raices |= {_DE_TEXTOS[dato.nombre][0] for dato in datos if dato.nombre in _DE_TEXTOS}
        marcados = len(pasos_de(objeto.ruta, self._tema.clase))
        largo = max(
            (numero for numero, paso in enumerate(objeto.pasos, 1) if paso.raiz in raices),
            default=0,
        )
        return objeto.pasos[: max(largo, marcados, 1)]

    def _datos_del_objeto(self, objeto: _FilasDelObjeto) -> Iterator[_DatoEnAltura]:
        """Los datos de las celdas de un objeto, una vez cada celda."""
        for altura, renglon in enumerate(objeto.renglones):
            fila = renglon.fila
            for pieza, columna in con_columna(fila):
                # Si algo de él comienza, lo demás que dice es suyo, aunque sea lo mismo que arriba.
                if pieza.viene or not pieza.texto or raiz_de(columna) not in renglon.comienzan:
                    continue
                lugar = fila.lugar_de(pieza)
                self.usadas.add(lugar)
                for dato, valor in self._lector.de_pieza(pieza, columna, fila):
                    if valor is not None:
                        yield _DatoEnAltura(dato, valor, lugar, altura)

    def _poner_los_de_una_raiz(
        self,
        raiz: str,
        datos: Sequence[_DatoEnAltura],
        abiertos: Mapping[str, Nodo],
        elementos: "Elementos",
    ) -> None:
        """Los datos que se nombran con una raíz, cada uno en el objeto de que es."""
        if raiz == "entidad":
            for dato in datos:
                self.del_plan.entidad.setdefault(dato.campo, dato.valor)
        elif raiz in {"", self._tema.raiz}:
            del_contenido = [Dato(dato.nombre, dato.valor, dato.lugar) for dato in datos]
            self.armado.completar(self.armado.raiz, del_contenido)
        elif any(dato.nombre in _DE_TEXTOS for dato in datos):
            self._agregar_textos(datos, abiertos)
        else:
            self._poner_en_los_elementos(raiz, datos, abiertos, elementos)

    def _poner_en_los_elementos(
        self,
        raiz: str,
        datos: Sequence[_DatoEnAltura],
        abiertos: Mapping[str, Nodo],
        elementos: "Elementos",
    ) -> None:
        alias = self._alias.get(raiz, Alias(raiz))
        raiz_del_objeto, _, adentro = elementos.de_quien(raiz, alias).partition(".")
        por_elemento: dict[Hashable, list[Dato]] = {}
        for dato in datos:
            elemento = 0 if raiz_del_objeto in abiertos else elementos.en(raiz, dato.altura)
            nombre = ".".join(filter(None, (raiz_del_objeto, adentro, dato.campo)))
            por_elemento.setdefault(elemento, []).append(Dato(nombre, dato.valor, dato.lugar))
        fijos = [Dato(f"{raiz_del_objeto}.{campo}", valor) for campo, valor in alias.fijos.items()]
        for elemento, del_elemento in por_elemento.items():
            clave = (raiz, elemento) if fijos else elemento
            self._completar_elemento(raiz_del_objeto, clave, abiertos, del_elemento, fijos)

    def _completar_elemento(
        self,
        raiz: str,
        clave: Hashable,
        abiertos: Mapping[str, Nodo],
        datos: Sequence[Dato],
        fijos: Sequence[Dato],
    ) -> None:
        """Completa el objeto de esa raíz y esa clave, que se abre en su lista si no lo está.

        ``("control", 1, …)`` con un riesgo abierto: el segundo control de ese riesgo. De los
        ``fijos`` se ponen los que él no diga. De lo que va por corte, la clave es el corte.
        """
        if raiz in abiertos:
            self.armado.completar(abiertos[raiz], datos)
            return
        pasos = _ramas_por_raiz(self._tema.clase).get(raiz, ())
        if not pasos:
            return
        dueno = next(
            (abiertos[paso.raiz] for paso in reversed(pasos) if paso.raiz in abiertos),
            self.armado.raiz,
        )
        rama, lugar = pasos[-1], datos[0].lugar
        if "corte" in attrs.fields_dict(rama.clase):
            corte = self._corte(raiz, datos)
            if corte is None:
                return
            clave, fijos = repr(corte), [*fijos, Dato(f"{raiz}.corte", corte)]
            datos = [dato for dato in datos if dato.nombre != f"{raiz}.corte"]
        objeto = dueno.hijo(rama.nombre, clave, lugar)
        faltan = (fijo for fijo in fijos if fijo.nombre.partition(".")[2] not in objeto.datos)
        self.armado.completar(objeto, [*datos, *faltan])

    def _corte(self, raiz: str, datos: Sequence[Dato]) -> date | None:
        """El corte que dicen los datos o el del documento; si no hay, anota el lugar."""
        nombrado = next((dato.valor for dato in datos if dato.nombre == f"{raiz}.corte"), None)
        corte = nombrado or self._cortes.del_documento
        if corte is None:
            self._sin_corte = self._sin_corte or datos[0].lugar
        return corte

    def _agregar_textos(self, datos: Sequence[_DatoEnAltura], abiertos: Mapping[str, Nodo]) -> None:
        """Agrega los textos de una lista, uno por celda."""
        for dato in datos:
            if dato.nombre in _DE_TEXTOS:
                raiz, campo = _DE_TEXTOS[dato.nombre]
                textos = abiertos[raiz].datos.setdefault(campo, [])
                abiertos[raiz].lugares[f"{campo}[{len(textos)}]"] = dato.lugar
                textos.append(dato.valor)


@functools.lru_cache(maxsize=64)
def _datos_obligatorios(clase: type, raiz: str) -> tuple[str, ...]:
    """Los datos que no pueden faltar en uno de los que esa raíz nombra."""
    clase_final = _ramas_por_raiz(clase)[raiz][-1].clase
    return tuple(
        f"{raiz}.{c.name}" for c in attrs.fields(clase_final) if c.default is attrs.NOTHING
    )


_RAYA = re.compile(r"(?>[\s_.]*?_{4})[\s_.]*+")
"""La línea sobre la que alguien firma."""


def _sin_el_pie(filas: Sequence[FilaVista]) -> Sequence[FilaVista]:
    """Sin las notas, los totales y las firmas que alguien escribió bajo la última con marca."""
    ultima = max((n for n, fila in enumerate(filas, 1) if fila.marca), default=0)
    if not ultima:
        return filas
    agregadas = enumerate(filas[ultima:], ultima)
    return filas[: next((n for n, fila in agregadas if _es_de_pie(fila)), len(filas))]


def _es_de_pie(fila: FilaVista) -> bool:
    """Si sólo dice una raya para firmar, o lo que empieza como una nota, un total o una firma."""
    textos = [pieza.texto for pieza in fila.piezas if pieza.texto and not pieza.viene]
    return bool(textos) and all(
        _RAYA.fullmatch(texto) or franja_de(texto) in {ClaseDeFranja.NOTA, ClaseDeFranja.TOTAL}
        for texto in textos
    )


_DE_LISTA = re.compile(r"\[([0-9]+)\]")


def _en_palabras(ruta: str, clase: type) -> str:
    """``riesgo 2 de proceso 1``, de ``procesos[0].riesgos[1]``."""
    pasos = [f"{titulo_de(uno.raiz)} {numero + 1}" for uno, numero in pasos_de(ruta, clase)]
    return " de ".join(reversed(pasos))
