"""Lo que un informe dice de un mapa de riesgos, leído en lo que se emite.

Prueba ``informe/riesgos``, ``informe/recomendaciones_del_mapa`` y ``analisis/riesgos/frases``.
"""

import html
import re
from datetime import date
from typing import Any

import attrs
from ayudas.a_medida import plan_de
from ayudas.compartido import RAIZ
from ayudas.mapas import riesgo
from ayudas.planes import actividad

import paac_reportes as paac

JUNIO = date(2026, 6, 30)
GRAVE = {"probabilidad": "Media", "impacto": "Mayor"}


def con(*procesos: dict[str, Any], **mas: Any) -> paac.MapaDeRiesgos:
    """El mapa de esos procesos, valorado con la guía 7."""
    datos = {"entidad": {"nombre": "MUNICIPIO DE X"}, "vigencia": 2026, "metodologia": "guia-v7"}
    return paac.desde_datos({**datos, "procesos": list(procesos), **mas}, como="mapa").contenido


def de_uno(*riesgos: dict[str, Any], **mas: Any) -> paac.MapaDeRiesgos:
    """El mapa de un proceso con esos riesgos."""
    return con({"nombre": "Compras", "lider": "Ana", "riesgos": list(riesgos)}, **mas)


def grave(referencia: str, *seguimientos: dict[str, Any], **mas: Any) -> dict[str, Any]:
    """Un riesgo de zona alta, con esos seguimientos de junio."""
    seguidos = [{"corte": str(JUNIO), **seguido} for seguido in seguimientos]
    valorado = {"inherente": GRAVE, "residual": GRAVE, "seguimientos": seguidos}
    return riesgo(**valorado | {"referencia": referencia} | mas)


def informe(mapa: Any, formato: str = "informe-seguimiento", **mas: Any) -> str:
    """El texto del informe en HTML, con una barra entre celdas."""
    mas = {"corte": JUNIO} | mas
    escrito = paac.reporte(mapa, formato, **mas).emitir("html").contenido.decode()
    sin_marcas = re.sub(r"<[^>]+>", "", re.sub(r"</(td|th|p|li|tr)>", " | ", escrito))
    return re.sub(
        r"[ |\n\xa0]*\|[ |\n\xa0]*", " | ", html.unescape(sin_marcas).replace("\xa0", " ")
    )


def test_cada_riesgo_es_de_quien_responde_por_su_proceso_y_no_por_otro_que_se_llame_igual() -> None:
    procesos = [
        {"nombre": "A", "lider": "Ana", "riesgos": [grave("R1")]},
        {"nombre": "A", "lider": "Beto", "riesgos": [grave("R2")]},
        {"nombre": "A", "dependencia": "Hacienda", "riesgos": [grave("R3")]},
    ]
    escrito = informe(con(*procesos))

    for numero, responde in enumerate(("Ana", "Beto", "Hacienda"), 1):
        assert f"| R{numero} | Que se pierda | {responde} | Alto |" in escrito


def test_lo_que_el_lider_dijo_de_lo_ocurrido_se_muestra_y_no_falta() -> None:
    paso = {"ocurrio": "si", "fecha": "mayo", "descripcion": "Un robo", "accion": "Se denunció"}
    lider = {"quien": "lider", "materializacion": paso}
    solo_si = {"quien": "oci", "materializacion": {"ocurrio": "si"}}
    escrito = informe(de_uno(grave("R1", solo_si, lider)))

    assert "| R1 | Que se pierda | Compras | mayo | Un robo | Se denunció |" in escrito
    assert "no consta qué se hizo" not in escrito
    assert "1: un riesgo se materializó y no se volvió a valorar." in escrito


def test_una_valoracion_que_solo_trae_su_fecha_no_es_una_revaloracion() -> None:
    paso = {"materializacion": {"ocurrio": "si", "accion": "a"}}
    mapa = de_uno(grave("R1", paso | {"valoracion": {"fecha": "2026-06-30"}}))

    assert "R1 no se volvió a valorar en el corte." in paac.analizar(mapa).frases()
    assert "materializado_sin_revalorar" in {aviso.codigo for aviso in paac.revisar(mapa).avisos}


def test_de_un_retirado_que_se_materializo_se_dice_y_no_se_afirma_que_no_conste() -> None:
    paso = {"materializacion": {"ocurrio": "si"}}
    cifras = paac.analizar(de_uno(grave("R1", {}), grave("R2", paso, estado="retirado")))

    assert "No consta si alguno de los vigentes se materializó." in cifras.frases()
    assert "De R2 se dijo que se materializó: está retirado y no se cuenta." in cifras.frases()
    assert cifras.en_datos()["materializados_retirados"] == ["procesos[0].riesgos[1]"]


def test_de_los_que_no_se_conoce_la_zona_no_se_dice_que_no_sea_alta() -> None:
    bajo = grave("R1", inherente={"zona": "Bajo"}, residual={"zona": "Bajo"})
    sin_zona = riesgo(referencia="R2"), riesgo(referencia="R3")

    assert (
        "El único riesgo del mapa cuya zona se conoce no está en zona alta o extrema después de sus"
        " controles; de 2 no se conoce la zona."
    ) in informe(de_uno(bajo, *sin_zona), corte=None)


def test_sin_ningun_corte_no_se_acusa_a_control_interno() -> None:
    escrito = informe(de_uno(grave("R1", controles=[{"tipo": "preventivo"}])), corte=None)

    assert "en el corte" not in escrito
    assert "Controles: 1, sin un corte en que se verifiquen." in escrito


def test_cada_decision_nombra_los_que_cuenta() -> None:
    escrito = informe(de_uno(grave("R1"), grave("R2", {"efectividad": "x"})))

    seguir = "Hacer seguimiento a 1 riesgo en zona alta o extrema que control interno no siguió"
    assert f"{seguir} en el corte: R1; y definir acciones para 2: R1, R2 (Tabla 1)." in escrito


def test_la_zona_que_corregir_de_un_solo_nivel_no_se_dice_de_sus_niveles() -> None:
    contradicha = {"impacto": "Catastrófico", "zona": "Bajo"}
    escrito = informe(de_uno(grave("R1", {}, inherente=contradicha)))

    assert (
        "Corregir la zona de 1 riesgo, que no cabe con lo que se conoce de sus niveles: R1."
        in escrito
    )


def test_el_ejecutivo_dice_de_los_controles_tambien_los_que_no_y_remite_a_lo_que_trae() -> None:
    ejemplo = paac.leer(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas()
    escrito = informe(ejemplo, "informe-ejecutivo")

    assert "3 de 7 se verificaron; 1 se aplica, 1 en parte y 1 no (Tabla " in escrito
    assert "la matriz que acompaña" not in escrito


def test_de_quien_es_una_accion_vencida_va_como_se_habla() -> None:
    quienes = {
        "El alcalde": "R1, del alcalde, desde el",
        "Los líderes.": "R1, de los líderes, desde el",
        "Todas las dependencias": "R1, de todas las dependencias, desde el",
        "-": "R1, sin responsable, desde el",
    }
    for responsable, escrito in quienes.items():
        vencida = {"descripcion": "d", "fecha_fin": "30/06/2026", "estado": "en_curso"}
        mapa = de_uno(grave("R1", {}, acciones=[vencida | {"responsable": responsable}]))

        assert escrito in informe(mapa)
        codigos = {aviso.codigo for aviso in paac.revisar(mapa).avisos}
        assert ("accion_sin_responsable" in codigos) == (responsable == "-")


def test_lo_que_se_recomienda_y_lo_que_se_concluye_nombra_los_riesgos() -> None:
    paso = {"materializacion": {"ocurrio": "si"}}
    mapa = de_uno(grave("R1", paso, tipo="corrupcion"), grave("R2", paso))
    seguida = actividad(
        fecha_programada="30/06/2026", seguimientos=[{"corte": str(JUNIO), "avance": 10}]
    )
    escrito = informe(attrs.evolve(plan_de(seguida, vigencia=2026), mapa_de_riesgos=mapa))

    assert "| De qué actividad o riesgo |" in escrito
    ocurrio = r"En el corte se materializaron 1 riesgo de corrupción \(R1\) y 1 más \(R2\)\."
    assert re.search(rf"Conclusiones\W+{ocurrio}", escrito)


def test_el_mapa_trae_un_solo_residual_de_cada_riesgo_el_que_se_revaloro() -> None:
    ahora = {"probabilidad": "Muy Alta", "impacto": "Leve", "zona": "Alto"}
    mapa = de_uno(grave("R1", {"valoracion": ahora}, controles=[{"tipo": "preventivo"}]))
    escrito = informe(mapa, "mapa-v5")

    assert "| Muy Alta | Leve | Alto |" in escrito
    assert "Alto · Muy Alta, Leve" in escrito


def test_los_riesgos_que_entran_salen_o_vuelven_van_en_los_cambios_frente_al_anterior() -> None:
    def plan(corte: str, *riesgos: dict[str, Any]) -> paac.Plan:
        seguida = actividad(seguimientos=[{"corte": corte, "avance": 10}])
        return attrs.evolve(plan_de(seguida, vigencia=2026), mapa_de_riesgos=de_uno(*riesgos))

    r1, r2, r3, r4 = (riesgo(referencia=f"R{n}", descripcion=f"Que pase {n}") for n in "1234")
    retirado = {"estado": "retirado"}
    antes = plan("2026-03-31", r1, r2, r3, r4 | retirado)
    despues = plan(str(JUNIO), r1, r2 | retirado, r4, riesgo(referencia="R5", descripcion="Otro"))

    assert (
        "En el mapa de riesgos hay 1 nuevo (R5), 1 retirado (R2), 1 que ya no está (R3) y 1 que"
        " vuelve a estar vigente (R4)."
    ) in informe(despues, anterior=antes)


def test_dos_dependencias_que_solo_difieren_en_mayusculas_son_una() -> None:
    vencida = actividad(
        fecha_programada="30/04/2026", seguimientos=[{"corte": str(JUNIO), "avance": 10}]
    )
    de = {"entidad": {"nombre": "Municipio"}, "vigencia": 2026}
    componentes = [{"numero": 1, "subcomponentes": [{"actividades": [vencida]}]}]
    oficinas = ("Hacienda", "HACIENDA", "Planeación")
    dependencias = [{"nombre": oficina, "componentes": componentes} for oficina in oficinas]
    plan = paac.desde_datos(de | {"dependencias": dependencias}).contenido
    escrito = informe(plan)

    assert [c.nombre for c in paac.analizar(plan).dependencias] == ["Hacienda", "Planeación"]
    assert "A Hacienda, 2; a Planeación, 1." in escrito
    avisos = {aviso.ruta: aviso.mensaje for aviso in paac.revisar(plan).avisos}
    assert avisos["dependencias[1]"].startswith("HACIENDA se cuenta con dependencias[0]")


def test_al_publicar_de_lo_que_se_materializo_van_la_cuenta_y_la_referencia() -> None:
    paso = {"ocurrio": "si", "fecha": "mayo de 2026", "descripcion": "Un robo"}
    niega = {"quien": "lider", "materializacion": {"ocurrio": "no"}}
    mapa = de_uno(grave("R1", {"materializacion": paso}, niega))
    publico = paac.reporte(mapa, "informe-seguimiento", corte=JUNIO).publico()
    escrito = "".join(publico.emitir(de).contenido.decode() for de in ("html", "json"))

    assert "se materializó 1 riesgo (R1)" in escrito
    for callado in ("mayo de 2026", "Un robo", "De R1 no dicen", "no se volvió a valorar en"):
        assert callado not in escrito


def test_dos_riesgos_con_la_misma_referencia_se_distinguen_y_falta_quien_responde_se_dice() -> None:
    procesos = [
        {"nombre": "Compras", "lider": "Ana", "riesgos": [grave("R1", {})]},
        {"nombre": "Salud", "riesgos": [grave("R1", descripcion="Otro"), grave("R2", {})]},
    ]
    seguida = actividad(seguimientos=[{"corte": str(JUNIO), "avance": 10}])
    plan = attrs.evolve(plan_de(seguida, vigencia=2026), mapa_de_riesgos=con(*procesos))
    escrito = informe(plan)

    assert "no tienen acciones (R1 (n.º 1), R1 (n.º 2), R2)." in escrito
    assert "| Riesgo R1 (n.º 1) | Ana |" in escrito
    assert re.search(r"Riesgo R2\W+sin dato \|", escrito)
