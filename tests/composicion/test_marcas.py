"""Lo que un documento lleva sin que se vea: qué fila es cuál y qué dato es cada columna.

Prueba ``composicion/marcas``, ``composicion/tablas/alcances``,
``composicion/tablas/filas_del_recorrido``, ``composicion/tablas/propias`` y
``composicion/tablas/reduccion``.
"""

import json
from datetime import date
from typing import Any

import attrs
from ayudas.a_medida import formato, plan, plan_en, tabla
from ayudas.documentos import documento_de, tablas_de
from ayudas.lectores import xml
from ayudas.mapas import mapa, riesgo
from ayudas.planes import CORTE, actividad, componente, tramite

import paac_reportes as paac
from paac_reportes.maqueta.nodos import Tabla, Titulo
from paac_reportes.textos.plano import de_breve

TODAS = {"tipo": "tabla", "cada": "componente", "tablas": ["t"]}


def en(recorre: str, *datos: str, **claves: Any) -> Any:
    """Un formato de una tabla."""
    return formato(TODAS, tablas={"t": tabla(recorre, *datos, **claves)})


def marcas_de(de: Tabla) -> list[str]:
    """Las de todas sus filas, con los rótulos."""
    return [fila.marca for fila in (*de.rotulos, *de.filas)]


def marcas(de: Any, en_formato: Any) -> list[list[str]]:
    """Las de cada tabla de un contenido en un formato."""
    return [marcas_de(una) for una in tablas_de(documento_de(de, en_formato, CORTE))]


def esquema(de: paac.Plan, en_formato: Any, corte: date | None = CORTE) -> dict[str, Any]:
    """Lo que el documento dice de sí en sus propiedades."""
    propiedades = documento_de(de, en_formato, corte).metadatos.propiedades
    dicho: dict[str, Any] = json.loads("".join(valor for _, valor in propiedades))
    return dicho


def columnas_de(de: paac.Plan, en_formato: Any) -> list[dict[str, Any]]:
    """Las de su única clase de tabla, sin sus rótulos."""
    (tabla,) = esquema(de, en_formato)["tablas"]
    for columna in tabla["columnas"]:
        assert columna.pop("rotulo")
    columnas: list[dict[str, Any]] = tabla["columnas"]
    return columnas


def propiedades_de_word(contenido: bytes) -> str:
    """Los valores de las propiedades de un documento, seguidos."""
    return "".join(xml(contenido, "docProps/custom.xml").itertext())


def test_cada_fila_dice_su_lugar_en_el_plan() -> None:
    dos = componente(actividad(), actividad(codigo="1.2"))
    una = plan_en("Salud", componente(), dos)

    assert marcas(una, en("actividades", "actividad.codigo")) == [
        ["t1", "d0c0s0a0"],
        ["t1", "d0c1s0a0", "d0c1s0a1"],
    ]


def test_sin_dependencias_empieza_en_su_componente() -> None:
    con_listas = componente(tramites=[tramite(), tramite()], intercambios=[tramite()])
    de_tramites = formato(
        TODAS,
        tablas={
            "t": tabla("tramites", "tramite.nombre")
            | {"secciones": [{"recorre": "tramites"}, {"recorre": "intercambios"}]}
        },
    )

    assert marcas(plan(con_listas), de_tramites) == [["t1", "c0t0", "c0t1", "c0i0"]]


def test_lo_que_no_es_de_una_fila_del_plan_no_lleva_marca() -> None:
    con_todo = en("actividades", "actividad.codigo", franjas=["Plan"], total="Total")
    con_todo = attrs.evolve(
        con_todo,
        tablas={
            "t": attrs.evolve(
                con_todo.tablas["t"],
                secciones=(attrs.evolve(con_todo.tablas["t"].secciones[0], banda="Banda"),),
            )
        },
    )

    # La franja, los rótulos, la banda, la fila y el total.
    assert marcas(plan(componente()), con_todo) == [["", "t1", "", "c0s0a0", ""]]


def test_un_subcomponente_sin_actividades_y_un_componente_vacio_llevan_la_suya() -> None:
    sin_actividades = componente(subcomponentes=[{"nombre": "Política"}])
    vacio = {"numero": 2, "nombre": "Vacío"}

    assert marcas(plan(sin_actividades, vacio), en("actividades", "subcomponente.nombre")) == [
        ["t1", "c0s0"],
        ["t1", ""],
    ]


def test_los_cambios_y_las_firmas_llevan_su_lugar_en_su_lista() -> None:
    firmas = [{"rol": "Revisó", "nombre": "-"}, {"rol": "Aprobó", "nombre": "-"}]
    cambios = [{"version": "1", "fecha": "2026", "razon": "-"}]
    de = plan(componente(), firmas=firmas, control_cambios=cambios)
    con_dos = formato(
        {"tipo": "tabla", "cada": "plan", "tablas": ["c"]},
        {"tipo": "tabla", "cada": "plan", "tablas": ["f"]},
        tablas={"c": tabla("cambios", "cambio.version"), "f": tabla("firmas", "firma.rol")},
    )

    assert marcas(de, con_dos) == [["t1", "v0"], ["t2", "f0", "f1"]]


def test_las_firmas_de_un_bloque_van_de_izquierda_a_derecha() -> None:
    firmas = [{"rol": rol, "nombre": "-"} for rol in ("Elaboró", "Revisó", "Aprobó")]
    bloque = {"tipo": "firmas", "texto": "{{ firma.rol }}\n\n{{ firma.nombre }}", "por_fila": 2}

    assert marcas(plan(componente(), firmas=firmas), formato(bloque)) == [
        ["f0_f1", "f0_f1", "f2", "f2"]
    ]


def test_el_mismo_componente_en_dos_dependencias_dice_de_cual_es_cada_fila() -> None:
    (una,) = plan_en("Salud", componente()).dependencias
    otra = attrs.evolve(una, nombre="Hacienda")
    de = attrs.evolve(plan_en("Salud"), dependencias=(una, otra))

    assert otra.componentes[0] is una.componentes[0]
    assert marcas(de, en("actividades", "actividad.codigo")) == [
        ["t1", "d0c0s0a0"],
        ["t1", "d1c0s0a0"],
    ]


def test_el_mismo_objeto_dos_veces_en_una_lista_no_lleva_marca() -> None:
    (suyo,) = plan(componente()).componentes
    repetido = attrs.evolve(plan(componente()), componentes=(suyo, suyo))

    assert marcas(repetido, en("actividades", "actividad.codigo")) == [["t1", ""], ["t1", ""]]


def test_cada_fila_de_un_riesgo_dice_cual_de_las_suyas_es() -> None:
    de = mapa(riesgo(causas=[{"texto": "a"}, {"texto": "b"}, {"texto": "c"}]), riesgo())
    de_riesgos = {"t": tabla("riesgos", "riesgo.descripcion", "causa.texto")}
    de_cada = {"tipo": "tabla", "cada": "proceso", "tablas": ["t"]}
    en_formato = formato(de_cada, tablas=de_riesgos, de="mapa")
    assert marcas(de, en_formato) == [["t1", "p0r0_e0", "p0r0_e1", "p0r0_e2", "p0r1_e0"]]


def test_el_titulo_que_calla_un_dato_lleva_la_marca_del_que_lo_dice() -> None:
    texto = "{{ componente.numero }} {{ componente.nombre }}"
    titulos = formato({"tipo": "titulo", "cada": "componente", "texto": texto})
    de = plan(componente(), {"nombre": "Sin número"})
    (parte,) = documento_de(de, titulos, CORTE).partes
    assert [una.marca for una in parte.bloques if isinstance(una, Titulo)] == ["x1", "x1"]


def test_el_esquema_dice_cuantas_filas_del_plan_hay() -> None:
    firmas = [{"rol": "Revisó", "nombre": "-"}, {"rol": "Aprobó", "nombre": "-"}]
    de = plan(componente(actividad(), actividad()), componente(), firmas=firmas)
    bloque = {"tipo": "firmas", "texto": "{{ firma.nombre }}", "por_fila": 2}
    con_firmas = formato(TODAS, bloque, tablas={"t": tabla("actividades", "actividad.codigo")})

    # Tres actividades, y la de las dos firmas.
    assert esquema(de, con_firmas)["filas"] == 4


def test_sin_corte_el_esquema_no_dice_ninguno() -> None:
    assert "corte" not in esquema(plan(componente()), en("actividades", "actividad.codigo"), None)


def test_una_columna_de_varios_datos_de_un_texto_o_de_una_marca_dice_cuales() -> None:
    base = {"rotulo": "R", "ancho": 25}
    columnas = [
        base | {"dato": ["actividad.codigo", "actividad.descripcion"], "entre": " "},
        base | {"texto": "{{ actividad.meta }} de {{ actividad.responsable }}"},
        base | {"texto": "Sí"},
        base | {"dato": "seguimiento.estado", "marca": "X", "cuando": ["cumplida", "no_aplica"]},
    ]

    assert columnas_de(plan(componente()), en("actividades", "a", columnas=columnas)) == [
        {"dato": ["actividad.codigo", "actividad.descripcion"]},
        {"dato": ["actividad.meta", "actividad.responsable"], "plantilla": True},
        {"plantilla": True},
        {"dato": ["seguimiento.estado"], "cuando": ["cumplida", "no_aplica"]},
    ]


def test_una_columna_por_corte_dice_el_suyo() -> None:
    por_corte = {"dato": "seguimiento.texto", "rotulo": "S", "ancho": 100, "por_corte": True}

    assert columnas_de(plan(componente()), en("actividades", "a", columnas=[por_corte])) == [
        {"dato": ["seguimiento.texto"], "corte": "2026-04-30"}
    ]


def test_un_rotulo_que_dice_algo_del_plan_va_como_su_plantilla() -> None:
    dicho = "Avance de {{ entidad.nombre }}"
    columna = {"dato": "seguimiento.texto", "rotulo": ["Todo", dicho], "ancho": 100}
    (suya,) = esquema(plan(componente()), en("actividades", "a", columnas=[columna]))["tablas"]

    assert [una["rotulo"] for una in suya["columnas"]] == [["Todo", dicho]]


def test_de_una_tabla_de_filas_dadas_no_va_ningun_rotulo() -> None:
    """Los de una tabla dinámica pueden ser nombres de personas."""
    una = paac.formato_de_columnas("T", {"a": "Doña Ana", "b": "Don Luis"})
    hecho = (
        paac.reporte(plan(componente()), una, filas=[{"a": "1", "b": "2"}]).emitir("docx").contenido
    )
    dicho = propiedades_de_word(hecho)

    assert '"dato":["fila.a"]' in dicho
    assert "Ana" not in dicho
    assert "rotulo" not in dicho


def test_el_esquema_que_no_cabe_en_una_propiedad_sigue_en_otra() -> None:
    datos = [f"actividad.extras.{letra * 30}" for letra in "abcdefgh"]
    suyo = documento_de(plan(componente()), en("actividades", *datos), CORTE)
    propiedades = suyo.metadatos.propiedades

    assert [nombre for nombre, _ in propiedades][:2] == ["paac.esquema.1", "paac.esquema.2"]
    assert max(len(valor) for _, valor in propiedades) <= 255
    juntas = json.loads("".join(valor for _, valor in propiedades))
    assert [una["dato"] for una in juntas["tablas"][0]["columnas"]] == [[dato] for dato in datos]


def test_ningun_pedazo_del_esquema_empieza_ni_termina_en_blanco() -> None:
    """Hay programas que los quitan."""
    columna = {"dato": "actividad.meta", "rotulo": "aa bb  " * 300 + "c", "ancho": 100}
    suyo = documento_de(plan(componente()), en("actividades", "a", columnas=[columna]), CORTE)
    valores = [valor for _, valor in suyo.metadatos.propiedades]

    assert len(valores) > 5
    assert valores == [valor.strip() for valor in valores]


def test_nada_de_lo_que_dice_el_plan_va_en_las_marcas() -> None:
    secreto = "SECRETO"
    fila = dict.fromkeys(("codigo", "descripcion", "meta", "responsable"), secreto)
    de = plan_en(
        secreto,
        componente(
            actividad(**fila, fecha_programada=secreto, seguimiento=secreto), nombre=secreto
        ),
        entidad={"nombre": secreto},
    )
    documento = documento_de(de, en("actividades", "actividad.meta", "componente.nombre"), CORTE)
    escondido = [valor for par in documento.metadatos.propiedades for valor in par]
    escondido += [marca for una in tablas_de(documento) for marca in marcas_de(una)]

    assert not [uno for uno in escondido if secreto in uno]


def test_cambia_la_huella_de_la_linea_que_cambio_y_ninguna_mas() -> None:
    una = en("actividades", "actividad.codigo")
    de_hoy, de_antes = (
        esquema(plan(componente(actividad(codigo="2.1"), actividad(codigo=codigo))), una)["lineas"]
        for codigo in ("1.1", "1.2")
    )
    hoy, antes = de_breve(de_hoy), de_breve(de_antes)
    assert [uno == otro for uno, otro in zip(hoy, antes, strict=True)] == [True, False]


def opciones(de: paac.Reporte) -> Any:
    """Las que un reporte dice de sí en las propiedades de su Word."""
    propiedades = de.arbol("documento").metadatos.propiedades
    return json.loads("".join(valor for _, valor in propiedades)).get("opciones")


def test_un_reporte_corriente_no_dice_ninguna_opcion() -> None:
    assert opciones(paac.reporte(plan_en("D", componente()), "ptep-seguimiento")) is None


def test_un_archivo_para_publicar_lo_dice_de_si() -> None:
    uno = paac.reporte(plan_en("D", componente()), "ptep-seguimiento").publico()
    assert opciones(uno) == {"publico": True}


def test_un_archivo_dice_la_huella_de_su_formato_propio_y_ninguno_de_sus_textos() -> None:
    dicho = opciones(paac.reporte(plan(componente()), en("actividades", "actividad.codigo")))
    assert {*dicho} == {"forma"}
    assert len(dicho["forma"]) == 64
