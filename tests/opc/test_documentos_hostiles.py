"""Ningún archivo, por malo que sea, tarda sin fin ni ocupa más de 512 MB: se lee o se dice."""

import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ayudas.compartido import lanzar
from ayudas.paquetes_a_mano import (
    Partes,
    comprimir,
    datos,
    escrita,
    fila,
    parrafo,
    partes_de_excel,
    partes_de_word,
    tabla,
)

# Los 20 s de procesador no miden nada: matan lo que no iba a terminar. Lo que se arma de más lo cuenta
# ``test_lo_que_no_se_va_a_leer_no_se_arma``, que no depende de la máquina.
_SIN_LXML = "import sys\nsys.modules['lxml'] = None\n"
"""Como en un navegador: quien lo carga no lo halla."""
_VER = """
import resource, sys, warnings
warnings.simplefilter("error")
resource.setrlimit(resource.RLIMIT_AS, (512 * 2**20,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
import paac_reportes as paac
from paac_reportes.opc.lectura import ver_documento
try:
    documento = ver_documento(sys.argv[1])
    dicho = "leído: " + "; ".join(f"{len(t.filas)}x{len(t.filas[0])}" for t in documento.tablas())
    dicho += "".join(f" [{aviso.codigo}]" for aviso in documento.avisos)
except paac.ErrorPaac as error:
    dicho = str(error)
print(dicho)
"""
_RISAS = (
    "<!DOCTYPE l [<!ENTITY a 'jajajajaja'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
)
_DE_FUERA = "<!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"


def con_dtd(partes: Partes, parte: str, dtd: str) -> bytes:
    """El documento con ese DTD en una parte."""
    return comprimir(partes | {parte: f"{dtd}{partes[parte]!s}"})


def lleno(comienzo: str, repetido: str, veces: int, final: str) -> bytes:
    """Un texto muchas veces repetido, sin armarlo letra por letra."""
    return comienzo.encode() + repetido.encode() * veces + final.encode()


def libro(hoja: str | bytes, **otras: str) -> bytes:
    """Un libro de una hoja, dada entera si viene en bytes."""
    if isinstance(hoja, str):
        return comprimir(partes_de_excel(hoja, **otras))
    return comprimir(partes_de_excel("", **otras) | {"xl/worksheets/sheet1.xml": hoja})


def documento(cuerpo: str) -> bytes:
    return comprimir(partes_de_word(cuerpo))


_HOJA = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_FILAS, _FIN = f"{_HOJA}<sheetData>", "</sheetData></worksheet>"
_UNA = datos(escrita("a", "A1"), escrita("b", "B1"))
_ENTERA = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'


def muchas_combinadas() -> bytes:
    """Cada una pisa a la del rincón, que está de primera."""
    todas = '<mergeCell ref="Y39999:Z40000"/>' + '<mergeCell ref="A1:Z40000"/>' * 10_000
    filas = "".join(f"<row>{escrita('a', f'Z{n}')}</row>" for n in range(500, 40_001, 500))
    primera = f"<row>{escrita('a', 'A500')}</row>"
    return libro(f"<sheetData>{primera}{filas}</sheetData><mergeCells>{todas}</mergeCells>")


def con_muchas_hojas(cuantas: int, hoja: str) -> bytes:
    """Todas, la misma parte."""
    nombradas = "".join(f'<sheet name="H{n}" sheetId="{n}" r:id="r1"/>' for n in range(cuantas))
    return libro(hoja, libro=f"<sheets>{nombradas}</sheets>")


def con_muchas_partes() -> bytes:
    return comprimir(partes_de_word("") | {f"p{n}": "" for n in range(6000)})


def superpuesto() -> bytes:
    """Dos partes del índice del zip que señalan los mismos bytes."""
    contenido = bytearray(comprimir({"xl/a.xml": "a" * 50, "xl/b.xml": "b" * 50}))
    entradas = [n for n in range(len(contenido)) if contenido[n : n + 4] == b"PK\x01\x02"]
    contenido[entradas[1] + 42 : entradas[1] + 46] = contenido[entradas[0] + 42 : entradas[0] + 46]
    return bytes(contenido)


def que_sale_de_la_carpeta() -> bytes:
    return comprimir(partes_de_word(parrafo("a")) | {"../../../tmp/fuera.txt": "x", "/etc/x": "y"})


_HOSTILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "una parte enorme": (
        lambda: comprimir({"word/document.xml": b"<a>" + bytes(150_000_000)}),
        "está dañado: la parte 'word/document.xml'",
    ),
    "una hoja enorme": (
        lambda: libro(lleno(f"{_FILAS}<row><c><v>", "1", 130_000_000, f"</v></c></row>{_FIN}")),
        "la parte 'xl/worksheets/sheet1.xml' es demasiado grande",
    ),
    "una etiqueta enorme": (
        lambda: libro(lleno(f'{_FILAS}<row r="', "1", 60_000_000, f'"/>{_FIN}')),
        "la parte 'xl/worksheets/sheet1.xml' es demasiado grande",
    ),
    "muchas partes": (con_muchas_partes, "trae más de 5000 archivos dentro"),
    "partes superpuestas": (superpuesto, "es un archivo comprimido (.zip) que no es de Office"),
    "nombres que salen de la carpeta": (que_sale_de_la_carpeta, "leído: "),
    "risas en Word": (
        lambda: con_dtd(partes_de_word(parrafo("&j;")), "word/document.xml", _RISAS),
        "la parte 'word/document.xml' declara entidades o un DTD",
    ),
    "risas en Excel": (
        lambda: con_dtd(partes_de_excel(datos(escrita("&j;"))), "xl/worksheets/sheet1.xml", _RISAS),
        "la parte 'xl/worksheets/sheet1.xml' declara entidades o un DTD",
    ),
    "entidad de fuera en Word": (
        lambda: con_dtd(partes_de_word(parrafo("&a;")), "word/document.xml", _DE_FUERA),
        "la parte 'word/document.xml' declara entidades o un DTD",
    ),
    "entidad de fuera en Excel": (
        lambda: con_dtd(partes_de_excel(datos(escrita("&a;"))), "xl/workbook.xml", _DE_FUERA),
        "la parte 'xl/workbook.xml' declara entidades o un DTD",
    ),
    "hondo en Word": (
        lambda: documento("<w:sdt><w:sdtContent>" * 50_000),
        "está dañado: la parte 'word/document.xml'",
    ),
    "hondo en Excel": (
        lambda: libro("<a>" * 500_000),
        "está dañado: la parte 'xl/worksheets/sheet1.xml'",
    ),
    "tablas dentro de tablas": (
        lambda: documento("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80),
        "leído: 1x1 [contenido_aparte]",
    ),
    "muchas tablas": (lambda: documento("<w:tbl/>" * 300_000), "tiene más de 5000 tablas"),
    "muchas filas de Word": (
        lambda: documento(tabla("<w:tr/>" * 500_000)),
        "tiene más de 200000 celdas",
    ),
    "muchos párrafos": (
        lambda: documento("<w:p/>" * 2_000_000),
        "la parte 'word/document.xml' es demasiado grande",
    ),
    "muchos atributos": (
        lambda: documento("<w:p " + " ".join(f"a{n}='1'" for n in range(1_330_000)) + "/>"),
        "la parte 'word/document.xml' es demasiado grande",
    ),
    "una celda de un millón de columnas": (
        lambda: documento(
            tabla(fila('<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p/></w:tc>'))
        ),
        "tabla 1: tiene 1 filas y 257 columnas, más de las que Word admite",
    ),
    "un millón de filas vacías": (
        lambda: libro(
            lleno(f"{_FILAS}<row>{escrita('a')}</row>", "<row></row>", 1_000_000, _FIN)
        ),
        "leído: 1x1",
    ),
    "diez millones de celdas vacías": (
        lambda: libro(lleno(f"{_FILAS}<row>", "<c/>", 10_000_000, f"</row>{_FIN}")),
        "tiene más filas, celdas o párrafos que los que se leen",
    ),
    "doscientas mil celdas escritas": (
        lambda: libro(lleno(_FILAS, "<row><c><v>1</v></c></row>", 200_000, _FIN)),
        "tiene más de 150000 celdas escritas",
    ),
    "cinco millones de textos": (
        lambda: libro(_UNA, textos="<si/>" * 5_000_000),
        "tiene más filas, celdas o párrafos que los que se leen",
    ),
    "una celda en el último rincón": (
        lambda: libro(
            f"<sheetData><row>{escrita('a', 'A1')}</row>"
            f"<row>{escrita('z', 'XFD1048576')}</row></sheetData>"
        ),
        "leído: 1x1 [contenido_aparte]",
    ),
    "el tamaño que la hoja dice": (
        lambda: libro(f'<dimension ref="A1:XFD1048576"/>{_UNA}'),
        "leído: 1x2",
    ),
    "la hoja entera combinada": (lambda: libro(_UNA + _ENTERA), "leído: 1x2"),
    "combinadas que se pisan": (muchas_combinadas, "leído: 39501x26 [documento_danado]"),
    "columnas ocultas sin fin": (
        lambda: libro(
            "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 50_000 + "</cols>"
            f"<sheetData><row>{escrita('a', 'A1')}{escrita('b', 'XFD1')}</row></sheetData>"
        ),
        "leído: 1x16384",
    ),
    "mil hojas que son una": (
        lambda: con_muchas_hojas(
            1000,
            f"<sheetData><row>{escrita('a', 'A1')}</row><row>{escrita('z', 'A900000')}</row></sheetData>",
        ),
        "leído: ",
    ),
    "demasiadas hojas": (lambda: con_muchas_hojas(1001, _UNA), "tiene 1001 hojas"),
    "un número sin fin": (
        lambda: libro(datos("<c><v>1e999999999</v></c>", f"<c><v>{'9' * 300_000}</v></c>")),
        "leído: 1x2",
    ),
    "un texto que no existe": (
        lambda: libro(datos(escrita("a"), '<c t="s"><v>99999999999999999999</v></c>')),
        "leído: 1x1 [documento_danado]",
    ),
}  # fmt: skip


@pytest.mark.integracion
@pytest.mark.skipif(sys.platform != "linux", reason="los límites de un proceso son de Linux")
@pytest.mark.una_de_cada("cual", "con")
@pytest.mark.parametrize("con", ["con lxml", "sin lxml"])
@pytest.mark.parametrize("cual", _HOSTILES)
def test_se_lee_o_se_dice_pronto_y_en_poca_memoria(cual: str, con: str, tmp_path: Path) -> None:
    armar, esperado = _HOSTILES[cual]
    ruta = tmp_path / "plan"
    ruta.write_bytes(armar())
    guion = _VER if con == "con lxml" else _SIN_LXML + _VER
    hecho = lanzar(sys.executable, "-c", guion, ruta)
    assert (hecho.returncode, hecho.stderr) == (0, "")
    assert hecho.stdout.removeprefix(f"{ruta}: ").startswith(esperado)


_ARMADAS = 100_000
"""Las etiquetas de más que pueden armarse: las de los trozos de una parte que no es grande."""


@pytest.mark.parametrize("cual", ["diez millones de celdas vacías", "cinco millones de textos"])
def test_lo_que_no_se_va_a_leer_no_se_arma(cual: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from paac_reportes.errores import ErrorDeEntrada
    from paac_reportes.opc.lectura import ver_documento
    from paac_reportes.opc.paquete import Comprimido

    dados: list[int] = []
    trozos = Comprimido.trozos

    def contados(comprimido: Comprimido, nombre: str) -> Iterator[bytes]:
        for trozo in trozos(comprimido, nombre):
            dados.append(trozo.count(b"<"))
            yield trozo

    monkeypatch.setattr(Comprimido, "trozos", contados)
    with pytest.raises(ErrorDeEntrada, match="3000000 etiquetas"):
        ver_documento(io.BytesIO(_HOSTILES[cual][0]()))
    assert sum(dados) < _ARMADAS


def test_nada_se_escribe_fuera_al_leer_nombres_que_salen(tmp_path: Path) -> None:
    from paac_reportes.opc.lectura import ver_documento

    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as paquete:
        for nombre, contenido in partes_de_word(parrafo("a")).items():
            paquete.writestr(nombre, contenido)
        paquete.writestr(f"..{tmp_path}/fuera.txt", "x")
    ver_documento(io.BytesIO(salida.getvalue()))
    assert list(tmp_path.iterdir()) == []
