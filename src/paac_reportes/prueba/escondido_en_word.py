"""Lo que un Word esconde: letras, campos, marcos, y tablas y celdas en que un texto no cabe."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from paac_reportes.opc.xml import Elemento, R, W, encendido, hijo
from paac_reportes.prueba.abierto import (
    BLANCO,
    NEGRO,
    SI,
    Archivo,
    Letra,
    Pedido,
    aclarado,
    direccion,
    local,
    medida,
    nombres,
    pedido_de,
    rgb,
    seguido,
    texto_de,
)

_VAL = f"{W}val"


def _de_word(juntos: str) -> frozenset[str]:
    return frozenset(f"{W}{nombre}" for nombre in nombres(juntos))


_CORRIENTES = _de_word(
    "document body hdr ftr footnotes endnotes p r t tab br cr noBreakHyphen tbl tr tc hyperlink"
    " bookmarkStart bookmarkEnd proofErr lastRenderedPageBreak fldChar instrText sdt sdtContent"
    " smartTag fldSimple permStart permEnd tblGrid gridCol footnote endnote separator"
    " continuationSeparator"
)
"""Lo que lleva un texto de Word; lo demás, un cambio sin aceptar o un trozo ajeno, es raro."""
_PROPIEDADES = _de_word("pPr rPr tblPr trPr tcPr sectPr sdtPr sdtEndPr smartTagPr tblPrEx")
_CON_PROPIEDADES, _CON_TEXTO = _de_word("p r tbl tr tc"), _de_word("t instrText delText")
_DIBUJOS = _de_word("drawing pict object")
_SE_MIDEN = _de_word("tcW gridCol sz trHeight ind spacing w position tblInd pgMar pgSz")
_MEDIDA = re.compile(r"-?[0-9]+(?:\.[0-9]+)?%?")
_EN_BLOQUE, _EN_LINEA = (
    _de_word("body hdr ftr tc footnote endnote"),
    _de_word("p hyperlink fldSimple"),
)
_VAN_EN = {
    f"{W}body": _de_word("document"),
    **dict.fromkeys(_de_word("p tbl"), _EN_BLOQUE),
    f"{W}tr": _de_word("tbl"),
    f"{W}tc": _de_word("tr"),
    **dict.fromkeys(_de_word("r hyperlink fldSimple"), _EN_LINEA),
    **dict.fromkeys(_de_word("t tab br cr noBreakHyphen fldChar instrText"), _de_word("r")),
}
"""Dónde va cada cosa, sin contar lo que la envuelve: en otra parte nadie la muestra."""
_CONTIENEN = frozenset().union(*_VAN_EN.values())
_SE_SUMAN = frozenset({"ind", "spacing", "rFonts"})
_REPETIDAS = {"header": "un encabezado", "footer": "un pie de página"}
_CUENTAS = {**_REPETIDAS, "footnotes": "las notas al pie", "endnotes": "las notas del final"}
_SE_CALCULAN = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_DE_SIEMPRE = re.compile(r"\\\*\s*(?:mergeformat|arabic|roman)\b", re.IGNORECASE)
"""Cómo se muestra lo calculado, si es como el formato lo pide."""
_SE_CUENTAN = nombres(
    "decimal decimalZero lowerLetter upperLetter lowerRoman upperRoman bullet none"
)
_DE_NIVEL = _de_word("start numFmt suff lvlText lvlJc pPr rPr pStyle")
_TRAMA_CLARA = re.compile("clear|nil|pct[1-4]?[0-9]")
_LLEGA = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_PAGINA = re.compile(r"[0-9ivxlcdmIVXLCDM -]{0,12}")
_RESALTES = {
    "black": "000000",
    "white": "FFFFFF",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkRed": "800000",
    "darkMagenta": "800080",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
_SIN_ANCHO, _SIN_ALTO = 150, 100
"""Vigésimos de punto en que no cabe una letra."""
_DE_LETRA = 2.4
"""Los de un centésimo de letra."""


class _Sitio(NamedTuple):
    lugar: str
    fondo: str = BLANCO
    tabla: str = ""
    parrafo: str = ""
    hondo: int = 0
    en_contenido: bool = False
    """Si es de un enlace al mismo documento, como los del contenido."""


def _sobre(debajo: Pedido, encima: Pedido) -> Pedido:
    sumados = {c: debajo.get(c, {}) | v if c in _SE_SUMAN else v for c, v in encima.items()}
    return debajo | sumados


def _puesta(pedido: Pedido, *cuales: str) -> bool:
    dichas = (pedido[cual].get("val", "1") for cual in cuales if cual in pedido)
    return any(valor not in {"0", "false", "off", "none"} for valor in dichas)


def _val(pedido: Pedido, cual: str, si_no: float = 0.0, clave: str = "val") -> float:
    return medida(pedido.get(cual, {}).get(clave), si_no)


class Word(Archivo):
    """Un documento."""

    def recorrer(self) -> None:
        """Sus encabezados, sus notas y su cuerpo."""
        estilos = self.partes.de_clase(self.parte, "styles")
        self.estilos: dict[str, Elemento] = {}
        self.de_todos: dict[str, Pedido] = {"rPr": {}, "pPr": {}}
        self.corriente: dict[str, str] = {}
        self._heredado: dict[tuple[str, str, str], Pedido] = {}
        self._de_cada_estilo: dict[tuple[str, str], Pedido] = {}
        self._letras: dict[tuple[object, ...], Letra] = {}
        if estilos is not None:
            self._leer_estilos(estilos)
        numeracion = self.partes.de_clase(self.parte, "numbering")
        for uno in () if numeracion is None else numeracion.iter(f"{W}lvl"):
            self._nivel(uno)
        ajustes = self.partes.de_clase(self.parte, "settings")
        for uno in () if ajustes is None else ajustes:
            self._propiedad(uno, "los ajustes")
        usadas = self._usadas()
        for suya in self.partes.relaciones(self.parte).values():
            if suya.clase in _CUENTAS and suya.parte in self.partes:
                raiz, lugar = self.partes.raiz(suya.parte), f"{_CUENTAS[suya.clase]} ({suya.parte})"
                self._recorrer_parte(raiz, suya.parte, f"{lugar}, ")
                if suya.clase in _REPETIDAS and suya.parte not in usadas:
                    self.anotar("otra_pagina", lugar, texto_de(raiz))
        self._recorrer_parte(self.raiz, self.parte, "")
        for otros, cuerpo in enumerate(self.raiz.iterfind(f"{W}body")):
            self._caben(cuerpo)
            self.anotar("suelto", "otro cuerpo", texto_de(cuerpo) if otros else "")

    def _nivel(self, nivel: Elemento) -> None:
        """Lo que un nivel de una lista escribe delante de sus párrafos, y dónde los pone."""
        dice = pedido_de(nivel)
        forma, texto = (dice.get(c, {}).get("val", "") for c in ("numFmt", "lvlText"))
        escrito = "".join(filter(str.isalnum, re.sub("%[1-9]", "", texto)))
        self.anotar("numeracion", "la numeración", escrito)
        self.anotar("numeracion", "la numeración", "" if forma in _SE_CUENTAN else forma)
        for uno in nivel:
            if uno.tag not in _DE_NIVEL:
                self.raro(uno, "la numeración")
        for una in nivel.iter():
            self._propiedad(una, "la numeración")
        if self._se_sale(pedido_de(hijo(nivel, f"{W}pPr"))):
            self.anotar("fuera_de_lugar", "la numeración", f"el nivel {texto}")
        letra = self._letra(pedido_de(hijo(nivel, f"{W}rPr")), BLANCO)
        # Una viñeta suele ser un signo de una letra de dibujos.
        letra = letra._replace(fuente="") if forma == "bullet" else letra
        self.texto("la numeración", texto, letra)

    def _usadas(self) -> set[str]:
        """Los encabezados y los pies que una sección nombra."""
        suyas, usadas = self.partes.relaciones(self.parte), set[str]()
        for uno in self.raiz.iter(f"{W}headerReference", f"{W}footerReference"):
            nombrada, clase = suyas.get(uno.get(f"{R}id", "")), uno.get(f"{W}type", "default")
            if nombrada is not None and nombrada.parte in self.partes:
                usadas.add(nombrada.parte)
                dicho = "" if clase == "default" else texto_de(self.partes.raiz(nombrada.parte))
                self.anotar("otra_pagina", f"las páginas «{clase}»", dicho)
        return usadas

    def _leer_estilos(self, raiz: Elemento) -> None:
        nombres: set[tuple[str, str]] = set()
        for uno in raiz.iter(f"{W}style"):
            clave, tipo, nombre = (
                uno.get(f"{W}styleId", ""),
                uno.get(f"{W}type", ""),
                hijo(uno, f"{W}name"),
            )
            dicho = "" if nombre is None else nombre.get(_VAL, "").casefold()
            if clave in self.estilos or (tipo, dicho) in nombres:
                self.anotar("dos_veces", "los estilos", f"el estilo «{clave}»")
            nombres.add((tipo, dicho))
            self.estilos.setdefault(clave, uno)
            if uno.get(f"{W}default") in SI:
                self.corriente.setdefault(tipo, clave)
        for suyas in raiz.iter(*_PROPIEDADES):
            for una in suyas.iter():
                self._propiedad(una, "los estilos")
        for que in self.de_todos:
            suyo = hijo(raiz, f"{W}docDefaults", f"{W}{que}Default", f"{W}{que}")
            self.de_todos[que] = pedido_de(suyo)

    def _cadena(self, clave: str) -> list[Elemento]:
        """Un estilo y los que hereda, del último al suyo."""
        cadena: dict[str, Elemento] = {}
        while clave in self.estilos and clave not in cadena:
            estilo = cadena[clave] = self.estilos[clave]
            base = hijo(estilo, f"{W}basedOn")
            clave = "" if base is None else base.get(_VAL, "")
        return [*reversed(cadena.values())]

    def _de_estilo(self, clave: str, que: str) -> Pedido:
        """Lo que pide un estilo, con lo que hereda; el que ya se sabe no se recorre otra vez."""
        pendientes: list[str] = []
        while clave in self.estilos and (clave, que) not in self._de_cada_estilo:
            self._de_cada_estilo[clave, que] = {}  # uno que se hereda a sí mismo no pide nada
            pendientes.append(clave)
            base = hijo(self.estilos[clave], f"{W}basedOn")
            clave = "" if base is None else base.get(_VAL, "")
        pedido = self._de_cada_estilo.get((clave, que), {})
        for cual in reversed(pendientes):
            pedido = _sobre(pedido, pedido_de(hijo(self.estilos[cual], f"{W}{que}")))
            self._de_cada_estilo[cual, que] = pedido
        return pedido

    def _base(self, sitio: _Sitio, que: str) -> Pedido:
        cual = (sitio.tabla, sitio.parrafo or self.corriente.get("paragraph", ""), que)
        if cual not in self._heredado:
            de_tabla = _sobre(self.de_todos[que], self._de_estilo(sitio.tabla, que))
            self._heredado[cual] = _sobre(de_tabla, self._de_estilo(cual[1], que))
        return self._heredado[cual]

    def _recorrer_parte(self, raiz: Elemento, parte: str, lugar: str) -> None:
        """Cada elemento con su sitio, en su orden y sin llamarse a sí misma."""
        cuentas, campos = Counter[str](), list[list[str]]()
        pendientes = [(raiz, _Sitio(lugar.removesuffix(", ")), "")]
        while pendientes:
            uno, sitio, en = pendientes.pop()
            if uno.tag in _PROPIEDADES:
                for suya in uno.iter():
                    self._propiedad(suya, sitio.lugar)
            elif uno.tag in _DIBUJOS:
                self.dibujo(uno, parte, sitio.lugar)
            else:
                if uno.tag in _CON_PROPIEDADES:
                    sitio = self._en(uno, sitio, cuentas, lugar)
                elif uno.tag == f"{W}hyperlink":
                    sitio = self._enlace(uno, sitio, parte)
                self._suelto(uno, sitio.lugar, en)
                self._campo(uno, campos, sitio.lugar)
                en = uno.tag if uno.tag in _CONTIENEN else en
                pendientes += [(suyo, sitio, en) for suyo in reversed(uno)]
        for orden, *_ in campos:
            self.anotar("campo", lugar, f"un campo sin cerrar: {orden}")

    def _suelto(self, uno: Elemento, lugar: str, en: str) -> None:
        """Lo que no es corriente, o está donde no va."""
        if uno.tag in _SE_MIDEN:
            self._propiedad(uno, lugar)
        elif uno.tag not in _CORRIENTES:
            self.raro(uno, lugar)
        elif en and en not in _VAN_EN.get(uno.tag, _CONTIENEN):
            self.anotar("suelto", lugar, f"{local(uno)} {seguido(uno.itertext())}")
        suyas = uno.findall(f"{uno.tag}Pr") if uno.tag in _CON_PROPIEDADES else []
        if suyas and suyas[0] is not uno[0] and uno[0].tag not in _PROPIEDADES:
            self.anotar("mal_escrito", lugar, f"{local(suyas[0])} tras lo que dice")
        self.anotar("dos_veces", lugar, local(suyas[0]) if suyas[1:] else "")
        suelto = ((uno.text or "") if uno.tag not in _CON_TEXTO else "") + (uno.tail or "")
        self.anotar("suelto", lugar, suelto.strip())

    def _propiedad(self, una: Elemento, lugar: str) -> None:
        nombre = local(una)
        if una.tag in _PROPIEDADES and una.tag != f"{W}sectPr":
            for otra, veces in Counter(map(local, una)).items():
                self.anotar("dos_veces", lugar, otra if veces > 1 else "")
        if nombre in self.con_regla and encendido(una, _VAL):
            self.raro(una, lugar)
        for clave, valor in una.attrib.items() if una.tag in _SE_MIDEN else ():
            if any(c.isdigit() for c in valor) and not _MEDIDA.fullmatch(valor):
                self.anotar("mal_escrito", lugar, f"{nombre} {clave.rpartition('}')[2]}={valor}")

    def _en(self, uno: Elemento, sitio: _Sitio, cuentas: Counter[str], parte: str) -> _Sitio:
        """El sitio de lo que va en un párrafo, una tabla, una fila, una celda o un tramo."""
        cual, suyas = local(uno), hijo(uno, f"{uno.tag}Pr")
        if cual == "r":
            self._tramo(uno, sitio, suyas)
            return sitio
        propias = pedido_de(suyas)
        cuentas[cual] += not sitio.hondo or (cual == "tr" and sitio.hondo == 1)
        if cual == "p":
            sitio = sitio._replace(parrafo=propias.get("pStyle", {}).get("val", ""))
            if not sitio.hondo:
                sitio = sitio._replace(lugar=f"{parte}el párrafo {cuentas[cual]}")
            pide = _sobre(self._base(sitio, "pPr"), propias)
            self._parrafo(uno, sitio.lugar, pide)
            return sitio._replace(fondo=self._fondo(pide) or sitio.fondo)
        if cual == "tbl":
            if not sitio.hondo:
                cuentas["tr"] = 0
                sitio = sitio._replace(lugar=f"{parte}la tabla {cuentas[cual]}")
            estilo = propias.get("tblStyle", {}).get("val") or self.corriente.get("table", "")
            sitio = sitio._replace(tabla=estilo, hondo=sitio.hondo + 1)
            self._tabla(uno, sitio)
            de_estilo = self._fondo(self._de_estilo(estilo, "tcPr"))
            return sitio._replace(fondo=self._fondo(propias) or de_estilo or sitio.fondo)
        if cual == "tr" and sitio.hondo == 1:
            lugar = f"{parte}la tabla {cuentas['tbl']}, fila {cuentas[cual]}"
            return sitio._replace(lugar=lugar)
        # El de una celda, aunque sea ninguno, tapa el que pide el estilo de su tabla.
        debajo = BLANCO if "shd" in propias else sitio.fondo
        return sitio._replace(fondo=self._fondo(propias) or debajo)

    def _colores(self, dicho: Mapping[str, str], de: str, tema: str) -> tuple[str, ...]:
        """El del tema y el que era al guardarlo; ninguno si es automático."""
        if not dicho:
            return ()
        nombre = re.sub(r"^(?:background|light)", "lt", dicho.get(tema, ""))
        nombre = re.sub(r"^(?:text|dark)", "dk", nombre.replace("hyperlink", "hlink"))
        color = self.tema.get(nombre)
        for cual, signo in (("Tint", 1), ("Shade", -1)):
            cuanto = dicho.get(f"{tema.removesuffix('Color')}{cual}", "FF")
            if color and re.fullmatch("[0-9A-Fa-f]{2}", cuanto):
                color = aclarado(color, signo * (1 - int(cuanto, 16) / 255))
        return tuple(uno for uno in (color, rgb(dicho.get(de))) if uno)

    def _fondo(self, pedido: Pedido) -> str:
        """El de un sombreado; en blanco si no lo dice."""
        sombra = pedido.get("shd", {})
        if not _TRAMA_CLARA.fullmatch(sombra.get("val", "clear")):
            return next(iter(self._colores(sombra, "color", "themeColor")), NEGRO)
        return next(iter(self._colores(sombra, "fill", "themeFill")), "")

    def _letra(self, pide: Pedido, fondo: str, *, en_contenido: bool = False) -> Letra:
        resalte = _RESALTES.get(pide.get("highlight", {}).get("val", ""))
        rasgos = set[str]()
        # Las páginas del contenido las esconden Word y LibreOffice de la página web.
        if _puesta(pide, "vanish", "specVanish", *(() if en_contenido else ("webHidden",))):
            rasgos.add("oculta")
        if _puesta(pide, "strike", "dstrike"):
            rasgos.add("tachada")
        if (
            not 50 <= _val(pide, "w", 100) <= 200  # noqa: PLR2004 - por ciento
            or abs(_val(pide, "position")) > 24  # noqa: PLR2004 - medios puntos
            or _val(pide, "spacing") < -40  # noqa: PLR2004 - vigésimos de punto
            or pide.get("vertAlign", {}).get("val", "baseline") != "baseline"
            or _puesta(pide, "fitText", "eastAsianLayout", "textFill", "rtl", "cs")
        ):
            rasgos.add("deformada")
        return Letra(
            self._colores(pide.get("color", {}), "val", "themeColor") or (NEGRO,),
            resalte or self._fondo(pide) or fondo,
            _val(pide, "sz", 20) / 2,
            " ".join(v for c, v in pide.get("rFonts", {}).items() if c in {"ascii", "hAnsi"}),
            frozenset(rasgos),
        )

    def _tramo(self, tramo: Elemento, sitio: _Sitio, suyas: Elemento | None) -> None:
        texto = "".join(u.text or "" for u in tramo if u.tag == f"{W}t")
        if not texto.strip():
            return
        dichas = tuple((una.tag, *una.attrib.items()) for una in (() if suyas is None else suyas))
        cual = (sitio[1:], dichas)
        if cual not in self._letras:  # un documento tiene pocas, y cada una en mil tramos
            propias = pedido_de(suyas)
            de_estilo = self._de_estilo(propias.get("rStyle", {}).get("val", ""), "rPr")
            pide = _sobre(_sobre(self._base(sitio, "rPr"), de_estilo), propias)
            de_contenido = sitio.en_contenido
            self._letras[cual] = self._letra(pide, sitio.fondo, en_contenido=de_contenido)
        self.texto(sitio.lugar, texto, self._letras[cual])

    def _parrafo(self, parrafo: Elemento, lugar: str, pide: Pedido) -> None:
        exacto = pide.get("spacing", {}).get("lineRule") == "exact"
        bajo = exacto and _val(pide, "spacing", _SIN_ALTO, "line") < _SIN_ALTO
        if bajo or self._se_sale(pide):
            self.anotar("fuera_de_lugar", lugar, texto_de(parrafo))

    @staticmethod
    def _se_sale(pide: Pedido) -> bool:
        """Si una sangría saca el texto de la hoja, o no deja dónde escribirlo."""
        dichas: dict[str, list[float]] = {}
        for clave, valor in pide.get("ind", {}).items():
            cual = clave.removesuffix("Chars").replace("start", "left").replace("end", "right")
            cuanto = medida(valor) * (_DE_LETRA if clave.endswith("Chars") else 1)
            dichas.setdefault(cual, []).append(cuanto)
        cuales = ("left", "right", "firstLine", "hanging")
        izquierda, derecha, primera, colgada = (dichas.get(cual, [0.0]) for cual in cuales)
        menor = min(izquierda) + min(0.0, *primera, *(-una for una in colgada))
        mayor = max(izquierda) + max(0.0, *primera, *derecha)
        return min(menor, *derecha) < -1000 or mayor > 5000  # noqa: PLR2004 - la hoja

    def _enlace(self, enlace: Elemento, sitio: _Sitio, parte: str) -> _Sitio:
        if (clave := enlace.get(f"{R}id")) is None:
            return sitio._replace(en_contenido=True)
        destino = self.partes.todas_las_relaciones(parte).get(clave)
        llega = direccion(destino.parte) if destino else ""
        self.anotar("enlace", sitio.lugar, f"{texto_de(enlace)} → {llega}")
        return sitio

    def _campo(self, uno: Elemento, abiertos: list[list[str]], lugar: str) -> None:
        """Lo que el programa calcula: su orden, y lo que dio la última vez."""
        clase = uno.get(f"{W}fldCharType")
        if clase == "begin":
            abiertos.append([""])
        elif clase == "separate" and abiertos:
            abiertos[-1].append("")
        elif clase == "end" and abiertos:
            orden, *dado = abiertos.pop()
            self._calculado(orden, seguido(dado), lugar)
        elif uno.tag == f"{W}fldSimple":
            self._calculado(uno.get(f"{W}instr", ""), texto_de(uno), lugar)
        elif uno.tag in _CON_TEXTO:
            en_orden = bool(abiertos) and len(abiertos[-1]) == 1
            if en_orden != (uno.tag == f"{W}instrText"):
                que = "un texto dentro de una orden" if en_orden else "una orden fuera de un campo"
                self.anotar("campo", lugar, f"{que}: {uno.text}")
            if abiertos:
                abiertos[-1][-1] += uno.text or ""

    def _calculado(self, orden: str, dicho: str, lugar: str) -> None:
        cual = (orden.split() or [""])[0].upper()
        llega = _LLEGA.match(orden)
        if llega is not None:
            self.anotar("enlace", lugar, f"{dicho} → {direccion(llega[1])}")
        elif cual in _SE_CALCULAN and not _PAGINA.fullmatch(dicho):
            self.anotar("campo", lugar, f"{cual} muestra «{dicho}»")
        else:
            modos = {m for m in _DE_SIEMPRE.sub("", orden).split() if m.startswith("\\")}
            self.anotar("campo", lugar, " ".join((cual, *sorted(modos))))

    def _tabla(self, tabla: Elemento, sitio: _Sitio) -> None:
        """Las celdas en que no cabe su texto, y las filas que no llenan la cuadrícula."""
        anchos = [medida(c.get(f"{W}w")) for c in tabla.iterfind(f"{W}tblGrid/{W}gridCol")]
        cadena = self._cadena(sitio.tabla)
        for parte in (parte for estilo in cadena for parte in estilo.iter(f"{W}tblStylePr")):
            fondo = self._fondo(pedido_de(hijo(parte, f"{W}tcPr"))) or BLANCO
            suya = self._letra(pedido_de(hijo(parte, f"{W}rPr")), fondo)
            self.texto("los estilos", f"{sitio.tabla} {parte.get(f'{W}type')}", suya)
        for fila in tabla.iterfind(f"{W}tr"):
            suyas = pedido_de(hijo(fila, f"{W}trPr"))
            desde = int(_val(suyas, "gridBefore"))
            bajo = suyas.get("trHeight", {}).get("hRule") == "exact"  # se ve lo que quepa
            for celda in fila.iter(f"{W}tc"):
                pide = pedido_de(hijo(celda, f"{W}tcPr"))
                hasta = desde + int(_val(pide, "gridSpan", 1))
                angosta = anchos and sum(anchos[desde:hasta]) < _SIN_ANCHO
                if pide.get("tcW", {}).get("type") == "dxa":
                    angosta = angosta or _val(pide, "tcW", 0, "w") < _SIN_ANCHO
                sigue = pide.get("vMerge", {"val": "no"}).get("val", "continue") == "continue"
                if bajo or angosta or sigue:
                    self.anotar("fuera_de_lugar", sitio.lugar, texto_de(celda))
                desde = hasta
            if anchos and desde + int(_val(suyas, "gridAfter")) != len(anchos):
                self.anotar("fuera_de_lugar", sitio.lugar, f"la fila corrida {texto_de(fila)}")

    def _caben(self, cuerpo: Elemento) -> None:
        """Si cada tabla cabe en la hoja de su sección."""
        tablas: list[Elemento] = []
        for uno in cuerpo:
            tablas += [uno] if uno.tag == f"{W}tbl" else []
            seccion = uno if uno.tag == f"{W}sectPr" else hijo(uno, f"{W}pPr", f"{W}sectPr")
            if seccion is None:
                continue
            dice = pedido_de(seccion)
            for cual in ("left", "right", "header", "footer"):
                margen = _val(dice, "pgMar", 0, cual)
                fuera = not 0 <= margen <= 5000  # noqa: PLR2004 - la hoja
                self.anotar("fuera_de_lugar", "la hoja", f"{cual} {margen:g}" if fuera else "")
            izquierda, derecha = (_val(dice, "pgMar", 0, c) for c in ("left", "right"))
            columnas = max(int(_val(dice, "cols", 1, "num")), 1)
            queda = (_val(dice, "pgSz", 12240, "w") - izquierda - derecha) / columnas
            for tabla in tablas:
                desde = _val(pedido_de(hijo(tabla, f"{W}tblPr")), "tblInd", 0, "w")
                suyas = tabla.iterfind(f"{W}tblGrid/{W}gridCol")
                hasta = desde + sum(medida(c.get(f"{W}w")) for c in suyas)
                cabe = queda + (derecha if columnas == 1 else 0) + _SIN_ANCHO
                if hasta > cabe or desde < -izquierda:
                    self.anotar("fuera_de_lugar", "la hoja", f"no cabe: {texto_de(tabla)}")
            tablas = []
