"""Un documento que no dice su formato está en el que se ve, o es la matriz de otro."""

import io
from datetime import date
from typing import Any

import attrs
import pytest
from ayudas.emitidos import formato_de
from ayudas.formatos import lleva_la_matriz
from ayudas.matrices import en_word
from ayudas.planes import actividad, componente, plan, tramite

import paac_reportes as paac
from paac_reportes.formatos.definicion.bloques import BloqueTabla
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.lectura.lectura import leer_documento
from paac_reportes.lectura.leido import PedidoDeLectura
from paac_reportes.lectura.propios.esperado import DocumentoEsperado
from paac_reportes.lectura.propios.tablas import hallar, lineas_de
from paac_reportes.opc.lectura import ver
from paac_reportes.opc.visto import DocumentoVisto, TablaVista

CORTE = date(2026, 4, 30)
PLAN = plan(
    componente(actividad(codigo="1.1"), actividad(codigo="1.2"), actividad(codigo="1.3")),
    componente(numero=2, nombre="Trámites", subcomponentes=[], tramites=[tramite()]),
)
FILAS = {"suit-racionalizacion": 1, "california-plan": 3}
"""Los que no llevan las cuatro: el de los trámites y el que no los trae."""
DE_OTRO = {"MCCO.101.18.F.20-informe": "informe-seguimiento"}
"""Se ven iguales salvo la entidad: cualquiera de los dos está bien."""


DE_UN_PLAN = [
    ficha.codigo
    for ficha in paac.formatos_disponibles()
    if lleva_la_matriz(hallar_formato(ficha.codigo)[0])
]


def sin_lo_que_no_se_ve(visto: DocumentoVisto) -> DocumentoVisto:
    """Como queda al copiarlo en un documento nuevo."""

    def limpio(bloque: Any) -> Any:
        return attrs.evolve(bloque, marcas={}) if isinstance(bloque, TablaVista) else bloque

    partes = tuple(
        attrs.evolve(parte, bloques=tuple(map(limpio, parte.bloques))) for parte in visto.partes
    )
    return attrs.evolve(visto, partes=partes, propiedades={})


@pytest.mark.una_de_cada
@pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("codigo", DE_UN_PLAN)
def test_uno_de_los_formatos_que_perdio_sus_marcas_sigue_en_el(codigo: str, tipo: str) -> None:
    visto = ver(io.BytesIO(paac.emitir(PLAN, codigo, tipo, corte=CORTE)))

    leido = leer_documento(sin_lo_que_no_se_ve(visto), PedidoDeLectura(corte=CORTE))

    hallado = leido.formato or ""
    assert DE_OTRO.get(hallado, hallado) == DE_OTRO.get(codigo, codigo)
    assert len(paac.filas_de(leido.contenido)) == FILAS.get(codigo, 4)


@pytest.mark.parametrize("reporte", [{}, {"avance": 50}])
def test_la_columna_que_quedo_sola_bajo_su_rotulo_se_reconoce_sin_esquema(
    reporte: dict[str, Any],
) -> None:
    # Sin ningún avance, los rótulos de dos pisos van en uno: «Seguimiento: lo reportado».
    de = plan(
        componente(
            actividad(seguimientos=[{"corte": "2026-04-30", "texto": "Se hizo.", **reporte}])
        )
    )
    informe = formato_de("informe-seguimiento")
    actividades = BloqueTabla(tipo="tabla", cada="componente", tablas=("actividades",))
    definido = attrs.evolve(informe, cuerpo=(actividades,))
    visto = ver(io.BytesIO(paac.emitir(de, definido, "docx", corte=CORTE)))
    lineas = lineas_de(sin_lo_que_no_se_ve(visto))

    (hallada,) = hallar(lineas, DocumentoEsperado(definido, "documento")).tablas

    assert hallada.encaje.exacto
    assert hallada.encaje.hondura == 1 + bool(reporte)
    assert len(hallada.filas) == 1


ROTULOS = (
    "Subcomponente/Procesos|Actividades|<|Meta o Producto|Responsable|Fecha Programada|Seguimiento"
)
PRIMERA = [ROTULOS, "Política|1.1|Publicar el mapa|Mapa|Planeación|31/01/2026|Se publicó."]
DE_TRAMITES = [
    "N°|Nombre del trámite|Acción|Situación actual|Mejora|Beneficio|Responsable",
    "1|Paz y salvo|En línea|Presencial|Formulario|Menos filas|Hacienda",
]


def leer(*tablas: Any) -> paac.Lectura[Any]:
    """Un documento de Word con el código del formato y esas tablas."""
    return paac.leer(
        en_word("MUNICIPIO DE PRUEBA", "MCCO.101.18.F.20", *tablas), corte=CORTE, vigencia=2026
    )


def test_lo_que_solo_se_parece_a_un_formato_es_la_matriz_de_otro_y_se_dice() -> None:
    lectura = leer(PRIMERA, DE_TRAMITES)

    assert lectura.formato is None
    assert [uno.nombre for _, suyo in lectura.contenido.tablas() for uno in suyo.tramites] == [
        "Paz y salvo"
    ]
    assert "si está en MCCO.101.18.F.20, diga formato" in str(lectura.dudas[0])


def test_dicho_el_formato_lo_que_no_es_de_el_es_una_duda() -> None:
    lectura = paac.leer(
        en_word("MUNICIPIO DE PRUEBA", PRIMERA, DE_TRAMITES),
        corte=CORTE,
        formato="MCCO.101.18.F.20",
    )

    assert lectura.formato == "MCCO.101.18.F.20"
    motivo = "es una matriz, y no tiene los rótulos del formato MCCO.101.18.F.20"
    assert ("tabla 2", motivo) in [(a.ruta, a.mensaje) for a in lectura.dudas]


def test_una_columna_en_blanco_que_no_es_del_formato_no_es_una_duda() -> None:
    lectura = paac.leer(
        en_word("M", [f"{ROTULOS}|Notas", f"{PRIMERA[1]}|"]),
        corte=CORTE,
        formato="MCCO.101.18.F.20",
    )

    assert [a for a in lectura.dudas if "columna" in a.mensaje] == []
    assert [a.mensaje for a in lectura.avisos if "columna" in a.mensaje] == [
        "la columna no es del formato, y está en blanco"
    ]


def test_la_columna_que_falta_se_nombra_como_se_lee() -> None:
    sin_seguimiento = [renglon.rpartition("|")[0] for renglon in PRIMERA]
    lectura = paac.leer(en_word("M", sin_seguimiento), formato="MCCO.101.18.F.20")

    assert [a.mensaje for a in lectura.avisos if "falta" in a.mensaje] == [
        "falta la columna «Seguimiento»"
    ]


def test_la_columna_que_un_formato_usa_para_otra_cosa_es_una_duda() -> None:
    # California pone el subcomponente bajo META: la matriz de otro municipio, con META, es igual.
    lectura = paac.leer(
        en_word(
            "PLAN ANTICORRUPCIÓN Y DE ATENCIÓN AL CIUDADANO VIGENCIA 2024",
            [
                "COMPONENTE|META|ACTIVIDADES|INDICADOR|CRONOGRAMA|RESPONSABLE",
                "1. Riesgos|Mapa publicado|Publicar el mapa|Uno|Enero|Planeación",
            ],
        ),
        entidad="ALCALDÍA DE OTRO MUNICIPIO",
    )

    motivo = (
        "«META» se leyó como subcomponente.nombre, como en california-plan; por su rótulo sería"
        " actividad.meta: si no está en ese formato, dígalo con columnas"
    )
    assert motivo in [aviso.mensaje for aviso in lectura.dudas]
