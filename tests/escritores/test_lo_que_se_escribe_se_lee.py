"""Alrededor de cada límite de lectura: lo que se escribe se lee, o no se escribe y se dice cuál."""

import io
from collections.abc import Callable
from typing import Any, cast

import attrs
import pytest
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan

import paac_reportes as paac
from paac_reportes.escritores import de_vuelta, registro
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


def escrito(suyo: paac.Plan, tipo: str) -> bytes | str:
    """El archivo, o lo que se dice de por qué no."""
    try:
        return paac.reporte(suyo, FORMATO, corte=CORTE).emitir(tipo).contenido
    except paac.ErrorDeEntrada as error:
        return str(error)


def guardado(suyo: paac.Plan, _tipo: str) -> bytes | str:
    """Lo mismo, con el libro del plan."""
    flujo = io.BytesIO()
    try:
        paac.guardar(suyo, flujo, tipo="xlsx")
    except paac.ErrorDeEntrada as error:
        assert not flujo.getvalue()
        return str(error)
    return flujo.getvalue()


def leido(archivo: bytes, tipo: str) -> paac.Plan:
    flujo = io.BytesIO(archivo)
    flujo.name = f"uno.{tipo}"
    return paac.leer(flujo, como=paac.Plan).contenido


CASOS = [
    *((clave, "docx", escrito) for clave in DE_WORD),
    *((clave, "xlsx", escrito) for clave in DE_EXCEL),
    *((clave, "xlsx", guardado) for clave in ("celdas", "letras", "extendido")),
]


@pytest.fixture
def contado(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """A cuánto llega lo último que se escribió, sin suponer que lo pequeño no pasa nada."""
    ultimo: dict[str, int] = {}
    contar = de_vuelta._lo_contado

    def contando(*argumentos: Any) -> list[tuple[str, int]]:
        ultimo.update(hallado := list(contar(*argumentos)))
        return hallado

    monkeypatch.setattr(de_vuelta, "_lo_contado", contando)
    monkeypatch.setattr(de_vuelta, "_podria", lambda _a_lo_mas: True)
    return ultimo


@pytest.mark.una_de_cada("tipo")
@pytest.mark.parametrize(("clave", "tipo", "escribir"), CASOS)
def test_hasta_el_limite_se_escribe_y_se_lee_y_despues_se_dice_cual_pasa(
    clave: str,
    tipo: str,
    escribir: Callable[[paac.Plan, str], bytes | str],
    contado: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    de_tantos = de_oficinas if clave in {"hojas", "tablas", "partes"} else de_filas
    escribir(de_tantos(6), tipo)
    suyo = Limite(f"{clave} de prueba", contado[clave], LIMITES[clave].mensaje)
    monkeypatch.setitem(cast("dict[str, Limite]", LIMITES), clave, suyo)

    for cuantos in (1, 6):
        archivo = escribir(de_tantos(cuantos), tipo)
        assert isinstance(archivo, bytes)
        hay, leidas = (len(paac.filas_de(p)) for p in (de_tantos(cuantos), leido(archivo, tipo)))
        assert leidas == hay
    for cuantos in (7, 12):
        dicho = escribir(de_tantos(cuantos), tipo)
        assert f"{suyo.nombre} y se leen hasta {suyo.cuanto}" in str(dicho)


def test_de_lo_que_nadie_lee_de_vuelta_se_avisa(
    contado: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    planes = [plan(entidad={"nombre": f"Municipio {n}"}) for n in range(3)]
    suyo = attrs.evolve(LIMITES["celdas"], cuanto=1)
    monkeypatch.setitem(cast("dict[str, Limite]", LIMITES), "celdas", suyo)

    emision = paac.consolidar(planes, corte=CORTE).emitir("xlsx")
    assert "no_se_lee_de_vuelta" in {aviso.codigo for aviso in emision.avisos}


def test_lo_pequeno_no_se_cuenta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(de_vuelta, "_de_sus_partes", None)
    assert isinstance(escrito(de_filas(3), "docx"), bytes)
    assert isinstance(escrito(de_filas(3), "xlsx"), bytes)


# ------------------------------------------------------------------ lo que no es Word ni Excel


@pytest.fixture
def hasta_diez_mil(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lo que se lee, y desde dónde se mira si se lee, hecho tan pequeño que se pase enseguida."""
    monkeypatch.setattr(de_vuelta, "MAXIMO", 10_000)
    monkeypatch.setattr(registro, "MAXIMO", 10_000)
    suyo = attrs.evolve(LIMITES["peso"], nombre="letras", cuanto=10_000)
    monkeypatch.setitem(cast("dict[str, Limite]", LIMITES), "peso", suyo)


@pytest.mark.usefixtures("hasta_diez_mil")
@pytest.mark.parametrize("tipo", ["json", "yaml"])
def test_un_texto_que_no_se_leeria_no_se_guarda(tipo: str) -> None:
    cabe, no_cabe = io.BytesIO(), io.BytesIO()
    paac.guardar(de_filas(2), cabe, tipo=tipo)
    assert 0 < len(cabe.getvalue()) <= 10_000

    with pytest.raises(paac.ErrorDeEntrada, match=rf"1 MB de \.{tipo} y se leen hasta 20") as dicho:
        paac.guardar(de_filas(80), no_cabe, tipo=tipo)
    assert not no_cabe.getvalue()
    assert [falla.codigo for falla in dicho.value.fallas] == ["limite_excedido"]


@pytest.mark.usefixtures("hasta_diez_mil")
def test_los_datos_de_un_reporte_que_no_se_leerian_no_se_emiten() -> None:
    assert isinstance(escrito(de_filas(2), "json"), bytes)
    assert "no se podría leer de vuelta" in str(escrito(de_filas(80), "json"))


@pytest.mark.usefixtures("hasta_diez_mil")
@pytest.mark.parametrize(
    ("tipo", "dice"),
    [
        ("zip", "no se podrá leer su plan.json: llega a 1 MB"),
        ("csv", "no se podrá comprobar: llega a"),
        ("html", "no se podrá comprobar: llega a"),
    ],
)
def test_de_lo_que_pesa_mas_de_lo_que_se_comprueba_se_avisa(tipo: str, dice: str) -> None:
    emision = paac.reporte(de_filas(80), FORMATO, corte=CORTE).emitir(tipo)

    dichos = [a.mensaje for a in emision.avisos if a.codigo == "no_se_lee_de_vuelta"]
    assert dice in "\n".join(dichos)


def test_una_tabla_de_diez_mil_filas_cabe_en_lo_que_se_lee_de_un_word(
    contado: dict[str, int],
) -> None:
    de_cien = (escrito(de_filas(100), "docx"), contado["nodos"])[1]
    de_doscientas = (escrito(de_filas(200), "docx"), contado["nodos"])[1]
    de_una_fila = (de_doscientas - de_cien) / 100
    assert 100 < de_una_fila < LIMITES["nodos"].cuanto / 10_000
