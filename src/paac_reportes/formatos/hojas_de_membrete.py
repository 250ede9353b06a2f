"""Los encabezados y los pies de un membrete como tablas del árbol, para lo que no es Word.

Word los lleva a la letra; el PDF y la página web, como tablas: sus textos con su letra y su lado,
sus tablas, sus imágenes donde están y los números de página. Lo que no pasa queda en los reparos.
``leer_hojas`` lo da todo; ``LectorDeHojas`` va de un encabezado o un pie a sus filas y las junta en
una tabla, que todas comparten columnas.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, pairwise, takewhile
from typing import Any, Literal
from xml.etree.ElementTree import Element

import attrs

from paac_reportes import clases
from paac_reportes.formatos.estilos_de_membrete import (
    NORMAL,
    VAL,
    A,
    EstilosDeWord,
    cuanto,
    encendida,
    valor_de_propiedad,
)
from paac_reportes.formatos.estilos_de_tabla import AspectoDeTabla, ZonaDeCeldas
from paac_reportes.imagenes import imagen_a_la_vista, medir, por_que_no
from paac_reportes.maqueta.aspecto import Horizontal
from paac_reportes.maqueta.contenido import (
    CampoCalculado,
    Contenido,
    Enfasis,
    Imagen,
    Tramo,
    con_textos_unidos,
)
from paac_reportes.maqueta.documento import HojaDelMembrete, ImagenPuesta, Pagina, PrimeraPagina
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import COLUMNAS_MAXIMAS, Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.opc.paquete import Relacion
from paac_reportes.opc.word.envolturas import cuadros as cuadros_de
from paac_reportes.opc.word.envolturas import desenvueltos, textos_a_la_vista
from paac_reportes.opc.xml import R, W, en_corto

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMU_POR_MM = 36000
_VEINTEAVOS = 20
"""Los de un punto, en que Word mide; un dibujo lo mide en EMU."""

Clase = Literal["default", "first", "even"]


@clases.frozen(kw_only=True)
class HojasDeMembrete:
    """Hojas de un membrete, con los estilos que nombran y las faltas que no pasan."""

    hojas: tuple[HojaDelMembrete, ...]
    estilos: Mapping[str, Estilo]
    normal: Estilo
    de_corrido: Mapping[str, Estilo]
    """Estilo de los párrafos que no nombran ninguno, y los de sus títulos y su texto."""
    reparos: tuple[str, ...]


@clases.frozen(kw_only=True)
class PaqueteDelMembrete:
    """Cómo se leen las partes de un membrete."""

    principal: str
    xml: Callable[[str], Element]
    contenido: Callable[[str], bytes]
    relaciones: Callable[[str], Sequence[Relacion]]


def leer_hojas(
    paquete: PaqueteDelMembrete, secciones: Sequence[Element], paginas: Sequence[Pagina]
) -> HojasDeMembrete:
    """Encabezado y pie de cada sección; la que no los dice toma los de la anterior."""
    relaciones = {r.clave: r for r in paquete.relaciones(paquete.principal)}
    estilos = _estilos_de(paquete)
    lector = LectorDeHojas(paquete, estilos)
    heredadas: dict[tuple[str, str], str] = {}
    hojas = []
    for seccion, pagina in zip(secciones, paginas, strict=True):
        for referencia in seccion:
            if referencia.tag in {f"{W}headerReference", f"{W}footerReference"}:
                clase = referencia.tag.removeprefix(W).removesuffix("Reference")
                relacion = relaciones.get(referencia.get(f"{R}id", ""))
                if relacion and not relacion.externa:
                    heredadas[clase, referencia.get(f"{W}type", "default")] = relacion.parte
        hojas.append(_hoja(lector, heredadas, pagina, con_primera=encendida(seccion, "titlePg")))
        if encendida(seccion, "pgBorders"):
            lector.reparar("los bordes de la página")
    if any(clase == "even" for _, clase in heredadas):
        lector.reparar("lo de las páginas pares")
    reparos = tuple(f"fuera de Word no sale {reparo}" for reparo in lector.reparos)
    return HojasDeMembrete(
        hojas=tuple(hojas),
        estilos=lector.estilos,
        normal=estilos.de(None),
        de_corrido=estilos.de_corrido(),
        reparos=reparos,
    )


def _estilos_de(paquete: PaqueteDelMembrete) -> EstilosDeWord:
    """Los estilos de un documento."""
    relaciones = paquete.relaciones(paquete.principal)
    partes = {relacion.clase: relacion.parte for relacion in relaciones if not relacion.externa}
    return EstilosDeWord(
        *(paquete.xml(partes[clase]) if clase in partes else None for clase in ("styles", "theme"))
    )


def _hoja(
    lector: "LectorDeHojas",
    partes: Mapping[tuple[str, str], str],
    pagina: Pagina,
    *,
    con_primera: bool,
) -> HojaDelMembrete:
    """Hoja de una sección; ``partes``: ``("header", "default")`` → nombre de la parte."""

    def lleva(clase: Clase) -> dict[str, Any]:
        flotantes: list[ImagenPuesta] = []
        arriba = lector.tabla(partes.get(("header", clase)), pagina, flotantes, al_pie=False)
        abajo = lector.tabla(partes.get(("footer", clase)), pagina, flotantes, al_pie=True)
        return {"encabezado": arriba, "pie": abajo, "puestas": tuple(flotantes)}

    primera = PrimeraPagina(**lleva("first")) if con_primera else None
    return HojaDelMembrete(**lleva("default"), primera=primera)


# ------------------------------------------------------------------ filas


@clases.frozen(kw_only=True)
class _EnFila:
    """Una celda de una fila: dónde empieza y dónde termina, en partes del ancho."""

    desde: float
    hasta: float
    contenido: Contenido
    estilo: Estilo
    filas: int = 1
    baja: bool = False
    """Si la de abajo puede ser parte de ella."""
    sigue: bool = False
    """Si es parte de la de arriba."""


_Filas = list[list[_EnFila]]
_PARRAFO, _TEXTO, _CAMPO_SENCILLO = f"{W}p", f"{W}t", f"{W}fldSimple"
_DE_BLOQUE, _FILA, _CELDA = (_PARRAFO, f"{W}tbl"), (f"{W}tr",), (f"{W}tc",)
_DICEN = (_TEXTO, _CAMPO_SENCILLO)
_SIGNOS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NUMEROS = {
    "PAGE": CampoCalculado.PAGINA,
    "NUMPAGES": CampoCalculado.PAGINAS,
    "SECTIONPAGES": CampoCalculado.PAGINAS,
}


_RENGLONES = 100
"""Renglones que un encabezado o un pie llevan a lo sumo: con más no queda página."""


class LectorDeHojas:
    """Va de un encabezado o un pie a una tabla; guarda los estilos que nombra."""

    def __init__(self, paquete: PaqueteDelMembrete, de_word: EstilosDeWord) -> None:
        self._paquete = paquete
        self._de_word = de_word
        self._nombres: dict[Estilo, str] = {}
        self._imagenes: Mapping[str, Relacion] = {}
        self._pagina: Pagina
        self._flotantes: list[ImagenPuesta] = []
        self._al_pie = False
        self._letra: Estilo | None = None
        """Letra que el estilo de una tabla da a la celda que se lee."""
        self._leidos: set[Element] = set()
        """Los textos de Word que ya están en su lugar, o que Word tampoco muestra."""
        self.reparos: list[str] = []

    @property
    def estilos(self) -> dict[str, Estilo]:
        """Estilos que las hojas usan, por su nombre: ``membrete-1``."""
        return {nombre: estilo for estilo, nombre in self._nombres.items()}

    def reparar(self, reparo: str) -> None:
        """Anota, una sola vez, lo que del membrete no sale fuera de Word."""
        if reparo not in self.reparos:
            self.reparos.append(reparo)

    def tabla(
        self, parte: str | None, pagina: Pagina, flotantes: list[ImagenPuesta], *, al_pie: bool
    ) -> Tabla | None:
        """Tabla de un encabezado o pie; las imágenes que flotan en él van a ``flotantes``."""
        if parte is None:
            return None
        self._imagenes = {relacion.clave: relacion for relacion in self._paquete.relaciones(parte)}
        self._pagina, self._flotantes, self._al_pie = pagina, flotantes, al_pie
        raiz = self._paquete.xml(parte)
        filas = [*islice(self._filas(raiz, 0.0, 1.0), _RENGLONES)]
        self._decir_lo_no_leido(raiz)
        # Word pide un párrafo después de una tabla: en blanco y al final, no dice nada.
        while filas and all(not celda.contenido and not celda.sigue for celda in filas[-1]):
            filas.pop()
        return self._en_tabla(filas) if filas else None

    def _decir_lo_no_leido(self, raiz: Element) -> None:
        """Anota lo que se ve en Word y no se tomó."""
        textos = (texto for texto in textos_a_la_vista(raiz) if texto not in self._leidos)
        if (frase := "".join(texto.text or "" for texto in textos)).strip():
            self.reparar(f"«{en_corto(frase)}»: {'pie' if self._al_pie else 'encabezado'}")

    def _filas(self, dentro: Element, desde: float, hasta: float) -> Iterator[list[_EnFila]]:
        """Filas de una parte o celda; ``desde`` y ``hasta``, de 0 a 1 del ancho útil."""
        for elemento in desenvueltos(dentro, _DE_BLOQUE):
            if elemento.tag == _PARRAFO:
                yield from self._de_parrafo(elemento, desde, hasta)
            else:
                yield from self._de_tabla(elemento, desde, hasta)

    def _de_parrafo(self, parrafo: Element, desde: float, hasta: float) -> Iterator[list[_EnFila]]:
        """Fila de un párrafo, con una celda por trozo entre tabuladores, y las de sus cuadros."""
        propiedades = parrafo.find(f"{W}pPr")
        estilo, trozos, cuadros = self._parrafo(parrafo)
        lados = self._lados(propiedades, len(trozos), estilo)
        if len(lados) == 1:
            trozos = [
                [t for n, trozo in enumerate(trozos) for t in ((" ", *trozo) if n else trozo)]
            ]
        pasos = [desde + (hasta - desde) * n / len(lados) for n in range(len(lados) + 1)]
        yield [
            _EnFila(
                desde=inicio,
                hasta=fin,
                contenido=_en_contenido(trozo),
                estilo=attrs.evolve(estilo, horizontal=lado),
            )
            for (inicio, fin), trozo, lado in zip(
                pairwise(pasos), self._repartidos(trozos, lados), lados, strict=True
            )
        ]
        for cuadro in cuadros:
            yield from self._filas(cuadro, desde, hasta)

    def _lados(self, propiedades: Element | None, cuantos: int, estilo: Estilo) -> list[Horizontal]:
        """Lado de cada trozo entre tabuladores; uno solo, si no son los de un encabezado."""
        if cuantos == 1:
            return [estilo.horizontal]
        paradas: dict[int, str] = {}
        de_estilo = self._de_word.cadena(_estilo_de(propiedades))
        hojas = [*reversed([e.find(f"{W}pPr") for e in de_estilo]), propiedades]
        for hoja in (hoja for hoja in hojas if hoja is not None):
            for parada in hoja.iterfind(f"{W}tabs/{W}tab"):
                lugar = parada.get(f"{W}pos", "")
                if lugar.lstrip("-").isdigit():
                    paradas[int(lugar)] = parada.get(VAL, "left")
        modos = [e for _, e in sorted(paradas.items()) if e != "clear"][: cuantos - 1]
        if len(modos) < cuantos - 1 or not set(modos) <= {"center", "right", "end"}:
            return [estilo.horizontal]
        return ["izquierda", "centro", "derecha"] if "center" in modos else ["izquierda", "derecha"]

    def _repartidos(
        self, trozos: list[list[Tramo]], lados: Sequence[Horizontal]
    ) -> list[list[Tramo]]:
        """Trozos de cada lado; los que pasan del último tabulador que cuenta, con el último."""
        juntos = [*trozos[: len(lados)], *([] for _ in range(len(lados) - len(trozos)))]
        for trozo in trozos[len(lados) :]:
            juntos[-1] += [" ", *trozo]
        return juntos

    def _de_tabla(self, tabla: Element, desde: float, hasta: float) -> Iterator[list[_EnFila]]:
        """Filas de una tabla de Word, con sus bordes de 0 a 1 del ancho útil de la página."""
        anchos = [cuanto(c.get(f"{W}w")) for c in tabla.iterfind(f"{W}tblGrid/{W}gridCol")]
        total = sum(anchos)
        if not total or len(anchos) > COLUMNAS_MAXIMAS:
            self.reparar("una tabla sin anchos")
            return
        # Una más angosta que la página deja libre lo que sobra.
        veinteavos_utiles = pt_de_mm(self._pagina.ancho_util) * _VEINTEAVOS * (hasta - desde)
        escala = (hasta - desde) * min(1.0, total / veinteavos_utiles) / total
        libre = (hasta - desde) - total * escala
        bordes = [desde + (_a_su_izquierda(tabla) * libre if libre > _CASI_NADA else 0.0)]
        for ancho in anchos:
            bordes.append(bordes[-1] + ancho * escala)
        if hasta - bordes[-1] < _CASI_NADA:
            bordes[-1] = hasta
        filas: _Filas = []
        siguen_abajo: set[tuple[float, float]] = set()
        de_word = [*desenvueltos(tabla, _FILA)]
        aspecto = AspectoDeTabla(tabla, self._de_word, len(de_word), len(anchos))
        if aspecto.distingue_celdas:
            self.reparar("lo que el estilo de una tabla da sólo a unas celdas")
        for numero, fila in enumerate(de_word):
            filas.append([*self._de_fila(fila, numero, bordes, siguen_abajo, aspecto)])
            siguen_abajo = {(celda.desde, celda.hasta) for celda in filas[-1] if celda.baja}
        yield from _con_las_de_varias(filas, desde, hasta)

    def _de_fila(
        self,
        fila: Element,
        numero: int,
        bordes: Sequence[float],
        siguen_abajo: Collection[tuple[float, float]],
        aspecto: AspectoDeTabla,
    ) -> Iterator[_EnFila]:
        """Celdas de una fila; la que sigue a una combinada de arriba es parte de ella.

        ``bordes``: de 0 a 1 del ancho; ``siguen_abajo``: bordes de las combinadas hacia abajo.
        """
        columnas_vacias = cuanto(valor_de_propiedad(fila.find(f"{W}trPr/{W}gridBefore")))
        lugar = min(columnas_vacias, len(bordes) - 1)
        for celda in desenvueltos(fila, _CELDA):
            propiedades = celda.find(f"{W}tcPr")
            ocupa, combinada = 1, None
            if propiedades is not None:
                ocupa = max(1, cuanto(valor_de_propiedad(propiedades.find(f"{W}gridSpan"))) or 1)
                combinada = propiedades.find(f"{W}vMerge")
            desde = min(lugar, len(bordes) - 1)
            lugar = min(lugar + ocupa, len(bordes) - 1)
            if round(bordes[desde], 3) == round(bordes[lugar], 3):
                continue
            sitio = (bordes[desde], bordes[lugar])
            sigue = combinada is not None and combinada.get(VAL, "continue") != "restart"
            if sigue and sitio in siguen_abajo:
                self._leidos.update(celda.iter(_TEXTO))  # Word no muestra lo que otra tapa
                yield attrs.evolve(_en_blanco(*sitio), baja=True, sigue=True)
                continue
            zona = ZonaDeCeldas(numero, numero + 1, desde, lugar)
            ancho = bordes[lugar] - bordes[desde]
            contenido, estilo = self._de_celda(celda, ancho, aspecto.letra)
            estilo = aspecto.con_margenes(estilo, propiedades)
            yield _EnFila(
                desde=bordes[desde],
                hasta=bordes[lugar],
                contenido=contenido,
                baja=combinada is not None,
                estilo=attrs.evolve(
                    estilo,
                    bordes=aspecto.bordes(zona, propiedades),
                    vertical=aspecto.vertical(propiedades),
                    relleno=aspecto.relleno(propiedades) or estilo.relleno,
                ),
            )

    def _de_celda(self, celda: Element, parte: float, letra: Estilo) -> tuple[Contenido, Estilo]:
        """Contenido de una celda, un renglón por párrafo, con la letra del primero."""
        letra_de_afuera, self._letra = self._letra, letra
        renglones = [r for fila in self._filas(celda, 0.0, parte) for r in fila if r.contenido]
        self._letra = letra_de_afuera
        if not renglones:
            return "", self._de_word.de(None, letra)
        tramos: list[Tramo] = []
        for numero, renglon in enumerate(renglones):
            tramos += ["\n"] if numero else []
            contenido = renglon.contenido
            tramos += [contenido] if isinstance(contenido, str) else contenido
        return _en_contenido(tramos), renglones[0].estilo

    # -------------------------------------------------------------- párrafos

    def _parrafo(self, parrafo: Element) -> tuple[Estilo, list[list[Tramo]], list[Element]]:
        """Estilo de un párrafo, tramos que dice entre tabuladores, y cuadros de texto que lleva."""
        propiedades = parrafo.find(f"{W}pPr")
        base = self._de_word.de(_estilo_de(propiedades), self._letra)
        base = self._de_word.con(base, propiedades)
        cuadros: list[Element] = []
        piezas = [*_de_corridas(parrafo)]
        for _, elemento in piezas:
            if elemento.tag in _DICEN:  # lo que un campo muestra en su lugar también está
                self._leidos.update(elemento.iter(_TEXTO))
        corridas = [
            (self._de_word.con(base, letra), tramo)
            for letra, elemento in _con_campos(piezas)
            for tramo in (
                (elemento,)
                if isinstance(elemento, CampoCalculado)
                else self._tramos_de(elemento, cuadros)
            )
        ]
        con_letra = [
            estilo for estilo, tramo in corridas if isinstance(tramo, str | CampoCalculado)
        ]
        estilo = con_letra[0] if con_letra else base
        negritas = {estilo_con_letra.negrita for estilo_con_letra in con_letra}
        estilo = attrs.evolve(
            estilo, negrita=negritas == {True}, horizontal=base.horizontal, relleno=base.relleno
        )
        trozos: list[list[Tramo]] = [[]]
        for estilo_de_tramo, tramo in corridas:
            if tramo == "\t":
                trozos.append([])
            elif isinstance(tramo, str) and estilo_de_tramo.negrita and not estilo.negrita:
                trozos[-1].append(Enfasis(tramo, negrita=True))
            else:
                trozos[-1].append(tramo)
        return estilo, trozos, cuadros

    def _tramos_de(self, elemento: Element, cuadros: list[Element]) -> Iterator[Tramo]:
        """Tramos que dice un elemento de una corrida; los cuadros de texto van a ``cuadros``."""
        clase = elemento.tag.removeprefix(W)
        if clase == "t":
            yield elemento.text or ""
        elif clase in _SIGNOS:
            yield _SIGNOS[clase]
        elif clase == "drawing":
            yield from self._dibujo(elemento, cuadros)
        elif clase in {"pict", "object"}:
            textos = [*cuadros_de(elemento)]
            cuadros += textos
            if not textos:
                self.reparar("un dibujo del Word viejo (una marca de agua, por ejemplo)")

    def _dibujo(self, dibujo: Element, cuadros: list[Element]) -> Iterator[Tramo]:
        """Imagen de un dibujo que va en el renglón; la que flota se anota con su lugar."""
        textos = [*cuadros_de(dibujo)]
        cuadros += textos
        for marco in dibujo:
            imagen = self._imagen(marco)
            if imagen is None:
                if not textos and next(marco.iter(f"{A}blip"), None) is None:
                    self.reparar("una forma dibujada")
            elif marco.tag == f"{_WP}inline":
                yield imagen
            else:
                izquierda = self._lugar(marco, "positionH", imagen.ancho)
                arriba = self._lugar(marco, "positionV", imagen.alto)
                self._flotantes.append(ImagenPuesta(imagen, izquierda, arriba))

    def _imagen(self, marco: Element) -> Imagen | None:
        """Imagen de un dibujo, en milímetros; nada si no la trae o está dañada."""
        # Las de un cuadro de texto salen con él.
        cuadros = marco.iter(f"{W}txbxContent")
        ajenas = {blip for cuadro in cuadros for blip in cuadro.iter(f"{A}blip")}
        blips = (blip for blip in marco.iter(f"{A}blip") if blip not in ajenas)
        tamano, blip = marco.find(f"{_WP}extent"), next(blips, None)
        if tamano is None or blip is None:
            return None
        relacion = self._imagenes.get(blip.get(f"{R}embed", ""))
        datos = self._paquete.contenido(relacion.parte) if relacion else b""
        ancho, alto = (cuanto(tamano.get(lado)) / _EMU_POR_MM for lado in ("cx", "cy"))
        # Word no gira una foto por lo que dejó dicho su cámara: así la vio quien la puso.
        datos = b"" if por_que_no(datos) else imagen_a_la_vista(datos, girar=False)
        medidas = medir(datos)
        if medidas is None or ancho <= 0 or alto <= 0:
            self.reparar("una imagen dañada, o que no es de las que se admiten")
            return None
        descripcion = next((p.get("descr", "") for p in marco.iter(f"{_WP}docPr")), "")
        return Imagen(datos, medidas.clase, descripcion or "Membrete", Mm(ancho), Mm(alto))

    def _lugar(self, marco: Element, eje: str, mide: float) -> Mm:
        """Milímetros del borde del papel a una imagen que flota; ``mide``: los de ella ahí."""
        pagina, a_lo_ancho = self._pagina, eje == "positionH"
        lado = pagina.ancho if a_lo_ancho else pagina.alto
        margen_inicial, margen_final = (
            (pagina.izquierdo, pagina.derecho) if a_lo_ancho else (pagina.superior, pagina.inferior)
        )
        posicion = marco.find(f"{_WP}{eje}")
        if posicion is None:
            return Mm(0)
        respecto = posicion.get("relativeFrom", "")
        desde, hasta = 0.0, float(lado)
        if respecto in {"margin", "column", "character", "insideMargin", "outsideMargin"}:
            desde, hasta = float(margen_inicial), float(lado - margen_final)
        elif respecto in {"paragraph", "line"}:
            desde = float(lado - pagina.encabezado - mide if self._al_pie else pagina.encabezado)
        elif respecto in {"bottomMargin", "rightMargin"}:
            desde = float(lado - margen_final)
        desplazamiento, alineado = posicion.find(f"{_WP}posOffset"), posicion.find(f"{_WP}align")
        if desplazamiento is not None:
            return Mm(round(desde + cuanto(desplazamiento.text) / _EMU_POR_MM, 2))
        como = "" if alineado is None else alineado.text or ""
        sobra = hasta - desde - mide
        parte = {"center": 0.5, "right": 1.0, "bottom": 1.0, "outside": 1.0}.get(como, 0.0)
        return Mm(round(desde + sobra * parte, 2))

    # -------------------------------------------------------------- la tabla

    def _en_tabla(self, filas: _Filas) -> Tabla:
        """Tabla con las columnas que salen de todos los bordes de sus filas."""
        bordes = sorted({round(b, 3) for fila in filas for c in fila for b in (c.desde, c.hasta)})
        filas_unidas = tuple(
            Fila(
                tuple(
                    Celda(
                        celda.contenido,
                        self._nombre(celda.estilo),
                        bordes.index(round(celda.hasta, 3)) - bordes.index(round(celda.desde, 3)),
                        min(celda.filas, len(filas) - numero),
                    )
                    for celda in fila
                    if not celda.sigue
                )
            )
            for numero, fila in enumerate(filas)
        )
        anchos = tuple(hasta - desde for desde, hasta in pairwise(bordes))
        return Tabla(anchos=anchos, filas=filas_unidas)

    def _nombre(self, estilo: Estilo) -> str:
        return self._nombres.setdefault(estilo, f"membrete-{len(self._nombres) + 1}")


_CASI_NADA = 0.02
"""Del ancho: lo que a una tabla le falta para llegar al margen sin que se note."""


def _estilo_de(propiedades: Element | None) -> str:
    """Clave del estilo que nombran las propiedades de un párrafo; vacía si ninguno."""
    return "" if propiedades is None else valor_de_propiedad(propiedades.find(f"{W}pStyle"))


def _a_su_izquierda(tabla: Element) -> float:
    """Parte, de 0 a 1, de lo que una tabla deja libre que va a su izquierda."""
    pedido = valor_de_propiedad(tabla.find(f"{W}tblPr/{W}jc"))
    return 0.5 if pedido == "center" else float(pedido in {"right", "end"})


def _con_las_de_varias(
    filas: Sequence[Sequence[_EnFila]], desde: float, hasta: float
) -> Iterator[list[_EnFila]]:
    """Filas con cuántas cubre cada celda combinada, y con celdas en blanco donde no hay."""
    cubiertas = set[tuple[int, float, float]]()
    for numero, fila in enumerate(filas):
        celdas = []
        llega = desde
        for celda in fila:
            sitio = (celda.desde, celda.hasta)
            if llega < celda.desde:
                celdas.append(_en_blanco(llega, celda.desde))
            llega = celda.hasta
            if (numero, *sitio) in cubiertas:
                celdas.append(celda)
                continue
            cubre = 1 + sum(1 for _ in takewhile(partial(_sigue, sitio), filas[numero + 1 :]))
            cubiertas |= {(numero + paso, *sitio) for paso in range(1, cubre)}
            celdas.append(attrs.evolve(celda, filas=cubre, sigue=False))
        if llega < hasta:
            celdas.append(_en_blanco(llega, hasta))
        yield celdas


def _sigue(sitio: tuple[float, float], fila: Sequence[_EnFila]) -> bool:
    """Si en ese sitio una fila sólo continúa lo de arriba."""
    return any(celda.sigue and (celda.desde, celda.hasta) == sitio for celda in fila)


def _en_blanco(desde: float, hasta: float) -> _EnFila:
    return _EnFila(
        desde=desde, hasta=hasta, contenido="", estilo=attrs.evolve(NORMAL, tamano=Pt(1))
    )


def _con_campos(
    piezas: Iterable[tuple[Element | None, Element]],
) -> Iterator[tuple[Element | None, Element | CampoCalculado]]:
    """Corridas de un párrafo y las propiedades de su letra; el campo de página, ya calculado."""
    campo = ""
    en_su_codigo = False
    for letra, elemento in piezas:
        clase = elemento.get(f"{W}fldCharType")
        if clase == "begin":
            campo, en_su_codigo = "", True
        elif clase == "separate":
            numero = _numero_de(campo)
            en_su_codigo = numero is not None
            yield from () if numero is None else ((letra, numero),)
        elif clase == "end":
            en_su_codigo = False
        elif elemento.tag == f"{W}instrText":
            campo += elemento.text or ""
        elif not en_su_codigo:
            yield letra, _numero_de(elemento.get(f"{W}instr", "")) or elemento


def _de_corridas(dentro: Element) -> Iterator[tuple[Element | None, Element]]:
    """Piezas de las corridas de un párrafo, con su letra; un campo sencillo de página, él mismo."""
    for elemento in desenvueltos(dentro):
        if elemento.tag == _CAMPO_SENCILLO:
            es_numero = _numero_de(elemento.get(f"{W}instr", "")) is not None
            yield from ((None, elemento),) if es_numero else _de_corridas(elemento)
        elif elemento.tag == f"{W}r":
            letra = elemento.find(f"{W}rPr")
            yield from ((letra, hijo) for hijo in desenvueltos(elemento))


def _numero_de(instruccion: str) -> CampoCalculado | None:
    """El número que da un campo; nada si es otro, que queda como se ve en el membrete."""
    return _NUMEROS.get((instruccion.split() or [""])[0].upper())


def _en_contenido(tramos: Sequence[Tramo]) -> Contenido:
    """Los tramos, con los textos seguidos en uno; sólo texto, si no llevan nada más."""
    juntos = tuple(con_textos_unidos(tramos))
    if all(isinstance(tramo, str) for tramo in juntos):
        return "".join(map(str, juntos)).strip(" ")
    return juntos
