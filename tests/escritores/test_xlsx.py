"""El libro de Excel, leído sin la biblioteca."""

import io
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from ayudas.a_medida import formato
from ayudas.compartido import RAIZ
from ayudas.formatos import con_ancho
from ayudas.lectores import hojas_de_excel, partes, textos_de_excel, xml
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan, plan_con
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.rich_text import TextBlock
from openpyxl.utils.cell import coordinate_from_string, rows_from_range

import paac_reportes as paac
from paac_reportes.escritores.xlsx.escritor import encabezado_de_hoja
from paac_reportes.maqueta.contenido import CampoCalculado
from paac_reportes.maqueta.documento import AjustesDeHoja
from paac_reportes.maqueta.hoja.libro import nombres_de_hoja

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def excel(de: paac.Plan) -> bytes:
    return paac.reporte(de, FORMATO, corte=CORTE).emitir("xlsx").contenido


def libro(de: paac.Plan) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(excel(de)), rich_text=True)


def celda(de: paac.Plan, texto: object) -> Cell | MergedCell:
    """La primera celda con ese valor."""
    return next(
        c for hoja in libro(de).worksheets for f in hoja.iter_rows() for c in f if c.value == texto
    )


@pytest.mark.parametrize("texto", ["=1+1", "@SUM(1)", "+1", "-1", "1.10", "00123", "TRUE", "#N/A"])
def test_un_texto_es_siempre_texto(texto: str) -> None:
    hallada = celda(plan_con(codigo=texto), texto)

    assert hallada.data_type == "s"
    assert hallada.quotePrefix


@pytest.mark.parametrize(
    "texto",
    ["_x0041_", "a\nb", "a\r\nb", "a\tb", " x ", "<&>", "😀", "e\u0301", "\xa0", "palabra " * 30],
)
def test_cada_texto_sale_a_la_letra(texto: str) -> None:
    assert texto in textos_de_excel(excel(plan_con(descripcion=texto)))


def test_lo_mas_largo_que_una_celda_sigue_en_las_de_abajo() -> None:
    largo = "".join(f"{numero:06d} " for numero in range(6_000))
    (filas,) = hojas_de_excel(excel(plan_con(seguimiento=largo))).values()
    columna = max(range(len(filas[0])), key=lambda c: sum(len(str(f[c])) for f in filas))
    trozos = [str(fila[columna]) for fila in filas if re.match(r"\d{6} ", str(fila[columna]))]

    assert "".join(trozos) == largo
    assert max(map(len, trozos)) <= 32_767


@pytest.mark.parametrize(
    ("texto", "valor"),
    [
        ("31/01/2020", datetime(2020, 1, 31)),
        ("01/03/1900", datetime(1900, 3, 1)),
        ("28/02/1900", "28/02/1900"),
        ("31/04/2020", "31/04/2020"),
        ("04/30/2020", "04/30/2020"),
        ("1/12/2022", "1/12/2022"),
        ("2020-01-31", "2020-01-31"),
        ("31/01/2020 ", "31/01/2020 "),
        ("Enero de 2020", "Enero de 2020"),
        ("01/2020", "01/2020"),
    ],
)
def test_solo_una_fecha_exacta_se_guarda_como_fecha(texto: str, valor: object) -> None:
    hallada = celda(plan_con(fecha_programada=texto), valor)

    if isinstance(valor, datetime):
        assert hallada.number_format == "dd/mm/yyyy"


def test_ninguna_fusion_tapa_un_texto() -> None:
    filas = [actividad(codigo=str(n), meta=None, responsable=None) for n in range(1, 5)]
    contenido = excel(plan(componente(actividad(), *filas)))
    # Se mira el XML: openpyxl vacía al leer las celdas tapadas, y no se vería el error.
    hoja = xml(contenido, "xl/worksheets/sheet1.xml")
    con_valor = {c.get("r", "") for c in hoja.iter(f"{S}c") if c.find(f"{S}v") is not None}
    rangos = [m.get("ref", "") for m in hoja.iter(f"{S}mergeCell")]

    assert len(rangos) > 5
    for rango in rangos:
        _, *tapadas = [
            f"{c}{f}"
            for fila in rows_from_range(rango)
            for c, f in map(coordinate_from_string, fila)
        ]
        assert con_valor.isdisjoint(tapadas), rango


def test_una_fecha_que_no_cabe_en_su_columna_queda_como_texto(tmp_path: Path) -> None:
    original = (Path(paac.__file__).parents[2] / "plantillas" / FORMATO / "formato.toml").read_text(
        "utf-8"
    )
    angosta = con_ancho(original, "actividad.fecha_programada", 4.9)
    angosta = con_ancho(angosta, "actividad.meta", 19.9)
    (tmp_path / "formato.toml").write_text(angosta, "utf-8")
    contenido = (
        paac.reporte(plan(), paac.leer_formato(tmp_path), corte=CORTE).emitir("xlsx").contenido
    )

    assert "31/01/2026" in textos_de_excel(contenido)
    assert "31/01/2026" not in textos_de_excel(excel(plan()))


def test_lo_que_va_en_negrita_dentro_de_un_texto_lo_va_en_su_celda_y_se_lee_todo() -> None:
    propio = formato({"tipo": "texto", "clave": "t", "texto": "- **28 filas** vencieron, _ya_"})
    contenido = paac.reporte(plan(), propio).emitir("xlsx").contenido
    escrita = openpyxl.load_workbook(io.BytesIO(contenido), rich_text=True).worksheets[0]["A1"]
    tramos = [(str(t), t.font.b, t.font.i) for t in escrita.value if isinstance(t, TextBlock)]

    assert tramos == [
        *(("• ", False, False), ("28 filas", True, False)),
        *((" vencieron, ", False, False), ("ya", False, True)),
    ]
    assert {t.font.rFont for t in escrita.value} == {"Arial"}
    assert textos_de_excel(contenido)[0] == "• 28 filas vencieron, ya"


def test_el_ampersand_de_un_nombre_no_es_clave_en_el_encabezado(tmp_path: Path) -> None:
    original = (Path(paac.__file__).parents[2] / "plantillas" / FORMATO / "formato.toml").read_text(
        "utf-8"
    )
    texto = original.replace(
        'encabezado = { derecha = "PAGINA [{{ pagina }}]" }',
        'encabezado = { izquierda = "{{ entidad.nombre }}", derecha = "PAGINA [{{ pagina }}] de {{ paginas }}" }',
    )
    (tmp_path / "formato.toml").write_text(texto, "utf-8")
    de = plan(entidad={"nombre": "R&D &[Date]" + "x" * 500})
    contenido = paac.reporte(de, paac.leer_formato(tmp_path), corte=CORTE).emitir("xlsx").contenido
    encabezado = re.search(
        r"<oddHeader>(.*)</oddHeader>", partes(contenido)["xl/worksheets/sheet1.xml"].decode()
    )
    assert encabezado is not None
    crudo = encabezado[1].replace("&amp;", "&")

    letra = '&10&"Arial,Regular"'  # entre el tamaño y el texto, que puede empezar por una cifra
    assert crudo.startswith(f"&L{letra}" + "\xa0" * 4 + "R&&D &&[Date]xxx")
    assert crudo.endswith(f"x…&R{letra}PAGINA [&P] de &N" + "\xa0" * 4)
    assert len(crudo) == 255


@pytest.mark.parametrize(
    ("deseados", "nombres"),
    [
        (["Salud", "SALUD"], ["Salud", "SALUD (2)"]),
        (["x" * 40, "x" * 40], ["x" * 31, "x" * 27 + " (2)"]),
        (["a/b:c[d]", "''", "", "History"], ["a b c d", "Hoja", "Hoja (2)", "History (2)"]),
        (["😀" * 20], ["😀" * 15]),
    ],
)
def test_nombres_de_hoja_validos_y_distintos(deseados: list[str], nombres: list[str]) -> None:
    assert nombres_de_hoja(deseados) == nombres


def test_los_nombres_iguales_se_numeran_seguido() -> None:
    largo = "Secretaría de Hacienda y del Tesoro"
    nombres = nombres_de_hoja([largo] * 12 + [f"{largo[:27]} (2)"])

    assert nombres[0] == largo[:31]
    assert nombres[1:9] == [f"{largo[:27]} ({numero})" for numero in range(2, 10)]
    assert nombres[9:12] == [f"{largo[:26].strip()} ({numero})" for numero in range(10, 13)]
    assert nombres[12] == f"{largo[:26].strip()} (13)"


@pytest.mark.parametrize(
    ("deseados", "nombres"),
    [
        (
            ["Secretaría de Desarrollo Económico y Social", "Secretaría de Desarrollo Económico y TIC"],
            ["Secretaría de Desarrollo…Social", "Secretaría de Desarrollo Ec…TIC"],
        ),
        (
            [
                "Institución Educativa Nuestra Señora de la Candelaria",
                "Institución Educativa Nuestra Señora del Carmen",
            ],
            ["Institución Ed…de la Candelaria", "Institución Educativ…del Carmen"],
        ),
        # Uno es el comienzo del otro, y el corto no necesita decir más.
        (["Oficina de Control Interno Disciplinario", "Oficina de Control Interno Disc"],
         ["Oficina de Contro…Disciplinario", "Oficina de Control Interno Disc"]),
        # Donde difiere el grupo no alcanza a decir dónde difiere cada uno.
        (
            [f"Dirección Territorial {n} {'de apoyo a la gestión ' * 2}{c}" for n in "12" for c in "ab"],
            ["Dirección Territorial 1 de ap…a", "Dirección Territorial 1 de ap…b",
             "Dirección Territorial 2 de ap…a", "Dirección Territorial 2 de ap…b"],
        ),
        (["Zona " * 7 + "1", "Zona " * 7 + "10"],
         ["Zona Zona Zona Zona Zona Zona…1", "Zona Zona Zona Zona Zona Zon…10"]),
    ],
)  # fmt: skip
def test_los_que_recortados_serian_iguales_dicen_donde_difieren(
    deseados: list[str], nombres: list[str]
) -> None:
    assert nombres_de_hoja(deseados) == nombres
    assert nombres_de_hoja(deseados[::-1]) == nombres[::-1]


@given(
    st.lists(
        st.text("aáB ñ😀'1", min_size=0, max_size=6).map(
            lambda cola: f"Secretaría de Hacienda y del {cola * 4}"
        ),
        max_size=12,
    )
)
def test_todo_nombre_cabe_y_ninguno_se_repite(deseados: list[str]) -> None:
    nombres = nombres_de_hoja(deseados)

    assert len({nombre.casefold() for nombre in nombres}) == len(deseados)
    assert all(0 < len(nombre.encode("utf-16-le")) <= 62 for nombre in nombres)
    assert all(nombre == nombre.strip("' ") for nombre in nombres)


def test_un_libro_se_escribe_sin_archivos_temporales(monkeypatch: pytest.MonkeyPatch) -> None:
    def sin_disco(*_args: object, **_opciones: object) -> None:
        raise OSError

    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", sin_disco)

    assert hojas_de_excel(excel(plan()))


def test_sin_corte_ni_vigencia_no_hay_fecha() -> None:
    suyo = plan(componente(actividad(seguimiento=None)), vigencia=None)
    sin = paac.reporte(suyo, FORMATO).emitir("xlsx").contenido

    assert b"<dcterms:" not in partes(sin)["docProps/core.xml"]


@pytest.mark.una_de_cada
@pytest.mark.integracion
@pytest.mark.parametrize("formato", [FORMATO, "informe-seguimiento"])
def test_el_libro_sale_tambien_si_openpyxl_escribe_sin_lxml(tmp_path: Path, formato: str) -> None:
    guion = (
        "import sys, paac_reportes as paac; plan = paac.leer(sys.argv[1]).sin_dudas()\n"
        "paac.reporte(plan, sys.argv[2]).guardar(sys.argv[3])"
    )
    plan = RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml"
    for como in ("True", "False"):
        subprocess.run(
            [sys.executable, "-c", guion, str(plan), formato, str(tmp_path / f"{como}.xlsx")],
            env={**os.environ, "OPENPYXL_LXML": como},
            check=True,
        )
    con, sin = (hojas_de_excel((tmp_path / f"{c}.xlsx").read_bytes()) for c in ("True", "False"))
    assert con == sin


def test_un_encabezado_que_no_cabe_se_acorta_por_su_texto_y_conserva_los_campos() -> None:
    avisos: list[paac.Aviso] = []
    derecha = ("Página ", CampoCalculado.PAGINA, " de ", CampoCalculado.PAGINAS)
    ajustes = AjustesDeHoja(encabezado={"izquierda": "x" * 300, "derecha": derecha})

    escrito = encabezado_de_hoja(ajustes, avisos)

    adentro = "\xa0" * 4
    assert escrito == (
        "<headerFooter><oddHeader>"
        f"&amp;L{adentro}{'x' * 227}…&amp;RPágina &amp;P de &amp;N{adentro}</oddHeader>"
        "</headerFooter>"
    )
    assert [aviso.codigo for aviso in avisos] == ["encabezado_recortado"]


def test_un_lado_del_encabezado_con_textos_y_campos_se_acorta_por_el_texto_mas_largo() -> None:
    largo = ("a" * 200, CampoCalculado.PAGINA, "b" * 100, CampoCalculado.PAGINAS)
    escrito = encabezado_de_hoja(AjustesDeHoja(encabezado={"centro": largo}), [])

    [clave] = re.findall("<oddHeader>(.*)</oddHeader>", escrito)
    assert clave == f"&amp;C{'a' * 148}…&amp;P{'b' * 100}&amp;N"


def test_de_un_encabezado_de_campos_van_los_que_caben() -> None:
    campos = (CampoCalculado.PAGINA,) * 200
    escrito = encabezado_de_hoja(AjustesDeHoja(encabezado={"centro": campos}), [])

    assert escrito.count("&amp;P") == 126
