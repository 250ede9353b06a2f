"""El catálogo y la lectura de formatos."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import RAIZ
from ayudas.planes import FORMATO, plan

import paac_reportes as paac
from paac_reportes.formatos.lectura import catalogo
from paac_reportes.formatos.revision.reglas import PROSA

ORIGINAL = (RAIZ / "plantillas" / FORMATO / "formato.toml").read_text("utf-8")

COMPLETO = RAIZ / "ejemplos" / "formato_completo" / "plantillas"


def fallas_de(tmp_path: Path, texto: str) -> list[str]:
    """Las fallas de un formato, sin el nombre del archivo."""
    archivo = tmp_path / "formato.toml"
    archivo.write_text(texto, "utf-8")
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(tmp_path)
    prefijo = f"{archivo}: "
    assert all(str(falla).startswith(prefijo) for falla in error.value.fallas)
    return [str(falla).removeprefix(prefijo) for falla in error.value.fallas]


def cambiar(viejo: str, nuevo: str) -> str:
    assert viejo in ORIGINAL
    return ORIGINAL.replace(viejo, nuevo, 1)


def test_el_catalogo_trae_codigo_nombre_version_y_fuente() -> None:
    fichas = {ficha.codigo: ficha for ficha in paac.formatos_disponibles()}

    assert fichas[FORMATO].version == "3"
    assert fichas[FORMATO].nombre.startswith("Matriz de seguimiento")
    assert fichas[FORMATO].fuente.startswith("# MCCO.101.18.F.20")


def test_cada_carpeta_de_plantillas_esta_en_el_catalogo_y_dice_su_fuente() -> None:
    carpetas = [carpeta for carpeta in (RAIZ / "plantillas").iterdir() if carpeta.is_dir()]
    carpetas = [carpeta for carpeta in carpetas if carpeta.name[0] != "_"]

    assert sorted(c.name for c in carpetas) == [f.codigo for f in paac.formatos_disponibles()]
    assert all((carpeta / "FUENTE.md").read_text("utf-8").strip() for carpeta in carpetas)


def test_un_codigo_que_no_existe_nombra_el_mas_parecido() -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.reporte(plan(), "MCCO.101.18.F.2").emitir("docx")

    assert str(error.value).startswith(
        "no existe el formato 'MCCO.101.18.F.2'; ¿quiso decir 'MCCO.101.18.F.20'?"
    )


def test_a_quien_no_dijo_donde_estan_los_suyos_se_le_dice_como() -> None:
    with pytest.raises(paac.ErrorDeFormato) as sin_carpeta:
        paac.reporte(plan(), "VL-FO-012").emitir("docx")
    with pytest.raises(paac.ErrorDeFormato) as con_carpeta:
        paac.reporte(plan(), paac.leer_formato("no-es", plantillas=COMPLETO)).emitir("docx")

    assert str(sin_carpeta.value).endswith(
        "; el propio pide su carpeta, o plantillas= (--plantillas CARPETA)"
    )
    assert str(con_carpeta.value).endswith(")")
    assert "--plantillas" not in str(con_carpeta.value)


@pytest.mark.parametrize(
    "texto", ["..", "../formatos", "x/../..", ".", "", "/etc", "propio", "x\0y"]
)
def test_un_texto_no_abre_una_carpeta_que_no_es_de_un_formato(
    texto: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    formatos = shutil.copytree(COMPLETO, tmp_path / "formatos")
    monkeypatch.chdir(formatos / "VL-FO-012")

    pedidos: list[Any] = [{}, {"plantillas": formatos}]
    for opciones in pedidos:
        with pytest.raises(paac.ErrorDeFormato) as error:
            paac.leer_formato(texto, **opciones)
        assert (error.value.http, error.value.fallas[0].codigo) == (404, "formato_desconocido")
    monkeypatch.chdir(formatos)
    assert paac.leer_formato("VL-FO-012").codigo == "VL-FO-012"
    assert paac.leer_formato(Path("..", "formatos", "VL-FO-012")).codigo == "VL-FO-012"


def test_la_carpeta_de_un_formato_no_es_la_de_los_formatos() -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.reporte(
            plan(), paac.leer_formato("VL-FO-012", plantillas=COMPLETO / "VL-FO-012")
        ).emitir("docx")

    assert str(error.value).endswith(
        f"es la carpeta de un formato; dé la que la contiene, {str(COMPLETO)!r}"
    )


def test_un_formato_se_lee_por_su_carpeta_o_por_su_archivo(tmp_path: Path) -> None:
    archivo = tmp_path / "formato.toml"
    archivo.write_text(ORIGINAL, "utf-8")

    assert paac.leer_formato(tmp_path) == paac.leer_formato(archivo)
    assert paac.leer_formato(tmp_path).codigo == FORMATO


@pytest.mark.parametrize(
    ("texto", "falla"),
    [
        (
            cambiar('codigo = "MCCO.101.18.F.20"', 'codigo = "con espacio"'),
            "codigo: se esperaba un código sin espacios, de hasta 80 letras, llegó 'con espacio'",
        ),
        (
            cambiar('papel = "oficio"', 'papel = "pliego"'),
            "pagina.papel: se esperaba alguno de estos: carta, oficio, legal, a4, doble carta, llegó 'pliego'",
        ),
        (
            cambiar("tamano = 8\n", "tamano = 900\n"),
            "pagina.tamano: se esperaba un número de 5 a 40, llegó 900",
        ),
        (
            cambiar('version = "3"', 'version = "3"\nverion = 1'),
            "verion: clave desconocida; la más parecida es 'version'",
        ),
        (
            cambiar("anchos = [13, 63.4, 23.6]", "anchos = [13, 63.4, 53.6]"),
            "encabezado.anchos: se esperaba que los anchos sumaran 100, suman 130",
        ),
        (
            cambiar('rotulo = "Responsable", ancho = 11.6', 'rotulo = "Responsable", ancho = 41.6'),
            "tablas.actividades.columnas: se esperaba que los anchos sumaran 100, suman 130",
        ),
        (
            cambiar('dato = "actividad.meta"', 'dato = "actividad.metas"'),
            "tablas.actividades.columnas[3].dato: no existe el dato 'actividad.metas'; el más parecido es 'actividad.meta'",
        ),
        (
            cambiar('dato = "tramite.numero"', 'dato = "actividad.codigo"'),
            "tablas.tramites.columnas[0].dato: no existe el dato 'actividad.codigo'; el más parecido es 'entidad.codigo_postal'",
        ),
        (
            cambiar('si_hay = "tramite.fecha_programada"', 'si_hay = "tramite.fecha"'),
            "tablas.tramites_programados.si_hay: no existe el dato 'tramite.fecha'; el más parecido es 'tramite.fecha_fin'",
        ),
        (
            cambiar(
                'tablas = ["actividades", "tramites_programados", "tramites"]',
                'tablas = ["activid"]',
            ),
            "cuerpo[3].tablas: no existe la tabla 'activid'; están: actividades, tramites, tramites_programados",
        ),
        (
            cambiar("titulo2 = {", "subtitulo = {"),
            "estilos.subtitulo: estilo desconocido; están: texto, lista, leyenda, nota, titulo, titulo1, titulo2, titulo3, indice-titulo, encabezado, pie, franja, rotulo, banda, total, dato, indice, firma, celda, tabla",
        ),
        (
            cambiar("alto = 17, filas = 3", "alto = 17, filas = 2"),
            "encabezado.filas: la fila 2 cubre 2 de 3 columnas",
        ),
        (
            cambiar(
                'imagen = "entidad.escudo", texto_alternativo = "Escudo de {{ entidad.nombre }}", alto = 17',
                'imagen = "otra.png", texto_alternativo = "x", alto = 17',
            ),
            "encabezado.filas[0][0].imagen: no está la imagen 'otra.png' junto al formato",
        ),
        (
            cambiar(
                ', texto_alternativo = "Escudo de {{ entidad.nombre }}", alto = 17', ", alto = 17"
            ),
            "encabezado.filas[0][0].texto_alternativo: falta; una imagen lo necesita",
        ),
        (
            cambiar("VERSIÓN {{ formato.version }}", "VERSIÓN {{ formato.version"),
            "encabezado.filas[2][1].texto: plantilla mal escrita en 'VERSIÓN {{ formato.version': falta cerrar con }}",
        ),
        (
            cambiar("VERSIÓN {{ formato.version }}", "VERSIÓN {{ formato.versiom }}"),
            "encabezado.filas[2][1].texto: no existe la variable 'formato.versiom'; la más parecida es 'formato.version'",
        ),
        (
            cambiar(
                '[[cuerpo]]\ntipo = "titulo"\nnivel = 0', '[[cuerpo]]\ntipo = "portada"\nnivel = 0'
            ),
            "cuerpo[0].tipo: se esperaba alguno de estos: titulo, parrafo, tabla, firmas, datos, imagen, salto, contenido, texto, mapa_de_calor, seccion, llegó 'portada'",
        ),
        (
            cambiar('texto = "MATRIZ SEGUIMIENTO', 'texto = "{{ pagina }} MATRIZ SEGUIMIENTO'),
            "cuerpo[0].texto: el número de página sólo va en encabezados y pies",
        ),
        (
            cambiar('texto = "MATRIZ SEGUIMIENTO', 'texto = "\\u0007MATRIZ SEGUIMIENTO'),
            "cuerpo[0].texto: trae un carácter que no se puede escribir: '\\x07MATRIZ SEGUIMIENTO PLAN ANTICORRUPCI\\xd3N Y ATENCI\\xd3N…",
        ),
        (
            cambiar('texto = "MATRIZ', "texto = \"{{ 'a' * 9 }} MATRIZ"),
            "cuerpo[0].texto: una plantilla de formato no admite «*»: \"{{ 'a' * 9 }} MATRIZ SEGUIMIENTO PLAN ANTICORRUPCIÓN Y ATEN…",
        ),
        (
            cambiar("superior = 25, inferior = 12", "superior = 100, inferior = 100"),
            "pagina.margenes: dejan 300.2 x 15.9 mm, se esperaban al menos 50 x 50",
        ),
        (
            cambiar('[{ texto = "CÓDIGO: {{ formato.codigo }}" }],\n    [', "["),
            "encabezado.filas: la fila 1 cubre 4 de 3 columnas",
        ),
        (
            cambiar("anchos = [13, 63.4, 23.6]", "anchos = [-14, 88, 26]"),
            "encabezado.anchos[0]: se esperaba al menos 1, llegó -14",
        ),
        (
            cambiar("{{ entidad.nombre }}{% if entidad", "{{ entidad.nombre.foo }}{% if entidad"),
            "encabezado.filas[0][1].texto: no existe la variable 'entidad.nombre.foo'; la más parecida es 'entidad.nombre'",
        ),
    ],
)
def test_cada_descuido_se_dice_con_su_clave(tmp_path: Path, texto: str, falla: str) -> None:
    assert fallas_de(tmp_path, texto) == [falla]


def test_un_toml_con_demasiados_niveles(tmp_path: Path) -> None:
    (falla,) = fallas_de_archivo(tmp_path, "x = " + "[" * 5000 + "]" * 5000)

    assert falla.endswith("tiene demasiados niveles anidados")


@pytest.mark.parametrize(
    ("contenido", "lugar"), [("codigo = ", "al final"), ("a = 1\nb = = 2", "línea 2, columna 5")]
)
def test_un_toml_roto_dice_donde(tmp_path: Path, contenido: str, lugar: str) -> None:
    (falla,) = fallas_de_archivo(tmp_path, contenido)

    assert f"{lugar}: TOML mal formado" in falla


def fallas_de_archivo(tmp_path: Path, contenido: str | bytes) -> list[str]:
    archivo = tmp_path / "formato.toml"
    archivo.write_bytes(contenido if isinstance(contenido, bytes) else contenido.encode())
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(archivo)
    return [str(falla) for falla in error.value.fallas]


def test_un_formato_que_no_se_deja_leer(tmp_path: Path) -> None:
    assert fallas_de_archivo(tmp_path, b"\xff\xfe")[0].endswith(
        "línea 1, columna 1: se esperaba UTF-8, llegó el byte 0xFF; guarde el archivo como UTF-8"
    )
    with pytest.raises(paac.ErrorDeFormato, match="no existe; se esperaba la carpeta"):
        paac.leer_formato(tmp_path / "no")


@pytest.mark.parametrize(
    "bloque", ['tablas = ["cambios"]', 'cada = "plan"\ntablas = ["cambios", "actividades"]']
)
def test_los_cambios_son_del_plan(tmp_path: Path, bloque: str) -> None:
    original = (RAIZ / "plantillas" / "cajica-plan" / "formato.toml").read_text("utf-8")
    texto = original.replace('cada = "plan"\ntablas = ["cambios"]', bloque)

    assert fallas_de(tmp_path, texto)[0] == (
        "cuerpo[1]: lo del plan y lo de sus componentes no van en el mismo bloque, y lo del plan se"
        " escribe con cada = 'plan'"
    )


@pytest.mark.parametrize("codigo", catalogo.codigos())
def test_lo_del_catalogo_que_no_se_revisa_al_usarse_no_tiene_fallas(codigo: str) -> None:
    for crudo in catalogo._crudos_del_catalogo(codigo):
        assert catalogo.definir(crudo, lambda: ([], [])).codigo == codigo


def test_el_de_una_carpeta_se_revisa_siempre(tmp_path: Path) -> None:
    original = (RAIZ / "plantillas" / "paac-plan" / "formato.toml").read_text("utf-8")
    (tmp_path / "formato.toml").write_text(
        original.replace("actividad.meta", "actividad.mata"), "utf-8"
    )
    with pytest.raises(paac.ErrorDeFormato, match=r"no existe el dato 'actividad\.mata'"):
        catalogo.formato_de_carpeta(tmp_path)


@pytest.mark.parametrize(
    ("codigo", "cercano"),
    [
        ("no-existe", None),
        ("x", None),
        ("", None),
        ("otra cosa", None),
        ("paac-plann", "paac-plan"),
        ("cajica", "cajica-plan"),
        ("MCCO", "MCCO.101.18.F.20"),
        ("EV-egmc", "EV-EGMC-PC-003-FM-002"),
    ],
)
def test_solo_se_propone_el_que_se_parece(codigo: str, cercano: str | None) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        catalogo.hallar_formato(codigo)
    (falla,) = error.value.fallas

    assert ("¿quiso decir" in falla.mensaje) == (cercano is not None)
    assert falla.datos["parecido"] == cercano
    assert falla.datos["llego"] == codigo


def test_de_la_prosa_un_parrafo_no_lo_escribe_ningun_formato_y_se_sabe_cual() -> None:
    formatos = (RAIZ / "plantillas").rglob("formato.toml")
    escrito = "".join(formato.read_text("utf-8") for formato in formatos)

    assert {p for p in PROSA if not re.search(rf"\bprosa\.{p}\b", escrito)} == {"general"}


@pytest.fixture
def con_una_rota(tmp_path: Path) -> Path:
    """Una carpeta con un formato sano, uno que no se deja leer y uno que hereda de él."""
    de_cada_una = {
        "sano": "codigo = 'SANO'\nbase = 'paac-plan'\nnombre = 'Sano'\nversion = '1'\n",
        "otra": "codigo = 'ROTO'\nbase = 'paac-plan'\n[[[",
        "hijo": "codigo = 'HIJO'\nbase = 'ROTO'\nnombre = 'Hijo'\nversion = '1'\n",
    }
    for nombre, texto in de_cada_una.items():
        (tmp_path / nombre).mkdir()
        (tmp_path / nombre / "formato.toml").write_text(texto, "utf-8")
    return tmp_path


def test_la_carpeta_rota_no_impide_los_formatos_que_no_la_usan(con_una_rota: Path) -> None:
    for codigo in ("SANO", "paac-plan"):
        assert paac.leer_formato(codigo, plantillas=con_una_rota).codigo == codigo


@pytest.mark.parametrize(
    ("codigo", "dicen"),
    [
        ("ROTO", ["otra/formato.toml"]),
        ("HIJO", ["hijo/formato.toml: base", "otra/formato.toml"]),
        ("NO-ES", ["", "otra/formato.toml"]),
    ],
)
def test_de_la_carpeta_rota_se_dice_si_puede_ser_la_que_se_pide(
    codigo: str, dicen: list[str], con_una_rota: Path
) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(codigo, plantillas=con_una_rota)

    rutas = [falla.ruta.removeprefix(f"{con_una_rota}/") for falla in error.value.fallas]
    assert rutas == dicen


def test_el_catalogo_y_la_revision_dicen_todo_lo_que_no_sirve(con_una_rota: Path) -> None:
    with pytest.raises(paac.ErrorDeFormato, match="TOML mal formado"):
        paac.formatos_disponibles(con_una_rota)
