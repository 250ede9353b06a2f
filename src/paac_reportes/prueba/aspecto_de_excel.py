"""Un Excel como se ve: cada celda con lo que guarda y cómo lo muestra, y lo que se imprime."""

from collections.abc import Iterator
from math import fsum
from typing import Any

from paac_reportes.opc.visto import letras
from paac_reportes.opc.xml import Elemento, R, S, hijo
from paac_reportes.prueba.piezas import (
    DICE,
    Anotado,
    Medida,
    Piezas,
    entero_escrito,
    indice_escrito,
    numero_escrito,
)
from paac_reportes.sistema import IlegibleError

_EN_LETRAS, _EN_PUNTOS, _EN_PULGADAS, _EN_EMU, _EN_DIBUJO = 0.1, 0.3, 0.005, 6000.0, 0.5
_INTERNOS = frozenset({"_xlnm._FilterDatabase"})
"""El nombre con que otro programa recuerda un filtro, que la hoja ya dice."""
_FORMATOS = {0: "General", 1: "0", 2: "0.00", 9: "0%", 10: "0.00%", 14: "mm-dd-yy", 49: "@"}
_EN_BLANCO = frozenset({"fondo", "bordes", "como su estilo"})
"""Lo que se ve de una celda que no dice nada."""
_VISTA = ("showFormulas", "showRowColHeaders", "showZeros", "rightToLeft", "view")
"""Sin las líneas de la cuadrícula ni las filas inmovilizadas: LibreOffice, sin ventana, no las
guarda. Son de la pantalla, y la lista cerrada no admite otras que las que él pone."""
_DE_FABRICA = {"showRowColHeaders": True, "showZeros": True}
_EMU_POR_PUNTO, _ANCHO_DE_UN_DIGITO = 12700, 0.556
_NORMAL = "0"
"""El número del estilo de lo que no dice otro."""
_SI = frozenset({"1", "true"})
_SE_APLICAN = {"applyFont": "fontId", "applyFill": "fillId", "applyBorder": "borderId"}


def aspecto_de_excel(piezas: Piezas) -> Iterator[Anotado]:
    """Todo lo que se ve, hoja por hoja."""
    principal = piezas.principal()
    libro = piezas.raiz(principal)
    relaciones = piezas.relaciones(principal)
    textos = _textos(piezas, piezas.de_clase(principal, "sharedStrings"))
    estilos = _Estilos(piezas.raiz(piezas.de_clase(principal, "styles") or ""))
    propias = hijo(libro, f"{S}workbookPr")
    desde = propias.get("date1904", "0") if propias is not None else "0"
    yield Anotado("libro", "fechas desde 1904", desde in _SI)
    yield Anotado("libro", "letra corriente", estilos.corriente)
    nombres = []
    for hoja in libro.iterfind(f"{S}sheets/{S}sheet"):
        nombres.append(hoja.get("name", ""))
        lugar = f"hoja «{nombres[-1]}»"
        yield Anotado(lugar, "se ve", hoja.get("state", "visible"))
        suya = relaciones[hoja.get(f"{R}id", "")].destino
        yield from _Hoja(piezas, suya, lugar, textos, estilos).todo()
    yield Anotado("libro", "hojas", nombres)
    for definido in libro.iterfind(f"{S}definedNames/{S}definedName"):
        if (nombre := definido.get("name", "")) not in _INTERNOS:
            numero = definido.get("localSheetId")
            de_cual = nombres[indice_escrito(numero)] if numero is not None else ""
            rango = (definido.text or "").replace("$", "").replace("'", "")
            yield Anotado(f"hoja «{de_cual}»", nombre, rango)
    yield from piezas.propiedades()


def _textos(piezas: Piezas, parte: str | None) -> list[str]:
    if parte is None:
        return []
    return ["".join(si.itertext(f"{S}t")) for si in piezas.raiz(parte).iterfind(f"{S}si")]


class _Estilos:
    """Cómo se muestra una celda, por el número de su formato."""

    def __init__(self, raiz: Elemento) -> None:
        self._letras = [_letra(una) for una in raiz.iterfind(f"{S}fonts/{S}font")]
        self._fondos = [_fondo(uno) for uno in raiz.iterfind(f"{S}fills/{S}fill")]
        self._bordes = [_borde(uno) for uno in raiz.iterfind(f"{S}borders/{S}border")]
        self._numeros = {
            indice_escrito(uno.get("numFmtId", "0")): uno.get("formatCode", "")
            for uno in raiz.iterfind(f"{S}numFmts/{S}numFmt")
        }
        self._de_estilo = [dict(uno.attrib) for uno in raiz.iterfind(f"{S}cellStyleXfs/{S}xf")]
        suya = self._la_corriente(raiz)
        self.corriente = {cual: suya[cual] for cual in ("name", "sz", "b", "i") if cual in suya}
        """En ella se miden los anchos, y con ella va lo que no dice otra."""
        self.tamano = numero_escrito(suya.get("sz", "11"))
        self._de: list[dict[str, Any]] = [
            self._formato(uno) for uno in raiz.iterfind(f"{S}cellXfs/{S}xf")
        ]

    def _la_corriente(self, raiz: Elemento) -> dict[str, str]:
        """La del estilo «Normal», que puede ser cualquiera de los dichos; sin él, la primera."""
        for estilo in raiz.iterfind(f"{S}cellStyles/{S}cellStyle"):
            if estilo.get("builtinId") == _NORMAL:
                suyo = self._de_estilo[indice_escrito(estilo.get("xfId", "0"))]
                return self._letras[indice_escrito(suyo.get("fontId", "0"))]
        return self._letras[0] if self._letras else {}

    def de(self, numero: int) -> dict[str, Any]:
        """Cada aspecto suyo."""
        return self._de[numero]

    def _formato(self, uno: Elemento) -> dict[str, Any]:
        numero = indice_escrito(uno.get("numFmtId", "0"))
        alineada = hijo(uno, f"{S}alignment")
        dichos = dict(alineada.attrib) if alineada is not None else {}
        sobre = self._de_estilo[indice_escrito(uno.get("xfId", "0"))]
        return {
            "como su estilo": [  # el que no se aplica ha de ser el mismo: cada programa toma uno
                clave
                for clave, cual in _SE_APLICAN.items()
                if uno.get(clave, "true") not in _SI and uno.get(cual) != sobre.get(cual)
            ],
            "número": self._numeros.get(numero, _FORMATOS.get(numero, f"formato {numero}")),
            "letra": self._letras[indice_escrito(uno.get("fontId", "0"))],
            "fondo": self._fondos[indice_escrito(uno.get("fillId", "0"))],
            "bordes": self._bordes[indice_escrito(uno.get("borderId", "0"))],
            "alineación": {
                clave: valor
                for clave, valor in ((c, _si(v)) for c, v in dichos.items())
                if valor not in {"general", "bottom", "false", "0"}
            },
        }


def _si(valor: str) -> str:
    return {"1": "true", "0": "false"}.get(valor, valor)


def _letra(una: Elemento) -> dict[str, str]:
    dicha = {}
    for propia in una:
        nombre = str(propia.tag).rpartition("}")[2]
        valores = [v for c, v in propia.attrib.items()]
        valor = _si(" ".join(valores) or "true")
        if nombre not in {"family", "charset", "scheme"} and valor not in {"false", "none"}:
            dicha[nombre] = "single" if (nombre, valor) == ("u", "true") else valor
    return dicha


def _fondo(uno: Elemento) -> str:
    trama = hijo(uno, f"{S}patternFill")
    if trama is None:
        return "otro"
    clase = trama.get("patternType", "none")
    if clase == "none":
        return "ninguno"
    color = hijo(trama, f"{S}fgColor")
    if clase == "solid":
        return f"{clase} {_color(color)}"
    return f"{clase} {_color(color)} {_color(hijo(trama, f'{S}bgColor'))}"


def _borde(uno: Elemento) -> dict[str, str]:
    lados = {}
    for lado in uno:
        nombre = str(lado.tag).rpartition("}")[2]
        if (clase := lado.get("style", "none")) != "none":
            lados[nombre] = f"{clase} {_color(hijo(lado, f'{S}color')) or 'rgb=FF000000'}"
    return lados


def _color(color: Elemento | None) -> str:
    return "" if color is None else " ".join(f"{c}={v}" for c, v in color.attrib.items())


class _Hoja:
    """Lo que se ve de una."""

    def __init__(
        self, piezas: Piezas, parte: str, lugar: str, textos: list[str], estilos: _Estilos
    ) -> None:
        self._piezas, self._parte, self._lugar = piezas, parte, lugar
        self._textos, self._estilos = textos, estilos
        self._raiz = piezas.raiz(parte)

    def todo(self) -> Iterator[Anotado]:
        """Sus celdas, lo que la acomoda y lo que se imprime."""
        self._anchos: dict[int, float] = {}
        self._altos: dict[int, float] = {}
        yield from self._columnas()
        for fila in self._raiz.iterfind(f"{S}sheetData/{S}row"):
            yield from self._fila(fila)
        combinadas = (una.get("ref", "") for una in self._raiz.iter(f"{S}mergeCell"))
        yield Anotado(self._lugar, "celdas combinadas", sorted(combinadas))
        filtros = (uno.get("ref", "") for uno in self._raiz.iterfind(f"{S}autoFilter"))
        yield Anotado(self._lugar, "filtro", list(filtros))
        for vista in self._raiz.iterfind(f"{S}sheetViews/{S}sheetView"):
            yield from self._vista(vista)
        yield from self._impreso()
        yield from self._enlaces()
        yield from self._tablas()
        yield from self._dibujos()

    def _columnas(self) -> Iterator[Anotado]:
        """Hasta la última con algo escrito; la que no dice su ancho tiene el de todas."""
        formato = hijo(self._raiz, f"{S}sheetFormatPr")
        de_todas = formato.get("defaultColWidth") if formato is not None else None
        dichas: dict[int, Elemento] = {}
        for columna in self._raiz.iterfind(f"{S}cols/{S}col"):
            desde, hasta = (
                indice_escrito(columna.get("min", "0")),
                indice_escrito(columna.get("max", "0")),
            )
            dichas |= dict.fromkeys(range(desde, min(hasta, _ULTIMA) + 1), columna)
        escritas = {celda.get("r", "").rstrip("0123456789") for celda in self._raiz.iter(f"{S}c")}
        for numero in range(1, max(map(_numero_de, escritas), default=0) + 1):
            lugar = f"{self._lugar}, columna {letras(numero - 1)}"
            suya = dichas.get(numero)
            oculta = suya is not None and suya.get("hidden", "0") in _SI
            yield Anotado(lugar, "oculta", oculta)
            if not oculta:
                dicho = suya.get("width") if suya is not None else de_todas
                ancho = self._anchos[numero] = numero_escrito(dicho or _ANCHO_CORRIENTE)
                yield Anotado(lugar, "ancho", Medida(ancho, _EN_LETRAS))

    def _fila(self, fila: Elemento) -> Iterator[Anotado]:
        lugar = f"{self._lugar}, fila {fila.get('r')}"
        alto = numero_escrito(fila.get("ht") or str(_ALTO_CORRIENTE))
        self._altos[indice_escrito(fila.get("r", "0"))] = alto
        yield Anotado(lugar, "oculta", fila.get("hidden", "0") in _SI or alto < _ALTO_MINIMO)
        if fila.get("customHeight", "0") in _SI:
            yield Anotado(lugar, "alto", Medida(alto, _EN_PUNTOS))
        for celda in fila.iterfind(f"{S}c"):
            suyo = f"{self._lugar}, celda {celda.get('r')}"
            valor, formula = celda.findtext(f"{S}v"), celda.findtext(f"{S}f")
            dice = valor is not None or formula is not None
            clase = celda.get("t", "n")
            if dice:
                yield Anotado(suyo, DICE, self._valor(clase, valor or ""))
                yield Anotado(suyo, "fórmula", formula)
            for aspecto, como in self._estilos.de(indice_escrito(celda.get("s", "0"))).items():
                if dice or aspecto in _EN_BLANCO:
                    yield Anotado(suyo, aspecto, como)

    def _valor(self, clase: str, valor: str) -> Any:
        if clase == "s":
            return self._textos[indice_escrito(valor)]
        return Medida(numero_escrito(valor), 1e-9) if clase == "n" else valor

    def _vista(self, vista: Elemento) -> Iterator[Anotado]:
        for clave in _VISTA:
            dicho = vista.get(clave)
            if clave == "view":
                yield Anotado(self._lugar, clave, dicho or "normal")
            else:
                fabrica = _DE_FABRICA.get(clave, False)
                yield Anotado(self._lugar, clave, fabrica if dicho is None else dicho in _SI)

    def _impreso(self) -> Iterator[Anotado]:
        for margenes in self._raiz.iterfind(f"{S}pageMargins"):
            for lado, valor in margenes.attrib.items():
                suyo = {"header": "oddHeader", "footer": "oddFooter"}.get(lado)
                if suyo and not self._raiz.findtext(f"{S}headerFooter/{S}{suyo}"):
                    continue  # el de lo que no hay
                yield Anotado(
                    self._lugar, f"margen {lado}", Medida(numero_escrito(valor), _EN_PULGADAS)
                )
        papel = hijo(self._raiz, f"{S}pageSetup")
        for clave, fabrica in (("orientation", "portrait"), ("paperSize", "1"), ("scale", "100")):
            dicho = papel.get(clave, fabrica) if papel is not None else fabrica
            yield Anotado(self._lugar, f"impresión, {clave}", dicho)
        cabe = hijo(self._raiz, f"{S}sheetPr", f"{S}pageSetUpPr")
        ajustada = cabe is not None and cabe.get("fitToPage", "0") in _SI
        yield Anotado(self._lugar, "impresión ajustada", ajustada)
        opciones = hijo(self._raiz, f"{S}printOptions")
        dichas = dict(opciones.attrib) if opciones is not None else {}
        puestas = sorted(c for c, v in dichas.items() if v in _SI and c != "gridLinesSet")
        yield Anotado(self._lugar, "opciones de impresión", puestas)
        for lado in ("oddHeader", "oddFooter"):
            dicho = self._raiz.findtext(f"{S}headerFooter/{S}{lado}") or ""
            yield Anotado(self._lugar, lado, dicho)
        for cortes in ("rowBreaks", "colBreaks"):
            suyos = [uno.get("id") for uno in self._raiz.iterfind(f"{S}{cortes}/{S}brk")]
            yield Anotado(self._lugar, cortes, suyos)

    def _enlaces(self) -> Iterator[Anotado]:
        relaciones = self._piezas.relaciones(self._parte)
        for uno in self._raiz.iter(f"{S}hyperlink"):
            fuera = relaciones.get(uno.get(f"{R}id", ""))
            destino = f"{fuera.destino if fuera else ''}#{uno.get('location', '')}"
            yield Anotado(f"{self._lugar}, celda {uno.get('ref')}", "enlace", destino)

    def _tablas(self) -> Iterator[Anotado]:
        for destino in self._usadas("table", f"{S}tableParts/{S}tablePart"):
            tabla = self._piezas.raiz(destino)
            columnas = [columna.get("name") for columna in tabla.iter(f"{S}tableColumn")]
            yield Anotado(self._lugar, "tabla", (tabla.get("ref"), columnas))

    def _usadas(self, clase: str, camino: str) -> Iterator[str]:
        """Las partes que la hoja usa: la que guarda y no nombra nadie la ve."""
        relaciones = self._piezas.relaciones(self._parte)
        for uno in self._raiz.iterfind(camino):
            nombrada = relaciones[uno.get(f"{R}id", "")]
            if nombrada.clase != clase:
                raise IlegibleError("archivo_danado", f"«{self._parte}» usa otra cosa de {clase}")
            yield nombrada.destino

    def _dibujos(self) -> Iterator[Anotado]:
        suyos = [
            (suya, ancla)
            for suya in self._usadas("drawing", f"{S}drawing")
            for ancla in self._piezas.raiz(suya)
        ]
        for numero, (suya, ancla) in enumerate(suyos, 1):
            lugar = f"{self._lugar}, dibujo {numero}"
            yield Anotado(lugar, "imagen", self._piezas.imagen(ancla, suya))
            izquierda, arriba = self._esquina(ancla, "from")
            yield Anotado(lugar, "desde la izquierda", Medida(izquierda, _EN_DIBUJO))
            yield Anotado(lugar, "desde arriba", Medida(arriba, _EN_ALTO))
            if ancla.find("{*}to") is not None:
                derecha, abajo = self._esquina(ancla, "to")
                tamano = (derecha - izquierda, abajo - arriba)
            else:
                medida = ancla.find("{*}ext")
                lados = (
                    entero_escrito(medida.get(c, "0")) if medida is not None else 0 for c in _LADOS
                )
                ancho, alto = lados
                tamano = (ancho / self._de_letra, alto / _EMU_POR_PUNTO)
            yield Anotado(lugar, "ancho", Medida(tamano[0], _EN_DIBUJO))
            yield Anotado(lugar, "alto", Medida(tamano[1], _EN_PUNTO_Y_MEDIO))
            for suyo in ancla.iter("{*}cNvPr"):
                yield Anotado(lugar, "texto alternativo", suyo.get("descr", ""))

    @property
    def _de_letra(self) -> float:
        return self._estilos.tamano * _ANCHO_DE_UN_DIGITO * _EMU_POR_PUNTO

    def _esquina(self, ancla: Elemento, cual: str) -> tuple[float, float]:
        """En letras desde la izquierda y en puntos desde arriba, diga la celda que diga."""
        dicha = {
            uno: entero_escrito(ancla.findtext(f"{{*}}{cual}/{{*}}{uno}") or "0")
            for uno in ("col", "colOff", "row", "rowOff")
        }
        antes = fsum(uno for numero, uno in self._anchos.items() if numero <= dicha["col"])
        # Las filas que no están también ocupan; un archivo ajeno puede decir una muy lejana.
        altos = [uno for numero, uno in self._altos.items() if numero <= dicha["row"]]
        sobre = fsum(altos) + (dicha["row"] - len(altos)) * _ALTO_CORRIENTE
        return antes + dicha["colOff"] / self._de_letra, sobre + dicha["rowOff"] / _EMU_POR_PUNTO


def _numero_de(columna: str) -> int:
    numero = 0
    for letra in columna:
        numero = numero * 26 + ord(letra) - ord("A") + 1
    return min(numero, _ULTIMA)


_ANCHO_CORRIENTE = "8.83"
_LADOS = ("cx", "cy")
_ALTO_CORRIENTE, _ALTO_MINIMO = 15.0, 3.0
_EN_ALTO, _EN_PUNTO_Y_MEDIO = 8.0, 1.5
_ULTIMA = 1024
"""Las columnas que se miran de las que se acomodan juntas."""
