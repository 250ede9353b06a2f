"""Lo que una columna dice: extras, textos, marcas y números con su formato.

Prueba ``composicion/tablas/lectores`` y ``composicion/variables``.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.a_medida import formato, plan_de
from ayudas.documentos import avisos_de, documento_de, filas_de, tablas_de
from ayudas.planes import CORTE, actividad, componente, plan, tramite

import paac_reportes as paac
from paac_reportes.composicion.pedidos import reducir
from paac_reportes.maqueta.contenido import Cifra
from paac_reportes.maqueta.nodos import Parrafo

ABRIL = CORTE.isoformat()


def con(*columnas: dict[str, Any], recorre: str = "actividades", **claves: Any) -> Any:
    """Un formato de una tabla con esas columnas."""
    anchos = [100 - (len(columnas) - 1) * 20, *([20] * (len(columnas) - 1))]
    suyas = [
        {"rotulo": f"c{n}", "ancho": ancho} | columna
        for n, (ancho, columna) in enumerate(zip(anchos, columnas, strict=True))
    ]
    cada = "plan" if recorre in {"filas", "firmas"} else "componente"
    tabla = {"secciones": [{"recorre": recorre}], "columnas": suyas} | claves
    return formato({"tipo": "tabla", "cada": cada, "tablas": ["a"]}, tablas={"a": tabla})


def filas(de: paac.Plan, definido: Any, *, corte: date | None = CORTE) -> list[list[Any]]:
    return [
        fila for tabla in tablas_de(documento_de(de, definido, corte)) for fila in filas_de(tabla)
    ]


def avisos(de: paac.Plan, definido: Any, codigo: str = "datos_no_mostrados") -> list[str]:
    hallados = avisos_de(de, definido, CORTE, "documento")
    return [aviso.mensaje for aviso in hallados if aviso.codigo == codigo]


def reporte(**datos: Any) -> dict[str, Any]:
    return {"corte": ABRIL} | datos


# ------------------------------------------------------------------ extras
def test_un_extra_sin_dueno_es_de_la_actividad_o_del_tramite_de_la_fila() -> None:
    de = plan(
        componente(
            actividad(extras={"riesgo": "R-01"}),
            actividad(codigo="2"),
            tramites=[tramite(extras={"riesgo": "R-02"})],
        )
    )
    secciones = [{"recorre": "actividades"}, {"recorre": "tramites"}]

    assert filas(de, con({"dato": "extras.riesgo"}, secciones=secciones)) == [
        ["R-01"],
        [""],
        ["R-02"],
    ]


def test_cada_quien_tiene_los_suyos() -> None:
    uno = actividad(
        extras={"x": "de la actividad"}, seguimientos=[reporte(extras={"x": date(2026, 1, 31)})]
    )
    de = plan(componente(uno, extras={"x": 3}), entidad={"nombre": "M", "extras": {"x": 12.5}})
    duenos = ("entidad", "componente", "actividad", "seguimiento")

    assert filas(de, con(*({"dato": f"{dueno}.extras.x"} for dueno in duenos))) == [
        ["12,5", "3", "de la actividad", "31/01/2026"]
    ]


def test_los_textos_del_formato_nombran_los_de_la_entidad_y_el_componente() -> None:
    de = plan_de(
        actividad(), entidad={"nombre": "M", "extras": {"acta": "2026-01-31", "pesos": 1250000}}
    )
    parrafo = {
        "tipo": "parrafo",
        "texto": "{{ entidad.extras.acta | fecha_larga }}: {{ entidad.extras.pesos | numero }}"
        "{{ entidad.extras.no_esta }}",
    }
    (escrito,) = documento_de(de, formato(parrafo), CORTE).partes[0].bloques

    assert isinstance(escrito, Parrafo)
    assert escrito.contenido == "31 de enero de 2026: 1.250.000"
    assert "extras" not in "".join(avisos(de, formato(parrafo), "entidad_no_mostrada"))


def test_el_extra_que_no_sale_se_avisa_por_su_nombre() -> None:
    de = plan_de(
        actividad(extras={"riesgo": "R-01", "cupos": 3, "vacio": ""}),
        entidad={"nombre": "M", "extras": {"categoria": "Sexta"}},
    )
    definido = con({"dato": "extras.riesgo"})
    (mensaje,) = avisos(de, definido)

    assert "Cupos (actividad.extras.cupos) × 1" in mensaje
    assert "riesgo" not in mensaje
    assert "vacio" not in mensaje
    assert "entidad.extras.categoria" in avisos(de, definido, "entidad_no_mostrada")[0]


def test_el_extra_que_se_pide_y_nadie_trae_se_avisa_con_el_mas_parecido() -> None:
    de = plan_de(actividad(extras={"riesgo_asociado": "R-01"}))
    pide = "el formato x pide el extra"

    assert avisos(de, con({"dato": "extras.riezgo_asociado"}), "extra_desconocido") == [
        f"{pide} 'riezgo_asociado' de actividad, y nadie lo trae; el más parecido es 'riesgo_asociado'"
    ]
    assert avisos(de, con({"texto": "{{ componente.extras.lider }}"}), "extra_desconocido") == [
        f"{pide} 'lider' de componente, y nadie lo trae"
    ]
    assert avisos(de, con({"dato": "extras.riesgo_asociado"}), "extra_desconocido") == []


def test_de_lo_que_el_plan_no_tiene_no_se_avisa_que_falten_sus_extras() -> None:
    definido = con({"dato": "tramite.extras.x"}, recorre="tramites")

    assert avisos(plan_de(actividad()), definido, "extra_desconocido") == []


# ------------------------------------------------------------------ omite_vacia
@pytest.mark.parametrize(
    "columna",
    [
        {"dato": "extras.riesgo"},
        {"texto": "{{ extras.riesgo }}"},
        {"texto": "{{ extras.riesgo * 2 }}", "numero": {}},
        {"dato": "extras.riesgo", "marca": "X", "cuando": "3"},
    ],
)
def test_una_columna_que_se_omite_vacia_sale_si_alguna_fila_dice_algo(columna: Any) -> None:
    definido = con({"dato": "actividad.codigo"}, columna | {"omite_vacia": True})
    con_el, sin_el = actividad(extras={"riesgo": 3}), actividad(codigo="2")

    assert [len(fila) for fila in filas(plan_de(con_el, sin_el), definido)] == [2, 2]
    assert [len(fila) for fila in filas(plan_de(sin_el), definido)] == [1]
    assert avisos(plan_de(sin_el), definido, "extra_desconocido") == []


EN_DOS_PISOS: tuple[dict[str, Any], ...] = (
    {"dato": "actividad.codigo", "rotulo": "N.º"},
    {"dato": "seguimiento.texto", "rotulo": ["Seguimiento", "Lo reportado"]},
    {"dato": "seguimiento.avance", "rotulo": ["Seguimiento", "%"]}
    | {"omite_vacia": True, "horizontal": "derecha", "guarda": "numero"},
)


def en_pisos(de: paac.Plan, base: str, *columnas: dict[str, Any]) -> list[list[tuple[str, str]]]:
    anchos = [100 - 20 * (len(columnas) - 1), *[20] * (len(columnas) - 1)]
    suyas = [c | {"ancho": ancho} for c, ancho in zip(columnas, anchos, strict=True)]
    tabla = {"secciones": [{"recorre": "actividades"}], "columnas": suyas}
    bloque = {"tipo": "tabla", "cada": "componente", "tablas": ["a"]}
    definido = formato(bloque, tablas={"a": tabla}, aspecto={"base": base})
    (hecha,) = tablas_de(documento_de(de, definido, CORTE))
    return [
        [(str(celda.contenido), celda.estilo) for celda in fila.celdas] for fila in hecha.rotulos
    ]


def test_la_que_queda_sola_bajo_su_rotulo_va_con_el_en_un_piso() -> None:
    solo_texto = plan_de(actividad(seguimientos=[reporte(texto="Hecho")]))
    con_avance = plan_de(actividad(seguimientos=[reporte(texto="Hecho", avance=50)]))

    ((_, (solo, _)),) = en_pisos(solo_texto, "sobrio", *EN_DOS_PISOS)
    assert solo == "Seguimiento: lo reportado"
    assert len(en_pisos(con_avance, "sobrio", *EN_DOS_PISOS)) == 2
    # Un formulario va a la letra.
    assert len(en_pisos(solo_texto, "oficial", *EN_DOS_PISOS)) == 2


def test_un_rotulo_que_abarca_va_al_lado_de_los_suyos() -> None:
    a_la_derecha = {"horizontal": "derecha", "guarda": "numero"}
    avance = {"dato": "seguimiento.avance", "rotulo": ["Cuánto", "%"]} | a_la_derecha
    codigo = {"dato": "actividad.codigo", "rotulo": ["Cuánto", "N.º"]} | a_la_derecha
    texto = {"dato": "seguimiento.texto", "rotulo": ["Cuánto", "Lo reportado"]}
    de = plan_de(actividad(seguimientos=[reporte(texto="Hecho", avance=50)]))

    (arriba, *_), _ = en_pisos(de, "sobrio", avance, codigo)
    (mezclado, *_), _ = en_pisos(de, "sobrio", avance, codigo, texto)
    girados = [columna | {"texto_vertical": "rotulo"} for columna in (avance, codigo)]
    (derecho, *_), _ = en_pisos(de, "sobrio", *girados)
    assert (arriba, mezclado) == (("Cuánto", "rotulo-derecha"), ("Cuánto", "rotulo"))
    assert derecho == ("Cuánto", "rotulo")


# ------------------------------------------------------------------ textos
def test_un_texto_se_hace_con_los_objetos_de_la_fila() -> None:
    de = plan(componente(actividad(extras={"riesgo": "R-01"}), actividad(codigo="1.2")))
    texto = "{{ dependencia.nombre }} · {{ actividad.codigo }} - {{ componente.nombre }}{{ ' (' ~ extras.riesgo ~ ')' if extras.riesgo }}"

    assert filas(de, con({"texto": texto}, {"texto": "Alcaldía"})) == [
        ["SECRETARÍA DE PLANEACIÓN · 1.1 - Gestión del riesgo (R-01)", "Alcaldía"],
        ["SECRETARÍA DE PLANEACIÓN · 1.2 - Gestión del riesgo", "Alcaldía"],
    ]


def test_lo_que_un_texto_dice_no_se_avisa_y_lo_que_calla_si() -> None:
    de = plan_de(actividad(codigo="A-17", meta="Mapa", extras={"riesgo": "R-99", "peso": 1.5}))
    definido = con(
        {"texto": "{{ actividad.codigo | lower }}: {{ extras.riesgo }}{{ extras.peso * 2 }}"}
    )
    (mensaje,) = avisos(de, definido)

    assert "Meta o producto (actividad.meta) × 1" in mensaje
    assert "Peso (actividad.extras.peso) × 1" in mensaje
    assert "codigo" not in mensaje
    assert "riesgo" not in mensaje


def test_un_numero_no_se_da_por_dicho_dentro_de_otro() -> None:
    de = plan_de(actividad(extras={"hecho": 7, "previsto": 9}))
    partes = {"texto": "{{ extras.hecho / extras.previsto * 100 }}", "numero": {"decimales": 2}}

    codigo = {"dato": "actividad.codigo"}
    (calculado,) = avisos(de, con(codigo, partes))
    (dicho,) = avisos(de, con(codigo, {"texto": "{{ extras.hecho }} de {{ extras.previsto }}."}))

    assert (
        "Hecho (actividad.extras.hecho) × 1, Previsto (actividad.extras.previsto) × 1" in calculado
    )
    assert "extras" not in dicho


def test_dos_filas_de_datos_iguales_que_se_escriben_distinto_no_se_confunden() -> None:
    definido = con({"texto": "{{ fila.a }}!"}, recorre="filas")
    propias = [{"a": Decimal(escrito)} for escrito in ("1.0", "1", "1.0")]
    reducidas, definido, _ = reducir(propias, definido)
    documento = documento_de(plan_de(actividad()), definido, None, "documento", reducidas)

    assert filas_de(tablas_de(documento)[0]) == [["1,0!"], ["1!"], ["1,0!"]]


def test_el_texto_que_no_se_deja_redactar_dice_su_columna_y_su_fila() -> None:
    de = plan_de(actividad(), actividad(codigo="2", fecha_programada="31/12/2026"))
    texto = "{{ actividad.fecha_programada | fecha_larga if actividad.codigo == '2' }}"
    definido = con({"texto": texto, "rotulo": "Vence"})

    with pytest.raises(paac.ErrorDeFormato) as error:
        filas(de, definido)

    (falla,) = error.value.fallas
    assert falla.ruta == "componentes[0].subcomponentes[0].actividades[1]"
    assert falla.mensaje.startswith(f"columna «Vence»: formato {definido.codigo}: no se pudo")
    assert falla.mensaje.endswith("se esperaba una fecha, llegó '31/12/2026'")


def test_un_texto_por_corte_dice_lo_de_cada_informe() -> None:
    suyos = [{"corte": c, "texto": f"Va {c}"} for c in ("2026-04-30", "2026-08-31")]
    de = plan_de(actividad(seguimientos=suyos))
    columna = {
        "texto": "{{ informe.numero }}: {{ seguimiento.texto }}",
        "por_corte": True,
        "rotulo": "{{ informe.ordinal }}",
    }

    assert filas(de, con(columna), corte=date(2026, 8, 31)) == [
        ["1: Va 2026-04-30", "2: Va 2026-08-31"]
    ]


def test_un_texto_tambien_nombra_lo_que_trae_quien_genera() -> None:
    definido = con({"texto": "{{ fila.oficina }}: {{ fila.a / fila.b * 100 }} %"}, recorre="filas")
    reducidas, definido, _ = reducir([{"oficina": "Salud", "a": 1, "b": 3}], definido)
    documento = documento_de(plan_de(actividad()), definido, None, "documento", reducidas)

    assert filas_de(tablas_de(documento)[0]) == [["Salud: 33,33 %"]]


def test_un_texto_vacio_falta_y_se_une_al_de_arriba_si_se_pide() -> None:
    de = plan_de(actividad(meta="Uno"), actividad(meta=None), actividad(meta="Dos"))
    columnas = ({"texto": "{{ actividad.meta }}", "une": "blancos"}, {"dato": "actividad.codigo"})

    assert filas(de, con(*columnas)) == [["Uno↓2", "1.1"], ["1.1"], ["Dos", "1.1"]]


# ------------------------------------------------------------------ marcas
def test_una_marca_va_donde_el_dato_es_uno_de_sus_valores() -> None:
    estados = ("cumplida", "en_proceso", "sin_avance", None)
    de = plan_de(*(actividad(seguimientos=[reporte(estado=estado)]) for estado in estados))
    definido = con(
        {"dato": "seguimiento.estado", "marca": "X", "cuando": "cumplida"},
        {"dato": "seguimiento.estado", "marca": "•", "cuando": ["en_proceso", "sin_avance"]},
    )

    assert filas(de, definido) == [["X", ""], ["", "•"], ["", "•"], ["", ""]]


def test_los_valores_se_buscan_sin_mirar_mayusculas_ni_tildes() -> None:
    dichos = ("Sí", "SI", "no", 1)
    de = plan_de(*(actividad(extras={"publicado": dicho}) for dicho in dichos))
    definido = con(
        {"dato": "extras.publicado", "marca": "X", "cuando": "sí"},
        {"dato": "extras.publicado", "marca": "X", "cuando": ["No", "1"]},
    )

    assert filas(de, definido) == [["X", ""], ["X", ""], ["", "X"], ["", "X"]]


def test_una_marca_mira_el_resultado_de_una_verificacion_y_los_si_o_no() -> None:
    revisada = reporte(verificacion={"resultado": "parcial", "nota": "Falta"})
    de = plan_de(actividad(seguimientos=[revisada]))
    marca = {"dato": "seguimiento.verificacion", "marca": "X", "cuando": "parcial"}
    assert filas(de, con(marca)) == [["X"]]

    definido = con({"dato": "fila.va", "marca": "X", "cuando": "Sí"}, recorre="filas")
    reducidas, definido, _ = reducir([{"va": True}, {"va": False}], definido)
    documento = documento_de(de, definido, None, "documento", reducidas)
    assert filas_de(tablas_de(documento)[0]) == [["X"], [""]]


def test_el_valor_que_ninguna_marca_muestra_se_avisa() -> None:
    estados = ("cumplida", "no_aplica", "no_aplica")
    de = plan_de(*(actividad(seguimientos=[reporte(estado=estado)]) for estado in estados))
    marca = {"dato": "seguimiento.estado", "marca": "X", "cuando": "cumplida"}
    otra = marca | {"cuando": "no_aplica"}

    codigo = {"dato": "actividad.codigo"}

    assert "Estado (seguimiento.estado) × 2" in avisos(de, con(codigo, marca))[0]
    assert "seguimiento.estado" not in avisos(de, con(codigo, marca, otra))[0]


def test_la_nota_de_una_verificacion_que_una_marca_no_dice_se_avisa() -> None:
    revisada = reporte(verificacion={"resultado": "parcial", "nota": "Falta"})
    marca = {"dato": "seguimiento.verificacion", "marca": "X", "cuando": "parcial"}
    de = plan_de(actividad(seguimientos=[revisada]))

    assert (
        "Verificación (seguimiento.verificacion) × 1"
        in avisos(de, con({"dato": "actividad.codigo"}, marca))[0]
    )


# ------------------------------------------------------------------ números
@pytest.mark.parametrize(
    ("valor", "numero", "escrito"),
    [
        (1234567.5, {"miles": True, "decimales": 2}, "1.234.567,50"),
        (1234567, {"miles": True}, "1.234.567"),
        (-1234, {"miles": True}, "−1.234"),
        (45.5, {"porcentaje": True}, "45,5\xa0%"),
        (33.333, {"decimales": 2}, "33,33"),
        (99.999, {"decimales": 2}, "99,999"),
        ("1.250,5", {"decimales": 2}, "1250,50"),
        ("N/A", {"decimales": 2}, "N/A"),
        ("007", {"miles": True}, "007"),
        ("", {"decimales": 2}, ""),
        ("2026-01-31", {"decimales": 2}, "31/01/2026"),
    ],
)
def test_un_numero_lleva_su_formato_y_lo_que_no_lo_es_va_a_la_letra(
    valor: Any, numero: Any, escrito: str
) -> None:
    de = plan_de(actividad(extras={"x": valor}))

    assert filas(de, con({"dato": "extras.x", "numero": numero})) == [[escrito]]


def test_un_numero_con_formato_recuerda_el_valor_sin_redondear() -> None:
    de = plan_de(actividad(seguimientos=[reporte(avance="33.333")]))
    ((celda,),) = filas(
        de, con({"dato": "seguimiento.avance", "numero": {"decimales": 1, "porcentaje": True}})
    )

    assert isinstance(celda, Cifra)
    assert (str(celda), celda.valor) == ("33,3\xa0%", Decimal("33.333"))


def test_el_total_lleva_el_formato_de_su_columna_y_avisa_de_lo_que_no_suma() -> None:
    valores = (1000, "2.500,5", "N/A", 10)
    de = plan_de(*(actividad(extras={"pesos": valor}) for valor in valores))
    columnas = (
        {"dato": "actividad.codigo"},
        {"dato": "extras.pesos", "numero": {"miles": True, "decimales": 2}, "total": "suma"},
        {"texto": "{{ extras.pesos / 3 }}", "numero": {"miles": True}, "total": "suma"},
    )
    definido = con(*columnas, total="Total")

    assert filas(de, definido) == [
        ["1.1", "1.000,00", "333,33"],
        ["1.1", "2.500,50", "833,5"],
        ["1.1", "N/A", ""],
        ["1.1", "10,00", "3,33"],
        ["Total", "3.510,50", "1.170,17"],
    ]
    assert avisos(de, definido, "fuera_del_total") == [
        "no entran en el total, porque no son un número: extras.pesos × 1"
    ]
