"""Cada descuido de quien escribe formatos da un error claro, y todos salen a la vez."""

from pathlib import Path

import pytest
from ayudas.formatos import escribir_formato, minimo
from ayudas.imagenes import png

import paac_reportes as paac

CON_LOGO = (
    'encabezado = { anchos = [100], filas = [[{ imagen = "%s", texto_alternativo = "Logo" }]] }'
)


def test_una_carpeta_con_todos_los_errores_los_dice_todos(tmp_path: Path) -> None:
    minimo(tmp_path / "a-papel", dato="actividad.metas")
    escribir_formato(tmp_path / "b-lazo", 'codigo = "b-lazo"\nbase = "b-lazo-2"')
    escribir_formato(tmp_path / "b-lazo-2", 'codigo = "b-lazo-2"\nbase = "b-lazo"')
    minimo(tmp_path / "c-sistema", rotulo="{{ ''.__class__.__mro__ }}")
    minimo(tmp_path / "d-anchos", ancho=60)
    minimo(tmp_path / "e-repetido", "a-papel")
    minimo(tmp_path / "f-imagen", mas=CON_LOGO % "logo.png")
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formatos_disponibles(tmp_path)

    unica = "tablas.unica.columnas"
    assert [str(f).removeprefix(f"{tmp_path}/") for f in error.value.fallas] == [
        f"a-papel/formato.toml: {unica}[1].dato: no existe el dato 'actividad.metas'; el más parecido es 'actividad.meta'",
        "b-lazo-2/formato.toml: base: da vueltas: b-lazo-2 → b-lazo → b-lazo-2",
        "b-lazo/formato.toml: base: da vueltas: b-lazo → b-lazo-2 → b-lazo",
        f"c-sistema/formato.toml: {unica}[1].rotulo[0]: una plantilla de formato sólo nombra datos: \"{{{{ ''.__class__.__mro__ }}}}\"",
        f"d-anchos/formato.toml: {unica}: se esperaba que los anchos sumaran 100, suman 130",
        f"e-repetido/formato.toml: codigo: ya hay un formato 'a-papel', en {tmp_path}/a-papel/formato.toml",
        "f-imagen/formato.toml: encabezado.filas[0][0].imagen: no está la imagen 'logo.png' junto al formato",
    ]


@pytest.mark.parametrize(
    ("nombre", "motivo"),
    [
        (
            "../logo.png",
            "se esperaba el nombre de un archivo junto al formato, llegó '../logo.png'",
        ),
        (
            "/etc/passwd",
            "se esperaba el nombre de un archivo junto al formato, llegó '/etc/passwd'",
        ),
        (
            "texto.png",
            "'texto.png': se esperaba una imagen PNG, JPEG, WebP, TIFF, GIF o BMP entera, llegó otra cosa",
        ),
        ("", "se esperaba el nombre de un archivo junto al formato, llegó ''"),
    ],
)
def test_una_imagen_que_no_sirve(tmp_path: Path, nombre: str, motivo: str) -> None:
    minimo(tmp_path / "f", mas=CON_LOGO % nombre)
    (tmp_path / "logo.png").write_bytes(png())
    (tmp_path / "f" / "texto.png").write_text("hola", "utf-8")
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(tmp_path / "f")

    assert str(error.value).endswith(f"encabezado.filas[0][0].imagen: {motivo}")


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
