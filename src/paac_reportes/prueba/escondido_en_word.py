"""Lo que un Word esconde: letras, campos, marcos, y tablas y celdas en que un texto no cabe."""

import copy
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
    LetraDelTexto,
    Propiedades,
    aclarado,
    direccion,
    local,
    medida,
    nombres,
    propiedades_de,
    rgb,
    seguido,
    texto_de,
)
from paac_reportes.prueba.leido import marcar_paginas

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


class _SitioDelTexto(NamedTuple):
    lugar: str
    fondo: str = BLANCO
    tabla: str = ""
    parrafo: str = ""
    hondo: int = 0
    en_contenido: bool = False
    """Si es de un enlace al mismo documento, como los del contenido."""


def _sobre(debajo: Propiedades, encima: Propiedades) -> Propiedades:
    sumados = {c: debajo.get(c, {}) | v if c in _SE_SUMAN else v for c, v in encima.items()}
    return debajo | sumados


def _puesta(propiedades: Propiedades, *claves: str) -> bool:
    valores = (propiedades[cual].get("val", "1") for cual in claves if cual in propiedades)
    return any(valor not in {"0", "false", "off", "none"} for valor in valores)


def _val(propiedades: Propiedades, nombre: str, si_no: float = 0.0, clave: str = "val") -> float:
    return medida(propiedades.get(nombre, {}).get(clave), si_no)


class WordExaminado(Archivo):
    """Un documento."""

    def recorrer(self) -> None:
        """Sus encabezados, sus notas y su cuerpo."""
        estilos = self.partes.de_clase(self.parte, "styles")
        self.estilos: dict[str, Elemento] = {}
        self.de_todos: dict[str, Propiedades] = {"rPr": {}, "pPr": {}}
        self.corriente: dict[str, str] = {}
        self._heredado: dict[tuple[str, str, str], Propiedades] = {}
        self._de_cada_estilo: dict[tuple[str, str], Propiedades] = {}
        self._letras: dict[tuple[object, ...], LetraDelTexto] = {}
        if estilos is not None:
            self._leer_estilos(estilos)
        numeracion = self.partes.de_clase(self.parte, "numbering")
        for elemento in () if numeracion is None else numeracion.iter(f"{W}lvl"):
            self._nivel(elemento)
        ajustes = self.partes.de_clase(self.parte, "settings")
        for elemento in () if ajustes is None else ajustes:
            self._propiedad(elemento, "los ajustes")
        usadas = self._usadas()
        for relacion in self.partes.relaciones(self.parte).values():
            if relacion.clase in _CUENTAS and relacion.parte in self.partes:
                raiz, lugar = (
                    self.partes.raiz(relacion.parte),
                    f"{_CUENTAS[relacion.clase]} ({relacion.parte})",
                )
                self._recorrer_parte(raiz, relacion.parte, f"{lugar}, ")
                if relacion.clase in _REPETIDAS and relacion.parte not in usadas:
                    self.anotar("otra_pagina", lugar, texto_de(raiz))
        self._recorrer_parte(self.raiz, self.parte, "")
        for numero, cuerpo in enumerate(self.raiz.iterfind(f"{W}body")):
            self._caben(cuerpo)
            self.anotar("suelto", "otro cuerpo", texto_de(cuerpo) if numero else "")

    def _nivel(self, nivel: Elemento) -> None:
        """Lo que un nivel de una lista escribe delante de sus párrafos, y dónde los pone."""
        dice = propiedades_de(nivel)
        forma, texto = (dice.get(c, {}).get("val", "") for c in ("numFmt", "lvlText"))
        letras_fijas = "".join(filter(str.isalnum, re.sub("%[1-9]", "", texto)))
        self.anotar("numeracion", "la numeración", letras_fijas)
        self.anotar("numeracion", "la numeración", "" if forma in _SE_CUENTAN else forma)
        for elemento in nivel:
            if elemento.tag not in _DE_NIVEL:
                self.raro(elemento, "la numeración")
        for elemento in nivel.iter():
            self._propiedad(elemento, "la numeración")
        if self._se_sale(propiedades_de(hijo(nivel, f"{W}pPr"))):
            self.anotar("fuera_de_lugar", "la numeración", f"el nivel {texto}")
        letra = self._letra(propiedades_de(hijo(nivel, f"{W}rPr")), BLANCO)
        # Una viñeta suele ser un signo de una letra de dibujos.
        letra = letra._replace(fuente="") if forma == "bullet" else letra
        self.texto("la numeración", texto, letra)

    def _usadas(self) -> set[str]:
        """Los encabezados y los pies que una sección nombra."""
        relaciones, usadas = self.partes.relaciones(self.parte), set[str]()
        for referencia in self.raiz.iter(f"{W}headerReference", f"{W}footerReference"):
            nombrada, clase = (
                relaciones.get(referencia.get(f"{R}id", "")),
                referencia.get(f"{W}type", "default"),
            )
            if nombrada is not None and nombrada.parte in self.partes:
                usadas.add(nombrada.parte)
                texto = "" if clase == "default" else self._texto_sin_paginas(nombrada.parte)
                self.anotar("otra_pagina", f"las páginas «{clase}»", texto)
        return usadas

    def _texto_sin_paginas(self, parte: str) -> str:
        """Lo que dice una parte, sin el número de página que cada programa calcula y guarda."""
        raiz = copy.deepcopy(self.partes.raiz(parte))
        marcar_paginas(raiz)
        return texto_de(raiz)

    def _leer_estilos(self, raiz: Elemento) -> None:
        nombres: set[tuple[str, str]] = set()
        for estilo in raiz.iter(f"{W}style"):
            clave, tipo, nombre = (
                estilo.get(f"{W}styleId", ""),
                estilo.get(f"{W}type", ""),
                hijo(estilo, f"{W}name"),
            )
            nombre_en_plano = "" if nombre is None else nombre.get(_VAL, "").casefold()
            if clave in self.estilos or (tipo, nombre_en_plano) in nombres:
                self.anotar("dos_veces", "los estilos", f"el estilo «{clave}»")
            nombres.add((tipo, nombre_en_plano))
            self.estilos.setdefault(clave, estilo)
            if estilo.get(f"{W}default") in SI:
                self.corriente.setdefault(tipo, clave)
        for propiedades in raiz.iter(*_PROPIEDADES):
            for propiedad in propiedades.iter():
                self._propiedad(propiedad, "los estilos")
        for clase in self.de_todos:
            por_omision = hijo(raiz, f"{W}docDefaults", f"{W}{clase}Default", f"{W}{clase}")
            self.de_todos[clase] = propiedades_de(por_omision)

    def _cadena(self, clave: str) -> list[Elemento]:
        """Un estilo y los que hereda, del último al suyo."""
        cadena: dict[str, Elemento] = {}
        while clave in self.estilos and clave not in cadena:
            estilo = cadena[clave] = self.estilos[clave]
            base = hijo(estilo, f"{W}basedOn")
            clave = "" if base is None else base.get(_VAL, "")
        return [*reversed(cadena.values())]

    def _de_estilo(self, clave: str, clase: str) -> Propiedades:
        """Lo que pide un estilo, con lo que hereda; el que ya se sabe no se recorre otra vez."""
        pendientes: list[str] = []
        while clave in self.estilos and (clave, clase) not in self._de_cada_estilo:
            self._de_cada_estilo[clave, clase] = {}  # uno que se hereda a sí mismo no pide nada
            pendientes.append(clave)
            base = hijo(self.estilos[clave], f"{W}basedOn")
            clave = "" if base is None else base.get(_VAL, "")
        propiedades = self._de_cada_estilo.get((clave, clase), {})
        for pendiente in reversed(pendientes):
            propiedades = _sobre(
                propiedades, propiedades_de(hijo(self.estilos[pendiente], f"{W}{clase}"))
            )
            self._de_cada_estilo[pendiente, clase] = propiedades
        return propiedades

    def _base(self, sitio: _SitioDelTexto, clase: str) -> Propiedades:
        clave = (sitio.tabla, sitio.parrafo or self.corriente.get("paragraph", ""), clase)
        if clave not in self._heredado:
            de_tabla = _sobre(self.de_todos[clase], self._de_estilo(sitio.tabla, clase))
            self._heredado[clave] = _sobre(de_tabla, self._de_estilo(clave[1], clase))
        return self._heredado[clave]

    def _recorrer_parte(self, raiz: Elemento, parte: str, lugar: str) -> None:
        """Cada elemento con su sitio, en su orden y sin llamarse a sí misma."""
        cuentas, campos = Counter[str](), list[list[str]]()
        pendientes = [(raiz, _SitioDelTexto(lugar.removesuffix(", ")), "")]
        while pendientes:
            elemento, sitio, contenedor = pendientes.pop()
            if elemento.tag in _PROPIEDADES:
                for propiedad in elemento.iter():
                    self._propiedad(propiedad, sitio.lugar)
            elif elemento.tag in _DIBUJOS:
                self.dibujo(elemento, parte, sitio.lugar)
            else:
                if elemento.tag in _CON_PROPIEDADES:
                    sitio = self._en(elemento, sitio, cuentas, lugar)
                elif elemento.tag == f"{W}hyperlink":
                    sitio = self._enlace(elemento, sitio, parte)
                self._suelto(elemento, sitio.lugar, contenedor)
                self._campo(elemento, campos, sitio.lugar)
                contenedor = elemento.tag if elemento.tag in _CONTIENEN else contenedor
                pendientes += [(suyo, sitio, contenedor) for suyo in reversed(elemento)]
        for orden, *_ in campos:
            self.anotar("campo", lugar, f"un campo sin cerrar: {orden}")

    def _suelto(self, elemento: Elemento, lugar: str, contenedor: str) -> None:
        """Lo que no es corriente, o está donde no va."""
        if elemento.tag in _SE_MIDEN:
            self._propiedad(elemento, lugar)
        elif elemento.tag not in _CORRIENTES:
            self.raro(elemento, lugar)
        elif contenedor and contenedor not in _VAN_EN.get(elemento.tag, _CONTIENEN):
            self.anotar("suelto", lugar, f"{local(elemento)} {seguido(elemento.itertext())}")
        propiedades = (
            elemento.findall(f"{elemento.tag}Pr") if elemento.tag in _CON_PROPIEDADES else []
        )
        if (
            propiedades
            and propiedades[0] is not elemento[0]
            and elemento[0].tag not in _PROPIEDADES
        ):
            self.anotar("mal_escrito", lugar, f"{local(propiedades[0])} tras lo que dice")
        self.anotar("dos_veces", lugar, local(propiedades[0]) if propiedades[1:] else "")
        suelto = ((elemento.text or "") if elemento.tag not in _CON_TEXTO else "") + (
            elemento.tail or ""
        )
        self.anotar("suelto", lugar, suelto.strip())

    def _propiedad(self, propiedad: Elemento, lugar: str) -> None:
        nombre = local(propiedad)
        if propiedad.tag in _PROPIEDADES and propiedad.tag != f"{W}sectPr":
            for repetida, veces in Counter(map(local, propiedad)).items():
                self.anotar("dos_veces", lugar, repetida if veces > 1 else "")
        if nombre in self.con_regla and encendido(propiedad, _VAL):
            self.raro(propiedad, lugar)
        for clave, valor in propiedad.attrib.items() if propiedad.tag in _SE_MIDEN else ():
            if any(c.isdigit() for c in valor) and not _MEDIDA.fullmatch(valor):
                self.anotar("mal_escrito", lugar, f"{nombre} {clave.rpartition('}')[2]}={valor}")

    def _en(
        self, elemento: Elemento, sitio: _SitioDelTexto, cuentas: Counter[str], parte: str
    ) -> _SitioDelTexto:
        """El sitio de lo que va en un párrafo, una tabla, una fila, una celda o un tramo."""
        etiqueta, hijo_de_propiedades = local(elemento), hijo(elemento, f"{elemento.tag}Pr")
        if etiqueta == "r":
            self._tramo(elemento, sitio, hijo_de_propiedades)
            return sitio
        propiedades = propiedades_de(hijo_de_propiedades)
        cuentas[etiqueta] += not sitio.hondo or (etiqueta == "tr" and sitio.hondo == 1)
        if etiqueta == "p":
            sitio = sitio._replace(parrafo=propiedades.get("pStyle", {}).get("val", ""))
            if not sitio.hondo:
                sitio = sitio._replace(lugar=f"{parte}el párrafo {cuentas[etiqueta]}")
            pide = _sobre(self._base(sitio, "pPr"), propiedades)
            # La de su estilo, que otro programa escribe en cada párrafo al guardar.
            self.anotar("numeracion", sitio.lugar, "numId" * ("numPr" in pide.keys() - propiedades))
            self._parrafo(elemento, sitio.lugar, pide)
            return sitio._replace(fondo=self._fondo(pide) or sitio.fondo)
        if etiqueta == "tbl":
            if not sitio.hondo:
                cuentas["tr"] = 0
                sitio = sitio._replace(lugar=f"{parte}la tabla {cuentas[etiqueta]}")
            estilo = propiedades.get("tblStyle", {}).get("val") or self.corriente.get("table", "")
            sitio = sitio._replace(tabla=estilo, hondo=sitio.hondo + 1)
            self._tabla(elemento, sitio)
            de_estilo = self._fondo(self._de_estilo(estilo, "tcPr"))
            return sitio._replace(fondo=self._fondo(propiedades) or de_estilo or sitio.fondo)
        if etiqueta == "tr" and sitio.hondo == 1:
            lugar = f"{parte}la tabla {cuentas['tbl']}, fila {cuentas[etiqueta]}"
            return sitio._replace(lugar=lugar)
        # El de una celda, aunque sea ninguno, tapa el que pide el estilo de su tabla.
        debajo = BLANCO if "shd" in propiedades else sitio.fondo
        return sitio._replace(fondo=self._fondo(propiedades) or debajo)

    def _colores(
        self, atributos: Mapping[str, str], clave_del_color: str, tema: str
    ) -> tuple[str, ...]:
        """El del tema y el que era al guardarlo; ninguno si es automático."""
        if not atributos:
            return ()
        nombre = re.sub(r"^(?:background|light)", "lt", atributos.get(tema, ""))
        nombre = re.sub(r"^(?:text|dark)", "dk", nombre.replace("hyperlink", "hlink"))
        color = self.tema.get(nombre)
        for variante, signo in (("Tint", 1), ("Shade", -1)):
            cuanto = atributos.get(f"{tema.removesuffix('Color')}{variante}", "FF")
            if color and re.fullmatch("[0-9A-Fa-f]{2}", cuanto):
                color = aclarado(color, signo * (1 - int(cuanto, 16) / 255))
        return tuple(uno for uno in (color, rgb(atributos.get(clave_del_color))) if uno)

    def _fondo(self, propiedades: Propiedades) -> str:
        """El de un sombreado; en blanco si no lo dice."""
        sombra = propiedades.get("shd", {})
        if not _TRAMA_CLARA.fullmatch(sombra.get("val", "clear")):
            return next(iter(self._colores(sombra, "color", "themeColor")), NEGRO)
        return next(iter(self._colores(sombra, "fill", "themeFill")), "")

    def _letra(self, pide: Propiedades, fondo: str, *, en_contenido: bool = False) -> LetraDelTexto:
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
        return LetraDelTexto(
            self._colores(pide.get("color", {}), "val", "themeColor") or (NEGRO,),
            resalte or self._fondo(pide) or fondo,
            _val(pide, "sz", 20) / 2,
            " ".join(v for c, v in pide.get("rFonts", {}).items() if c in {"ascii", "hAnsi"}),
            frozenset(rasgos),
        )

    def _tramo(
        self, tramo: Elemento, sitio: _SitioDelTexto, hijo_de_propiedades: Elemento | None
    ) -> None:
        texto = "".join(u.text or "" for u in tramo if u.tag == f"{W}t")
        if not texto.strip():
            return
        atributos = tuple(
            (una.tag, *una.attrib.items())
            for una in (() if hijo_de_propiedades is None else hijo_de_propiedades)
        )
        clave = (sitio[1:], atributos)
        if clave not in self._letras:  # un documento tiene pocas, y cada una en mil tramos
            propiedades = propiedades_de(hijo_de_propiedades)
            de_estilo = self._de_estilo(propiedades.get("rStyle", {}).get("val", ""), "rPr")
            pide = _sobre(_sobre(self._base(sitio, "rPr"), de_estilo), propiedades)
            de_contenido = sitio.en_contenido
            self._letras[clave] = self._letra(pide, sitio.fondo, en_contenido=de_contenido)
        self.texto(sitio.lugar, texto, self._letras[clave])

    def _parrafo(self, parrafo: Elemento, lugar: str, pide: Propiedades) -> None:
        exacto = pide.get("spacing", {}).get("lineRule") == "exact"
        bajo = exacto and _val(pide, "spacing", _SIN_ALTO, "line") < _SIN_ALTO
        if bajo or self._se_sale(pide):
            self.anotar("fuera_de_lugar", lugar, texto_de(parrafo))

    @staticmethod
    def _se_sale(pide: Propiedades) -> bool:
        """Si una sangría saca el texto de la hoja, o no deja dónde escribirlo."""
        sangrias: dict[str, list[float]] = {}
        for clave, valor in pide.get("ind", {}).items():
            lado = clave.removesuffix("Chars").replace("start", "left").replace("end", "right")
            cuanto = medida(valor) * (_DE_LETRA if clave.endswith("Chars") else 1)
            sangrias.setdefault(lado, []).append(cuanto)
        lados = ("left", "right", "firstLine", "hanging")
        izquierda, derecha, primera, colgada = (sangrias.get(cual, [0.0]) for cual in lados)
        menor = min(izquierda) + min(0.0, *primera, *(-una for una in colgada))
        mayor = max(izquierda) + max(0.0, *primera, *derecha)
        return min(menor, *derecha) < -1000 or mayor > 5000  # noqa: PLR2004 - la hoja

    def _enlace(self, enlace: Elemento, sitio: _SitioDelTexto, parte: str) -> _SitioDelTexto:
        if (clave := enlace.get(f"{R}id")) is None:
            return sitio._replace(en_contenido=True)
        destino = self.partes.todas_las_relaciones(parte).get(clave)
        llega = direccion(destino.parte) if destino else ""
        self.anotar("enlace", sitio.lugar, f"{texto_de(enlace)} → {llega}")
        return sitio

    def _campo(self, elemento: Elemento, abiertos: list[list[str]], lugar: str) -> None:
        """Lo que el programa calcula: su orden, y lo que dio la última vez."""
        clase = elemento.get(f"{W}fldCharType")
        if clase == "begin":
            abiertos.append([""])
        elif clase == "separate" and abiertos:
            abiertos[-1].append("")
        elif clase == "end" and abiertos:
            orden, *resultado = abiertos.pop()
            self._calculado(orden, seguido(resultado), lugar)
        elif elemento.tag == f"{W}fldSimple":
            self._calculado(elemento.get(f"{W}instr", ""), texto_de(elemento), lugar)
        elif elemento.tag in _CON_TEXTO:
            en_orden = bool(abiertos) and len(abiertos[-1]) == 1
            if en_orden != (elemento.tag == f"{W}instrText"):
                descripcion = (
                    "un texto dentro de una orden" if en_orden else "una orden fuera de un campo"
                )
                self.anotar("campo", lugar, f"{descripcion}: {elemento.text}")
            if abiertos:
                abiertos[-1][-1] += elemento.text or ""

    def _calculado(self, orden: str, resultado: str, lugar: str) -> None:
        nombre = (orden.split() or [""])[0].upper()
        llega = _LLEGA.match(orden)
        if llega is not None:
            self.anotar("enlace", lugar, f"{resultado} → {direccion(llega[1])}")
        elif nombre in _SE_CALCULAN and not _PAGINA.fullmatch(resultado):
            self.anotar("campo", lugar, f"{nombre} muestra «{resultado}»")
        else:
            modos = {m for m in _DE_SIEMPRE.sub("", orden).split() if m.startswith("\\")}
            self.anotar("campo", lugar, " ".join((nombre, *sorted(modos))))

    def _tabla(self, tabla: Elemento, sitio: _SitioDelTexto) -> None:
        """Las celdas en que no cabe su texto, y las filas que no llenan la cuadrícula."""
        anchos = [medida(c.get(f"{W}w")) for c in tabla.iterfind(f"{W}tblGrid/{W}gridCol")]
        cadena = self._cadena(sitio.tabla)
        for parte in (parte for estilo in cadena for parte in estilo.iter(f"{W}tblStylePr")):
            fondo = self._fondo(propiedades_de(hijo(parte, f"{W}tcPr"))) or BLANCO
            letra = self._letra(propiedades_de(hijo(parte, f"{W}rPr")), fondo)
            self.texto("los estilos", f"{sitio.tabla} {parte.get(f'{W}type')}", letra)
        for fila in tabla.iterfind(f"{W}tr"):
            propiedades = propiedades_de(hijo(fila, f"{W}trPr"))
            desde = int(_val(propiedades, "gridBefore"))
            bajo = propiedades.get("trHeight", {}).get("hRule") == "exact"  # se ve lo que quepa
            for celda in fila.iter(f"{W}tc"):
                pide = propiedades_de(hijo(celda, f"{W}tcPr"))
                hasta = desde + int(_val(pide, "gridSpan", 1))
                angosta = anchos and sum(anchos[desde:hasta]) < _SIN_ANCHO
                if pide.get("tcW", {}).get("type") == "dxa":
                    angosta = angosta or _val(pide, "tcW", 0, "w") < _SIN_ANCHO
                sigue = pide.get("vMerge", {"val": "no"}).get("val", "continue") == "continue"
                if bajo or angosta or sigue:
                    self.anotar("fuera_de_lugar", sitio.lugar, texto_de(celda))
                desde = hasta
            if anchos and desde + int(_val(propiedades, "gridAfter")) != len(anchos):
                self.anotar("fuera_de_lugar", sitio.lugar, f"la fila corrida {texto_de(fila)}")

    def _caben(self, cuerpo: Elemento) -> None:
        """Si cada tabla cabe en la hoja de su sección."""
        tablas: list[Elemento] = []
        for elemento in cuerpo:
            tablas += [elemento] if elemento.tag == f"{W}tbl" else []
            seccion = (
                elemento
                if elemento.tag == f"{W}sectPr"
                else hijo(elemento, f"{W}pPr", f"{W}sectPr")
            )
            if seccion is None:
                continue
            dice = propiedades_de(seccion)
            for lado in ("left", "right", "header", "footer"):
                margen = _val(dice, "pgMar", 0, lado)
                fuera = not 0 <= margen <= 5000  # noqa: PLR2004 - la hoja
                self.anotar("fuera_de_lugar", "la hoja", f"{lado} {margen:g}" if fuera else "")
            izquierda, derecha = (_val(dice, "pgMar", 0, c) for c in ("left", "right"))
            columnas = max(int(_val(dice, "cols", 1, "num")), 1)
            queda = (_val(dice, "pgSz", 12240, "w") - izquierda - derecha) / columnas
            for tabla in tablas:
                desde = _val(propiedades_de(hijo(tabla, f"{W}tblPr")), "tblInd", 0, "w")
                columnas_de_la_tabla = tabla.iterfind(f"{W}tblGrid/{W}gridCol")
                hasta = desde + sum(medida(c.get(f"{W}w")) for c in columnas_de_la_tabla)
                cabe = queda + (derecha if columnas == 1 else 0) + _SIN_ANCHO
                if hasta > cabe or desde < -izquierda:
                    self.anotar("fuera_de_lugar", "la hoja", f"no cabe: {texto_de(tabla)}")
            tablas = []
