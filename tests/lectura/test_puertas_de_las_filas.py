"""Por donde llegan las filas: o se leen bien, o el mensaje dice qué hacer."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.matrices import actividades, avisos, en_excel, leer
from ayudas.paquetes_a_mano import en_bytes

import paac_reportes as paac

DEL_PLAN = ["actividad.codigo", "actividad.descripcion", "seguimiento.corte", "seguimiento.avance"]
DEL_MAPA = ["proceso.nombre", "riesgo.descripcion"]
FILAS_DEL_PLAN = [["1.10", "Publicar, ñandú; y “más”", "2023-04-30", "50"]]
FILAS_DEL_MAPA = [["Pagos", "Que se pague, ñandú; dos veces"]]


def texto(separador: str, rotulos: list[str], filas: list[list[str]]) -> str:
    escrito = io.StringIO()
    csv.writer(escrito, delimiter=separador).writerows([rotulos, *filas])
    return escrito.getvalue()


PUERTAS = [
    (",", "utf-8", ""),
    (";", "cp1252", ""),
    (";", "utf-8-sig", ""),
    ("\t", "cp1252", ""),
    ("\t", "utf-16", ""),  # «Texto Unicode» de Excel
    ("\t", "utf-16-be", "\ufeff"),
    (";", "utf-8", "sep=;\r\n"),
    (";", "utf-8-sig", "SEP=;\n"),
    ("|", "utf-8", '"sep=|"\r\n'),
    ("\t", "utf-16", "sep=\t\r\n"),
]


@pytest.mark.parametrize(("separador", "codificacion", "antes"), PUERTAS)
@pytest.mark.parametrize("como", ["ruta", "flujo"])
def test_un_texto_de_excel_se_lee_como_lo_guardo(
    separador: str, codificacion: str, antes: str, como: str, tmp_path: Path
) -> None:
    def puerta(rotulos: list[str], filas: list[list[str]]) -> Any:
        escrito = (antes + texto(separador, rotulos, filas)).encode(codificacion)
        (tmp_path / "filas.csv").write_bytes(escrito)
        return tmp_path / "filas.csv" if como == "ruta" else io.BytesIO(escrito)

    plan = paac.desde_filas(puerta(DEL_PLAN, FILAS_DEL_PLAN), entidad="M", vigencia=2023).contenido
    mapa = paac.desde_filas(puerta(DEL_MAPA, FILAS_DEL_MAPA), entidad="M", como="mapa").contenido

    (fila,) = (fila for _, una in plan.tablas() for fila in una.filas())
    assert isinstance(fila, paac.modelo.Actividad)
    assert (fila.codigo, fila.descripcion) == ("1.10", FILAS_DEL_PLAN[0][1])
    assert fila.seguimientos[0].avance == 50
    assert mapa.procesos[0].riesgos[0].descripcion == FILAS_DEL_MAPA[0][1]


def test_la_linea_de_un_mensaje_es_la_del_archivo_aunque_diga_su_separador() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="línea 3: llegaron 3 celdas y hay 2 rótulos"):
        paac.desde_filas(io.StringIO("sep=;\nactividad.meta;vigencia\n1;2;3\n"))


def en_un_libro() -> bytes:
    libro = openpyxl.Workbook()
    libro.worksheets[0].append(DEL_PLAN)
    return en_bytes(libro)


QUE_NO_SON = {
    "libro.xlsx": (
        en_un_libro,
        "es un .xlsx, y aquí van filas: la matriz que trae la lee leer(…); una hoja con los nombres"
        " de filas_de, guárdela como CSV",
    ),
    "viejo.csv": (
        lambda: b"\x09\x08" + b"x" * 90,
        "es un libro de Excel de antes de 1997 (.xls); ábralo con Excel o LibreOffice y guárdelo"
        " como .xlsx",
    ),
    "plan.json": (
        lambda: b'{"entidad": {"nombre": "M"}}',
        "parece un JSON y no un CSV: con la extensión .json lo lee leer(…)",
    ),
    "cortado.txt": (
        lambda: "actividad.meta\n".encode("utf-16") + b"x",
        "es un texto UTF-16 cortado o dañado; guárdelo otra vez",
    ),
}


@pytest.mark.parametrize("nombre", QUE_NO_SON)
@pytest.mark.parametrize("como", ["plan", "mapa"])
def test_lo_que_no_son_filas_dice_que_es_y_que_hacer(
    nombre: str, como: Any, tmp_path: Path
) -> None:
    contenido, dice = QUE_NO_SON[nombre]
    (tmp_path / nombre).write_bytes(contenido())

    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_filas(tmp_path / nombre, como=como, entidad="M")

    assert str(error.value) == f"{tmp_path / nombre}: {dice}"


@pytest.mark.parametrize(
    ("valor", "dice"),
    [
        ("1.000", "'1.000' se leyó como 1, "),
        ("1,000", "'1,000' se leyó como 1, "),
        (" 33.333 %", "'33.333 %' se leyó como 33,333, "),
        ("100.000", "'100.000' se leyó como 100, "),
        ("0.500", ""),
        ("50,5", ""),
        ("1.0000", ""),
        (1, ""),
    ],
)
def test_un_punto_que_puede_ser_de_miles_no_se_lee_callado(valor: Any, dice: str) -> None:
    fila = {"actividad.descripcion": "Ver", "seguimiento.corte": "2023-04-30"}

    leidas = paac.desde_filas([{**fila, "seguimiento.avance": valor}], entidad="M", vigencia=2023)

    dichos = [str(aviso) for aviso in leidas.avisos if aviso.codigo == "columna_dudosa"]
    assert [dice in dicho for dicho in dichos] == ([True] if dice else [])
    assert all(dicho.startswith("filas, columna 'seguimiento.avance': ") for dicho in dichos)


def test_un_avance_de_1_o_menos_sin_su_signo_se_dice_una_vez_por_columna() -> None:
    valores = [0.2, 1, "0,4", "15 %", "80 por ciento", "0,2 %", 60]
    filas = [
        {
            "actividad.descripcion": f"Hacer {n}",
            "seguimiento.corte": "2023-04-30",
            "seguimiento.avance": valor,
        }
        for n, valor in enumerate(valores)
    ]
    leidas = paac.desde_filas(filas, entidad="M", vigencia=2023)

    assert [fila["seguimiento.avance"] for fila in paac.filas_de(leidas.contenido)] == [
        *(Decimal("0.2"), 1, Decimal("0.4"), 15, 80, Decimal("0.2"), 60)
    ]
    assert [str(a) for a in leidas.avisos if a.codigo == "avance_como_fraccion"] == [
        "filas, columna 'seguimiento.avance': 0,2 (y 2 más como él) se leyó como 0,2 %; si es una"
        " parte de uno, escriba 20"
    ]


def test_lo_que_escribe_la_biblioteca_no_separa_los_miles() -> None:
    fila = {"actividad.descripcion": "Ver", "seguimiento.corte": "2023-04-30"}
    plan = paac.desde_filas(
        [{**fila, "seguimiento.avance": "33.3330"}], entidad="M", vigencia=2023
    ).contenido
    propias = [
        {clave: None if valor is None else str(valor) for clave, valor in una.items()}
        for una in paac.filas_de(plan)
    ]
    propias[0]["seguimiento.avance"] = "33.333"

    assert not [a for a in paac.desde_filas(propias).avisos if a.codigo == "columna_dudosa"]


def test_tampoco_en_la_matriz_de_otro() -> None:
    hoja = [
        ["PLAN ANTICORRUPCIÓN 2026", None, None],
        "Actividades|Responsable|% de avance a 30/04/2026",
        "Publicar el mapa|Planeación|1.000",
        "Rendir cuentas|Despacho|50",
    ]

    leido = leer(en_excel({"Hoja": hoja}))

    assert actividades(leido)[0].seguimientos[0].avance == 1
    assert avisos(leido, "columna_dudosa") == [
        "hoja «Hoja», celda C3: «% de avance a 30/04/2026»: '1.000' se leyó como 1, con el signo"
        " por el de los decimales; si es el de los miles, escríbalo sin él"
    ]
