"""El XML de una parte, sin entidades, sin DTD y sin buscar nada afuera."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.parsers import expat

from paac_reportes.errores import CODIGOS, Aviso
from paac_reportes.instalacion import hace_falta
from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.sistema import IlegibleError

try:
    from lxml import etree
except ModuleNotFoundError:
    etree = None
    """Un navegador no lo trae, y para leer basta lo del Python (``sin_lxml``)."""

Elemento = Any
"""Un elemento de lxml, que no publica sus tipos; donde no está, el de ``sin_lxml``."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ESTRICTO = "{http://purl.oclc.org/ooxml/"


_TROZO = 2**20


def arbol(trozos: Iterable[bytes], parte: str, presupuesto: Presupuesto) -> Elemento:
    """La raíz del XML de una parte; ``IlegibleError`` si está mal escrita o es enorme.

    También si trae un DTD.
    """
    raiz = (_leer_con_lxml if etree else _leer_sin_lxml)(
        _medidos(trozos, parte, presupuesto), parte
    )
    if raiz.tag.startswith(_ESTRICTO):
        motivo = (
            "es «Open XML estricto»; ábralo en Word o en Excel y guárdelo como «Documento de Word»"
            " o «Libro de Excel»"
        )
        raise IlegibleError("archivo_de_otra_clase", motivo)
    return raiz


def _medidos(trozos: Iterable[bytes], parte: str, presupuesto: Presupuesto) -> Iterator[bytes]:
    """Los trozos de una parte, mientras no pase de su peso ni de sus nodos."""
    peso = nodos = 0
    for trozo in trozos:
        peso += len(trozo)
        nodos += trozo.count(b"<") + trozo.count(b"=")
        presupuesto.comprobar("parte", peso, f"la parte {parte!r} ")
        presupuesto.comprobar("nodos", nodos, f"la parte {parte!r} ")
        # libxml2 no recibe más de diez millones de bytes de una vez.
        yield from (trozo[desde : desde + _TROZO] for desde in range(0, len(trozo), _TROZO))


def _leer_con_lxml(trozos: Iterable[bytes], parte: str) -> Elemento:
    """Raíz de una parte leída con lxml; ``IlegibleError`` si está mal escrita o declara un DTD."""
    lector = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    comienzo = b""
    try:
        for trozo in trozos:
            comienzo = comienzo or trozo
            lector.feed(trozo)
        raiz = lector.close()
    except (etree.LxmlError, ValueError, AssertionError, MemoryError):
        # De las entidades que crecen sin fin sólo dice que no: por qué, se mira aparte.
        motivo = con_dtd(parte) if _declara_dtd(comienzo) else mal_escrita(parte)
        raise IlegibleError("archivo_danado", motivo) from None
    if raiz.getroottree().docinfo.internalDTD is not None:
        raise IlegibleError("archivo_danado", con_dtd(parte))
    return raiz


def _leer_sin_lxml(trozos: Iterable[bytes], parte: str) -> Elemento:
    """Raíz de una parte leída con expat, donde falta lxml; los mismos errores."""
    from paac_reportes.opc import sin_lxml  # noqa: PLC0415 - sólo donde falta lxml

    lector = sin_lxml.LectorDeXml(_parar)
    try:
        for trozo in trozos:
            lector.feed(trozo)
        return lector.close()
    except _ConDtdError:
        raise IlegibleError("archivo_danado", con_dtd(parte)) from None
    except (SyntaxError, ValueError, LookupError, MemoryError):
        raise IlegibleError("archivo_danado", mal_escrita(parte)) from None


def _declara_dtd(comienzo: bytes) -> bool:
    """Si un XML declara un DTD en su comienzo."""
    lector = expat.ParserCreate()
    lector.StartDoctypeDeclHandler = _parar
    try:
        lector.Parse(comienzo)
    except _ConDtdError:
        return True
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return False


def con_lxml() -> bool:
    """Si aquí está lxml."""
    return etree is not None


def pedir_lxml(para: str) -> None:
    """``ErrorDeEntorno`` si lxml no está, para lo que cambia un documento ya hecho."""
    with hace_falta(para):
        import lxml.etree  # noqa: F401, PLC0415 - se pide, y lo usa quien llama


def mal_escrita(parte: str) -> str:
    """Motivo por el que no se lee una parte que no es XML."""
    return (
        f"está dañado: la parte {parte!r} no se deja leer; pídalo otra vez, o ábralo con Word o"
        " Excel y deje que lo repare"
    )


def con_dtd(parte: str) -> str:
    """Motivo por el que no se lee una parte con DTD, que ningún programa de oficina escribe."""
    return f"la parte {parte!r} declara entidades o un DTD, que un documento de oficina no trae"


def hijo(elemento: Elemento, *nombres: str) -> Elemento | None:
    """Descendiente al que se llega bajando por esos nombres, el primero de cada uno.

    ``None`` si falta alguno.
    """
    for nombre in nombres:
        elemento = elemento.find(nombre) if elemento is not None else None
    return elemento


def encendido(elemento: Elemento | None, clave: str) -> bool:
    """Si una propiedad de sí o no está puesta: está, y no dice que no."""
    return elemento is not None and elemento.get(clave, "1") not in ("0", "false", "off", "none")


_CIFRAS_MAXIMAS = 11


def entero(texto: str | None, si_no: int = 0) -> int:
    """Un entero escrito con cifras, o ``si_no``."""
    try:
        return int(texto) if texto and len(texto) <= _CIFRAS_MAXIMAS else si_no
    except ValueError:
        return si_no


# ------------------------------------------------------------------ apuntes
# Lo que se va encontrando al ver un documento y conviene decir.

_NOTAS_DE_UNA_CLASE, _DUDAS_DE_UNA_CLASE = 20, 20_000
"""Los avisos de una clase que se dicen uno por uno; de los demás, cuántos son."""
_LETRAS_DE_MUESTRA = 60
"""Letras que un mensaje muestra de un texto que no se lee."""


def en_corto(texto: str) -> str:
    """Comienzo de un texto que no se lee, para un mensaje."""
    seguido = " ".join(texto.split())
    return seguido if len(seguido) <= _LETRAS_DE_MUESTRA else f"{seguido[:_LETRAS_DE_MUESTRA]}…"


def de_una_imagen(descripcion: str) -> str:
    """Mensaje de una imagen o de un gráfico."""
    nombre = f" («{en_corto(descripcion)}»)" if descripcion.strip() else ""
    return f"trae una imagen o un gráfico{nombre}: nada de lo que muestra se lee"


def de_un_error(texto: str) -> str:
    """Mensaje de un valor de error."""
    return f"dice {texto}, que es un error de una fórmula y no un dato; salió en blanco"


def de_un_comentario(autor: str, texto: str) -> str:
    """Mensaje de un comentario."""
    de_quien = f" de {en_corto(autor)}" if autor.strip() else ""
    return f"trae un comentario{de_quien}, que no es un dato: «{en_corto(texto)}»"


def tachado(*, del_todo: bool) -> str:
    """Mensaje de una celda con algo tachado, o con todo."""
    if del_todo:
        return "va tachado; se lee, salvo que lo vaya toda su fila"
    return "trae algo tachado, y se lee como lo demás"


class Apuntes:
    """Avisos sin repetir, en el orden en que se hallaron."""

    def __init__(self) -> None:
        self._avisos: dict[Aviso, None] = {}
        self._veces: dict[str, int] = {}

    def anotar(self, codigo: str, lugar: str, mensaje: str) -> None:
        """Anota un aviso, una sola vez; pasados los primeros de una clase, sólo los cuenta."""
        aviso = Aviso(codigo, lugar, mensaje)
        if aviso in self._avisos:
            return
        veces = self._veces[codigo] = self._veces.get(codigo, 0) + 1
        if veces <= _avisos_por_codigo(codigo):
            self._avisos[aviso] = None

    @property
    def cuantos(self) -> int:
        """Cuántos se hallaron."""
        return sum(self._veces.values())

    def avisos(self) -> tuple[Aviso, ...]:
        """Avisos anotados, y al final cuántos más hubo de cada clase."""
        resto = (
            Aviso(codigo, "", f"y {veces - _avisos_por_codigo(codigo)} más como los anteriores")
            for codigo, veces in self._veces.items()
            if veces > _avisos_por_codigo(codigo)
        )
        return (*self._avisos, *resto)


def _avisos_por_codigo(codigo: str) -> int:
    """Cuántos avisos de una clase se dicen uno por uno."""
    return _NOTAS_DE_UNA_CLASE if CODIGOS[codigo].peso == "nota" else _DUDAS_DE_UNA_CLASE


# ------------------------------------------------------------------ recorrido
# Una parte enorme de XML, recorrida sin guardarla: sus elementos y textos según llegan.

AlAbrir = Callable[[Mapping[str, str]], None]
AlCerrar = Callable[[], None]


class _ConDtdError(Exception):
    pass


class RecorridoDeXml:
    """Llama a quien corresponda al abrir y cerrar cada elemento que interesa."""

    def __init__(
        self,
        espacio: str,
        al_abrir: Mapping[str, AlAbrir],
        al_cerrar: Mapping[str, AlCerrar],
        al_leer: Callable[[str], None],
        presupuesto: Presupuesto,
    ) -> None:
        self._presupuesto = presupuesto
        self._parte = ""
        prefijo = espacio.removeprefix("{")
        abrir = {f"{prefijo}{nombre}": hacer for nombre, hacer in al_abrir.items()}
        cerrar = {f"{prefijo}{nombre}": hacer for nombre, hacer in al_cerrar.items()}
        letras = hondo = 0
        niveles = presupuesto.tope("niveles")

        def abierto(nombre: str, atributos: Mapping[str, str]) -> None:
            """Llama a la función de ese elemento; ``IlegibleError`` si hay demasiados niveles."""
            nonlocal hondo
            hondo += 1
            if hondo > niveles:
                presupuesto.comprobar("niveles", hondo, f"está dañado: la parte {self._parte!r} ")
            if nombre in abrir:  # por cada elemento: preguntar dos veces es menos que llamar
                abrir[nombre](atributos)

        def cerrado(nombre: str) -> None:
            """Llama a la función de cuando ese elemento se cierra."""
            nonlocal hondo
            hondo -= 1
            if nombre in cerrar:
                cerrar[nombre]()

        def leido(texto: str) -> None:
            """Cuenta las letras leídas, y las pasa."""
            nonlocal letras
            letras += len(texto)
            al_leer(texto)

        def leidas() -> int:
            """Cuántas letras se han leído."""
            return letras

        self._leidas = leidas

        self._lector = lector = expat.ParserCreate(namespace_separator="}")
        lector.buffer_text = True
        lector.StartElementHandler = abierto
        lector.EndElementHandler = cerrado
        lector.CharacterDataHandler = leido
        lector.StartDoctypeDeclHandler = _parar

    def recorrer(self, trozos: Iterable[bytes], parte: str) -> None:
        """Recorre una parte; ``IlegibleError`` si está mal escrita, trae un DTD o no termina."""
        entregados = 0
        self._parte = parte
        try:
            for trozo in trozos:
                entregados += len(trozo)
                self._lector.Parse(trozo)
                pendiente = entregados - max(self._lector.CurrentByteIndex, 0)
                sujeto = f"la parte {parte!r} "
                self._presupuesto.comprobar("letras_de_parte", self._leidas(), sujeto)
                self._presupuesto.comprobar("etiqueta", pendiente, sujeto)
            self._lector.Parse(b"", True)  # noqa: FBT003 - así es en expat
        except _ConDtdError:
            raise IlegibleError("archivo_danado", con_dtd(parte)) from None
        except (expat.ExpatError, ValueError, LookupError):
            raise IlegibleError("archivo_danado", mal_escrita(parte)) from None


def _parar(*_: object) -> None:
    raise _ConDtdError


def escrita(raiz: Elemento) -> bytes:
    """Bytes de una parte, de su XML."""
    contenido: bytes = etree.tostring(raiz, xml_declaration=True, encoding="UTF-8", standalone=True)
    return contenido


# ------------------------------------------------------------------ un XML que se llena


def con_espacios(raiz: Elemento) -> Elemento:
    """La raíz, con los espacios de nombres de Word por sus prefijos de siempre, ``w`` y ``r``."""
    de_siempre = {"w": W[1:-1], "r": R[1:-1]}
    if de_siempre.items() <= raiz.nsmap.items():
        return raiz
    nueva = raiz.makeelement(raiz.tag, dict(raiz.attrib), {**raiz.nsmap, **de_siempre})
    nueva.text = raiz.text
    nueva.extend([*raiz])
    return nueva


def en_texto(elemento: Elemento, dentro_de: Elemento | None = None) -> str:
    """El XML de un elemento; ``dentro_de`` una raíz, sin los espacios que ella declara."""
    texto: str = etree.tostring(elemento, encoding="unicode", with_tail=False)
    for letras, espacio in () if dentro_de is None else dentro_de.nsmap.items():
        texto = texto.replace(f' xmlns:{letras}="{espacio}"', "")
    return texto


def instruccion(numero: int) -> Elemento:
    """Una señal para quien llena el XML, que no es de ningún documento: al leerlo se quitan."""
    return etree.ProcessingInstruction("paac", str(numero))


def lleno(texto: str, parte: str) -> Elemento:
    """La raíz de un XML que se acaba de llenar; ``IlegibleError`` si quedó mal escrito.

    ``parte``: cómo se llama, para decirlo.
    """
    lector = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(texto.encode(), lector)
    except etree.LxmlError:
        raise IlegibleError("archivo_danado", mal_escrita(parte)) from None
