"""Contenido de una hoja, leído de corrido: sus celdas escritas y cómo se combinan."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from paac_reportes import clases
from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.opc.simbolos import (
    AspectoDelTramo,
    a_su_altura,
    en_signos,
    es_de_dibujos,
    lleva_dibujos,
)
from paac_reportes.opc.valores import (
    DE_FABRICA,
    ERRORES,
    da_una_imagen,
    es_error,
    mostrar_logico,
    numero_a_la_vista,
    numero_guardado,
    se_escribe,
)
from paac_reportes.opc.xml import AlAbrir, Elemento, RecorridoDeXml, S, encendido, entero

# ------------------------------------------------------------------ cadenas
# Los textos de un libro: los compartidos y cómo se escriben.

_DICEN_NO = ("0", "false", "off")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def compartidos(
    trozos: Iterable[bytes],
    parte: str,
    presupuesto: Presupuesto,
    con_tachado: set[str],
    con_letra: set[str],
) -> list[str]:
    """Los textos que las celdas de un libro nombran por su número.

    Agrega a ``con_tachado`` y ``con_letra`` los números de los que llevan algo tachado y de los que
    dicen su letra.
    """
    textos: list[str] = []
    actual: list[str] = []
    en_texto = False
    tramo = AspectoDelTramo(con_letra, textos)

    def abrir_texto(_: Mapping[str, str]) -> None:
        nonlocal en_texto
        en_texto = True

    def cerrar_texto() -> None:
        nonlocal en_texto
        en_texto = False

    def cerrar() -> None:
        textos.append(texto_sin_escapes("".join(actual)))
        actual.clear()

    def leer(texto: str) -> None:
        if en_texto:
            actual.append(tramo.vista(texto))

    RecorridoDeXml(
        espacio=S,
        al_abrir={
            "t": abrir_texto,
            "rFont": tramo.abrir,
            "vertAlign": tramo.elevar,
            "strike": _tachados(con_tachado, textos),
        },
        al_cerrar={"t": cerrar_texto, "r": tramo.cerrar, "si": cerrar},
        al_leer=leer,
        presupuesto=presupuesto,
    ).recorrer(trozos, parte)
    return textos


def _tachados(con_tachado: set[str], textos: Sequence[str]) -> AlAbrir:
    """La función que anota el número del texto que se está leyendo, si algo suyo va tachado."""

    def abrir(atributos: Mapping[str, str]) -> None:
        if atributos.get("val") not in _DICEN_NO:
            con_tachado.add(str(len(textos)))

    return abrir


def texto_sin_escapes(texto: str) -> str:
    """El texto de una celda con sus escapes ``_x000A_`` resueltos y sus saltos iguales."""
    texto = sin_escapes(texto)
    return texto.replace("\r\n", "\n").replace("\r", "\n") if "\r" in texto else texto


def sin_escapes(texto: str) -> str:
    """El texto con las letras que Excel escribe por su número: ``_x000A_`` es un salto."""
    if "_x" not in texto:
        return texto
    texto = _ESCAPE.sub(lambda coincidencia: chr(int(coincidencia[1], 16)), texto)
    return texto.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# ------------------------------------------------------------------ estilos
# Lo que un estilo de Excel dice de su celda: el formato del número y si se destaca.

GENERAL = "General"
_FORMATO_DE_TEXTO = "@"
_BLANCOS = frozenset({"ffffff", "ffffffff", "00ffffff"})


@clases.frozen
class EstiloDeCelda:
    """Rasgos que se necesitan de un estilo de celda."""

    formato: str = GENERAL
    destacado: bool = False
    es_texto: bool = False
    """Si lo que guarda es un texto, diga lo que diga: lleva apóstrofo o el formato ``@``."""
    tachado: bool = False
    color: str = ""
    """Color de su relleno, si se ve: sólo sirve para distinguirlo de otro."""
    letra: str = ""
    """Tipo de letra, si es de los que muestran dibujos."""


CORRIENTE = EstiloDeCelda()


def estilos_de_celda(raiz: Elemento | None) -> tuple[EstiloDeCelda, ...]:
    """Estilos de celda de un libro, en el orden en que las celdas los nombran."""
    if raiz is None:
        return ()
    formatos = {
        entero(e.get("numFmtId"), -1): e.get("formatCode", GENERAL)
        for e in raiz.iterfind(f"{S}numFmts/{S}numFmt")
    }
    negritas = [encendido(e.find(f"{S}b"), "val") for e in raiz.iterfind(f"{S}fonts/{S}font")]
    tachadas = [encendido(f.find(f"{S}strike"), "val") for f in raiz.iterfind(f"{S}fonts/{S}font")]
    letras = [_letra(e) for e in raiz.iterfind(f"{S}fonts/{S}font")]
    colores = [_color(e) for e in raiz.iterfind(f"{S}fills/{S}fill")]
    rellenos = [_se_ve(e) for e in raiz.iterfind(f"{S}fills/{S}fill")]
    return tuple(
        EstiloDeCelda(
            formato=formato,
            destacado=_marcado(negritas, e.get("fontId")) or _marcado(rellenos, e.get("fillId")),
            es_texto=formato == _FORMATO_DE_TEXTO or e.get("quotePrefix") in ("1", "true"),
            tachado=_marcado(tachadas, e.get("fontId")),
            color=colores[entero(e.get("fillId"))] if _marcado(rellenos, e.get("fillId")) else "",
            letra=letras[orden] if 0 <= (orden := entero(e.get("fontId"))) < len(letras) else "",
        )
        for e in raiz.iterfind(f"{S}cellXfs/{S}xf")
        for formato in (formato_de_numero(entero(e.get("numFmtId")), formatos),)
    )


def formato_de_numero(numero: int, formatos: Mapping[int, str]) -> str:
    """Código de un formato de número, ``0,0 %``: el que el libro define o el de fábrica."""
    return formatos.get(numero) or DE_FABRICA.get(numero, GENERAL)


def _marcado(lista: list[bool], numero: str | None) -> bool:
    """Si el elemento de ese número está marcado; no, si no existe.

    ``numero``: el número escrito, desde 0; sin él (``None``), el 0.
    """
    orden = entero(numero)
    return 0 <= orden < len(lista) and lista[orden]


def _letra(fuente: Elemento) -> str:
    """Nombre de la letra de una fuente, si es de dibujos; si no, vacío."""
    nombre = fuente.find(f"{S}name")
    letra: str = "" if nombre is None else nombre.get("val", "")
    return letra if es_de_dibujos(letra) else ""


def _color(relleno: Elemento) -> str:
    """Color de un relleno en texto, para comparar dos: ``rgb=FFFF0000``; vacío si no lo dice."""
    color = relleno.find(f"{S}patternFill/{S}fgColor")
    return "" if color is None else " ".join(f"{a}={v}" for a, v in sorted(color.attrib.items()))


def _se_ve(relleno: Elemento) -> bool:
    """Si un relleno se ve: tiene trama y su color no es el blanco."""
    if relleno.find(f"{S}gradientFill") is not None:
        return True
    trama = relleno.find(f"{S}patternFill")
    if trama is None or trama.get("patternType", "none") in ("none", "gray125"):
        return False
    color = trama.find(f"{S}fgColor")
    if color is None:
        return True
    blanco_del_tema = color.get("theme") == "0" and not color.get("tint")
    return color.get("rgb", "").lower() not in _BLANCOS and not blanco_del_tema


# ------------------------------------------------------------------ hoja
FILAS, COLUMNAS = 1_048_576, 16_384
_CELDA = re.compile(r"\$?(?P<columna>[A-Za-z]{1,3})\$?(?P<fila>[0-9]{1,7})")
_IMPRESOS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_COMBINADAS_MAXIMAS = 200_000
_ENLACES_MAXIMOS = 65_530
"""Enlaces que Excel admite en una hoja."""
_PINTADAS_MAXIMAS = 20_000
_CON_AYUDA_MAXIMAS, _FILAS_CON_AYUDA = 200_000, 1000
_RELACION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Lugar = tuple[int, int]
Rango = tuple[int, int, int, int]
"""Primera fila, primera columna, última fila y última columna."""
Leido = tuple[str, Decimal | date | None]
"""Texto que se ve en una celda y, si guarda otra cosa, su valor."""


class HojaCruda:
    """Lo que una hoja guarda en su XML, por celda; se llena mientras se recorre."""

    def __init__(self) -> None:
        self.celdas: dict[Lugar, Leido] = {}
        """Celdas que dicen algo."""
        self.destacadas: set[Lugar] = set()
        """Celdas que van en negrita o con relleno."""
        self.tachadas: dict[Lugar, bool] = {}
        """Celdas que traen algo tachado, y si lo va todo."""
        self.colores: dict[Lugar, str] = {}
        """Color del relleno de las celdas en blanco, o con un error, que se ven con uno."""
        self.combinadas: list[Rango] = []
        self.filas_ocultas: set[int] = set()
        self.columnas_ocultas: list[tuple[int, int]] = []
        self.impresos: list[str] = []
        """Textos de los encabezados y pies con que la hoja se imprime."""
        self.sin_resultado: list[Lugar] = []
        self.formulas: dict[Lugar, str] = {}
        """Las celdas que son una fórmula, y lo que pide."""
        self.errores: dict[Lugar, str] = {}
        """Las celdas que guardan un error en lugar de un valor, y cómo se ve."""
        self.con_hora: dict[Lugar, str] = {}
        """Los días que muestran además una hora."""
        self.imagenes: list[Lugar] = []
        """Las celdas que son una imagen."""
        self.sin_signo: dict[Lugar, str] = {}
        """Celdas que traen un dibujo que no se conoce, y el mensaje que lo dice."""
        self.sin_formato: dict[Lugar, str] = {}
        """Los números cuyo formato no se sabe escribir, como quedaron."""
        self.ayudas: dict[Lugar, str] = {}
        """Título de la ayuda de las celdas que tienen una propia."""
        self.vinculos: list[tuple[Rango, str, str]] = []
        """Rangos enlazados, con la relación que dice a dónde van y lo que la sigue."""
        self.perdidas = 0
        """Celdas y combinaciones cuya referencia no existe en una hoja."""


def leer_hoja(
    trozos: Iterable[bytes], parte: str, lector: "LectorDeRejilla", presupuesto: Presupuesto
) -> HojaCruda:
    """Lo que una hoja guarda en su XML; ``IlegibleError`` si no se deja leer o no cabe."""
    return _LecturaDeHoja(lector, presupuesto).de(trozos, parte)


class _Enteros(dict[str, int]):
    """Los ya leídos: los mismos estilos en cada fila."""

    def __missing__(self, texto: str) -> int:
        numero = self[texto] = entero(texto)
        return numero


class _LecturaDeHoja:
    def __init__(self, lector: "LectorDeRejilla", presupuesto: Presupuesto) -> None:
        self._lector = lector
        self._presupuesto = presupuesto
        self._tachan = lector.tacha_algo
        self._hoja = HojaCruda()
        self._fila = self._columna = -1
        self._numero, self._cifras = "", 0
        """Número de la fila, como lo llevan las celdas que son de ella, y cuántas cifras tiene."""
        self._sin_contar = 0
        """Celdas de la fila, que se descuentan de una vez."""
        self._enteros = _Enteros()
        self._por_letras: dict[str, int] = {}
        """Las columnas ya vistas: las mismas en cada fila."""
        self._clase, self._estilo, self._formula = "n", 0, False
        self._imagen = False
        """Si la celda guarda una imagen de Excel, que un programa de antes ve como un error."""
        self._pedida: list[str] = []
        """Texto de la fórmula."""
        self._texto: list[str] | None = None
        self._recogido: list[str] = []
        self._altura = ""
        self._con_valor = False

    def de(self, trozos: Iterable[bytes], parte: str) -> HojaCruda:
        """Lo que guarda una hoja; ``trozos``: su XML, y ``parte``: cómo se llama."""
        RecorridoDeXml(
            espacio=S,
            al_abrir={
                "row": self._abrir_fila,
                "c": self._abrir_celda,
                "v": self._abrir_valor,
                "t": self._abrir_texto,
                "f": self._abrir_formula,
                "strike": self._abrir_tachado,
                "vertAlign": self._abrir_altura,
                "col": self._columnas,
                "mergeCell": self._combinada,
                "hyperlink": self._vinculo,
                "dataValidation": self._ayuda,
                **dict.fromkeys(_IMPRESOS, self._abrir_impreso),
            },
            al_cerrar={
                "c": self._cerrar_celda,
                **dict.fromkeys(("v", "f"), self._cerrar_texto),
                "t": self._cerrar_tramo,
                **dict.fromkeys(_IMPRESOS, self._cerrar_impreso),
            },
            al_leer=self._leer,
            presupuesto=self._presupuesto,
        ).recorrer(trozos, parte)
        self._descontar()
        return self._hoja

    def _descontar(self) -> None:
        self._presupuesto.gastar("celdas", self._sin_contar)
        self._sin_contar = 0

    def _leer(self, texto: str) -> None:
        if self._texto is not None:
            self._texto.append(a_su_altura(texto, self._altura) if self._altura else texto)

    def _abrir_fila(self, atributos: Mapping[str, str]) -> None:
        """Pasa a la fila que empieza, y anota si está oculta."""
        self._fila = entero(atributos.get("r"), self._fila + 2) - 1
        self._columna = -1
        self._numerar()
        self._descontar()
        oculta = atributos.get("hidden") in ("1", "true") or _es_cero(atributos.get("ht"))
        if oculta and 0 <= self._fila < FILAS:
            self._hoja.filas_ocultas.add(self._fila)

    def _abrir_celda(self, atributos: Mapping[str, str]) -> None:
        """Pasa a la celda que empieza, y toma su clase y su estilo."""
        referencia = atributos.get("r", "")
        letras = referencia[: -self._cifras]
        if not referencia:
            self._columna += 1
        elif letras in self._por_letras and referencia[-self._cifras :] == self._numero:
            self._columna = self._por_letras[letras]  # casi todas: ``F14`` en la 14
        else:
            self._situar(referencia)
        self._clase = atributos.get("t", "n")
        self._estilo = self._enteros[atributos["s"]] if "s" in atributos else 0
        self._recogido = []
        self._formula = self._con_valor = False
        self._imagen = self._clase == "e" and atributos.get("vm") in self._lector.imagenes

    def _situar(self, referencia: str) -> None:
        """Pone la lectura en el lugar de una celda; si no existe, tras la anterior."""
        if lugar := lugar_de_referencia(referencia):
            self._fila, self._columna = lugar
            self._numerar()
            letras = referencia.removesuffix(self._numero)
            if letras.isalpha():
                self._por_letras[letras] = self._columna
        else:
            self._columna += 1

    def _numerar(self) -> None:
        self._numero = str(self._fila + 1)
        self._cifras = len(self._numero)

    def _abrir_formula(self, _: Mapping[str, str]) -> None:
        self._formula = True
        self._texto = self._pedida = []

    def _abrir_valor(self, _: Mapping[str, str]) -> None:
        self._texto = self._recogido = []
        self._con_valor = True

    def _abrir_texto(self, _: Mapping[str, str]) -> None:
        """Empieza a juntar el texto que va en la misma celda, y no en la tabla de textos."""
        if self._clase == "inlineStr":
            self._texto = self._recogido
            self._con_valor = True

    def _cerrar_texto(self) -> None:
        self._texto = None

    def _abrir_tachado(self, atributos: Mapping[str, str]) -> None:
        """Anota que algo va tachado en una celda cuyo texto va en ella misma."""
        if atributos.get("val") not in _DICEN_NO:
            self._hoja.tachadas[self._fila, self._columna] = False

    def _abrir_altura(self, atributos: Mapping[str, str]) -> None:
        """Toma la altura del tramo que empieza, en una celda cuyo texto va en ella misma."""
        self._altura = atributos.get("val", "")

    def _cerrar_tramo(self) -> None:
        self._texto, self._altura = None, ""

    def _cerrar_celda(self) -> None:
        """Guarda la celda que termina; de la que nada dice o es un error, también su color."""
        if self._recogido or self._formula:
            self._poner_celda()
            if self._clase != "e":
                return
        colorean, colores = self._lector.colorean, self._hoja.colores
        if self._estilo and self._estilo in colorean and len(colores) < _PINTADAS_MAXIMAS:
            colores[self._fila, self._columna] = colorean[self._estilo]

    def _poner_celda(self) -> None:
        """Guarda el texto y la fórmula de la celda; la que no cabe en la hoja, se cuenta."""
        lugar = (self._fila, self._columna)
        texto = "".join(self._recogido)
        if not (0 <= self._fila < FILAS and 0 <= self._columna < COLUMNAS):
            self._hoja.perdidas += 1 if texto else 0
        elif texto:
            self._poner_leida(lugar, texto)
        elif self._formula and not (self._con_valor and self._clase == "str"):
            # El resultado en blanco de una fórmula es un texto; en otra clase, nadie la calculó.
            self._hoja.sin_resultado.append(lugar)
        if self._formula:
            self._hoja.formulas[lugar] = "".join(self._pedida)
        self._recogido = []

    def _poner_leida(self, lugar: Lugar, texto: str) -> None:
        """Guarda en la hoja una celda leída, con sus colores y si va tachada.

        ``texto``: lo que su XML dice, que puede ser el número de un texto compartido.
        """
        self._sin_contar += 1
        lector = self._lector
        if self._clase == "s" and texto in lector.corrientes and not self._formula:
            contenido = lector.corrientes[texto]
        else:
            contenido = self._contenido(lugar, texto)
        visto, valor = contenido
        if self._estilo in lector.sin_escribir and isinstance(valor, Decimal):
            self._hoja.sin_formato[lugar] = visto
        if lugar in self._hoja.celdas:  # de dos vale la última
            del self._hoja.celdas[lugar]
            self._hoja.destacadas.discard(lugar)
        if visto:
            self._hoja.celdas[lugar] = contenido
            if self._estilo in lector.destacan:
                self._hoja.destacadas.add(lugar)
                if self._estilo in lector.colorean:
                    self._hoja.colores[lugar] = lector.colorean[self._estilo]
            if self._tachan and lector.tacha(self._clase, self._estilo, texto):
                self._hoja.tachadas[lugar] = self._estilo in lector.tachan

    def _contenido(self, lugar: Lugar, texto: str) -> Leido:
        """Texto y valor de una celda; los de una imagen, en blanco, y se apunta dónde está."""
        visto, valor = leido = self._lector.leer(self._clase, self._estilo, texto)
        if self._imagen or (self._formula and da_una_imagen("".join(self._pedida))):
            self._hoja.imagenes.append(lugar)
            return "", None
        if self._lector.con_dibujos or lleva_dibujos(visto):
            visto = self._con_dibujos(lugar, visto, texto)
            leido = leido if visto is leido[0] else (visto, valor)
        # Sólo puede ser un error el texto con «#», y una hora el valor con «:».
        if visto[:1] == "#" if valor is None else ":" in visto:
            return self._sin_error(lugar, leido)
        return leido  # la misma tupla para los textos iguales: ocupa menos

    def _con_dibujos(self, lugar: Lugar, visto: str, texto: str) -> str:
        """Lo que se ve, con signos en vez de las letras de una fuente de dibujos.

        ``texto``: lo que el XML de la celda dice.
        """
        letra = self._lector.letra_de_dibujos(self._clase, self._estilo, texto)
        if not letra and not lleva_dibujos(visto):
            return visto
        en_sus_signos, motivo = en_signos(visto, letra)
        if motivo:
            self._hoja.sin_signo[lugar] = motivo
        return en_sus_signos

    def _sin_error(self, lugar: Lugar, leido: Leido) -> Leido:
        """Lo leído; en blanco si es un error, y no un texto que alguien escribió.

        Apunta en la hoja los errores, y las fechas que llevan hora.
        """
        visto, valor = leido
        es_texto = self._clase in ("s", "inlineStr") and self._estilo in self._lector.de_texto
        if self._clase == "e" or (es_error(visto) and not es_texto):
            self._hoja.errores[lugar] = visto
            return "", None
        if isinstance(valor, date) and _CON_HORA.search(visto):
            self._hoja.con_hora[lugar] = visto
        return leido

    def _columnas(self, atributos: Mapping[str, str]) -> None:
        """Anota un grupo de columnas ocultas: ``(desde, hasta)``, desde 0 y sin la última."""
        oculta = atributos.get("hidden") in ("1", "true") or _es_cero(atributos.get("width"))
        primera = entero(atributos.get("min")) - 1
        if oculta and 0 <= primera < COLUMNAS:
            ultima = min(entero(atributos.get("max"), primera + 1), COLUMNAS)
            self._hoja.columnas_ocultas.append((primera, ultima))

    def _combinada(self, atributos: Mapping[str, str]) -> None:
        """Anota unas celdas combinadas; las que no se entienden o sobran, se cuentan perdidas."""
        rango = rango_de(atributos.get("ref", ""))
        if rango is None or len(self._hoja.combinadas) >= _COMBINADAS_MAXIMAS:
            self._hoja.perdidas += 1
        else:
            self._hoja.combinadas.append(rango)

    def _vinculo(self, atributos: Mapping[str, str]) -> None:
        """Anota el enlace de unas celdas, si su relación se dice."""
        rango = rango_de(atributos.get("ref", ""))
        relacion = atributos.get(_RELACION)
        if rango is not None and relacion and len(self._hoja.vinculos) < _ENLACES_MAXIMOS:
            self._hoja.vinculos.append((rango, relacion, atributos.get("location", "")))

    def _ayuda(self, atributos: Mapping[str, str]) -> None:
        """Anota el título de la ayuda en la primera columna de cada rango, hasta un tope."""
        titulo = atributos.get("promptTitle")
        for rango in map(rango_de, atributos.get("sqref", "").split() if titulo else ()):
            if rango is None or len(self._hoja.ayudas) >= _CON_AYUDA_MAXIMAS:
                continue
            fila, columna, ultima, _ = rango
            for numero in range(fila, min(ultima + 1, fila + _FILAS_CON_AYUDA)):
                self._hoja.ayudas[numero, columna] = titulo or ""

    def _abrir_impreso(self, _: Mapping[str, str]) -> None:
        self._texto = []

    def _cerrar_impreso(self) -> None:
        self._hoja.impresos.append("".join(self._texto or ()))
        self._texto = None


def lugar_de_referencia(referencia: str) -> Lugar | None:
    """Fila y columna de ``F14``, desde 0; ``None`` si no existe en una hoja."""
    coincidencia = _CELDA.fullmatch(referencia)
    if coincidencia is None:
        return None
    columna = 0
    for letra in coincidencia["columna"].upper():
        columna = columna * 26 + ord(letra) - 64
    fila = int(coincidencia["fila"])
    return (fila - 1, columna - 1) if 0 < fila <= FILAS and columna <= COLUMNAS else None


def rango_de(referencia: str) -> Rango | None:
    """El rango de ``B2:D5``, desde 0 y en orden; ``None`` si no existe en una hoja."""
    primera, _, ultima = referencia.partition(":")
    desde, hasta = lugar_de_referencia(primera), lugar_de_referencia(ultima or primera)
    if desde is None or hasta is None:
        return None
    (fila, ultima_fila), (columna, ultima_columna) = map(sorted, zip(desde, hasta, strict=True))
    return fila, columna, ultima_fila, ultima_columna


def _es_cero(medida: str | None) -> bool:
    return medida is not None and medida.strip("0.") == "" and "0" in medida


# ------------------------------------------------------------------ celdas
# Lo que se lee en una celda, según lo que guarda y el formato con que se muestra.
_DIA = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?")
_CON_HORA = re.compile(r"(?<!\d)(?!0?0:00(?::00)?(?!\d)|12:00(?::00)? a)\d{1,2}:\d\d")
"""Una hora que no es la medianoche."""


class LectorDeRejilla:
    """Quien las lee: conoce los textos, los estilos y el calendario del libro."""

    def __init__(
        self,
        textos: Sequence[str],
        estilos: Sequence[EstiloDeCelda],
        *,
        desde_1904: bool,
        con_tachado: Collection[str] = (),
        con_letra: Collection[str] = (),
    ) -> None:
        """Toma lo que las hojas de un libro comparten: sus textos, sus estilos y su calendario.

        ``desde_1904``: si cuenta los días desde ese año; ``con_tachado`` y ``con_letra``: los
        números de los textos compartidos con algo tachado, y de los que dicen su letra.
        """
        self._textos: list[Leido] = [(texto, None) for texto in textos]
        self._estilos = estilos
        self.destacan = frozenset(n for n, e in enumerate(estilos) if e.destacado)
        """Los estilos que van en negrita o con relleno."""
        self.de_texto = frozenset(n for n, e in enumerate(estilos) if e.es_texto)
        """Estilos de las celdas que guardan un texto, diga lo que diga."""
        self.colorean = {n: e.color for n, e in enumerate(estilos) if e.color}
        """Estilos que van con relleno, y su color."""
        self._con_tachado = con_tachado
        """Los textos compartidos que traen algo tachado, por su número."""
        self._con_letra = con_letra
        """Los textos compartidos que dicen en qué letra va cada tramo."""
        self.con_dibujos = {n: e.letra for n, e in enumerate(estilos) if e.letra}
        """Los estilos en una letra de dibujos, y cuál."""
        self.corrientes = {
            str(numero): leido
            for numero, leido in enumerate(self._textos)
            if not (self.con_dibujos or lleva_dibujos(leido[0]) or leido[0][:1] == "#")
        }
        """Textos compartidos, por su número escrito, que se leen como están en cualquier celda."""
        self.sin_escribir = frozenset(n for n, e in enumerate(estilos) if not se_escribe(e.formato))
        """Estilos con un formato de número que no se sabe escribir."""
        self.tachan = frozenset(n for n, e in enumerate(estilos) if e.tachado)
        """Estilos de las celdas que van tachadas."""
        self.imagenes: Collection[str] = ()
        """Números con que las celdas nombran las imágenes que el libro pone en una celda."""
        self._desde_1904 = desde_1904
        self._numeros: dict[tuple[str, str], Leido] = {}
        """Los ya vistos: las fechas de un plan se repiten."""
        self.perdidas = 0
        """Las celdas cuyo texto compartido no existe."""

    def leer(self, clase: str, estilo: int, texto: str) -> Leido:
        """Texto y valor de una celda de esa clase (``s``, ``b``, ``n``…) y número de estilo."""
        if clase == "s":
            return self._compartido(texto)
        if clase in ("str", "inlineStr"):
            return texto_sin_escapes(texto), None
        if clase == "b":
            return mostrar_logico(texto), None
        if clase == "e":
            return ERRORES.get(texto.strip(), texto.strip()), None
        if clase == "d" and (dia := _dia(texto)):
            return f"{dia:%d/%m/}{dia.year:04d}", dia
        return self._numero(estilo, texto)

    def letra_de_dibujos(self, clase: str, estilo: int, texto: str) -> str:
        """Letra de dibujos de una celda de texto, si su texto no dice otra; vacía si ninguna."""
        de_texto = clase in ("str", "inlineStr") or (clase == "s" and texto not in self._con_letra)
        return self.con_dibujos.get(estilo, "") if de_texto else ""

    @property
    def tacha_algo(self) -> bool:
        """Si en el libro puede haber algo tachado."""
        return bool(self.tachan or self._con_tachado)

    def tacha(self, clase: str, estilo: int, texto: str) -> bool:
        """Si una celda va tachada, o trae algo que lo va."""
        return estilo in self.tachan or (clase == "s" and texto in self._con_tachado)

    def _compartido(self, texto: str) -> Leido:
        """Texto compartido de ese número; el que no existe, en blanco, y se cuenta."""
        numero = entero(texto, -1) if texto.isdecimal() else -1
        if 0 <= numero < len(self._textos):
            return self._textos[numero]
        self.perdidas += 1
        return "", None

    def _numero(self, estilo: int, texto: str) -> Leido:
        """Texto y valor de un número con el formato de un estilo; los ya vistos se recuerdan."""
        conocido = 0 <= estilo < len(self._estilos)
        formato = (self._estilos[estilo] if conocido else CORRIENTE).formato
        clave = (texto, formato)
        contenido = self._numeros.get(clave)
        if contenido is None:
            numero = numero_guardado(texto)
            contenido = self._numeros[clave] = (
                (texto_sin_escapes(texto), None)
                if numero is None
                else numero_a_la_vista(numero, formato, desde_1904=self._desde_1904)
            )
            if es_hora(contenido, formato):  # lo que se ve: 14:30, y no 0,604
                contenido = self._numeros[clave] = contenido[0], None
        return contenido


def es_hora(contenido: Leido, formato: str) -> bool:
    """Si una celda muestra una hora sin su día, o un tiempo."""
    texto, valor = contenido
    return ":" in texto and isinstance(valor, Decimal) and "h" in formato.lower()


def _dia(texto: str) -> date | None:
    """Día de una fecha guardada como ``2024-05-31``; nada si no lo es."""
    coincidencia = _DIA.fullmatch(texto.strip())
    try:
        return date(*map(int, coincidencia.groups())) if coincidencia else None
    except ValueError:
        return None
