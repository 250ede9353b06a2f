"""La sección del mapa de riesgos: cada frase contra una segunda cuenta, y nada dicho sin base."""

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import docx
import pytest
from ayudas.a_medida import plan_de
from ayudas.alteraciones import partes_de
from ayudas.compartido import RAIZ
from ayudas.documentos import documento_de
from ayudas.dorados import comparar
from ayudas.mapas import mapa, riesgo
from ayudas.planes import actividad
from ayudas.segunda_cuenta_de_riesgos import CORTES, Cuenta, mapas
from ayudas.variado import Hallazgos, Prosa, hallazgos_de
from ayudas.volcado import volcar
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.analisis.riesgos import frases
from paac_reportes.analisis.riesgos.cifras import cifras_en
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.informe.propuestas import proponer
from paac_reportes.informe.riesgos import medidas_del_mapa
from paac_reportes.textos.remisiones import sin_remisiones

FORMATO = "informe-seguimiento"
ABRIL = date(2026, 4, 30)
PARTES = ("hallazgo_del_mapa", "mapa_de_riesgos")
PLAN = plan_de(
    actividad(seguimientos=[{"corte": corte, "avance": 50} for corte in CORTES]), vigencia=2026
)


def con(suyo: paac.MapaDeRiesgos) -> paac.Plan:
    return attrs.evolve(PLAN, mapa_de_riesgos=suyo)


def hallazgos(suyo: paac.MapaDeRiesgos, corte: date = ABRIL, **mas: Any) -> Hallazgos:
    de = con(suyo)
    return hallazgos_de(de, corte, **mas)


def partes(de: Hallazgos) -> dict[str, str]:
    return {nombre: sin_remisiones(str(getattr(Prosa(de), nombre))) for nombre in PARTES}


def dicho(de: Hallazgos) -> str:
    return "\n".join(partes(de).values())


def con_controles(referencia: str, *aplicados: str | None, **mas: Any) -> dict[str, Any]:
    respuestas = [{"control": str(n), "aplicado": uno} for n, uno in enumerate(aplicados, 1) if uno]
    seguimiento = {"corte": "2026-04-30", "controles": respuestas, **mas}
    return riesgo(
        referencia=referencia,
        controles=[{"tipo": "preventivo"} for _ in aplicados],
        seguimientos=[seguimiento],
    )


EJEMPLO_10 = mapa(
    con_controles("R1", "si", "si", materializacion={"ocurrio": "no"}),
    con_controles("R2", "parcial", "no", materializacion={"ocurrio": "si"}),
    con_controles("R3", None, None),
    con_controles("R4", None),
    vigencia=2026,
)


def test_10_lo_que_ocurrio_va_primero_y_por_su_nombre() -> None:
    de = hallazgos(EJEMPLO_10)
    primera = (
        "En el mapa de riesgos, se materializó 1 riesgo (R2, «Que se pierda»), 1 no y de 2 no consta. De R2"
        " no consta qué se hizo. R2 no se volvió a valorar en el corte."
    )

    assert partes(de)["mapa_de_riesgos"].split("\n\n")[0] == primera
    assert "- Controles: 4\xa0de\xa07 se verificaron; 2 se aplican, 1 en parte y 1 no." in dicho(de)
    assert f"1. {primera.partition('. ')[0]}." in sin_remisiones(Prosa(de).decisiones)


@pytest.mark.integracion
def test_lo_que_se_publica_lo_nombra_por_su_referencia() -> None:
    paso = {"ocurrio": "si", "descripcion": "Un robo", "accion": "Se denunció"}
    de = con(mapa(con_controles("R2", materializacion=paso)))
    reporte = paac.reporte(de, FORMATO, corte=ABRIL)
    interno, publico = (
        uno.emitir("html").contenido.decode() for uno in (reporte, reporte.publico())
    )

    assert "R2, «Que se pierda»" in interno
    assert "Un robo" in interno
    assert "se materializó 1 riesgo (R2)" in publico
    for callado in (
        "Un robo",
        "Se denunció",
        "R2, «",
        "no consta qué se hizo",
        "se materializaron",
    ):
        assert callado not in publico


@pytest.mark.parametrize(
    ("elaboro", "frase"),
    [
        ("Ana Ruiz", "El seguimiento del 30/04/2026 lo elaboró Ana Ruiz."),
        (None, "No consta quién hizo el seguimiento del mapa con corte al 30 de abril de 2026."),
    ],
)
def test_quien_lo_siguio(elaboro: str | None, frase: str) -> None:
    seguimientos = [{"corte": "2026-04-30", "elaborado_por": elaboro}]

    assert frase in dicho(hallazgos(mapa(riesgo(), seguimientos=seguimientos)))


def test_el_seguimiento_de_un_riesgo_retirado_no_es_uno_del_mapa() -> None:
    seguido = [{"corte": "2026-04-30", "quien": "oci"}]
    retirado = riesgo(referencia="R2", estado="retirado", seguimientos=seguido)
    escrito = dicho(hallazgos(mapa(riesgo(), retirado)))

    assert "No consta un seguimiento del mapa con corte al 30 de abril de 2026." in escrito
    assert "No consta quién" not in escrito


def test_sin_verificar_un_control_no_se_concluye_que_sirvan() -> None:
    sin, con_uno = mapa(con_controles("R1", None, None)), mapa(con_controles("R1", None, "no"))
    frase = (
        "No se puede decir si los controles del mapa de riesgos se aplican: en el corte, control"
        " interno no verificó ninguno de los 2 que tiene."
    )

    assert frase in Prosa(hallazgos(sin)).conclusiones
    assert frase not in Prosa(hallazgos(con_uno)).conclusiones


# ------------------------------------------------------------------ la segunda cuenta


@pytest.mark.integracion
@given(mapas(), st.sampled_from(CORTES))
def test_cada_frase_es_la_de_la_segunda_cuenta(crudo: dict[str, Any], corte: str) -> None:
    dia = date.fromisoformat(corte)
    escrito = dicho(hallazgos(paac.desde_datos(crudo, como="mapa").contenido, dia))
    cuenta = Cuenta(crudo, corte)
    if not cuenta.riesgos:
        assert "El mapa no tiene ningún riesgo" in escrito
        return

    procesos = len({proceso for proceso, _ in cuenta.riesgos})
    total = f"El mapa tiene {_de(len(cuenta.riesgos), 'riesgo')}, de {_de(procesos, 'proceso')}: "
    assert total in escrito
    cifras = cifras_en(paac.desde_datos(crudo, como="mapa").contenido, dia)
    de_la_orden = [*frases.todas(cifras)]  # en el informe, son las celdas del mapa de calor
    for cual in ("inherente", "residual"):
        assert any(f"Riesgo {cual}: {cuenta.por_zona(cual)}." == una for una in de_la_orden)
    movido = cifras.movimiento
    de_cada = (movido.bajan, movido.igual, movido.suben, movido.sin_comparar)
    assert tuple(map(len, de_cada)) == cuenta.movimiento()
    _comprobar_la_apertura(
        partes(hallazgos(paac.desde_datos(crudo, como="mapa").contenido, dia)), cuenta, dia
    )
    _comprobar_lo_que_ocurrio(escrito, cuenta)
    _comprobar_los_controles(escrito, cuenta)
    _comprobar_las_acciones(escrito, cuenta, dia)
    sin = cuenta.sin_seguimiento()
    cuales = ", que son todos" if len(sin) == len(cuenta.riesgos) else f" ({', '.join(sin)})"
    frase = f"Sin seguimiento de control interno en el corte: {_de(len(sin), 'riesgo')}{cuales}."
    assert (frase in escrito) == bool(sin)
    altos = cuenta.altos_sin_acciones()
    assert ("acciones (" in escrito) == bool(altos)
    assert f"acciones ({', '.join(altos)})." in escrito or not altos


def _de(cuantos: int, que: str) -> str:
    return f"{cuantos} {que}{'s' * (cuantos != 1)}"


def _comprobar_la_apertura(suyas: dict[str, str], cuenta: Cuenta, corte: date) -> None:
    """El hallazgo y las cifras que van sobre el texto, contados otra vez."""
    zonas = [cuenta.zona(suyo, "residual") for _, suyo in cuenta.riesgos]
    altos, sin, todos = sum(z in {"Alto", "Extremo"} for z in zonas), zonas.count(None), len(zonas)
    frase = suyas["hallazgo_del_mapa"].replace("\xa0", " ")
    if si := cuenta.ocurrieron()["si"]:  # lo que ocurrió va antes que cualquier zona
        verbo = "materializó" if len(si) == 1 else "materializaron"
        entera = f"{len(si)} de {todos} riesgos del mapa se {verbo} en el corte: "
        primera = "El único riesgo del mapa se materializó en el corte." if todos == 1 else entera
        assert frase.startswith(primera)
        frase = frase.partition(". ")[2]
    if sin == todos:
        assert frase.endswith("sin una zona conocida después de sus controles.")
    elif todos == 1:
        assert ("no está" in frase) == (not altos)
    else:
        ninguno = f"Ninguno de los {todos - sin}" if todos - sin > 1 else "El único riesgo"
        assert frase.startswith(f"{altos} de {todos} riesgos" if altos else ninguno)
        assert (" cuya zona se conoce" in frase) == bool(sin and not altos)
        assert (f"de {sin} no se conoce la zona" in frase) == bool(sin)
    cifras = {
        una.nombre: una
        for una in medidas_del_mapa(
            cifras_en(paac.desde_datos(cuenta.datos, como="mapa").contenido, corte)
        )
    }
    ocurrieron, veces = cuenta.ocurrieron(), cuenta.aplicados()
    vencidas = [r for e, dia, r in cuenta.acciones() if e == "en_curso" and dia and dia <= corte]
    for nombre, cifra, se_conoce in (
        ("Se materializaron", len(ocurrieron["si"]), ocurrieron["si"] or ocurrieron["no"]),
        ("En las dos zonas más altas", altos, sin < todos),
        ("Controles que se aplican", veces["si"], any(veces[c] for c in ("si", "no", "parcial"))),
        ("Acciones vencidas", len(vencidas), [*cuenta.acciones()]),
    ):
        assert (nombre in cifras) == bool(se_conoce), nombre
        assert not se_conoce or cifras[nombre].cifra == str(cifra), nombre


def _comprobar_lo_que_ocurrio(escrito: str, cuenta: Cuenta) -> None:
    assert re.findall(r"De (\S+) no dicen lo mismo:", escrito) == cuenta.no_dicen_lo_mismo()
    solas = re.findall(r"De (\S+) sólo Planeación dice que se materializó", escrito)
    assert solas == cuenta.solo_lo_dice_planeacion()
    antes = re.search(r"Además, de (.*?) se dijo, en un corte anterior", escrito)
    assert re.findall(r"R\d", antes[1] if antes else "") == cuenta.ocurrieron_antes()
    quienes = re.search(r"El seguimiento del mapa con corte al [\w ]+ es ([^.]*)\.", escrito)
    nombres_de = {"oci": "control interno", "lider": "líder", "planeacion": "Planeación"}
    for quien, nombre in nombres_de.items():
        assert (nombre in (quienes[1] if quienes else "")) == (quien in cuenta.quienes())
    assert "No consta quién hizo" not in escrito
    ocurrieron = cuenta.ocurrieron()
    si, no, nadie = ocurrieron["si"], ocurrieron["no"], ocurrieron[None]
    if not si and not no:
        assert re.search("no consta si alguno (de los vigentes )?se materializó", escrito)
        return
    nombres = "; ".join(f"R{n}, «Que se pierda lo {n}»" for n in (uno[1:] for uno in si))
    verbo = "materializó" if len(si) == 1 else "materializaron"
    assert (f"se {verbo} {_de(len(si), 'riesgo')} ({nombres})" in escrito) == bool(si)
    if no and not si:
        assert f"{_de(len(no), 'riesgo')} no se materializ" in escrito
    assert (re.search(rf"\)(?:,| y) {len(no)} no\b", escrito) is not None) == bool(si and no)
    assert (f"de {len(nadie)} no consta." in escrito) == bool(nadie)


def _comprobar_los_controles(escrito: str, cuenta: Cuenta) -> None:
    veces = cuenta.aplicados()
    todos, verificados = sum(veces.values()), sum(veces[c] for c in ("si", "no", "parcial"))
    if not todos:
        assert "Controles: el mapa no tiene ninguno." in escrito
    elif not verificados:
        assert f"Controles: ninguno se verificó en el corte, de {todos}." in escrito
    else:
        cuantos = "se verificó" if verificados == 1 else "se verificaron"
        aplica = "se aplica" if veces["si"] < 2 else "se aplican"
        demas = [("en parte", veces["parcial"]), ("no", veces["no"] if veces["si"] else 0)]
        *antes, ultima = [f"{n} {como}" for como, n in demas if n] or [""]
        parcial = f"{', ' if antes else ''}{', '.join(antes)}{' y ' if ultima else ''}{ultima}"
        assert (
            f"Controles: {verificados}\xa0de\xa0{todos} {cuantos};"
            f" {veces['si'] or 'ninguno'} {aplica}{parcial}."
        ) in escrito


def _comprobar_las_acciones(escrito: str, cuenta: Cuenta, corte: date) -> None:
    todas = [*cuenta.acciones()]
    estados = [estado for estado, *_ in todas]
    if not todas:
        assert "Acciones: el mapa no tiene ninguna." in escrito
        return
    finalizadas = estados.count("finalizado")
    assert (
        f"Acciones: {finalizadas} finalizada{'s' * (finalizadas != 1)},"
        f" {estados.count('en_curso')} en curso y {estados.count(None)} sin estado, de {len(todas)}."
    ) in escrito
    vencidas = [r for e, dia, r in todas if e == "en_curso" and dia and dia <= corte]
    verbo = "vencida" if len(vencidas) == 1 else "vencidas"
    nombres = ", ".join(dict.fromkeys(vencidas))
    assert (f" {len(vencidas)} {verbo} ({nombres})" in escrito) == bool(vencidas)
    assert vencidas or " vencida" not in escrito
    calladas = [r for e, dia, r in todas if e is None and dia and dia <= corte]
    nombres = ", ".join(dict.fromkeys(calladas))
    assert (f"sin estado, cuyo último día ya llegó ({nombres})" in escrito) == bool(calladas)
    for cuales, rotulo in (
        ([1 for e, dia, _ in todas if e != "finalizado" and dia and dia > corte], "por vencer"),
        ([1 for e, dia, _ in todas if e != "finalizado" and dia is None], "sin fecha"),
    ):
        assert (f"{len(cuales)} {rotulo}" in escrito) == bool(cuales)


@pytest.mark.integracion
@given(mapas(), st.sampled_from(CORTES))
def test_lo_que_pide_una_decision_es_lo_de_la_segunda_cuenta(
    crudo: dict[str, Any], corte: str
) -> None:
    dia = date.fromisoformat(corte)
    prosa = Prosa(hallazgos(paac.desde_datos(crudo, como="mapa").contenido, dia))
    escrito = sin_remisiones(prosa.decisiones_del_mapa).splitlines()
    esperado = [*_lo_que_pide_una_decision(Cuenta(crudo, corte), dia)]

    assert escrito == (["Lo que se pide decidir", "", *esperado] if esperado else [])


def _lo_que_pide_una_decision(cuenta: Cuenta, corte: date) -> Iterator[str]:
    if ocurrieron := cuenta.ocurrieron()["si"]:
        callados = cuenta.no_dicen_que_se_hizo()
        callado = f"; de {', '.join(callados)} no consta qué se hizo" if callados else ""
        verbo = "materializó" if len(ocurrieron) == 1 else "materializaron"
        cuantos = f"- Revisar {_de(len(ocurrieron), 'riesgo')} que se {verbo}"
        yield f"{cuantos}: {', '.join(ocurrieron)}{callado}."
    altos, sin_acciones = cuenta.altos_sin_seguimiento(), cuenta.altos_sin_acciones()
    sin = ", ".join(sin_acciones)
    if altos:
        definir = f"; y definir acciones para {len(sin_acciones)}: {sin}" if sin else ""
        yield (
            f"- Hacer seguimiento a {_de(len(altos), 'riesgo')} en zona alta o extrema que control"
            f" interno no siguió en el corte: {', '.join(altos)}{definir}."
        )
    elif sin:
        cuantos = _de(len(sin_acciones), "riesgo")
        yield f"- Definir acciones para {cuantos} en zona alta o extrema: {sin}."
    en_curso, calladas = (
        [(dia, quien) for dia, quien in cuenta.por_fecha(estado) if dia <= corte]
        for estado in ("en_curso", None)
    )
    ya = f"cuyo último día ya llegó: {_con_su_dia(calladas, 'desde el')}."
    if en_curso:
        vencidas = (
            f"- Exigir {len(en_curso)} {_accion(en_curso)} vencida{'s' * (len(en_curso) > 1)}"
        )
        sin_estado = f"; {len(calladas)} sin estado, {ya}" if calladas else "."
        yield f"{vencidas}: {_con_su_dia(en_curso, 'desde el')}{sin_estado}"
    elif calladas:
        yield f"- Pedir el estado de {len(calladas)} {_accion(calladas)} {ya}"
    if ajenos := cuenta.mal_escritos():
        zona = f"- Corregir la zona de {_de(len(ajenos), 'riesgo')}"
        yield f"{zona}, que no cabe con lo que se conoce de sus niveles: {', '.join(ajenos)}."
    vencen = [(dia, quien) for dia, quien in cuenta.por_fecha("en_curso", None) if dia > corte]
    if vencen:
        primeras = [(dia, quien) for dia, quien in vencen if dia == vencen[0][0]]
        primero = "; lo primero" if len(primeras) < len(vencen) else ""
        cuantas = f"- Terminar {len(vencen)} {_accion(vencen)} por vencer"
        yield f"{cuantas}{primero}: {_con_su_dia(primeras, 'el')}."


def _accion(acciones: list[Any]) -> str:
    return "acción" if len(acciones) == 1 else "acciones"


def _con_su_dia(acciones: list[tuple[date, str]], cuando: str) -> str:
    """Las dos primeras con su responsable y su día, y cuántas más."""
    dos = [f"{quien}, {cuando} {dia:%d/%m/%Y}" for dia, quien in acciones[:2]]
    return "; ".join(dos + [f"y {len(acciones) - 2} más"] * (len(acciones) > 2))


def test_lo_vencido_dice_de_quien_es_como_se_habla() -> None:
    suyo = paac.leer(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas()
    prosa = Prosa(hallazgos(suyo, date(2026, 12, 31)))

    assert (
        "- Exigir 1 acción vencida: R2, de la Oficina de Sistemas, desde el 30/09/2026; 1 sin estado,"
        " cuyo último día ya llegó: R4, sin responsable, desde el 31/08/2026."
    ) in sin_remisiones(prosa.decisiones_del_mapa).splitlines()


# ------------------------------------------------------------------ con mapas cualesquiera


@pytest.mark.integracion
@given(mapas())
def test_lo_que_se_dice_despues_no_cambia_nada_de_antes(crudo: dict[str, Any]) -> None:
    def hasta(uno: dict[str, Any]) -> dict[str, Any]:
        suyos = [s for s in uno["seguimientos"] if s["corte"] <= "2026-08-31"]
        return uno | {"seguimientos": suyos}

    procesos = [p | {"riesgos": [*map(hasta, p["riesgos"])]} for p in crudo["procesos"]]
    agosto = date(2026, 8, 31)
    entero, entonces = (
        hallazgos(paac.desde_datos(datos, como="mapa").contenido, agosto)
        for datos in (crudo, crudo | {"procesos": procesos})
    )

    assert dicho(entero) == dicho(entonces)
    assert proponer(entero.analisis) == proponer(entonces.analisis)
    assert Prosa(entero).decisiones == Prosa(entonces).decisiones


# ------------------------------------------------------------------ recomendaciones


def propuestas(suyo: paac.MapaDeRiesgos) -> list[tuple[str, str, str | None, list[str | None]]]:
    return [
        (una.id, una.texto, una.responsable, [fila.codigo for fila in una.filas])
        for una in proponer(hallazgos(suyo).analisis)
        if "riesgo" in una.id or "acciones" in una.id
    ]


def test_lo_que_se_recomienda_por_el_mapa() -> None:
    vencida = {"descripcion": "d", "fecha_fin": "01/02/2026", "estado": "en_curso"}
    callada = {"descripcion": "d", "fecha_fin": "01/02/2026"}
    suyo = mapa(
        con_controles("R1", materializacion={"ocurrio": "si"}) | {"responsable": "Hacienda"},
        con_controles("R2", valoracion={"zona": "Alto"}),
        riesgo(referencia="R3", acciones=[vencida, callada]),
        vigencia=2026,
    )

    assert propuestas(suyo) == [
        (
            "2026-04-30.riesgo-sin-accion.hacienda",
            "Decir qué se hizo con lo que se materializó.",
            "Hacienda",
            ["R1"],
        ),
        (
            "2026-04-30.riesgo-sin-valorar.hacienda",
            "Volver a valorar lo que se materializó.",
            "Hacienda",
            ["R1"],
        ),
        (
            "2026-04-30.riesgo-sin-acciones",
            "Formular acciones para lo que está en zona alta o extrema y no las tiene.",
            None,
            ["R2"],
        ),
        (
            "2026-04-30.acciones-vencidas",
            "Terminar las acciones vencidas del mapa, o aprobar su nueva fecha con acta.",
            None,
            ["R3"],
        ),
        (
            "2026-04-30.acciones-calladas",
            "Declarar el estado de las acciones del mapa cuyo último día ya llegó.",
            None,
            ["R3"],
        ),
    ]


def test_lo_que_ya_se_pidio_no_se_pide_otra_vez() -> None:
    suyo = mapa(con_controles("R1", materializacion={"ocurrio": "si"}), vigencia=2026)
    uno = suyo.procesos[0].riesgos[0]
    despues = attrs.evolve(uno.seguimientos[0], corte=date(2026, 8, 31))
    seguido = attrs.evolve(uno, seguimientos=(*uno.seguimientos, despues))
    procesos = [attrs.evolve(suyo.procesos[0], riesgos=[seguido])]
    de = con(attrs.evolve(suyo, procesos=procesos))
    pedidas = paac.recomendar(de, corte=ABRIL).contenido
    ahora = hallazgos_de(pedidas, date(2026, 8, 31))

    assert "2026-04-30.riesgo-sin-accion" in {una.id for una in pedidas.recomendaciones}
    assert not [una.id for una in proponer(ahora.analisis) if "riesgo" in una.id]


@pytest.mark.integracion
def test_el_riesgo_se_nombra_y_el_que_ya_no_esta_se_avisa() -> None:
    de = paac.recomendar(con(EJEMPLO_10), corte=ABRIL).contenido
    pedido = paac.reporte(de, FORMATO, corte=ABRIL)

    assert ">Riesgo R2</td>" in pedido.emitir("html").contenido.decode()
    assert "fila_recomendada_ausente" not in {aviso.codigo for aviso in pedido.avisos}
    sin_el = attrs.evolve(de, mapa_de_riesgos=mapa(riesgo()))
    avisos = paac.reporte(sin_el, FORMATO, corte=ABRIL).avisos
    assert "fila_recomendada_ausente" in {aviso.codigo for aviso in avisos}


# ------------------------------------------------------------------ en el documento


def test_la_seccion_es_la_de_siempre(pytestconfig: pytest.Config) -> None:
    formato, _ = hallar_formato(FORMATO)
    suyo = paac.leer(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas()
    de = attrs.evolve(PLAN, mapa_de_riesgos=suyo)
    escrito = volcar(documento_de(de, formato, date(2026, 12, 31), "documento"))
    desde, hasta = escrito.index("Mapa de riesgos"), escrito.index("Conclusiones")

    comparar("seccion-del-mapa-de-riesgos.txt", escrito[desde:hasta], pytestconfig)


def test_lo_que_no_se_muestra_del_mapa_se_dice() -> None:
    avisos = paac.reporte(con(EJEMPLO_10), FORMATO, corte=ABRIL).avisos
    del_mapa = [str(aviso) for aviso in avisos if aviso.ruta == "mapa_de_riesgos"]

    assert del_mapa == [
        "mapa_de_riesgos: el formato informe-seguimiento cuenta sus cifras y no lo muestra entero:"
        " trae 4 riesgos, 0 causas, 7 controles y 0 acciones"
    ]


@pytest.mark.parametrize("formato", [FORMATO, "MCCO.101.18.F.20-informe"])
def test_el_informe_de_un_mapa_solo_no_se_llama_como_el_del_plan(formato: str) -> None:
    textos = {"destinatario": "Despacho del Alcalde", "fecha_elaboracion": "15 de mayo de 2026"}
    pedido = paac.reporte(attrs.evolve(EJEMPLO_10, textos=textos), formato, corte=ABRIL)
    contenido = pedido.emitir("docx").contenido
    word = docx.Document(io.BytesIO(contenido))
    suyas = partes_de(contenido).items()
    marco = "".join(xml for nombre, xml in suyas if re.match(r"word/(header|footer)", nombre))

    assert word.core_properties.title.startswith("INFORME DE SEGUIMIENTO AL MAPA DE RIESGOS – Muni")
    assert word.core_properties.subject == (
        "Seguimiento al mapa de riesgos, corte del 30 de abril de 2026"
    )
    portada = [parrafo.text for parrafo in word.paragraphs[:3]]
    assert any("INFORME DE SEGUIMIENTO AL MAPA DE RIESGOS" in uno.upper() for uno in portada)
    filas = [fila.cells for tabla in word.tables[:2] for fila in tabla.rows]
    ficha = {celdas[0].text: celdas[-1].text for celdas in filas}
    assert ficha["Dirigido a"] == "Despacho del Alcalde"
    assert ficha["Fecha de elaboración"] == "15 de mayo de 2026"
    assert "Período" not in ficha
    assert "MAPA DE RIESGOS" in marco.upper()
    escrito = f"{marco}{pedido.emitir('html').contenido.decode()}"
    for ajeno in ("PTEP", "PAAC", "PLAN ANTICORRUPCIÓN", "PROGRAMA DE TRANSPARENCIA"):
        assert ajeno not in escrito


def test_toda_frase_del_mapa_en_el_resumen_esta_en_su_parte() -> None:
    sin_acciones = con_controles("R9", valoracion={"zona": "Extremo"})
    de = hallazgos(
        mapa(con_controles("R2", materializacion={"ocurrio": "si"}), sin_acciones, vigencia=2026)
    )
    del_mapa = [
        renglon.partition(". ")[2]
        for renglon in sin_remisiones(Prosa(de).decisiones).splitlines()
        if "mapa de riesgos" in renglon or "no tiene acciones" in renglon
    ]

    assert len(del_mapa) == 2
    assert all(frase in dicho(de) for frase in del_mapa)
