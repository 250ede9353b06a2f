"""Formatos escritos con descuidos: se dice cuál y dónde, y ninguno cuelga ni lee lo ajeno."""

from pathlib import Path
from typing import Any

import docx
import pytest
from ayudas.a_medida import formato, plan, tabla
from ayudas.compartido import RAIZ
from ayudas.documentos import documento_de, tablas_de
from ayudas.formatos import escribir_formato, minimo
from ayudas.imagenes import png
from ayudas.planes import componente

import paac_reportes as paac
from paac_reportes.api.formatos import revisar_cuerpo, revisar_formatos
from paac_reportes.formatos.revision.tablas import avisos_de_descuidos


def test_un_texto_no_nombra_lo_que_no_hay_y_lo_ausente_va_en_blanco() -> None:
    de_dependencia = {"tipo": "tabla", "tablas": ["t"], "cada": "dependencia"}
    con_franja = {
        "t": tabla("actividades", "actividad.codigo", franjas=["{{ componente.nombre }}"])
    }
    with pytest.raises(paac.ErrorDeFormato, match="aquí no hay 'componente' que nombrar"):
        formato(de_dependencia, tablas=con_franja)
    with pytest.raises(paac.ErrorDeFormato, match="'entidad' no es un texto que se pueda escribir"):
        formato({"tipo": "parrafo", "texto": "{{ entidad }}"})
    titulo = {"tipo": "titulo", "cada": "componente", "texto": "[{{ dependencia.nombre }}]"}
    assert b"[]" in paac.reporte(plan(componente()), formato(titulo)).emitir("html").contenido


def test_las_fallas_de_la_base_llegan_a_quien_hereda(tmp_path: Path) -> None:
    logo = 'encabezado = { anchos = [100], filas = [[{ imagen = "logo.png", texto_alternativo = "L" }]] }'
    minimo(tmp_path / "base", mas=logo)
    hijo = escribir_formato(tmp_path / "hijo", 'base = "base"\ncodigo = "hijo"')
    with pytest.raises(paac.ErrorDeFormato, match=r"base/formato.toml: .*no está la imagen"):
        paac.leer_formato(hijo)
    escribir_formato(tmp_path / "base", "codigo = ")
    with pytest.raises(paac.ErrorDeFormato, match="TOML mal formado"):
        paac.leer_formato(hijo)


def test_una_version_hereda_de_la_anterior(tmp_path: Path) -> None:
    minimo(tmp_path / "v1", "A", "vigente_hasta = 2024-12-31", rotulo="Uno")
    for anio, antes, ahora in ((2025, "Uno", "Dos"), (2026, "Dos", "Tres")):
        escribir_formato(
            tmp_path / f"v{anio}",
            f'base = "A"\ncodigo = "A"\nversion = "{anio}"\nvigente_desde = {anio}-01-01\n'
            f'vigente_hasta = {anio}-12-31\n[reemplaza]\n"{antes}" = "{ahora}"',
        )

    fichas = [f for f in paac.formatos_disponibles(tmp_path) if f.codigo == "A"]
    assert [f.version for f in fichas] == ["1", "2025", "2026"]


@pytest.mark.parametrize(
    "texto",
    ['codigo = "h"\nbase = "b"\n[tablas.t.columna."x"]\nancho = 1', 'codigo = "h"\nbase = "h"'],
)
def test_una_base_mal_formada_no_tumba_a_quien_hereda(tmp_path: Path, texto: str) -> None:
    escribir_formato(tmp_path / "b", 'codigo = "b"\ntablas = 3')
    hijo = escribir_formato(tmp_path / "h", texto)
    with pytest.raises(paac.ErrorDeFormato):
        paac.leer_formato(hijo)


def test_una_vigencia_con_hora_es_una_falla(tmp_path: Path) -> None:
    for nombre in ("a", "b"):
        minimo(tmp_path / nombre, "A", "vigente_desde = 2025-01-01T08:00:00")
    with pytest.raises(paac.ErrorDeFormato, match="vigente_desde: se esperaba una fecha"):
        paac.formatos_disponibles(tmp_path)


def test_una_tabla_con_punto_en_su_nombre(tmp_path: Path) -> None:
    carpeta = minimo(tmp_path / "f")
    archivo = carpeta / "formato.toml"
    texto = (
        archivo.read_text("utf-8")
        .replace('"unica"', '"a.b"')
        .replace("tablas.unica", 'tablas."a.b"')
    )
    archivo.write_text(texto, "utf-8")

    assert "a.b" in paac.leer_formato(carpeta).tablas


@pytest.mark.parametrize(
    "texto",
    [
        "{{ 1.5 | round(999999999) }}",
        "{{ " + "1+" * 2000 + "1 }}",
        "{{ 1" + "|upper" * 2000 + " }}",
        "{{ entidad" + ".a" * 2000 + " }}",
        "x" * 30_000 + "{{ vigencia }}",
    ],
)
def test_ningun_texto_cuelga_ni_tumba_la_lectura(texto: str) -> None:
    def emitir() -> bytes:
        propio = formato({"tipo": "parrafo", "texto": texto})
        return paac.reporte(plan(componente()), propio).emitir("html").contenido

    # Unos se niegan al leer el formato y otros al redactar.
    with pytest.raises(paac.ErrorDeFormato):
        emitir()


@pytest.mark.parametrize(
    ("cambio", "falla"),
    [
        ('columnas = []\n[tablas.t.columna."x"]\nancho = 1', "no ambas"),
        ("[tablas.t.columna]\nquita = true", "columna.quita: se esperaba una lista de claves"),
        ('[tablas.t.columna."actividad.meta"]\nquita = true', "quita: clave desconocida"),
    ],
)
def test_un_cambio_de_columna_que_no_se_entiende(tmp_path: Path, cambio: str, falla: str) -> None:
    base = minimo(tmp_path / "base")
    archivo = base / "formato.toml"
    archivo.write_text(archivo.read_text("utf-8").replace("unica", "t"), "utf-8")
    cabeza = 'base = "base"\ncodigo = "hijo"\n'
    propio = cambio if cambio.startswith("[") else f"[tablas.t]\n{cambio}"
    hijo = escribir_formato(tmp_path / "hijo", f"{cabeza}{propio}")
    with pytest.raises(paac.ErrorDeFormato, match=falla):
        paac.leer_formato(hijo)


def test_una_imagen_por_un_enlace_que_sale_de_la_carpeta_no_se_lee(tmp_path: Path) -> None:
    (tmp_path / "privada.png").write_bytes(png())
    logo = (
        'encabezado = { anchos = [100], filas = [[{ imagen = "z.png", texto_alternativo = "L" }]] }'
    )
    carpeta = minimo(tmp_path / "f", mas=logo)
    (carpeta / "z.png").symlink_to(tmp_path / "privada.png")
    with pytest.raises(paac.ErrorDeFormato, match="está fuera de la carpeta de quien lo nombra"):
        paac.leer_formato(carpeta)


def test_un_formato_del_bloc_de_notas_con_marca_se_lee(tmp_path: Path) -> None:
    carpeta = minimo(tmp_path / "f")
    archivo = carpeta / "formato.toml"
    archivo.write_bytes(b"\xef\xbb\xbf" + archivo.read_bytes())

    assert paac.leer_formato(carpeta).codigo == "f"


@pytest.mark.parametrize(
    ("datos", "falla"),
    [
        ({"cuerpo": []}, "cuerpo: se esperaba al menos un bloque"),
        ({"nombre": " "}, "nombre: se esperaba un texto"),
        ({"codigo": ".."}, "codigo: se esperaba un código"),
        ({"cuerpo": [{"tipo": "parrafo", "texto": "a", "en": []}]}, "así no sale nunca"),
        ({"cuerpo": [{"tipo": "datos", "filas": []}]}, "se esperaba al menos una fila"),
        ({"tablas": {"a b": {"secciones": [], "columnas": []}}}, "al menos una"),
        ({"tablas": {1: {}}}, "se esperaba una clave de texto"),
        ({"libro": {"hojas": "unica", "nombre": "{{ componente.nombre }}"}}, "aquí no hay"),
    ],
)
def test_un_formato_sin_sentido_se_dice(datos: dict[str, Any], falla: str) -> None:
    with pytest.raises(paac.ErrorDeFormato, match=falla):
        formato({"tipo": "parrafo", "texto": "a"}, **datos)


def test_una_tabla_fija_de_mas_de_63_columnas_es_falla_del_formato() -> None:
    with pytest.raises(paac.ErrorDeFormato, match="Word admite 63 columnas, llegaron 64"):
        formato(
            {"tipo": "parrafo", "texto": "a"},
            tablas={"t": tabla("actividades", *["actividad.meta"] * 64)},
        )


@pytest.mark.parametrize("plantillas", [5, [], "a\0b", "x" * 5000])
def test_una_carpeta_de_formatos_que_no_lo_es(plantillas: Any) -> None:
    with pytest.raises(paac.ErrorDeFormato):
        paac.formatos_disponibles(plantillas)
    with pytest.raises(paac.ErrorDeFormato):
        paac.leer_formato(plantillas)


@pytest.mark.parametrize("ancho", [True, float("nan"), "x"])
def test_un_ancho_que_no_es_un_numero(ancho: Any) -> None:
    with pytest.raises(paac.ErrorDeFormato):
        paac.formato_de_columnas("P", [{"dato": "a", "rotulo": "A", "ancho": ancho}])


def test_las_columnas_sin_ancho_llevan_justo_lo_que_queda() -> None:
    for dado in (33.333, "50"):
        columnas: list[Any] = [
            {"dato": "a", "rotulo": "A", "ancho": dado},
            {"dato": "b", "rotulo": "B"},
            {"dato": "c", "rotulo": "C"},
        ]
        hecho = paac.formato_de_columnas("P", columnas)
        (hecha,) = tablas_de(documento_de(plan(componente()), hecho, None))

        assert hecha.anchos[0] == pytest.approx(float(dado) / 100)
        assert sum(hecha.anchos) == pytest.approx(1)


def test_un_texto_que_falla_al_redactarse_dice_de_que_formato_es() -> None:
    propio = formato({"tipo": "parrafo", "texto": "{{ corte | round }}"})
    with pytest.raises(paac.ErrorDeFormato, match="formato x: no se pudo redactar"):
        paac.reporte(plan(componente()), propio).emitir("html")


def test_las_fechas_entre_comillas_tambien_separan_versiones(tmp_path: Path) -> None:
    minimo(tmp_path / "a", "A", 'vigente_hasta = "2025-02-28"')
    minimo(tmp_path / "b", "A", 'vigente_desde = "2025-03-01"')

    assert len([f for f in paac.formatos_disponibles(tmp_path) if f.codigo == "A"]) == 2


# ------------------------------------------------------------------ imágenes, totales y claves
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


# ------------------------------------------------------------------ lo que sólo se avisa
def test_una_tabla_que_nadie_escribe_se_avisa() -> None:
    tablas = {nombre: tabla("firmas", "firma.nombre") for nombre in ("usada", "suelta")}
    bloque = {"tipo": "tabla", "cada": "plan", "tablas": ["usada"]}
    (aviso,) = avisos_de_descuidos(formato(bloque, tablas=tablas))

    assert aviso == paac.Aviso(
        "tabla_sin_usar", "x: tablas.suelta", "ningún bloque del cuerpo la nombra: no sale"
    )


@pytest.mark.parametrize(
    ("escrito", "codigos"),
    [
        ("Informe de <<entidad>>", ["cuerpo_sin_huecos"]),
        ("Página {{ pagina }}", []),
        ("Informe de {{ entidad.nombre }}", []),
    ],
)
def test_un_word_sin_ningun_hueco_se_avisa(
    tmp_path: Path, escrito: str, codigos: list[str]
) -> None:
    word = docx.Document()
    word.add_paragraph(escrito)
    word.save(str(tmp_path / "cuerpo.docx"))
    _, hallados = revisar_cuerpo(tmp_path / "cuerpo.docx")

    assert [aviso.codigo for aviso in hallados] == codigos


def test_revisar_los_dice_con_los_demas(tmp_path: Path) -> None:
    carpeta = minimo(tmp_path / "f")
    with (carpeta / "formato.toml").open("a", encoding="utf-8") as archivo:
        archivo.write(
            "[tablas.suelta]\nsecciones = [{ recorre = 'firmas' }]\n"
            "columnas = [{ dato = 'firma.nombre', rotulo = 'Firma', ancho = 100 }]\n"
        )
    _, hallados = revisar_formatos(carpeta)

    assert [aviso.codigo for aviso in hallados] == ["tabla_sin_usar"]


@pytest.mark.parametrize("ruta", ["plantillas", "ejemplos/formato_propio/plantillas"])
def test_ningun_formato_que_se_reparte_tiene_descuidos(ruta: str) -> None:
    carpetas = [c.parent for c in (RAIZ / ruta).glob("*/formato.toml")]
    hallados = [aviso for c in carpetas for aviso in avisos_de_descuidos(paac.leer_formato(c))]

    assert carpetas
    assert hallados == []
