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
from paac_reportes.lectura.ajenos.franjas import Franja, franja_de
from paac_reportes.lectura.filas.armado import Dato, Nodo, titulo_de
from paac_reportes.lectura.propios.alrededor import contexto_de
from paac_reportes.lectura.propios.celdas import LectorDeFilas
from paac_reportes.lectura.propios.elementos import (
    Elementos,
    Renglon,
    Vista,
    comienza,
    con_la_de_arriba,
    filas_cambiadas,
    raiz_de,
)
from paac_reportes.lectura.propios.escondido import SIGUE, Comienzos, DatosPresentes, es_de_ruta
from paac_reportes.lectura.propios.esperado import DocumentoEsperado
from paac_reportes.lectura.propios.filas import CortesDelDocumento, Tablas
from paac_reportes.lectura.propios.piezas import FilaVista, con_columna
from paac_reportes.lectura.propios.recorridos import AGREGADA, MARCA_AJENA, SIN_MARCA
from paac_reportes.lectura.propios.tablas import TablaHallada
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import Rama, contenidos_de, en_largo, pasos_de
from paac_reportes.modelo.temas import Tema, tema

_DEL_MAPA: Mapping[str, Vista] = {
    "causa_inmediata": Vista("causa", fijos={"clase": "inmediata"}),
    "causa_raiz": Vista("causa", fijos={"clase": "raiz"}),
    "residual_final": Vista("control.residual", "riesgo.residual"),
    "a_cargo": Vista("accion", "riesgo"),
    "aplicacion": Vista(""),
}
"""Las de ``formatos.definicion.recorridos_del_mapa.DeRiesgo``."""
VISTAS: Mapping[str, Mapping[str, Vista]] = {"mapa": _DEL_MAPA}
CALCULADOS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "mapa": {"aplicacion.texto": Aplicacion.DICE}
}
"""Los datos que una fila muestra y no son de nadie, y cómo se escriben."""
_RESTO = (
    "no se leyó: no dice {falta}, y sin eso no se sabe de quién es lo demás; escríbalo o borre la"
    " fila"
)
_DE_TEXTOS = {"consecuencia.texto": ("riesgo", "consecuencias")}
"""Los de una lista de textos que van cada uno en su celda."""


def como_en_el_catalogo(dato: str, vistas: Mapping[str, Vista]) -> str:
    """``control.residual.zona``, de ``residual_final.zona``."""
    raiz, _, campo = dato.partition(".")
    return f"{vistas[raiz].de}.{campo}" if raiz in vistas else dato


@functools.lru_cache(maxsize=64)
def _listas(clase: type) -> Mapping[str, tuple[Rama, ...]]:
    """Por qué listas se llega a lo que cada raíz nombra, de afuera adentro."""
    salida: dict[str, tuple[Rama, ...]] = {}
    for uno in contenidos_de(clase):
        propia = (uno,) if uno.es_lista else ()
        if uno.es_lista:
            salida.setdefault(uno.raiz, propia)
        for raiz, suyas in _listas(uno.clase).items():
            salida.setdefault(raiz, (*propia, *suyas))
    return salida


def _hasta(clase: type, lista: str) -> tuple[Rama, ...]:
    """Las que se recorren para llegar a los de una, con ella."""
    return next(suyas for suyas in _listas(clase).values() if suyas[-1].nombre == lista)


@clases.frozen
class _Leido:
    """Un dato de una celda, con la fila del objeto en que comienza."""

    dato: str
    valor: Any
    lugar: str
    altura: int

    @property
    def raiz(self) -> str:
        return self.dato.rpartition(".")[0] and self.dato.partition(".")[0]

    @property
    def campo(self) -> str:
        return self.dato.partition(".")[2]


@attrs.define(eq=False)
class _Objeto:
    """Las filas de uno de los que la tabla recorre."""

    ruta: str
    """La de su marca; vacía si ninguna la lleva, o si es una copia."""
    marca: str
    """La que llevan sus filas, también si es una copia."""
    pasos: tuple[Rama, ...]
    """Las listas por las que se llega a él."""
    renglones: list[Renglon] = attrs.Factory(list)
    alturas: set[int] = attrs.Factory(set)
    """Las que sus filas dicen."""

    @property
    def lugar(self) -> str:
        return self.renglones[0].fila.linea.lugar

    def agregar(self, fila: FilaVista, escrito: Comienzos | None) -> None:
        """Una fila más."""
        encima = self.renglones[-1].fila if self.renglones else None
        dichas = escrito.raices if escrito is not None else frozenset()
        comienzan = {
            raiz
            for raiz, pieza, otra in con_la_de_arriba(fila, encima)
            if comienza(pieza, otra, dicha=raiz in dichas)
        }
        repetida = escrito is not None and escrito.altura in self.alturas
        self.renglones.append(Renglon(fila, escrito, repetida, frozenset(comienzan)))
        self.alturas |= {escrito.altura} if escrito is not None else set()

    def sigue_en(self, fila: FilaVista, ruta: str, escrito: Comienzos | None) -> bool:
        """Si una fila bajo las suyas es otra de ellas.

        Lo dice la marca; de la que otra ya lleva y de la que no la tiene, que no comience en ella
        ninguna celda que sea del objeto entero.
        """
        if ruta and self.marca and ruta != self.marca:
            return False
        if escrito is not None and ruta == self.marca:
            if escrito.altura not in self.alturas:
                return True
            if not escrito.altura:
                return False
        suyas = {paso.raiz for paso in self.pasos}
        return not any(
            raiz in suyas and comienza(pieza, otra)
            for raiz, pieza, otra in con_la_de_arriba(fila, self.renglones[-1].fila)
        )


class TablasConPistas(Tablas):
    """Lee las tablas que recorren los objetos de una lista, con lo que llevan adentro."""

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
        self._vistas = VISTAS.get(self._tema.clave, {})
        en_el_catalogo = functools.partial(como_en_el_catalogo, vistas=self._vistas)
        self._lector = LectorDeFilas(
            avisos, self._dudas, presentes, en_el_catalogo, CALCULADOS.get(self._tema.clave, {})
        )
        self._conocidos: dict[Hashable, Hashable] = {}
        """Por lo que lo identifica en quien lo lleva, cuál es cada uno."""
        self._va: tuple[Hashable, ...] = ()
        """Por cuáles se llegó al último objeto."""
        self._presentes = presentes
        self._puestos: set[tuple[str, str, int | None]] = set()
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
        """Los que faltan entre otros de su lista; si son más que las filas, no se sabe cuáles."""
        if 0 < len(self._sin_marca) <= faltan:
            for cual, lugar in self._sin_marca.items():
                self._avisos[cual] = Aviso("documento_cambiado", lugar, SIN_MARCA)
            faltan -= len(self._sin_marca)
        if faltan <= 0:
            return 0
        quitados = list(self._quitados(fuera))
        if len(quitados) <= faltan:
            self._avisos.extend(quitados)
            return faltan - len(quitados)
        cuantas = "falta 1 fila" if faltan == 1 else f"faltan {faltan} filas"
        motivo = f"{cuantas} de las que llevaba; no se sabe cuáles"
        self._avisos.append(Aviso("documento_cambiado", "", motivo))
        return 0

    def _quitados(self, fuera: AbstractSet[str]) -> Iterator[Aviso]:
        """Los que ninguna marca nombra, entre otros de su lista."""
        clase = self._tema.clase
        de_fuera = ((en_largo(marca, clase) or "", "") for marca in fuera)
        listas: dict[str, dict[int, str]] = {}
        for ruta, lugar in (*self._lugares.items(), *de_fuera):
            for paso in _DE_LISTA.finditer(ruta):
                listas.setdefault(ruta[: paso.start()], {}).setdefault(int(paso[1]), lugar)
        for lista, vistos in listas.items():
            for numero in sorted({*range(max(vistos))} - {*vistos}):
                antes = max((uno for uno in vistos if uno < numero), default=None)
                lugar = vistos[min(vistos) if antes is None else antes]
                donde = "antes" if antes is None else "después"
                cual = _descrito(f"{lista}[{numero}]", clase)
                motivo = f"{donde} de lo de esta fila iba algo que alguien quitó: {cual}"
                yield Aviso("documento_cambiado", lugar, motivo)

    def _datos_de(self, columna: Columna) -> tuple[str, ...]:
        """Los que se guardan: lo que se calcula no es ninguno."""
        de_textos = {dato: ".".join(suyo) for dato, suyo in _DE_TEXTOS.items()}
        nombres = (de_textos.get(d) or como_en_el_catalogo(d, self._vistas) for d in columna.dato)
        return tuple(nombre for nombre in nombres if not nombre.startswith("."))

    def _leer_filas(self, tabla: TablaHallada, filas: Sequence[FilaVista]) -> None:
        esperada = tabla.encaje.esperada
        escritos = self._escritos(self._bloque_de(tabla), esperada)
        contexto = contexto_de(tabla, escritos, self._de_las_hojas)
        self._columnas_leidas(tabla)
        de_encima = [
            _Leido(dato, valor, contexto.lugares[dato], 0)
            for dato, valor in contexto.valores.items()
        ]
        hacen_falta = self._hacen_falta(tabla)
        for objeto in self._objetos(_sin_el_pie(filas), tabla):
            filas_suyas = (renglon.fila for renglon in objeto.renglones)
            self.recogidas.update(fila.marca.removesuffix(SIGUE) for fila in filas_suyas)
            self._lugares.setdefault(objeto.ruta, objeto.lugar)
            self._decir_lo_que_cambio(objeto)
            self._poner(objeto, de_encima, hacen_falta)

    def _hacen_falta(self, tabla: TablaHallada) -> Mapping[str, AbstractSet[str]]:
        """Por su raíz, los datos que la tabla muestra y sin los que uno no existe: su texto."""
        columnas = (c.esperada.definida for c in tabla.encaje.columnas if c.esperada)
        suyos = {dato for columna in columnas for dato in self._datos_de(columna)}
        raices = {
            recorre.raiz
            for seccion in tabla.encaje.esperada.secciones
            for recorre in self._pasos("", seccion.recorre)[-1:]
        }
        return {raiz: suyos & set(_sin_valor(self._tema.clase, raiz)) for raiz in raices}

    def _decir_lo_que_cambio(self, objeto: _Objeto) -> None:
        """Lo que alguien agregó o quitó, donde lo que estaba lleva su marca."""
        if not self._con_marcas:
            return
        if objeto.ruta:
            self._avisos += filas_cambiadas(objeto.renglones)
            return
        if not objeto.marca:
            self._sin_marca[len(self._avisos)] = objeto.lugar
        es_ajena = not objeto.marca and any(suyo.fila.marca for suyo in objeto.renglones)
        motivo = MARCA_AJENA if es_ajena else AGREGADA
        self._avisos.append(Aviso("documento_cambiado", objeto.lugar, motivo))

    # ------------------------------------------------------------ los objetos
    def _objetos(self, filas: Sequence[FilaVista], tabla: TablaHallada) -> Sequence[_Objeto]:
        """Las filas de cada uno: con su marca, donde estén; sin ella, con las de encima.

        La marca que ya se vio es de una copia: de otro objeto o, de una fila suya, de otra fila.
        """
        esperada = tabla.encaje.esperada
        objetos: list[_Objeto] = []
        de_cada: dict[str, _Objeto] = {}
        abierto: _Objeto | None = None
        for fila in filas:
            ruta = en_largo(fila.marca.removesuffix(SIGUE), self._tema.clase) or ""
            escrito = self._presentes.comienzos(fila.cuenta) if ruta else None
            cual = (esperada.nombre, ruta, escrito.altura if escrito else None)
            repetida = cual in self._puestos
            pasos = self._pasos(ruta, esperada.secciones[fila.seccion].recorre)
            suyo = None if repetida or escrito is None else de_cada.get(ruta)
            if suyo is None and abierto is not None and abierto.sigue_en(fila, ruta, escrito):
                suyo = abierto
            if suyo is None and ((ruta and not repetida) or not fila.vacia):
                suyo = _Objeto("" if repetida else ruta, ruta, pasos)
                objetos.append(suyo)
            elif suyo is not None and ruta and not suyo.marca and not repetida:
                # Las de encima eran suyas, y perdieron su marca.
                suyo.ruta, suyo.marca, suyo.pasos = ruta, ruta, pasos
            abierto = suyo
            if suyo is not None:
                suyo.agregar(fila, escrito)
                de_cada.setdefault(suyo.ruta, suyo)
                self._puestos |= {cual} if ruta else set()
        return objetos

    def _pasos(self, ruta: str, recorre: str) -> tuple[Rama, ...]:
        clase = self._tema.clase
        lista = recorre.rpartition(".")[2]
        suyos = tuple(paso for paso, _ in pasos_de(ruta, clase))
        enteros = _hasta(clase, lista)
        return enteros if suyos == enteros[: len(suyos)] else suyos

    def _cuales(self, objeto: _Objeto, leidos: Sequence[_Leido]) -> list[Hashable]:
        """Cuál es en cada lista: por su marca o, sin ella, por lo que lo identifica."""
        marcados = [numero for _, numero in pasos_de(objeto.ruta, self._tema.clase)]
        dicho = {uno.dato: uno.valor for uno in leidos}
        cuales: list[Hashable] = []
        for lugar, paso in enumerate(objeto.pasos):
            llave = (*cuales, paso.raiz, self._con_que(paso.raiz, dicho))
            if lugar < len(marcados):
                cual: Hashable = marcados[lugar]
            elif lugar == len(objeto.pasos) - 1:
                cual = objeto.lugar
            elif llave[-1] is not None:
                cual = self._conocidos.get(llave, objeto.lugar)
            else:
                sigue = self._va[:lugar] == tuple(cuales) and len(self._va) > lugar
                cual = self._va[lugar] if sigue else objeto.lugar
            if llave[-1] is not None:
                self._conocidos.setdefault(llave, cual)
            cuales.append(cual)
        return cuales

    def _con_que(self, raiz: str, dicho: Mapping[str, Any]) -> str | None:
        """Con qué dice su tema que se lo conoce, si la fila lo trae."""
        identidad = self._tema.filas.identidad.get(raiz)
        for campos in identidad.por if identidad else ():
            suyos = [dicho.get(f"{raiz}.{campo}") for campo in campos]
            if any(uno is not None for uno in suyos):
                return repr((campos, suyos))
        return None

    # ------------------------------------------------------------ lo de un objeto
    def _poner(
        self,
        objeto: _Objeto,
        de_encima: Sequence[_Leido],
        hacen_falta: Mapping[str, AbstractSet[str]],
    ) -> None:
        leidos = list(self._de_las_filas(objeto))
        if not leidos and not objeto.ruta:
            return
        leidos += de_encima
        self._va = tuple(self._cuales(objeto, leidos))
        nodo, abiertos = self.armado.raiz, dict[str, Nodo]()
        pasos = self._hasta_lo_dicho(objeto, leidos)
        falta = hacen_falta.get(pasos[-1].raiz, set()) - {uno.dato for uno in leidos}
        if falta:
            self._no_poner(objeto, leidos[: len(leidos) - len(de_encima)], falta)
            return
        self._va = self._va[: len(pasos)]
        for paso, cual in zip(pasos, self._va, strict=True):
            nodo = abiertos[paso.raiz] = nodo.hijo(paso.nombre, cual, objeto.lugar)
        elementos = Elementos(objeto.renglones, self._vistas)
        for raiz, suyos in _por_raiz(leidos).items():
            self._de_una_raiz(raiz, suyos, abiertos, elementos)

    def _no_poner(self, objeto: _Objeto, leidos: Sequence[_Leido], falta: AbstractSet[str]) -> None:
        """El que no dice lo que no puede faltar: cada celda suya queda sin leer, y se dice."""
        lugares = dict.fromkeys(uno.lugar for uno in leidos)
        self.usadas.difference_update(lugares)
        self.sin_leer.update(lugares)
        dichos = " ni ".join(CATALOGO[dato].rotulo for dato in sorted(falta))
        motivo = _RESTO.format(falta=dichos)
        self._avisos.append(Aviso("fila_sin_leer", next(iter(lugares), objeto.lugar), motivo))

    def _hasta_lo_dicho(self, objeto: _Objeto, leidos: Sequence[_Leido]) -> Sequence[Rama]:
        """Sin lo de más adentro de lo que ninguna celda dice nada: un proceso sin riesgos."""
        dichas = {como_en_el_catalogo(u.dato, self._vistas).partition(".")[0] for u in leidos}
        listas = _listas(self._tema.clase)
        dichas |= {p.raiz for d in dichas for p in listas.get(d, ())}
        dichas |= {_DE_TEXTOS[u.dato][0] for u in leidos if u.dato in _DE_TEXTOS}
        marcados = len(pasos_de(objeto.ruta, self._tema.clase))
        largo = max((n for n, p in enumerate(objeto.pasos, 1) if p.raiz in dichas), default=0)
        return objeto.pasos[: max(largo, marcados, 1)]

    def _de_las_filas(self, objeto: _Objeto) -> Iterator[_Leido]:
        """Lo que dice cada celda, una vez."""
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
                        yield _Leido(dato, valor, lugar, altura)

    def _de_una_raiz(
        self,
        raiz: str,
        leidos: Sequence[_Leido],
        abiertos: Mapping[str, Nodo],
        elementos: "Elementos",
    ) -> None:
        """Los datos que se nombran con una raíz, cada uno en el objeto de que es."""
        if raiz == "entidad":
            for uno in leidos:
                self.del_plan.entidad.setdefault(uno.campo, uno.valor)
        elif raiz in {"", self._tema.raiz}:
            todos = [Dato(uno.dato, uno.valor, uno.lugar) for uno in leidos]
            self.armado.completar(self.armado.raiz, todos)
        elif any(uno.dato in _DE_TEXTOS for uno in leidos):
            self._textos(leidos, abiertos)
        else:
            self._de_los_elementos(raiz, leidos, abiertos, elementos)

    def _de_los_elementos(
        self,
        raiz: str,
        leidos: Sequence[_Leido],
        abiertos: Mapping[str, Nodo],
        elementos: "Elementos",
    ) -> None:
        vista = self._vistas.get(raiz, Vista(raiz))
        lista, _, adentro = elementos.de_quien(raiz, vista).partition(".")
        puestos: dict[Hashable, list[Dato]] = {}
        for uno in leidos:
            cual = 0 if lista in abiertos else elementos.en(raiz, uno.altura)
            nombre = ".".join(filter(None, (lista, adentro, uno.campo)))
            puestos.setdefault(cual, []).append(Dato(nombre, uno.valor, uno.lugar))
        fijos = [Dato(f"{lista}.{campo}", valor) for campo, valor in vista.fijos.items()]
        for cual, datos in puestos.items():
            self._nodo_en(lista, (raiz, cual) if fijos else cual, abiertos, datos, fijos)

    def _nodo_en(
        self,
        lista: str,
        cual: Hashable,
        abiertos: Mapping[str, Nodo],
        datos: Sequence[Dato],
        fijos: Sequence[Dato],
    ) -> None:
        """Los datos de un elemento, en el objeto o en la lista en que van."""
        if lista in abiertos:
            self.armado.completar(abiertos[lista], datos)
            return
        pasos = _listas(self._tema.clase).get(lista, ())
        if not pasos:
            return
        nodo = next(
            (abiertos[u.raiz] for u in reversed(pasos) if u.raiz in abiertos), self.armado.raiz
        )
        ultima, lugar = pasos[-1], datos[0].lugar
        if "corte" in attrs.fields_dict(ultima.clase):
            corte = self._corte(lista, datos)
            if corte is None:
                return
            cual, fijos = repr(corte), [*fijos, Dato(f"{lista}.corte", corte)]
            datos = [dato for dato in datos if dato.nombre != f"{lista}.corte"]
        hijo = nodo.hijo(ultima.nombre, cual, lugar)
        self.armado.completar(hijo, [*datos, *(f for f in fijos if _falta(hijo, f))])

    def _corte(self, lista: str, datos: Sequence[Dato]) -> date | None:
        """El que dicen o el del documento; de lo que no lo tiene queda anotado el lugar."""
        dicho = next((dato.valor for dato in datos if dato.nombre == f"{lista}.corte"), None)
        corte = dicho or self._cortes.pedido
        if corte is None:
            self._sin_corte = self._sin_corte or datos[0].lugar
        return corte

    def _textos(self, leidos: Sequence[_Leido], abiertos: Mapping[str, Nodo]) -> None:
        """Los de una lista de textos, uno por celda."""
        for uno in leidos:
            if uno.dato in _DE_TEXTOS:
                raiz, campo = _DE_TEXTOS[uno.dato]
                suyos = abiertos[raiz].datos.setdefault(campo, [])
                abiertos[raiz].lugares[f"{campo}[{len(suyos)}]"] = uno.lugar
                suyos.append(uno.valor)


@functools.lru_cache(maxsize=64)
def _sin_valor(clase: type, raiz: str) -> tuple[str, ...]:
    """Los datos que no pueden faltar en uno de los que esa raíz nombra."""
    suya = _listas(clase)[raiz][-1].clase
    return tuple(f"{raiz}.{c.name}" for c in attrs.fields(suya) if c.default is attrs.NOTHING)


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
        _RAYA.fullmatch(uno) or franja_de(uno) in {Franja.NOTA, Franja.TOTAL} for uno in textos
    )


_DE_LISTA = re.compile(r"\[([0-9]+)\]")


def _descrito(ruta: str, clase: type) -> str:
    """``riesgo 2 de proceso 1``, de ``procesos[0].riesgos[1]``."""
    pasos = [f"{titulo_de(uno.raiz)} {numero + 1}" for uno, numero in pasos_de(ruta, clase)]
    return " de ".join(reversed(pasos))


def _falta(nodo: Nodo, dato: Dato) -> bool:
    return dato.nombre.partition(".")[2] not in nodo.datos


def _por_raiz(leidos: Sequence[_Leido]) -> dict[str, list[_Leido]]:
    return agrupadas((uno.raiz, uno) for uno in leidos)
