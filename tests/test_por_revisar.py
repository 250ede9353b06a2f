"""Lo que queda en lo que se publica: se lista entero, tapado, y lo que una persona responde se hace.

Prueba ``formatos/publicacion``.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ayudas.formatos import minimo
from ayudas.planes import FORMATO, actividad, componente, datos
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.cli import main

CEDULA, CONTRATO = "1.098.765.432", "3101234567"


def plan_con(*textos: str) -> paac.Plan:
    suyas = [actividad(codigo=f"1.{n}", meta=texto) for n, texto in enumerate(textos, 1)]
    return paac.desde_datos(datos(componente(*suyas))).contenido


def publico(plan: paac.Plan, **opciones: Any) -> paac.tipos.ReportePublico:
    return paac.reporte(plan, FORMATO).publico(**opciones)


def respondidos(reporte: paac.tipos.ReportePublico, respuesta: str) -> dict[str, Any]:
    return {uno.id: respuesta for uno in reporte.por_revisar}


def textos_de(objeto: object) -> Iterator[str]:
    if isinstance(objeto, dict):
        for valor in objeto.values():
            yield from textos_de(valor)
    elif isinstance(objeto, list):
        for valor in objeto:
            yield from textos_de(valor)
    elif isinstance(objeto, str):
        yield objeto


# ------------------------------------------------------------------ qué se lista


@pytest.mark.parametrize(
    ("texto", "clase", "se_lee", "por_que"),
    [
        (f"Contrato {CONTRATO}", "numero", "•••••••567", "otra cosa: «contrato»"),
        (f"Asistió Fulano Ejemplo {CEDULA}", "numero", "•.•••.•••.432", "parece una cédula"),
        ("La oficina, 2114000", "numero", "••••000", "nada dice qué es"),
        ("Valor $ 1.500.000", "numero", "•.•••.000", "es un valor"),
        ("NIT 891.900.493-2", "numero", "•••.•••.•93-2", "es un NIT"),
        ("Escriba a x@servidor hoy", "correo", "x@••••••••", "no se escribe como un correo"),
        ("Síganos en @alcaldia", "correo", "@a•••••••", "parece la cuenta de una red"),
        ("ana AT mi servidor DOT io", "correo", "a•• •• ••", "no se escribe como un correo"),
        ("Apto 3 1 0 1 2 3 4", "numero", "• • • • 2 3 4", "nada dice qué es"),
        ("Rad 20212  34567  8901", "numero", "•••••  •••••  •901", "otra cosa: «rad»"),
        ("anagmail.com", "correo", "a•••••••.•••", "no se escribe como un correo"),
        ("+57 12 345 67", "telefono", "+•• •• ••5 67", "nada dice qué es"),
    ],
)
def test_cada_cosa_sale_tapada_con_por_que_quedo(
    texto: str, clase: str, se_lee: str, por_que: str
) -> None:
    (uno,) = publico(plan_con(texto)).por_revisar

    assert (uno.clase, uno.se_lee) == (clase, se_lee)
    assert por_que in uno.por_que
    assert uno.rutas[0].endswith("actividades[0].meta")
    assert uno.se_lee in uno.alrededor[0]


@pytest.mark.parametrize(
    "texto",
    [
        "El 31/12/2024",
        "De 2020-2023",
        "Ley 1474 de 2011",
        "El 2024-12-31",
        "Meta 2024/2025",
        "1,5 %",
    ],
)
def test_una_fecha_o_unos_anos_no_son_de_nadie(texto: str) -> None:
    assert publico(plan_con(texto)).por_revisar == ()


def test_lo_mismo_en_varios_lugares_es_uno_solo() -> None:
    (uno,) = publico(plan_con("El 2114000", "Oficina 211-4000", "Otra, 211 40 00")).por_revisar

    assert [ruta.rpartition("actividades")[2] for ruta in uno.rutas] == [
        "[0].meta",
        "[1].meta",
        "[2].meta",
    ]


def test_el_publico_de_uno_publico_es_el_mismo_y_el_otro_no_cambia() -> None:
    reporte = paac.reporte(plan_con(f"Contrato {CONTRATO}, a@b.co"), FORMATO)
    antes = reporte.emitir("csv").contenido
    sin_personas = reporte.publico()

    assert sin_personas.publico() is sin_personas
    assert not hasattr(reporte, "por_revisar")
    assert (sin_personas.sin_revisar, len(sin_personas.por_revisar)) == (1, 1)
    assert b"a@b.co" not in sin_personas.emitir("csv").contenido
    assert reporte.emitir("csv").contenido == antes
    assert b"a@b.co" in antes


@pytest.mark.integracion
@given(
    st.lists(
        st.text(
            st.sampled_from(
                [*list("0123456789"), " ", ".", "-", "a", "C", ",", "$", "@", "/", "(", "+"]
            ),
            max_size=40,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_todo_numero_junto_de_seis_a_once_cifras_esta_o_es_fecha(textos: list[str]) -> None:
    """Contado sin la biblioteca: las cifras seguidas de los textos ya publicados."""
    reporte = publico(plan_con(*textos))
    listados = {ruta for uno in reporte.por_revisar for ruta in uno.rutas}
    (componente_,) = reporte.contenido.dependencias[0].componentes
    for n, suya in enumerate(componente_.subcomponentes[0].actividades):
        if re.search(r"(?<!\d)\d{6,11}(?!\d)", suya.meta or ""):
            assert any(ruta.endswith(f"actividades[{n}].meta") for ruta in listados), suya.meta
        if "@" in (suya.meta or ""):
            assert any(ruta.endswith(f"actividades[{n}].meta") for ruta in listados), suya.meta

    otro = publico(plan_con(*textos), revisado=respondidos(reporte, "se omite"))
    de_lo_omitido = paac.datos_de(otro.contenido)
    for texto in textos_de(de_lo_omitido):
        assert not re.search(r"(?<!\d)\d{6,11}(?!\d)", texto), texto
        assert "@" not in texto


# ------------------------------------------------------------------ lo que se responde


def test_lo_que_se_omite_no_sale_y_lo_demas_queda() -> None:
    plan = plan_con(f"Contrato {CONTRATO}", "La oficina, 2114000")
    uno, otro = publico(plan).por_revisar

    reporte = publico(plan, revisado={uno.id: "queda", otro.id: "se omite"})

    escrito = reporte.emitir("csv").contenido.decode("utf-8-sig")
    assert f"Contrato {CONTRATO}" in escrito
    assert "La oficina, [número omitido]" in escrito
    assert "2114000" not in escrito
    assert reporte.por_revisar == ()
    assert reporte.revisado is not None
    assert (reporte.revisado.quedan, reporte.revisado.se_omiten) == (1, 1)
    (aviso,) = (uno for uno in reporte.avisos if uno.codigo == "dato_omitido")
    assert aviso.mensaje == "no se publica, por lo que se revisó: número ••••000"


def test_la_cedula_revisada_ya_no_se_avisa() -> None:
    plan = plan_con(f"Asistió Fulano Ejemplo {CEDULA}")
    antes = publico(plan)
    despues = publico(plan, revisado=respondidos(antes, "queda"))

    assert "parece_cedula" in {uno.codigo for uno in antes.avisos}
    assert "parece_cedula" not in {uno.codigo for uno in despues.avisos}
    assert CEDULA in despues.emitir("csv").contenido.decode("utf-8-sig")


def test_una_cifra_de_unas_filas_propias_tambien() -> None:
    entidad = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")
    formato = paac.formato_de_columnas("Pagos", {"quien": "Quién", "numero": "N.º"})
    filas = [{"quien": "Ana", "numero": 52468135}]
    pedido = paac.reporte(entidad, formato, filas=filas).publico()
    (uno,) = pedido.por_revisar
    otro = paac.reporte(entidad, formato, filas=filas).publico(
        revisado=respondidos(pedido, "se omite")
    )

    assert (uno.se_lee, uno.por_que, uno.rutas) == (
        "•••••135",
        "es un dato numérico",
        ("filas[0].numero",),
    )
    assert "52468135" in pedido.emitir("csv").contenido.decode("utf-8-sig")
    assert "52468135" not in otro.emitir("csv").contenido.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("cambio", "se_dice"),
    [
        ({"1-0": "queda"}, "revisado.1-0: no está por revisar: es de otros datos"),
        ({"primero": "tal vez"}, "se esperaba queda o se omite, llegó 'tal vez'"),
        ({"primero": ["queda"]}, "se esperaba queda o se omite, llegó una lista"),
    ],
)
def test_unas_respuestas_que_no_sirven_se_dicen_y_no_publican(
    cambio: dict[str, Any], se_dice: str
) -> None:
    plan = plan_con("El 2114000", "El 2114001")
    dichas = respondidos(publico(plan), "queda")
    primero = next(iter(dichas))

    with pytest.raises(paac.ErrorDeEntrada, match=re.escape(se_dice)):
        publico(
            plan, revisado=dichas | {c.replace("primero", primero): v for c, v in cambio.items()}
        )


def test_lo_que_no_se_respondio_se_dice_todo_tapado() -> None:
    plan = plan_con("El 2114000", "El 2114001")
    lista = publico(plan).por_revisar

    with pytest.raises(paac.ErrorDeEntrada) as error:
        publico(plan, revisado={})
    assert str(error.value).splitlines() == [
        f"revisado.{uno.id}: sin respuesta: {uno.se_lee}" for uno in lista
    ]


@pytest.mark.parametrize(
    "escrito",
    [
        *("1075‑234‑561", "76\u00ad54321", "52\u2060468\u2060163", "7\u200b654321", "1075_234_561"),
        *("52*468*163", "52 · 468 · 163", "52&nbsp;468&nbsp;163"),
    ],
)
def test_el_partido_por_lo_que_no_se_ve_se_lista_entero_y_tapado(escrito: str) -> None:
    reporte = publico(plan_con(f"La oficina, {escrito}, y el 2114000"))
    uno, otro = reporte.por_revisar
    omitido = publico(
        plan_con(f"La oficina, {escrito}, y el 2114000"),
        revisado=respondidos(reporte, "se omite"),
    )
    (componente_,) = omitido.contenido.dependencias[0].componentes

    assert len(re.findall(r"\d", uno.se_lee)) == 3
    assert len(re.findall(r"\d", otro.alrededor[0])) == 6
    meta = componente_.subcomponentes[0].actividades[0].meta
    assert meta == "La oficina, [número omitido], y el [número omitido]"


def test_lo_largo_que_no_se_lista_va_tapado_alrededor() -> None:
    (uno,) = publico(plan_con("Cuenta 1234567890123456 y 2114000")).por_revisar

    assert uno.alrededor == ("Cuenta •••••••••••••456 y ••••000",)


def test_si_los_datos_cambian_hay_que_revisar_otra_vez() -> None:
    lista = respondidos(publico(plan_con("El 2114000")), "queda")

    with pytest.raises(paac.ErrorDeEntrada, match="es de otros datos"):
        publico(plan_con("El 2115000"), revisado=lista)


@pytest.mark.parametrize("llego", [[], "nada", 3, b"x"])
def test_lo_que_no_es_una_lista_se_dice(llego: Any, tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        publico(plan_con("El 2114000"), revisado=llego)


# ------------------------------------------------------------------ en el nombre de un extra


def plan_con_extras(*de_cada: dict[str, Any]) -> paac.Plan:
    suyas = [
        actividad(codigo=f"1.{n}", meta="M", extras=extras) for n, extras in enumerate(de_cada, 1)
    ]
    return paac.desde_datos(datos(componente(*suyas))).contenido


def extras_de(reporte: paac.Reporte) -> list[dict[str, Any]]:
    (componente_,) = reporte.contenido.dependencias[0].componentes
    return [dict(una.extras) for una in componente_.subcomponentes[0].actividades]


def test_el_numero_que_va_en_el_nombre_de_un_extra_se_lista_tapado() -> None:
    reporte = publico(
        plan_con_extras({"cedula_52468135": "sí", "meta_2020_2023": 1, "corte_2026_04_30": "x"})
    )
    (uno,) = reporte.por_revisar

    assert (uno.clase, uno.se_lee) == ("numero", "•••••135")
    assert uno.alrededor == ("cedula_•••••135",)
    assert uno.por_que == "va en el nombre de un dato"
    assert uno.rutas[0].endswith("actividades[0].extras.cedula_52468135")


def test_si_se_omite_el_extra_conserva_su_valor_con_otro_nombre() -> None:
    plan = plan_con_extras(
        {"cedula_52468135": "sí", "zona": "A"}, {"cc_52468136": 7, "cedula_52468135": "no"}
    )
    reporte = publico(plan, revisado=respondidos(publico(plan), "se omite"))

    assert extras_de(reporte) == [
        {"cedula_numero_omitido_1": "sí", "zona": "A"},
        {"cc_numero_omitido_2": 7, "cedula_numero_omitido_1": "no"},
    ]
    rutas = {aviso.ruta for aviso in reporte.avisos if aviso.codigo == "dato_omitido"}
    assert {ruta.rpartition(".")[2] for ruta in rutas} == {
        "cedula_numero_omitido_1",
        "cc_numero_omitido_2",
    }
    for tipo in ("json", "csv"):
        assert b"5246813" not in reporte.emitir(tipo).contenido
    dichos = json.dumps([aviso.ruta + aviso.mensaje for aviso in reporte.avisos])
    assert "5246813" not in dichos


def test_dos_nombres_del_mismo_numero_no_quedan_en_uno_ni_en_el_de_otro() -> None:
    suyos = {
        "c_52468135": 1,
        "c_52_468_135": 2,
        "c_numero_omitido_1": 3,
        f"c_52468135_{'x' * 49}": 4,
    }
    plan = plan_con_extras(suyos)
    reporte = publico(plan, revisado=respondidos(publico(plan), "se omite"))

    (extras,) = extras_de(reporte)
    assert sorted(extras.values()) == [1, 2, 3, 4]
    assert extras["c_numero_omitido_1"] == 3
    assert paac.desde_datos(paac.datos_de(reporte.contenido)).contenido == reporte.contenido


def test_si_queda_nada_cambia_y_la_columna_que_pide_el_omitido_se_dice(tmp_path: Path) -> None:
    plan = plan_con_extras({"cedula_52468135": "sí"})
    carpeta = minimo(tmp_path / "propio", dato="actividad.extras.cedula_52468135")
    formato = paac.leer_formato(carpeta)
    lista = paac.reporte(plan, formato).publico()
    queda, sin = (
        paac.reporte(plan, formato).publico(revisado=respondidos(lista, respuesta))
        for respuesta in ("queda", "se omite")
    )

    assert extras_de(queda) == [{"cedula_52468135": "sí"}]
    assert "extra_desconocido" not in {uno.codigo for uno in queda.avisos}
    assert "extra_desconocido" in {uno.codigo for uno in sin.avisos}


# ------------------------------------------------------------------ la orden


@pytest.mark.integracion
def test_la_orden_dice_lo_que_queda_se_responde_y_el_certificado_lo_dice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archivo, respuestas = tmp_path / "plan.json", tmp_path / "r.json"
    salida, acta = tmp_path / "p.docx", tmp_path / "acta.json"
    plan = plan_con(f"Contrato {CONTRATO}", "La oficina, 2114000", "Escriba a x@servidor")
    archivo.write_text(json.dumps(paac.datos_de(plan)), encoding="utf-8")
    generar = ["publicar", str(archivo), "--formato", FORMATO, "--salida", str(salida)]
    assert main(generar) == 0
    dicho = capsys.readouterr().err
    uno, otro, ultimo = re.findall(r"^por revisar (\S+): ", dicho, re.MULTILINE)
    assert f"por revisar {otro}: ••••000, nada dice qué es: La oficina, ••••000\n" in dicho

    con = ["--revisado", str(respuestas)]
    respuestas.write_text(json.dumps({uno: "queda", otro: "se omite"}), "utf-8")
    assert main([*generar, *con]) == 1
    assert f"revisado.{ultimo}: sin respuesta: x@••••••••" in capsys.readouterr().err
    respuestas.write_text(json.dumps({uno: "queda", otro: "se omite", ultimo: "queda"}), "utf-8")
    assert main([*generar, *con, "--acta", str(acta)]) == 0
    cuentas = {"quedan": 2, "se_omiten": 1}
    assert json.loads(acta.read_text("utf-8"))["opciones"]["revisado"] == cuentas
    capsys.readouterr()
    contra = ["--contra", str(archivo), "--formato", FORMATO, "--publico"]
    assert main(["verificar", str(salida), *contra, "--con", f"revisado={respuestas}"]) == 0
    dado = json.loads(capsys.readouterr().out)
    assert (dado["veredicto"], dado["revisado"]) == ("identico", cuentas)
    assert main(["verificar", str(salida), *contra]) == 1
