"""La orden con --publico, las filas propias, y lo que un formato trae escrito."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.membretes import membrete_sencillo
from ayudas.paquetes_a_mano import en_bytes
from ayudas.planes import FORMATO, actividad, componente, datos

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.prueba.acta import acta_de

CORREO, CELULAR = "guaita@oculto.co", "310 765 4321"
ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    suyo = datos(
        componente(
            actividad(
                descripcion=f"Escriba a {CORREO} o al {CELULAR}",
                responsable="CC 31.412.345",
                meta="Rosa Pérez 16.543.210",
            )
        )
    )
    archivo = tmp_path / "plan.json"
    archivo.write_text(json.dumps(suyo), encoding="utf-8")
    return archivo


def test_con_publico_sale_sin_los_datos_y_se_dice_cuantos(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida = tmp_path / "publico.json"
    generar = ["publicar", str(plan), "--formato", FORMATO]
    assert main([*generar, "--salida", str(salida)]) == 0

    escrito, dicho = salida.read_text("utf-8"), capsys.readouterr().err
    assert "Escriba a [correo omitido] o al [teléfono omitido]" in escrito
    assert "actividades[0].descripcion: no se publica: 1 correo y 1 teléfono" in dicho
    assert "actividades[0].responsable: no se publica: 1 documento de identidad" in dicho
    assert "actividades[0].meta: trae lo que parece una cédula, que termina en 210" in dicho
    assert "31.412.345" not in dicho + escrito
    assert CORREO not in dicho + escrito
    assert CELULAR not in dicho + escrito


def test_con_cedulas_quedan_y_se_avisan(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida, generar = tmp_path / "publico.json", ["publicar", str(plan), "--formato", FORMATO]
    assert main([*generar, "--con", "cedulas=si", "--salida", str(salida)]) == 0

    escrito, dicho = salida.read_text("utf-8"), capsys.readouterr().err
    assert "CC 31.412.345" in escrito
    assert CORREO not in escrito
    assert "actividades[0].responsable: trae lo que parece una cédula, que termina en 345" in dicho


def test_con_cedulas_sin_publico_no_quita_nada_y_se_dice(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pedida = [str(plan), "--formato", FORMATO, "--con", "cedulas=si"]
    with pytest.raises(SystemExit, match="2"):
        main(["generar", *pedida, "--salida", str(tmp_path / "x.json")])
    assert "--con: no existe 'cedulas'" in capsys.readouterr().err
    assert main(["verificar", *pedida, "--contra", str(plan)]) == 1
    assert capsys.readouterr().err == "--con cedulas: sólo cuenta con --publico\n"


def test_el_acta_dice_que_se_pidieron_solo_si_se_pidieron(plan: Path) -> None:
    leido = paac.leer(plan).sin_dudas()
    (con, sin) = (
        acta_de(paac.reporte(leido, FORMATO).publico(cedulas=pedidas), ["json"], "x")
        for pedidas in (True, False)
    )

    assert con.opciones == {**sin.opciones, "con_cedulas": True, "sin_revisar": 2}


# ------------------------------------------------------------------ filas propias
def tabla(
    filas: list[dict[str, Any]], **columnas: str
) -> tuple[list[tuple[Any, ...]], paac.tipos.Emision]:
    formato = paac.formato_de_columnas("Tabla", columnas)
    emision = paac.reporte(ENTIDAD, formato, filas=filas).publico().emitir("xlsx")
    libro = openpyxl.load_workbook(io.BytesIO(emision.contenido))
    return list(libro.worksheets[0].iter_rows(values_only=True)), emision


def test_de_las_filas_propias_tambien_se_quita() -> None:
    filas = [
        {"quien": f"Hacienda, {CORREO}", "celular": 3107654321, "valor": 3107654321, "c4": 16543210}
    ]
    escritas, emision = tabla(
        filas, quien="Quién", celular="Celular", valor="Valor", c4="Cédula del responsable"
    )

    assert escritas[-1][:4] == ("Hacienda, [correo omitido]", None, 3107654321, None)
    assert [(a.ruta, a.mensaje) for a in emision.avisos if a.codigo == "dato_omitido"] == [
        ("filas[0].quien", "no se publica: 1 correo"),
        ("filas[0].celular", "no se publica: 1 teléfono"),
        ("filas[0].c4", "no se publica: 1 documento de identidad"),
    ]


def test_un_aviso_de_una_fila_no_repite_lo_que_se_quito() -> None:
    formato = paac.formato_de_columnas(
        "Tabla",
        [
            {"dato": "que", "rotulo": "Qué"},
            {"dato": "monto", "rotulo": "Monto", "total": "suma", "guarda": "numero"},
        ],
        total="Total",
    )
    filas = [{"monto": CORREO, "que": "Uno"}, {"monto": 3, "que": "Dos"}]
    avisos = paac.reporte(ENTIDAD, formato, filas=filas).publico().avisos

    assert "fuera_del_total" in {aviso.codigo for aviso in avisos}
    assert CORREO not in "".join(map(str, avisos))


# ------------------------------------------------------------------ lo del formato
def test_lo_que_el_formato_trae_escrito_sale_y_se_avisa() -> None:
    formato = paac.formato_de_columnas("Tabla", {"que": f"Qué ({CORREO})"})
    emision = paac.reporte(ENTIDAD, formato, filas=[{"que": "Uno"}]).publico().emitir("html")

    assert CORREO in emision.contenido.decode("utf-8-sig")
    (aviso,) = [uno for uno in emision.avisos if uno.codigo == "contacto_del_formato"]
    assert aviso.ruta.startswith("formato.tablas.")
    assert aviso.mensaje == "el formato trae 1 correo, y eso se publica como está"


def test_de_un_membrete_de_word_se_avisa_que_sale_como_esta() -> None:
    formato = paac.formato_de_columnas(
        "Tabla", {"que": "Qué"}, membrete=en_bytes(membrete_sencillo())
    )
    avisos = paac.reporte(ENTIDAD, formato, filas=[{"que": "Uno"}]).publico().avisos

    motivo = "el membrete sale como se dibujó en Word; mire si lo que trae puede publicarse"
    assert paac.Aviso("contacto_del_formato", "formato.membrete", motivo) in avisos
