"""Los libros que llegan: de quién son, quién falta, y los que no se toman.

Prueba ``cli/ordenes`` y ``api/libros``.
"""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from ayudas.avisos import dicen
from ayudas.oficinas import DE_DOS_OFICINAS, ESCONDIDAS, oficina, salidos
from ayudas.planes import CORTE

import paac_reportes as paac
from paac_reportes.cli.orden import ejecutar

OTRO = date(2026, 8, 31)


@pytest.fixture
def libros(tmp_path: Path) -> list[Path]:
    return salidos(DE_DOS_OFICINAS, OTRO, tmp_path)


def dichos(reunion: paac.tipos.Reunion[paac.Plan]) -> list[str]:
    """Por qué no se tomó cada libro."""
    return [str(falla) for uno in reunion.rechazados for falla in uno.fallas]


# ------------------------------------------------------------------ quién falta
def test_ni_responde_ni_falta_quien_devuelve_como_salio_lo_que_la_base_ya_tenia(
    libros: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(1, "Se hizo.")
    base = paac.reunir(libros, base=DE_DOS_OFICINAS).contenido
    otra_vez = paac.capturar(base, OTRO, tmp_path / "otra vez").archivos
    with oficina(otra_vez[1]) as hoja:
        hoja.llenar(1, "También.")
    reunion = paac.reunir(otra_vez, base=base)
    assert (reunion.faltan, reunion.contenido == base) == ((), False)
    [una] = reunion.sin_cambios
    assert (una.dependencia, una.motivo, una.libros) == (
        "PLANEACIÓN",
        "sin_cambios",
        (otra_vez[0].name,),
    )
    datos_base, salida = (
        paac.guardar_datos(base, tmp_path / "base.json").archivos[0],
        tmp_path / "reunido.json",
    )
    orden = ["reunir", *map(str, otra_vez), "--base", str(datos_base), "--salida", str(salida)]
    assert ejecutar(orden) == 0
    dicho = capsys.readouterr()
    assert dicho.out.splitlines()[:3] == [
        "Libros que llegaron: 2.",
        "Oficinas que reportaron: 1 de 2.",
        "Volvió como salió, y la base ya lo tenía: 1 (Planeación).",
    ]
    assert dicho.err.splitlines() == [
        "sin cambios PLANEACIÓN: Lo que devolvió es lo que salió, y la base ya lo tenía:"
        f" {otra_vez[0].name}."
    ]


def test_la_oficina_de_la_que_nada_se_pudo_tomar_falta(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(1, "Se hizo.")
        for rotulo in ESCONDIDAS:
            hoja.celda(1, rotulo).value = None
    reunion = paac.reunir(libros, base=DE_DOS_OFICINAS)
    assert [una.motivo for una in reunion.faltan] == ["rechazado", "vacio"]
    assert reunion.frases()[1] == "Oficinas que reportaron: 0 de 2."


# ------------------------------------------------------------------ lo que no es de aquí
@pytest.mark.parametrize(
    ("de_hoy", "de_antes", "elegido"), [(1, 1, OTRO), (2, 1, OTRO), (1, 2, CORTE)]
)
def test_el_libro_de_otro_corte_no_detiene_a_los_demas(
    libros: list[Path], tmp_path: Path, de_hoy: int, de_antes: int, elegido: date
) -> None:
    """Se reúnen los del corte de más libros y, si van iguales, los del último."""
    (tmp_path / "antes").mkdir()
    antes = paac.capturar(DE_DOS_OFICINAS, CORTE, tmp_path / "antes").archivos
    llegan = [*libros[:de_hoy], *antes[-de_antes:]]
    reunion = paac.reunir(llegan, base=DE_DOS_OFICINAS)

    assert reunion.corte == elegido
    malos = antes[-de_antes:] if elegido == OTRO else libros[:de_hoy]
    suyo = CORTE if elegido == OTRO else OTRO
    assert dichos(reunion) == [
        f"libro «{malo.name}»: es del corte {suyo}; se reúnen los del {elegido}" for malo in malos
    ]
    assert {falta.motivo for falta in reunion.faltan if falta.libros == (malos[0].name,)} <= {
        "rechazado"
    }


def test_dos_archivos_del_mismo_nombre_se_distinguen_por_su_carpeta(
    libros: list[Path], tmp_path: Path
) -> None:
    otra = tmp_path / "otra" / libros[0].name
    otra.parent.mkdir()
    otra.write_bytes(libros[0].read_bytes())
    reunion = paac.reunir([libros[0], otra], base=DE_DOS_OFICINAS)
    assert {uno.nombre for uno in reunion.libros} == {str(libros[0]), str(otra)}


# ------------------------------------------------------------------ los buenos y los malos


def test_lo_que_de_una_carpeta_no_se_mira_se_lista(libros: list[Path]) -> None:
    carpeta = libros[0].parent
    (carpeta / "leame.txt").write_text("1.1;Se hizo")
    (carpeta / "evidencia.pdf").write_bytes(b"%PDF-")
    (carpeta / "otros").mkdir()
    (carpeta / "~$abierto.xlsx").write_bytes(b"")
    avisos = paac.reunir(carpeta, base=DE_DOS_OFICINAS).avisos
    assert {aviso.codigo for aviso in avisos} == {"archivo_saltado"}
    assert [Path(aviso.ruta).name for aviso in avisos] == ["evidencia.pdf", "leame.txt", "otros"]


def test_lo_que_el_sistema_pone_en_una_carpeta_no_es_un_libro_aunque_se_nombre(
    libros: list[Path],
) -> None:
    abierto = libros[0].with_name("~$abierto.xlsx")
    abierto.write_bytes(b"")
    assert paac.reunir([*libros, abierto], base=DE_DOS_OFICINAS) == paac.reunir(
        libros, base=DE_DOS_OFICINAS
    )


# ------------------------------------------------------------------ de otro año, y de otra clase
def test_capturar_un_corte_de_otro_ano_se_avisa(tmp_path: Path) -> None:
    assert dicen(
        paac.capturar(DE_DOS_OFICINAS, date(2025, 8, 31), tmp_path).avisos,
        "2025-08-31, y la vigencia es 2026",
    )


@pytest.mark.parametrize("leer", [paac.leer, lambda archivo: paac.leer(archivo).sin_dudas()])
def test_leer_un_libro_de_captura_dice_que_se_reune(
    libros: list[Path], leer: Callable[[Path], object]
) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"libro de captura.*paac-reportes reunir"):
        leer(libros[0])


def test_una_carpeta_sin_libros_y_ningun_libro_son_un_error(tmp_path: Path) -> None:
    (tmp_path / "leame.txt").write_text("1.1;Se hizo")
    with pytest.raises(paac.ErrorDeEntrada, match=r"(?s)no trae ningún libro.*leame\.txt"):
        paac.reunir(tmp_path, base=DE_DOS_OFICINAS)
    with pytest.raises(paac.ErrorDeEntrada, match="al menos un libro"):
        paac.reunir([], base=DE_DOS_OFICINAS)


def test_un_libro_puede_ser_un_flujo(libros: list[Path]) -> None:
    flujos = [io.BytesIO(libro.read_bytes()) for libro in libros]
    assert [uno.nombre for uno in paac.reunir(flujos, base=DE_DOS_OFICINAS).libros] == [
        "libro 1",
        "libro 2",
    ]
