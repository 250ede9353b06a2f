"""Las filas de un mapa de riesgos: cada lista es una pista vertical, y ninguna depende de otra.

Prueba ``composicion/calculadas``, ``composicion/pedidos`` y ``composicion/tablas/de_mapa``.
"""

from datetime import date
from typing import Any

import attrs
import pytest
from ayudas import mapas
from ayudas.documentos import tablas_de
from ayudas.ejemplos import ejemplos
from hypothesis import given

import paac_reportes as paac
from paac_reportes.formatos.revision.reglas import DEL_MAPA
from paac_reportes.modelo import riesgos as modelo

CORTE = date(2026, 6, 30)
PISTAS = (
    *("proceso.nombre", "riesgo.descripcion", "causa.texto", "consecuencia.texto"),
    *("control.descripcion", "accion.descripcion"),
)


def formato(*datos: str, **claves: Any) -> paac.Formato:
    columnas: list[paac.modelo.ColumnaDeMatriz] = [
        {"dato": d, "rotulo": d, "une": "grupo", "ancho": "auto"} for d in datos
    ]
    return paac.formato_de_columnas("Mapa", columnas, codigo="M", recorre="riesgos", **claves)


def documento(pedido: paac.Reporte) -> Any:
    return pedido._documento[0]


def columnas(mapa: paac.MapaDeRiesgos, *datos: str) -> dict[str, list[tuple[str, int]]]:
    """De cada dato, sus celdas de arriba abajo: lo que dicen y cuántas filas cubren."""
    (tabla,) = tablas_de(documento(paac.reporte(mapa, formato(*datos), corte=CORTE)))
    filas = len(tabla.filas)
    hechas: dict[str, list[tuple[str, int]]] = {dato: [] for dato in datos}
    cubiertas = [0] * len(datos)
    for fila in tabla.filas:
        celdas = iter(fila.celdas)
        for numero, dato in enumerate(datos):
            if not cubiertas[numero]:
                celda = next(celdas)
                hechas[dato].append((str(celda.contenido), celda.filas))
                cubiertas[numero] = celda.filas
            cubiertas[numero] -= 1
    assert all(sum(alto for _, alto in suyas) == filas for suyas in hechas.values())
    return hechas


def de(clave: str, cuantas: int, de_quien: str = "descripcion") -> list[dict[str, str]]:
    return [{de_quien: f"{clave}{n}"} for n in range(1, cuantas + 1)]


def test_tres_causas_dos_controles_y_cuatro_acciones() -> None:
    suyo = mapas.riesgo(
        causas=de("causa", 3, "texto"), controles=de("control", 2), acciones=de("accion", 4)
    )
    assert columnas(mapas.mapa(suyo), *PISTAS) == {
        "proceso.nombre": [("Contratación", 4)],
        "riesgo.descripcion": [("Que se pierda", 4)],
        "causa.texto": [("causa1", 1), ("causa2", 1), ("causa3", 2)],
        "consecuencia.texto": [("", 4)],
        "control.descripcion": [("control1", 1), ("control2", 3)],
        "accion.descripcion": [(f"accion{n}", 1) for n in range(1, 5)],
    }


def test_una_lista_que_no_va_en_la_tabla_no_le_da_filas() -> None:
    suyo = mapas.riesgo(
        causas=de("causa", 3, "texto"), controles=de("control", 2), acciones=de("accion", 4)
    )
    assert columnas(mapas.mapa(suyo), "riesgo.descripcion", "control.descripcion") == {
        "riesgo.descripcion": [("Que se pierda", 2)],
        "control.descripcion": [("control1", 1), ("control2", 1)],
    }


@pytest.mark.integracion
@ejemplos(10)
@given(mapas.mapas_con_riesgos())
def test_en_cada_fila_de_un_formato_de_mapa_empieza_alguna_celda(crudo: dict[str, Any]) -> None:
    mapa = paac.desde_datos(crudo, como="mapa").contenido
    for codigo in ("mapa-corrupcion-2015", "mapa-v5", "seguimiento-mapa"):
        for tabla in tablas_de(documento(paac.reporte(mapa, codigo))):
            assert all(fila.celdas for fila in tabla.filas)


def test_lo_que_dos_riesgos_dicen_igual_no_es_una_sola_celda() -> None:
    igual = mapas.riesgo(causas=de("causa", 1, "texto"))
    hechas = columnas(
        mapas.mapa(igual, igual), "proceso.nombre", "causa.texto", "accion.descripcion"
    )

    assert hechas["proceso.nombre"] == [("Contratación", 2)]
    assert hechas["causa.texto"] == [("causa1", 1)] * 2
    assert hechas["accion.descripcion"] == [("", 1)] * 2


def test_el_mismo_objeto_dos_veces_son_dos_filas() -> None:
    control = modelo.Control(descripcion="C")
    uno = modelo.Riesgo(descripcion="R", controles=(control, control))
    proceso = modelo.Proceso(nombre="P", riesgos=(uno, uno))
    suyo = modelo.MapaDeRiesgos(entidad=paac.Entidad(nombre="M"), procesos=(proceso,))

    hechas = columnas(suyo, "riesgo.descripcion", "control.descripcion")
    assert hechas["riesgo.descripcion"] == [("R", 2)] * 2
    assert hechas["control.descripcion"] == [("C", 1)] * 4


def test_un_proceso_sin_riesgos_conserva_su_fila_y_uno_retirado_no_sale() -> None:
    datos = mapas.datos(mapas.riesgo(estado="retirado"), mapas.riesgo(referencia="R2"))
    datos["procesos"].append({"nombre": "Archivo"})
    pedido = paac.reporte(
        paac.desde_datos(datos, como="mapa").contenido, formato(*PISTAS, "riesgo.referencia")
    )

    assert columnas(
        paac.desde_datos(datos, como="mapa").contenido, "proceso.nombre", "riesgo.descripcion"
    ) == {
        "proceso.nombre": [("Contratación", 1), ("Archivo", 1)],
        "riesgo.descripcion": [("Que se pierda", 1), ("", 1)],
    }
    assert "el formato M no muestra los riesgos retirados: R1" in map(str, pedido.avisos)


@pytest.mark.parametrize(
    ("de_controles", "esperado"),
    [
        ([None, None], [("Alto", 3)]),
        (["Bajo", "Moderado"], [("Bajo", 1), ("Moderado", 2)]),
        ([None, "Moderado"], [("", 1), ("Moderado", 2)]),
    ],
)
def test_el_residual_es_de_cada_control_o_del_riesgo(
    de_controles: list[str | None], esperado: list[tuple[str, int]]
) -> None:
    controles = [
        {"descripcion": "C", **({"residual": {"zona": zona}} if zona else {})}
        for zona in de_controles
    ]
    suyo = mapas.riesgo(causas=de("c", 3, "texto"), controles=controles, residual={"zona": "Alto"})
    hechas = columnas(mapas.mapa(suyo), "residual_final.zona", "causa.texto")
    assert hechas["residual_final.zona"] == esperado


def test_quien_responde_es_el_de_la_accion_o_el_del_riesgo() -> None:
    sin_decir = mapas.riesgo(acciones=de("a", 2), responsable="Jefe", indicador="#")
    con = mapas.riesgo(acciones=[{"descripcion": "a", "responsable": "Ana"}], responsable="Jefe")

    hechas = columnas(mapas.mapa(sin_decir, con), "a_cargo.responsable", "accion.descripcion")
    assert hechas["a_cargo.responsable"] == [("Jefe", 2), ("Ana", 1)]
    avisos = " ".join(
        map(
            str,
            paac.reporte(
                mapas.mapa(sin_decir, con), formato("a_cargo.responsable", "riesgo.descripcion")
            ).avisos,
        )
    )
    assert "(riesgo.responsable) × 1" in avisos  # el de quien lo dice en su acción


SEGUIDOS = [{"control": "1", "aplicado": "si"}, {"control": "2", "aplicado": "parcial"}]


@pytest.mark.parametrize(
    ("controles", "seguidos", "quien", "esperado"),
    [
        (4, SEGUIDOS, "oci", "1 de 4 controles aplicados; 1 en parte; 2 sin verificar"),
        (1, SEGUIDOS[:1], "oci", "1 de 1 control aplicado"),
        (
            2,
            [{"control": "2", "aplicado": "no"}],
            "oci",
            "0 de 2 controles aplicados; 1 sin verificar",
        ),
        (2, [{"control": "2", "efectivo": "no"}], "oci", ""),
        (2, SEGUIDOS, "lider", ""),
        (2, [{"control": "9", "aplicado": "si"}], "oci", ""),
    ],
)
def test_los_controles_que_se_aplican_van_con_su_base(
    controles: int, seguidos: list[dict[str, str]], quien: str, esperado: str
) -> None:
    suyo = mapas.riesgo(
        controles=de("c", controles),
        seguimientos=[{"corte": "2026-06-30", "quien": quien, "controles": seguidos}],
    )
    hechas = columnas(mapas.mapa(suyo), "aplicacion.texto", "control.descripcion")
    assert hechas["aplicacion.texto"] == [(esperado, controles)]


def test_los_codigos_de_una_lista_se_escriben_en_palabras() -> None:
    control = {"tipo": "preventivo", "implementacion": "automatico", "registro": "sin_registro"}
    datos = ("control.tipo", "control.implementacion", "control.registro", "riesgo.descripcion")
    suyo = mapas.riesgo(controles=[control], descripcion="si")

    assert [hecha[0][0] for hecha in columnas(mapas.mapa(suyo), *datos).values()] == [
        "Preventivo",
        "Automático",
        "Sin registro",
        "si",
    ]


def test_un_texto_de_una_sola_cosa_tambien_es_de_su_grupo() -> None:
    columna: paac.modelo.ColumnaDeMatriz = {
        "texto": "{{ control.descripcion | upper }}",
        "rotulo": "C",
        "une": "grupo",
    }
    de_varias: paac.modelo.ColumnaDeMatriz = columna | {
        "texto": "{{ control.descripcion }} {{ causa.texto }}"
    }
    suyo = mapas.riesgo(causas=de("causa", 3, "texto"), controles=de("c", 2))
    propio = paac.formato_de_columnas("M", [columna], codigo="M", recorre="riesgos")
    (tabla,) = tablas_de(documento(paac.reporte(mapas.mapa(suyo), propio)))

    assert [(str(c.contenido), c.filas) for f in tabla.filas for c in f.celdas] == [
        ("C1", 1),
        ("C2", 1),
    ]
    with pytest.raises(paac.ErrorDeFormato, match="un texto no es de ningún grupo"):
        paac.formato_de_columnas("M", [de_varias], codigo="M", recorre="riesgos")


def test_por_proceso_va_una_tabla_de_cada_uno() -> None:
    datos = mapas.datos(mapas.riesgo())
    datos["procesos"].append({"nombre": "Archivo", "riesgos": [mapas.riesgo(descripcion="Otro")]})
    titulo = {"tipo": "titulo", "cada": "proceso", "texto": "{{ proceso.nombre }}"}
    por_proceso = {"tipo": "tabla", "cada": "proceso", "tablas": ["tabla"]}
    propio = formato("riesgo.descripcion", cuerpo=[titulo, por_proceso])
    hecho = documento(paac.reporte(paac.desde_datos(datos, como="mapa").contenido, propio))

    assert [tabla.filas[0].celdas[0].contenido for tabla in tablas_de(hecho)] == [
        "Que se pierda",
        "Otro",
    ]
    with pytest.raises(paac.ErrorDeFormato, match="con cada = 'proceso' se esperaban tablas que"):
        paac.formato_de_columnas("M", {"fila.x": "X"}, codigo="M", cuerpo=[por_proceso])


def test_lo_que_un_texto_nombra_del_mapa_existe() -> None:
    clases = {
        "mapa": modelo.MapaDeRiesgos,
        "proceso": modelo.Proceso,
        "seguimiento_del_mapa": modelo.SeguimientoDelMapa,
    }
    for camino in DEL_MAPA:
        raiz, _, campo = camino.partition(".")
        assert campo in attrs.fields_dict(clases[raiz])


@pytest.mark.integracion
@given(mapas.MAPAS)
def test_toda_causa_y_todo_control_salen_una_vez_y_en_su_orden(datos: dict[str, Any]) -> None:
    suyo = paac.desde_datos(datos, como="mapa").contenido
    if not suyo.procesos:
        return
    hechas = columnas(suyo, *PISTAS)
    vigentes = [r for p in suyo.procesos for r in p.riesgos if r.esta_vigente]

    dichas = [texto for texto, _ in hechas["causa.texto"] if texto]
    assert dichas == [c.texto for r in vigentes for c in r.causas if c.texto]
    controles = [texto for texto, _ in hechas["control.descripcion"] if texto]
    assert controles == [c.descripcion for r in vigentes for c in r.controles if c.descripcion]
    assert len(hechas["proceso.nombre"]) == len(suyo.procesos)


# ------------------------------------------------------------------ lo que un riesgo reporta
def pedido(mapa: paac.MapaDeRiesgos, *columnas: dict[str, Any]) -> paac.Reporte:
    con_ancho: list[Any] = [{"rotulo": "Dato", "ancho": 100, **una} for una in columnas]
    formato = paac.formato_de_columnas("Mapa", con_ancho, codigo="M", recorre="riesgos")
    return paac.reporte(mapa, formato, corte=CORTE)


def seguido(**dice: Any) -> dict[str, Any]:
    return mapas.riesgo(seguimientos=[{"corte": str(CORTE), "quien": "oci", **dice}])


def test_un_reporte_en_blanco_no_toma_el_de_arriba() -> None:
    mapa = mapas.mapa(seguido(acciones_adelantadas="Hecho 1"), seguido(observaciones="Va"))
    suyo = pedido(mapa, {"dato": "seguimiento_de_riesgo.acciones_adelantadas", "une": "blancos"})

    (tabla,) = tablas_de(suyo._documento[0])
    celdas = [(str(celda.contenido), celda.filas) for fila in tabla.filas for celda in fila.celdas]
    assert celdas == [("Hecho 1", 1), ("", 1)]
    assert "blanco" not in " ".join(aviso.mensaje for aviso in suyo.avisos)


def test_las_evidencias_de_un_riesgo_llevan_a_su_direccion() -> None:
    mapa = mapas.mapa(seguido(evidencias=["https://www.municipio.gov.co/acta"]))
    suyo = pedido(mapa, {"dato": "seguimiento_de_riesgo.evidencias"})

    assert 'href="https://www.municipio.gov.co/acta"' in suyo.emitir("html").contenido.decode()


def test_la_marca_de_una_verificacion_no_dice_su_nota() -> None:
    verificada = {"resultado": "verificada", "nota": "Faltó el acta"}
    mapa = mapas.mapa(seguido(avance=30, verificacion=verificada))
    marca: dict[str, Any] = {
        "dato": "seguimiento_de_riesgo.verificacion",
        "marca": "X",
        "cuando": ["verificada"],
    }
    columnas = [marca, {"dato": "riesgo.descripcion"}]
    suyo = pedido(mapa, *({**una, "ancho": 50} for una in columnas))
    avisos = " ".join(aviso.mensaje for aviso in suyo.avisos)

    assert "Verificación (seguimiento_de_riesgo.verificacion) × 1" in avisos


def test_el_avance_de_un_riesgo_se_colorea_por_zona() -> None:
    mapa = mapas.mapa(seguido(avance=30))
    por_zona = {
        "dato": "seguimiento_de_riesgo.avance",
        "colores": "zona",
        "guarda": "numero",
    }

    (tabla,) = tablas_de(pedido(mapa, por_zona)._documento[0])
    (celda,) = tabla.filas[0].celdas
    assert str(celda.contenido) == "30 (baja)"
    assert "relleno" in celda.estilo


def test_lo_que_no_es_un_avance_no_tiene_zona_y_se_dice_cual_la_tiene() -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        pedido(mapas.mapa(seguido()), {"dato": "riesgo.descripcion", "colores": "zona"})
    assert "(seguimiento_de_riesgo.avance o cifras.zona), no riesgo.descripcion" in str(error.value)


def test_lo_de_un_riesgo_no_va_uno_por_corte() -> None:
    por_corte = {"dato": "seguimiento_de_riesgo.avance", "por_corte": True}
    with pytest.raises(paac.ErrorDeFormato) as error:
        pedido(mapas.mapa(seguido()), por_corte)
    assert "sólo los seguimientos de un plan van uno por corte" in str(error.value)
