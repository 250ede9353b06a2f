"""Textos, campos, enlaces e imágenes como expresiones de Typst.

Un texto es siempre una cadena entre comillas, nunca marcas.
"""

import base64
import functools
import itertools
import re
from collections.abc import Iterator
from typing import assert_never

from paac_reportes import clases
from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.escritores.pdf.motor import Fuentes
from paac_reportes.imagenes import medir
from paac_reportes.maqueta.contenido import (
    LA_PAGINA,
    Barra,
    CampoCalculado,
    Contenido,
    Enfasis,
    Enlace,
    Imagen,
    NumeroDeLeyenda,
    Remision,
    Tramo,
    solo_texto,
)
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.medida.tipografia import (
    MM_POR_PULGADA,
    PT_POR_PULGADA,
    Letra,
    Mm,
    Pt,
    palabras_medidas,
    pt_de_mm,
)

_IMPOSIBLES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Signos que no se dibujan ni caben en un archivo; de un formato podrían llegar."""
_REEMPLAZO = "\ufffd"


def cadena(texto: str) -> str:
    """El texto como cadena de Typst; un retorno, como fin de renglón."""
    if "\r" in texto:
        texto = texto.replace("\r\n", "\n").replace("\r", "\n")
    texto = _IMPOSIBLES.sub(_REEMPLAZO, texto)
    return f'"{texto.replace(_BARRA, _BARRA * 2).replace(_COMILLA, _BARRA + _COMILLA)}"'


_BARRA, _COMILLA = "\\", '"'
_NO_ASCII = re.compile(r"[^\x20-\x7e]")


def cadena_que_no_se_dibuja(texto: str) -> str:
    """Cadena de lo que se lee y no se ve: no le hace falta que la letra tenga el dibujo."""
    return _NO_ASCII.sub(lambda letra: f"\\u{{{ord(letra[0]):x}}}", cadena(texto))


def en_pt(medida: float) -> str:
    """Una medida en puntos, como ``12.5pt``."""
    return f"{round(medida, 3):.3f}".rstrip("0").rstrip(".") + "pt"


def puntos_de(medida: Mm) -> str:
    """Una medida en milímetros, dicha en puntos."""
    return en_pt(pt_de_mm(medida))


def color(codigo: str) -> str:
    """Un color ``RRGGBB``."""
    return f'rgb("{codigo}")'


def si_o_no(*, valor: bool) -> str:
    """``true`` o ``false``."""
    return "true" if valor else "false"


def secuencia(expresiones: list[str]) -> str:
    """Unas expresiones, una detrás de otra; una suma de miles agotaría la pila de Typst."""
    if len(expresiones) == 1:
        return expresiones[0]
    return f"{{{';'.join(expresiones)}}}" if expresiones else "none"


_DE_ANCLA = "ir-"


def marca_de_ancla(ancla: str) -> str:
    """El lugar a donde lleva una remisión, que no ocupa ninguno."""
    return f"[#metadata(none) <{_DE_ANCLA}{ancla}>]"


_HOLGURA = 0.99
"""Parte del ancho de un renglón: lo demás queda para lo que la letra mida de más."""
_ENSANCHE = 1.25
"""Cuánto más que la pedida puede medir una letra que la reemplaza."""
_ANCHO_MINIMO = 4.0
"""Puntos: en un lugar más angosto las letras se salen de todos modos."""
_UN_RENGLON, _SIN_TOPE = 1, 10**9
"""Renglones que llena un trozo, a lo sumo, y letras que tiene: tantas que no lo limitan."""
_SE_PARTE_AQUI = "box()"
"""Un lugar donde un renglón puede terminar y que no deja nada en el texto."""
_EN_BLANCO = ("\n", "\r")
"""Así empieza un texto con un renglón vacío: si en él no hay nada, Typst toma la celda por una que
no cupo, la pasa a la página que sigue y la mide otra vez en cada una de las suyas."""
_CAMPOS = {CampoCalculado.PAGINA: "pagina", CampoCalculado.PAGINAS: "paginas"}
_LARGO_DE_DIRECCION = 2000
"""Letras: un lector de PDF no sigue una más larga, y Typst no la admite."""


class TextosDelPdf:
    """Contenidos de un documento como expresiones de Typst, con sus imágenes, que se repiten."""

    def __init__(self, estilos: dict[str, Estilo], fuentes: Fuentes) -> None:
        self._estilos = estilos
        miden_igual = all(fuentes.mide_lo_mismo(estilo.familia) for estilo in estilos.values())
        self._parte_del_ancho = _HOLGURA if miden_igual else _HOLGURA / _ENSANCHE
        self._imagenes: dict[bytes, str] = {}
        self.numeros = map(str, itertools.count(1))
        """Números de las marcas de un documento: ninguno se repite."""

    def expresion(self, contenido: Contenido, estilo: str, ancho: Pt) -> str:
        """Un contenido como expresión de Typst, que va en un lugar de ese ancho."""
        if isinstance(contenido, str):
            return self._en_typst(contenido, estilo, ancho)
        partes: list[str] = []
        for tramo in contenido:
            partes.append(self._tramo(tramo, estilo, ancho))
            if solo_texto((tramo,)).endswith(_GUION):
                partes.append(_SE_PARTE_AQUI)
        return (
            secuencia([parte for parte in partes if parte != _CADENA_VACIA])
            if partes
            else _CADENA_VACIA
        )

    def definiciones(self) -> Iterator[str]:
        """Definiciones en Typst de las imágenes que se pidieron, cada una una vez."""
        for datos, nombre in self._imagenes.items():
            yield f"#let {nombre} = bytes({cadena(_en_svg(datos))})"

    def _tramo(  # noqa: C901, PLR0911 - una clase de tramo por caso
        self, tramo: Tramo, estilo: str, ancho: Pt
    ) -> str:
        """Typst de un tramo, con la letra de un estilo; una imagen no pasa de ese ``ancho``."""
        match tramo:
            case str():
                return self._en_typst(tramo, estilo, ancho)
            case Enfasis():
                dentro = self._en_typst(tramo.texto, estilo, ancho)
                dentro = f"emph({dentro})" if tramo.cursiva else dentro
                dentro = f"strong({dentro})" if tramo.negrita else dentro
                return f"text(fill: {color(tramo.color)}, {dentro})" if tramo.color else dentro
            case Enlace():
                return self._enlace(tramo, estilo, ancho)
            case NumeroDeLeyenda():
                numero = self._en_typst(tramo.texto, estilo, ancho)
                return secuencia([marca_de_ancla(tramo.ancla), numero]) if tramo.ancla else numero
            case Remision():
                destino = f"<{_DE_ANCLA}{tramo.ancla}>"
                if tramo.dice == "pagina":
                    pagina = self._en_typst(LA_PAGINA, estilo, ancho)
                    return f"link({destino}, {secuencia([pagina, f'pagina_de({destino})'])})"
                return f"link({destino}, {self._en_typst(tramo.texto, estilo, ancho)})"
            case CampoCalculado():
                return _CAMPOS[tramo]
            case Imagen():
                cabe = max(ancho, _ANCHO_MINIMO) / PT_POR_PULGADA * MM_POR_PULGADA
                return self.imagen(tramo, Mm(cabe))
            case Barra():
                relleno = f'fill: rgb("#{tramo.color}")'
                dibujo = f"rect(width: {puntos_de(tramo.largo)}, height: 0.95em, {relleno})"
                return f"box(baseline: 12%, pdf.artifact({dibujo}))"
            case _:
                assert_never(tramo)

    def _en_typst(self, texto: str, estilo: str, ancho: Pt) -> str:
        """Un texto como cadenas de Typst, con sus tabuladores y por dónde se puede partir.

        ``ancho``: el del lugar; la palabra que no cabe en él se parte.
        """
        trozos = [_SE_PARTE_AQUI] if texto[:1] in _EN_BLANCO else []
        for numero, tramo in enumerate(texto.split("\t")):
            trozos += ["tabulador"] if numero else []
            for parte in _DESDE_UN_GUION.split(tramo) if _GUION in tramo else [tramo]:
                trozos += self._con_cortes(parte, estilo, ancho) if parte else []
        return secuencia(trozos) if trozos else _CADENA_VACIA

    def _con_cortes(self, texto: str, estilo: str, ancho: Pt) -> Iterator[str]:
        """Trozos del texto, con ``box()`` donde se parte una palabra: Typst no parte ninguna.

        También la que lleva guiones y cabe: donde Typst la parte, en español repite el guion en el
        renglón que sigue, y sería otro texto. Antes de una cifra sólo parte una dirección.
        """
        letra, cabe, largas = self._medidas_de_renglon(estilo, ancho)
        if _DESDE_UN_GUION.fullmatch(texto) and letra.ancho(texto) <= cabe:
            yield f"box({cadena(texto)})"
            return
        desde = 0
        for coincidencia in (_PALABRA if _CON_GUION.search(texto) else largas).finditer(texto):
            donde, palabra = coincidencia.start(), coincidencia[0]
            no_cabe = largas.match(palabra) and letra.ancho(palabra) > cabe
            guion = _EN_UNA_DIRECCION if _DE_DIRECCION.search(palabra) else _TRAS_UN_GUION
            trozos = _en_trozos(palabra, letra, cabe) if no_cabe else guion.split(palabra)
            for numero, trozo in enumerate(trozos):
                if numero:
                    yield cadena(texto[desde:donde])
                    yield _SE_PARTE_AQUI
                    desde = donde
                donde += len(trozo)
        yield cadena(texto[desde:])

    def _enlace(self, enlace: Enlace, estilo: str, ancho: Pt) -> str:
        """Texto que lleva a una dirección; de una que Typst no admite por larga, sólo él."""
        texto = self._en_typst(enlace.texto, estilo, ancho)
        if len(enlace.direccion) > _LARGO_DE_DIRECCION:
            return texto
        return f"enlace({cadena_que_no_se_dibuja(enlace.direccion)}, {texto})"

    def imagen(self, imagen: Imagen, ancho: Mm) -> str:
        """Expresión de una imagen, que no pasa de un ancho."""
        cabe = imagen.reducida(ancho)
        nombre = self._imagenes.setdefault(imagen.datos, f"imagen-{len(self._imagenes) + 1}")
        texto = cadena_que_no_se_dibuja(imagen.texto_alternativo or _SIN_DESCRIPCION)
        ancho_y_alto = f"width: {puntos_de(cabe.ancho)}, height: {puntos_de(cabe.alto)}"
        return f"dibujo({nombre}, {texto}, {ancho_y_alto})"

    @clases.recordado
    def _medidas_de_renglon(self, estilo: str, ancho: Pt) -> tuple[Letra, Pt, re.Pattern[str]]:
        """Letra de un estilo, puntos que caben en un ancho y palabras que podrían no caber."""
        aspecto = self._estilos[estilo]
        letra = Letra(palabras_medidas(aspecto.familia, negrita=aspecto.negrita), aspecto.tamano)
        cabe = Pt(max(ancho * self._parte_del_ancho, _ANCHO_MINIMO))
        return letra, cabe, _palabras_largas(int(cabe / aspecto.tamano))


_CADENA_VACIA = '""'
_GUION = "-"
_PALABRA = re.compile(r"\S+")
_DE_DIRECCION = re.compile(r"://|www\.")
_CON_GUION = re.compile(rf"-(?=[^\s\d])|{_DE_DIRECCION.pattern}")
_TRAS_UN_GUION = re.compile(r"(?<=-)(?=[^\s\d])")


_EN_UNA_DIRECCION = re.compile(r"(?<=-)(?=\S)")
_DESDE_UN_GUION = re.compile(r"((?<!\S)[^\w\s-]*-[^\s\d]\S*)")
"""La palabra que empieza por uno, que va en una caja para que nadie la parta ahí."""
_SIN_DESCRIPCION = "Imagen sin descripción"


@functools.lru_cache(maxsize=64)
def _palabras_largas(letras: int) -> re.Pattern[str]:
    """Expresión que halla las palabras que podrían no caber donde caben tantas letras."""
    return re.compile(rf"\S{{{max(letras, 1)},}}")


def _en_trozos(palabra: str, letra: Letra, cabe: Pt) -> Iterator[str]:
    """Trozos de una palabra por sus barras y guiones o, si ni así caben, por donde se llene."""
    for parte in _PARTES.findall(palabra):
        if letra.ancho(parte) <= cabe:
            yield parte
        else:
            yield from letra.trozos(parte, cabe, _UN_RENGLON, _SIN_TOPE)


_PARTES = re.compile(r"[^/–-]+[/–-]*|[/–-]+")


def _en_svg(datos: bytes) -> str:
    """SVG con una imagen dentro: Typst recibe textos, y así ella no pasa por ningún archivo."""
    medidas = medir(datos)
    if medidas is None:  # ni el modelo ni el formato la habrían admitido
        raise ErrorDeMaqueta("una imagen está incompleta")
    lados = f'width="{medidas.ancho}" height="{medidas.alto}"'
    dentro = f"data:image/{medidas.clase};base64,{base64.b64encode(datos).decode('ascii')}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {lados}><image {lados} href="{dentro}"'
        ' preserveAspectRatio="none"/></svg>'
    )
