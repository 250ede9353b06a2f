"""Los huecos de los párrafos de una parte: lo que tienen mal y la señal que queda en su lugar.

Cada hueco queda entre corridas, con la letra de la suya, y lo que un ``si`` calla, entre dos
señales. De las señales sale el árbol de jinja2 que llena la parte (``textos.en_jinja``).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

import attrs

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.formatos.cuerpo.alrededor import HUECO_CRUDO, sueltos
from paac_reportes.formatos.cuerpo.huecos import (
    CORRIDA,
    ESPACIO,
    HUECO,
    NO_SON_TEXTO,
    Hueco,
    P,
    T,
    cerca,
    juntar,
    leer_hueco,
    partes_de,
    propios,
    texto_de_parrafo,
)
from paac_reportes.formatos.cuerpo.nombres import NombresDelFormato
from paac_reportes.opc.xml import Elemento, R, W, en_texto, instruccion
from paac_reportes.textos.en_jinja import RESERVADA, Paso, senal

_CUADRO, _LETRA, _PROPIEDADES, _SANGRIA = (
    f"{W}{cual}" for cual in ("txbxContent", "rPr", "pPr", "ind")
)
_Sitio = tuple[Elemento, int]
"""Elemento que lleva una corrida, y número de campos dentro de los que está."""
_Pregunta = tuple[Hueco, _Sitio]
"""Un ``si`` que espera su ``fin``, y dónde empezó."""
_DE_CAMPO = frozenset({f"{W}fldChar"})
_ABRE_UN_CAMPO = {"begin": 1, "end": -1}
_EN_ENLACE = (f"{W}hyperlink", f"{W}fldSimple")
NADA: frozenset[str] = frozenset()
_SIN_HUECO = Hueco("")
_TRAS_LA_SANGRIA = frozenset(
    f"{W}{propiedad}"
    for propiedad in (
        *("contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
        *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr"),
        "pPrChange",
    )
)


@clases.frozen(eq=False)
class EnSuLugar:
    """Un hueco donde va."""

    hueco: Hueco
    parte: str
    """La parte que lo lleva: ``word/header1.xml``."""
    letra: str = ""
    """Las propiedades de su corrida, en XML."""
    en_enlace: bool = False
    """Si está dentro de un enlace, donde no cabe otro."""


@attrs.define
class Pasos:
    """Los pasos y los huecos de todas las partes de un cuerpo."""

    pasos: list[Paso] = attrs.Factory(lambda: [Paso("fin")])
    huecos: list[EnSuLugar] = attrs.Factory(list)

    def agregar(self, paso: Paso) -> int:
        """El número de un paso nuevo."""
        self.pasos.append(paso)
        return len(self.pasos) - 1

    def numerar_hueco(self, en_su_lugar: EnSuLugar) -> tuple[int, Hueco]:
        """El número de un hueco, que se guarda, y el hueco."""
        self.huecos.append(en_su_lugar)
        return len(self.huecos) - 1, en_su_lugar.hueco


@clases.frozen(eq=False)
class ParteDelWord:
    """Una parte de un Word, con lo que de ella dicen otras."""

    nombre: str
    """``word/header1.xml``."""
    raiz: Elemento
    rotulo: str
    """Cómo la llama una persona: ``encabezado``."""
    clase: str = ""
    """``header``; vacía, la del texto del documento."""
    enlaces: Mapping[str, str] = attrs.Factory(dict)
    """La dirección de cada relación que sale del archivo, por su clave: ``rId4``."""


class Parrafos:
    """Los párrafos de una parte, sus fallas y los datos que nombra."""

    def __init__(self, parte: ParteDelWord, nombres: NombresDelFormato, pasos: Pasos) -> None:
        self.raiz, self.parte = parte.raiz, parte.nombre
        self.nombres, self.pasos, self.enlaces = nombres, pasos, parte.enlaces
        self._dichas: list[tuple[Elemento, Falla]] = []
        self._rotulo = parte.rotulo
        self.nombrados: set[str] = set()
        """Los datos que la parte nombra en sus huecos."""
        self.calculados: set[str] = set()
        """Datos que la parte nombra y toma por números."""
        self.textos: dict[Elemento, str] = {}
        """Texto de cada párrafo antes de ponerle señales."""
        if RESERVADA in en_texto(self.raiz):
            motivo = "trae un signo reservado (U+FDD0), que no es de ningún idioma: bórrelo"
            self.anotar_falla(self.raiz, "plantilla_invalida", motivo)

    def juntar(self, parrafo: Elemento) -> None:
        """Deja entero cada hueco de un párrafo."""
        descuidos = juntar(parrafo)
        self.textos[parrafo] = texto_de_parrafo(parrafo)
        for motivo, cerca_de in descuidos:
            self.anotar_falla(parrafo, "plantilla_invalida", motivo, cerca_de)

    # -------------------------------------------------------------- fallas

    def anotar_falla(
        self, elemento: Elemento, codigo: str, motivo: str, de_cerca: str = ""
    ) -> None:
        """Anota una falla en el lugar de un elemento, con las palabras de alrededor.

        ``de_cerca``: esas palabras, si ya se saben.
        """
        parrafo = elemento if elemento.tag == P else next(elemento.iterancestors(P), None)
        fragmento = de_cerca or cerca(self.textos.get(parrafo, ""), 0)
        mensaje = f"{motivo}; cerca de «{fragmento}»" if fragmento.strip() else motivo
        de_afuera = (elemento, *elemento.iterancestors())
        lugar = next(self._lugares[a] for a in de_afuera if a in self._lugares)
        self._dichas.append((elemento, Falla(codigo, lugar, mensaje)))

    @clases.propiedad_recordada
    def _lugares(self) -> Mapping[Elemento, str]:
        return lugares_de(self.raiz, self._rotulo)

    @property
    def fallas(self) -> list[Falla]:
        """Las fallas, en el orden en que una persona las halla."""
        if not self._dichas:
            return []
        orden = {elemento: numero for numero, elemento in enumerate(self.raiz.iter())}
        en_orden = sorted(self._dichas, key=lambda anotada: orden.get(anotada[0], 0))
        return [falla for _, falla in en_orden]

    def revisar(
        self, hueco: Hueco, elemento: Elemento, raices_dadas: frozenset[str], *, se_escribe: bool
    ) -> None:
        """Anota las fallas de un hueco y lo que nombra.

        ``raices_dadas``: de qué objetos se sabe ahí cuál es; ``se_escribe``: si deja texto.
        """
        entero = self.textos.get(elemento, "") or elemento.text or ""
        fragmento = cerca(entero, max(entero.find(hueco.texto[3:-3]), 0))  # sin «{{ » ni « }}»
        if hueco.motivo:
            motivo = f"no se entiende {hueco.texto}: {hueco.motivo}"
            self.anotar_falla(elemento, "plantilla_invalida", motivo, fragmento)
        self.nombrados |= {*hueco.caminos, *(calculo.dato for calculo in hueco.calculos)}
        self.calculados |= hueco.calculados
        motivos = [
            self.nombres.por_que_no(camino, raices_dadas, se_escribe=se_escribe)
            for camino in hueco.caminos
        ]
        motivos += [self.nombres.por_que_no_se_calcula(c.operacion, c.dato) for c in hueco.calculos]
        for motivo in filter(None, motivos):
            self.anotar_falla(elemento, "variable_desconocida", motivo, fragmento)

    def comprobar_fin(self, fin: Hueco, abierto: Hueco, parrafo: Elemento) -> None:
        """Cierra una instrucción; falla si el ``fin`` dice de qué es y no es lo que cierra."""
        if fin.operando not in {"", abierto.operando, f"{abierto.orden} {abierto.operando}"}:
            motivo = f"aquí termina {abierto.texto}, y dice {fin.texto}"
            self.anotar_falla(parrafo, "plantilla_invalida", motivo)

    # -------------------------------------------------------------- señales

    def senalar(self, desde: Elemento, hasta: Elemento, paso: Paso) -> None:
        """Deja entre dos señales lo que va de un elemento a otro."""
        desde.addprevious(instruccion(self.pasos.agregar(paso)))
        hasta.addnext(instruccion(0))

    # -------------------------------------------------------------- un párrafo

    def revisar_parrafo(self, parrafo: Elemento, raices_dadas: frozenset[str]) -> None:
        """Revisa los huecos de un párrafo y pone en el lugar de cada uno su señal.

        ``raices_dadas``: de qué objetos se sabe ahí cuál es, «actividad».
        """
        en_markdown, abiertos, en_campos = _solo_markdown(parrafo), list[_Pregunta](), 0
        for pieza in [*propios(parrafo, _DE_CAMPO)]:
            if pieza.tag in _DE_CAMPO:
                en_campos += _ABRE_UN_CAMPO.get(pieza.get(f"{W}fldCharType", ""), 0)
            elif "{{" in (pieza.text or "") and pieza.getparent().tag == CORRIDA:
                pieza.set(ESPACIO, "preserve")
                sitio = (pieza.getparent().getparent(), en_campos)
                orden = "" if en_markdown is None else "bloque"
                pieza.text = "".join(self._senales(pieza, raices_dadas, abiertos, sitio, orden))
        for abierto, _ in abiertos:
            motivo = f"falta el {{{{ fin }}}} de {abierto.texto} en el mismo párrafo; si abarca"
            self.anotar_falla(parrafo, "plantilla_invalida", f"{motivo} varios, va solo en el suyo")
        for enlace in parrafo.iter(f"{W}hyperlink"):
            direccion = self.enlaces.get(enlace.get(f"{R}id", ""), "")
            if HUECO_CRUDO.search(direccion):
                self._con_su_direccion(enlace, unquote(direccion), raices_dadas)
        if en_markdown is not None:
            self._por_bloques(parrafo)

    def _con_su_direccion(
        self, enlace: Elemento, direccion: str, raices_dadas: frozenset[str]
    ) -> None:
        """Pone en un enlace la señal de su relación: su dirección, con sus huecos, es un hueco."""
        trozos: list[str] = []
        for fijo, con_llaves in partes_de(direccion):
            trozos.append(repr(fijo))
            trozos += [f"(({con_llaves[2:-2]})|entre)"] if con_llaves else []
        hueco = attrs.evolve(leer_hueco(f"{{{{{'~'.join(trozos)}}}}}"), texto=direccion)
        self.revisar(hueco, enlace, raices_dadas, se_escribe=True)
        paso = Paso("enlace", self.pasos.numerar_hueco(EnSuLugar(hueco, self.parte)))
        enlace.set(f"{R}id", senal(self.pasos.agregar(paso)))

    def _senales(
        self,
        pieza: Elemento,
        raices_dadas: frozenset[str],
        abiertos: list[_Pregunta],
        sitio: _Sitio,
        orden: str,
    ) -> Iterator[str]:
        """El texto de una pieza de párrafo, con una señal donde va cada hueco.

        ``abiertos``: los ``si`` sin su ``fin``; ``orden``: «bloque», si el párrafo es un Markdown.
        """
        corrida, marca = pieza.getparent(), f"{pieza.prefix}:" if pieza.prefix else ""
        parrafo = next(pieza.iterancestors(P))
        letra = "".join(en_texto(nodo, self.raiz) for nodo in corrida.iterchildren(_LETRA))
        en_enlace = next(corrida.iterancestors(*_EN_ENLACE), None) is not None
        # Lo que va ahí está entre corridas: la del texto se cierra, y otra igual sigue.
        entre = (
            f"</{marca}t></{marca}r>",
            f'<{marca}r>{letra}<{marca}t xml:space="preserve">',
        )
        for texto, con_llaves in partes_de(pieza.text.strip() if orden else pieza.text):
            yield texto
            hueco = leer_hueco(con_llaves) if con_llaves else _SIN_HUECO
            en_su_lugar = EnSuLugar(hueco, self.parte, letra, en_enlace)
            if con_llaves and hueco.orden in {"", "si"}:
                self.revisar(hueco, parrafo, raices_dadas, se_escribe=not hueco.orden)
            if hueco.orden:
                self._en_linea(hueco, parrafo, abiertos, sitio)
                hueco_numerado = (
                    self.pasos.numerar_hueco(en_su_lugar) if hueco.orden == "si" else None
                )
                yield senal(self.pasos.agregar(Paso(hueco.orden, hueco_numerado, entre=entre)))
            elif con_llaves:
                paso = Paso(orden or "texto", self.pasos.numerar_hueco(en_su_lugar), entre=entre)
                yield senal(self.pasos.agregar(paso))

    def _en_linea(
        self, hueco: Hueco, parrafo: Elemento, abiertos: list[_Pregunta], sitio: _Sitio
    ) -> None:
        """Abre o cierra un ``si`` que va entre otro texto; otra instrucción ahí es una falla.

        ``abiertos``: los ``si`` que esperan su ``fin``.
        """
        motivo = ""
        if hueco.orden == "si":
            abiertos.append((hueco, sitio))
        elif hueco.orden != "fin":
            motivo = f"{hueco.texto} va solo en su párrafo, sin otro texto"
        elif not abiertos:
            motivo = "este {{ fin }} no cierra nada en su párrafo; el de un {{ cada … }} va solo"
        else:
            abierto, donde = abiertos.pop()
            self.comprobar_fin(hueco, abierto, parrafo)
            if donde != sitio:
                motivo = (
                    f"{abierto.texto} y su {{{{ fin }}}} van los dos dentro del enlace, o fuera"
                )
        if motivo:
            self.anotar_falla(parrafo, "plantilla_invalida", motivo)

    def _por_bloques(self, parrafo: Elemento) -> None:
        """Prepara un párrafo que es un solo hueco de Markdown para dar un párrafo por bloque.

        Pone señales donde van su sangría y lo que es sólo del primero.
        """
        for dibujo in [*propios(parrafo, NO_SON_TEXTO)]:  # es sólo del primero
            if dibujo.tag in NO_SON_TEXTO:
                self.senalar(dibujo, dibujo, Paso("primero"))
        propiedades = parrafo.find(_PROPIEDADES)
        if propiedades is None:
            propiedades = parrafo.makeelement(_PROPIEDADES)
            parrafo.insert(0, propiedades)
        sangria = propiedades.find(_SANGRIA)
        era = "" if sangria is None else en_texto(sangria, self.raiz)
        if sangria is None:
            sangria = propiedades.makeelement(_SANGRIA)
            siguen = (n for n, p in enumerate(propiedades) if p.tag in _TRAS_LA_SANGRIA)
            propiedades.insert(next(siguen, len(propiedades)), sangria)
        propiedades.replace(sangria, instruccion(self.pasos.agregar(Paso("sangria", dato=era))))
        bloque = next(paso for paso in reversed(self.pasos.pasos) if paso.orden == "bloque")
        self.senalar(parrafo, parrafo, Paso("bloques", bloque.hueco_numerado))

    # -------------------------------------------------------------- fuera de los párrafos

    def revisar_sueltos(self) -> None:
        """Anota lo que tienen mal los huecos que no están en un párrafo."""
        for elemento, _, texto in sueltos(self.raiz):
            for _, con_llaves in partes_de(texto):
                hueco = leer_hueco(con_llaves) if con_llaves else _SIN_HUECO
                if hueco.orden or hueco.calculos:
                    motivo = f"aquí no van instrucciones ni cuentas, y dice {hueco.texto}"
                    self.anotar_falla(elemento, "plantilla_invalida", motivo)
                else:
                    self.revisar(hueco, elemento, NADA, se_escribe=True)
            if "{{" in (resto := HUECO.sub("…", texto)):
                motivo = "abre llaves y no las cierra"
                self.anotar_falla(
                    elemento, "plantilla_invalida", motivo, cerca(resto, resto.find("{{"))
                )

    def nombradas_en(self, parrafo: Elemento) -> frozenset[str]:
        """Raíces de listas que nombra un párrafo, con sus cuadros y dibujos: ``{"actividad"}``."""
        huecos = HUECO.findall("\n".join(texto.text or "" for texto in parrafo.iter(T)))
        raices = NADA.union(*(leer_hueco(f"{{{{{hueco}}}}}").raices for hueco in huecos))
        return raices & self.nombres.raices.ramas.keys()


def _solo_markdown(parrafo: Elemento) -> Elemento | None:
    """El ``<w:t>`` de un párrafo que no dice más que un hueco en Markdown; ``None`` si dice más."""
    con_texto = [p for p in propios(parrafo) if (p.text or "").strip()]
    if len(con_texto) != 1 or con_texto[0].tag != T or con_texto[0].getparent().tag != CORRIDA:
        return None
    texto = con_texto[0].text.strip()
    return con_texto[0] if HUECO.fullmatch(texto) and leer_hueco(texto).es_markdown else None


# -------------------------------------------------------------- lugares
# Dónde está algo, como lo señala una persona: «cuerpo, tabla 1, fila 3, celda 2».

_CELDA = f"{W}tc"
_NOTAS = {f"{W}footnote": "nota al pie", f"{W}endnote": "nota al final"}
_NO_SE_NUMERAN = {**_NOTAS, _CUADRO: "cuadro de texto"}
_SE_NUMERAN = {f"{W}tbl": "tabla", f"{W}tr": "fila", _CELDA: "celda", P: "párrafo"}
CONTENEDORES = frozenset({f"{W}body", f"{W}hdr", f"{W}ftr", _CELDA, _CUADRO, *_NOTAS})
"""Donde van párrafos y tablas uno tras otro."""


def lugares_de(raiz: Elemento, parte: str) -> dict[Elemento, str]:
    """Lugar, en palabras, de lo que en una parte se numera; lo demás está en lo que lo lleva."""
    lugares, cuentas = {raiz: parte}, Counter[tuple[Elemento, str]]()
    for elemento in raiz.iterdescendants(*_SE_NUMERAN, *_NO_SE_NUMERAN):
        # El párrafo de un cuadro de texto sólo lo sostiene.
        lleva = next(a for a in elemento.iterancestors() if a in lugares and a.tag != P)
        marca = elemento.tag
        cuentas[lleva, marca] += 1
        paso = _NO_SE_NUMERAN.get(marca) or f"{_SE_NUMERAN[marca]} {cuentas[lleva, marca]}"
        en_celda = marca == P and lleva.tag == _CELDA
        lugares[elemento] = lugares[lleva] if en_celda else f"{lugares[lleva]}, {paso}"
    return lugares
