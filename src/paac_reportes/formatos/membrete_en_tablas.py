"""Los encabezados y los pies de un membrete como tablas del árbol, para lo que no es Word.

Word los lleva a la letra. La página web lleva sus textos, sus tablas y sus imágenes, con su lado y
su negrita y con la letra del formato; un libro, sus textos, donde imprime los suyos. Lo que no pasa
queda en los reparos.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

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
from paac_reportes.maqueta.documento import HojaDelMembrete, Pagina, PrimeraPagina
from paac_reportes.maqueta.estilos import ESTILO_DE_MEMBRETE
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.opc.paquete import Relacion
from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.opc.word.envolturas import cuadros, desenvueltos
from paac_reportes.opc.word.estilos import negrita_de
from paac_reportes.opc.word.tablas import CeldaCruda, TablaCruda
from paac_reportes.opc.xml import Elemento, R, W, encendido, entero

if TYPE_CHECKING:
    from paac_reportes.formatos.cuerpo.puerta import WordAbierto

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VAL, _PARRAFO, _CAMPO_SENCILLO = f"{W}val", f"{W}p", f"{W}fldSimple"
_EMU_POR_MM = 36000
_DE_FONDO = 0.5
"""Del alto del papel: una imagen más alta es el fondo de la hoja."""
_COLUMNAS = 60
"""Las de toda fila, iguales: un párrafo se reparte en una, dos o tres partes de ellas."""
_RENGLONES = 100
"""Renglones que un encabezado o un pie llevan a lo sumo: con más no queda página."""
_LADOS: Mapping[str, Horizontal] = {"center": "centro", "right": "derecha", "end": "derecha"}
_SIGNOS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NUMEROS = {
    "PAGE": CampoCalculado.PAGINA,
    "NUMPAGES": CampoCalculado.PAGINAS,
    "SECTIONPAGES": CampoCalculado.PAGINAS,
}


def leer_hojas(
    paquete: "WordAbierto", secciones: Sequence[Elemento], paginas: Sequence[Pagina]
) -> tuple[tuple[HojaDelMembrete, ...], tuple[str, ...]]:
    """Encabezado y pie de cada sección, y reparos; la que no los dice toma los de la anterior."""
    de_clave = {r.clave: r.parte for r in paquete.relaciones[paquete.principal]}
    lector = _LectorDeHojas(paquete)
    partes: dict[tuple[str, str], str] = {}
    hojas = []
    for seccion, pagina in zip(secciones, paginas, strict=True):
        for lugar in ("header", "footer"):
            for referencia in seccion.iterfind(f"{W}{lugar}Reference"):
                if parte := de_clave.get(referencia.get(f"{R}id", "")):
                    partes[lugar, referencia.get(f"{W}type", "default")] = parte
        tablas = {sitio: lector.tabla(parte, pagina) for sitio, parte in partes.items()}
        con_primera = encendido(seccion.find(f"{W}titlePg"), _VAL)
        de_cada = [
            {"encabezado": tablas.get(("header", clase)), "pie": tablas.get(("footer", clase))}
            for clase in ("default", "first")
        ]
        primera = PrimeraPagina(**de_cada[1]) if con_primera else None
        hojas.append(HojaDelMembrete(**de_cada[0], primera=primera))
        if seccion.find(f"{W}pgBorders") is not None:
            lector.reparar("los bordes de la página")
    if any(clase == "even" for _, clase in partes):
        lector.reparar("lo de las páginas pares")
    return tuple(hojas), tuple(lector.reparos)


class _LectorDeHojas:
    """Va de un encabezado o un pie a una tabla."""

    def __init__(self, paquete: "WordAbierto") -> None:
        self._paquete, self._presupuesto = paquete, Presupuesto()
        self._imagenes: Mapping[str, Relacion] = {}
        self._pagina: Pagina
        self.reparos: dict[str, None] = {}

    def reparar(self, reparo: str) -> None:
        """Anota lo que del membrete no sale fuera de Word."""
        self.reparos[f"fuera de Word y de su PDF no sale {reparo}"] = None

    def tabla(self, parte: str, pagina: Pagina) -> Tabla | None:
        """Tabla de un encabezado o un pie; ninguna, si no dice nada."""
        self._imagenes = {relacion.clave: relacion for relacion in self._paquete.relaciones[parte]}
        self._pagina = pagina
        filas = [*self._filas(self._paquete.raices[parte])]
        if len(filas) > _RENGLONES:
            self.reparar(f"un encabezado o un pie de más de {_RENGLONES} renglones")
        if not 0 < len(filas) <= _RENGLONES:
            return None
        return Tabla(
            anchos=(1 / _COLUMNAS,) * _COLUMNAS, filas=tuple(Fila(tuple(f)) for f in filas)
        )

    def _filas(self, dentro: Elemento) -> Iterator[list[Celda]]:
        """Celdas de cada fila de una parte, una celda o un cuadro de texto."""
        for elemento in desenvueltos(dentro, (_PARRAFO, f"{W}tbl")):
            es_parrafo = elemento.tag == _PARRAFO
            yield from (self._de_parrafo if es_parrafo else self._de_tabla)(elemento)

    def _de_parrafo(self, parrafo: Elemento) -> Iterator[list[Celda]]:
        """Fila de un párrafo, con una celda por trozo entre tabuladores, y las de sus cuadros."""
        cajas: list[Elemento] = []
        trozos: list[list[Tramo]] = [[]]
        for negrita, pieza in _piezas(parrafo):
            for tramo in self._tramos(pieza, cajas):
                if tramo == "\t":
                    trozos.append([])
                else:
                    fuerte = negrita and isinstance(tramo, str)
                    trozos[-1].append(Enfasis(str(tramo), negrita=True) if fuerte else tramo)
        lados = _lados_de(parrafo.find(f"{W}pPr"), len(trozos))
        juntos = [*trozos[: len(lados)], *([] for _ in range(len(lados) - len(trozos)))]
        for trozo in trozos[len(lados) :]:
            juntos[-1] += [" ", *trozo]
        celdas = [
            Celda(_en_contenido(tramos), f"{ESTILO_DE_MEMBRETE}-{lado}", _COLUMNAS // len(lados))
            for tramos, lado in zip(juntos, lados, strict=True)
        ]
        if any(celda.contenido for celda in celdas):
            yield celdas
        for caja in cajas:
            yield from self._filas(caja)

    def _de_tabla(self, tabla: Elemento) -> list[list[Celda]]:
        """Filas de una tabla de Word, de todo el ancho; lo que falta a una va en blanco."""
        cruda, de_word = TablaCruda("", self._presupuesto), dict[tuple[int, int], Elemento]()
        cruda.recorrer(tabla, lambda celda, c: de_word.update({(c.fila, c.columna): celda}))
        columnas = max((c.columna + c.columnas for fila in cruda.filas for c in fila), default=0)
        if columnas > _COLUMNAS:
            self.reparar(f"una tabla de más de {_COLUMNAS} columnas")
        if not 0 < columnas <= _COLUMNAS:
            return []
        bordes = _bordes_de(tabla, columnas)
        filas: list[list[Celda]] = []
        for numero, fila in enumerate(cruda.filas):
            celdas, lugar = list[Celda](), 0
            for c in (*fila, CeldaCruda(-1, columnas, columnas=0)):
                if lugar < c.columna:
                    celdas.append(self._de_celda(None, bordes[c.columna] - bordes[lugar]))
                lugar = c.columna + c.columnas
                if c.fila == numero:
                    ancho = bordes[lugar] - bordes[c.columna]
                    celdas.append(self._de_celda(de_word[c.fila, c.columna], ancho, c.filas))
            filas.append(celdas)
        return filas

    def _de_celda(self, celda: Elemento | None, columnas: int, filas: int = 1) -> Celda:
        """Celda con un renglón por párrafo de la de Word, del lado del primero."""
        renglones = [] if celda is None else [*self._filas(celda)]
        tramos: list[Tramo] = []
        for renglon in renglones:
            for puesta in renglon:
                contenido = puesta.contenido
                tramos += [contenido, " "] if isinstance(contenido, str) else [*contenido, " "]
            tramos[-1:] = ["\n"]
        primera = next((puesta for renglon in renglones for puesta in renglon), None)
        estilo = primera.estilo if primera else f"{ESTILO_DE_MEMBRETE}-izquierda"
        return Celda(_en_contenido(tramos[:-1]), estilo, columnas, filas)

    def _tramos(self, pieza: Elemento | CampoCalculado, cajas: list[Elemento]) -> Iterator[Tramo]:
        """Tramos que dice una pieza de un párrafo; los cuadros de texto van a ``cajas``."""
        if isinstance(pieza, CampoCalculado):
            yield pieza
        elif pieza.tag == f"{W}t":
            yield pieza.text or ""
        elif (clase := pieza.tag.removeprefix(W)) in _SIGNOS:
            yield _SIGNOS[clase]
        elif clase in {"drawing", "pict", "object"}:
            textos = [*cuadros(pieza)]
            cajas += textos
            ajenas = {blip for texto in textos for blip in texto.iter(f"{_A}blip")}
            blip = next((b for b in pieza.iter(f"{_A}blip") if b not in ajenas), None)
            if blip is not None:
                yield from self._imagen(pieza, self._imagenes.get(blip.get(f"{R}embed", "")))
            elif not textos:
                self.reparar("una forma dibujada (una marca de agua, por ejemplo)")

    def _imagen(self, dibujo: Elemento, relacion: Relacion | None) -> Iterator[Imagen]:
        """Imagen de un dibujo; ninguna, si está dañada o es el fondo de la hoja."""
        datos = self._paquete.otras.get(relacion.parte, b"") if relacion else b""
        # Word no gira una foto por lo que dejó dicho su cámara: así la vio quien la puso.
        datos = b"" if por_que_no(datos) else imagen_a_la_vista(datos, girar=False)
        medidas, tamano = medir(datos), next(dibujo.iter(f"{_WP}extent"), None)
        ancho, alto = (
            Mm(0 if tamano is None else entero(tamano.get(lado)) / _EMU_POR_MM)
            for lado in ("cx", "cy")
        )
        if medidas is None or min(ancho, alto) <= 0:
            self.reparar("una imagen dañada, o que no es de las que se admiten")
        elif alto > self._pagina.alto * _DE_FONDO:
            self.reparar("la imagen de fondo de la hoja")
        else:
            descripcion = next((p.get("descr", "") for p in dibujo.iter(f"{_WP}docPr")), "")
            yield Imagen(datos, medidas.clase, descripcion or "Membrete", ancho, alto)


def _valor(propiedades: Elemento | None, nombre: str) -> str:
    """Valor de una propiedad; vacío, si no está."""
    propiedad = None if propiedades is None else propiedades.find(f"{W}{nombre}")
    return "" if propiedad is None else propiedad.get(_VAL, "")


def _lados_de(propiedades: Elemento | None, cuantos: int) -> Sequence[Horizontal]:
    """Lado de cada trozo entre tabuladores; uno solo, si el párrafo los pone para otra cosa."""
    paradas = () if propiedades is None else propiedades.iterfind(f"{W}tabs/{W}tab")
    modos = {parada.get(_VAL) for parada in paradas} - {"clear"}
    if cuantos > 1 and (not modos or "center" in modos):  # los de un encabezado de Word
        return ("izquierda", "centro", "derecha")
    if cuantos > 1 and modos & {"right", "end"}:
        return ("izquierda", "derecha")
    return (_LADOS.get(_valor(propiedades, "jc"), "izquierda"),)


def _bordes_de(tabla: Elemento, columnas: int) -> list[int]:
    """Columnas de las nuestras en que empieza cada una de una tabla, y donde termina la última."""
    de_word = [entero(c.get(f"{W}w")) for c in tabla.iterfind(f"{W}tblGrid/{W}gridCol")]
    for anchos in (de_word[:columnas], [1] * columnas):
        if len(anchos) == columnas and all(ancho > 0 for ancho in anchos):
            bordes = [round(_COLUMNAS * b / sum(anchos)) for b in accumulate(anchos, initial=0)]
            if len({*bordes}) == len(bordes):
                break
    return bordes


def _piezas(parrafo: Elemento) -> Iterator[tuple[bool, Elemento | CampoCalculado]]:
    """Lo que dicen las corridas de un párrafo, y si va en negrita; el campo de página, él mismo."""
    codigo, callado = "", False
    for negrita, elemento in _de_corridas(parrafo):
        clase = elemento.get(f"{W}fldCharType")
        if clase == "begin":
            codigo, callado = "", True
        elif clase == "separate":
            numero = _numero_de(codigo)
            callado = numero is not None
            yield from () if numero is None else ((negrita, numero),)
        elif clase == "end":
            callado = False
        elif elemento.tag == f"{W}instrText":
            codigo += elemento.text or ""
        elif not callado:
            yield negrita, _numero_de(elemento.get(f"{W}instr", "")) or elemento


def _de_corridas(dentro: Elemento) -> Iterator[tuple[bool, Elemento]]:
    """Piezas de las corridas de un párrafo; un campo sencillo de página, él mismo."""
    for elemento in desenvueltos(dentro):
        if elemento.tag == f"{W}fldSimple":
            es_numero = _numero_de(elemento.get(f"{W}instr", "")) is not None
            yield from ((False, elemento),) if es_numero else _de_corridas(elemento)
        elif elemento.tag == f"{W}r":
            negrita = bool(negrita_de(elemento.find(f"{W}rPr")))
            yield from ((negrita, hijo) for hijo in desenvueltos(elemento))


def _numero_de(instruccion: str) -> CampoCalculado | None:
    """El número que da un campo; nada si es otro, que queda como se ve en el membrete."""
    return _NUMEROS.get((instruccion.split() or [""])[0].upper())


def _en_contenido(tramos: Sequence[Tramo]) -> Contenido:
    """Los tramos, con los textos seguidos en uno; sólo texto, si no llevan nada más."""
    juntos = tuple(con_textos_unidos(tramos))
    if all(isinstance(tramo, str) for tramo in juntos):
        return "".join(map(str, juntos)).strip(" ")
    return juntos
