"""Lo que llega: los bytes de un archivo, de una ruta o de un flujo ya abierto, y qué es.

Qué es un archivo que no se puede ver como documento, y qué hacer con él, se dice sin abrir nada ni
cargar con qué: quien lee un JSON también pregunta si lo que trae es un texto.
"""

import io
import os
import re
from typing import TYPE_CHECKING, Any

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import error_de_argumento
from paac_reportes.opc import presupuesto
from paac_reportes.sistema import BYTES, MEGAS, es_ruta, leer_entrada, se_deja_leer

if TYPE_CHECKING:
    from paac_reportes.opc.paquete import Comprimido


# ------------------------------------------------------------------ su contenido


def nombre_y_bytes(
    origen: Any,
    argumento: str,
    se_espera: str = "archivo",
    lo_que_se_lee: str = "",
) -> tuple[str, bytes]:
    """Nombre de un archivo y sus bytes; el flujo que no tiene nombre es ``argumento``.

    ``lo_que_se_lee``: ``una imagen``, en el mensaje. ``ErrorDeEntrada`` si no se deja leer, o no
    ``se_espera``.
    """
    if es_ruta(origen):
        nombre = os.fspath(origen)
        return nombre, leer_entrada(nombre, presupuesto.MEGAS)
    if not se_deja_leer(origen):
        raise error_de_argumento(argumento, se_espera, origen)
    nombre_del_flujo = getattr(origen, "name", None)
    nombre = nombre_del_flujo if isinstance(nombre_del_flujo, str) else argumento
    contenido = leer_flujo(origen, nombre, megas=presupuesto.MEGAS)
    if isinstance(contenido, str):
        motivo = f"{lo_que_se_lee} se lee de un flujo de bytes; ábralo con modo «rb»".lstrip()
        raise ErrorDeEntrada(Falla("argumento_invalido", nombre, motivo))
    return nombre, contenido


def leer_flujo(flujo: Any, nombre: str, megas: int = MEGAS) -> str | bytes:
    """Contenido de un flujo de hasta ``megas``; ``ErrorDeEntrada`` si no se deja leer."""
    try:
        contenido = bytes(flujo) if isinstance(flujo, BYTES) else flujo.read()
    except Exception as error:  # es de una clase ajena, que puede fallar de cualquier modo
        raise ErrorDeEntrada(
            Falla("archivo_ilegible", nombre, _por_que_no_se_lee(flujo, error))
        ) from error
    if not isinstance(contenido, str | bytes):
        raise ErrorDeEntrada(
            Falla(
                "archivo_ilegible", nombre, f"se esperaba texto o bytes, llegó {mostrar(contenido)}"
            )
        )
    if len(contenido) > megas * 10**6:
        raise ErrorDeEntrada(Falla("limite_excedido", nombre, f"pesa más de {megas} MB"))
    if not contenido and _esta_al_final(flujo):
        motivo = "el flujo está al final, y no queda qué leer; vuelva al comienzo con seek(0)"
        raise ErrorDeEntrada(Falla("archivo_vacio", nombre, motivo))
    return contenido


def _esta_al_final(flujo: Any) -> bool:
    """Si un flujo del que nada se leyó ya se había leído antes."""
    try:
        return bool(flujo.tell())
    except Exception:  # noqa: BLE001 - unos bytes, una tubería o una clase ajena no lo dicen
        return False


def _por_que_no_se_lee(flujo: Any, error: Exception) -> str:
    """Motivo de que un archivo abierto no se dejara leer."""
    if getattr(flujo, "closed", False):
        return "el flujo no se deja leer: ya está cerrado"
    if isinstance(error, UnicodeError):
        return "el flujo no se deja leer: no es de la codificación con que se abrió"
    if isinstance(error, io.UnsupportedOperation):
        return "el flujo no se deja leer: se abrió para escribir"
    return "el flujo no se deja leer"


# ------------------------------------------------------------------ qué es


_CON_WORD = "ábralo con Word o LibreOffice y guárdelo como .docx"
_CON_EXCEL = "ábralo con Excel o LibreOffice y guárdelo como .xlsx"
SE_ESPERABA = "se esperaba un documento de Word (.docx) o un libro de Excel (.xlsx)"
_OTRA_VEZ = "pídalo o descárguelo otra vez"
_CIFRADO = (
    "está cifrado con contraseña; ábralo con Word o Excel, quítele la contraseña en Archivo,"
    " Información, y guárdelo"
)

_SEPARADO = f"es un texto separado por comas, punto y coma o tabulaciones (CSV); {_CON_EXCEL}"
_PAGINA = f"es una página web (HTML); {_CON_EXCEL}"
_PAGINA_Y_NO_DATOS = (
    "es una página web (HTML) y no los datos: quizá la de entrar, o la de un error; guárdelos otra"
    " vez"
)

_FIRMAS = (
    (b"%PDF-", "es un PDF, del que no se leen tablas; pida el Word o el Excel de donde salió"),
    (b"{\\rtf", f"es un texto enriquecido (.rtf); {_CON_WORD}"),
    (b"\x89PNG", f"es una imagen (PNG); {SE_ESPERABA}"),
    (b"\xff\xd8\xff", f"es una imagen (JPEG); {SE_ESPERABA}"),
    (b"GIF8", f"es una imagen (GIF); {SE_ESPERABA}"),
    (b"II*\0", f"es una imagen (TIFF); {SE_ESPERABA}"),
    (b"MM\0*", f"es una imagen (TIFF); {SE_ESPERABA}"),
    (b"Rar!", "es un archivo .rar; extraiga el documento que trae adentro"),
    (b"7z\xbc\xaf", "es un archivo .7z; extraiga el documento que trae adentro"),
    (b"\x1f\x8b", "es un archivo .gz; extraiga el documento que trae adentro"),
    (b"SQLite format 3\0", f"es una base de datos SQLite; {SE_ESPERABA}"),
    (b"\x09\x08", f"es un libro de Excel de antes de 1997 (.xls); {_CON_EXCEL}"),
    (b"MIME-Version:", f"es una página web guardada (.mht); {_CON_EXCEL}"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EN_OLE = (
    ("EncryptedPackage", _CIFRADO),
    ("WordDocument", f"es un documento de Word 97-2003 (.doc); {_CON_WORD}"),
    ("Workbook", f"es un libro de Excel 97-2003 (.xls); {_CON_EXCEL}"),
    ("Book", f"es un libro de Excel 95 (.xls); {_CON_EXCEL}"),
    ("PowerPoint Document", f"es una presentación de PowerPoint (.ppt); {SE_ESPERABA}"),
    ("__properties_version1.0", "es un correo de Outlook (.msg); guarde aparte su adjunto"),
)
_EN_XML = (
    (
        "urn:schemas-microsoft-com:office:spreadsheet",
        f"es una hoja de cálculo XML de 2003; {_CON_EXCEL}",
    ),
    (
        "http://schemas.microsoft.com/office/word/2003/wordml",
        f"es un documento de Word en XML de 2003; {_CON_WORD}",
    ),
    (
        "http://schemas.microsoft.com/office/2006/xmlpackage",
        f"es un documento de Office en un solo XML; {_CON_WORD}, o como .xlsx si es de Excel",
    ),
    (
        "urn:oasis:names:tc:opendocument",
        "es un documento de LibreOffice en un solo XML; ábralo y guárdelo como .docx o .xlsx",
    ),
    ("<html", _PAGINA),
    ("<!doctype html", _PAGINA),
    ("<table", _PAGINA),
)
_DE_DATOS = (".json", ".yaml", ".yml", ".toml", ".csv")
_CLASES_OPENDOCUMENT = {
    "application/vnd.oasis.opendocument.spreadsheet": (
        f"es una hoja de cálculo de LibreOffice (.ods); {_CON_EXCEL}"
    ),
    "application/vnd.oasis.opendocument.text": (
        f"es un documento de LibreOffice (.odt); {_CON_WORD}"
    ),
}
_PAQUETE = "es un paquete de datos (.zip); extraiga y use el plan.json, o el mapa.json, que trae"
_CLASES_POR_PARTE = (
    ("xl/workbook.bin", f"es un libro binario de Excel (.xlsb); {_CON_EXCEL}"),
    ("ppt/presentation.xml", f"es una presentación de PowerPoint (.pptx); {SE_ESPERABA}"),
    ("visio/document.xml", f"es un dibujo de Visio (.vsdx); {SE_ESPERABA}"),
    ("datapackage.json", _PAQUETE),
    ("index/document.iwa", "es un documento de Pages o Numbers; expórtelo como .docx o .xlsx"),
)
_BLOQUEO = ("~$", ".~lock.")
_BYTES_QUE_SE_MIRAN = 4096
"""Los bytes del comienzo en que se mira qué es un texto."""


def es_comprimido(contenido: bytes) -> bool:
    """Si unos bytes empiezan como los documentos de Office, que son un zip."""
    return contenido.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def es_de_otro_programa(contenido: bytes) -> bool:
    """Si por su comienzo se ve que no es un texto: un .xls, un PDF, una página web."""
    conocidos = (_OLE, *(firma for firma, _ in _FIRMAS))
    return (
        es_comprimido(contenido)
        or contenido.startswith(conocidos)
        or re.match(rb"(?:\xef\xbb\xbf)?\s{0,99}<[!?a-zA-Z]", contenido) is not None
    )


def es_separado(contenido: bytes) -> bool:
    """Si unos bytes son un texto separado por comas, punto y coma o tabulaciones."""
    return not es_de_otro_programa(contenido) and que_es(contenido, "") == _SEPARADO


def que_es(contenido: bytes, nombre: str) -> str:
    """La frase que dice qué es un archivo que no es un Word ni un Excel de hoy, y qué hacer."""
    base = re.split(r"[/\\]", nombre)[-1]
    if base.startswith(_BLOQUEO):
        return (
            "es la señal que Word, Excel o LibreOffice dejan mientras alguien tiene el documento"
            " abierto; elija el documento, que se llama casi igual"
        )
    if not contenido:
        return f"está vacío (0 bytes); {_OTRA_VEZ}"
    if contenido.startswith(_OLE):
        de_office = (motivo for clase, motivo in _EN_OLE if clase.encode("utf-16-le") in contenido)
        return next(de_office, f"es un archivo de Office 97-2003 que no se reconoce; {SE_ESPERABA}")
    for firma, motivo in _FIRMAS:
        if contenido.startswith(firma):
            return motivo
    if not contenido.strip(b"\0"):
        return f"está en blanco: sólo trae ceros; {_OTRA_VEZ}"
    motivo = _frase_de_texto(contenido[:_BYTES_QUE_SE_MIRAN])
    return _PAGINA_Y_NO_DATOS if motivo == _PAGINA and base.lower().endswith(_DE_DATOS) else motivo


def _frase_de_texto(comienzo: bytes) -> str:
    """Frase que dice qué es un archivo de texto por su comienzo: un XML, un JSON, un CSV."""
    codificacion = "utf-16" if comienzo.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    texto = comienzo.decode(codificacion, "replace").lstrip().lower()
    if texto.startswith("<"):
        motivos = (motivo for nombre, motivo in _EN_XML if nombre in texto)
        return next(motivos, f"es un XML que no es de Office; {SE_ESPERABA}")
    if texto.startswith(("{", "[")) and codificacion == "utf-16":
        return "es un JSON en UTF-16, y se lee en UTF-8; guárdelo otra vez en UTF-8"
    if texto.startswith(("{", "[")):
        return f"parece JSON; {SE_ESPERABA}. Un plan en JSON se lee con leer"
    if "\0" in texto or texto.count("\ufffd") > len(texto) // 4:
        return f"no es un documento que se reconozca, o está dañado; {SE_ESPERABA}"
    if re.search("[;,\t]", texto.partition("\n")[0]):
        return _SEPARADO
    return f"es un texto corriente; {SE_ESPERABA}"


def que_es_el_comprimido(comprimido: "Comprimido") -> str:
    """Frase que dice qué es un zip que no es un documento de Word ni un libro de Excel."""
    if "mimetype" in comprimido:
        tipo = comprimido.leer("mimetype")[:_BYTES_QUE_SE_MIRAN].decode("ascii", "replace").strip()
        de_libreoffice = "es un documento de LibreOffice; ábralo y guárdelo como .docx o .xlsx"
        if "opendocument" in tipo:
            return _CLASES_OPENDOCUMENT.get(tipo, de_libreoffice)
    for parte, motivo in _CLASES_POR_PARTE:
        if parte in comprimido:
            return motivo
    adentro = [nombre for nombre in comprimido.nombres() if nombre.endswith((".docx", ".xlsx"))]
    if adentro:
        return f"es un .zip que trae adentro «{adentro[0][-80:]}»; extráigalo y use ese archivo"
    return f"es un archivo comprimido (.zip) que no es de Office; {SE_ESPERABA}"


def con_macros(comprimido: "Comprimido") -> bool:
    """Si trae un programa, que aquí no se ejecuta."""
    return any(nombre.endswith("vbaproject.bin") for nombre in comprimido.nombres())
