"""Un formato que no está en un archivo: sus imágenes, y la base de la que parte.

Prueba ``formatos/definicion/pagina``.
"""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from ayudas.formatos import minimo
from ayudas.imagenes import png

import paac_reportes as paac
from paac_reportes.sistema import MAXIMO

DE_TEXTO = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
COLUMNAS = [
    {"dato": "actividad.codigo", "rotulo": "N.º", "ancho": 40},
    {"dato": "actividad.meta", "rotulo": "Meta", "ancho": 60},
]


def con(imagen: object = DE_TEXTO, **claves: Any) -> dict[str, Any]:
    logo = {"imagen": imagen, "texto_alternativo": "Logo"}
    return {
        "codigo": "propio",
        "nombre": "N",
        "version": "1",
        "propiedades": {"titulo": "T"},
        "encabezado": {"anchos": [100], "filas": [[logo]]},
        "cuerpo": [{"tipo": "tabla", "tablas": ["una"]}, {"tipo": "imagen", **logo}],
        "tablas": {"una": {"secciones": [{"recorre": "actividades"}], "columnas": COLUMNAS}},
    } | claves


def en_renglones(texto: str) -> str:
    encabezado, _, contenido = texto.partition(",")
    return f"{encabezado},{contenido[:20]}\r\n {contenido[20:]}\n"


@pytest.mark.parametrize("imagen", [png(), DE_TEXTO, en_renglones(DE_TEXTO)])
def test_una_imagen_son_sus_bytes_o_su_texto(imagen: object) -> None:
    formato = paac.formato_desde_datos(con(imagen))

    assert formato.encabezado is not None
    assert formato.encabezado.filas[0][0].imagen == png()
    assert formato.cuerpo[1].imagen == png()  # type: ignore[union-attr]


def test_en_un_toml_tambien_va_escrita(tmp_path: Path) -> None:
    mas = 'encabezado = { anchos = [100], filas = [[{ imagen = "%s", texto_alternativo = "L" }]] }'
    formato = paac.leer_formato(minimo(tmp_path / "f", mas=mas % DE_TEXTO))

    assert formato.encabezado is not None
    assert formato.encabezado.filas[0][0].imagen == png()


MAL_ESCRITA = "la imagen no está bien escrita en base64"
NO_ES_IMAGEN = "se esperaba una imagen PNG, JPEG, WebP, TIFF, GIF o BMP entera, llegó otra cosa"
VACIA = "se esperaba una imagen PNG, JPEG, WebP, TIFF, GIF o BMP entera, llegó un archivo vacío"
SIN_FORMA = "se esperaba data:image/png;base64, y los bytes de la imagen en base64"


@pytest.mark.parametrize(
    ("imagen", "falla"),
    [
        ("data:image/png;base64,***", MAL_ESCRITA),
        ("data:image/png;base64,iVBOR", MAL_ESCRITA),
        (f"data:image/png;base64,{base64.b64encode(b'hola').decode()}", NO_ES_IMAGEN),
        ("data:image/png;base64,", VACIA),
        (DE_TEXTO[:-20], None),
        ("data:text/plain;base64,aG9sYQ==", SIN_FORMA),
        ("data:image/png,%89PNG", SIN_FORMA),
        ("data:", SIN_FORMA),
        (b"hola", NO_ES_IMAGEN),
        (b"\x89PNG" + b"0" * MAXIMO, "la imagen pesa más de 20 MB"),
        (f"data:image/png;base64,{'A' * 2 * MAXIMO}", "la imagen pesa más de 20 MB"),
        ("logo.png", "se esperaba 'entidad.escudo' o una imagen junto al formato"),
    ],
)
def test_una_imagen_que_no_sirve(imagen: object, falla: str | None) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_desde_datos(con(imagen))
    en_el_encabezado = max(error.value.fallas, key=lambda falla: falla.ruta)

    assert en_el_encabezado.ruta == "encabezado.filas[0][0].imagen"
    assert falla is None or falla in en_el_encabezado.mensaje


# ------------------------------------------------------------------ partir de otro
HEREDERO = {
    "base": "propio",
    "codigo": "heredero",
    "tablas": {"una": {"columna": {"actividad.meta": {"rotulo": "Producto"}}}},
}


def rotulo(formato: Any) -> str:
    rotulo: str = formato.tablas["una"].columnas[1].rotulo[0]
    return rotulo


def test_la_base_puede_estar_entre_los_demas_de_la_base_de_datos() -> None:
    guardados = [json.loads(json.dumps(datos)) for datos in (HEREDERO, con())]
    formato = paac.formato_desde_datos(guardados[0], plantillas=guardados)

    assert (formato.codigo, formato.nombre, rotulo(formato)) == ("heredero", "N", "Producto")
    assert formato.encabezado is not None
    assert formato.encabezado.filas[0][0].imagen == png()


def test_la_base_puede_estar_en_una_carpeta_o_en_el_catalogo(tmp_path: Path) -> None:
    minimo(tmp_path / "propio")
    datos = {"base": "propio", "codigo": "otro", "nombre": "Otro"}
    de_carpeta = paac.formato_desde_datos(datos, plantillas=tmp_path)
    del_catalogo = paac.formato_desde_datos({"base": "california-plan", "codigo": "otro"})

    assert (de_carpeta.nombre, list(de_carpeta.tablas)) == ("Otro", ["unica"])
    assert del_catalogo.codigo == "otro"


def test_una_base_puede_partir_de_otra_y_nada_de_lo_dado_cambia() -> None:
    nieto = {"base": "heredero", "codigo": "nieto", "version": "2"}
    guardados = [con(), HEREDERO, nieto]
    antes = json.dumps(guardados)

    assert rotulo(paac.formato_desde_datos(nieto, plantillas=iter(guardados))) == "Producto"
    assert json.dumps(guardados) == antes


@pytest.mark.parametrize(
    ("datos", "plantillas", "fallas"),
    [
        (HEREDERO, None, ["base: no existe el formato 'propio'"]),
        (HEREDERO, [HEREDERO], ["base: no existe el formato 'propio'"]),
        ({"base": "propio"}, [con()], ["codigo: falta; un formato que hereda lleva el suyo"]),
        (HEREDERO | {"base": 3}, None, ["base: se esperaba el código de un formato, llegó 3"]),
        (HEREDERO | {"base": "heredero"}, None, ["base: hereda de sí mismo"]),
        (
            HEREDERO,
            [con(base="heredero"), HEREDERO],
            ["base: da vueltas: heredero → propio → heredero"],
        ),
        (HEREDERO, [3], ["plantillas[0]: se esperaba un diccionario, llegó 3"]),
        (HEREDERO, 3, ["plantillas: se esperaba una carpeta o una lista de formatos, llegó 3"]),
        (HEREDERO, con(), ["plantillas: se esperaba una carpeta o una lista de formatos"]),
        (
            HEREDERO | {"quita": ["nada"], "version": 5},
            [con()],
            ["quita[0]: el formato base no trae 'nada'", "version: se esperaba un texto"],
        ),
        (3, None, ["se esperaba un diccionario con las claves de un formato, llegó 3"]),
    ],
)
def test_una_base_que_no_sirve(datos: Any, plantillas: Any, fallas: list[str]) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_desde_datos(datos, plantillas=plantillas)

    assert [
        str(falla)[: len(esperada)]
        for falla, esperada in zip(error.value.fallas, fallas, strict=True)
    ] == fallas
