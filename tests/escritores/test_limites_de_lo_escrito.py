"""Los límites de lo escrito: un reporte no tiene los de la lectura, y un archivo de datos sí."""

import io
import zipfile
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree as ET

import attrs
import pytest
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan

import paac_reportes as paac
from paac_reportes.escritores import limites, registro
from paac_reportes.opc.presupuesto import LIMITES, Limite

DE_WORD = ("nodos", "tablas", "celdas_de_word", "parte", "etiquetas", "peso")
DE_EXCEL = ("hojas", "celdas", "letras", "extendido", "etiquetas", "rejilla", "partes")


def de_oficinas(cuantas: int) -> paac.Plan:
    """Un plan de unas oficinas, cada una con una tabla y una hoja."""
    oficinas = [{"nombre": f"Oficina {n}", "componentes": [componente()]} for n in range(cuantas)]
    return plan(dependencias=oficinas)


def de_filas(cuantas: int) -> paac.Plan:
    """Un plan de una tabla con unas filas, cada una con un texto largo."""
    return plan(
        componente(*(actividad(meta="meta " * 50, codigo=f"1.{n}") for n in range(cuantas)))
    )


def emitido(contenido: paac.Plan, tipo: str) -> tuple[bytes, str]:
    """El archivo y lo que se avisa de que no se podrá leer."""
    emision = paac.reporte(contenido, FORMATO, corte=CORTE).emitir(tipo)
    avisos = [a.mensaje for a in emision.avisos if a.codigo == "no_se_lee_de_vuelta"]
    assert len(avisos) <= 1
    return emision.contenido, "".join(avisos)


def leido(archivo: bytes, tipo: str, base: paac.Plan) -> paac.Plan:
    flujo = io.BytesIO(archivo)
    flujo.name = f"plan.{tipo}"
    return paac.leer(flujo, plan=base).contenido


@pytest.fixture
def contado(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """A cuánto llega lo último que se escribió, sin suponer que lo pequeño no pasa nada."""
    ultimo: dict[str, int] = {}
    contar = limites._cuentas

    def contando(*argumentos: Any) -> list[tuple[str, int]]:
        cuentas = list(contar(*argumentos))
        ultimo.update(cuentas)
        return cuentas

    monkeypatch.setattr(limites, "_cuentas", contando)
    monkeypatch.setattr(limites, "_podria_pasar", lambda *_: True)
    return ultimo


def hasta(clave: str, cuanto: int, monkeypatch: pytest.MonkeyPatch) -> Limite:
    """Un límite de la lectura, hecho tan pequeño que se pase enseguida."""
    limite = Limite(f"{clave} de prueba", cuanto, LIMITES[clave].mensaje)
    monkeypatch.setitem(cast("dict[str, Limite]", LIMITES), clave, limite)
    return limite


@pytest.mark.una_de_cada("tipo")
@pytest.mark.parametrize(
    ("clave", "tipo"),
    [*((clave, "docx") for clave in DE_WORD), *((clave, "xlsx") for clave in DE_EXCEL)],
)
def test_hasta_el_limite_se_lee_y_despues_sale_entero_y_se_avisa_cual_pasa(
    clave: str, tipo: str, contado: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    de_tantos = de_oficinas if clave in {"hojas", "tablas", "partes"} else de_filas
    emitido(de_tantos(6), tipo)
    limite = hasta(clave, contado[clave], monkeypatch)

    for cuantos in (1, 6):
        archivo, aviso = emitido(de_tantos(cuantos), tipo)
        assert not aviso
        assert len(paac.filas_de(leido(archivo, tipo, de_tantos(cuantos)))) == cuantos
    for cuantos in (7, 12):
        archivo, aviso = emitido(de_tantos(cuantos), tipo)
        assert archivo.startswith(b"PK")
        assert f"{limite.nombre} y se leen hasta {limite.cuanto}" in aviso


@pytest.mark.parametrize("clave", ["celdas", "letras", "extendido"])
def test_el_libro_de_un_plan_que_no_se_leeria_no_se_guarda(
    clave: str, contado: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    cabe, no_cabe = io.BytesIO(), io.BytesIO()
    paac.guardar_datos(de_filas(6), cabe, tipo="xlsx")
    limite = hasta(clave, contado[clave], monkeypatch)

    with pytest.raises(paac.ErrorDeEntrada, match=f"se leen hasta {limite.cuanto}; pártalo") as no:
        paac.guardar_datos(de_filas(7), no_cabe, tipo="xlsx")
    assert [falla.codigo for falla in no.value.fallas] == ["limite_excedido"]
    assert not no_cabe.getvalue()
    assert len(paac.filas_de(paac.leer(cabe.getvalue()).sin_dudas())) == 6


def test_el_libro_de_una_oficina_que_no_se_leeria_no_se_entrega(
    contado: dict[str, int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hasta("celdas", 5, monkeypatch)

    with pytest.raises(paac.ErrorDeEntrada, match="no se podría volver a leer"):
        paac.capturar(de_filas(3), CORTE, tmp_path / "libros")
    assert contado["celdas"] > 5
    assert not [*tmp_path.rglob("*.xlsx")]


def test_lo_que_no_puede_pasar_de_un_limite_no_se_extiende_para_contarlo(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limites, "_veces", None)
    assert emitido(de_filas(3), "docx")[0]
    assert emitido(de_filas(3), "xlsx")[0]


@pytest.mark.parametrize(("tipo", "cuerpo"), [("docx", "word/document"), ("xlsx", "xl/worksheets")])
def test_lo_contado_es_lo_que_trae_el_paquete(
    tipo: str, cuerpo: str, contado: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limites, "_BYTES_POR_LECTURA", 7)
    with zipfile.ZipFile(io.BytesIO(emitido(de_oficinas(6), tipo)[0])) as paquete:
        partes = {nombre: paquete.read(nombre).decode() for nombre in paquete.namelist()}
    cuerpos = [parte for nombre, parte in partes.items() if nombre.startswith(cuerpo)]

    assert contado["partes"] == len(partes)
    assert contado["etiquetas"] == sum(parte.count("<") for parte in partes.values())
    assert contado["nodos"] == max(parte.count("<") + parte.count("=") for parte in cuerpos)
    if tipo == "xlsx":
        de_hojas = [ET.fromstring(hoja).iter() for hoja in cuerpos]
        celdas = [uno for hoja in de_hojas for uno in hoja if uno.tag.endswith("}c")]
        assert contado["celdas"] == sum(len(celda) > 0 for celda in celdas)
        assert contado["rejilla"] >= len(celdas)
    else:
        (word,) = cuerpos
        assert contado["tablas"] == word.count("<w:tbl>")


# ------------------------------------------------------------------ lo que Excel admite


@pytest.mark.parametrize("con_datos", [True, False])
def test_las_filas_que_no_caben_en_una_hoja_se_dicen_antes_de_componer(
    monkeypatch: pytest.MonkeyPatch, *, con_datos: bool
) -> None:
    monkeypatch.setattr("paac_reportes.maqueta.hojas_de_datos.FILAS_DE_UNA_HOJA", 1002)
    monkeypatch.setattr("paac_reportes.composicion.compositor._partes", None)
    formato = paac.formato_de_columnas("T", {"n": "N"}, libro={"datos": con_datos})
    matriz = paac.reporte(plan(), formato, filas=[{"n": n} for n in range(1001)])

    with pytest.raises(paac.ErrorDeEntrada, match=r"filas: son 1\.001 filas, y .* 1\.000 con"):
        matriz.emitir("xlsx")


def test_las_filas_de_un_plan_que_no_caben_en_datos_se_dicen_antes_de_componer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("paac_reportes.maqueta.hojas_de_datos.FILAS_DE_UNA_HOJA", 4)
    monkeypatch.setattr("paac_reportes.composicion.compositor._partes", None)

    with pytest.raises(paac.ErrorDeEntrada, match=r"son 3 filas, y .* admite 2 con"):
        emitido(de_filas(3), "xlsx")


def sin_datos() -> paac.Formato:
    """La F.20, de una hoja por dependencia y sin la de datos."""
    de = {"codigo": "sin-datos", "nombre": "Sin datos", "base": FORMATO}
    return paac.formato_desde_datos({**de, "libro": {"datos": False, "hojas": "dependencia"}})


def test_sin_la_hoja_de_datos_las_filas_repartidas_en_las_hojas_caben(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("paac_reportes.maqueta.hojas_de_datos.FILAS_DE_UNA_HOJA", 20)

    assert paac.reporte(de_oficinas(25), sin_datos(), corte=CORTE).emitir("xlsx").contenido


def test_la_hoja_de_una_matriz_que_pasa_de_lo_que_excel_admite_se_dice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("paac_reportes.maqueta.hojas_de_datos.FILAS_DE_UNA_HOJA", 6)
    reporte = paac.reporte(de_filas(3), FORMATO, corte=CORTE)

    with pytest.raises(paac.ErrorDeEntrada, match=r"hoja «.*»: son \d+ filas, y una hoja") as no:
        reporte.emitir("xlsx")
    assert [falla.codigo for falla in no.value.fallas] == ["no_cabe"]
    assert reporte.emitir("docx").contenido


# ------------------------------------------------------------------ lo que no es Word ni Excel


@pytest.fixture
def hasta_diez_mil(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lo que se lee, y desde dónde se mira si se lee, hecho tan pequeño que se pase enseguida."""
    monkeypatch.setattr(limites, "MAXIMO", 10_000)
    monkeypatch.setattr(registro, "MAXIMO", 10_000)
    limite = attrs.evolve(LIMITES["peso"], nombre="letras", cuanto=10_000)
    monkeypatch.setitem(cast("dict[str, Limite]", LIMITES), "peso", limite)


@pytest.mark.usefixtures("hasta_diez_mil")
@pytest.mark.parametrize("tipo", ["json", "yaml"])
def test_un_texto_que_no_se_leeria_no_se_guarda(tipo: str) -> None:
    cabe, no_cabe = io.BytesIO(), io.BytesIO()
    paac.guardar_datos(de_filas(2), cabe, tipo=tipo)
    assert 0 < len(cabe.getvalue()) <= 10_000

    with pytest.raises(paac.ErrorDeEntrada, match=rf"1 MB de \.{tipo} y se leen hasta 20") as no:
        paac.guardar_datos(de_filas(80), no_cabe, tipo=tipo)
    assert not no_cabe.getvalue()
    assert [falla.codigo for falla in no.value.fallas] == ["limite_excedido"]


@pytest.mark.usefixtures("hasta_diez_mil")
def test_los_datos_de_un_reporte_que_no_se_leerian_no_se_emiten() -> None:
    assert emitido(de_filas(2), "json")[0]
    with pytest.raises(paac.ErrorDeEntrada, match="no se podría volver a leer: llega a 1 MB"):
        emitido(de_filas(80), "json")


@pytest.mark.usefixtures("hasta_diez_mil")
@pytest.mark.parametrize(
    ("tipo", "dice"),
    [
        ("zip", "no se podrá leer su plan.json: llega a 1 MB"),
        ("csv", "no se podrá volver a leer: llega a"),
        ("html", "no se podrá volver a leer: llega a"),
    ],
)
def test_de_lo_que_pesa_mas_de_lo_que_se_lee_se_avisa(tipo: str, dice: str) -> None:
    emision = paac.reporte(de_filas(80), FORMATO, corte=CORTE).emitir(tipo)

    avisos = [a.mensaje for a in emision.avisos if a.codigo == "no_se_lee_de_vuelta"]
    assert dice in "\n".join(avisos)


def test_una_tabla_de_diez_mil_filas_cabe_en_lo_que_se_lee_de_un_word(
    contado: dict[str, int],
) -> None:
    de_cien = (emitido(de_filas(100), "docx"), contado["nodos"])[1]
    de_doscientas = (emitido(de_filas(200), "docx"), contado["nodos"])[1]
    de_una_fila = (de_doscientas - de_cien) / 100
    assert 100 < de_una_fila < LIMITES["nodos"].cuanto / 10_000


@pytest.mark.parametrize(("letras", "avisos"), [(131_072, 0), (131_073, 1)])
def test_de_un_csv_con_una_celda_que_no_se_lee_se_avisa(
    letras: int, avisos: int, tmp_path: Path
) -> None:
    contenido = plan(componente(actividad(descripcion="x" * letras)))
    guardado = paac.guardar_datos(contenido, tmp_path / "a.csv")
    reporte = paac.reporte(contenido, FORMATO, corte=CORTE)

    for escrito in (guardado, reporte.emitir("csv"), reporte.emitir("zip")):
        codigos = [aviso.codigo for aviso in escrito.avisos]
        assert codigos.count("no_se_lee_de_vuelta") == avisos
    pedido: Any = {"entidad": "M", "vigencia": 2026}
    if avisos:
        with pytest.raises(paac.ErrorDeEntrada, match="una celda tiene demasiadas letras"):
            paac.leer(tmp_path / "a.csv", **pedido)
    else:
        assert len(paac.filas_de(paac.leer(tmp_path / "a.csv", **pedido).contenido)) > 0
