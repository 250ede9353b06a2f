"""Una falla y un aviso dicen a un programa dónde están y qué dicen, sin leer el mensaje."""

import json
import pickle
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.errores import Aviso, Falla, Posicion, posicion_de

CORTE = date(2026, 4, 30)


def partes(posicion: Posicion) -> dict[str, Any]:
    return attrs.asdict(posicion, filter=lambda _, valor: valor is not None)


@pytest.mark.parametrize(
    ("ruta", "dice"),
    [
        ("", {}),
        ("vigencia", {"clave": "vigencia"}),
        ("dependencias[0].componentes[2].numero", {"clave": "numero"}),
        ("componentes[0].subcomponentes[1].actividades[3]", {"clave": "actividades"}),
        ("actividades[0].extras.'clave rara'", {"clave": "clave rara"}),
        ("filas[3], columna 'META, en número'", {"fila": 3, "columna": "META, en número"}),
        ("filas[3].actividad.meta", {"fila": 3, "clave": "actividad.meta"}),
        ("filas[3], columna 'META: %'", {"fila": 3, "columna": "META: %"}),
        ("filas[3]: nombre", {"fila": 3, "clave": "nombre"}),
        ("filas[3], columna 'x': [0]", {"fila": 3, "columna": "x"}),
        ("línea 4: nombre", {"fila": 4, "clave": "nombre"}),
        ("f.csv, línea 4: nombre", {"archivo": "f.csv", "fila": 4, "clave": "nombre"}),
        ("contratos, fila 3, columna 'x'", {"hoja": "contratos", "fila": 3, "columna": "x"}),
        ("filas, columna 'x'", {"columna": "x"}),
        ("contratos, columna 'x'", {"hoja": "contratos", "columna": "x"}),
        ("filas.contratos[2].x", {"hoja": "contratos", "fila": 3, "clave": "x"}),
        ("línea 4, columna 'x'", {"fila": 4, "columna": "x"}),
        ("f.csv, línea 4, columna 'x'", {"archivo": "f.csv", "fila": 4, "columna": "x"}),
        ("plan.yaml", {"archivo": "plan.yaml"}),
        ("a b/formato.toml: tablas.t.ancho", {"archivo": "a b/formato.toml", "clave": "ancho"}),
        ("hoja «A, b: c», celda AB14", {"hoja": "A, b: c", "celda": "AB14", "fila": 14, "columna": "AB"}),
        ("hoja «P», fila 9", {"hoja": "P", "fila": 9}),
        ("hoja «P», columna C; hoja «Q», columna D", {"hoja": "P", "columna": "C"}),
        ("libro «Salud», hoja «P», fila 2", {"archivo": "Salud", "hoja": "P", "fila": 2}),
        ("tabla 9, fila 2, columna 3", {"hoja": "tabla 9", "fila": 2, "columna": "3"}),
        ("cuerpo, tabla 1, fila 3, celda 2", {"hoja": "cuerpo, tabla 1", "fila": 3, "columna": "2"}),
    ],
)  # fmt: skip
def test_una_ruta_dice_su_posicion(ruta: str, dice: dict[str, Any]) -> None:
    assert partes(posicion_de(ruta)) == dice
    assert partes(Falla("sin_datos", ruta, "x").posicion) == dice
    assert partes(Aviso("fecha", ruta, "x").posicion) == dice


def fallas(hacer: Callable[[], object]) -> dict[str, Falla]:
    with pytest.raises(paac.ErrorPaac) as error:
        hacer()
    return {falla.ruta: falla for falla in error.value.fallas}


def test_lo_que_un_dato_tiene_mal_se_dice_sin_redactar() -> None:
    seguimiento = {"corte": "2026-02-31", "avance": 120, "estado": "lista"}
    hecho = datos(componente(actividad(metta="x", seguimientos=[seguimiento]), numero="uno"))
    dichas = fallas(lambda: paac.desde_datos(hecho).contenido)
    base = "dependencias[0].componentes[0]"
    de_ella = f"{base}.subcomponentes[0].actividades[0]"
    estados = tuple(uno.value for uno in paac.modelo.Estado)

    assert dichas[f"{base}.numero"].datos == {"esperado": "numero_entero", "llego": "uno"}
    assert dichas[f"{de_ella}.metta"].datos["parecido"] == "meta"
    assert "meta" in dichas[f"{de_ella}.metta"].datos["opciones"]
    avance = dichas[f"{de_ella}.seguimientos[0].avance"]
    assert avance.datos == {"minimo": 0, "maximo": 100, "llego": Decimal(120)}
    assert avance.posicion == Posicion(clave="avance")
    estado = dichas[f"{de_ella}.seguimientos[0].estado"].datos
    assert (estado["opciones"], estado["llego"]) == (estados, "lista")


def test_de_unas_filas_se_halla_la_fila_la_columna_y_el_dato() -> None:
    filas = [{"AV": "3", "ACT": "a"}, {"AV": "mucho", "ACT": "b"}]
    columnas = {"actividad.descripcion": "ACT", "seguimiento.avance": "AV"}
    (falla,) = fallas(
        lambda: paac.desde_filas(filas, columnas=columnas, entidad="E", corte=CORTE).contenido
    ).values()

    assert falla.posicion == Posicion(fila=1, columna="AV", clave="avance")
    assert falla.datos == {"esperado": "numero", "llego": "mucho"}
    columnas["actividad.meta"] = "METTA"
    (falla,) = fallas(lambda: paac.desde_filas(filas, columnas=columnas).contenido).values()
    assert (falla.posicion, falla.datos) == (
        Posicion(columna="METTA"),
        {"llego": "METTA", "parecido": "AV"},
    )


@pytest.mark.parametrize(
    ("rotulo", "clave", "escrito", "opciones"),
    [("Avance (%)", "avance", "mucho", 0), ("Estado", "estado", "lista", 5)],
)
def test_de_una_celda_que_no_se_entiende_el_aviso_dice_cual_es_y_lo_que_se_esperaba(
    rotulo: str, clave: str, escrito: str, opciones: int, tmp_path: Path
) -> None:
    hecho = paac.desde_datos(datos(componente(actividad(seguimientos=[])))).contenido
    (libro,) = paac.capturar(hecho, CORTE, tmp_path / "salen").archivos
    abierto = openpyxl.load_workbook(libro)
    hoja = abierto["Actividades"]
    (suya,) = (c for fila in hoja["A1:Z12"] for c in fila if c.value == rotulo)
    hoja.cell(suya.row + 1, suya.column).value = escrito
    abierto.save(tmp_path / "vuelve.xlsx")

    reunion = paac.reunir([tmp_path / "vuelve.xlsx"], base=hecho)
    (aviso,) = (uno for uno in reunion.avisos if uno.codigo == "celda_ilegible")

    assert aviso.datos["llego"] == escrito
    assert len(aviso.datos.get("opciones", ())) == opciones
    assert (aviso.posicion.archivo, aviso.posicion.hoja) == ("vuelve.xlsx", "Actividades")
    assert aviso.posicion.celda == f"{suya.column_letter}{suya.row + 1}"
    assert aviso.posicion.clave == clave


def test_no_cuentan_para_la_igualdad_y_se_guardan() -> None:
    for clase, codigo in ((Falla, "sin_datos"), (Aviso, "fecha")):
        sola = clase(codigo, "filas[2]", "mal")
        otra = clase(codigo, "filas[2]", "mal", Posicion(fila=2, clave="x"), {"llego": 3})
        vuelta = pickle.loads(pickle.dumps(otra))  # noqa: S301 - es la que se acaba de guardar

        assert (sola == otra, hash(sola) == hash(otra)) == (True, True)
        assert list(dict.fromkeys([otra, sola])) == [otra]
        assert (vuelta.posicion, vuelta.datos) == (otra.posicion, otra.datos)
        assert (str(sola), repr(sola)) == (str(otra), repr(otra))


def test_dicha_de_otro_lugar_conserva_el_dato_y_lo_que_llego() -> None:
    falla = Falla("dato_invalido", "actividades[0].meta", "mal", datos={"llego": 1})
    en_la_celda = falla.en("hoja «P», celda D4")

    assert en_la_celda.posicion == Posicion(hoja="P", celda="D4", fila=4, columna="D", clave="meta")
    assert falla.dentro_de("componentes[0]").posicion.clave == "meta"
    assert en_la_celda.datos == {"llego": 1}


@pytest.mark.parametrize("llega", ["x" * 5000, 10**400, object(), [1], {"a": 1}, 3.5, None, CORTE])
def test_lo_que_llego_es_corriente_y_corto(llega: object) -> None:
    (falla,) = fallas(lambda: paac.desde_datos(datos(vigencia=[llega])).contenido).values()
    hecho = fallas(lambda: paac.desde_datos(datos(entidad={"nombre": {"a": llega}})).contenido)

    for una in (falla, *hecho.values()):
        assert len(json.dumps(dict(una.datos), default=str)) < 1500
        assert pickle.loads(pickle.dumps(una)).datos == una.datos  # noqa: S301 - recién guardada


def test_lo_que_falta_instalar_dice_el_modulo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    (falla,) = fallas(lambda: paac.calendario(2097)).values()

    assert falla.datos["falta"] == "holidays"


def de_filas(*valores: object, **columna: Any) -> tuple[Falla | Aviso, ...]:
    """Lo que se dice de una columna propia, sea falla o aviso."""
    columnas: list[Any] = [{"dato": "n", "rotulo": "N"}, {"dato": "x", "rotulo": "X", **columna}]
    formato = paac.formato_de_columnas("T", columnas, total="Total")
    filas = [{"n": str(n), "x": valor} for n, valor in enumerate(valores)]
    try:
        return paac.reporte(paac.Entidad(nombre="M"), formato, filas=filas).emitir("xlsx").avisos
    except paac.ErrorDeEntrada as error:
        return error.fallas


@pytest.mark.parametrize(
    ("valores", "columna", "codigo", "dice"),
    [
        (
            (1, "uno", 2),
            {},
            "datos_incoherentes",
            {"llego": "uno", "fila": 1, "cuantos": {"numero": 2, "texto": 1}},
        ),
        ((1, 2j), {}, "clase_desconocida", {"llego": "complex", "fila": 1}),
        ((1, 10**17), {}, "fuera_de_excel", {"llego": 10**17, "fila": 1, "cuantos": 1}),
        ((date(1850, 7, 20),), {}, "fuera_de_excel", {"fila": 0, "minimo": date(1900, 3, 1)}),
        ((None, "a"), {"total": "suma"}, "datos_incoherentes", {"llego": "a", "fila": 1}),
        (("a",), {"barra": True}, "datos_incoherentes", {"llego": "a", "esperado": "numero"}),
        (("a",), {"fecha": "larga"}, "datos_incoherentes", {"llego": "a", "esperado": "fecha"}),
        ((3, -1), {"barra": True}, "negativo_sin_barra", {"llego": -1, "fila": 1, "cuantos": 1}),
        ((1 / 3,), {}, "numero_redondeado", {"decimales": 2}),
    ],
)
def test_de_una_columna_propia_se_sabe_que_llego_y_en_que_fila(
    valores: tuple[object, ...], columna: dict[str, Any], codigo: str, dice: dict[str, Any]
) -> None:
    (una,) = (una for una in de_filas(*valores, **columna) if una.codigo == codigo)

    assert una.posicion.columna == "x"
    assert dice.items() <= una.datos.items()


def test_los_avisos_de_un_plan_dicen_que_llego_y_cuantas_veces() -> None:
    fila = actividad(
        codigo="1.1", fecha_programada="31/02/2026", seguimientos=[{"corte": "2025-04-30"}]
    )
    suya = {"nombre": "X", "divipola": "99999", "correo": "a@b.gov.co"}
    hecho = paac.desde_datos(datos(componente(fila, fila), entidad=suya, vigencia=2026)).contenido
    dudas = {aviso.codigo: aviso.datos for aviso in paac.revisar(hecho).avisos}
    pedido = paac.reporte(hecho, "paac-plan", corte=CORTE)
    avisos = {aviso.codigo: aviso.datos for aviso in pedido.avisos}

    assert dudas["fecha"] == {"llego": "31/02/2026"}
    assert dudas["corte_fuera_de_vigencia"]["cuantos"] == 2
    assert dudas["divipola"]["llego"] == "99999"
    assert avisos["corte_sin_seguimientos"] == {"llego": CORTE, "opciones": (date(2025, 4, 30),)}
    assert avisos["entidad_no_mostrada"]["formato"] == "paac-plan"
    assert "entidad.correo" in avisos["entidad_no_mostrada"]["datos"]
    for codigo, anotado in {**dudas, **avisos}.items():
        assert pickle.loads(pickle.dumps(anotado)) == anotado, codigo  # noqa: S301 - recién guardado


def test_de_una_matriz_ajena_se_sabe_que_columna_no_se_reconocio(tmp_path: Path) -> None:
    libro = openpyxl.Workbook()
    hoja = libro.worksheets[0]
    hoja.append(["Ítem", "Actividades a realizar", "Meta", "Zurumbático"])
    hoja.append([1.5, "Publicar el mapa de riesgos", "Mapa", "algo"])
    libro.save(tmp_path / "ajena.xlsx")
    leido = paac.leer(
        tmp_path / "ajena.xlsx", como=None, entidad="MUNICIPIO DE PRUEBA", vigencia=2026
    )
    avisos = {aviso.codigo: aviso.datos for aviso in leido.avisos}

    assert avisos["columna_desconocida"] == {
        "llego": "Zurumbático",
        "quedo": "extras.zurumbatico",
        "cuantos": 1,
        "lugares": {"hoja «Sheet», columna D": ""},
    }
    assert avisos["codigo_como_numero"] == {"llego": Decimal("1.5"), "quedo": "1.5"}


def test_lo_que_se_pide_mal_dice_que_hay() -> None:
    hecho = paac.desde_datos(datos(componente(actividad()))).contenido
    (falla,) = fallas(lambda: paac.reporte(hecho, "paac-plan").emitir("dox").contenido).values()
    assert falla.datos["llego"] == "dox"
    assert "docx" in falla.datos["opciones"]
    (falla,) = fallas(lambda: paac.analizar(hecho, corte=date(2019, 1, 1))).values()
    assert falla.datos["llego"] == date(2019, 1, 1)
    assert hecho.cortes()[0] in falla.datos["opciones"]
