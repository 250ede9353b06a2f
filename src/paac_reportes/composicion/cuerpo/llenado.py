"""Un cuerpo en Word con los datos puestos: cada hueco lleno y lo que se repite, repetido.

No cambia lo que se leyó: copia cada contenedor según su plano. Al copiar lo que se repite, sus
marcadores, dibujos y notas llevan otro número: en un documento cada uno es de uno solo.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from functools import partial
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.composicion.aspecto import tramos_con_enlaces
from paac_reportes.composicion.cuerpo.corridas import es_llano, poner_texto, poner_tramos, sangrar
from paac_reportes.composicion.cuerpo.cuentas import cuenta_de
from paac_reportes.composicion.cuerpo.marcas import LimiteDeMarca, MarcasDeDatos
from paac_reportes.composicion.cuerpo.numeros import Numeros
from paac_reportes.composicion.variables import AUSENTE, RedaccionDePlantilla
from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.formatos.cuerpo.alrededor import (
    CON_TEXTO,
    EN_ATRIBUTOS,
    ENLACE,
    HREF,
    INSTRUCCION_DE_CAMPO,
    de_un_campo,
    direccion_escrita,
)
from paac_reportes.formatos.cuerpo.huecos import (
    HUECO,
    INSTRUCCION,
    NO_SON_TEXTO,
    Calculo,
    Hueco,
    P,
    T,
    leer_hueco,
    propios,
    textos_con_hueco,
)
from paac_reportes.formatos.cuerpo.lectura import Mirado
from paac_reportes.formatos.cuerpo.nombres import es_de_varios
from paac_reportes.formatos.cuerpo.plano import Fijo, Nodo, Plano, Pone, Repite, SiHay
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.maqueta.contenido import CampoCalculado, Enfasis, Tramo, solo_texto
from paac_reportes.modelo.recorrer import Parada, contenidos_de, recorrer, todos_los_contenidos
from paac_reportes.modelo.temas import con_los_que_lleva
from paac_reportes.opc.enlaces import direccion_de_campo
from paac_reportes.opc.xml import Elemento, R, W
from paac_reportes.textos.enlaces import direccion_de
from paac_reportes.textos.markdown import BloqueDeTexto, leer_markdown
from paac_reportes.textos.remisiones import sin_remisiones
from paac_reportes.textos.valores import NumeroCalculado, como_texto, con_miles

_TABLA, _FILA, _CELDA = f"{W}tbl", f"{W}tr", f"{W}tc"
_PUESTO = "{urn:paac-reportes}puesto"
_DE_PUESTO = {"paac": "urn:paac-reportes"}
_NOTAS = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_EN_MARKDOWN = {"textos", "prosa"}


@clases.frozen(eq=False)
class Ambito:
    """De qué se habla en un lugar del cuerpo: los objetos por su raíz, ``dependencia``."""

    redaccion: RedaccionDePlantilla
    lugar: Parada | None = None
    objetos: Mapping[str, Any] = attrs.Factory(dict)


@attrs.define
class ParteLlena:
    """Datos propios de una parte del Word (el documento, un encabezado, unas notas)."""

    plano: Plano
    enlaces: dict[str, str]
    """La dirección de cada relación que sale del archivo, por su clave: ``rId4``."""
    nuevos: dict[str, str] = attrs.Factory(dict)
    """Por dirección, la relación que se le agregó."""

    def relacionar(self, direccion: str) -> str:
        """La clave de la relación que lleva a una dirección."""
        return self.nuevos.setdefault(direccion, f"paacEnlace{len(self.nuevos) + 1}")


_REPETIDOS = 200_000
"""Filas y párrafos repetidos que un Word alcanza a mostrar."""
_EN_UN_CAMPO = {ord('"'): "%22", ord("\\"): "%5C", ord("\n"): " ", ord("\r"): " "}


class Llenado:
    """Llena las partes de un cuerpo con un contenido."""

    def __init__(
        self,
        mirado: Mirado,
        *,
        contenido: Any,
        corte: date | None,
        filas: Sequence[Mapping[str, Any]],
        poner: Callable[[Pone, Ambito], int],
    ) -> None:
        self._mirado, self._raices = mirado, mirado.principal.nombres.raices
        self._contenido, self._corte, self._filas = contenido, corte, filas
        self._contenidos = [contenido, *(llevado for _, llevado in con_los_que_lleva(contenido))]
        self._poner = poner
        self._numeros, self._repetidos = Numeros(), 0
        self.marcas = MarcasDeDatos(contenido, self._raices.del_corte)
        self._partes: dict[str, ParteLlena] = {}  # por su nombre: ``word/header1.xml``
        self._parte: ParteLlena
        self._notas: dict[str, list[Elemento]] = {clase: [] for clase in mirado.notas}
        self._vistas: set[tuple[str, str]] = set()  # clase y número de cada nota ya llamada
        self._con_estructura = {
            parte: _con_sus_ancestros(plano.nodos) for parte, plano in mirado.planos.items()
        }
        self._estructura: set[Elemento] = set()  # los de la parte que se llena
        self._ramas_halladas: dict[tuple[type, str, str], list[Any]] = {}

    def parte(self, nombre: str, redaccion: RedaccionDePlantilla) -> tuple[Elemento, ParteLlena]:
        """La raíz de una parte llena, y la parte con los enlaces que se le agregaron."""
        self._pasar_a_parte(nombre)
        (raiz,) = self._copia(self._parte.plano.raiz, Ambito(redaccion))
        return raiz, self._parte

    def _pasar_a_parte(self, nombre: str) -> None:
        """Pasa a llenar otra parte, ``word/header1.xml``; la ya empezada se retoma."""
        if nombre not in self._partes:
            relaciones = self._mirado.paquete.relaciones(nombre)
            enlaces = {r.clave: r.parte for r in relaciones if r.externa}
            self._partes[nombre] = ParteLlena(self._mirado.planos[nombre], enlaces)
        self._parte = self._partes[nombre]
        self._estructura = self._con_estructura[nombre]

    def notas(self, clase: str) -> Sequence[Elemento]:
        """Las notas de una clase, llenas, en el orden en que se las llama."""
        return self._notas[clase]

    def de_notas(self, clase: str) -> ParteLlena:
        """La parte de las notas de una clase, con los enlaces que se le agregaron."""
        self._pasar_a_parte(self._mirado.notas[clase])
        return self._parte

    # -------------------------------------------------------------- copiar

    def _copia(self, elemento: Elemento, ambito: Ambito) -> list[Elemento]:
        """La copia llena de un elemento: entera si en él nada se repite y, si no, hijo por hijo."""
        if elemento in self._parte.plano.nodos:
            return self._contenedor(elemento, ambito)
        if elemento not in self._estructura:
            return self._con_huecos_llenos(deepcopy(elemento), ambito)
        nuevo = _vacio_igual(elemento)
        for hijo in elemento:
            nuevo.extend(self._copia(hijo, ambito))
        if elemento.tag == P:
            return self._parrafo(nuevo, ambito, [*_piezas_de_texto(nuevo)])
        return [nuevo]

    def _contenedor(self, elemento: Elemento, ambito: Ambito) -> list[Elemento]:
        """La copia de un elemento cuyos hijos tienen un plano; de una tabla sin filas, nada."""
        nuevo = _vacio_igual(elemento)
        for nodo in self._parte.plano.nodos[elemento]:
            nuevo.extend(self._elementos_de_nodo(nodo, ambito))
        if elemento.tag == _TABLA and nuevo.find(_FILA) is None:
            return []  # sin filas no es una tabla
        return [_con_parrafos_debidos(nuevo)]

    def _elementos_de_nodo(self, nodo: Nodo, ambito: Ambito) -> Iterator[Elemento]:
        """Los elementos que resultan de un nodo del cuerpo en un ámbito."""
        match nodo:
            case Fijo():
                yield from self._copia(nodo.elemento, ambito)
            case SiHay():
                if self._es_cierto(nodo.hueco, _sin_anotar(ambito)):
                    for hijo in nodo.hijos:
                        yield from self._elementos_de_nodo(hijo, ambito)
            case Pone():
                numero = self._poner(nodo, ambito)
                yield nodo.elemento.makeelement(_PUESTO, {"n": str(numero)}, _DE_PUESTO)
            case Repite():
                yield from self._repetido(nodo, ambito)

    def _repetido(self, nodo: Repite, ambito: Ambito) -> Iterator[Elemento]:
        """Los elementos de un «repite», llenos una vez por cada objeto de su raíz."""
        vueltas = self.vueltas(nodo.raiz, nodo.lista, ambito)
        if vueltas is None:
            # Un plan sin dependencias no tiene qué nombrar, pero lo de adentro no se pierde.
            for hijo in nodo.hijos:
                if not (isinstance(hijo, Fijo) and nodo.raiz in hijo.nombra):
                    yield from self._elementos_de_nodo(hijo, ambito)
            return
        self._repetidos += len(vueltas) * len(nodo.hijos)
        if self._repetidos > _REPETIDOS:
            raise ErrorDeFormato(_son_demasiados(nodo.raiz, len(vueltas)))
        for numero, vuelta in enumerate(vueltas):
            elementos = [e for hijo in nodo.hijos for e in self._elementos_de_nodo(hijo, vuelta)]
            if numero:
                self._numeros.otra_copia(elementos)
            yield from elementos

    # -------------------------------------------------------------- de qué se habla

    def vueltas(self, raiz: str, lista: str, ambito: Ambito) -> list[Ambito] | None:
        """Por objeto de una raíz, el ámbito en que se habla de él; ``None`` si nadie los lleva."""
        if raiz == FILA_LIBRE:
            de_filas = (({FILA_LIBRE: fila}, None) for fila in self._filas)
            return [self._ambito(ambito, objetos, lugar) for objetos, lugar in de_filas]
        lugares = self._lugares(raiz, lista, ambito)
        if not lugares and not self._lleva(raiz):
            # Si hay de lo que iría dentro (componentes, sin dependencias), nadie la lleva.
            interiores = (otra for otra, fuera in self._raices.afuera.items() if raiz in fuera)
            if any(map(self._lleva, interiores)):
                return None
        return [self._ambito(ambito, lugar.objetos, lugar) for lugar in lugares]

    def _ambito(self, ambito: Ambito, objetos: Mapping[str, Any], lugar: Parada | None) -> Ambito:
        """El ámbito de unos objetos dentro de otro, con sus seguimientos del corte."""
        todos = {**ambito.objetos, **objetos, **self._seguimientos_del_corte(objetos)}
        return Ambito(ambito.redaccion.con(**todos), lugar or ambito.lugar, todos)

    def _lugares(self, raiz: str, lista: str, ambito: Ambito) -> list[Parada]:
        """Los lugares de una raíz en los objetos del ámbito o, si no, en todo el contenido."""
        dentro: Parada | None = ambito.lugar
        while dentro is not None:
            ramas = self._ramas(dentro.contenido.clase, raiz, lista)
            if ramas:
                return self._del_periodo(recorrer(dentro, *ramas), raiz)
            dentro = dentro.dentro_de
        return self._en_todo_el_contenido(raiz, lista)

    def _en_todo_el_contenido(self, raiz: str, lista: str) -> list[Parada]:
        """Los lugares de una raíz en todo el contenido, o en el mapa que lleve."""
        for contenido in self._contenidos:
            if ramas := self._ramas(type(contenido), raiz, lista):
                return self._del_periodo(recorrer(contenido, *ramas), raiz)
        return []

    def _ramas(self, clase: type, raiz: str, lista: str) -> list[Any]:
        """Las listas, o la que se nombra, por que una clase lleva objetos de una raíz."""
        clave = (clase, raiz, lista)
        if clave not in self._ramas_halladas:
            self._ramas_halladas[clave] = [
                rama
                for rama in dict.fromkeys(todos_los_contenidos(clase))
                if rama.es_lista and rama.raiz == raiz and lista in {"", rama.nombre}
            ]
        return self._ramas_halladas[clave]

    def _del_periodo(self, lugares: list[Parada], raiz: str) -> list[Parada]:
        """De lo que se dice en cada corte, lo de éste; de un historial que se pide, hasta él."""
        de_corte = self._raices.del_corte.keys() & {raiz, *self._raices.afuera[raiz]}
        if not de_corte or self._corte is None:
            return lugares
        corte = self._corte
        if raiz in de_corte:
            return [lugar for lugar in lugares if lugar.objeto.corte <= corte]
        return [
            lugar
            for lugar in lugares
            if all(lugar.objetos[r].corte == corte for r in de_corte if r in lugar.objetos)
        ]

    def _seguimientos_del_corte(self, objetos: Mapping[str, Any]) -> dict[str, Any]:
        """El seguimiento de cada objeto en el corte, por su raíz; ``None`` si no lo tiene."""
        del_corte: dict[str, Any] = {}
        for raiz, duenos in self._raices.del_corte.items():
            dueno = next((objetos[r] for r in duenos if r in objetos), None)
            if dueno is None or raiz in objetos:
                continue
            clase: type = type(dueno)
            rama = next(r for r in contenidos_de(clase) if r.raiz == raiz and r.es_lista)
            registros = (r for r in getattr(dueno, rama.nombre) if r.corte == self._corte)
            del_corte[raiz] = next(registros, None)
        return del_corte

    def _lleva(self, raiz: str) -> bool:
        """Si el contenido trae algún objeto de esa raíz."""
        return bool(self._en_todo_el_contenido(raiz, ""))

    # -------------------------------------------------------------- llenar

    def _con_huecos_llenos(self, copia: Elemento, ambito: Ambito) -> list[Elemento]:
        """La copia de algo que no repite nada adentro, con sus huecos llenos."""
        con_hueco = dict.fromkeys(
            next(texto.iterancestors(P), None) for texto in textos_con_hueco(copia)
        )
        # Todos se toman antes de llenar el primero: lo que traen los datos no es un hueco.
        piezas_de = {p: [*_piezas_de_texto(p)] for p in con_hueco if p is not None}
        for parrafo, piezas in piezas_de.items():
            self._callar(parrafo, piezas, ambito)
        self._alrededor(copia, ambito)
        piezas_de_la_copia = piezas_de.pop(copia, None)
        # Un párrafo puede llevar otros: los de un cuadro de texto.
        for parrafo, piezas in piezas_de.items():
            *antes, _el_mismo = self._parrafo(parrafo, ambito, piezas)
            for anterior in antes:
                parrafo.addprevious(anterior)
        if piezas_de_la_copia is None:
            return [copia]
        return self._parrafo(copia, ambito, piezas_de_la_copia)

    def _parrafo(
        self, parrafo: Elemento, ambito: Ambito, piezas: Sequence[Elemento]
    ) -> list[Elemento]:
        """El párrafo con los huecos de sus piezas llenos; de un texto en Markdown, varios."""
        self._callar(parrafo, piezas, ambito)
        if (bloques := self._en_bloques(parrafo, piezas, ambito)) is not None:
            return bloques
        for pieza in piezas:
            if pieza.tag == INSTRUCCION:
                poner_texto(pieza, self._campo(pieza.text or "", ambito))
            elif "{{" in (pieza.text or ""):
                self._pieza(pieza, ambito)
        return [parrafo]

    def _callar(self, parrafo: Elemento, piezas: Sequence[Elemento], ambito: Ambito) -> None:
        """Quita de un párrafo lo que sus ``si`` callan, que no se llena."""
        if any(_trae_instruccion(pieza.text) for pieza in piezas):
            _quitar_lo_callado(parrafo, partial(self._es_cierto, ambito=_sin_anotar(ambito)))

    def _pieza(self, pieza: Elemento, ambito: Ambito) -> None:
        """Llena los huecos de un ``w:t``, que se parte en varios si no dan un solo texto."""
        tramos = [*self._tramos(pieza.text or "", ambito)]
        if es_llano(tramos):
            poner_texto(pieza, "".join(map(str, tramos)))
        else:
            poner_tramos(pieza, tramos, self._parte.relacionar)

    def _tramos(self, texto: str, ambito: Ambito) -> Iterator[Tramo | LimiteDeMarca]:
        """Un texto en tramos, con sus huecos llenos y los límites de sus marcas."""
        desde = 0
        for coincidencia in HUECO.finditer(texto):
            if coincidencia.start() > desde:
                yield texto[desde : coincidencia.start()]
            hueco = leer_hueco(coincidencia[0])
            # Un encabezado sale en cada página, y se lee como se ve.
            es_del_cuerpo = self._parte.plano is self._mirado.principal
            marca = (
                self.marcas.nombre_de(hueco, ambito.lugar, ambito.objetos) if es_del_cuerpo else ""
            )
            if marca:
                yield LimiteDeMarca(marca, empieza=True)
            yield from self._valor(hueco, ambito)
            if marca:
                yield LimiteDeMarca(marca, empieza=False)
            desde = coincidencia.end()
        if texto[desde:]:
            yield texto[desde:]

    def _valor(self, hueco: Hueco, ambito: Ambito) -> Iterator[Tramo]:
        """El texto de un hueco con sus enlaces, o el número de una página."""
        if _es_markdown(hueco):
            renglones = self._bloques_en_tramos(hueco, ambito)
            for numero, (tramos, _) in enumerate(renglones):
                yield from ["\n"] if numero else []
                yield from tramos
            return
        contenido = self._con_calculos(hueco, ambito).con_campos(hueco.plantilla)
        if isinstance(contenido, str):
            # En un encabezado o un pie, una dirección va como texto.
            es_del_cuerpo = self._parte.plano is self._mirado.principal
            yield from tramos_con_enlaces(contenido) if es_del_cuerpo else (contenido,)
        else:
            yield from (t for t in contenido if isinstance(t, str | CampoCalculado))

    def _con_calculos(self, hueco: Hueco, ambito: Ambito) -> RedaccionDePlantilla:
        """La redacción, con las cuentas del hueco y con los datos que son varios textos."""
        cuentas = {c.nombre: self._calculado(c, ambito) for c in hueco.calculos}
        con_renglones: dict[str, Any] = {}
        for camino in hueco.caminos:
            raiz, _, resto = camino.partition(".")
            if es_de_varios(camino) and (dueno := ambito.objetos.get(raiz)) is not None:
                con_renglones[raiz] = _ConRenglones(dueno, resto)
                ambito.redaccion.anotar(camino, dueno)
        redaccion = ambito.redaccion.con_cuentas(cuentas)
        return redaccion.con(**con_renglones) if con_renglones else redaccion

    def propiedad(self, texto: str, redaccion: RedaccionDePlantilla) -> str:
        """El texto lleno de una propiedad del archivo, que va fuera de las páginas."""
        return self._llano(texto, Ambito(redaccion.sin_mostrar()))

    def _es_cierto(self, hueco: Hueco, ambito: Ambito) -> bool:
        """Si lo que un ``si`` pregunta es cierto."""
        return bool(self._con_calculos(hueco, ambito)(hueco.plantilla))

    def _llano(self, texto: str, ambito: Ambito) -> str:
        """Un texto con sus huecos, donde no hay letra ni enlaces."""
        return HUECO.sub(
            lambda hueco: solo_texto(tuple(self._valor(leer_hueco(hueco[0]), ambito))), texto
        )

    def _campo(self, instruccion: str, ambito: Ambito) -> str:
        """La instrucción llena de un campo; una dirección que no es de la web queda en blanco."""
        if "{{" not in instruccion:
            return instruccion
        # Una comilla del dato cerraría la dirección, y lo que siga sería del campo.
        resultado = HUECO.sub(
            lambda hueco: self._llano(hueco[0], ambito).translate(_EN_UN_CAMPO), instruccion
        )
        direccion = direccion_de_campo(resultado)
        if not direccion or "{{" not in direccion_de_campo(instruccion):
            return resultado
        return resultado.replace(direccion, _direccion(direccion) or "", 1)

    # -------------------------------------------------------------- textos de varios párrafos

    def _en_bloques(
        self, parrafo: Elemento, piezas: Sequence[Elemento], ambito: Ambito
    ) -> list[Elemento] | None:
        """Un párrafo por bloque del texto, si el párrafo es sólo un hueco en Markdown."""
        con_texto = [pieza for pieza in piezas if (pieza.text or "").strip()]
        if len(con_texto) != 1 or (parrafo.getparent() is None and parrafo.tag != P):
            return None
        texto = (con_texto[0].text or "").strip()
        if not HUECO.fullmatch(texto) or not _es_markdown(hueco := leer_hueco(texto)):
            return None
        renglones = self._bloques_en_tramos(hueco, ambito)
        copias = []
        for numero, (tramos, sangria) in enumerate(renglones):
            copia = deepcopy(parrafo) if numero < len(renglones) - 1 else parrafo
            pieza = next(
                una for una in propios(copia) if una.tag == T and (una.text or "").strip() == texto
            )
            poner_tramos(pieza, tramos, self._parte.relacionar)
            sangrar(copia, sangria)
            copias.append(copia)
        for copia in copias[1:]:  # un dibujo es del primero
            for dibujo in [*propios(copia, NO_SON_TEXTO)]:
                if dibujo.tag in NO_SON_TEXTO:
                    dibujo.getparent().remove(dibujo)
        return copias or [_en_blanco(parrafo, con_texto[0])]

    def _bloques_en_tramos(self, hueco: Hueco, ambito: Ambito) -> list[tuple[list[Tramo], int]]:
        texto = self._con_calculos(hueco, ambito).en_markdown(hueco.plantilla)
        return [([*_tramos_de_bloque(bloque)], bloque.nivel) for bloque in leer_markdown(texto)]

    # -------------------------------------------------------------- alrededor del texto

    def _alrededor(self, copia: Elemento, ambito: Ambito) -> None:
        """Llena los textos alternativos, las direcciones de enlaces y las notas de una copia."""
        for elemento in [*copia.iter(*CON_TEXTO, *_NOTAS)]:
            if elemento.tag in _NOTAS:
                self._nota(elemento, _NOTAS[elemento.tag], ambito)
                continue
            for nombre in EN_ATRIBUTOS.get(elemento.tag, ()):
                if "{{" in (valor := elemento.get(nombre, "")):
                    elemento.set(nombre, self._llano(valor, ambito))
            if "{{" in (instruccion := de_un_campo(elemento)):
                elemento.set(INSTRUCCION_DE_CAMPO, self._campo(instruccion, ambito))
            if "{{" in (direccion := direccion_escrita(elemento, self._parte.enlaces)):
                self._enlace(elemento, _direccion(self._llano(direccion, ambito)))

    def _enlace(self, elemento: Elemento, direccion: str | None) -> None:
        """Da a un enlace su dirección, que podía ser un hueco."""
        if HREF in elemento.attrib:
            elemento.set(HREF, direccion or "")
        elif direccion is not None:
            elemento.set(f"{R}id", self._parte.relacionar(direccion))
        else:  # sin a dónde ir queda su texto
            for hijo in [*elemento] if elemento.tag == ENLACE else ():
                elemento.addprevious(hijo)
            elemento.getparent().remove(elemento)

    def _nota(self, llamada: Elemento, clase: str, ambito: Ambito) -> None:
        """Llena la nota que una llamada nombra; la que se repite es otra, con otro número."""
        clave = llamada.get(f"{W}id", "")
        parte = self._mirado.notas.get(clase)
        plano = self._mirado.planos.get(parte or "")
        if parte is None or plano is None:
            return
        nota = next((n for n in plano.raiz if n.get(f"{W}id") == clave), None)
        if nota is None:
            return
        parte_de_antes, estructura_de_antes = self._parte, self._estructura
        self._pasar_a_parte(parte)
        copias = self._copia(nota, ambito)
        self._parte, self._estructura = parte_de_antes, estructura_de_antes
        if (clase, clave) in self._vistas:
            clave = str(self._numeros.de_nota(clase, plano.raiz))
        self._vistas.add((clase, clave))
        llamada.set(f"{W}id", clave)
        for copia in copias:
            copia.set(f"{W}id", clave)
        self._notas[clase] += copias

    # -------------------------------------------------------------- cuentas

    def _calculado(self, calculo: Calculo, ambito: Ambito) -> NumeroCalculado | None:
        """Una cuenta sobre los objetos del ámbito; lo que no es un número se anota."""
        raiz, _, campo = calculo.dato.partition(".")
        vueltas = self.vueltas(raiz, "", ambito) or []
        if not campo:
            return NumeroCalculado(len(vueltas))
        crudos = [_valor_por_camino(vuelta.objetos[raiz], campo) for vuelta in vueltas]
        for vuelta in vueltas:
            ambito.redaccion.anotar(calculo.dato, vuelta.objetos[raiz])
        resultado, sin_numero = cuenta_de(calculo.operacion, crudos)
        if sin_numero:
            ambito.redaccion.mostrado.fuera_del_total[calculo.dato] += sin_numero
        return None if resultado is None else NumeroCalculado(resultado)


def _son_demasiados(raiz: str, vueltas: int) -> Falla:
    """La falla de un «repite» que no cabe en Word; ``vueltas``: los objetos que recorre."""
    motivo = (
        f"lo que se repite da más de {con_miles(_REPETIDOS)} filas y párrafos, y Word no los"
        f" muestra: revise qué va dentro de lo que se repite por cada {raiz!r}, que son"
        f" {con_miles(vueltas)}"
    )
    return Falla("formato_incoherente", "cuerpo", motivo)


class _ConRenglones:
    """Un objeto igual a otro, salvo que un campo de varios textos da un renglón por texto."""

    def __init__(self, dueno: Any, campo: str) -> None:
        self._dueno, self._campo = dueno, campo

    def __getattr__(self, nombre: str) -> Any:
        valor = getattr(self._dueno, nombre)
        if nombre == self._campo and isinstance(valor, tuple):
            return "\n".join(map(como_texto, valor))
        return valor


def _valor_por_camino(objeto: Any, campo: str) -> Any:
    """El valor de un dato de un objeto, por su camino: ``inherente.zona``."""
    for paso in campo.split("."):
        if objeto is None or objeto is AUSENTE:
            return None
        objeto = objeto.get(paso) if isinstance(objeto, Mapping) else getattr(objeto, paso, None)
    return objeto


def _sin_anotar(ambito: Ambito) -> Ambito:
    """El mismo ámbito, para lo que se pregunta y no se ve."""
    return attrs.evolve(ambito, redaccion=ambito.redaccion.sin_mostrar())


def _es_markdown(hueco: Hueco) -> bool:
    """Si lo que dice el hueco lo escribió alguien en Markdown."""
    return any(camino.partition(".")[0] in _EN_MARKDOWN for camino in hueco.caminos)


def _tramos_de_bloque(bloque: BloqueDeTexto) -> Iterator[Tramo]:
    """Los tramos que un hueco escribe de un párrafo de Markdown."""
    if bloque.marca:
        yield f"{bloque.marca} "
    for trozo in bloque.trozos:
        # Un párrafo de las cifras puede remitir a otra parte, que aquí no se numera.
        texto = sin_remisiones(trozo.texto)
        if trozo.negrita or trozo.cursiva:
            yield Enfasis(texto, trozo.negrita, trozo.cursiva)
        else:
            yield from tramos_con_enlaces(texto)


def _en_blanco(parrafo: Elemento, pieza: Elemento) -> Elemento:
    poner_texto(pieza, "")
    return parrafo


_CORREO = "mailto:"


def _direccion(direccion: str) -> str | None:
    """La dirección de un enlace, si lleva a la web o a un correo."""
    direccion = direccion.strip()
    if direccion.lower().startswith(_CORREO):
        buzon = direccion[len(_CORREO) :]
        sano = buzon.count("@") == 1 and not any(letra in buzon for letra in ' \t\n"<>?&%')
        return f"{_CORREO}{buzon}" if sano else None
    return direccion_de(direccion) if direccion else None


# ------------------------------------------------------------------ los elementos


def _vacio_igual(elemento: Elemento) -> Elemento:
    """Un elemento igual, sin hijos ni texto."""
    return elemento.makeelement(elemento.tag, dict(elemento.attrib), elemento.nsmap)


def _piezas_de_texto(parrafo: Elemento) -> Iterator[Elemento]:
    return (pieza for pieza in propios(parrafo) if pieza.tag in {T, INSTRUCCION})


def _quitar_lo_callado(parrafo: Elemento, es_cierto: Callable[[Hueco], bool]) -> None:
    """Quita de un párrafo lo que un ``si`` suyo calla, y las instrucciones."""
    abiertos: list[bool] = []
    for pieza in [*propios(parrafo, NO_SON_TEXTO)]:
        if pieza.tag not in {T, INSTRUCCION}:  # un salto, un tabulador, un dibujo
            if not all(abiertos):
                pieza.getparent().remove(pieza)
            continue
        queda, desde, texto = "", 0, pieza.text or ""
        for coincidencia in HUECO.finditer(texto):
            hueco = leer_hueco(coincidencia[0])
            queda += texto[desde : coincidencia.start()] if all(abiertos) else ""
            if hueco.orden == "si":
                abiertos.append(all(abiertos) and es_cierto(hueco))
            elif hueco.orden == "fin":
                abiertos[-1:] = []
            elif all(abiertos):
                queda += coincidencia[0]
            desde = coincidencia.end()
        poner_texto(pieza, queda + (texto[desde:] if all(abiertos) else ""))


def _trae_instruccion(texto: str | None) -> bool:
    trae_huecos = texto is not None and "{{" in texto
    return trae_huecos and any(leer_hueco(hueco[0]).orden for hueco in HUECO.finditer(texto or ""))


_PIDEN_PARRAFO = {
    *(_CELDA, f"{W}hdr", f"{W}ftr", f"{W}txbxContent", f"{W}footnote", f"{W}endnote"),
    f"{W}comment",
}


def _con_parrafos_debidos(contenedor: Elemento) -> Elemento:
    """El contenedor con los párrafos que Word pide: entre dos tablas y al final de una celda."""
    for tabla in contenedor.findall(_TABLA):
        siguiente = tabla.getnext()
        if siguiente is None or siguiente.tag in {_TABLA, f"{W}sectPr"}:
            tabla.addnext(contenedor.makeelement(P))
    if contenedor.tag in _PIDEN_PARRAFO and not any(
        hijo.tag in {P, _TABLA, _PUESTO} for hijo in contenedor
    ):
        contenedor.append(contenedor.makeelement(P))
    if contenedor.tag == _CELDA and contenedor[-1].tag != P:
        contenedor.append(contenedor.makeelement(P))
    return contenedor


def _con_sus_ancestros(nodos: Iterable[Elemento]) -> set[Elemento]:
    """Los elementos que llevan adentro algo que se repite, o depende de un dato."""
    return {e for elemento in nodos for e in (elemento, *elemento.iterancestors())}
