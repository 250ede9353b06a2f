"""El texto de un párrafo de Word, como se lee en la página."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.opc.rasgos import (
    EstiloDelWord,
    EstilosDelWord,
    altura_de,
    contenidos,
    cuadros,
    letra_de_dibujos,
    modo,
    muestra_su_indicacion,
    negrita_de,
)
from paac_reportes.opc.simbolos import (
    ABAJO,
    ARRIBA,
    SIGNOS_POR_LETRA,
    a_su_altura,
    de_un_signo,
    en_signos,
    es_de_altura,
    es_de_dibujos,
    lleva_dibujos,
    signo_de,
)
from paac_reportes.opc.visto import EnlaceExterno, direccion_de_campo, enlace
from paac_reportes.opc.xml import (
    MC,
    Apuntes,
    Elemento,
    R,
    W,
    de_una_imagen,
    en_corto,
    encendido,
    entero,
    hijo,
)

# ------------------------------------------------------------------ las ecuaciones


_FORMAS = {
    "f": "({num}){signo}({den})",
    "sSup": "{e}{sup}",
    "sSub": "{e}{sub}",
    "sSubSup": "{e}{sub}{sup}",
    "sPre": "{sub}{sup}{e}",
    "rad": "{deg}√({e})",
    "nary": "{signo}{sub}{sup}({e})",
    "func": "{fName}({e})",
    "limLow": "{e}_({lim})",
    "limUpp": "{e}^({lim})",
    **dict.fromkeys(("acc", "bar", "groupChr"), "{e}{signo}"),
}
"""Cómo se escribe cada construcción, con los nombres que Office da a sus partes."""
_SEPARADAS = {"oMathPara": "; ", "eqArr": "; ", "m": "; ", "mr": ", "}
"""Separador de las partes iguales de una fórmula, por la etiqueta que las contiene."""
_SIGNOS = {"f": "/", "nary": "∫", "acc": "\u0302", "bar": "\u0305", "groupChr": "\u23df"}
"""El signo de una construcción que no dice el suyo."""


def ecuacion(elemento: Elemento) -> str:
    """El texto de una ecuación de Word, o de un pedazo de ella."""
    clase = _nombre(elemento)
    if clase == "t":
        return elemento.text or ""
    propiedades = dict[str, str]()
    partes = list[tuple[str, str]]()
    for nodo in elemento:
        nombre = _nombre(nodo)
        if nombre == f"{clase}Pr":
            propiedades = {_nombre(p): next(iter(p.attrib.values()), "") for p in nodo}
        elif nombre not in ("rPr", "ctrlPr", "del", "moveFrom"):
            partes.append((nombre, ecuacion(nodo)))
    if clase == "d":
        entre = propiedades.get("sepChr", "|").join(texto for _, texto in partes)
        return propiedades.get("begChr", "(") + entre + propiedades.get("endChr", ")")
    if clase not in _FORMAS:
        return _SEPARADAS.get(clase, "").join(texto for _, texto in partes)
    signo = propiedades.get("chr", _SIGNOS.get(clase, ""))
    piezas = defaultdict(str, partes, signo="¦" if propiedades.get("type") == "noBar" else signo)
    for nombre, altura in (("sup", ARRIBA), ("sub", ABAJO), ("deg", ARRIBA)):
        piezas[nombre] = _a_un_lado(piezas[nombre], altura)
    return _FORMAS[clase].format_map(piezas)


def _nombre(elemento: Elemento) -> str:
    """Nombre de un elemento, sin su espacio."""
    nombre: str = elemento.tag.rpartition("}")[2]
    return nombre


def _a_un_lado(texto: str, altura: str) -> str:
    """Exponente o subíndice: ``²`` o, si no todo se escribe en pequeño, ``^(n+1)``."""
    if not texto or es_de_altura(texto):
        return a_su_altura(texto, altura)
    return f"{'^' if altura == ARRIBA else '_'}({texto})"


# ------------------------------------------------------------------ los campos viejos


def de_formulario(marca: Elemento) -> str:
    """Texto de un campo de formulario viejo: ``☒``, ``☐`` o lo elegido, si no lo que traía."""
    casilla = marca.find(f"{W}ffData/{W}checkBox")
    if casilla is not None:
        marcada = casilla.find(f"{W}checked")
        marcada = casilla.find(f"{W}default") if marcada is None else marcada
        return "☒" if encendido(marcada, f"{W}val") else "☐"
    lista = marca.find(f"{W}ffData/{W}ddList")
    if lista is None:
        return ""
    elegida = lista.find(f"{W}result")
    elegida = lista.find(f"{W}default") if elegida is None else elegida
    orden = 0 if elegida is None else entero(elegida.get(f"{W}val"))
    opciones = [opcion.get(f"{W}val", "") for opcion in lista.iterfind(f"{W}listEntry")]
    return opciones[orden] if 0 <= orden < len(opciones) else ""


_VAL = f"{W}val"

# ------------------------------------------------------------------ numeracion
# La numeración automática: el ``1.1`` que Word escribe solo y que no está en el texto.

_NIVELES = 9
_SIN_LISTA = "0"
"""Número de lista con que un párrafo se sale de la lista de su estilo."""
_LARGO_DE_NIVEL = 100
_ROMANOS = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ALFABETO = "abcdefghijklmnopqrstuvwxyz"
_ROMANO_MAXIMO = 3999
_DE_DIBUJOS, _PRIMER_PAR = range(0xF000, 0xF100), 0xD800
"""Los números de las letras de dibujos, y desde dónde una letra son dos números."""


@clases.frozen
class _Nivel:
    forma: str = "decimal"
    texto: str = ""
    """``%1.%2``: los contadores de los niveles y lo que va entre ellos."""
    desde: int = 1


@clases.frozen
class Numerado:
    """Número que Word escribe delante de un párrafo de una lista."""

    nivel: int
    """Desde 0."""
    forma: str
    """``decimal``, ``lowerRoman``…; ``bullet`` si es una viñeta, y ``none`` si no se ve."""
    texto: str
    """``1.1``, o el signo de la viñeta."""

    @property
    def es_numero(self) -> bool:
        """Si el párrafo lleva un número, y no una viñeta."""
        return self.forma not in ("bullet", "none")


class Numeracion:
    """Los contadores de un documento, que avanzan con cada párrafo numerado."""

    def __init__(self, raiz: Elemento | None) -> None:
        self._listas: dict[str, str] = {}
        """Definición de cada lista, que comparte con otras: todas las que la comparten cuentan
        juntas."""
        self._niveles: dict[str, dict[int, _Nivel]] = {}
        """Niveles de cada lista: los de su definición, y los que ella cambia."""
        self._contadores: dict[str, list[int | None]] = {}
        self._reinicios: dict[str, dict[int, int]] = {}
        """Niveles que vuelven a contar cuando empieza una lista, y desde qué número, por la
        lista."""
        if raiz is None:
            return
        definiciones = {
            definicion_comun.get(f"{W}abstractNumId", ""): dict(_niveles_en(definicion_comun))
            for definicion_comun in raiz.iterfind(f"{W}abstractNum")
        }
        for lista in raiz.iterfind(f"{W}num"):
            referencia = hijo(lista, f"{W}abstractNumId")
            clave = lista.get(f"{W}numId", "")
            definicion = self._listas[clave] = (
                "" if referencia is None else referencia.get(_VAL, "")
            )
            self._niveles[clave] = dict(definiciones.get(definicion, {}))
            for cambio in lista.iterfind(f"{W}lvlOverride"):
                self._niveles[clave].update(_niveles_en(cambio))
            self._reinicios[clave] = dict(_reinicios(lista))

    @property
    def estado(self) -> str:
        """Estado de cada lista: por dónde va."""
        return f"{self._contadores}{self._reinicios}"

    def siguiente(self, propiedad: Elemento) -> Numerado | None:
        """Número que toca a un párrafo con esa ``numPr``; ``None`` si no está en una lista."""
        lista, nivel = hijo(propiedad, f"{W}numId"), hijo(propiedad, f"{W}ilvl")
        clave = "" if lista is None else lista.get(_VAL, "")
        definicion = self._listas.get(clave)
        if definicion is None or clave == _SIN_LISTA:
            return None
        contadores = self._contadores.setdefault(definicion, [None] * _NIVELES)
        for hondura, desde in self._reinicios.pop(clave, {}).items():
            contadores[hondura] = desde - 1
        hondura = entero(None if nivel is None else nivel.get(_VAL))
        niveles = self._niveles[clave]
        if not 0 <= hondura < _NIVELES or hondura not in niveles:
            return None
        anterior = contadores[hondura]
        contadores[hondura] = niveles[hondura].desde if anterior is None else anterior + 1
        contadores[hondura + 1 :] = [None] * (_NIVELES - hondura - 1)
        return Numerado(
            hondura, niveles[hondura].forma, _texto_del_nivel(niveles, contadores, hondura)
        )


def _texto_del_nivel(
    niveles: Mapping[int, _Nivel], contadores: Sequence[int | None], hondura: int
) -> str:
    """El número escrito de un nivel de lista, ``2.1.``, con los de los niveles de encima.

    ``contadores``: por cuál va cada uno; ``hondura``: el nivel, desde 0.
    """
    texto = niveles[hondura].texto
    for de_encima in range(hondura, -1, -1):
        definicion = niveles.get(de_encima, _Nivel())
        numero = contadores[de_encima]
        cifras = _numero_escrito(definicion.desde if numero is None else numero, definicion.forma)
        texto = texto.replace(f"%{de_encima + 1}", cifras)
    return texto


def _reinicios(lista: Elemento) -> Iterator[tuple[int, int]]:
    """Niveles que una lista vuelve a contar, y desde qué número."""
    for cambio in lista.iterfind(f"{W}lvlOverride"):
        hondura = entero(cambio.get(f"{W}ilvl"), -1)
        desde = hijo(cambio, f"{W}startOverride")
        if desde is not None and 0 <= hondura < _NIVELES:
            yield hondura, entero(desde.get(_VAL), 1)


def _niveles_en(definicion: Elemento) -> Iterator[tuple[int, _Nivel]]:
    """Niveles que una definición de lista da, por su hondura desde 0."""
    for elemento in definicion.iterfind(f"{W}lvl"):
        forma, texto, desde = (
            "" if (propiedad := hijo(elemento, f"{W}{nombre}")) is None else propiedad.get(_VAL, "")
            for nombre in ("numFmt", "lvlText", "start")
        )
        nivel = _Nivel(forma or "decimal", texto[:_LARGO_DE_NIVEL], entero(desde, 1))
        yield entero(elemento.get(f"{W}ilvl"), -1), nivel


def _numero_escrito(numero: int, forma: str) -> str:
    """Número en la forma de una lista: ``3``, ``03``, ``c`` o ``iii``."""
    if forma == "decimalZero":
        return f"{numero:02d}"
    if forma in ("lowerLetter", "upperLetter") and numero > 0:
        veces, letra = divmod(numero - 1, len(_ALFABETO))
        letras = _ALFABETO[letra] * min(veces + 1, 10)
        return letras.upper() if forma == "upperLetter" else letras
    if forma in ("lowerRoman", "upperRoman") and 0 < numero <= _ROMANO_MAXIMO:
        return _romano(numero).upper() if forma == "upperRoman" else _romano(numero)
    return str(numero)


def _romano(numero: int) -> str:
    """Número en romanos y mayúsculas: 4 es ``IV``."""
    letras = ""
    for valor, signo in _ROMANOS:
        veces, numero = divmod(numero, valor)
        letras += signo * veces
    return letras


# ------------------------------------------------------------------ parrafos

_TEXTO = f"{W}t"
_TRAMO = f"{W}r"
_SALTO = f"{W}br"
_PROPIEDADES = f"{W}rPr"
_DEL_PARRAFO = f"{W}pPr"
_ESTILO = f"{W}pStyle"
_NUMERO = f"{W}numPr"
_TACHAN = (f"{W}strike", f"{W}dstrike")
_ALTERNATIVA = f"{MC}AlternateContent"
_PARRAFO = f"{W}p"
_TABLA = f"{W}tbl"
_TEXTOS_FIJOS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
"""Textos que se escriben con un elemento y no con letras."""
_SIN_ANCHO = "\u200b"
"""Letra que no se ve ni ocupa lugar."""
_ENVOLTURAS = frozenset(f"{W}{nombre}" for nombre in ("smartTag", "customXml", "dir", "bdo"))
_INSERTADO = frozenset({f"{W}ins", f"{W}moveTo"})
_BORRADO = frozenset({f"{W}del", f"{W}moveFrom"})
_CON_CUADRO = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_CAMPOS_DE_PAGINA = frozenset({"NUMPAGES", "PAGE", "PAGEREF", "SECTIONPAGES"})
_CAMPOS_SIN_TEXTO = _CAMPOS_DE_PAGINA | frozenset(
    {
        *("ADDIN", "ADVANCE", "ASK", "FILLIN", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT"),
        *("HYPERLINK", "IF", "INDEX", "NEXT", "NEXTIF", "PRIVATE", "RD", "SET", "SKIPIF"),
        *("TA", "TC", "TOC", "XE"),
    }
)
"""Campos que sin resultado pueden mostrar lo que deben: nada, o lo que pone el programa."""
_DIBUJAN = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
"""Una imagen, un gráfico, un esquema y una imagen de las de antes."""
REMITEN = tuple(f"{W}{nombre}Reference" for nombre in ("comment", "footnote", "endnote"))


@attrs.define
class _CampoDeWord:
    """Un campo de Word a medio leer."""

    en_instruccion: bool = True
    """Si aún va por lo que pide, que no se ve."""
    instruccion: str = ""
    direccion: str = ""
    """Dirección a que lleva lo que sigue, si es un enlace."""
    desde: int = 0
    """El trozo del párrafo en que empieza lo que se ve de él."""
    de_formulario: str = ""
    """Texto que muestra, si es una casilla o una lista de las que Word traía antes."""
    muestra: bool = False
    """Si guarda lo que se ve de él."""


class LectorDeParrafos:
    """Quien los lee: sabe qué campos vienen abiertos de los de antes y qué conviene decir."""

    def __init__(self, estilos: EstilosDelWord, numeracion: Numeracion, apuntes: Apuntes) -> None:
        self._estilos = estilos
        self._numeracion = numeracion
        self._apuntes = apuntes
        self._campos: list[_CampoDeWord] = []
        """Campos abiertos y sin cerrar, de afuera hacia adentro."""
        self.direcciones: Mapping[str, str] = {}
        """Direcciones a que llevan las relaciones externas de la parte que se lee, por su clave."""
        self._enlaces: list[EnlaceExterno] = []
        self._tachado: set[bool] = set()
        """Respuestas a si van tachados los textos leídos desde la última vez."""
        self.en_lugar_de_paginas: Mapping[str, str] | None = None
        """Texto que va en lugar del número de página, que pone el programa que guarda, por el
        campo."""
        self.en_el_cuerpo = True
        """Si no es un membrete, del que no se dice qué trae que no se lea."""
        self.lugar_sin_resultado: Callable[[], str] | None = None
        """El último de un campo que no guarda lo que muestra."""
        self.lee_cuadros = False
        """Si las tablas de los cuadros de texto las lee alguien más."""
        self.aparte: Mapping[tuple[str, str], str] = {}
        """Qué se dice de cada comentario y nota al pie, por lo que remite a él."""
        self._trozos: list[str] = []
        self._con_salto = False
        """Si el párrafo pasa a otra página o columna, que entre dos palabras es un renglón."""
        self._corriente = _aspecto_de(estilos.de(None))
        self._del_parrafo = self._corriente
        """Si un párrafo va en negrita, en qué letra de dibujos y a qué altura del renglón."""
        self._negrita = True
        self._numero: Elemento | None = None
        self.numero = ""
        """Número que Word le pone al último párrafo leído."""
        self.lugar: Callable[[], str] = str
        """Dónde va, para los avisos: se escribe sólo si hace falta."""
        self._lectores: dict[str, Callable[[Elemento], None]] = {
            _TRAMO: self._tramo,
            _DEL_PARRAFO: self._propiedades,
            _ALTERNATIVA: self._alternativa,
            f"{W}sdt": self._control,
            f"{W}ruby": self._con_guia,
            f"{W}hyperlink": self._enlazado,
            f"{W}fldSimple": self._campo_simple,
            f"{W}fldChar": self._campo,
            f"{W}instrText": self._instruccion,
            **dict.fromkeys(REMITEN, self._remitido),
            **dict.fromkeys(_ENVOLTURAS, self._recorrer),
            **dict.fromkeys(_INSERTADO, self._insertado),
            **dict.fromkeys(_BORRADO, self._borrado),
        }

    def leer(self, parrafo: Elemento) -> tuple[str, bool]:
        """El texto de un párrafo, y si todo él va en negrita.

        Los enlaces y los tachados quedan por tomar.
        """
        trozos = self._trozos = []
        self._del_parrafo, self._numero = self._corriente, None
        self._negrita, self._con_salto = True, False
        self._recorrer(parrafo)
        for campo in self._campos:  # el enlace que sigue en otro párrafo
            self._cerrar_enlace(campo)
            campo.desde = 0
        self.numero = self._numero_del_parrafo()
        texto = "".join(trozos)
        if _SIN_ANCHO in texto:  # la que cierra los blancos que se pintan para una barra
            blancos = texto.replace(_SIN_ANCHO, "")
            texto = texto.replace(f"\xa0{_SIN_ANCHO}", "\xa0") if blancos.strip() else blancos
        return texto.strip("\n") if self._con_salto else texto, self._negrita and bool(trozos)

    def _numero_del_parrafo(self) -> str:
        numerado = None if self._numero is None else self._numeracion.siguiente(self._numero)
        return numerado.texto if numerado is not None and numerado.es_numero else ""

    def leer_numerado(self, parrafo: Elemento) -> tuple[str, bool]:
        """Texto de un párrafo con el número que Word le pone, que suele ser el de la actividad."""
        texto, negrita = self.leer(parrafo)
        if not self.numero:
            return texto, negrita
        return f"{self.numero} {texto}".rstrip(), negrita

    def tomar_enlaces(self) -> tuple[EnlaceExterno, ...]:
        """Enlaces de lo leído desde la última vez que se tomaron."""
        enlaces, self._enlaces = tuple(self._enlaces), []
        return enlaces

    def tomar_tachado(self) -> bool | None:
        """Si lo leído desde la última vez va tachado; ``None`` si sólo una parte."""
        tachados, self._tachado = self._tachado, set()
        return None if len(tachados) > 1 else True in tachados

    def apartar_celda(self) -> tuple[Callable[[], str], list[EnlaceExterno], set[bool]]:
        """Lo leído de una celda, que se aparta mientras se lee una tabla de adentro.

        Su lugar, sus enlaces y si va tachada; vuelve con ``seguir_en``.
        """
        leido = self.lugar, self._enlaces, self._tachado
        self._enlaces, self._tachado = [], set()
        return leido

    def seguir_en(self, leido: tuple[Callable[[], str], list[EnlaceExterno], set[bool]]) -> None:
        """Vuelve a la celda que se estaba leyendo."""
        self.lugar, self._enlaces, self._tachado = leido

    @property
    def estado(self) -> str | None:
        """Estado de las listas, por dónde van; ``None`` si viene abierto un campo."""
        return None if self._campos else self._numeracion.estado

    def apartar_campos(self) -> list[_CampoDeWord]:
        """Campos que siguen abiertos y una celda no continúa: se devuelven con ``seguir``."""
        self._mostrar()
        campos, self._campos = self._campos, []
        return campos

    def seguir(self, campos: list[_CampoDeWord]) -> None:
        """Vuelve a los campos que estaban abiertos antes de la celda."""
        self._campos = campos

    def _recorrer(self, elemento: Elemento) -> None:
        """Lee cada elemento de adentro según su clase; el de otra se mira por si es una fórmula."""
        lectores = self._lectores
        for nodo in elemento:
            clase = nodo.tag
            if clase == _TRAMO:
                self._tramo(nodo)
            else:
                lectores.get(clase, self._formula)(nodo)

    def _propiedades(self, propiedades: Elemento) -> None:
        """Toma de las propiedades de un párrafo su estilo y su número."""
        for propiedad in propiedades:
            if propiedad.tag == _ESTILO:
                estilo = self._estilos.de(propiedad.get(_VAL))
                self._del_parrafo, self._numero = _aspecto_de(estilo), estilo.numeracion
            elif propiedad.tag == _NUMERO:
                self._numero = propiedad

    def _formula(self, elemento: Elemento) -> None:
        """Lee una ecuación en su renglón; lo demás que no es un tramo no lleva texto."""
        if elemento.tag.endswith(("}oMath", "}oMathPara")):
            self._poner(ecuacion(elemento))

    def _tramo(self, tramo: Elemento) -> None:
        """Lee un tramo: su texto, si va en negrita o tachado, en qué letra y a qué altura."""
        tachado = False
        negrita, letra, altura = self._del_parrafo
        for nodo in tramo:
            clase = nodo.tag
            if clase == _TEXTO:
                if nodo.text:
                    con_signos = letra or lleva_dibujos(nodo.text)
                    texto = self._en_signos(nodo.text, letra) if con_signos else nodo.text
                    if altura:
                        texto = a_su_altura(texto, altura)
                    self._poner(texto, negrita=negrita)
                    if not nodo.text.isspace():
                        self._tachado.add(tachado)
            elif clase == _PROPIEDADES:
                if encendido(nodo.find(f"{W}vanish"), _VAL):
                    self._escondido(tramo)
                    return
                tachado = any(encendido(nodo.find(marca), _VAL) for marca in _TACHAN)
                negrita, letra, altura = self._aspecto(nodo)
            else:
                self._dentro_del_tramo(nodo, clase)

    def _escondido(self, tramo: Elemento) -> None:
        """Apunta que un tramo trae un texto escondido, que no se lee."""
        if texto := "".join(t.text or "" for t in tramo.iterfind(_TEXTO)).strip():
            motivo = f"trae un texto escondido, que no se lee: «{en_corto(texto)}»"
            self._apuntes.anotar("texto_escondido", self.lugar(), motivo)

    def _aspecto(self, propiedades: Elemento) -> tuple[bool, str, str]:
        """Negrita, letra y altura de un tramo: las suyas, las de su estilo o las de su párrafo."""
        negrita, letra = negrita_de(propiedades), letra_de_dibujos(propiedades)
        altura = altura_de(propiedades)
        estilo = propiedades.find(f"{W}rStyle")
        if estilo is not None:
            del_estilo = self._estilos.de(estilo.get(_VAL))
            negrita = del_estilo.negrita if negrita is None else negrita
            letra = del_estilo.letra if letra is None else letra
            altura = del_estilo.altura if altura is None else altura
        negrita_del_parrafo, letra_del_parrafo, altura_del_parrafo = self._del_parrafo
        return (
            negrita_del_parrafo if negrita is None else negrita,
            letra_del_parrafo if letra is None else letra,
            altura_del_parrafo if altura is None else altura,
        )

    def _dentro_del_tramo(self, nodo: Elemento, clase: str) -> None:
        """Lee lo que en un tramo no es su texto: un salto, un signo o un cuadro.

        ``clase``: la etiqueta del elemento.
        """
        if clase in _TEXTOS_FIJOS:
            self._poner(_TEXTOS_FIJOS[clase])
        elif clase == _SALTO:
            self._con_salto |= nodo.get(f"{W}type", "textWrapping") != "textWrapping"
            self._poner("\n")
        elif clase == f"{W}sym":
            self._signo(nodo)
        elif clase in _CON_CUADRO:
            self._cuadro(nodo)
        elif clase in self._lectores and clase != _TRAMO:  # un tramo no lleva otro
            self._lectores[clase](nodo)

    def _en_signos(self, texto: str, letra: str) -> str:
        """El texto con los signos que se ven; apunta los que no se saben."""
        visibles, motivo = en_signos(texto, letra)
        if motivo:
            self._apuntes.anotar("contenido_aparte", self.lugar(), motivo)
        return visibles

    def _signo(self, elemento: Elemento) -> None:
        """Lee un signo dado por su número (``w:sym``): un dibujo de su letra, o el propio carácter.

        Del dibujo que no se conoce se anota un apunte, y no se lee nada.
        """
        try:
            numero = int(elemento.get(f"{W}char", ""), 16)
        except ValueError:
            return
        letra = elemento.get(f"{W}font", "")
        if es_de_dibujos(letra) or numero in _DE_DIBUJOS:
            signo = signo_de(numero, letra)
            if not signo:
                motivo = de_un_signo(chr(numero % SIGNOS_POR_LETRA), letra)
                self._apuntes.anotar("contenido_aparte", self.lugar(), motivo)
            self._poner(signo)
        elif 0 < numero < _PRIMER_PAR:
            self._poner(chr(numero))

    def _poner(self, texto: str, *, negrita: bool | None = None) -> None:
        """Agrega un texto a lo leído, salvo el de la instrucción de un campo, que no se ve.

        ``negrita``: si el texto va en negrita; con ``None`` no se sabe, y no cuenta. Uno sin
        negrita, y no en blanco, hace que el párrafo no esté todo en negrita.
        """
        if self._campos:
            if self._en_instruccion():
                return
            self._mostrar()
        if "\n" in texto and texto != "\n":
            texto = texto.replace("\n", " ")  # un salto dentro del XML no es un renglón
        self._trozos.append(texto)
        if negrita is False and texto.strip():
            self._negrita = False

    def _en_instruccion(self) -> bool:
        return any(campo.en_instruccion for campo in self._campos)

    def _mostrar(self) -> None:
        """Anota que los campos abiertos muestran algo."""
        for campo in self._campos:
            campo.muestra = True

    def _instruccion(self, instruccion: Elemento) -> None:
        if self._campos and self._campos[-1].en_instruccion:
            self._campos[-1].instruccion += instruccion.text or ""

    def _campo(self, marca: Elemento) -> None:
        """Abre, separa o cierra un campo de Word, y lee lo que muestra."""
        clase = marca.get(f"{W}fldCharType")
        if clase == "begin":
            self._campos.append(_CampoDeWord(de_formulario=de_formulario(marca)))
        elif self._campos and clase == "separate":
            campo = self._campos[-1]
            campo.en_instruccion = False
            campo.direccion = direccion_de_campo(campo.instruccion)
            campo.desde = len(self._trozos)
        elif self._campos and clase == "end":
            self._terminar(self._campos.pop())

    def _terminar(self, campo: _CampoDeWord) -> None:
        """Termina un campo: pone lo que muestra y no guarda, y anota su enlace."""
        if not campo.en_instruccion:
            self._quitar_pagina(campo.instruccion, campo.desde)
        # De una lista, Word no guarda aparte lo que muestra; otros programas sí.
        guardado = "" if campo.en_instruccion else "".join(self._trozos[campo.desde :])
        if campo.de_formulario and not guardado.strip():
            self._poner(campo.de_formulario)
        elif not campo.muestra:
            self._decir_sin_resultado(campo.instruccion)
        self._cerrar_enlace(campo)

    def _decir_sin_resultado(self, instruccion: str) -> None:
        """Apunta que un campo de Word no guarda su resultado, si se debía ver."""
        clase = instruccion.upper().split(maxsplit=1)[:1]
        se_ve = clase and _CAMPOS_SIN_TEXTO.isdisjoint(clase)
        if se_ve and self.en_el_cuerpo and not self._en_instruccion():
            self.lugar_sin_resultado = self.lugar
            motivo = (
                f"trae un campo de Word sin su resultado («{en_corto(instruccion)}»); ábralo en"
                " Word, actualícelo con F9 y guárdelo"
            )
            self._apuntes.anotar("formula_sin_resultado", self.lugar(), motivo)

    def _quitar_pagina(self, instruccion: str, desde: int) -> None:
        """Quita de lo leído, o cambia, el número de página que un campo da, si no se pidió leerlo.

        ``desde``: en qué trozo de lo leído empieza.
        """
        (clase,) = instruccion.split(maxsplit=1)[:1] or ("",)
        # LibreOffice mete en ese campo todo el renglón del contenido, que sí se lee.
        es_numero = clase in _CAMPOS_DE_PAGINA and "".join(self._trozos[desde:]).isdigit()
        if self.en_lugar_de_paginas is not None and es_numero:
            self._trozos[desde:] = filter(None, [self.en_lugar_de_paginas.get(clase)])

    def _cerrar_enlace(self, campo: _CampoDeWord) -> None:
        if campo.direccion:
            self._enlazar(enlace("".join(self._trozos[campo.desde :]), campo.direccion))

    def _enlazar(self, vinculo: EnlaceExterno | None) -> None:
        if vinculo is not None:
            self._enlaces.append(vinculo)

    def _enlazado(self, elemento: Elemento) -> None:
        """Lee un enlace y anota su texto con su dirección, con el ancla: ``https://…#parte``."""
        desde = len(self._trozos)
        self._recorrer(elemento)
        direccion = self.direcciones.get(elemento.get(f"{R}id", ""), "")
        ancla = elemento.get(f"{W}anchor", "")  # la del mismo documento no lleva a otro
        entera = f"{direccion}#{ancla}" if direccion and ancla else direccion
        self._enlazar(enlace("".join(self._trozos[desde:]), entera))

    def _campo_simple(self, elemento: Elemento) -> None:
        """Lee un campo de un solo elemento: el número de página se quita, el enlace se anota."""
        instruccion = elemento.get(f"{W}instr", "")
        campo = _CampoDeWord(en_instruccion=False, instruccion=instruccion)
        campo.direccion, campo.desde = direccion_de_campo(instruccion), len(self._trozos)
        abiertos = len(self._campos)
        self._campos.append(campo)
        self._recorrer(elemento)
        del self._campos[abiertos:]
        self._terminar(campo)

    def _alternativa(self, alternativa: Elemento) -> None:
        """Lee uno solo de los modos en que Word repite lo mismo."""
        version = modo(alternativa)
        if any(nodo.tag in self._lectores for nodo in version):
            self._recorrer(version)
        else:
            self._tramo(version)

    def _control(self, control: Elemento) -> None:
        """Lee un control de contenido; el que aún muestra su indicación está en blanco."""
        for contenido in () if muestra_su_indicacion(control) else contenidos(control):
            self._recorrer(contenido)

    def _con_guia(self, guia: Elemento) -> None:
        """Lee las letras de un texto con guía de lectura, sin la guía."""
        base = guia.find(f"{W}rubyBase")
        if base is not None:
            self._recorrer(base)

    def _insertado(self, elemento: Elemento) -> None:
        """Lee un texto insertado con control de cambios, y lo apunta."""
        self._apuntes.anotar(
            "cambios_sin_aceptar", self.lugar(), "trae texto insertado sin aceptar; se leyó"
        )
        self._recorrer(elemento)

    def _borrado(self, elemento: Elemento) -> None:
        """Apunta que hay un texto borrado con control de cambios, que no se lee."""
        if next(elemento.iter(f"{W}delText", _TEXTO), None) is not None:
            self._apuntes.anotar(
                "cambios_sin_aceptar", self.lugar(), "trae texto borrado sin aceptar; no se leyó"
            )

    def _cuadro(self, dibujo: Elemento) -> None:
        """Anota el cuadro de texto o la imagen de un dibujo, que no se leen."""
        self._mostrar()
        textos = filter(None, map(self._sin_leer, cuadros(dibujo)))
        if texto := " ".join(textos):
            con_tabla = not self.lee_cuadros and next(dibujo.iter(_TABLA), None) is not None
            cuadro = "un cuadro de texto con una tabla" if con_tabla else "un cuadro de texto"
            motivo = f"trae {cuadro}, que no se lee: «{en_corto(texto)}»"
            self._apuntes.anotar("contenido_aparte", self.lugar(), motivo)
        elif self.en_el_cuerpo and next(dibujo.iter(*_DIBUJAN), None) is not None:
            descripcion = next((p.get("descr", "") for p in dibujo.iter("{*}docPr")), "")
            self._apuntes.anotar("imagen_sin_leer", self.lugar(), de_una_imagen(descripcion))

    def _sin_leer(self, cuadro: Elemento) -> str:
        """Texto de un cuadro, párrafo por párrafo, menos el de las tablas que se leen aparte."""
        parrafos = (
            "".join(texto.text or "" for texto in parrafo.iter(_TEXTO)).strip()
            for parrafo in cuadro.iter(_PARRAFO)
            if not (self.lee_cuadros and _va_en_tabla(parrafo, cuadro))
        )
        return " ".join(filter(None, parrafos))

    def _remitido(self, remision: Elemento) -> None:
        """Anota un comentario o una nota al pie, que va en otra parte del archivo."""
        clave = remision.tag, remision.get(f"{W}id", "")
        if clave in self.aparte:
            self._apuntes.anotar("comentario_sin_leer", self.lugar(), self.aparte[clave])


def _aspecto_de(estilo: EstiloDelWord) -> tuple[bool, str, str]:
    """Negrita, letra de dibujos y altura que un estilo pone a su párrafo."""
    return bool(estilo.negrita), estilo.letra or "", estilo.altura or ""


def _va_en_tabla(parrafo: Elemento, cuadro: Elemento) -> bool:
    """Si un párrafo de un cuadro de texto va dentro de una tabla de él."""
    padre = parrafo.getparent()
    while padre is not cuadro and padre.tag != _TABLA:
        padre = padre.getparent()
    return bool(padre.tag == _TABLA)
