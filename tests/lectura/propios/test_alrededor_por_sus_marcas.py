"""Lo que va alrededor de las tablas se lee por su marca, haga lo que haga alguien en torno suyo."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from ayudas.compartido import RAIZ
from ayudas.editados import leer
from ayudas.en_excel import EnExcel
from ayudas.en_word import EnWord, _sin_marcadores
from ayudas.manos import Hoja
from ayudas.mapas import de_tamano_real
from ayudas.planes import actividad, componente, plan

import paac_reportes as paac
from paac_reportes.formatos.definicion.esquema import esquema_dicho
from paac_reportes.opc.lectura import ver

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
NOMBRE = "ALCALDÍA DE SANTA ROSA"
DE = plan(
    componente(nombre="Gestión del riesgo"),
    componente(numero=2, nombre="Trámites"),
    vigencia=2026,
    entidad={"nombre": NOMBRE, "nit": "800.100.200-3"},
    firmas=[
        {"rol": "Elaboró", "nombre": "Ana Ruiz", "cargo": "Jefe de Planeación"},
        {"rol": "Aprobó", "nombre": "Luis Paz", "cargo": "Alcalde"},
    ],
)
FIRMAS = [(uno.rol, uno.nombre, uno.cargo) for uno in DE.firmas]


def escrito(tipo: str, formato: str = "paac-plan") -> bytes:
    return paac.emitir(DE, formato, tipo)


def celda_de(hoja: Any, texto: str) -> Any:
    """La primera que dice eso."""
    return next(c for fila in hoja.iter_rows() for c in fila if str(c.value).startswith(texto))


def en_excel(cambiar: Callable[[EnExcel], None]) -> paac.Lectura[Any]:
    libro = EnExcel(escrito("xlsx"))
    cambiar(libro)
    return leer(libro.guardado())


def con_otros_rotulos(libro: EnExcel) -> None:
    celda_de(libro.hoja, "Nombre de la entidad").value = "Quién lo adopta"
    celda_de(libro.hoja, "Año de vigencia").value = "De qué año es"


def con_un_renglon_encima(libro: EnExcel) -> None:
    Hoja(libro, libro.hoja.title).escribir_fuera("Adoptado en comité", antes=True)


def con_una_frase_tras_las_firmas(libro: EnExcel) -> None:
    libro.hoja.cell(libro.hoja.max_row + 3, 2).value = "Se firma en dos originales"


def con_otro_encabezado(libro: EnExcel) -> None:
    celda = celda_de(libro.hoja, NOMBRE)
    celda.value = f"{NOMBRE} NIT 800.100.200-3"


@pytest.mark.parametrize(
    "cambiar",
    [
        con_otros_rotulos,
        con_un_renglon_encima,
        con_una_frase_tras_las_firmas,
        con_otro_encabezado,
    ],
)
def test_en_excel_se_lee_lo_mismo(cambiar: Callable[[EnExcel], None]) -> None:
    lectura = en_excel(cambiar)
    leido = lectura.contenido

    assert (leido.entidad.nombre, leido.vigencia) == (NOMBRE, 2026)
    assert [(uno.rol, uno.nombre, uno.cargo) for uno in leido.firmas] == FIRMAS
    assert [uno.nombre for _, uno in leido.tablas()] == ["Gestión del riesgo", "Trámites"]


def test_en_word_una_ficha_con_otros_rotulos_y_un_blanco_que_se_lleno() -> None:
    word = EnWord(escrito("docx"))
    for columna, texto in {0: "Quién lo adopta", 3: "Bolívar", 4: "De qué año es"}.items():
        word.escribir(0, 0, columna, texto)
    leido = leer(word.guardado()).contenido

    assert (leido.entidad.nombre, leido.vigencia) == (NOMBRE, 2026)
    assert leido.entidad.departamento == "Bolívar"


def con_otro_texto(contenido: bytes, antes: str, ahora: str) -> bytes:
    """El documento, con ese texto cambiado donde esté."""
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contenido)) as de_antes, zipfile.ZipFile(salida, "w") as nuevo:
        for parte in de_antes.namelist():
            texto = de_antes.read(parte)
            if parte.startswith(("word/", "xl/worksheets/", "xl/sharedStrings")):
                texto = texto.replace(antes.encode(), ahora.encode())
            nuevo.writestr(parte, texto)
    return salida.getvalue()


def lo_que_no_se_distingue(lectura: paac.Lectura[Any]) -> list[str]:
    """Los datos que los avisos dicen que ya no se distinguen."""
    return [uno.mensaje for uno in lectura.avisos if "no se distingue" in uno.mensaje]


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_un_titulo_en_que_ya_no_se_distingue_un_dato_lo_dice(tipo: str) -> None:
    cambiado = con_otro_texto(escrito(tipo, "cajica-plan"), "COMPONENTE 2: ", "COMPONENTE No. 2: ")
    lectura = leer(cambiado)

    assert [uno.numero for _, uno in lectura.contenido.tablas()] == [1, None]
    (aviso,) = lo_que_no_se_distingue(lectura)
    assert aviso.endswith("no se distingue componente.numero")


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_el_nombre_de_la_entidad_no_se_queda_con_lo_que_va_debajo(tipo: str) -> None:
    """El NIT y la vigencia, que ya no se distinguen porque alguien cambió lo que los anuncia."""
    mapa = attrs.evolve(de_tamano_real(2), entidad=DE.entidad, vigencia=2026)
    contenido = paac.emitir(mapa, "mapa-v5", tipo)
    lectura = leer(con_otro_texto(contenido, "VIGENCIA 2026", "AÑO 2026"))

    (aviso,) = lo_que_no_se_distingue(lectura)
    assert aviso.endswith("no se distingue entidad.nit, vigencia")


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_un_componente_sin_numero_se_lee_sin_dudas(tipo: str) -> None:
    sin_numero = plan(componente(numero=None, nombre="No. 3: lo demás"), vigencia=2026)
    lectura = leer(paac.emitir(sin_numero, "cajica-plan", tipo))

    assert [(uno.numero, uno.nombre) for _, uno in lectura.contenido.tablas()] == [
        (None, "No. 3: lo demás")
    ]
    assert not lo_que_no_se_distingue(lectura)


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("rol", ["Aprobado por la alcaldesa", "Da fe"])
def test_el_rol_de_una_firma_que_se_alarga_no_es_su_nota(tipo: str, rol: str) -> None:
    contenido = con_otro_texto(escrito(tipo, "california-plan"), "Aprobó", rol)
    lectura = leer(contenido)

    assert [(uno.rol, uno.nota) for uno in lectura.contenido.firmas] == [
        ("Elaboró", None),
        (rol, None),
    ]


def test_un_rol_de_los_conocidos_con_su_propio_renglon_no_pierde_lo_demas() -> None:
    firmas = [{"rol": "Aprobado por el concejo", "nombre": "Luis Paz", "nota": "Original firmado"}]
    (firma,) = leer(
        paac.emitir(plan(vigencia=2026, firmas=firmas), "paac-plan", "docx")
    ).contenido.firmas

    assert (firma.rol, firma.nota) == ("Aprobado por el concejo", "Original firmado")


def test_en_word_un_titulo_escrito_de_nuevo_se_lee_sin_su_marca() -> None:
    word = EnWord(escrito("docx", "cajica-plan"))
    titulos = [p._p for p in word.word.paragraphs if p.text.startswith("COMPONENTE 2")]
    for titulo in titulos:
        _sin_marcadores(titulo)
    leido = leer(word.guardado()).contenido

    assert len(titulos) == 1
    assert [uno.nombre for _, uno in leido.tablas()] == ["Gestión del riesgo", "Trámites"]


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("formato", ["paac-plan", "cajica-plan", "MCCO.101.18.F.20-informe"])
def test_el_esquema_lleva_las_plantillas_y_no_lo_que_dicen(formato: str, tipo: str) -> None:
    propiedades = ver(escrito(tipo, formato)).propiedades
    esquema = esquema_dicho(propiedades["paac.esquema"])

    assert esquema is not None
    assert any(
        "{{ entidad.nombre }}" in plantilla for suyas in esquema.renglones for plantilla in suyas
    )
    assert not [
        dicho for dicho in (NOMBRE, "800.100.200", "Gestión", "Ruiz") if dicho in str(esquema)
    ]


# ------------------------------------------------------------------ el libro de un informe
def test_lo_redactado_en_una_columna_no_se_lee_como_firmas() -> None:
    """Un renglón con dos puntos y el de abajo parecen un rol y un nombre."""
    reportada = actividad(seguimientos=[{"corte": "2026-04-30", "avance": 50}])
    de = plan(componente(reportada), vigencia=2026)

    leido = leer(paac.emitir(de, "informe-seguimiento", "xlsx"))

    assert leido.contenido.firmas == ()


def test_los_datos_de_un_grafico_en_su_hoja_no_parecen_filas_del_plan() -> None:
    de = paac.leer_plan(RAIZ / "ejemplos" / "ptep" / "plan.yaml")

    leido = leer(paac.emitir(de, "informe-seguimiento", "xlsx"))

    assert {aviso.codigo for aviso in leido.avisos} == {"sin_usar"}
