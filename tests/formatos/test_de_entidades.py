"""De qué es un formato: de un plan, o de varias entidades, que recorren otra cosa."""

from pathlib import Path
from typing import Any

import pytest
from ayudas.planes import CORTE, plan

import paac_reportes as paac

TITULO = {"tipo": "titulo", "nivel": 0, "texto": "Consolidado"}


def formato(recorre: str, de: str | None, *bloques: dict[str, Any]) -> paac.Formato:
    dato = "consolidada.nombre" if "entidades" in recorre else "actividad.meta"
    datos: dict[str, Any] = {
        "codigo": "F-1",
        "nombre": "Propio",
        "version": "1",
        "propiedades": {"titulo": "T"},
        "cuerpo": [TITULO, {"tipo": "tabla", "cada": "plan", "tablas": ["una"]}, *bloques],
        "tablas": {
            "una": {
                "secciones": [{"recorre": recorre}],
                "columnas": [{"dato": dato, "rotulo": "R", "ancho": 100}],
            }
        },
    }
    return paac.formato_desde_datos(datos | ({"de": de} if de else {}))


def test_el_que_no_lo_dice_es_de_un_plan() -> None:
    assert formato("actividades", None).de == "plan"
    assert formato("entidades", "entidades").de == "entidades"


@pytest.mark.parametrize(
    ("recorre", "de"),
    [("entidades", None), ("medias_de_entidades", "plan"), ("actividades", "entidades")],
)
def test_recorrer_lo_que_es_de_otra_cosa_se_dice(recorre: str, de: str | None) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        formato(recorre, de)

    (falla,) = error.value.fallas
    assert falla.codigo == "formato_incoherente"
    assert str(falla) == (
        f"tablas.una.secciones[0].recorre: {recorre} no lo recorre un formato con de ="
        f" '{de or 'plan'}'"
    )


@pytest.mark.parametrize(
    ("muestra", "de"),
    [("avance_por_componente", "entidades"), ("vencimientos_por_entidad", "plan")],
)
def test_cada_grafico_es_de_un_plan_o_de_entidades(muestra: str, de: str) -> None:
    recorre = "actividades" if de == "plan" else "entidades"
    with pytest.raises(paac.ErrorDeFormato) as error:
        formato(recorre, de, {"tipo": "grafico", "muestra": muestra, "titulo": "G"})

    (falla,) = error.value.fallas
    assert str(falla) == (f"cuerpo[2].muestra: {muestra} no lo dibuja un formato con de = '{de}'")


@pytest.mark.parametrize("de", ["mapas", "", 3])
def test_de_otra_cosa_no_hay(de: Any) -> None:
    with pytest.raises(paac.ErrorDeFormato, match="de: se esperaba"):
        paac.formato_desde_datos({"codigo": "F", "de": de})


def test_uno_propio_se_hace_de_columnas_o_parte_del_que_hay(tmp_path: Path) -> None:
    de_columnas = paac.formato_de_columnas(
        "Quién reportó",
        {"consolidada.nombre": "Entidad", "consolidada.reporto": "Reportó"},
        recorre="entidades",
    )
    heredado = paac.formato_desde_datos(
        {"base": "consolidado-entidades", "codigo": "G-1", "nombre": "De la gobernación"}
    )
    planes = [plan(entidad={"nombre": nombre}) for nombre in ("A", "B")]

    assert (de_columnas.de, heredado.de) == ("entidades", "entidades")
    for propio in (de_columnas, heredado):
        contenido = paac.consolidar(planes, corte=CORTE, formato=propio).emitir("tablas.csv")
        assert "\r\nB;" in contenido.contenido.decode("utf-8")
