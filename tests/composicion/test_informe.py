"""El informe narrativo: textos sin cicatrices, normas de su fecha, cifras y gráficos.

Prueba ``composicion/bloques``.
"""

import html
import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from ayudas.a_medida import plan_de
from ayudas.avisos import dicen
from ayudas.compartido import (
    RAIZ,
    con_datos_reales,
    con_libreoffice,
    con_sdk,
    dibujar,
    leer_real,
    validar,
)
from ayudas.lectores import (
    hojas_de_excel,
    parrafos_de_word,
    partes,
    tablas_de_word,
    textos_de_excel,
)
from ayudas.planes import actividad, tramite
from ayudas.variado import Prosa, hallazgos_de

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato, titular
from paac_reportes.informe import vencimientos
from paac_reportes.normativa.normas import normas_vigentes
from paac_reportes.textos.remisiones import sin_remisiones

FORMATO = "informe-seguimiento"
ABRIL, AGOSTO = date(2026, 4, 30), date(2026, 8, 31)


@pytest.fixture(scope="module")
def ejemplo() -> paac.Plan:
    return paac.leer(RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml").sin_dudas()


@pytest.fixture(scope="module")
def word(ejemplo: paac.Plan) -> bytes:
    return paac.reporte(ejemplo, FORMATO).emitir("docx").contenido


@pytest.fixture(scope="module")
def excel(ejemplo: paac.Plan) -> bytes:
    return paac.reporte(ejemplo, FORMATO).emitir("xlsx").contenido


def con(**avances: object) -> dict[str, Any]:
    """Una actividad con su avance en abril (``abril``) y en agosto (``agosto``)."""
    cortes = {"abril": "2026-04-30", "agosto": "2026-08-31"}
    seguimientos = [{"corte": cortes[mes], "avance": a} for mes, a in avances.items()]
    return actividad(seguimientos=seguimientos, fecha_programada="30/06/2026")


def prosa(de: paac.Plan, corte: date = AGOSTO) -> Any:
    return Prosa(hallazgos_de(de, corte))


@pytest.mark.una_de_cada("formato")
@pytest.mark.parametrize("formato", [FORMATO, "MCCO.101.18.F.20-informe"])
@pytest.mark.parametrize("corte", [date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)])
def test_no_quedan_cicatrices_de_plantilla(
    ejemplo: paac.Plan, formato: str, corte: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    contenido = paac.reporte(ejemplo, formato, corte=corte).emitir("docx").contenido
    narrados = [texto for estilo, texto in parrafos_de_word(contenido) if estilo[:3] != "TOC"]

    for texto in narrados:
        assert not re.search(
            r"None|\{\{|\}\}|  |\s[,.;:]|\.\.|\b1 actividades|\b1 trámites", texto
        ), texto


@pytest.mark.parametrize(
    ("corte", "citada", "no_citada"),
    [
        (date(2020, 8, 31), "Decreto 124 de 2016", "Decreto 1122 de 2024"),
        (date(2024, 8, 29), "Decreto 124 de 2016", "Decreto 1122 de 2024"),
        (date(2024, 8, 30), "Decreto 1122 de 2024", "Decreto 124 de 2016"),
        (date(2026, 8, 31), "Decreto 1122 de 2024", "2.1.4.6"),
    ],
)
def test_una_norma_derogada_no_se_cita_como_vigente(
    corte: date, citada: str, no_citada: str
) -> None:
    citas = " ".join(f"{n.norma} {n.articulo} {n.detalle}" for n in normas_vigentes(corte))

    assert citada in citas
    assert no_citada not in citas
    assert normas_vigentes(None) == ()


def textos_del_informe(formato: str = FORMATO, **cambios: Any) -> list[str]:
    """Los párrafos de un informe de un plan de esa vigencia, con corte al 31 de diciembre."""
    corte = f"{cambios['vigencia']}-12-31"
    de = plan_de(actividad(seguimientos=[{"corte": corte, "avance": 50}]), **cambios)
    return [
        texto for _, texto in parrafos_de_word(paac.reporte(de, formato).emitir("docx").contenido)
    ]


@pytest.mark.parametrize(
    ("vigencia", "titulo"),
    [
        (2023, "Informe de seguimiento al Plan Anticorrupción y de Atención al Ciudadano"),
        (2024, "Informe de seguimiento al Plan Anticorrupción y de Atención al Ciudadano"),
        (2025, "Informe de seguimiento al Programa de Transparencia y Ética Pública"),
        (2026, "Informe de seguimiento al Programa de Transparencia y Ética Pública"),
    ],
)
def test_el_informe_se_titula_por_su_regimen(vigencia: int, titulo: str) -> None:
    assert titulo in textos_del_informe(vigencia=vigencia)


def test_un_informe_del_ptep_no_se_llama_plan_anticorrupcion() -> None:
    de = plan_de(actividad(seguimientos=[{"corte": "2026-12-31", "avance": 50}]), vigencia=2026)
    contenido = partes(paac.reporte(de, FORMATO).emitir("docx").contenido)
    todo = " ".join(textos_del_informe(vigencia=2026))
    encabezados = " ".join(c.decode() for n, c in contenido.items() if "header" in n)

    # La escala sí es de la guía del PAAC: el PTEP no trae otra, y así se dice.
    for dicho in (
        "«Niveles de cumplimiento de la guía del PAAC, versión 2»",
        "Las zonas son las de la guía del PAAC, versión 2, que este informe usa como referencia",
    ):
        assert dicho in todo
        todo = todo.replace(dicho, "")
    assert "Plan Anticorrupción" not in todo
    assert "PAAC" not in todo
    assert "Informe de seguimiento al PTEP" in encabezados
    assert "Corte: 31 de diciembre de 2026" in encabezados
    assert "Seguimiento al PTEP, corte del" in contenido["docProps/core.xml"].decode()


def test_el_titulo_oficial_del_paac_no_cambia_y_se_avisa() -> None:
    de = plan_de(actividad(seguimientos=[{"corte": "2027-04-30", "avance": 50}]), vigencia=2027)
    dado = paac.reporte(de, "MCCO.101.18.F.20-informe").emitir("docx")
    contenido = dado.contenido
    assert dicen(dado.avisos, "es del PAAC.*use informe-seguimiento")

    textos = " ".join(texto for _, texto in parrafos_de_word(contenido))
    assert "INFORME DE SEGUIMIENTO PLAN ANTICORRUPCIÓN Y ATENCIÓN AL CIUDADANO" in textos


def test_la_transicion_se_explica_una_vez_en_el_marco_legal() -> None:
    de_2024 = " ".join(textos_del_informe(vigencia=2024))
    de_2023 = " ".join(textos_del_informe(vigencia=2023))

    assert (
        de_2024.count("El plan de la vigencia 2024 se adoptó como PAAC; desde el 30 de agosto") == 1
    )
    assert "se adoptó como PAAC" not in de_2023


def test_un_regimen_cuyo_plazo_paso_se_dice_en_el_informe() -> None:
    de_2027 = " ".join(textos_del_informe(vigencia=2027, regimen="paac-v2"))
    de_2025 = " ".join(textos_del_informe(vigencia=2025, regimen="paac-v2"))

    # Como hallazgo, en los criterios y en las conclusiones, con las mismas palabras.
    assert de_2027.count("se cumplió el 30 de agosto de 2026; la entidad sigue con el PAAC.") == 3
    assert "se cumplió el 30 de agosto" not in de_2025


def test_el_marco_legal_es_el_del_regimen_y_el_orden_de_la_entidad() -> None:
    def normas(**cambios: Any) -> list[tuple[str, str]]:
        de = plan_de(actividad(seguimientos=[{"corte": "2014-12-31", "avance": 50}]), **cambios)
        return [(n.norma, n.articulo) for n in hallazgos_de(de, date(2014, 12, 31)).normas]

    nacional = normas(vigencia=2014, entidad={"nombre": "M", "orden": "nacional"})
    territorial = normas(vigencia=2014, entidad={"nombre": "M", "orden": "territorial"})

    assert set(nacional) - set(territorial) == {("Ley 1712 de 2014", "Artículo 9, literal g")}
    assert ("Decreto 2641 de 2012", "Todo el decreto") in nacional


def test_los_textos_del_plan_reemplazan_a_los_del_formato() -> None:
    textos = {
        "introduccion": "Primero.\n\nSegundo con **fuerza** y *gracia*.\n- uno\n- dos\n1. tres",
        "recomendaciones": "",
        "fortalezas": "{{ entidad.nombre }} tal cual.",
    }
    contenido = (
        paac.reporte(plan_de(con(agosto=50), textos=textos), FORMATO).emitir("docx").contenido
    )
    parrafos = parrafos_de_word(contenido)
    documento = partes(contenido)["word/document.xml"].decode()

    assert ("Lista", "uno") in parrafos
    assert ("Lista", "tres") in parrafos
    assert "<w:r><w:rPr><w:b/></w:rPr><w:t>fuerza</w:t></w:r>" in documento
    assert "<w:r><w:rPr><w:i/></w:rPr><w:t>gracia</w:t></w:r>" in documento
    titulos = [t for estilo, t in parrafos if estilo[:7] == "Heading"]
    assert "Recomendaciones" not in titulos
    assert "Fortalezas" in titulos
    assert any(t == "{{ entidad.nombre }} tal cual." for _, t in parrafos)
    assert (
        "<strong>fuerza</strong>"
        in paac.reporte(plan_de(con(agosto=5), textos=textos), FORMATO)
        .emitir("html")
        .contenido.decode()
    )


def test_los_textos_van_y_vuelven_y_se_limpian() -> None:
    de = plan_de(con(agosto=50), textos={"introduccion": "a\x07b"})

    assert paac.desde_datos(paac.datos_de(de)).contenido == de
    assert "textos" not in paac.datos_de(plan_de(con(agosto=50)))
    assert dicen(
        paac.reporte(de, FORMATO).emitir("html").avisos, "textos.introduccion: se cambió por"
    )


def test_la_prosa_dice_su_base_y_su_metodo() -> None:
    varios = prosa(plan_de(con(agosto=50), con(abril=10, agosto=100), con(abril=90, agosto=80)))

    assert varios.avance == (
        "El avance acumulado, promedio de las actividades, es de 76,7\xa0%. Sale de las 3 actividades que"
        " aplican. Corresponde a la zona media."
    )
    assert varios.avance_del_periodo == (
        "En el período, el avance de las 2 que se conocen en los dos cortes subió en promedio 40"
        " puntos."
    )
    assert varios.cambios == (
        "Frente al corte del 30 de abril de 2026 hay cambios. De las 3 actividades del plan, 1 subió su"
        " avance, 1 bajó su avance y 1 terminó. Además, 1 tiene un avance que antes no se conocía. Alguna"
        " está en más de un caso."
    )
    assert varios.cumplimiento == (
        "De las 3 actividades que debían estar terminadas, 1 lo está (33,3\xa0%). Las otras 2"
        " vencieron."
    )


def test_la_prosa_de_una_sola_fila() -> None:
    uno = prosa(plan_de(con(agosto=50)))

    assert uno.general == (
        "Comprende 1 actividad, en 1 componente. Los reportes son los del período del 1 de enero de"
        " 2026 al 31 de agosto de 2026."
    )
    assert uno.avance == (
        "El avance acumulado, promedio de las actividades, es de 50,0\xa0%. Sale de la única actividad que"
        " aplica. Corresponde a la zona baja."
    )
    assert sin_remisiones(uno.pendientes) == (
        "- 1 actividad venció.\n- En el período se podía exigir el reporte de 1 actividad: todo se"
        " reportó.\n- Hasta el próximo corte, el 31 de diciembre, no vence nada de lo que falta"
        " por terminar."
    )
    assert uno.cambios == ""


def test_la_prosa_de_lo_que_no_se_sabe() -> None:
    nada = prosa(plan_de(actividad(seguimiento=None, fecha_programada="30/11/2026")))

    assert nada.avance == (
        "De la única actividad que aplica no se declaró un porcentaje: el avance no se puede"
        " calificar."
    )
    assert nada.cobertura == "En el período no se reportó nada de la única actividad que aplica."
    assert nada.pendientes == (
        "- No consta nada vencido.\n- En el período no se podía exigir ningún reporte.\n- Hasta el próximo corte, el 31 de diciembre,"
        " vence 1 actividad, el 30 de noviembre."
    )
    assert "desde el 60\xa0% y menos del 80\xa0%; alta, desde el 80\xa0%" in nada.metodologia


def test_la_prosa_concuerda_con_lo_que_cuenta() -> None:
    reporte = {"seguimientos": [{"corte": AGOSTO, "texto": "Hecho."}]}
    solos = prosa(plan_de(componentes=[{"tramites": [tramite(**reporte), tramite(**reporte)]}]))

    assert solos.cobertura == "En el período se reportó algo de los 2 trámites que aplican."
    assert solos.avance == (
        "De ninguno de los 2 trámites que aplican se declaró un porcentaje: el avance no se puede"
        " calificar."
    )
    dos = [{"tramites": [tramite(**reporte)], "intercambios": [tramite(**reporte)]}]
    assert "1 trámite y 1 intercambio de información" in prosa(plan_de(componentes=dos)).general


def test_sin_base_no_hay_zona_y_se_dice() -> None:
    de = plan_de(con(agosto=100), *[actividad(seguimiento=None) for _ in range(3)])

    assert prosa(de).avance.endswith(
        "Sale de 1\xa0de\xa04 actividades con avance conocido. Si todo lo que se calla fuera 0 o 100, el plan estaría entre 25,0\xa0% y"
        " 100,0\xa0%. Se conoce muy poco para decir su zona: 1\xa0de\xa04, y se pide al menos el 50\xa0%."
    )


def test_junto_a_no_hay_vencidas_se_dice_lo_que_no_se_sabe() -> None:
    solo_texto = actividad(
        fecha_programada="30/06/2026", seguimientos=[{"corte": AGOSTO, "texto": "Hecho."}]
    )
    vaga = actividad(seguimiento=None, fecha_programada="Cuando se requiera")
    # La vaga va en blanco bajo un reporte: se cuenta ahí, y no otra vez por no decir cuándo.
    pendientes = prosa(plan_de(solo_texto, solo_texto, vaga)).pendientes

    assert pendientes.splitlines()[0] == "- No consta nada vencido."
    assert pendientes.endswith(
        "No se da por incumplido lo que sólo trae un texto. Tampoco otra actividad, en blanco"
        " bajo otra con reporte, sin un último día hasta el corte. El blanco puede ser la misma celda de arriba.\n- Hasta el próximo corte, el 31 de diciembre,"
        " no vence nada de lo que falta por terminar."
    )


def test_la_verificacion_sale_de_los_datos_o_no_sale() -> None:
    revisada = con(agosto=50)
    revisada["seguimientos"][0]["verificacion"] = {"resultado": "parcial", "nota": "Falta el acta."}
    de = plan_de(revisada, con(agosto=80))

    assert prosa(de).verificacion == (
        "Control interno revisó las evidencias de 1 de las 2 actividades reportadas en el período: 1"
        " verificada en parte. Ninguna está terminada."
    )
    assert prosa(plan_de(con(agosto=50))).verificacion == ""
    contenido = paac.reporte(de, FORMATO).emitir("docx").contenido
    assert any(
        "Falta el acta." in celda for t in tablas_de_word(contenido) for f in t for celda in f
    )
    titulos = [t for estilo, t in parrafos_de_word(contenido) if estilo == "Heading1"]
    assert "Verificación de evidencias" in titulos


def test_un_informe_de_un_corte_sin_seguimientos_no_se_escribe() -> None:
    de = plan_de(con(abril=20, agosto=50))
    with pytest.raises(
        paac.ErrorDeEntrada, match=r"corte: no hay seguimientos con corte 31/12/2026 .* 30/04/2026"
    ):
        paac.reporte(de, FORMATO, corte=date(2026, 12, 31)).emitir("docx")
    with pytest.raises(paac.ErrorDeEntrada, match="corte: el plan no tiene el del 31/03/2026; los"):
        paac.reporte(de, FORMATO, corte=date(2026, 3, 31)).emitir("docx")
    with pytest.raises(paac.ErrorDeEntrada, match="el plan no trae ninguno"):
        paac.reporte(plan_de(actividad(seguimiento=None)), FORMATO).emitir("docx")
    # Una matriz por llenar sí se escribe.
    assert paac.reporte(de, "paac-seguimiento", corte=date(2026, 3, 31)).emitir("docx").contenido


def test_destinatario_y_fecha_salen_de_los_textos() -> None:
    textos = {"destinatario": "Despacho del alcalde", "fecha_elaboracion": "14 de septiembre"}
    contenido = (
        paac.reporte(plan_de(con(agosto=50), textos=textos), FORMATO).emitir("docx").contenido
    )
    de_quien, ficha = tablas_de_word(contenido)[:2]
    portada = dict(ficha)

    assert de_quien == [["M"]]
    assert portada["Dirigido a"] == "Despacho del alcalde"
    assert portada["Fecha de elaboración"] == "14 de septiembre"
    sin = tablas_de_word(paac.reporte(plan_de(con(agosto=50)), FORMATO).emitir("docx").contenido)[1]
    assert "Dirigido a" not in [fila[0] for fila in sin]


def test_el_nombre_de_la_entidad_pierde_las_mayusculas_con_que_llego() -> None:
    plan = plan_de(con(agosto=50), entidad={"nombre": "MUNICIPIO DE PRUEBA"})
    informe, impreso = (
        paac.reporte(plan, formato).emitir("docx").contenido
        for formato in (FORMATO, "MCCO.101.18.F.20-informe")
    )

    assert tablas_de_word(informe)[0] == [["Municipio de Prueba"]]
    assert tablas_de_word(impreso)[0][0] == ["Entidad", "MUNICIPIO DE PRUEBA"]


@pytest.mark.parametrize(
    ("formato", "escrito"),
    [
        ("informe-seguimiento", "Municipio de Prueba"),
        ("paac-seguimiento", "MUNICIPIO DE PRUEBA"),
        ("ptep-seguimiento", "MUNICIPIO DE PRUEBA"),
    ],
)
def test_en_un_impreso_el_titular_va_como_llego(formato: str, escrito: str) -> None:
    definido, _ = hallar_formato(formato)

    assert titular(definido, paac.Entidad(nombre="MUNICIPIO DE PRUEBA")) == escrito


@pytest.mark.parametrize("tipo", ["xlsx", "html"])
def test_los_anexos_y_las_tablas_se_numeran_igual_en_toda_salida(
    ejemplo: paac.Plan, word: bytes, tipo: str
) -> None:
    """Quien cita la Tabla 18 o el Anexo D no tiene que decir de cuál archivo."""
    otra = paac.reporte(ejemplo, FORMATO).emitir(tipo).contenido
    textos = textos_de_excel(otra) if tipo == "xlsx" else textos_de_html(otra)

    assert numerados(textos) == numerados([texto for _, texto in parrafos_de_word(word)])


def numerados(textos: list[str]) -> set[str]:
    """``Tabla 3. Vencidas``, ``Anexo B. Matriz``; en el contenido de un Word va la página."""
    llanos = (" ".join(texto.split()).removeprefix('="').removeprefix("= ") for texto in textos)
    numeradas = (uno for uno in llanos if re.match(r"Tabla \d+\. |Anexo [A-Z]\. ", uno))
    return {uno.partition(", en la hoja")[0].rstrip("0123456789 ") for uno in numeradas}


def textos_de_html(pagina: bytes) -> list[str]:
    titulos = re.findall(
        r"<(caption|figcaption|h[1-3])\b[^>]*>(.*?)</\1>", pagina.decode(), re.DOTALL
    )
    return [html.unescape(re.sub("<[^>]+>", "", dentro)) for _, dentro in titulos]


@pytest.mark.integracion
@con_datos_reales
def test_el_seguimiento_real_imprime_sus_cifras_con_su_metodo() -> None:
    de = paac.desde_datos(leer_real("cajica_seguimiento_2018.json")).contenido
    textos = " ".join(
        t for _, t in parrafos_de_word(paac.reporte(de, FORMATO).emitir("docx").contenido)
    )

    assert (
        "El avance acumulado, promedio de las actividades, es de 55,0\xa0%. Sale de las 12"
        " actividades que aplican. Corresponde a la zona baja." in textos
    )
    por_subcomponentes = paac.modelo.Metodologia(metodo="subcomponentes")
    otro = paac.reporte(de, FORMATO, metodologia=por_subcomponentes).emitir("docx").contenido
    dicho = " ".join(t for _, t in parrafos_de_word(otro))
    assert "promedio de los promedios" in dicho
    assert "es de 54,8\xa0%. " in dicho
    assert "Decreto 124" in str(tablas_de_word(paac.reporte(de, FORMATO).emitir("docx").contenido))


@con_sdk
def test_el_validador_no_halla_nada(word: bytes, excel: bytes, tmp_path: Any) -> None:
    rutas = [tmp_path / "a.docx", tmp_path / "a.xlsx"]
    for ruta, contenido in zip(rutas, (word, excel), strict=True):
        ruta.write_bytes(contenido)

    assert validar(*rutas) == ""


@con_libreoffice
def test_dibujado_cada_titulo_esta_en_la_pagina_que_dice_el_contenido(
    ejemplo: paac.Plan, tmp_path: Any
) -> None:
    word = paac.reporte(ejemplo, FORMATO).emitir("docx").contenido
    (tmp_path / "a.docx").write_bytes(word)
    paginas = [" ".join(p.split()) for p in dibujar(tmp_path / "a.docx", tmp_path)]
    renglones = [t.strip("\t").split("\t") for e, t in parrafos_de_word(word) if e[:3] == "TOC"]

    assert len(renglones) > 15
    for titulo, pagina in renglones:
        assert " ".join(titulo.split()) in paginas[int(pagina) - 1]


def test_un_texto_que_el_formato_no_muestra_se_avisa() -> None:
    de = plan_de(con(agosto=50), textos={"conclusion": "Una sola."})
    dicho = r"textos.conclusion: .* no muestra este texto; ¿es «conclusiones»\?"
    assert dicen(paac.reporte(de, FORMATO).emitir("html").avisos, dicho)
    assert dicen(
        paac.reporte(de, "paac-plan").emitir("html").avisos,
        "textos: .* no muestra los textos de un informe",
    )


def test_sin_corte_anterior_no_hay_anexo_de_cambios_ni_pagina_en_blanco() -> None:
    de = plan_de(con(agosto=50))
    titulos = [
        t
        for e, t in parrafos_de_word(paac.reporte(de, FORMATO).emitir("docx").contenido)
        if e == "Heading1"
    ]

    assert "Anexo: cambios frente al corte anterior" not in titulos
    hojas = list(hojas_de_excel(paac.reporte(de, FORMATO).emitir("xlsx").contenido))
    assert hojas[:2] == ["Portada", "Resumen"]
    assert hojas[-2:] == ["Letras", "Actividades"]
    assert "Cambios" not in hojas


@pytest.mark.parametrize("cuantas", [1, 2])
def test_por_dependencia_solo_se_reparte_lo_de_varias(cuantas: int) -> None:
    uno = {"nombre": "Integridad", "actividades": [con(agosto=40)] * 16}
    otro = {"nombre": "Conflictos", "actividades": [con(agosto=80)] * 16}
    componentes = [{"numero": 1, "nombre": "Riesgos", "subcomponentes": [uno, otro]}]
    oficinas = [{"nombre": f"Oficina {n}", "componentes": componentes} for n in range(cuantas)]
    datos = {"entidad": {"nombre": "M"}, "vigencia": 2026, "dependencias": oficinas}
    plan = paac.desde_datos(datos).contenido
    contenido = paac.reporte(plan, FORMATO, corte=AGOSTO).emitir("docx").contenido

    titulos = {texto.lower() for _, texto in parrafos_de_word(contenido)}

    assert any("por dependencia" in titulo for titulo in titulos) is (cuantas > 1)
    hallazgos = hallazgos_de(plan, ABRIL)
    assert [uno.nombre for uno in vencimientos.por_parte(hallazgos.analisis)] == (
        ["1. Riesgos"] if cuantas == 1 else ["Oficina 0", "Oficina 1"]
    )


def test_los_avances_de_una_columna_llevan_los_mismos_decimales_y_ninguno_se_redondea() -> None:
    actividades = [con(agosto=50), con(agosto="66.7"), con(abril="33.3333"), con(abril=20)]
    contenido = paac.reporte(plan_de(*actividades), FORMATO, corte=AGOSTO).emitir("docx").contenido

    tablas = tablas_de_word(contenido)
    (vencidas,) = (tabla for tabla in tablas if tabla[0][-1] == "Lo declarado")
    (sustento,) = (tabla for tabla in tablas if tabla[0][-1] == "De dónde viene")

    calla = "\nSin reporte en el período"
    declarados = [fila[-1].replace("\N{NO-BREAK SPACE}", " ") for fila in vencidas[1:]]
    avances = [fila[-2].replace("\N{NO-BREAK SPACE}", " ") for fila in sustento[1:]]
    assert declarados == ["50,00 %", "66,70 %", f"33,33 %{calla}", f"20,00 %{calla}"]
    # Con éstos se rehace el promedio: el que trae más de dos los conserva.
    assert avances == ["33,3333 %", "20,00 %"]


def test_lo_que_no_cabe_en_una_celda_sigue_en_otra_fila_y_tampoco_une() -> None:
    largo = actividad(seguimientos=[{"corte": "2026-08-31", "texto": "palabra " * 5_000}])
    libro: Any = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(plan_de(largo), FORMATO, corte=AGOSTO).emitir("xlsx").contenido)
    )
    hoja = libro["Actividades"]
    _, primera, segunda = hoja.iter_rows(max_col=hoja.max_column - 1, values_only=True)
    distintas = [trozos for trozos in zip(primera, segunda, strict=True) if len({*trozos}) > 1]

    assert not hoja.merged_cells.ranges
    assert ["".join(trozos) for trozos in distintas] == ["palabra " * 5_000]


def test_la_portada_dice_donde_esta_la_entidad_y_el_hallazgo_va_en_el_resumen() -> None:
    de_la_entidad = {"nombre": "M", "direccion": "Calle 1", "sitio_web": "www.m.gov.co"}
    contenido = (
        paac.reporte(plan_de(con(agosto=50), entidad=de_la_entidad), FORMATO)
        .emitir("docx")
        .contenido
    )
    dichos = [texto for _, texto in parrafos_de_word(contenido)]
    hallazgo = prosa(plan_de(con(agosto=50))).hallazgo
    llanos = [dicho.replace("\xa0", " ") for dicho in dichos]
    (lugar,) = [n for n, dicho in enumerate(llanos) if dicho == hallazgo.replace("\xa0", " ")]
    pies = [c.decode() for n, c in partes(contenido).items() if n.startswith("word/footer")]

    assert dichos.index("Contenido") < dichos.index("Resumen") == lugar - 1
    assert sum("www.m.gov.co" in pie for pie in pies) >= 2  # el de la portada y los de las demás


def test_sin_avances_no_hay_avance_ni_cero() -> None:
    contenido = paac.reporte(plan_de(actividad()), FORMATO).emitir("docx").contenido
    textos = " ".join(texto for _, texto in parrafos_de_word(contenido))

    assert "no se conoce" in textos
    assert "avance acumulado es de" not in textos.replace("avance acumulado es el", "")
    assert not [t for t in tablas_de_word(contenido) if "Avance" in str(t[0])]
