"""Los errores son también los de Python, y se llevan de un proceso a otro enteros."""

import copy
import errno
import io
import pickle
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes import errores
from paac_reportes.cli.consola import SalidaDeDocumento
from paac_reportes.errores import ArchivoNoEsta, ErrorDeMaqueta, ErrorPaac, Falla
from paac_reportes.textos.plantillas import redactor

PLAN = paac.desde_datos(datos(componente(actividad(meta="1")))).contenido
CORTE = date(2026, 4, 30)

CLASES: list[tuple[type[ErrorPaac], type[ErrorPaac], str, tuple[type[Exception], ...]]] = [
    (ErrorPaac, ErrorPaac, "dato_invalido", ()),
    (paac.ErrorDeEntrada, paac.ErrorDeEntrada, "dato_invalido", (ValueError,)),
    (
        paac.ErrorDeEntrada,
        ArchivoNoEsta,
        "archivo_no_existe",
        (ValueError, FileNotFoundError, OSError),
    ),
    (
        ArchivoNoEsta,
        ArchivoNoEsta,
        "archivo_no_existe",
        (paac.ErrorDeEntrada, ValueError, FileNotFoundError),
    ),
    (paac.ErrorDeFormato, paac.ErrorDeFormato, "formato_desconocido", (ValueError,)),
    (paac.ErrorDeEntorno, paac.ErrorDeEntorno, "sin_permiso", (OSError,)),
    (ErrorDeMaqueta, ErrorDeMaqueta, "defecto_interno", ()),
]


@pytest.mark.parametrize(("pedida", "clase", "codigo", "de_python"), CLASES)
def test_cada_error_es_tambien_de_python_y_se_copia_y_viaja_entero(
    pedida: type[ErrorPaac],
    clase: type[ErrorPaac],
    codigo: str,
    de_python: tuple[type[Exception], ...],
) -> None:
    fallas = (Falla(codigo, "plan.json", "mal", datos={"llego": "x"}), Falla(codigo, "b", "peor"))
    error = pedida(falla for falla in fallas)  # un generador sólo se recorre una vez

    assert type(error) is clase
    assert all(isinstance(error, una) for una in de_python)
    assert isinstance(error, OSError) is (OSError in de_python or FileNotFoundError in de_python)
    copias = copy.copy(error), copy.deepcopy(error)
    for otro in (error, _llevado(error), _llevado_por_dask(error), *copias):
        assert (type(otro), otro.fallas, otro.args) == (clase, fallas, (fallas,))
        assert (str(otro), repr(otro)) == ("plan.json: mal\nb: peor", f"{clase.__name__}({fallas})")
        assert otro.fallas[0].datos == {"llego": "x"}
        assert "plan.json: mal" in "".join(traceback.format_exception(otro))


def _llevado(error: ErrorPaac) -> Any:
    return pickle.loads(pickle.dumps(error))  # noqa: S301 - lo acaba de escribir


def _llevado_por_dask(error: ErrorPaac) -> Any:
    """El error como lo llevan sus procesos, que no pasan por ``__reduce__`` si es el de Python."""
    de_tblib = pytest.importorskip("tblib.pickling_support")
    rehacer, con_que = de_tblib.pickle_exception(error)[:2]
    return rehacer(*con_que)


def test_sin_fallas_o_con_otra_ademas_no_es_un_archivo_que_no_esta() -> None:
    no_esta, otra = Falla("archivo_no_existe", "a", "no está"), Falla("dato_invalido", "b", "mal")

    assert type(paac.ErrorDeEntrada([])) is paac.ErrorDeEntrada
    assert type(paac.ErrorDeEntrada([no_esta, otra])) is paac.ErrorDeEntrada
    assert type(paac.ErrorDeEntrada([no_esta, no_esta])) is ArchivoNoEsta
    assert type(paac.ErrorDeFormato(no_esta)) is paac.ErrorDeFormato


def test_un_grupo_de_excepciones_los_separa_por_lo_de_python() -> None:
    grupo = ExceptionGroup(
        "varios",
        [
            paac.ErrorDeEntrada(Falla("dato_invalido", "a", "mal")),
            paac.ErrorDeEntrada(Falla("archivo_no_existe", "b", "no está")),
            paac.ErrorDeEntorno(Falla("sin_permiso", "c", "no se deja")),
        ],
    )
    del_sistema, demas = grupo.split(OSError)

    assert [str(uno) for uno in (del_sistema or grupo).exceptions] == [
        "b: no está",
        "c: no se deja",
    ]
    assert [str(uno) for uno in (demas or grupo).exceptions] == ["a: mal"]


def _devuelto() -> io.BytesIO:
    return io.BytesIO(paac.reporte(PLAN, "paac-plan").emitir("docx").contenido)


LEEN: dict[str, Callable[[Path], object]] = {
    "leer": paac.leer,
    "leer un Word": lambda no: paac.leer(no.with_suffix(".docx")),
    "leer un Excel": lambda no: paac.leer(no.with_suffix(".xlsx")),
    "el plan de que salió": lambda no: paac.leer(_devuelto(), plan=no),
    "filas": lambda no: paac.desde_filas(no.with_suffix(".csv"), entidad="M"),
    "anterior": lambda no: paac.analizar(PLAN, corte=CORTE, anterior=no),
    "anterior de un reporte": lambda no: paac.reporte(
        PLAN, "informe-seguimiento", corte=CORTE, anterior=no
    ).emitir("docx"),
    "acta": lambda no: paac.verificar(_devuelto(), acta=no),
    "lo que se verifica": lambda no: paac.verificar(no, paac.reporte(PLAN, "paac-plan")),
    "revisado": lambda no: paac.reporte(PLAN, "paac-plan").publico(revisado=no),
    "libros": lambda no: paac.reunir([no, no.with_suffix(".xlsx")], base=PLAN),
    "carpeta de libros": lambda no: paac.reunir(no.parent / "no-hay", base=PLAN),
    "respuestas": lambda no: paac.reunir([no], base=PLAN, respuestas=no),
    "carpeta de planes": lambda no: paac.cifras_en_filas(no.parent / "no-hay"),
    "informe": lambda no: paac.recomendar(PLAN, informe=no),
    "un Word con huecos": lambda no: paac.formato_desde_word(no.with_suffix(".docx")),
}


@pytest.mark.parametrize("que", LEEN)
def test_el_archivo_que_no_esta_es_siempre_el_mismo_error(que: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as error:
        LEEN[que](tmp_path / "no-esta.json")

    no_esta = error.value
    assert isinstance(no_esta, errores.ArchivoNoEsta)
    assert {falla.codigo for falla in no_esta.fallas} == {"archivo_no_existe"}
    assert (no_esta.http, no_esta.errno) == (404, errno.ENOENT)
    assert Path(no_esta.filename).stem in {"no-esta", "no-hay"}


@pytest.mark.parametrize(
    "pedir",
    [
        lambda no: paac.reporte(PLAN, "no-hay"),
        paac.leer_formato,
        lambda no: paac.leer_formato(no / "formato.toml"),
        paac.formatos_disponibles,
        lambda no: paac.reporte(PLAN, paac.leer_formato("no-hay", plantillas=no)),
    ],
)
def test_el_formato_que_no_esta_es_un_error_de_formato_404(
    pedir: Callable[[Path], Any], tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="exist") as error:
        pedir(tmp_path / "no-esta")

    assert isinstance(error.value, paac.ErrorDeFormato)
    assert [falla.codigo for falla in error.value.fallas] == ["formato_desconocido"]
    assert error.value.http == 404


# Los que, siendo también de Python, se tragaba quien espera los del sistema.


def test_lo_que_falta_al_escribir_en_un_flujo_no_se_dice_como_falla_de_disco(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    falta = paac.ErrorDeEntorno(Falla("falta_programa", "", "falta LibreOffice"))

    def escribir(*_: object) -> None:
        raise falta

    reporte = paac.reporte(PLAN, "paac-plan")
    monkeypatch.setattr(type(reporte), "_escribir", escribir)
    with pytest.raises(paac.ErrorDeEntorno) as error:
        reporte.guardar(io.BytesIO(), tipo="docx")
    assert error.value is falta


def test_lo_que_un_flujo_nuestro_dice_llega_como_lo_dijo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)

    with pytest.raises(paac.ErrorDeEntorno, match="la salida está cerrada"):
        paac.reporte(PLAN, "paac-plan").guardar(SalidaDeDocumento("csv"), tipo="csv")


def test_la_clave_de_cien_puntos_y_la_plantilla_mala_se_dicen_como_son(tmp_path: Path) -> None:
    (tmp_path / "formato.toml").write_text(f"{'a.' * 200}b = 1", encoding="utf-8")
    with pytest.raises(paac.ErrorDeFormato, match="más de cien puntos"):
        paac.leer_formato(tmp_path)
    with pytest.raises(paac.ErrorDeFormato, match=r"mal escrita en '\{\{ x'"):
        redactor("{{ x")


def test_sin_carpeta_de_trabajo_se_dice_al_escribir(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ya-no").mkdir()
    monkeypatch.chdir(tmp_path / "ya-no")
    (tmp_path / "ya-no").rmdir()

    with pytest.raises(paac.ErrorDeEntorno) as error:
        paac.reporte(PLAN, "paac-plan").guardar("plan.csv")
    assert [falla.codigo for falla in error.value.fallas] == ["sin_carpeta_de_trabajo"]
