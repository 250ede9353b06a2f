"""El ``hash`` de lo que no cambia: igual en dos objetos iguales, con tablas o sin ellas."""

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import FORMATO, actividad

import paac_reportes as paac


def con_tablas() -> paac.Plan:
    return paac.desde_datos(
        {
            "entidad": {"nombre": "Municipio"},
            "vigencia": 2026,
            "componentes": [{"nombre": "Riesgos"}],
            "textos": {"introduccion": "Una"},
        }
    ).contenido


def test_dos_planes_iguales_tienen_el_mismo() -> None:
    assert con_tablas() == con_tablas()
    assert hash(con_tablas()) == hash(con_tablas())


def test_un_encargo_con_opciones_tambien() -> None:
    def encargo() -> paac.modelo.Encargo:
        return paac.modelo.Encargo(
            contenido=plan_de(actividad()), formato=FORMATO, opciones={"publico": True}
        )

    assert len({encargo(), encargo()}) == 1


def test_las_tablas_se_siguen_comparando() -> None:
    sin_opciones = paac.modelo.Encargo(contenido="a.yaml", formato=FORMATO)
    con_opciones = paac.modelo.Encargo(
        contenido="a.yaml", formato=FORMATO, opciones={"publico": True}
    )

    assert sin_opciones != con_opciones


def test_de_la_ruta_de_un_plan_se_dice_quien_lo_lee() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"llegó 'plan.yaml'; de un archivo, lo da leer"):
        paac.reporte("plan.yaml", FORMATO)
