"""El certificado: qué se comprobó, con qué y contra qué.

De un acta que no se entiende no se cree nada, y un archivo hecho para que ``verificar`` no termine,
o no quepa, se juzga pronto y se dice corto.

Prueba ``prueba/verificacion``, ``api/verificacion`` y ``cli/ordenes``.
"""

import hashlib
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from ayudas.alteraciones import cambiar, partes_de
from ayudas.compartido import lanzar
from ayudas.paquetes_a_mano import con_partes
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.formatos.pedido import sha256_de
from paac_reportes.prueba.acta import ArchivoEmitido, Hecho, renglon_de, versiones_de
from paac_reportes.prueba.verificacion import Acta, juzgar, leer_acta


def del_pdf(contenido: bytes) -> bytes:
    """El acta de un informe."""
    emitido = ArchivoEmitido(hashlib.sha256(contenido).hexdigest(), len(contenido))
    acta = Hecho(
        clave="informe",
        archivos={"informe.pdf": emitido},
        formato=FORMATO,
        version_del_formato="3",
        entidad="M",
        vigencia=2026,
        corte=CORTE,
        opciones={"publico": True, "revisado": {"quedan": 2, "se_omiten": 1}},
    )
    return renglon_de(acta)


def escrito(tipo: str) -> bytes:
    return paac.reporte(plan(), FORMATO, corte=CORTE).emitir(tipo).contenido


def test_dice_los_hashes_las_versiones_y_el_veredicto() -> None:
    contenido = escrito("docx")
    dicho = paac.verificar(
        io.BytesIO(contenido), paac.reporte(plan(), FORMATO, corte=CORTE), fecha=date(2026, 5, 4)
    ).datos()

    assert (dicho["veredicto"], dicho["pasa"]) == ("identico", True)
    assert dicho["sha256_del_archivo"] == hashlib.sha256(contenido).hexdigest()
    assert (dicho["tipo"], dicho["formato"], dicho["version_del_formato"]) == ("docx", FORMATO, "3")
    assert (dicho["corte"], dicho["fecha"]) == ("2026-04-30", "2026-05-04")
    assert (dicho["entidad"], dicho["vigencia"]) == ("MUNICIPIO DE PRUEBA", 2026)
    assert {"python", "python-docx", "lxml", "zlib"} <= dicho["versiones"].keys()
    assert not dicho["diferencias"]
    assert not dicho["motivos"]
    json.dumps(dicho)


def test_un_libro_que_openpyxl_escribe_sin_lxml_lo_dice_su_certificado(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Dice lo mismo con otros bytes."""
    con_lxml = versiones_de(["xlsx"])["openpyxl"]
    monkeypatch.setenv("OPENPYXL_LXML", "False")

    assert versiones_de(["xlsx"])["openpyxl"] == f"{con_lxml} sin lxml"
    assert "sin lxml" not in versiones_de(["docx"])["lxml"]


def test_los_mismos_datos_dan_el_mismo_hash_y_otros_otro() -> None:
    word, excel = (
        paac.verificar(io.BytesIO(escrito(tipo)), paac.reporte(plan(), FORMATO, corte=CORTE))
        for tipo in ("docx", "xlsx")
    )
    otro = paac.verificar(
        io.BytesIO(escrito("docx")), paac.reporte(plan(vigencia=2027), FORMATO, corte=CORTE)
    )

    assert word.sha256_de_los_datos == excel.sha256_de_los_datos != otro.sha256_de_los_datos


def test_sin_fecha_no_dice_ninguna() -> None:
    certificado = paac.verificar(
        io.BytesIO(escrito("docx")), paac.reporte(plan(), FORMATO, corte=CORTE)
    )
    assert certificado.datos()["fecha"] is None


@pytest.mark.parametrize("tipo", ["json", "csv", "html"])
def test_lo_que_no_es_word_ni_excel_es_identico_o_no_se_comparo(tipo: str, tmp_path: Path) -> None:
    archivo = tmp_path / f"a.{tipo}"
    archivo.write_bytes(escrito(tipo))
    assert (
        paac.verificar(archivo, paac.reporte(plan(), FORMATO, corte=CORTE)).veredicto == "identico"
    )

    archivo.write_text(archivo.read_text("utf-8").replace("MUNICIPIO", "Municipio"), "utf-8")
    certificado = paac.verificar(archivo, paac.reporte(plan(), FORMATO, corte=CORTE))
    assert (certificado.veredicto, certificado.diferencias) == ("distinto", None)
    assert certificado.motivos == (f"de un .{tipo} sólo prueban sus bytes",)


@pytest.mark.parametrize("tipo", ["json", "csv"])
def test_los_bytes_de_un_texto_se_verifican_sin_su_nombre_y_con_el_acta_tal_cual(
    tipo: paac.tipos.TipoDeReporte, tmp_path: Path
) -> None:
    reporte = paac.reporte(plan(), FORMATO, corte=CORTE)
    emision, guardado = reporte.emitir(tipo), reporte.guardar(tmp_path / f"a.{tipo}")

    for certificado in (
        paac.verificar(emision.contenido, reporte),
        paac.verificar(io.BytesIO(emision.contenido), acta=emision.acta),
        paac.verificar(emision.contenido, reporte, acta=guardado.acta),
        paac.verificar(emision.contenido, acta=guardado.acta),
    ):
        assert (certificado.veredicto, certificado.tipo) == ("identico", tipo)
    assert paac.verificar(emision.contenido[3:], reporte).veredicto == "distinto"


@pytest.mark.parametrize("tipo", ["csv", "zip"])
@pytest.mark.parametrize(("dicho", "otro"), [("1.1", "1.10"), ("0", "-0"), ("2.0", "2")])
def test_en_una_tabla_de_datos_un_texto_es_lo_que_dice(tipo: str, dicho: str, otro: str) -> None:
    uno, cambiado = (plan(componente(actividad(meta=meta))) for meta in (dicho, otro))
    flujo = io.BytesIO(paac.reporte(cambiado, FORMATO, corte=CORTE).emitir(tipo).contenido)
    flujo.name = f"a.{tipo}"
    assert paac.verificar(flujo, paac.reporte(uno, FORMATO, corte=CORTE)).veredicto == "distinto"


@pytest.mark.parametrize(
    ("tipo", "veredicto"), [("docx", "identico"), ("xlsx", "identico"), ("zip", "distinto")]
)
def test_con_otra_compresion_un_word_y_un_libro_son_identicos(tipo: str, veredicto: str) -> None:
    antes, flujo = zipfile.ZipFile(io.BytesIO(escrito(tipo))), io.BytesIO()
    with zipfile.ZipFile(flujo, "w", zipfile.ZIP_DEFLATED) as ahora:
        for una in antes.infolist():
            ahora.writestr(una, antes.read(una), compresslevel=9)
    flujo.seek(0)
    assert flujo.getvalue() != escrito(tipo)
    assert paac.verificar(flujo, paac.reporte(plan(), FORMATO, corte=CORTE)).veredicto == veredicto


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_con_algo_despues_de_sus_partes_no_es_identico(tipo: str) -> None:
    flujo = io.BytesIO(escrito(tipo) + b"x" * 30)
    certificado = paac.verificar(flujo, paac.reporte(plan(), FORMATO, corte=CORTE))
    assert (certificado.veredicto, certificado.diferencias) == ("distinto", ())


@pytest.mark.parametrize(
    ("nombre", "contenido", "dicho"),
    [
        ("a.docx", b"%PDF-1.7", "se llama .docx y es un .pdf"),
        ("a.odt", b"hola", "se verifican .docx, .xlsx"),
        ("a.csv", b"PK\x03\x04", "se llama .csv y es un archivo comprimido"),
    ],
)
def test_lo_que_no_es_de_su_clase_lo_dice(
    nombre: str, contenido: bytes, dicho: str, tmp_path: Path
) -> None:
    archivo = tmp_path / nombre
    archivo.write_bytes(contenido)
    with pytest.raises(paac.ErrorDeEntrada, match=re.escape(dicho)) as error:
        paac.verificar(archivo, paac.reporte(plan(), FORMATO, corte=CORTE))
    assert str(archivo) in str(error.value)


@pytest.mark.parametrize(
    ("nombre", "contenido", "dicho"),
    [
        ("a.pdf", b"MZ", "de un .pdf sólo prueban sus bytes"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "es un archivo de Office 97-2003"),
        ("a.docx", b"PK\x03\x04", "está cortado o incompleto"),
        ("a.docx", b"", "está vacío (0 bytes)"),
    ],
)
def test_de_lo_que_no_se_deja_leer_no_se_compara_nada_y_se_dice_por_que(
    nombre: str, contenido: bytes, dicho: str, tmp_path: Path
) -> None:
    archivo = tmp_path / nombre
    archivo.write_bytes(contenido)
    certificado = paac.verificar(archivo, paac.reporte(plan(), FORMATO, corte=CORTE))
    assert (certificado.veredicto, certificado.diferencias) == ("distinto", None)
    assert certificado.dice == "no es el archivo que se emitió; no se comparó lo que dice"
    assert dicho in certificado.motivos[0]


def test_una_forma_que_ya_no_esta_lo_dice(tmp_path: Path) -> None:
    archivo = tmp_path / "a.docx"
    archivo.write_bytes(escrito("docx"))
    with pytest.raises(paac.ErrorDeFormato, match="la-de-antes"):
        paac.verificar(archivo, paac.reporte(plan(), "la-de-antes", corte=CORTE))


def test_lo_que_falta_para_verificar_lo_dice() -> None:
    sin_nada: Any = paac.verificar
    with pytest.raises(paac.ErrorDeEntrada, match=r"contra: se esperaba el Reporte .* o un acta"):
        sin_nada(io.BytesIO(escrito("docx")))
    with pytest.raises(
        TypeError, match=r"^verificar\(\) got an unexpected keyword argument 'actta'"
    ):
        sin_nada(io.BytesIO(escrito("docx")), actta=b"{}")


def test_con_el_acta_basta() -> None:
    contenido = escrito("pdf")
    certificado = paac.verificar(io.BytesIO(contenido), acta=del_pdf(contenido))

    assert certificado.veredicto == "identico"
    assert certificado.constancia is not None
    assert certificado.constancia.emitido_como == "informe.pdf"
    assert (certificado.formato, certificado.version_del_formato) == (FORMATO, "3")
    assert (certificado.corte, certificado.entidad, certificado.vigencia) == (CORTE, "M", 2026)
    assert certificado.revisado == paac.tipos.Revisado(quedan=2, se_omiten=1)


def test_el_que_un_acta_sola_no_nombra_no_se_compara() -> None:
    certificado = paac.verificar(io.BytesIO(escrito("docx")), acta=del_pdf(escrito("pdf")))

    assert (certificado.veredicto, certificado.diferencias) == ("distinto", None)
    assert certificado.dice == "esa acta no lo nombra; no se comparó lo que dice"
    assert certificado.motivos == ("acta no es el acta de este archivo: habla de informe.pdf",)
    assert (certificado.formato, certificado.constancia) == (None, None)


@pytest.mark.parametrize("con", ["acta", "datos"])
def test_un_pdf_con_algo_agregado_despues_se_dice(con: str) -> None:
    flujo = io.BytesIO(escrito("pdf") + b"otra revision")
    opciones: dict[str, Any] = {"acta": del_pdf(escrito("pdf"))}
    if con == "datos":
        opciones = {"contra": paac.reporte(plan(), FORMATO, corte=CORTE)}
    certificado = paac.verificar(flujo, **opciones)

    assert (certificado.veredicto, certificado.diferencias) == ("distinto", None)
    assert certificado.dice == (
        "son los bytes emitidos, con algo agregado después (una firma, por ejemplo): ábralo en un"
        " lector que valide firmas"
    )


def test_el_de_otra_forma_no_se_compara() -> None:
    contenido = paac.reporte(plan(), "paac-seguimiento", corte=CORTE).emitir("docx").contenido
    certificado = paac.verificar(io.BytesIO(contenido), paac.reporte(plan(), FORMATO, corte=CORTE))

    assert (certificado.veredicto, certificado.diferencias) == ("distinto", None)
    assert certificado.motivos[0].startswith("dice ser de paac-seguimiento, versión")


@pytest.mark.integracion
def test_un_flujo_pesa_hasta_lo_mismo_que_un_archivo(tmp_path: Path) -> None:
    largo = tmp_path / "a.docx"
    with largo.open("wb") as archivo:
        archivo.truncate(100 * 10**6 + 1)
    dichos = []
    for origen in (largo, io.BytesIO(largo.read_bytes())):
        with pytest.raises(paac.ErrorDeEntrada) as error:
            paac.verificar(origen, paac.reporte(plan(), FORMATO, corte=CORTE))
        dichos.append([(falla.codigo, falla.mensaje) for falla in error.value.fallas])

    assert dichos == [[("limite_excedido", "pesa más de 100 MB")]] * 2


@pytest.mark.parametrize(
    ("agregado", "dicho"),
    [
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Secreto</w:t></w:r></w:p>",
            "trae un texto escondido, que no se lee: «Secreto»",
        ),
        (
            '<w:p><w:del w:id="9" w:author="Ana"><w:r><w:delText>Antes</w:delText></w:r></w:del></w:p>',
            "trae texto borrado sin aceptar; no se leyó",
        ),
    ],
)
def test_lo_que_un_word_trae_y_no_se_ve_tambien_es_una_diferencia(
    agregado: str, dicho: str
) -> None:
    otro = cambiar(escrito("docx"), "word/document.xml", "<w:body>", f"<w:body>{agregado}")
    certificado = paac.verificar(io.BytesIO(otro), paac.reporte(plan(), FORMATO, corte=CORTE))
    assert [una.hallado for una in certificado.diferencias or ()] == [dicho]


def test_impreso_lo_dice_todo_con_cada_diferencia_en_su_renglon() -> None:
    traido = cambiar(escrito("docx"), "word/document.xml", "Mapa publicado", "Otro mapa")
    otro = paac.verificar(
        io.BytesIO(traido), paac.reporte(plan(), FORMATO, corte=CORTE), fecha=date(2026, 5, 4)
    )

    assert str(otro).splitlines() == [
        "No es el archivo que se emitió; en lo que se lee hay 1 diferencia (.docx)",
        f"sha256: {hashlib.sha256(traido).hexdigest()}.",
        f"sha256 de los datos: {otro.sha256_de_los_datos}.",
        f"MCCO.101.18.F.20, versión 3, de {plan().entidad.nombre}.",
        "Vigencia: 2026. Corte: 2026-04-30.",
        f"Verificado el 2026-05-04 con paac-reportes {paac.__version__}.",
        f"Avisos: {len(otro.avisos)}.",
        "tabla 1, fila 4, columna 4: se esperaba «Mapa publicado», se encontró «Otro mapa»",
    ]


EMITIDO, OTRO, PDF = b"lo que se entrego", b"lo que alguien trae", b"%PDF-1.7 lo que se entrego"


def de(contenido: bytes) -> ArchivoEmitido:
    return ArchivoEmitido(sha256_de(contenido), len(contenido))


HECHO = paac.tipos.Hecho(
    clave="valdeluna",
    archivos={"valdeluna.docx": de(EMITIDO), "valdeluna.pdf": de(PDF)},
    avisos={"nit": 1},
    datos=sha256_de(b"datos"),
    forma=sha256_de(b"forma"),
    corte=date(2026, 4, 30),
    formato="paac-plan",
    version_del_formato="1",
    entidad="MUNICIPIO Ñ",
    vigencia=2026,
    opciones={"tipos": ["docx", "pdf"], "publico": False},
    versiones={"python": "3.11.7"},
)
REGISTRO: dict[str, Any] = json.loads(renglon_de(HECHO))


def en_json(registro: Any, **forma: Any) -> bytes:
    return json.dumps(registro, ensure_ascii=False, **forma).encode()


def codigos(error: paac.ErrorPaac) -> list[str]:
    return [falla.codigo for falla in error.fallas]


@pytest.mark.parametrize("sangria", [None, 1])
@pytest.mark.parametrize("salto", [b"", b"\n", b"\n\n"])
def test_un_acta_se_halla_por_la_huella_del_archivo(sangria: int | None, salto: bytes) -> None:
    acta = leer_acta(en_json(REGISTRO, indent=sangria) + salto, "acta.json")

    assert acta.registro == HECHO
    assert acta.emitido_como(sha256_de(EMITIDO)) == "valdeluna.docx"
    assert acta.emitido_como(sha256_de(OTRO)) is None


@pytest.mark.parametrize(
    ("contenido", "codigo"),
    [
        (en_json(REGISTRO)[: len(en_json(REGISTRO)) // 2], "acta_danada"),
        (en_json(REGISTRO, indent=1)[: len(en_json(REGISTRO, indent=1)) // 2], "acta_danada"),
        (en_json(REGISTRO)[:-1], "acta_danada"),
        (b"", "acta_danada"),
        (b" \n\n", "acta_danada"),
        (b"[]", "acta_danada"),
        (b"{}", "acta_danada"),
        (b"[" * 100_000, "acta_danada"),
        (b"\xff\xfe\x00", "acta_danada"),
        (b"PK\x03\x04" + bytes(50), "acta_danada"),
        (en_json([REGISTRO]), "acta_danada"),
        (en_json(REGISTRO) + b"\n" + en_json(REGISTRO), "acta_danada"),
        (en_json({**REGISTRO, "version": 99}), "acta_posterior"),
        (en_json({**REGISTRO, "version": 0}), "acta_danada"),
        (en_json({**REGISTRO, "version": "1"}), "acta_danada"),
        (en_json({**REGISTRO, "mas": 1}), "acta_danada"),
        (en_json({**REGISTRO, "archivos": ["a"]}), "acta_danada"),
        (en_json({**REGISTRO, "archivos": {"a.docx": "0" * 64}}), "acta_danada"),
        (
            en_json({**REGISTRO, "archivos": {"a.docx": {"sha256": "0", "bytes": -1}}}),
            "acta_danada",
        ),
        (en_json({**REGISTRO, "avisos": {"nit": "uno"}}), "acta_danada"),
        (en_json({**REGISTRO, "vigencia": True}), "acta_danada"),
        (en_json({**REGISTRO, "firma": {"valor": "0"}}), "acta_danada"),
        (en_json({**REGISTRO, "datos": {}}), "acta_danada"),
        (en_json({**REGISTRO, "opciones": {"x": float("nan")}}), "acta_danada"),
        (en_json(REGISTRO)[:-1] + b', "clave": "otra"}', "dato_repetido"),
        (en_json(REGISTRO).replace(b'"valdeluna.pdf"', b'"valdeluna.docx"'), "dato_repetido"),
    ],
)
def test_lo_que_no_es_un_acta_entera_no_prueba_nada(contenido: bytes, codigo: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer_acta(contenido, "acta.json")
    assert codigos(error.value) == [codigo]
    assert error.value.fallas[0].ruta == "acta.json"


@given(st.integers(0, len(en_json(REGISTRO)) - 1))
def test_cortada_donde_sea_no_prueba_nada(donde: int) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        leer_acta(en_json(REGISTRO)[:donde], "acta.json")


# ------------------------------------------------------------------ de otro archivo


def _acta(*nombres: str) -> Acta:
    archivos = {nombre: attrs.asdict(de(nombre.encode())) for nombre in nombres}
    return leer_acta(en_json({**REGISTRO, "archivos": archivos}), "acta.json")


@pytest.mark.parametrize(
    ("nombres", "dicho"),
    [
        (("a.docx",), "de un archivo de ese nombre y sus bytes no son éstos"),
        (("b.docx",), "no es el acta de este archivo: habla de b.docx"),
        (tuple("bcdefgh"), "habla de b, c, d, e, f y 2 más"),
        ((), "no habla de ninguno"),
    ],
)
def test_la_que_no_es_del_archivo_dice_de_cuales_es(nombres: tuple[str, ...], dicho: str) -> None:
    assert dicho in _acta(*nombres).por_que_no("a.docx")


@pytest.mark.parametrize(
    ("contenido", "empieza"),
    [(PDF + b" firma", True), (PDF, False), (b"x" + PDF, False), (EMITIDO + b"x", False)],
)
def test_de_un_pdf_se_sabe_si_empieza_con_los_bytes_emitidos(
    contenido: bytes, *, empieza: bool
) -> None:
    assert leer_acta(en_json(REGISTRO), "acta.json").empieza(contenido) is empieza


_CUERPO, _HOJA = "word/document.xml", "xl/worksheets/sheet1.xml"


@cache
def escrito_con(tipo: str) -> bytes:
    return paac.reporte(plan(), FORMATO, corte=CORTE).emitir(tipo).contenido


def _con(tipo: str, parte: str, antes: str, ahora: str) -> bytes:
    return con_partes(
        escrito_con(tipo), {parte: partes_de(escrito_con(tipo))[parte].replace(antes, ahora)}
    )


def secciones(cuantas: int) -> bytes:
    cuerpo = partes_de(escrito_con("docx"))[_CUERPO]
    desde, hasta = cuerpo.rindex("<w:sectPr"), cuerpo.rindex("</w:sectPr>") + len("</w:sectPr>")
    suya = cuerpo[desde:hasta]
    return _con("docx", _CUERPO, suya, f"<w:p><w:pPr>{suya}</w:pPr></w:p>" * cuantas + suya)


def filas_de_excel(cuantas: int, dice: str = "<v>2</v>") -> bytes:
    suyas = (
        f'<row r="{n}"><c r="A{n}" t="s">{dice}</c></row>' for n in range(9000, 9000 + cuantas)
    )
    return _con("xlsx", _HOJA, "</sheetData>", f"{''.join(suyas)}</sheetData>")


ENORMES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "párrafos de más": (
        "docx",
        lambda: _con(
            "docx",
            _CUERPO,
            "<w:sectPr",
            "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 60_000 + "<w:sectPr",
        ),
    ),
    "celdas de más": ("xlsx", lambda: filas_de_excel(100_000)),
    "filas de más, en blanco": ("xlsx", lambda: filas_de_excel(100_000, "<v>1</v>")),
    "secciones": ("docx", lambda: secciones(3_000)),
}
_HIJO = """
import datetime, logging, resource, sys
logging.getLogger("paac_reportes").setLevel("ERROR")
resource.setrlimit(resource.RLIMIT_AS, (512 * 2**20,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
import paac_reportes as paac
archivo, datos, formato, corte = sys.argv[1:]
suyo = paac.leer(datos).sin_dudas()
suyo = paac.reporte(suyo, formato, corte=datetime.date.fromisoformat(corte))
visto = paac.verificar(archivo, suyo)
print(visto.pasa, len(visto.diferencias or ()) <= 10_000, len(visto.motivos) <= 210)
"""


@pytest.mark.integracion
@pytest.mark.skipif(sys.platform != "linux", reason="los límites de un proceso son de Linux")
@pytest.mark.una_de_cada
@pytest.mark.parametrize(("cual", "tipo"), [(cual, tipo) for cual, (tipo, _) in ENORMES.items()])
def test_se_juzga_pronto_y_en_poca_memoria(cual: str, tipo: str, tmp_path: Path) -> None:
    _, armar = ENORMES[cual]
    archivo, datos = tmp_path / f"plan.{tipo}", tmp_path / "datos.json"
    archivo.write_bytes(armar())
    datos.write_bytes(escrito_con("json"))
    hecho = lanzar(sys.executable, "-W", "ignore", "-c", _HIJO, archivo, datos, FORMATO, CORTE)
    assert (hecho.returncode, hecho.stderr) == (0, "")
    assert hecho.stdout == "False True True\n"


def test_de_muchas_diferencias_se_dicen_las_primeras_y_cuantas_son() -> None:
    juicio = juzgar("docx", escrito_con("docx"), ENORMES["párrafos de más"][1]())

    assert len(juicio.diferencias or ()) == 10_000
    assert juicio.motivos == ("y otras 50000 diferencias",)
