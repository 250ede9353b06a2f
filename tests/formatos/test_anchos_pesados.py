"""Los anchos ``auto`` de un formato: lo que se lee, lo que no puede ser y cómo se cuenta.

Prueba ``formatos/revision/reglas``.
"""

from decimal import Decimal
from typing import Any

import pytest
from ayudas.a_medida import formato
from ayudas.emitidos import formato_de
from ayudas.formatos import escribir_formato
from ayudas.gestos import EJEMPLOS

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.formatos.lectura.en_codigo import describir
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.tipografia import Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Tabla

COLUMNAS = "tablas.t.columnas"


def con(*columnas: dict[str, Any]) -> Any:
    datos = ("codigo", "descripcion", "meta")
    completas = [
        {"dato": f"actividad.{dato}", "rotulo": "R", "ancho": "auto"} | columna
        for dato, columna in zip(datos, columnas, strict=False)
    ]
    tabla = {"secciones": [{"recorre": "actividades"}], "columnas": completas}
    return formato({"tipo": "tabla", "cada": "componente", "tablas": ["t"]}, tablas={"t": tabla})


def test_una_columna_dice_entre_que_anchos_se_pesa() -> None:
    fija, acotada, libre = (
        con({"ancho": 20}, {"minimo": 5, "maximo": "30,5"}, {}).tablas["t"].columnas
    )

    assert fija.limites == (20, 20)
    assert acotada.limites == (5, Decimal("30.5"))
    assert libre.limites == (1, 100)


@pytest.mark.parametrize(
    ("columnas", "falla"),
    [
        (
            [{"ancho": "ancha"}, {}],
            f"{COLUMNAS}[0].ancho: se esperaba un número, o alguno de estos: auto, llegó 'ancha'",
        ),
        (
            [{"ancho": 0}, {}],
            f"{COLUMNAS}[0].ancho: se esperaba un número de 1 a 100, llegó 0",
        ),
        (
            [{"minimo": 0}, {}],
            f"{COLUMNAS}[0].minimo: se esperaba un número de 1 a 100, llegó 0",
        ),
        (
            [{"minimo": 30, "maximo": 20}, {}],
            f"{COLUMNAS}[0].minimo: se esperaba a lo sumo el máximo, 20, llegó 30",
        ),
        (
            [{"ancho": 40, "maximo": 50}, {}],
            f"{COLUMNAS}[0].maximo: sólo lo lleva una columna con ancho = 'auto'; esta mide 40",
        ),
        (
            [{"ancho": 60}, {"minimo": "40.5"}, {}],
            f"{COLUMNAS}: se esperaba que los anchos fijos y los mínimos de las columnas auto (1 si"
            " no lo dicen) sumaran a lo sumo 100, suman 101,5",
        ),
        (
            [{"ancho": 60}, {"maximo": 20}, {"maximo": 10}],
            f"{COLUMNAS}: se esperaba que los anchos fijos y los máximos de las columnas auto"
            " sumaran al menos 100, suman 90",
        ),
    ],
)
def test_lo_que_no_puede_ser_se_dice(columnas: list[dict[str, Any]], falla: str) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        con(*columnas)

    assert [str(una) for una in error.value.fallas] == [falla]


def test_el_formato_contado_dice_que_se_pesa_y_entre_que_limites() -> None:
    contado = "\n".join(describir(con({"ancho": 20}, {"minimo": 5, "maximo": 30}, {"maximo": 60})))

    assert "     20 %  actividad.codigo" in contado
    assert "   auto de 5 a 30 %  actividad.descripcion" in contado
    assert "   auto a 60 %  actividad.meta" in contado


def test_un_heredero_pesa_la_columna_que_su_base_fija(tmp_path: Any) -> None:
    escribir_formato(
        tmp_path / "otro",
        'base = "cajica-plan"\ncodigo = "otro"\n'
        '[tablas.actividades.columna."actividad.descripcion"]\nancho = "auto"\nminimo = 10',
    )
    hecho = paac.leer_formato(tmp_path / "otro")

    descripcion = next(
        columna
        for columna in hecho.tablas["actividades"].columnas
        if columna.dato == ("actividad.descripcion",)
    )
    assert descripcion.limites == (Decimal(10), Decimal(100))


@pytest.mark.integracion
def test_el_estado_de_una_actividad_va_en_un_renglon_en_el_informe() -> None:
    ejemplo = paac.leer(EJEMPLOS / "informe_trimestral" / "plan.yaml").sin_dudas()
    corte = max(ejemplo.cortes())
    de = componer(ejemplo, formato_de("informe-seguimiento"), corte).documento
    cabe: set[bool] = set()
    for parte in de.partes:
        medidor, util = Medidor(de.estilos), pt_de_mm(parte.marco.pagina.ancho_util)
        for tabla in (b for b in parte.bloques if isinstance(b, Tabla)):
            for ancho, columna in zip(tabla.anchos, tabla.columnas, strict=True):
                cabe |= {
                    medidor.cabe_en_un_renglon(dice, estilo, Pt(ancho * util))
                    for _, dice, estilo, _, _ in columna.celdas()
                    if dice == "En proceso"
                }

    assert cabe == {True}
