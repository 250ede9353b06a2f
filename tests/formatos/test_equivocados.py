"""Lo que un formato trae de una imagen, de un total o de una clave sin fin: sirve, o dice por qué no."""

from pathlib import Path

import pytest
from ayudas.formatos import escribir_formato, minimo
from ayudas.imagenes import png

import paac_reportes as paac

CON_LOGO = (
    'encabezado = { anchos = [100], filas = [[{ imagen = "%s", texto_alternativo = "Logo" }]] }'
)


def test_una_imagen_junto_al_formato_sale_en_el_encabezado(tmp_path: Path) -> None:
    minimo(tmp_path / "f", mas=CON_LOGO % "logo.png")
    (tmp_path / "f" / "logo.png").write_bytes(png(30, 20))
    formato = paac.leer_formato(tmp_path / "f")

    assert formato.encabezado is not None
    assert formato.encabezado.filas[0][0].imagen == png(30, 20)


@pytest.mark.parametrize(
    ("mas", "falla"),
    [
        ("total = 'suma'", "total: la tabla no tiene fila de total: falta su rótulo, en total"),
        ("total = 'media'", "total: se esperaba alguno de estos: promedio"),
        ("por_corte = true", "por_corte: se esperaba una columna con algún seguimiento"),
    ],
)
def test_columnas_por_corte_y_con_total(tmp_path: Path, mas: str, falla: str) -> None:
    carpeta = minimo(tmp_path / "f")
    archivo = carpeta / "formato.toml"
    texto = archivo.read_text("utf-8").replace("ancho = 70 }", f"ancho = 70, {mas} }}")
    archivo.write_text(texto, "utf-8")
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(carpeta)

    assert f"tablas.unica.columnas[1].{falla}" in str(error.value)


@pytest.mark.parametrize(
    "clave", [".".join("a" * 40_000), " . ".join(['"="'] * 200), f"x = {{ {'.'.join('b' * 102)}"]
)
def test_una_clave_sin_fin_no_se_llega_a_leer(tmp_path: Path, clave: str) -> None:
    carpeta = escribir_formato(tmp_path / "f", f"{clave} = 1")
    with pytest.raises(paac.ErrorDeFormato, match="una clave de más de cien puntos"):
        paac.leer_formato(carpeta)
