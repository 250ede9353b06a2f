"""El mapa de calor en un documento: los paneles, y la tabla de cada riesgo.

Prueba ``composicion/hojas_aparte``.
"""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.compartido import con_sdk, validar
from ayudas.lectores import W, texto_de, xml
from ayudas.mapas import MAPAS, mapa, riesgo
from ayudas.planes import datos
from hypothesis import given

import paac_reportes as paac
from paac_reportes.analisis.riesgos.cifras import CalorDelMapa, calor_del_mapa
from paac_reportes.composicion.compositor import componer
from paac_reportes.composicion.mapa_de_calor import estilos_de_calor, mapa_de_calor
from paac_reportes.formatos.definicion.bloques import ROTULOS_DE_CAMBIOS
from paac_reportes.maqueta.contenido import Enfasis, solo_texto
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.ajuste import Lienzo, Medidor
from paac_reportes.maqueta.medida.anchos import columnas_que_parten, palabras_que_no_caben
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla
from paac_reportes.normativa.riesgos import metodologias

BASE = estilos_base("Arial", Pt(10))
VERTICAL, HORIZONTAL = Mm(166), Mm(230)
"""Una carta con márgenes de 25 mm, y la misma acostada."""
ESTILOS = BASE | estilos_de_calor(BASE)


def lienzo(ancho: Mm = HORIZONTAL) -> Lienzo:
    return Lienzo(Medidor(ESTILOS), ancho, Mm(200))


def de(suyo: paac.MapaDeRiesgos, en: date | None = None) -> CalorDelMapa:
    return calor_del_mapa(suyo, en, metodologias().get(suyo.metodologia or ""))


def nodos(
    *riesgos: dict[str, Any], ancho: Mm = HORIZONTAL, en: date | None = None, **mas: Any
) -> list[Bloque]:
    suyo = mapa(*riesgos, **{"metodologia": "guia-v5", **mas})
    return [*mapa_de_calor(de(suyo, en), lienzo(ancho))]


def tablas(bloques: list[Bloque]) -> list[Tabla]:
    return [bloque for bloque in bloques if isinstance(bloque, Tabla)]


def parrafos(bloques: list[Bloque]) -> list[str]:
    return [solo_texto(bloque.contenido) for bloque in bloques if isinstance(bloque, Parrafo)]


def filas(tabla: Tabla) -> list[list[str]]:
    return [[solo_texto(celda.contenido) for celda in fila.celdas] for fila in tabla.filas]


def va(referencia: str | None, de: str, a: str = "", **mas: Any) -> dict[str, Any]:
    """Un riesgo que pasa de una celda a otra, cada una como «Media, Mayor»."""

    def valoracion(celda: str) -> dict[str, str]:
        return dict(zip(("probabilidad", "impacto"), celda.split(", "), strict=False))

    return riesgo(referencia=referencia, inherente=valoracion(de), residual=valoracion(a), **mas)


def test_la_celda_dice_la_zona_con_su_palabra_y_sin_riesgos_va_en_su_color_claro() -> None:
    bloques = nodos(va("R1", "Posible, Catastrófico"), metodologia="corrupcion-2015")
    paneles, *_ = tablas(bloques)
    celda, vacia = paneles.filas[2].celdas[3], paneles.filas[1].celdas[3]

    assert celda.contenido == ("60 Extrema\n", Enfasis("R1", negrita=True))
    assert vacia.contenido == "80 Extrema"
    assert [ESTILOS[una.estilo].relleno for una in (celda, vacia)] == ["C00000", "E69999"]
    assert (
        "Convenciones: en color lleno, las celdas con riesgos; en color claro, las demás."
        in parrafos(bloques)
    )


@pytest.mark.parametrize(
    ("cuantos", "dice"), [(1, "R1"), (8, "R1, R2, R3, R4, R5, R6, R7, R8"), (9, "9 riesgos")]
)
def test_de_mas_de_ocho_dice_cuantos_y_la_tabla_los_nombra(cuantos: int, dice: str) -> None:
    suyos = [va(f"R{n}", "Media, Mayor", "Media, Mayor") for n in range(1, cuantos + 1)]
    paneles, cambios = tablas(nodos(*suyos))

    assert filas(paneles)[2][4] == f"Alto\n{dice}"
    assert [(fila[0], fila[2]) for fila in filas(cambios)] == [
        (f"R{n}", "Alto · Media, Mayor") for n in range(1, cuantos + 1)
    ]


def test_la_tabla_dice_de_cada_riesgo_lo_que_sus_paneles() -> None:
    suyos = [
        va("R1", "Media, Mayor", "Media, Leve"),
        va("R2", "Baja, Catastrófico", "Muy Alta, Leve"),
        va("R3", "Media, Mayor", "Media"),
    ]
    bloques = nodos(*suyos)
    _, cambios = tablas(bloques)

    assert [fila[:1] + fila[2:] for fila in filas(cambios)] == [
        ["R1", "Alto · Media, Mayor", "Moderado · Media, Leve", "Baja"],
        ["R2", "Extremo · Baja, Catastrófico", "Alto · Muy Alta, Leve", "Baja"],
        ["R3", "Alto · Media, Mayor", "sin zona", "No se sabe"],
    ]
    # Donde alguna no cabe en un renglón, todas van en dos.
    *_, angosta = tablas(nodos(*suyos, ancho=Mm(120)))
    assert filas(angosta)[0][2:4] == ["Alto\nMedia, Mayor", "Moderado\nMedia, Leve"]
    assert parrafos(bloques) == [
        "2\xa0de\xa02 riesgos bajaron de zona; 1 sin comparar de 3.",
        "Convenciones: en color lleno, las celdas con riesgos; en color claro, las demás.",
        "Riesgo residual. Sin ubicar: R3.",
    ]


def test_en_palabras() -> None:
    suyos = [
        va("R1", "Posible, Catastrófico", "Rara vez, Moderado"),
        va("R2", "Posible, Catastrófico", "Rara vez, Catastrófico"),
        va("R7", "Posible"),
    ]
    paneles, *_ = tablas(nodos(*suyos, metodologia="corrupcion-2015"))
    nombre = metodologias()["corrupcion-2015"].nombre

    assert paneles.texto_alternativo == (
        f"Mapa de calor del riesgo inherente, {nombre}: 3 riesgos. Extrema: R1, R2 (Posible,"
        " Catastrófico). Alta: ninguno. Moderada: ninguno. Baja: ninguno. Sin ubicar: R7."
        f" Mapa de calor del riesgo residual, {nombre}: 3 riesgos. Extrema: ninguno. Alta: ninguno."
        " Moderada: R2 (Rara vez, Catastrófico). Baja: R1 (Rara vez, Moderado). Sin ubicar: R7."
    )


def test_la_zona_escrita_que_no_es_la_de_la_celda_se_dice() -> None:
    uno, otro = va("R1", "Media, Mayor"), va("R2", "Media, Mayor", "Baja, Catastrófico")
    uno["inherente"]["zona"] = otro["inherente"]["zona"] = otro["residual"]["zona"] = "Bajo"

    assert filas(tablas(nodos(uno, otro))[-1]) == [
        ["R1", "Que se pierda", "Alto (escrita: Bajo)\nMedia, Mayor", "sin zona", "No se sabe"],
        [
            "R2",
            "Que se pierda",
            "Alto (escrita: Bajo)\nMedia, Mayor",
            "Extremo (escrita: Bajo)\nBaja, Catastrófico",
            "Sube",
        ],
    ]


def test_sin_referencia_lo_explica() -> None:
    bloques = nodos(va(None, "Media, Mayor"))
    assert filas(tablas(bloques)[1])[0][0] == "n.º\N{NO-BREAK SPACE}1"
    assert parrafos(bloques)[-1] == "n.º: el lugar en el mapa de un riesgo sin referencia propia."


def test_sin_metodologia_no_se_dibuja_y_se_dice() -> None:
    bloques = nodos(va("R1", "Media, Mayor"), metodologia=None)
    (cambios,) = tablas(bloques)

    assert filas(cambios)[0][2:] == ["sin zona", "sin zona", "No se sabe"]
    assert parrafos(bloques)[1] == (
        "Sin la matriz de su metodología, los riesgos no se ubican en un mapa de calor."
    )


def test_lo_que_otro_valoro_en_el_corte_va_al_lado() -> None:
    suyo = va("R1", "Media, Mayor") | {
        "seguimientos": [
            {"corte": "2026-04-30", "quien": "lider", "valoracion": {"zona": "Bajo"}},
            {"corte": "2026-04-30", "valoracion": {"probabilidad": "Baja", "impacto": "Mayor"}},
        ]
    }
    assert filas(tablas(nodos(suyo, en=date(2026, 4, 30)))[-1])[0][2:] == [
        "Alto\nMedia, Mayor",
        "Alto (el líder del proceso: zona Bajo)\nBaja, Mayor",
        "Igual",
    ]


def test_la_zona_que_no_cabe_con_su_nivel_lo_dice() -> None:
    suyo = va("R1", "", "Media, Mayor")
    suyo["inherente"] = {"zona": "Bajo", "impacto": "Catastrófico"}
    assert filas(tablas(nodos(suyo))[-1])[0][2:] == [
        "Bajo (no cabe con su nivel)",
        "Alto · Media, Mayor",
        "No se sabe",
    ]


def test_sin_riesgos_vigentes_no_hay_mapa() -> None:
    bloques = nodos(riesgo(estado="retirado"))
    assert (tablas(bloques), parrafos(bloques)) == ([], ["El mapa no tiene riesgos vigentes."])


@pytest.mark.parametrize("codigo", sorted(metodologias()))
@pytest.mark.parametrize("ancho", [VERTICAL, HORIZONTAL])
def test_cabe_sin_partir_palabras(codigo: str, ancho: Mm) -> None:
    suyos = [riesgo(referencia=f"R{n}") for n in range(1, 41)]
    medidor = lienzo().medidor
    for tabla in tablas(nodos(*suyos, ancho=ancho, metodologia=codigo))[:-1]:
        assert sum(tabla.anchos) == pytest.approx(1)
        assert list(palabras_que_no_caben(tabla, medidor, ancho)) == []
        assert list(columnas_que_parten(tabla, medidor, ancho)) == []


@pytest.mark.parametrize(
    ("codigo", "ancho", "cuantas"),
    [
        ("guia-v5", HORIZONTAL, 1),
        ("guia-v5", VERTICAL, 2),
        ("guia-v4", HORIZONTAL, 1),
        ("guia-v4", VERTICAL, 2),
        ("corrupcion-2015", VERTICAL, 1),
        ("guia-v5", Mm(120), 2),
    ],
)
def test_lado_a_lado_o_uno_debajo_del_otro(codigo: str, ancho: Mm, cuantas: int) -> None:
    *paneles, _ = tablas(nodos(riesgo(), ancho=ancho, metodologia=codigo))
    assert len(paneles) == cuantas


def test_una_palabra_larga_toma_del_ancho_de_las_demas_y_la_letra_no_se_achica() -> None:
    panel, _ = tablas(nodos(riesgo(), ancho=Mm(180), metodologia="guia-v5"))
    leve, _, _, mayor, catastrofico = panel.anchos[1:6]

    assert panel.rotulos[0].celdas[0].estilo == "rotulo-calor_8"
    assert mayor < leve < catastrofico
    assert panel.anchos[1:6] == panel.anchos[7:]


@pytest.mark.parametrize(("referencia", "ancho"), [("R" * 300, VERTICAL), ("R1", Mm(60))])
def test_lo_que_no_cabe_se_parte_pero_sale(referencia: str, ancho: Mm) -> None:
    *paneles, cambios = tablas(nodos(va(referencia, "Media, Mayor"), ancho=ancho))
    assert any(referencia in celda for fila in filas(paneles[0]) for celda in fila)
    assert filas(cambios)[0][0] == referencia


@pytest.mark.integracion
@given(MAPAS)
def test_la_tabla_dice_donde_esta_cada_riesgo(datos_del_mapa: dict[str, Any]) -> None:
    calor = de(
        paac.desde_datos({**datos_del_mapa, "metodologia": "guia-v5"}, como="mapa").contenido
    )
    if not calor.riesgos:
        return
    _, cambios = tablas([*mapa_de_calor(calor, lienzo())])
    assert [fila[0] for fila in filas(cambios)] == [uno.rotulo for uno in calor.riesgos]
    for panel, columna in zip(calor.paneles, (2, 3), strict=True):
        en_celdas = {
            ubicado.ruta: f"{celda.probabilidad.nombre}, {celda.impacto.nombre}"
            for fila in panel.filas
            for celda in fila
            for ubicado in celda.riesgos
        }
        for analizado, fila in zip(calor.riesgos, filas(cambios), strict=True):
            assert fila[columna].endswith(en_celdas.get(analizado.ruta, ""))
            dice_sus_niveles = "\n" in fila[columna] or " · " in fila[columna]
            assert dice_sus_niveles == (analizado.ruta in en_celdas)


# ------------------------------------------------------------------ el bloque de un formato


def formato(de: str = "plan", *tambien: dict[str, Any], **cambios: Any) -> paac.Formato:
    bloque = {"tipo": "mapa_de_calor", **cambios}
    cuerpo = [bloque, *({"tipo": "mapa_de_calor", **otro} for otro in tambien)]
    return paac.formato_desde_datos(
        {
            "codigo": "con-calor",
            "nombre": "Con calor",
            "version": "1",
            "de": de,
            "propiedades": {"titulo": "Prueba"},
            "cuerpo": [{"tipo": "parrafo", "texto": "Vea {{ remision.calor }}."}, *cuerpo]
            if "clave" in cambios
            else cuerpo,
            "numeracion": {"titulos": False},
        }
    )


def plan(*riesgos: dict[str, Any], **mas: Any) -> paac.Plan:
    del_mapa = paac.datos_de(mapa(*riesgos, **{"metodologia": "guia-v5", **mas}))
    suyos = datos()
    return paac.desde_datos({**suyos, "mapa_de_riesgos": del_mapa.get("mapa", del_mapa)}).contenido


_ZONAS = {"muestra": "cambios", "leyenda": "Zona de cada riesgo", "movimiento": False}


def hojas_con(riesgos: int) -> Any:
    zonas_aparte = {**_ZONAS, "hoja": "Zonas"}
    suyo = formato("plan", zonas_aparte, muestra="mapa", leyenda="Mapa de calor", hoja="Calor")
    claves = [f"R{n}" for n in range(1, riesgos + 1)]
    muchos = plan(*(va(clave, "Alta, Mayor", "Baja, Leve") for clave in claves))
    return openpyxl.load_workbook(io.BytesIO(paac.reporte(muchos, suyo).emitir("xlsx").contenido))


@pytest.mark.parametrize(("riesgos", "filtro"), [(2, "A2:E4"), (31, "A2:E33")])
def test_en_un_libro_la_lista_de_los_riesgos_se_ordena_y_se_filtra_en_su_hoja(
    riesgos: int, filtro: str
) -> None:
    libro = hojas_con(riesgos)
    zonas = libro["Zonas"]

    assert libro["Calor"].auto_filter.ref is None  # un mapa de calor se mira entero
    assert zonas.auto_filter.ref == filtro
    assert not zonas.merged_cells.ranges
    assert [celda.value for celda in zonas[2]] == [*ROTULOS_DE_CAMBIOS]


def test_el_bloque_lleva_sus_leyendas_y_se_remite_a_el() -> None:
    suyo = formato("plan", _ZONAS, muestra="mapa", leyenda="Mapa de calor", clave="calor")
    hecho = paac.reporte(plan(va("R1", "Alta, Mayor", "Baja, Leve")), suyo)
    cuerpo = xml(hecho.emitir("docx").contenido, "word/document.xml")
    dichos = [texto_de(parrafo) for parrafo in cuerpo.iter(f"{W}p")]

    assert dichos[0] == "Vea Tabla\xa01."
    assert [d for d in dichos if d.startswith("Tabla\xa0")] == [
        "Tabla\xa01. Mapa de calor",
        "Tabla\xa02. Zona de cada riesgo",
    ]
    (aviso,) = [a for a in hecho.avisos if a.codigo == "mapa_no_mostrado"]
    assert "salvo su mapa de calor" in aviso.mensaje


def test_en_un_telefono_sus_paneles_van_uno_debajo_del_otro_y_no_son_tarjetas() -> None:
    de_un_mapa = mapa(va("R1", "Alta, Mayor", "Baja, Leve"), metodologia="guia-v5")
    hecho = paac.reporte(de_un_mapa, formato(de="mapa", leyenda="Mapa de calor"))
    pagina = hecho.emitir("html").contenido.decode("utf-8")

    # El de abajo repite los nombres de las filas, que en la tabla están una vez.
    nombres = re.findall(r'tr:nth-child\((\d)\) > \.k8::before { content: "(.*?)"; }', pagina)
    assert [*map(str, range(1, 6))] == [numero for numero, _ in nombres]
    assert [nombre for _, nombre in nombres] == [*("Muy Alta", "Alta", "Media", "Baja", "Muy Baja")]
    assert pagina.count('<div class="dibujada') == pagina.count('<div class="marco') == 1


def test_sin_mapa_no_sale_nada() -> None:
    suyo = paac.reporte(paac.desde_datos(datos()).contenido, formato(leyenda="Mapa de calor"))
    assert "Tabla\xa01" not in suyo.emitir("html").contenido.decode("utf-8")


def test_sin_la_frase_de_lo_que_se_movio_si_otro_la_dice() -> None:
    uno = plan(va("R1", "Alta, Mayor", "Baja, Leve"))
    con_ella, sin_ella = (
        paac.reporte(uno, formato(movimiento=movimiento)).emitir("html").contenido.decode("utf-8")
        for movimiento in (True, False)
    )
    assert "bajó de zona" in con_ella
    assert "bajó de zona" not in sin_ella


def test_lo_que_muestra_no_se_calla_ni_se_da_por_mostrado_lo_demas() -> None:
    uno = plan(va("R1", "Alta, Mayor"), riesgo(referencia="R2", estado="retirado"))
    mostrado = componer(uno, formato(), None).mostrado
    vigente, retirado = uno.mapa_de_riesgos.procesos[0].riesgos  # type: ignore[union-attr]

    assert mostrado.muestra("riesgo.descripcion", vigente)
    assert not mostrado.muestra("riesgo.tratamiento", vigente)
    assert not mostrado.muestra("riesgo.descripcion", retirado)


def test_al_corte_del_reporte() -> None:
    uno = va(
        "R1",
        "Alta, Mayor",
        "Baja, Leve",
        seguimientos=[
            {"corte": "2026-04-30", "valoracion": {"probabilidad": "Alta", "impacto": "Mayor"}}
        ],
    )
    pagina = paac.reporte(plan(uno), formato(), corte=date(2026, 4, 30)).emitir("html").contenido
    assert "El único riesgo con las dos zonas quedó en la misma zona." in pagina.decode("utf-8")


@con_sdk
def test_en_word_y_en_excel_es_valido(tmp_path: Path) -> None:
    suyo = plan(*(va(f'R{n} <&"', "Alta, Mayor", "Baja, Leve") for n in range(12)))
    rutas = [tmp_path / f"calor.{tipo}" for tipo in ("docx", "xlsx")]
    for ruta in rutas:
        ruta.write_bytes(
            paac.reporte(suyo, formato(leyenda="Mapa de calor")).emitir(ruta.suffix[1:]).contenido
        )

    assert validar(*rutas) == ""


def test_para_nombrarlo_hace_falta_la_leyenda() -> None:
    with pytest.raises(paac.ErrorDeFormato, match="no lleva una leyenda"):
        formato(clave="calor")
