"""Descuidos que hubo una vez, para que no vuelvan."""

import threading
import warnings
from datetime import date, datetime
from decimal import Decimal, localcontext
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from ayudas.formatos import escribir_formato, minimo
from ayudas.imagenes import png
from ayudas.lectores import W, hojas_de_excel, partes, tablas_de_word, xml
from ayudas.planes import actividad, componente, tramite

import paac_reportes as paac
from paac_reportes import api
from paac_reportes.cli import main
from paac_reportes.maqueta.ajuste import Medidor
from paac_reportes.maqueta.anchos import acomodar
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medidas import Mm, Pt
from paac_reportes.maqueta.nodos import Celda, Fila, Tabla

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
ENTIDAD = paac.Entidad(nombre="M")


def plan(*componentes: dict[str, Any], **cambios: Any) -> paac.Plan:
    base = {"entidad": {"nombre": "M"}, "vigencia": 2026, "componentes": list(componentes)}
    return paac.plan_desde_datos(base | cambios)


def formato(*cuerpo: dict[str, Any], tablas: dict[str, Any] | None = None, **claves: Any) -> Any:
    base = {"codigo": "x", "nombre": "N", "version": "1", "propiedades": {"titulo": "T"}}
    return paac.formato_desde_datos(
        base | {"cuerpo": list(cuerpo), "tablas": tablas or {}} | claves
    )


def tabla(recorre: str, *datos: str, **claves: Any) -> dict[str, Any]:
    ancho = Decimal(100) / len(datos)
    columnas = [{"dato": dato, "rotulo": dato, "ancho": ancho} for dato in datos]
    return {"secciones": [{"recorre": recorre}], "columnas": columnas} | claves


def test_lo_de_un_tramite_no_se_da_por_mostrado_en_una_tabla_de_actividades() -> None:
    tablas = {
        "a": tabla("actividades", "actividad.codigo", "actividad.descripcion"),
        "t": tabla("tramites", "tramite.nombre", "tramite.numero"),
        "e": tabla("evidencias", "evidencia.texto", "actividad.meta"),
    }
    bloques = [{"tipo": "tabla", "tablas": [nombre]} for nombre in tablas]
    seguimiento = {"corte": "2026-04-30", "texto": "T", "evidencias": ["Acta"]}
    de = plan(componente(), {"numero": 2, "tramites": [tramite(seguimientos=[seguimiento])]})
    with pytest.warns(
        paac.AvisoPaac, match=r"actividad\.meta \(1\).*seguimiento\.evidencias \(1\)"
    ):
        paac.emitir(de, formato(*bloques, tablas=tablas), "csv")


class Raro:
    def __str__(self) -> str:
        return "a\x01b"


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        (Raro(), "a\ufffdb"),
        (datetime(2026, 1, 1, 14, 30), "01/01/2026 14:30"),
        (datetime(2026, 1, 1), "01/01/2026"),
        (Decimal("sNaN"), ""),
        (Decimal("Infinity"), "Infinity"),
        (float("inf"), "inf"),
        ({"b"}, "b"),
        (10**30, "1" + "0" * 30),
    ],
)
@pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
def test_cualquier_valor_de_una_fila_se_puede_escribir(valor: object, texto: str) -> None:
    propio = paac.formato_de_columnas("P", {"a": "A"})
    (hecha,) = tablas_de_word(paac.emitir(ENTIDAD, propio, "docx", filas=[{"a": valor}]))

    assert hecha[1] == [texto]


def test_mas_columnas_de_las_que_word_admite_es_un_error() -> None:
    cortes = [date(2026, 1, dia).isoformat() for dia in range(1, 31)]
    de = plan(componente(actividad(seguimientos=[{"corte": c, "texto": "x"} for c in cortes])))
    for tipo in ("docx", "xlsx"):
        with pytest.raises(paac.ErrorDeEntrada, match=r"30 cortes.* Word admite 63"):
            paac.emitir(de, "EV-EGMC-PC-003-FM-002", tipo)


def test_ninguna_columna_se_aplasta() -> None:
    larga = "mmmmmmmmmmmmmmmmmiii"
    celdas = (*(Celda(larga, "celda") for _ in range(5)), Celda("", "celda"), Celda("", "celda"))
    rotulos = (Fila((*(Celda("R", "rotulo") for _ in range(5)), Celda("Fechas", "rotulo", 2))),)
    antes = Tabla(anchos=(1 / 7,) * 7, filas=(Fila(celdas),), rotulos=rotulos)
    despues = acomodar(antes, Medidor(estilos_base("Arial", Pt(8))), Mm(300)).anchos

    assert min(despues) > 0.02


SECCION = {"tipo": "seccion"}


def test_una_seccion_igual_a_la_anterior_tambien_empieza_pagina() -> None:
    propio = formato({"tipo": "parrafo", "texto": "A"}, SECCION, {"tipo": "parrafo", "texto": "B"})
    documento = xml(paac.emitir(plan(componente()), propio, "docx"), "word/document.xml")

    assert len(list(documento.iter(W + "sectPr"))) == 2


def test_encabezados_con_y_sin_marco_no_se_mezclan() -> None:
    def seccion(marco: bool) -> dict[str, Any]:  # noqa: FBT001
        encabezado = {"anchos": [100], "marco": marco, "filas": [[{"texto": "E"}]]}
        return SECCION | {"encabezado": encabezado}

    parrafo = {"tipo": "parrafo", "texto": "A"}
    propio = formato(seccion(marco=True), parrafo, seccion(marco=False), parrafo)
    contenido = partes(paac.emitir(plan(componente()), propio, "docx"))
    estilos = [
        b"TableGrid" in contenido[nombre]
        for nombre in sorted(contenido)
        if nombre.startswith("word/header")
    ]

    assert sorted(estilos) == [False, True]


def test_los_margenes_del_libro_se_revisan_en_cada_seccion() -> None:
    margenes = {"izquierdo": 110, "derecho": 110}
    vertical = SECCION | {"orientacion": "vertical"}
    with pytest.raises(paac.ErrorDeFormato, match=r"libro\.margenes en cuerpo\[0\]: dejan"):
        formato(vertical, {"tipo": "parrafo", "texto": "A"}, libro={"margenes": margenes})


def test_una_imagen_cabe_en_su_pagina_y_en_sus_filas() -> None:
    alta = {"tipo": "imagen", "imagen": png(10, 400), "texto_alternativo": "T", "alto": 300}
    propio = formato(alta, pagina={"papel": "carta", "orientacion": "vertical"})
    hoja = partes(paac.emitir(plan(componente()), propio, "xlsx"))["xl/worksheets/sheet1.xml"]
    altos = [
        float(fila.get("ht", "0"))
        for fila in ET.fromstring(hoja).iter()
        if fila.tag.endswith("}row")
    ]

    assert max(altos) <= 409
    assert sum(altos) > 500


def test_un_salto_al_final_no_cuenta_otra_pagina() -> None:
    cuerpo = (
        {"tipo": "contenido"},
        {"tipo": "titulo", "texto": "UNO"},
        {"tipo": "salto"},
        SECCION,
        {"tipo": "titulo", "texto": "DOS"},
    )
    libro = hojas_de_excel(paac.emitir(plan(componente()), formato(*cuerpo), "xlsx"))

    assert ["DOS", "2"] in [[c for c in fila if c] for fila in next(iter(libro.values()))]


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
    assert b"[]" in paac.emitir(plan(componente()), formato(titulo), "csv")


def test_las_fallas_de_la_base_llegan_a_quien_hereda(tmp_path: Path) -> None:
    logo = 'encabezado = { anchos = [100], filas = [[{ imagen = "logo.png", texto_alternativo = "L" }]] }'
    minimo(tmp_path / "base", mas=logo)
    hijo = escribir_formato(tmp_path / "hijo", 'base = "base"\ncodigo = "hijo"')
    with pytest.raises(paac.ErrorDeFormato, match=r"base/formato.toml: .*no está la imagen"):
        paac.leer_formato(hijo)
    escribir_formato(tmp_path / "base", "codigo = ")
    with pytest.raises(paac.ErrorDeFormato, match="TOML mal formado"):
        paac.leer_formato(hijo)


def test_quien_hereda_lleva_su_codigo(tmp_path: Path) -> None:
    escribir_formato(tmp_path / "x", 'base = "california-plan"\nversion = "99"')
    with pytest.raises(paac.ErrorDeFormato, match="codigo: falta; un formato que hereda"):
        paac.formatos_disponibles(tmp_path)


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
        minimo(tmp_path / nombre, "A", "vigente_desde = 2025-01-01T00:00:00")
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


def test_las_muestras_en_varios_hilos_no_tocan_los_avisos_de_nadie() -> None:
    propio = paac.formato_de_columnas("P", {"actividad.codigo": "C"}, recorre="actividades")
    antes = list(warnings.filters)

    def generar() -> None:
        class Flujo(BytesIO):
            name = "a.csv"

        for _ in range(20):
            api.generar_muestra(propio, [Flujo()])

    hilos = [threading.Thread(target=generar) for _ in range(4)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()

    assert list(warnings.filters) == antes


def test_un_total_no_depende_de_quien_llama_y_cuenta_los_numeros_escritos() -> None:
    columnas = [{"dato": "a", "rotulo": "A"}, {"dato": "b", "rotulo": "B", "total": "suma"}]
    propio = paac.formato_de_columnas("P", columnas, total="Total")
    filas = [{"a": "x", "b": valor} for valor in ("12,5", 3, True, "no", 10**28)]
    with localcontext() as contexto:
        contexto.prec = 5
        (hecha,) = tablas_de_word(paac.emitir(ENTIDAD, propio, "docx", filas=filas))

    assert hecha[-1] == ["Total", "10000000000000000000000000016"]
    varios = [{"dato": "a", "rotulo": "A"}, {"dato": ["b", "c"], "rotulo": "B", "total": "suma"}]
    with pytest.raises(paac.ErrorDeFormato, match="se esperaba una columna de un solo dato"):
        paac.formato_de_columnas("P", varios, total="Total")


def test_sin_filas_quedan_los_rotulos() -> None:
    propio = paac.formato_de_columnas("P", {"a": "A"})

    assert tablas_de_word(paac.emitir(ENTIDAD, propio, "docx", filas=[])) == [[["A"], [""]]]


def test_un_si_hay_de_fila_libre_y_anchos_de_varias_clases() -> None:
    columnas = [
        {"dato": "a", "rotulo": "A", "ancho": Decimal(20)},
        {"dato": "b", "rotulo": "B", "ancho": 30.5},
        {"dato": "c", "rotulo": "C"},
    ]
    propio = paac.formato_de_columnas("P", columnas)

    assert [float(c.ancho) for c in propio.tablas["tabla"].columnas] == [20, 30.5, 49.5]
    tablas = {"t": tabla("filas", "fila.a", si_hay="fila.z")}
    con_si_hay = formato({"tipo": "tabla", "cada": "plan", "tablas": ["t"]}, tablas=tablas)
    with pytest.raises(paac.ErrorDeEntrada, match="ninguna trae el dato 'z'"):
        paac.emitir(ENTIDAD, con_si_hay, "csv", filas=[{"a": 1}])


def test_el_mismo_componente_en_dos_dependencias_no_junta_sus_celdas() -> None:
    compartido = plan(componente()).componentes[0]
    de = paac.Plan(
        entidad=ENTIDAD,
        dependencias=tuple(paac.Dependencia(nombre=n, componentes=(compartido,)) for n in "AB"),
    )
    una = {"t": tabla("actividades", "subcomponente.nombre", "actividad.codigo")}
    una["t"]["columnas"][0]["une"] = "grupo"
    propio = formato({"tipo": "tabla", "cada": "plan", "tablas": ["t"]}, tablas=una)
    (hecha,) = tablas_de_word(paac.emitir(de, propio, "docx"))

    assert [fila[0] for fila in hecha[1:]] == ["Política", "Política"]


def test_un_plan_en_blanco_pide_un_ano() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="vigencia: se esperaba un año, llegó vacío"):
        paac.plan_en_blanco(ENTIDAD, vigencia=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("valores", "total"),
    [
        (["1.250", "2.500"], "3750"),
        (["1.250.000,5", "2"], "1250002,5"),
        (["10 ", "2"], "12"),
        (["12,5", "0.5"], "13"),
    ],
)
def test_los_miles_se_escriben_con_punto(valores: list[str], total: str) -> None:
    columnas = [{"dato": "a", "rotulo": "A"}, {"dato": "b", "rotulo": "B", "total": "suma"}]
    propio = paac.formato_de_columnas("P", columnas, total="Total")
    filas = [{"a": "x", "b": valor} for valor in valores]
    (hecha,) = tablas_de_word(paac.emitir(ENTIDAD, propio, "docx", filas=filas))

    assert hecha[-1] == ["Total", total]


def test_lo_que_no_entra_en_el_total_y_lo_que_no_se_muestra_se_avisan() -> None:
    columnas = [{"dato": "a", "rotulo": "A"}, {"dato": "b", "rotulo": "B", "total": "suma"}]
    propio = paac.formato_de_columnas("P", columnas, total="Total")
    with pytest.warns(paac.AvisoPaac) as avisos:
        paac.emitir(ENTIDAD, propio, "csv", filas=[{"a": 1, "b": "$ 300", "c": 3}])

    assert [str(aviso.message) for aviso in avisos] == [
        "filas: el formato tabla no muestra c (1)",
        "filas[0].b: no entra en el total: '$ 300' no es un número",
    ]


def test_nuevo_no_reemplaza_un_plan_lleno(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida = tmp_path / "plan.json"
    salida.write_text("{}", "utf-8")
    orden = ["nuevo", "--entidad", "M", "--vigencia", "2026", "--salida", str(salida)]

    assert main(orden) == 1
    assert "ya existe; un plan lleno no se reemplaza" in capsys.readouterr().err
    assert salida.read_text("utf-8") == "{}"
    sin_entidad = ["nuevo", "--entidad", " ", "--vigencia", "2026"]
    assert main([*sin_entidad, "--salida", str(tmp_path / "b.json")]) == 1
    with pytest.raises(paac.ErrorDeEntrada, match=r"se esperaba un archivo \.json"):
        paac.guardar_plan(plan(componente()), tmp_path / "p.docx")


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
        return paac.emitir(plan(componente()), propio, "csv")

    # Unos se niegan al leer el formato y otros al redactar.
    with pytest.raises(paac.ErrorDeFormato):
        emitir()


def test_el_html_lleva_el_encabezado_oficial_aunque_la_primera_tenga_otro() -> None:
    encabezado = {"anchos": [100], "filas": [[{"texto": "CÓDIGO: RB-1"}]]}
    primera = {"encabezado": {"anchos": [100], "filas": [[{"texto": "PORTADA"}]]}}
    propio = formato(
        {"tipo": "parrafo", "texto": "A"}, encabezado=encabezado, primera_pagina=primera
    )
    html = paac.emitir(plan(componente()), propio, "html").decode()

    assert html.index("PORTADA") < html.index("CÓDIGO: RB-1")


def test_un_pie_de_excel_que_no_cabe_se_avisa() -> None:
    propio = formato({"tipo": "parrafo", "texto": "A"}, libro={"pie": {"izquierda": "largo " * 60}})
    with pytest.warns(paac.AvisoPaac, match="pasa de 255 letras"):
        paac.emitir(plan(componente()), propio, "xlsx")


def test_el_anuncio_del_numero_en_otra_celda_tampoco_queda() -> None:
    celdas = [{"texto": "X"}, {"texto": "PÁGINA"}, {"texto": "{{ pagina }} de {{ paginas }}"}]
    encabezado = {"anchos": [50, 25, 25], "filas": [celdas]}
    propio = formato({"tipo": "parrafo", "texto": "A"}, encabezado=encabezado)
    hoja = next(iter(hojas_de_excel(paac.emitir(plan(componente()), propio, "xlsx")).values()))

    assert [celda for celda in hoja[0] if celda] == ["X"]


@pytest.mark.parametrize(
    ("cambio", "falla"),
    [
        ('columnas = []\n[tablas.t.columna."x"]\nancho = 1', "no ambas"),
        ('[tablas.t.columna."actividad.meta"]\nquita = []', "quita: se esperaba true o false"),
        ('[tablas.t.columna."actividad.meta"]\nquita = true\nancho = 3', "no lleva ancho"),
        ('[tablas.t.columna."actividad.meta"]\ntras = "actividad.meta"', "no trae la columna"),
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


def test_una_imagen_por_enlace_no_se_sigue(tmp_path: Path) -> None:
    (tmp_path / "privada.png").write_bytes(png())
    logo = (
        'encabezado = { anchos = [100], filas = [[{ imagen = "z.png", texto_alternativo = "L" }]] }'
    )
    carpeta = minimo(tmp_path / "f", mas=logo)
    (carpeta / "z.png").symlink_to(tmp_path / "privada.png")
    with pytest.raises(paac.ErrorDeFormato, match="es un enlace; se esperaba la imagen misma"):
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
        columnas = [
            {"dato": "a", "rotulo": "A", "ancho": dado},
            {"dato": "b", "rotulo": "B"},
            {"dato": "c", "rotulo": "C"},
        ]
        hecho = paac.formato_de_columnas("P", columnas).tablas["tabla"].columnas

        assert sum(columna.ancho for columna in hecho) == 100


class ConFalla:
    @property
    def a(self) -> str:
        raise RuntimeError("ay")


@pytest.mark.parametrize("filas", [[ConFalla()], [{"a": 10**5000}]])
def test_una_fila_que_no_se_deja_leer(filas: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        paac.emitir(ENTIDAD, paac.formato_de_columnas("P", {"a": "A"}), "csv", filas=filas)


@pytest.mark.parametrize("destinos", [None, 5, "a.docx"])
def test_los_destinos_son_una_lista(destinos: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="destinos: se esperaba una lista"):
        paac.generar_varios(plan(componente()), "paac-plan", destinos)


def test_un_texto_que_falla_al_redactarse_dice_de_que_formato_es() -> None:
    propio = formato({"tipo": "parrafo", "texto": "{{ corte | round }}"})
    with pytest.raises(paac.ErrorDeFormato, match="formato x: no se pudo redactar"):
        paac.emitir(plan(componente()), propio, "csv")


def test_un_formato_que_hereda_de_si_mismo(tmp_path: Path) -> None:
    solo = escribir_formato(tmp_path / "c", 'base = "C"\ncodigo = "C"')
    with pytest.raises(paac.ErrorDeFormato, match="base: hereda de sí mismo"):
        paac.leer_formato(solo)


def test_las_fechas_entre_comillas_tambien_separan_versiones(tmp_path: Path) -> None:
    minimo(tmp_path / "a", "A", 'vigente_hasta = "2025-02-28"')
    minimo(tmp_path / "b", "A", 'vigente_desde = "2025-03-01"')

    assert len([f for f in paac.formatos_disponibles(tmp_path) if f.codigo == "A"]) == 2
