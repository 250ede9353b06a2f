"""De un mapa, y de lo que un plan lleva, se avisa lo que no sale, y sólo eso.

Prueba ``formatos/definicion/recorridos_del_mapa``.
"""

from typing import Any

import attrs
from ayudas import mapas
from ayudas.en_tablas import texto_de_tablas
from ayudas.planes import plan

import paac_reportes as paac


def formato(*columnas: dict[str, Any], **claves: Any) -> paac.Formato:
    con_ancho: list[Any] = [{"rotulo": "Dato", "ancho": "auto", **una} for una in columnas]
    return paac.formato_de_columnas("M", con_ancho, codigo="M", **{"recorre": "riesgos", **claves})


def avisos(contenido: Any, pedido: paac.Formato) -> list[str]:
    return [str(uno) for uno in paac.reporte(contenido, pedido).avisos]


def test_lo_que_dice_otro_dato_lo_dice_tambien_en_un_texto() -> None:
    suyo = mapas.riesgo(
        responsable="La jefe",
        causas=[{"texto": "Falta control", "clase": "inmediata"}],
    )
    textos = [
        {"texto": "{{ riesgo.descripcion }}"},
        {"texto": "{{ a_cargo.responsable }}"},
        {"texto": "{{ causa_inmediata.texto }}"},
    ]
    dichos = " ".join(avisos(mapas.mapa(suyo), formato(*textos)))

    assert "responsable" not in dichos
    assert "clase" not in dichos


def test_el_retirado_que_sale_no_se_avisa() -> None:
    mapa = mapas.mapa(
        mapas.riesgo(referencia="R1"), mapas.riesgo(referencia="R2", estado="retirado")
    )
    que_salen = {
        recorre: "retirados: R2"
        not in " ".join(avisos(mapa, formato({"dato": "riesgo.referencia"}, recorre=recorre)))
        for recorre in ("riesgos", "mapa.riesgos")
    }
    impreso = paac.reporte(mapa, formato({"dato": "riesgo.referencia"}, recorre="mapa.riesgos"))

    assert que_salen == {"riesgos": False, "mapa.riesgos": True}
    assert "R2" in texto_de_tablas(impreso)


def test_de_lo_que_un_plan_lleva_se_dicen_sus_firmas_sus_cambios_y_sus_textos() -> None:
    llevado = mapas.mapa(
        mapas.riesgo(),
        firmas=[{"rol": "Elaboró", "nombre": "La jefe"}],
        control_cambios=[{"version": "1", "fecha": "2026", "razon": "Inicial"}],
        textos={"introduccion": "Lo que dice"},
    )
    con_mapa = attrs.evolve(plan(), mapa_de_riesgos=llevado)
    de_riesgos = formato({"dato": "riesgo.descripcion"}, de="plan")
    rutas = {a.ruta: a.mensaje for a in paac.reporte(con_mapa, de_riesgos).avisos}

    assert {"mapa_de_riesgos.firmas", "mapa_de_riesgos.control_cambios"} <= set(rutas)
    assert rutas["mapa_de_riesgos.textos"] == "el formato M no muestra los textos del mapa"


def test_la_lista_de_lo_que_lleva_dice_donde_esta() -> None:
    con_mapa = attrs.evolve(plan(), mapa_de_riesgos=mapas.mapa(mapas.riesgo()))
    sin_riesgo = formato({"texto": "Fijo"}, de="plan")
    (aviso,) = [
        a
        for a in paac.reporte(con_mapa, sin_riesgo).avisos
        if a.codigo == "lista_no_mostrada" and a.ruta.startswith("mapa")
    ]

    assert aviso.ruta == "mapa_de_riesgos.procesos"


def test_la_lista_declarada_que_no_trae_nada_conserva_su_tabla() -> None:
    pedido = formato({"dato": "control.descripcion", "rotulo": "Control"}, recorre="mapa.controles")
    vacio = paac.desde_datos({"entidad": {"nombre": "Municipio"}}, como="mapa").contenido

    assert "Control" in paac.reporte(vacio, pedido).emitir("html").contenido.decode()


def test_el_extra_del_mapa_que_nadie_trae_se_avisa() -> None:
    con_acta = paac.desde_datos(
        mapas.datos(mapas.riesgo(), extras={"acta": "012"}), como="mapa"
    ).contenido
    pedido = formato({"dato": "mapa.extras.actaa"}, {"dato": "riesgo.descripcion"})
    codigos = [a.codigo for a in paac.reporte(con_acta, pedido).avisos]

    assert "extra_desconocido" in codigos
