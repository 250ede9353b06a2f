"""Qué hay que hacer con cada parte de un cuerpo en Word, y lo que tiene mal.

``Plano`` mira una parte una vez: junta sus huecos, halla qué se repite, qué depende de un dato y
qué va en su lugar, y anota cada falla con su sitio. Lo que se repite se sabe por lo que cada fila
nombra (``filas_repetidas``); lo demás lo dicen las instrucciones, que van solas en su párrafo.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.formatos.cuerpo.alrededor import (
    CON_TEXTO,
    DE_TABLA,
    de_un_campo,
    escritos,
    sin_llenar,
)
from paac_reportes.formatos.cuerpo.huecos import (
    HUECO,
    INSTRUCCION,
    NO_SON_TEXTO,
    Hueco,
    P,
    T,
    cerca,
    juntar,
    leer_hueco,
    propios,
    texto_de_parrafo,
)
from paac_reportes.formatos.cuerpo.lugares import CONTENEDORES, LugaresDelCuerpo
from paac_reportes.formatos.cuerpo.nombres import NombresDelFormato
from paac_reportes.maqueta.contenido import PREFIJO_DE_MARCA
from paac_reportes.opc.word.envolturas import (
    ALTERNATIVA,
    DENTRO_DE_UNA,
    ENVOLTURAS,
    SUS_PROPIEDADES,
    contenidos,
    modo,
)
from paac_reportes.opc.xml import Elemento, W

_TABLA, _FILA, _CELDA = f"{W}tbl", f"{W}tr", f"{W}tc"
_CUADRO = f"{W}txbxContent"
_NOTAS = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
NADA: frozenset[str] = frozenset()


@clases.frozen(eq=False)
class Fijo:
    """Bloque que va una vez, con sus huecos llenos."""

    elemento: Elemento
    nombra: frozenset[str] = NADA
    """De lo que se repite, de qué nombra algo directamente."""


@clases.frozen(eq=False)
class Repite:
    """Bloque que va por cada elemento de una lista."""

    raiz: str
    """Nombre con que los huecos hablan de cada elemento: ``actividad``."""
    lista: str
    """La que se dijo (``tramites``); vacía, todas las que llevan esa raíz."""
    hijos: "Sequence[Nodo]"


@clases.frozen(eq=False)
class SiHay:
    """Bloque que va si un dato está."""

    hueco: Hueco
    hijos: "Sequence[Nodo]"


@clases.frozen(eq=False)
class Pone:
    """Un bloque nuestro, en el lugar de su párrafo."""

    nombre: str
    elemento: Elemento


Nodo = Fijo | Repite | SiHay | Pone


@attrs.define
class _Abierto:
    """Una instrucción que espera su ``fin``."""

    hueco: Hueco
    """Lo que dice: un ``si`` o un ``cada``."""
    elemento: Elemento
    raices_dadas: frozenset[str]
    raiz: str = ""
    lista: str = ""
    hijos: list[Nodo] = attrs.Factory(list)

    def cerrado(self) -> Nodo:
        """Nodo de la instrucción con sus hijos, que ya son todos: ``si`` o, si no, ``cada``."""
        if self.hueco.orden == "si":
            return SiHay(self.hueco, self.hijos)
        return Repite(self.raiz, self.lista, self.hijos)


_HONDURA = 50
"""Instrucciones que caben una dentro de otra, también de una tabla en otra."""
_TODO = Hueco("")
"""Hueco del bloque que no está entre ninguna instrucción y su ``fin``."""
DeTabla = Callable[["Plano", Elemento, frozenset[str]], None]
"""Función que mira una tabla y anota en el plano qué filas repite."""


class Plano:
    """Una parte con sus huecos juntos, lo que se hace en cada contenedor y sus fallas."""

    def __init__(  # noqa: PLR0913 - lo que de una parte hay que saber
        self,
        raiz: Elemento,
        parte: str,
        nombres: NombresDelFormato,
        de_tabla: "DeTabla",
        *,
        bloques: frozenset[str] = NADA,
        enlaces: Mapping[str, str] | None = None,
        es_el_cuerpo: bool = False,
        numeros: Mapping[str, int] | None = None,
    ) -> None:
        self.raiz = raiz
        self.nodos: dict[Elemento, list[Nodo]] = {}
        """Por contenedor, lo que va en él; el que no está, va como está."""
        self._dichas: list[tuple[Elemento, Falla]] = []
        self._lugares = LugaresDelCuerpo(parte, numeros or {})
        self.nombrados: set[str] = set()
        """Los datos que la parte nombra en sus huecos."""
        self.calculados: set[str] = set()
        """De los datos que la parte nombra, los que toma por números."""
        self.se_repite: set[str] = set()
        self.pone: list[str] = []
        self.notas: dict[tuple[str, str], frozenset[str]] = {}
        """De cada nota a la que llama, qué hay donde la llama."""
        self._nombres, self._de_tabla = nombres, de_tabla
        self._bloques, self._enlaces = bloques, enlaces or {}
        self._es_el_cuerpo, self._hondura = es_el_cuerpo, 0
        self._abiertas: set[Elemento] = set()
        """Las envolturas que llevan instrucciones, y no se conservan."""
        for marca in [*raiz.iter(f"{W}bookmarkStart")]:
            # La de un documento nuestro que se volvió cuerpo nombra otros datos.
            if marca.get(f"{W}name", "").startswith(PREFIJO_DE_MARCA):
                marca.getparent().remove(marca)
        _quitar_lo_borrado(raiz)
        _dejar_un_modo(raiz)
        for parrafo in [*raiz.iter(P)]:
            for descuido in juntar(parrafo):
                self.falla(parrafo, "plantilla_invalida", descuido.motivo, descuido.cerca)
            self._abrir(parrafo)

        for elemento, que_es, hueco in sin_llenar(raiz):
            motivo = f"aquí no se llena ningún hueco, y {que_es} lleva"
            self.falla(elemento, "plantilla_invalida", f"{motivo} «{hueco}»: quítelo")

    def analizar(self, contenedor: Elemento, raices_dadas: frozenset[str] = NADA) -> frozenset[str]:
        """Analiza un contenedor donde se saben esas raíces; da las que nombra todo bloque."""
        nodos, hace_algo = self._de_bloques([*self._hijos(contenedor)], raices_dadas)
        if hace_algo:
            self.nodos[contenedor] = nodos
        nombran = [nodo.nombra if isinstance(nodo, Fijo) else NADA for nodo in nodos]
        return nombran[0].intersection(*nombran) if nombran else NADA

    def falla(self, elemento: Elemento, codigo: str, motivo: str, de_cerca: str = "") -> None:
        """Una falla con su lugar y las palabras de alrededor."""
        parrafo = elemento if elemento.tag == P else next(elemento.iterancestors(P), None)
        fragmento = de_cerca or ("" if parrafo is None else cerca(texto_de_parrafo(parrafo), 0))
        mensaje = f"{motivo}; cerca de «{fragmento}»" if fragmento.strip() else motivo
        self._dichas.append((elemento, Falla(codigo, self._lugares.de(elemento), mensaje)))

    @property
    def fallas(self) -> list[Falla]:
        """Las fallas, en el orden en que una persona las halla."""
        if not self._dichas:
            return []
        orden = {elemento: numero for numero, elemento in enumerate(self.raiz.iter())}
        en_orden = sorted(self._dichas, key=lambda anotada: orden[anotada[0]])
        return [falla for _, falla in en_orden]

    # -------------------------------------------------------------- bloques

    def _hijos(self, contenedor: Elemento) -> Iterator[Elemento]:
        """Los elementos de un contenedor; de una envoltura con instrucciones, lo que envuelve."""
        for hijo in contenedor:
            if hijo not in self._abiertas:
                yield hijo
                continue
            for contenido in contenidos(hijo):
                yield from (e for e in self._hijos(contenido) if e.tag not in SUS_PROPIEDADES)

    def _abrir(self, parrafo: Elemento) -> None:
        """Anota las envolturas de una instrucción: lo que abre o cierra puede estar fuera."""
        envoltura = parrafo.getparent()
        if envoltura is None or envoltura.tag in CONTENEDORES or not _instruccion(parrafo):
            return
        while envoltura.tag in DENTRO_DE_UNA and envoltura not in self._abiertas:
            self._abiertas.add(envoltura)
            envoltura = envoltura.getparent()

    def _de_bloques(
        self, hijos: Sequence[Elemento], raices_dadas: frozenset[str]
    ) -> tuple[list[Nodo], bool]:
        """Nodos de unos párrafos y tablas seguidos, y si alguno lleva una instrucción."""
        pila = [_Abierto(_TODO, self.raiz, raices_dadas)]
        instrucciones = [_instruccion(hijo) if hijo.tag == P else None for hijo in hijos]
        for hijo, hueco in zip(hijos, instrucciones, strict=True):
            if hueco is None:
                pila[-1].hijos.append(Fijo(hijo, self._mirar_adentro(hijo, pila[-1].raices_dadas)))
                continue
            if _lleva_mas(hijo):
                motivo = (
                    f"el párrafo de {hueco.texto} desaparece, y lleva también un dibujo, una nota o"
                    " un salto de página: páselo a otro"
                )
                self.falla(hijo, "plantilla_invalida", motivo)
            if (resto := _con_su_seccion(hijo)) is not None:
                pila[-1].hijos.append(Fijo(resto))
            self._cumplir(hueco, hijo, pila)
        while len(pila) > 1:
            abierto = pila.pop()
            self._hondura -= 1
            donde = _en_celda(abierto.elemento)
            motivo = f"falta el {{{{ fin }}}} de {abierto.hueco.texto}{donde}"
            self.falla(abierto.elemento, "plantilla_invalida", motivo)
            pila[-1].hijos.append(abierto.cerrado())
        return pila[0].hijos, any(instrucciones)

    def _cumplir(self, hueco: Hueco, parrafo: Elemento, pila: "list[_Abierto]") -> None:
        """Abre, cierra o pone lo que dice una instrucción; ``pila``: las que esperan su ``fin``."""
        if hueco.orden == "poner":
            pila[-1].hijos.append(self._lugar_de_bloque(hueco, parrafo))
        elif hueco.orden != "fin":
            self._hondura += 1
            if self._hondura == _HONDURA + 1:
                motivo = f"hay más de {_HONDURA} instrucciones una dentro de otra: falta algún fin"
                self.falla(parrafo, "plantilla_invalida", motivo)
            pila.append(self._abierto(hueco, parrafo, pila[-1].raices_dadas))
        elif len(pila) > 1:
            abierto = pila.pop()
            self._hondura -= 1
            self._comprobar_fin(hueco, abierto.hueco, parrafo)
            pila[-1].hijos.append(abierto.cerrado())
        else:
            motivo = "hay un {{ fin }} de más: nada de lo de antes lo espera aquí"
            self.falla(parrafo, "plantilla_invalida", f"{motivo}{_en_celda(parrafo)}")

    def _mirar_adentro(self, hijo: Elemento, raices_dadas: frozenset[str]) -> frozenset[str]:
        """Analiza lo de adentro de un bloque; devuelve las raíces que nombra."""
        if hijo.tag == P:
            return self._parrafo(hijo, raices_dadas)
        if hijo.tag == _TABLA:
            self._de_tabla(self, hijo, raices_dadas)
        elif hijo.tag in ENVOLTURAS:
            nombran = [self.analizar(contenido, raices_dadas) for contenido in contenidos(hijo)]
            return nombran[0] if nombran else NADA
        return NADA

    def _abierto(self, hueco: Hueco, parrafo: Elemento, raices_dadas: frozenset[str]) -> _Abierto:
        """La instrucción que abre un ``si`` o un ``cada``, con lo que se sabe dentro."""
        if hueco.orden == "si":
            self.revisar(hueco, parrafo, raices_dadas, se_escribe=False)
            return _Abierto(hueco, parrafo, raices_dadas)
        raiz_y_lista = self._nombres.raices.nombrada(hueco.operando)
        if raiz_y_lista is None:
            self.falla(parrafo, "variable_desconocida", self._nombres.no_se_repite(hueco.operando))
            return _Abierto(hueco, parrafo, raices_dadas)
        raiz, lista = raiz_y_lista
        if raiz in raices_dadas and raiz not in self._nombres.raices.del_corte:  # su historial sí
            motivo = f"ya está donde se sabe de cuál {raiz!r} se habla: no se repite otra vez"
            self.falla(parrafo, "plantilla_invalida", f"{hueco.texto} {motivo}")
        self.se_repite.add(raiz)
        return _Abierto(hueco, parrafo, self.dentro_de(raiz, raices_dadas), raiz, lista)

    def dentro_de(self, raiz: str, raices_dadas: frozenset[str]) -> frozenset[str]:
        """Raíces cuyo objeto se sabe dentro de lo que se repite por cada ``raiz``."""
        raices = self._nombres.raices
        return raices.con_los_de_su_corte(raices_dadas | {raiz} | raices.afuera[raiz])

    def _lugar_de_bloque(self, hueco: Hueco, parrafo: Elemento) -> Nodo:
        """Nodo que pone un bloque en su párrafo, y su falla si no existe o ahí no va."""
        motivo = ""
        if hueco.operando not in self._bloques:
            motivo = self._nombres.no_se_pone(hueco.operando, self._bloques)
        elif not self._es_el_cuerpo:
            motivo = "un bloque se pone en el cuerpo del documento, no aquí"
        elif next(parrafo.iterancestors(_CELDA, _CUADRO), None) is not None:
            motivo = "un bloque ocupa el ancho de la página: póngalo fuera de tablas y cuadros"
        if motivo:
            self.falla(parrafo, "formato_incoherente", motivo)
        self.pone.append(hueco.operando)
        return Pone(hueco.operando, parrafo)

    def _comprobar_fin(self, fin: Hueco, abierto: Hueco, parrafo: Elemento) -> None:
        """Falla si un ``fin`` dice de qué es y no es lo que cierra."""
        if fin.operando not in {"", abierto.operando, f"{abierto.orden} {abierto.operando}"}:
            motivo = f"aquí termina {abierto.texto}, y dice {fin.texto}"
            self.falla(parrafo, "plantilla_invalida", motivo)

    # -------------------------------------------------------------- párrafos

    def _parrafo(self, parrafo: Elemento, raices_dadas: frozenset[str]) -> frozenset[str]:
        """Revisa los huecos de un párrafo; devuelve las raíces que nombra."""
        abiertos: list[Hueco] = []
        for pieza in propios(parrafo):
            if pieza.tag in {T, INSTRUCCION}:
                for coincidencia in HUECO.finditer(pieza.text or ""):
                    hueco = leer_hueco(coincidencia[0])
                    if pieza.tag == INSTRUCCION:
                        self._en_un_campo(hueco, pieza.text or "", parrafo)
                    self._de_un_hueco(hueco, parrafo, raices_dadas, abiertos)
        for abierto in abiertos:
            motivo = f"falta el {{{{ fin }}}} de {abierto.texto} en el mismo párrafo; si abarca"
            self.falla(parrafo, "plantilla_invalida", f"{motivo} varios, va solo en el suyo")
        self._alrededor(parrafo, raices_dadas)
        return self.nombradas_en(parrafo)

    def _de_un_hueco(
        self, hueco: Hueco, parrafo: Elemento, raices_dadas: frozenset[str], abiertos: list[Hueco]
    ) -> None:
        """Revisa un hueco con otro texto; ``abiertos``: los ``si`` del párrafo sin su ``fin``."""
        if hueco.orden in {"cada", "poner"}:
            motivo = f"{hueco.texto} va solo en su párrafo, sin otro texto"
            self.falla(parrafo, "plantilla_invalida", motivo)
        elif hueco.orden == "fin":
            if abiertos:
                self._comprobar_fin(hueco, abiertos.pop(), parrafo)
            else:
                motivo = (
                    "este {{ fin }} no cierra nada en su párrafo; el de un {{ cada … }} va solo"
                )
                self.falla(parrafo, "plantilla_invalida", motivo)
        else:
            if hueco.orden == "si":
                abiertos.append(hueco)
            self.revisar(hueco, parrafo, raices_dadas, se_escribe=hueco.orden == "")

    def _en_un_campo(self, hueco: Hueco, instruccion: str, parrafo: Elemento) -> None:
        """Falla por un hueco en un campo de Word que no es la dirección de un enlace."""
        if not instruccion.strip().upper().startswith("HYPERLINK"):
            motivo = "dentro de un campo de Word sólo hay huecos en la dirección de un enlace:"
            self.falla(parrafo, "plantilla_invalida", f"{motivo} saque {hueco.texto}")

    def _alrededor(self, parrafo: Elemento, raices_dadas: frozenset[str]) -> None:
        """Análisis de lo que un párrafo lleva además de su texto: cuadros, enlaces y notas."""
        for elemento in parrafo.iter(_CUADRO, *CON_TEXTO, *_NOTAS):
            if elemento.tag in DE_TABLA or next(elemento.iterancestors(P), None) is not parrafo:
                continue
            if elemento.tag == _CUADRO:
                self.analizar(elemento, raices_dadas)
            elif elemento.tag in _NOTAS:
                self.notas.setdefault(
                    (_NOTAS[elemento.tag], elemento.get(f"{W}id", "")), raices_dadas
                )
            else:
                instruccion = de_un_campo(elemento)
                for coincidencia in HUECO.finditer(instruccion):
                    self._en_un_campo(leer_hueco(coincidencia[0]), instruccion, parrafo)
                for texto in (instruccion, *escritos(elemento, self._enlaces)):
                    self._de_atributo(texto, parrafo, raices_dadas)

    def rotulos_de(self, tabla: Elemento, raices_dadas: frozenset[str]) -> None:
        """Mira el título y la descripción de una tabla."""
        for propiedad in tabla.iterfind(f"{W}tblPr/*"):
            if propiedad.tag in DE_TABLA:
                for texto in escritos(propiedad, self._enlaces):
                    self._de_atributo(texto, tabla, raices_dadas)

    def _de_atributo(self, texto: str, parrafo: Elemento, raices_dadas: frozenset[str]) -> None:
        """Revisa los huecos de un texto alternativo o una dirección."""
        for coincidencia in HUECO.finditer(texto):
            hueco = leer_hueco(coincidencia[0])
            if hueco.orden:
                motivo = f"aquí no van instrucciones, y dice {hueco.texto}"
                self.falla(parrafo, "plantilla_invalida", motivo)
            else:
                self.revisar(hueco, parrafo, raices_dadas, se_escribe=True)
        if "{{" in (resto := HUECO.sub("…", texto)):
            motivo = "abre llaves y no las cierra en un texto alternativo o una dirección"
            self.falla(parrafo, "plantilla_invalida", motivo, cerca(resto, resto.find("{{")))

    def revisar(
        self, hueco: Hueco, elemento: Elemento, raices_dadas: frozenset[str], *, se_escribe: bool
    ) -> None:
        """Anota lo que un hueco tiene mal en su lugar; ``se_escribe``: si deja texto en él."""
        entero = texto_de_parrafo(elemento) if elemento.tag == P else ""
        lugar = max(entero.find(hueco.texto[3:-3]), 0)  # sin «{{ » ni « }}»
        fragmento = cerca(entero, lugar)
        if hueco.motivo:
            motivo = f"no se entiende {hueco.texto}: {hueco.motivo}"
            self.falla(elemento, "plantilla_invalida", motivo, fragmento)
        self.nombrados |= {*hueco.caminos}
        self.calculados |= hueco.calculados
        for camino in hueco.caminos:
            por_que_no = self._nombres.por_que_no(camino, raices_dadas, se_escribe=se_escribe)
            if por_que_no is not None:
                self.falla(elemento, "variable_desconocida", por_que_no, fragmento)
        for calculo in hueco.calculos:
            por_que_no = self._nombres.por_que_no_se_calcula(calculo.operacion, calculo.dato)
            self.nombrados.add(calculo.dato)
            if por_que_no is not None:
                self.falla(elemento, "variable_desconocida", por_que_no, fragmento)

    # -------------------------------------------------------------- qué nombra

    def nombradas_en(self, parrafo: Elemento) -> frozenset[str]:
        """Raíces de listas que nombra un párrafo, con sus cuadros y dibujos: ``{"actividad"}``."""
        raices: set[str] = set()
        for elemento in parrafo.iter(T, INSTRUCCION, *CON_TEXTO):
            textos = (
                [elemento.text or ""]
                if elemento.tag in {T, INSTRUCCION}
                else [de_un_campo(elemento), *escritos(elemento, self._enlaces)]
            )
            for texto in textos:
                for coincidencia in HUECO.finditer(texto):
                    caminos = leer_hueco(coincidencia[0]).caminos
                    raices |= {camino.partition(".")[0] for camino in caminos}
        return frozenset(raices & self._nombres.raices.ramas.keys())

    def nombradas_en_bloques(self, contenedor: Elemento) -> Iterator[str]:
        """Raíces que nombra un contenedor, sin las de otra tabla ni las que repite un ``cada``."""
        raices = self._nombres.raices
        abiertos: list[frozenset[str]] = []
        for hijo in self._hijos(contenedor):
            for contenido in contenidos(hijo) if hijo.tag in ENVOLTURAS else ():
                yield from self.nombradas_en_bloques(contenido)
            hueco = _instruccion(hijo) if hijo.tag == P else None
            nombradas_aqui: frozenset[str] = NADA
            if hueco is None:
                nombradas_aqui = self.nombradas_en(hijo) if hijo.tag == P else NADA
            elif hueco.orden == "fin":
                abiertos[-1:] = []
            elif hueco.orden == "cada":
                raiz_y_lista = raices.nombrada(hueco.operando)
                abiertos.append(self.dentro_de(raiz_y_lista[0], NADA) if raiz_y_lista else NADA)
            elif hueco.orden == "si":
                abiertos.append(NADA)
                nombradas = {camino.partition(".")[0] for camino in hueco.caminos}
                nombradas_aqui = frozenset(nombradas & raices.ramas.keys())
            yield from nombradas_aqui.difference(*abiertos)

    def que_pone(self) -> Iterator[Pone]:
        """Los bloques del formato que el cuerpo pone, dondequiera que vayan."""
        for nodos in self.nodos.values():
            yield from _bloques_puestos(nodos)

    @property
    def nombres(self) -> NombresDelFormato:
        """Con qué se sabe lo que cada hueco puede nombrar."""
        return self._nombres


def _bloques_puestos(nodos: Sequence[Nodo]) -> Iterator[Pone]:
    """Nodos que ponen un bloque del formato, también dentro de un ``cada`` o de un ``si``."""
    for nodo in nodos:
        if isinstance(nodo, Pone):
            yield nodo
        elif isinstance(nodo, Repite | SiHay):
            yield from _bloques_puestos(nodo.hijos)


def _instruccion(parrafo: Elemento) -> Hueco | None:
    """La instrucción que da un párrafo, si no dice nada más."""
    texto = texto_de_parrafo(parrafo).strip()
    if not (texto.startswith("{{") and HUECO.fullmatch(texto) and texto.count("{{") == 1):
        return None
    hueco = leer_hueco(texto)
    return hueco if hueco.orden else None


def _lleva_mas(parrafo: Elemento) -> bool:
    """Si además de su instrucción lleva algo que se ve."""
    salta = parrafo.find(f"{W}pPr/{W}pageBreakBefore") is not None
    elementos = propios(parrafo, NO_SON_TEXTO)
    return salta or any(
        elemento.tag in NO_SON_TEXTO or elemento.get(f"{W}type") == "page" for elemento in elementos
    )


def _con_su_seccion(parrafo: Elemento) -> Elemento | None:
    """El párrafo sin su instrucción, si en él termina una sección."""
    propiedades = parrafo.find(f"{W}pPr")
    if propiedades is None or propiedades.find(f"{W}sectPr") is None:
        return None
    sin_instruccion = parrafo.makeelement(P)
    sin_instruccion.append(propiedades)
    return sin_instruccion


def _quitar_lo_borrado(raiz: Elemento) -> None:
    """Quita las filas borradas con control de cambios, y lo que queda sin ninguna."""
    for fila in [*raiz.iter(_FILA)]:
        if fila.find(f"{W}trPr/{W}del") is not None:
            sobra, donde = fila, fila.getparent()
            donde.remove(sobra)
            while sobra.tag != _TABLA and next(donde.iter(_FILA), None) is None:
                sobra, donde = donde, donde.getparent()
                donde.remove(sobra)


def _dejar_un_modo(raiz: Elemento) -> None:
    """Deja uno de los modos en que se dice un párrafo, una fila o una celda."""
    for alternativa in [*raiz.iter(ALTERNATIVA)]:
        contenedor = next(alternativa.iterancestors(P, *CONTENEDORES), None)
        # Dentro de un párrafo van todos, que Word muestra el que entiende: un cuadro de texto.
        if contenedor is not None and contenedor.tag != P:
            for hijo in [*modo(alternativa)]:
                alternativa.addprevious(hijo)
            alternativa.getparent().remove(alternativa)


def _en_celda(elemento: Elemento) -> str:
    """Añadido a una falla que ocurre en una celda: sus filas se repiten sin instrucciones."""
    if next(elemento.iterancestors(_CELDA), None) is None:
        return ""
    return (
        " en esta celda; las filas de una tabla se repiten solas, por lo que nombran: para eso no"
        " hacen falta instrucciones"
    )
