"""Un momento con zona horaria es el día que era en la de la entidad, y se dice una vez."""

import sys
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from ayudas.avisos import dicen
from ayudas.ejemplos import ejemplos
from ayudas.lectores import tablas_de_word
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.estructura.valores import Reloj

CORTE = date(2026, 4, 30)
MEDIANOCHE = datetime(2026, 4, 30, 5, tzinfo=UTC)
"""La de Bogotá, como la da un controlador de base de datos."""
ENTIDAD = paac.Entidad(nombre="X")


def datos(corte: Any) -> dict[str, Any]:
    actividad = {"descripcion": "Publicar", "seguimientos": [{"corte": corte, "avance": 10}]}
    componente = {"numero": 1, "subcomponentes": [{"actividades": [actividad]}]}
    return {"entidad": {"nombre": "X"}, "vigencia": 2026, "componentes": [componente]}


PLAN = paac.desde_datos(datos(CORTE)).contenido
MOMENTOS = [
    MEDIANOCHE,
    datetime(2026, 5, 1, 3, 30, tzinfo=UTC),
    datetime(2026, 4, 30, 23, 59, 59, tzinfo=timezone(timedelta(hours=-5))),
    "2026-04-30T05:00:00Z",
    "2026-04-30 05:00Z",
    "2026-04-30T05:00:00.123456+00:00",
    "2026-04-30T00:00:00-05:00",
    "2026-05-01 04:59:59 +0000",
]


def zonas(avisos: Any) -> list[str]:
    return [aviso.ruta for aviso in avisos if aviso.codigo == "hora_con_zona"]


@pytest.mark.parametrize("momento", MOMENTOS, ids=str)
def test_el_corte_de_un_reporte_es_el_dia_de_bogota(momento: Any) -> None:
    pedido = paac.reporte(PLAN, "paac-seguimiento", corte=momento)

    assert pedido.corte == CORTE
    assert zonas(pedido.avisos) == ["corte"]


@pytest.mark.parametrize("momento", MOMENTOS, ids=str)
def test_en_los_datos_tambien(momento: Any) -> None:
    leida = paac.desde_datos(datos(momento))

    assert leida.contenido == PLAN
    assert len(zonas(leida.avisos)) == 1


@pytest.mark.parametrize("momento", MOMENTOS, ids=str)
def test_en_las_filas_tambien_y_se_dice_una_vez(momento: Any) -> None:
    filas = [{"a": "Uno", "v": 1, "c": momento}, {"a": "Dos", "v": 2, "c": momento}]
    columnas = {"actividad.descripcion": "a", "seguimiento.avance": "v", "seguimiento.corte": "c"}
    leida = paac.desde_filas(filas, columnas=columnas, entidad="X", vigencia=2026, corte=momento)

    assert leida.contenido.cortes() == (CORTE,)
    assert leida.corte == CORTE
    assert zonas(leida.avisos) == ["corte"]


def test_un_archivo_los_trae(tmp_path: Path) -> None:
    archivo = tmp_path / "plan.yaml"
    paac.guardar_datos(PLAN, archivo)
    archivo.write_text(archivo.read_text("utf-8").replace("2026-04-30", "2026-04-30T05:00:00Z"))
    lectura = paac.leer(archivo)

    assert lectura.contenido == PLAN
    assert len(zonas(lectura.avisos)) == 1
    leido = paac.leer(archivo)
    assert dicen(leido.avisos, "de la zona")
    assert leido.sin_dudas() == PLAN


def test_los_demas_que_reciben_un_corte_tambien(tmp_path: Path) -> None:
    assert paac.analizar(PLAN, corte=MEDIANOCHE).corte == CORTE
    assert paac.cifras_en_filas([PLAN], corte=MEDIANOCHE)[0]["corte"] == CORTE
    (libro,) = paac.capturar(PLAN, MEDIANOCHE, tmp_path).archivos
    reunion = paac.reunir([libro], base=PLAN, corte=MEDIANOCHE)
    assert zonas(reunion.avisos) == ["corte"]


def test_otra_zona_da_otro_dia() -> None:
    filas = [{"a": "Uno", "v": 1}]
    columnas = {"actividad.descripcion": "a", "seguimiento.avance": "v"}
    leida = paac.desde_filas(
        filas, columnas=columnas, corte=MEDIANOCHE, zona="America/Los_Angeles", entidad="X"
    )

    assert leida.corte == date(2026, 4, 29)


def test_en_una_matriz_propia_va_la_hora_de_la_zona() -> None:
    formato = paac.formato_de_columnas("M", {"x": "X"})
    momentos = [MEDIANOCHE, datetime(2026, 5, 1, 3, 30, tzinfo=UTC)]
    pedido = paac.reporte(ENTIDAD, formato, filas=[{"x": momento} for momento in momentos])

    assert zonas(pedido.avisos) == ["filas, columna 'x'"]
    (tabla,) = tablas_de_word(pedido.emitir("docx").contenido)
    assert tabla == [["X"], ["30/04/2026\xa000:00"], ["30/04/2026\xa022:30"]]


def test_un_texto_que_no_es_una_fecha_va_a_la_letra() -> None:
    filas = [{"a": "2026-04-30T05:00:00Z", "v": 1}]
    columnas = {"actividad.descripcion": "a", "seguimiento.avance": "v"}
    leida = paac.desde_filas(filas, columnas=columnas, entidad="X", vigencia=2026, corte=CORTE)

    assert paac.filas_de(leida.contenido)[0]["actividad.descripcion"] == "2026-04-30T05:00:00Z"
    assert zonas(leida.avisos) == []


def test_el_corte_y_el_dia_de_antes_de_cerrar_tambien_son_dias() -> None:
    dado: Any = "2026-04-28T22:00:00-07:00"
    falta = paac.anfitrion.antes_de_cerrar(PLAN, MEDIANOCHE, hoy=dado)
    assert dicen(falta.avisos, "2 momentos de la zona UTC, UTC-07:00")

    assert falta == paac.anfitrion.antes_de_cerrar(PLAN, CORTE, hoy=date(2026, 4, 29))


def test_un_dia_de_cierre_con_zona_es_el_que_era_en_bogota() -> None:
    dados: Any = {"cierres": ["2026-05-04T06:00:00Z"]}
    deberes = paac.calendario(2026, **dados)
    assert dicen(deberes.avisos, "un momento de la zona UTC")

    assert deberes == paac.calendario(2026, cierres=[date(2026, 5, 4)])


@pytest.mark.parametrize("momento", ["2026-04-31T05:00:00Z", "2026-04-30T25:00Z", "mañana"])
def test_el_que_no_existe_falla_con_lo_que_llego(momento: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=f"llegó '{momento}'"):
        paac.desde_datos(datos(momento))


def test_una_hora_sin_zona_no_es_un_dia() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="corte: se esperaba una fecha"):
        paac.reporte(PLAN, "paac-seguimiento", corte=datetime(2026, 4, 30, 5))


@pytest.mark.parametrize("zona", ["Bogota", "America/Bogotá", "", "../etc/passwd", 5, None])
def test_la_zona_que_no_existe_es_una_falla(zona: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_datos(datos(CORTE), zona=zona)

    assert [falla.ruta for falla in error.value.fallas] == ["zona"]


@pytest.fixture
def _sin_base_de_zonas(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for modulo in ("tzdata", "tzdata.zoneinfo", "tzdata.zoneinfo.America"):
        monkeypatch.setitem(sys.modules, modulo, None)
    zoneinfo.ZoneInfo.clear_cache()
    zoneinfo.reset_tzpath(to=())
    yield
    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()


@pytest.mark.usefixtures("_sin_base_de_zonas")
def test_sin_tzdata_la_de_bogota_y_utc_sirven_y_otra_dice_que_falta() -> None:
    assert Reloj().dia(MEDIANOCHE, "corte") == CORTE
    de_noche = datetime(2026, 5, 1, 4, 59, tzinfo=UTC)
    assert [Reloj(z).dia(de_noche, "corte").day for z in ("America/Bogota", "UTC")] == [30, 1]
    with pytest.raises(paac.ErrorDeEntorno, match="pip install tzdata"):
        paac.desde_datos(datos(CORTE), zona="America/Lima")


@given(
    st.datetimes(min_value=datetime(1995, 1, 1), max_value=datetime(2090, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
@ejemplos(60)
def test_ley_el_dia_no_depende_de_en_que_zona_se_escribio(momento: datetime, desfase: int) -> None:
    en_utc = momento.replace(tzinfo=UTC)
    escrito = en_utc.astimezone(timezone(timedelta(minutes=desfase)))
    debido = (momento - timedelta(hours=5)).date()

    assert Reloj().dia(escrito, "") == debido
    assert Reloj().dia(escrito.isoformat(), "") == debido
    assert Reloj().dia(en_utc.isoformat().replace("+00:00", "Z"), "") == debido


@given(st.dates(), st.text(max_size=30))
@ejemplos(40)
def test_ley_lo_que_no_lleva_zona_queda_igual(dia: date, texto: str) -> None:
    reloj = Reloj()

    assert reloj.dia(dia, "") == dia
    assert reloj.dia(dia.isoformat(), "") == dia.isoformat()
    assert reloj.dia(texto, "") == texto
    assert reloj.avisos == ()
