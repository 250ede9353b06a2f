"""Lo que se siguió de un mapa, como filas: en Python, en su CSV, y de vuelta.

Prueba ``datos_abiertos/esquema``.
"""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from ayudas.ejemplos import ejemplos
from ayudas.mapas import MAPAS, mapa, riesgo
from ayudas.mapas_grandes import generado
from ayudas.planes import actividad, componente, plan
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac

FORMATO = "seguimiento-mapa"
DICHOS = ("control", "aplicado", "adecuado", "efectivo", "nota")
SEGUIDO = riesgo(
    controles=[{"numero": "1", "tipo": "preventivo"}, {"numero": "2", "tipo": "correctivo"}],
    seguimientos=[
        {
            "corte": "2026-04-30",
            "efectividad": "Sirven",
            "controles": [
                {"control": "1", "aplicado": "si", "efectivo": "no"},
                {"control": "2", "aplicado": "parcial", "nota": "Desde mayo"},
            ],
            "materializacion": {"ocurrio": "si", "fecha": "mayo"},
        },
        {"corte": "2026-04-30", "quien": "lider", "avance": 40, "evidencias": ["Acta 1", "Acta 2"]},
    ],
)


def seguimientos(de: paac.MapaDeRiesgos) -> list[dict[str, Any]]:
    return paac.filas_de(de, tabla="seguimientos")


def otras(de: paac.MapaDeRiesgos) -> dict[str, Any]:
    return {clave: valor for clave, valor in paac.datos_de(de).items() if clave != "procesos"}


_PARTES = ("inherente", "residual", "definicion", "materializacion", "valoracion")


def sin_partes_vacias(datos: dict[str, Any]) -> dict[str, Any]:
    """Sin el objeto que no dice nada: en una fila no se distingue del que falta."""
    return {
        clave: [sin_partes_vacias(u) if isinstance(u, dict) else u for u in valor]
        if isinstance(valor, list)
        else valor
        for clave, valor in datos.items()
        if valor or clave not in _PARTES
    }


def paquete(
    de: paac.MapaDeRiesgos | paac.Plan, en: Path, formato: str = FORMATO, *, publico: bool = False
) -> Path:
    """Su paquete de datos, ya extraído."""
    pedido = paac.reporte(de, formato)
    contenido = (pedido.publico() if publico else pedido).emitir("zip").contenido
    with zipfile.ZipFile(io.BytesIO(contenido)) as zip_:
        zip_.extractall(en)
    return en


def test_el_mapa_que_nadie_ha_seguido_no_tiene_filas() -> None:
    assert seguimientos(mapa(riesgo())) == []


def test_la_tabla_que_no_hay_se_dice() -> None:
    with pytest.raises(
        paac.ErrorDeEntrada, match="alguno de estos: riesgos, seguimientos, llegó 'x'"
    ):
        paac.filas_de(mapa(riesgo()), tabla="x")
    with pytest.raises(paac.ErrorDeEntrada, match="alguno de estos: filas, llegó 'seguimientos'"):
        paac.filas_de(plan(componente(actividad())), tabla="seguimientos")


# ------------------------------------------------------------------ la segunda manera


def a_mano(de: paac.MapaDeRiesgos) -> list[tuple[Any, ...]]:
    """De quién es cada fila, de cuándo, de quién y qué dice del control."""
    return [
        (
            f"procesos[{p}].riesgos[{r}]",
            *(proceso.nombre, suyo.referencia, suyo.descripcion),
            *(dicho.corte, dicho.quien, dicho.acciones_adelantadas),
            *((getattr(control, uno) for uno in DICHOS) if control else (None,) * len(DICHOS)),
        )
        for p, proceso in enumerate(de.procesos)
        for r, suyo in enumerate(proceso.riesgos)
        for dicho in suyo.seguimientos
        for control in dicho.controles or (None,)
    ]


@ejemplos(3)
@given(semilla=st.integers(0, 10**6), riesgos=st.sampled_from([1, 40, 60]))
def test_las_de_cualquiera_son_las_de_sus_datos(semilla: int, riesgos: int) -> None:
    de = generado(riesgos, semilla)
    claves = (
        *("ruta", "proceso.nombre", "riesgo.referencia", "riesgo.descripcion"),
        *(f"seguimiento_de_riesgo.{uno}" for uno in ("corte", "quien", "acciones_adelantadas")),
        *(f"control_seguido.{uno}" for uno in DICHOS),
    )

    assert [tuple(fila[uno] for uno in claves) for fila in seguimientos(de)] == a_mano(de)


# ------------------------------------------------------------------ de vuelta


@pytest.mark.integracion
@ejemplos(20)
@given(MAPAS)
def test_con_las_filas_de_las_dos_tablas_es_el_mismo_mapa(de: dict[str, Any]) -> None:
    original = paac.desde_datos(sin_partes_vacias(de), como="mapa").contenido
    filas = [*paac.filas_de(original), *seguimientos(original)]

    assert paac.desde_filas(filas, **otras(original), como="mapa").contenido == original


@pytest.mark.integracion
@ejemplos(2)
@given(semilla=st.integers(0, 10**6))
def test_uno_grande_vuelve_de_sus_dos_csv(
    tmp_path_factory: pytest.TempPathFactory, semilla: int
) -> None:
    original = generado(40, semilla)
    suyas = paquete(original, tmp_path_factory.mktemp("paquete"))
    csvs = [suyas / "riesgos.csv", suyas / "seguimientos.csv"]

    assert paac.desde_filas(csvs, **otras(original), como="mapa").contenido == original


def test_un_texto_repetido_en_una_lista_queda_en_su_lugar() -> None:
    riesgo = {"descripcion": "R", "consecuencias": ["No aplica", "-", "No aplica", "-"]}
    procesos = [{"nombre": "Compras", "riesgos": [riesgo]}]
    original = paac.desde_datos(
        {"entidad": {"nombre": "M"}, "procesos": procesos}, como="mapa"
    ).contenido

    assert (
        paac.desde_filas(paac.filas_de(original), **otras(original), como="mapa").contenido
        == original
    )


def test_la_falla_de_un_csv_de_varios_dice_cual_es(tmp_path: Path) -> None:
    suyas = paquete(mapa(SEGUIDO), tmp_path)
    malo = suyas / "seguimientos.csv"
    malo.write_bytes(malo.read_bytes().replace(b"2026-04-30", b"ayer"))

    with pytest.raises(paac.ErrorDeEntrada, match=r"seguimientos\.csv, línea 2, columna"):
        paac.desde_filas([suyas / "riesgos.csv", malo], como="mapa")


# ------------------------------------------------------------------ en el paquete


def test_sin_seguimientos_el_paquete_no_la_trae(tmp_path: Path) -> None:
    assert not (paquete(mapa(riesgo()), tmp_path) / "seguimientos.csv").exists()


def test_para_publicar_no_dice_que_paso_con_lo_materializado(tmp_path: Path) -> None:
    dicho = {"ocurrio": "si", "descripcion": "Se perdió el radicado 77"}
    suyo = riesgo(seguimientos=[{"corte": "2026-04-30", "materializacion": dicho}])
    suyas = paquete(mapa(suyo), tmp_path, publico=True)

    texto = (suyas / "seguimientos.csv").read_text("utf-8")
    assert "radicado 77" not in texto
    assert "[texto omitido]" in texto


def test_el_archivo_de_filas_que_no_la_lleva_lo_dice() -> None:
    (aviso,) = (
        uno
        for uno in paac.reporte(mapa(SEGUIDO), FORMATO).emitir("csv").avisos
        if uno.codigo == "lista_no_mostrada"
    )
    assert str(aviso) == (
        "seguimientos: de lo que se siguió en cada corte no van 2: va en seguimientos.csv, en el"
        " paquete de datos (.zip)"
    )
    codigos = {uno.codigo for uno in paac.reporte(mapa(riesgo()), FORMATO).emitir("csv").avisos}
    assert "lista_no_mostrada" not in codigos
