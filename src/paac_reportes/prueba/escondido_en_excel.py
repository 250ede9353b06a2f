"""Lo que un Excel esconde: letras, filas, columnas, fórmulas, formatos y modos de ver."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from paac_reportes.opc.excel.hoja import formato_de, lugar_de, rango_de, sin_escapes
from paac_reportes.opc.excel.valores import SeccionDeNumero, se_escribe, secciones
from paac_reportes.opc.xml import Elemento, R, S, encendido, entero
from paac_reportes.prueba.abierto import (
    BLANCO,
    ENTERO,
    NEGRO,
    SI,
    SIMBOLOS,
    Archivo,
    LetraDelTexto,
    aclarado,
    cifras,
    direccion,
    local,
    medida,
    nombres,
    propiedades_de,
    rgb,
    seguido,
)

_DE_UNA_HOJA = nombres(
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData autoFilter sheetProtection"
    " mergeCells phoneticPr conditionalFormatting printOptions dataValidations hyperlinks"
    " pageMargins pageSetup headerFooter rowBreaks colBreaks ignoredErrors drawing"
    " tableParts extLst sheetCalcPr"
)
_DE_UN_LIBRO = nombres(
    "fileVersion workbookPr AlternateContent revisionPtr bookViews sheets definedNames"
    " calcPr extLst workbookProtection fileRecoveryPr fileSharing"
)
"""Lo que lleva uno corriente; lo demás (otro libro, un control, un fondo de imagen) es raro."""
_PALETA = re.findall(
    "......",
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF"
    * 2
    + "800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CC"
    "CCCCFF000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CC"
    "CC99FFFFCC993366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300"
    "993366333399333333000000FFFFFF",
)
_TEMA = (
    *("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5"),
    *("accent6", "hlink", "folHlink"),
)
_CHICA_O_CLARA = re.compile(r"&[0-2](?![0-9])|&K(?:[EF][0-9A-F]){3}", re.IGNORECASE)
_EN_BLANCO = re.compile(r"\[(?:white|blanco|color ?2)\]", re.IGNORECASE)
_AJENO = re.compile(
    r""""[^"]*"?|[\\_].|(\*[^ ]|\[(?:db|nat)num|\[\$[^][-]{0,20}-(?!
    (?:(?:[0-9a-f]?[048c])?0?[9a]|f[48]00|x-sys(?:dat|tim)e|e[ns](?:-[a-z0-9]{1,8})*)\]))""",
    re.IGNORECASE | re.VERBOSE,
)
"""En un formato, lo que llena la celda con un signo, y otras cifras u otro calendario."""
_RANGO = re.compile(r"[A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?")
_VISTA = {"showFormulas": False, "rightToLeft": False, "showZeros": True}
_MINIMO, _FIJAS, _PULGADAS = 25, 40, 4
"""De lo ampliado, por ciento; de filas o columnas que no se mueven; de margen."""
_EN_RENGLONES = "en renglones"
_AL_LLENAR = ("promptTitle", "prompt", "errorTitle", "error")
_COMBINADAS = 20_000
"""Las celdas combinadas que se miran."""


Rango = tuple[int, int, int, int]


class _Celda(NamedTuple):
    ref: str
    fila: int
    columna: int
    texto: str
    letra: LetraDelTexto
    alto: float | None
    """El de su fila, en puntos; ninguno si no lo dice."""

    def esta_en(self, rango: Rango) -> bool:
        return rango[0] <= self.fila <= rango[2] and rango[1] <= self.columna <= rango[3]

    def se_corta(
        self,
        rango: Rango | None,
        anchos: list[tuple[int, int, float]],
        altos: dict[int, float],
        llenas: set[int],
    ) -> bool:
        """Si de sus renglones, contados por lo bajo, no se ve ni la mitad.

        ``llenas`` son las columnas de su fila que dicen algo.
        """
        fila, columna = rango[2:] if rango else (self.fila, self.columna)
        alto = sum(altos.get(n, 15) for n in range(self.fila, min(fila, self.fila + 1000) + 1))
        tramos = ((min(h, columna) - max(d, self.columna) + 1, ancho) for d, h, ancho in anchos)
        caben = 2 * sum(cuantas * ancho for cuantas, ancho in tramos if cuantas > 0)
        if _EN_RENGLONES not in self.letra.rasgos:
            vecinas = {self.columna - 1, columna + 1}
            return 0 < caben < len(self.texto) and not llenas.isdisjoint(vecinas)
        renglones = sum(1 + int(len(uno) // max(caben, 1)) for uno in self.texto.split("\n"))
        return renglones > 1 and alto < renglones * self.letra.puntos / 2


class Excel(Archivo):
    """Un libro."""

    def recorrer(self) -> None:
        """Sus estilos, sus nombres y sus hojas."""
        self._leer_estilos(self.partes.de_clase(self.parte, "styles"))
        self._estilos_que_hay = {str(numero) for numero in range(max(len(self.formas), 1))}
        compartidos = self.partes.de_clase(self.parte, "sharedStrings")
        self.textos = [] if compartidos is None else compartidos.findall(f"{S}si")
        for elemento in self.raiz:
            if local(elemento) not in _DE_UN_LIBRO:
                self.raro(elemento, "el libro")
        for elemento in self.raiz.iterfind(f"{S}workbookPr"):
            self.anotar(
                "vista", "el libro", "fechas de 1904" if elemento.get("date1904") in SI else ""
            )
        for elemento in self.raiz.iterfind(f"{S}bookViews/{S}workbookView"):
            sin = (
                elemento.get("showSheetTabs", "1") not in SI
                or elemento.get("visibility", "visible") != "visible"
            )
            self.anotar("vista", "el libro", "la ventana o sus pestañas, ocultas" if sin else "")
        relaciones, hojas = (
            self.partes.relaciones(self.parte),
            self.raiz.findall(f"{S}sheets/{S}sheet"),
        )
        self.areas: dict[str, list[Rango]] = {}
        self._definidos([hoja.get("name", "") for hoja in hojas])
        for hoja in hojas:
            nombre, relacion = hoja.get("name", ""), relaciones.get(hoja.get(f"{R}id", ""))
            lugar, estado = f"la hoja «{nombre}»", hoja.get("state", "visible")
            self.anotar("oculto", lugar, "" if estado == "visible" else f"la hoja {nombre}")
            if relacion is None or relacion.parte not in self.partes:
                self.anotar("mal_escrito", lugar, "no está en el archivo")
            elif relacion.clase == "worksheet":
                self._hoja(self.partes.raiz(relacion.parte), relacion.parte, nombre, lugar)

    def _definidos(self, nombres: list[str]) -> None:
        for elemento in self.raiz.iterfind(f"{S}definedNames/{S}definedName"):
            numero, nombre = elemento.get("localSheetId", ""), elemento.get("name", "")
            es_de = ENTERO.fullmatch(numero) and int(numero) < len(nombres)
            hoja, texto = (
                nombres[int(numero)] if es_de else "",
                (elemento.text or "").replace("$", ""),
            )
            if nombre == "_xlnm.Print_Area":
                rangos = map(_rango, re.findall(rf"!({_RANGO.pattern})", texto))
                self.areas[hoja] = [rango for rango in rangos if rango is not None]
            elif nombre != "_xlnm._FilterDatabase":
                self.anotar("nombre", "el libro", f"{nombre} {hoja} {texto.replace(chr(39), '')}")

    def _leer_estilos(self, raiz: Elemento | None) -> None:
        self.formas: list[tuple[LetraDelTexto, str]] = []
        """De cada formato de celda, su letra y cómo muestra los números."""
        self.condicionados: list[str] = []
        if raiz is None:
            return
        paleta_propia = [rgb(uno.get("rgb")) or NEGRO for uno in raiz.iter(f"{S}rgbColor")]
        self._paleta, formatos_propios = paleta_propia or _PALETA, dict[int, str]()
        for elemento in raiz.iterfind(f"{S}numFmts/{S}numFmt"):
            numero = entero(elemento.get("numFmtId"), -1)
            dos = numero in formatos_propios
            self.anotar("dos_veces", "los estilos", f"el formato {numero}" if dos else "")
            formatos_propios[numero] = elemento.get("formatCode", "")
        for elemento in raiz.iter(f"{S}tableStyle"):
            self.anotar("raro", "los estilos", f"el estilo de tabla {elemento.get('name')}")
        for elemento in raiz.iterfind(f"{S}dxfs/{S}dxf"):
            self.condicionados.append(
                " ".join(f"{local(u)}{dict(u.attrib)}" for u in elemento.iter())
            )
        letras = [self._letra(uno, LetraDelTexto()) for uno in raiz.iterfind(f"{S}fonts/{S}font")]
        fondos = [self._relleno(uno) for uno in raiz.iterfind(f"{S}fills/{S}fill")]
        for elemento in raiz.findall(f"{S}cellXfs/{S}xf"):
            letra = dict(enumerate(letras)).get(entero(elemento.get("fontId")), LetraDelTexto())
            fondo, *otros_fondos = dict(enumerate(fondos)).get(
                entero(elemento.get("fillId")), (BLANCO,)
            )
            como = propiedades_de(elemento).get("alignment", {})
            rara = como.get("horizontal") == "fill" or como.get("shrinkToFit") in SI
            rara = rara or como.get("readingOrder") == "2" or entero(como.get("indent")) > 15  # noqa: PLR2004
            rasgos = letra.rasgos | ({"deformada"} if rara else set())
            rasgos |= {_EN_RENGLONES} if como.get("wrapText") in SI else set()
            letra = letra._replace(
                fondo=fondo, otros_fondos=tuple(otros_fondos), rasgos=frozenset(rasgos)
            )
            self.formas.append(
                (letra, formato_de(entero(elemento.get("numFmtId")), formatos_propios))
            )

    def _color(self, elemento: Elemento | None) -> str | None:
        if elemento is None:
            return None
        color = rgb(elemento.get("rgb"))
        tema, numero = entero(elemento.get("theme"), -1), entero(elemento.get("indexed"), -1)
        if 0 <= tema < len(_TEMA):
            color = self.tema.get(_TEMA[tema], NEGRO if tema in {1, 3} else BLANCO)
        elif 0 <= numero < len(_PALETA):
            color = (self._paleta + _PALETA[len(self._paleta) :])[numero]
        return aclarado(color, medida(elemento.get("tint"))) if color else None

    def _relleno(self, elemento: Elemento) -> tuple[str, ...]:
        """Sus colores: uno si es liso, y los de una trama o de un degradado."""
        trama = elemento.find(f"{S}patternFill")
        if trama is None:
            return tuple(self._color(c) or NEGRO for c in elemento.iter(f"{S}color")) or (BLANCO,)
        clase, frente = trama.get("patternType", "none"), self._color(trama.find(f"{S}fgColor"))
        if clase == "none":
            return (BLANCO,)
        atras = () if clase == "solid" else (self._color(trama.find(f"{S}bgColor")) or BLANCO,)
        return (frente or NEGRO, *atras)

    def _letra(self, elemento: Elemento | None, de_celda: LetraDelTexto) -> LetraDelTexto:
        """La de un ``font`` o un ``rPr``; lo que no diga es lo de la celda."""
        dice = {} if elemento is None else {local(propia): propia for propia in elemento}
        alta = "vertAlign" in dice and dice["vertAlign"].get("val", "baseline") != "baseline"
        rasgos = {"tachada"} if encendido(dice.get("strike"), "val") else set()
        rasgos |= {"deformada"} if alta else set()
        nombre, color = dice.get("name", dice.get("rFont")), self._color(dice.get("color"))
        return de_celda._replace(
            colores=(color,) if color else de_celda.colores,
            puntos=medida(dice["sz"].get("val")) if "sz" in dice else de_celda.puntos,
            fuente=de_celda.fuente if nombre is None else nombre.get("val", ""),
            rasgos=de_celda.rasgos | rasgos,
        )

    def _hoja(self, raiz: Elemento, parte: str, nombre: str, lugar: str) -> None:
        for elemento in raiz:
            if local(elemento) not in _DE_UNA_HOJA:
                self.raro(elemento, lugar)
        celdas = [*self._celdas(raiz, lugar)]
        self._no_caben(raiz, celdas, lugar)
        for celda in celdas if nombre in self.areas else ():
            if not any(map(celda.esta_en, self.areas[nombre])):
                self.anotar("sin_imprimir", f"{lugar}, celda {celda.ref}", celda.texto)
        self._vista(raiz, lugar)
        self._al_llenar(raiz, lugar)
        self._encima(raiz, parte, celdas, lugar)

    def _celdas(self, raiz: Elemento, lugar: str) -> Iterator[_Celda]:
        """Las que dicen algo; se anotan las que cada programa lee a su modo."""
        antes, anterior = 0, (-1, -1)
        for fila in raiz.iterfind(f"{S}sheetData/{S}row"):
            numero, alto_escrito = entero(fila.get("r")), fila.get("ht")
            alto = None if alto_escrito is None else medida(alto_escrito, -1)
            if numero <= antes or alto == -1:
                self.anotar(
                    "mal_escrito", lugar, f"la fila {fila.get('r')}, de alto {alto_escrito}"
                )
            antes, alto = max(numero, antes), 0.0 if fila.get("hidden") in SI else alto
            plegada = fila.get("collapsed") in SI
            self.anotar("oculto", f"{lugar}, fila {numero}", "filas plegadas" if plegada else "")
            for celda in fila:
                ref = celda.get("r", "")
                sitio, donde = lugar_de(ref), f"{lugar}, celda {ref}"
                if sitio is None or sitio <= anterior or sitio[0] + 1 != numero:
                    self.anotar("mal_escrito", donde, "una celda sin su lugar, o fuera de él")
                    continue
                anterior = sitio
                if not len(celda) and (celda.get("s") or "0") in self._estilos_que_hay:
                    continue
                formula = celda.find(f"{S}f")
                if formula is not None:
                    self.anotar("formula", donde, f"{ref}={(formula.text or '').strip()}")
                texto, letra = self._texto(celda, donde)
                if texto:
                    yield _Celda(ref, *sitio, texto, letra, alto)

    def _texto(self, celda: Elemento, donde: str) -> tuple[str, LetraDelTexto]:
        clase, estilo = celda.get("t", "n"), celda.get("s", "0")
        guardado = celda.findtext(f"{S}v") or ""
        if not ENTERO.fullmatch(estilo) or int(estilo) >= max(len(self.formas), 1):
            self.anotar("mal_escrito", donde, f"un formato que no está: {estilo}")
            estilo = "0"
        letra, numero = self.formas[int(estilo)] if self.formas else (LetraDelTexto(), "General")
        dentro = celda.find(f"{S}is")
        if clase == "s":
            existe = ENTERO.fullmatch(guardado) and int(guardado) < len(self.textos)
            dentro = self.textos[int(guardado)] if existe else None
            self.anotar("mal_escrito", donde, "" if existe else f"un texto que no está: {guardado}")
        trozos = [(guardado, letra)]
        if dentro is not None:
            tramos = [(dentro, None), *((t, t.find(f"{S}rPr")) for t in dentro.iterfind(f"{S}r"))]
            trozos = [(t.findtext(f"{S}t") or "", self._letra(como, letra)) for t, como in tramos]
            guia = dentro.find(f"{S}rPh") is not None
            self.anotar("raro", donde, "una lectura fonética" if guia else "")
        for trozo, letra_del_trozo in trozos:
            self.texto(donde, sin_escapes(trozo), letra_del_trozo)
        texto = "".join(dicho for dicho, _ in trozos)
        if texto:
            self.anotar("formato_de_numero", donde, _de_formato(numero, de_texto=clase != "n"))
        return cifras(texto) if clase == "n" else texto, letra

    def _no_caben(self, raiz: Elemento, celdas: list[_Celda], lugar: str) -> None:
        """Las de una fila o una columna ocultas, o en que no cabe una letra; las tapadas."""
        formato = propiedades_de(raiz).get("sheetFormatPr", {})
        angostas, anchos, ultima = list[tuple[int, int]](), list[tuple[int, int, float]](), 0
        por_omision = medida(formato.get("defaultColWidth"), 9)
        for elemento in raiz.iterfind(f"{S}cols/{S}col"):
            desde, hasta = entero(elemento.get("min")), entero(elemento.get("max"))
            if not ultima < desde <= hasta:
                self.anotar("mal_escrito", lugar, f"las columnas {desde} a {hasta}, dos veces")
            # La del ancho de todas, que otro programa calla al guardar.
            anchos.append((ultima, desde - 2, por_omision))
            ultima = max(hasta, ultima)
            anchos.append((desde - 1, hasta - 1, medida(elemento.get("width"), 9)))
            if elemento.get("hidden") in SI or medida(elemento.get("width"), 9) < 1:
                angostas.append((desde - 1, hasta - 1))
            plegada = elemento.get("collapsed") in SI
            self.anotar("oculto", lugar, "columnas plegadas" if plegada else "")
        anchos.append((ultima, 1 << 14, por_omision))
        if por_omision < 1:
            angostas.append((ultima, 1 << 14))
        sin_alto = 0.0 if formato.get("zeroHeight") in SI else 99.0
        combinadas = self._combinadas(raiz)
        filas = raiz.iterfind(f"{S}sheetData/{S}row")
        altos = {entero(uno.get("r")) - 1: medida(uno.get("ht"), 15) for uno in filas}
        for _, grupo in groupby(celdas, attrgetter("fila")):
            de_la_fila = [*grupo]
            llenas = {celda.columna for celda in de_la_fila}
            for celda in de_la_fila:
                donde = f"{lugar}, celda {celda.ref}"
                alto = sin_alto if celda.alto is None else celda.alto
                angosta = any(desde <= celda.columna <= hasta for desde, hasta in angostas)
                combinadas_con_ella = [
                    r for r in combinadas.get(celda.fila, ()) if celda.esta_en(r)
                ]
                tapada = any(r[:2] != (celda.fila, celda.columna) for r in combinadas_con_ella)
                cortada = celda.se_corta(
                    combinadas_con_ella[0] if combinadas_con_ella else None, anchos, altos, llenas
                )
                if angosta or tapada or cortada or alto < celda.letra.puntos * 0.7:
                    self.anotar("oculto", donde, celda.texto)

    def _combinadas(self, raiz: Elemento) -> dict[int, list[Rango]]:
        """Las que pasan por cada fila."""
        por_fila: defaultdict[int, list[Rango]] = defaultdict(list)
        for elemento in raiz.findall(f"{S}mergeCells/{S}mergeCell")[:_COMBINADAS]:
            rango = _rango(elemento.get("ref", ""))
            for fila in range(rango[0], min(rango[2], rango[0] + 1000) + 1) if rango else ():
                por_fila[fila] += [rango] if rango else []
        return por_fila

    def _vista(self, raiz: Elemento, lugar: str) -> None:
        """Lo que cambia cómo se ve o se imprime toda la hoja."""
        propiedades = propiedades_de(raiz)
        for vista_de_hoja in raiz.iterfind(f"{S}sheetViews/{S}sheetView"):
            for clave, fabrica in _VISTA.items():
                cambia = (vista_de_hoja.get(clave, f"{fabrica:d}") in SI) != fabrica
                self.anotar("vista", lugar, clave if cambia else "")
            fijos = [p for p in vista_de_hoja.iterfind(f"{S}pane") if p.get("state") == "frozen"]
            fijas = [medida(p.get(c)) for p in fijos for c in ("xSplit", "ySplit")]
            lejos = (
                medida(vista_de_hoja.get("zoomScale"), 100) < _MINIMO
                or max(fijas, default=0) > _FIJAS
            )
            self.anotar("vista", lugar, "no deja ver lo demás" if lejos else "")
            empieza = vista_de_hoja.get("topLeftCell", "A1") if fijos else "A1"
            self.anotar("vista", lugar, "" if empieza == "A1" else f"empieza en {empieza}")
        margenes = max((medida(m) for m in propiedades.get("pageMargins", {}).values()), default=0)
        chico = medida(propiedades.get("pageSetup", {}).get("scale"), 100) < _MINIMO
        self.anotar("vista", lugar, "impresa no se lee" if chico or margenes > _PULGADAS else "")
        for clave, valor in propiedades.get("headerFooter", {}).items():
            cambia = clave.startswith("different") and valor in SI
            self.anotar("otra_pagina", lugar, clave if cambia else "")
        for impreso in raiz.iterfind(f"{S}headerFooter/*"):
            texto, clave = impreso.text or "", local(impreso)
            if _CHICA_O_CLARA.search(texto) or SIMBOLOS.search(texto) or "odd" not in clave:
                self.anotar("otra_pagina", lugar, f"{clave}: {texto}" if texto else "")
        abajo = _rango(propiedades.get("dimension", {}).get("ref", ""))
        filas = [entero(uno.get("r")) for uno in raiz.iterfind(f"{S}sheetData/{S}row")]
        if abajo is not None and len(filas) > 1 and max(filas) > abajo[2] + 1:
            self.anotar("mal_escrito", lugar, "llega más abajo de donde dice")

    def _al_llenar(self, raiz: Elemento, lugar: str) -> None:
        """Lo que cambia con lo que dicen las celdas, o se muestra al llenarlas."""
        for elemento in raiz.iter("{*}cfRule"):
            numero = entero(elemento.get("dxfId"), -1)
            como = self.condicionados[numero] if 0 <= numero < len(self.condicionados) else ""
            formulas = " ".join(f.text or "" for f in elemento.iter("{*}formula"))
            self.anotar("formato_condicional", lugar, f"{elemento.get('type')} {formulas} {como}")
        for elemento in raiz.iter("{*}dataValidation"):
            self.anotar("indicacion", lugar, seguido(f"{elemento.get(c, '')} " for c in _AL_LLENAR))
        for elemento in raiz.iter("{*}sparklineGroup", "{*}slicer", "{*}timelineRef"):
            self.raro(elemento, lugar)

    def _encima(self, raiz: Elemento, parte: str, celdas: list[_Celda], lugar: str) -> None:
        """Los enlaces, y lo que va encima de las celdas."""
        relaciones, textos = (
            self.partes.todas_las_relaciones(parte),
            {c.ref: c.texto for c in celdas},
        )
        enlaces = raiz.iter(f"{S}hyperlink")
        for enlace in sorted(enlaces, key=lambda uno: (_rango(uno.get("ref", "")) or (0,))[:2]):
            llega, rango = relaciones.get(enlace.get(f"{R}id", "")), _rango(enlace.get("ref", ""))
            dentro = f"{direccion(llega.parte)}#" if llega else ""
            destino = f"{dentro}{direccion(enlace.get('location', ''))}".strip("#")
            uno_solo = enlace.get("ref", "")
            if rango is None or rango[:2] == rango[2:]:
                cubre = [(uno_solo, textos.get(uno_solo, ""))]
            else:
                cubre = [(c.ref, c.texto) for c in celdas if c.esta_en(rango)]
            for ref, texto in cubre or [(uno_solo, "")]:
                descripcion = seguido((texto, f" → {destino} ", enlace.get("tooltip")))
                self.anotar("enlace", f"{lugar}, celda {ref}", descripcion)
        self._dibujos(raiz, parte, lugar)

    def _dibujos(self, raiz: Elemento, parte: str, lugar: str) -> None:
        relaciones = self.partes.todas_las_relaciones(parte)
        con_filtro = [raiz, *(r.parte for r in relaciones.values() if r.clase == "table")]
        for donde in con_filtro:
            tabla = donde if donde is raiz else self.partes.raiz(donde)
            for filtro in tabla.iter(f"{S}filterColumn"):
                self.anotar("oculto", lugar, f"un filtro en la columna {filtro.get('colId')}")
        for elemento in raiz.iterfind(f"{S}drawing"):
            if (
                relacion := relaciones.get(elemento.get(f"{R}id", ""))
            ) and relacion.parte in self.partes:
                for ancla in self.partes.raiz(relacion.parte):
                    self.dibujo(ancla, relacion.parte, lugar)


def _rango(texto: str) -> Rango | None:
    return rango_de(texto if ":" in texto else f"{texto}:{texto}")


@lru_cache(maxsize=512)
def _de_formato(formato: str, *, de_texto: bool) -> str:
    """Lo que un formato de número esconde o agrega; en blanco si muestra lo que la celda guarda."""
    partes_del_formato: Iterable[SeccionDeNumero] = secciones(formato)
    if de_texto:
        partes_del_formato = [
            una for una in partes_del_formato if una.clase == "texto"
        ] or secciones(formato)[3:4]
        esconde = any(una.clase != "texto" for una in partes_del_formato)
    else:
        esconde = any(una.clase == "letra" for una in partes_del_formato)
    trozos = (
        texto for una in partes_del_formato for clase, texto in una.trozos if clase == "letra"
    )
    letras = " ".join(texto for texto in trozos if any(c.isalnum() for c in texto))
    ajeno = any(hallado[1] for hallado in _AJENO.finditer(formato))
    if esconde or ajeno or not se_escribe(formato) or _EN_BLANCO.search(formato):
        return f"«{formato}» no muestra lo que guarda, o no se sabe escribir"
    return f"agrega «{letras}»" if letras else ""
