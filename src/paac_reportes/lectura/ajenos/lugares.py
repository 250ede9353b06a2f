"""En qué lugar del plan va cada fila, según lo último que se dijo encima de ella.

``Destino`` recuerda la dependencia, el componente y el subcomponente en que se está, y abre en
ellos cada fila (``FilaAbierta``), que se va llenando. ``NombresDeHojas`` dice qué se puede tomar
del nombre de las hojas.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.ajenos.celdas import escritas
from paac_reportes.lectura.ajenos.columnas import Clave
from paac_reportes.lectura.ajenos.franjas import (
    ClaseDeFranja,
    Componente,
    componente_de,
    componente_de_columna,
    dependencia_de,
    es_subcomponente_oficial,
    franja_de,
    hoja_sin_nombre,
)
from paac_reportes.lectura.ajenos.tramos import Tramo
from paac_reportes.lectura.ajenos.vocabulario import palabras
from paac_reportes.lectura.filas.armado import Dato, FilaLeida, como_datos
from paac_reportes.lectura.filas.valores import CORTE
from paac_reportes.modelo.filas import LISTAS_DE_FILAS
from paac_reportes.opc.visto import DocumentoVisto, LugarDelArchivo, ParteVista, TablaVista
from paac_reportes.textos.plano import en_plano

DichoEn = dict[str, tuple[object, str]]
"""Dato → su valor y la celda que lo dice."""


@attrs.define(eq=False)
class Contenedor:
    """Una dependencia, un componente o un subcomponente del plan que se arma."""

    lista: str
    datos: DichoEn
    dentro_de: "Contenedor | None" = None
    ultimo: "Contenedor | None" = None
    """De un componente, el último de sus subcomponentes."""


def _hacia_afuera(contenedor: Contenedor | None) -> Iterator[Contenedor]:
    """El contenedor y quienes lo contienen, de adentro afuera."""
    while contenedor is not None:
        yield contenedor
        contenedor = contenedor.dentro_de


@attrs.define(eq=False)
class FilaAbierta:
    """La última fila leída, que la siguiente puede continuar."""

    lugar: LugarDelArchivo
    lista: str = ""
    dentro_de: "Contenedor | None" = None
    """Su subcomponente; el componente, si es un trámite."""
    comunes: tuple[DichoEn, ...] = ()
    """Lugares de su dependencia, su componente y su subcomponente, que aún pueden crecer."""
    valores: dict[Clave, Any] = attrs.Factory(dict)
    lugares: dict[Clave, str] = attrs.Factory(dict)
    siguen: list[str] = attrs.Factory(list)
    """Las celdas de más abajo que agregaron algo a sus textos."""

    def poner(self, clave: Clave, valor: Any, lugar: str) -> None:
        """Pone un dato nuevo; ``clave``: ``("seguimiento.texto", date(2025, 4, 30))``."""
        self.valores[clave] = valor
        self.lugares[clave] = lugar

    def seguir(self, clave: Clave, valor: object, lugar: str, union: str) -> None:
        """Agrega a un texto lo que dice una celda de más abajo; lo que no había se pone."""
        texto_de_antes = self.valores.get(clave)
        if texto_de_antes is None:
            self.poner(clave, valor, lugar)
        else:
            self.valores[clave] = f"{texto_de_antes}{union}{valor}"
            self.siguen.append(lugar)

    @property
    def componente(self) -> "Contenedor | None":
        """Componente en que va la fila."""
        return self._contenedor("componentes")

    @property
    def dependencia(self) -> "Contenedor | None":
        """Dependencia en que va la fila, si alguna se nombró."""
        return self._contenedor("dependencias")

    def _contenedor(self, lista: str) -> "Contenedor | None":
        """Contenedor más cercano de la fila que va en esa lista; ``None`` si ninguno."""
        return next(
            (
                contenedor
                for contenedor in _hacia_afuera(self.dentro_de)
                if contenedor.lista == lista
            ),
            None,
        )

    def leida(self, fallas: list[Falla], comunes: dict[int, list[Dato]]) -> FilaLeida:
        """Fila como la toma quien arma el plan; ``comunes`` guarda los datos de varias."""
        contenedores = reversed(list(_hacia_afuera(self.dentro_de)))
        camino = [
            *((contenedor.lista, contenedor) for contenedor in contenedores),
            (self.lista, self),
        ]
        celdas: list[Dato] = []
        por_corte: dict[date, list[Dato]] = {}
        for (dato, corte), valor in self.valores.items():
            datos_de_celda = celdas if corte is None else por_corte.setdefault(corte, [])
            datos_de_celda.append(Dato(dato, valor, self.lugares[dato, corte]))
        datos: list[Dato] = []
        for comun in self.comunes:
            if id(comun) not in comunes:
                datos_comunes = (Dato(dato, *valor) for dato, valor in comun.items())
                comunes[id(comun)] = list(como_datos(datos_comunes, fallas))
            datos += comunes[id(comun)]
        datos_propios = list(como_datos(celdas, fallas))
        datos += datos_propios
        reportes = [[dato for dato in datos_propios if dato.nombre.startswith("seguimiento.")]]
        for corte, datos_de_celda in sorted(por_corte.items()):
            reportado = list(como_datos(datos_de_celda, fallas))
            reportes.append([Dato(CORTE, corte, self.lugar), *reportado] if reportado else [])
        return FilaLeida(self.lugar, camino, datos, [reporte for reporte in reportes if reporte])


@clases.frozen
class TituloDicho:
    """El nombre de una dependencia que va solo, encima de las filas."""

    nombre: str
    lugar: str
    parte: str
    """La hoja en que está; vacía si es su nombre."""
    con_rotulo: bool
    """Si lleva su rótulo: «Dependencia: …»."""


@attrs.define(eq=False)
class Destino:
    """El lugar de la fila que se lee."""

    dependencia: tuple[str, str] | None = None
    """Su nombre y dónde se dice."""
    componente: tuple[Componente, str] = ((None, None), "")
    intercambios: bool = False
    """Si una franja dijo que los trámites que siguen son intercambios de información."""
    franja_de_subcomponente: tuple[str, str] | None = None
    """Subcomponente que dice una franja, y no una columna."""
    hoja: tuple[str, str] | None = None
    """El nombre de su hoja y el lugar que lo dice, si no lo tomó el componente o la dependencia."""
    dicen_subcomponentes: bool = False
    """Si una columna los dice."""
    contenedores: dict[object, Contenedor] = attrs.Factory(dict)
    """Las dependencias y los componentes, por dentro de quién están y cómo se llaman."""
    emisores: frozenset[str] = frozenset()
    """En plano, quienes hacen el documento: de lo que dice no son la dependencia."""
    titulos: dict[str, list[TituloDicho]] = attrs.Factory(dict)
    """Por su nombre en plano, las dependencias que algún título dice antes de la primera fila."""
    parte: str = ""
    """El nombre de la hoja que se lee."""
    _veces: int = 0
    """Los títulos de componente dichos: dos iguales con otro en medio son dos componentes."""
    cambio: bool = True
    """Si se pasó a otro componente desde la última fila."""
    parecidas: dict[tuple[str, str], list[str]] = attrs.Factory(dict)
    """Las celdas de una columna que nombran lo mismo de otro modo que la primera vez."""
    _escritas: dict[str, str] = attrs.Factory(dict)
    """Por su nombre en plano, cómo se escribió cada una en su columna la primera vez."""
    _de_dependencia: DichoEn = attrs.Factory(dict)
    _comunes: tuple[DichoEn, ...] = ()
    _subcomponentes: dict[object, tuple[str, str]] = attrs.Factory(dict)
    """Por componente, sea de la dependencia que sea la fila, el último que dijo su columna."""
    _ultimo: tuple[object, Contenedor] | None = None
    """El componente de la última fila, y lo que entonces se sabía."""

    def poner_dependencia(self, nombre: str, lugar: str, *, de_columna: bool = False) -> None:
        """Cambia la dependencia de las filas siguientes; tras un título, quedan sin componente."""
        if de_columna and (self.dependencia is None or self.dependencia[0] != nombre):
            primera_vez = self._escritas.setdefault(en_plano(nombre), nombre)
            self._anotar_parecida(primera_vez, nombre, lugar)
        if self.dependencia is None or not _se_llaman_igual(self.dependencia[0], nombre):
            self.dependencia = (nombre, lugar)
            if de_columna:
                self.cambio = True
            else:
                self.componente = ((None, None), "")
                self._olvidar_lo_de_adentro()

    def anotar(self, nombre: str, lugar: str, *, con_rotulo: bool, es_hoja: bool = False) -> bool:
        """Anota la dependencia de un título, o de la única hoja; da si puede ser la de unas filas.

        No lo es si es de quien hace el documento.
        """
        clave = en_plano(nombre)
        if clave in self.titulos or not self.contenedores:
            parte = "" if es_hoja else self.parte  # su nombre no es una sección de ella
            titulo = TituloDicho(nombre, lugar, parte, con_rotulo)
            self.titulos.setdefault(clave, []).append(titulo)
        return clave not in self.emisores

    def poner_componente(
        self, componente: Componente, lugar: str, *, de_columna: bool = False
    ) -> None:
        """Cambia el componente de las filas siguientes; repetir su título no lo cambia."""
        self.intercambios = self.intercambios and de_columna
        if not _es_el_mismo(self.componente[0], componente):
            self.componente = (componente, lugar)
            if de_columna:
                self.franja_de_subcomponente, self.cambio = None, True
            else:
                self._veces += 1
                self._olvidar_lo_de_adentro()
        elif self.componente[0][1] is None:
            self.componente = (componente, lugar)
        elif de_columna:
            self._anotar_parecida(self.componente[0][1], componente[1], lugar)

    def _anotar_parecida(self, antes: object, ahora: str | None, lugar: str) -> None:
        """Anota la celda de un nombre que se tomó por otro que no se escribe igual."""
        if isinstance(antes, str) and ahora is not None and antes.split() != ahora.split():
            lugares = self.parecidas.setdefault((antes, ahora), [])
            if lugar not in lugares:  # una celda cubre varias filas
                lugares.append(lugar)

    def _olvidar_lo_de_adentro(self) -> None:
        """Olvida lo que era del componente anterior."""
        self._subcomponentes.clear()
        self.franja_de_subcomponente = None
        self.intercambios = False
        self.cambio = True

    def abrir(
        self,
        lugar: LugarDelArchivo,
        grupo: tuple[str | None, str],
        etiqueta: tuple[str, str] | None,
        *,
        de_actividades: bool,
    ) -> FilaAbierta:
        """Fila nueva en el lugar en que se está.

        ``grupo`` es lo que dice su celda de subcomponente y ``etiqueta``, el rótulo de su
        seguimiento; cada uno, con el lugar que lo dice.
        """
        contenedor = self.contenedor_de_componente()
        if etiqueta is not None:
            contenedor.datos.setdefault("componente.etiqueta_seguimiento", etiqueta)
        comunes: list[DichoEn] = [contenedor.datos]
        if self.dependencia is not None:
            comunes.append(self._datos_de_la_dependencia(self.dependencia))
        lista = "intercambios" if self.intercambios else "tramites"
        if de_actividades:
            lista = "actividades"
            contenedor = self.contenedor_de_subcomponente(contenedor, *grupo)
            comunes.append(contenedor.datos)
        abierta = FilaAbierta(lugar, lista, contenedor)
        if self.hoja is not None and contenedor.datos.get("subcomponente.nombre") != self.hoja:
            abierta.poner((f"{LISTAS_DE_FILAS[lista]}.extras.hoja", None), *self.hoja)
        self.cambio = False
        if [*map(id, comunes)] != [*map(id, self._comunes)]:  # suelen ser los de la de arriba
            self._comunes = tuple(comunes)
        abierta.comunes = self._comunes
        return abierta

    def _datos_de_la_dependencia(self, dependencia: tuple[str, str]) -> DichoEn:
        """Datos de la dependencia: un mismo objeto, que sus filas comparten."""
        if self._de_dependencia.get("dependencia.nombre") != dependencia:
            self._de_dependencia = {"dependencia.nombre": dependencia}
        return self._de_dependencia

    def contenedor_de_componente(self) -> Contenedor:
        """Contenedor del componente que se recorre, que se crea la primera vez."""
        donde_va = (self.dependencia, self.componente, self._veces)
        if self._ultimo is None or self._ultimo[0] != donde_va:
            self._ultimo = donde_va, self._contenedor_buscado()
        return self._ultimo[1]

    def _contenedor_buscado(self) -> Contenedor:
        """Contenedor del componente en que se está, dentro del de su dependencia."""
        dependencia: Contenedor | None = None
        if self.dependencia is not None:
            comunes: DichoEn = {"dependencia.nombre": self.dependencia}
            clave = en_plano(self.dependencia[0])
            dependencia = self.contenedores.setdefault(clave, Contenedor("dependencias", comunes))
        (numero, nombre), lugar = self.componente
        comunes = {"componente.numero": (numero, lugar), "componente.nombre": (nombre, lugar)}
        contenedor = self.contenedores.setdefault(
            (dependencia, numero, en_plano(nombre), self._veces),
            Contenedor("componentes", comunes, dependencia),
        )
        self._anotar_parecida(contenedor.datos["componente.nombre"][0], nombre, lugar)
        return contenedor

    def contenedor_de_subcomponente(
        self, componente: Contenedor, nombre: str | None, lugar: str
    ) -> Contenedor:
        """Contenedor del último subcomponente, si se llama así; si no, uno nuevo.

        La celda en blanco es del que dijo la columna más arriba, también en otra dependencia.
        """
        (numero, nombre_del_componente), _ = self.componente
        clave = numero, en_plano(nombre_del_componente)
        de_encima = self.franja_de_subcomponente
        if de_encima is None and not self.dicen_subcomponentes:
            de_encima = self.hoja
        if nombre is not None:
            self.franja_de_subcomponente = None  # la columna dice otro desde aquí
            self._subcomponentes[clave] = nombre, lugar
        elif de_encima is not None:
            nombre, lugar = de_encima
        else:
            nombre, lugar = self._subcomponentes.get(clave, (None, lugar))
        ultimo = componente.ultimo
        if ultimo is None or not (nombre is None or _se_llama(ultimo, nombre)):
            datos: DichoEn = {"subcomponente.nombre": (nombre, lugar)}
            ultimo = componente.ultimo = Contenedor("subcomponentes", datos, componente)
        self._anotar_parecida(ultimo.datos["subcomponente.nombre"][0], nombre, lugar)
        return ultimo


def _se_llama(subcomponente: Contenedor, nombre: str) -> bool:
    nombre_actual, _ = subcomponente.datos["subcomponente.nombre"]
    return isinstance(nombre_actual, str) and _se_llaman_igual(nombre_actual, nombre)


def _es_el_mismo(anterior: Componente, siguiente: Componente) -> bool:
    """Si son el mismo componente, ``(número, nombre)``; al que no tiene nombre, por el número."""
    if anterior == (None, None):
        return False
    mismo_numero = anterior[0] == siguiente[0]
    if anterior[1] is None or siguiente[1] is None:
        return mismo_numero and anterior[0] is not None
    return mismo_numero and _se_llaman_igual(anterior[1], siguiente[1])


def _se_llaman_igual(nombre: str, otro_nombre: str) -> bool:
    return nombre == otro_nombre or en_plano(nombre) == en_plano(otro_nombre)


@clases.frozen(kw_only=True)
class NombresDeHojas:
    """Qué se puede tomar del nombre de las hojas de un documento."""

    con_matriz: frozenset[str]
    hay_dependencias: bool
    """Si alguna columna las dice."""
    hay_componentes: bool
    """Si una columna o una franja los dice."""
    hay_subcomponentes: bool
    """Si una columna los dice."""
    son_de_dependencias: bool
    """Si todas traen los mismos componentes: cada una es de una oficina."""

    @classmethod
    def de(
        cls, documento: DocumentoVisto, por_tabla: Mapping[TablaVista, list[Tramo]]
    ) -> "NombresDeHojas":
        """Nombres de las hojas de un documento, y qué dicen ya sus tablas."""
        tramos = [tramo for componentes in por_tabla.values() for tramo in componentes]
        por_hoja: dict[str, set[str]] = {}
        for parte in documento.partes:
            for bloque in parte.bloques:
                if isinstance(bloque, TablaVista) and bloque in por_tabla:
                    componentes = por_hoja.setdefault(parte.nombre, set())
                    componentes |= _componentes_de(bloque, por_tabla[bloque])
        distintos = {frozenset(componentes) for componentes in por_hoja.values()}
        oficiales = any(map(es_subcomponente_oficial, por_hoja))
        return cls(
            con_matriz=frozenset(nombre for nombre in por_hoja if nombre),
            hay_dependencias=any(tramo.de("dependencia.nombre") for tramo in tramos),
            hay_componentes=any(distintos),
            hay_subcomponentes=any(tramo.de("subcomponente.nombre") for tramo in tramos),
            son_de_dependencias=len(por_hoja) > 1 == len(distintos) and not oficiales,
        )

    def empezar(self, parte: ParteVista, destino: Destino) -> Iterator[Aviso]:
        """Pone en el destino lo que dice el nombre de una hoja; una franja suya puede cambiarlo."""
        nombre = parte.nombre.strip()
        destino.hoja, destino.dicen_subcomponentes = None, self.hay_subcomponentes
        destino.parte = parte.nombre
        if parte.nombre not in self.con_matriz or hoja_sin_nombre(nombre):
            return
        unica = len(self.con_matriz) == 1
        lugar = f"hoja «{parte.nombre}»"
        if componente := componente_de(nombre):
            destino.poner_componente(componente, lugar)
        elif (dependencia := dependencia_de(nombre, destacado=True)) and not self.hay_dependencias:
            if not unica or destino.anotar(dependencia, lugar, con_rotulo=False, es_hoja=True):
                destino.poner_dependencia(dependencia, lugar)
        elif unica and nombra_control(en_plano(nombre)):
            yield Aviso("lugar_supuesto", lugar, _motivo_de_quien_lo_hace(nombre))
        else:
            yield from self._tomar_del_nombre(nombre, lugar, destino)

    def _tomar_del_nombre(self, nombre: str, lugar: str, destino: Destino) -> Iterator[Aviso]:
        """Toma el nombre de la hoja por el componente, la dependencia, el subcomponente o extra."""
        como_quedo = "quedó en el extra «hoja» de sus filas"
        if not self.hay_componentes:
            destino.poner_componente(componente_de_columna(nombre), lugar)
            como_quedo = "se leyó como el del componente"
        elif self.son_de_dependencias and not self.hay_dependencias:
            destino.poner_dependencia(nombre, lugar)
            como_quedo = "se leyó como el de la dependencia"
        else:
            destino.hoja = nombre, lugar
            if not self.hay_subcomponentes:
                como_quedo = "se leyó como el del subcomponente"
        yield Aviso("lugar_supuesto", lugar, f"su nombre {como_quedo}")


def quienes_lo_hacen(destino: Destino, tramos: Sequence[Tramo]) -> frozenset[str]:
    """Nombres, en plano, de los títulos que son de quien hace el documento, y de ninguna fila.

    Si un título dice una vez la única dependencia de todas las filas, es la de ellas mientras no
    respondan otros: una columna de responsables que no la nombran. El de control interno lo es
    también si no hay esa columna; el que lleva su rótulo, «Dependencia: …», sólo si es el suyo.
    """
    unica = _dependencia_de_todas(destino)
    titulos = destino.titulos.get(unica, []) if unica is not None else []
    if unica is None or not titulos:
        return frozenset()
    es_control = nombra_control(unica)
    # Si va sobre varias tablas de la misma hoja, son sus secciones.
    se_repite = len({titulo.parte for titulo in titulos}) < len(titulos)
    if not es_control and se_repite:
        return frozenset()
    if any(asignada.columna.escritas for t in tramos if (asignada := t.de("dependencia.nombre"))):
        return frozenset()
    responden = {
        en_plano(celda.texto)
        for t in tramos
        for dato in _RESPONDEN
        if (asignada := t.de(dato)) is not None
        for celda in asignada.columna.escritas
    }
    responden_otros = any(not (nombra_control(r) if es_control else r == unica) for r in responden)
    if any(titulo.con_rotulo for titulo in titulos):
        es_emisor = es_control and responden_otros
    else:
        es_emisor = responden_otros or (es_control and not responden)
    return frozenset(destino.titulos) if es_emisor else frozenset()


def _dependencia_de_todas(destino: Destino) -> str | None:
    """Dependencia, en plano, en que están todas las filas; ``None`` si son varias."""
    padres = {
        id(contenedor.dentro_de): contenedor.dentro_de
        for contenedor in destino.contenedores.values()
        if contenedor.lista == "componentes"
    }
    (unica,) = padres.values() if len(padres) == 1 else (None,)
    return None if unica is None else en_plano(str(unica.datos["dependencia.nombre"][0]))


def nombra_control(plano: str) -> bool:
    """Si un texto en plano nombra a quien hace el seguimiento."""
    return any(en_plano(nombre) in plano for nombre in palabras().control_interno)


_RESPONDEN = ("actividad.responsable", "tramite.responsable")


def avisos_de_quienes_lo_hacen(destino: Destino) -> Iterator[Aviso]:
    """Avisos de los títulos que no se tomaron como la dependencia de nadie."""
    for clave, titulos in destino.titulos.items():
        for titulo in titulos if clave in destino.emisores else ():
            yield Aviso("lugar_supuesto", titulo.lugar, _motivo_de_quien_lo_hace(titulo.nombre))


def _motivo_de_quien_lo_hace(nombre: str) -> str:
    return (
        f"{mostrar(nombre)} se tomó por quien hace el documento, y no por la dependencia de sus"
        " filas; si lo es, dígalo en una columna «Dependencia»"
    )


def _componentes_de(tabla: TablaVista, tramos: list[Tramo]) -> set[str]:
    """Componentes, en plano, que dicen las franjas de una tabla o una columna."""
    nombres = {
        en_plano(celda.texto)
        for tramo in tramos
        if (asignada := tramo.de("componente.nombre")) is not None
        for celda in asignada.columna.escritas
    }
    for fila in range(len(tabla.filas)):
        celdas = escritas(tabla, fila)
        if len(celdas) == 1 and franja_de(celdas[0].texto) is ClaseDeFranja.COMPONENTE:
            nombres.add(en_plano(celdas[0].texto))
    return nombres
