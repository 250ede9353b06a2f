"""Un formato de un mapa de riesgos, con un mapa solo, con un plan que lo trae y con uno que no.

Prueba ``formatos/pedido``.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas import mapas
from ayudas.documentos import tablas_de
from ayudas.en_tablas import texto_de_tablas
from ayudas.planes import plan

import paac_reportes as paac

TITULO = {"tipo": "titulo", "nivel": 0, "texto": "Mapa{% if corte %} del {{ corte }}{% endif %}"}
CORTES = ("2026-04-30", "2026-08-31")
SEGUIDO = mapas.riesgo(seguimientos=[{"corte": corte} for corte in CORTES])
FIRMAS = [{"rol": "Elaboró", "nombre": "Ana Ruiz"}]


def formato(*bloques: dict[str, Any], de: str = "mapa", **claves: Any) -> paac.Formato:
    return paac.formato_desde_datos(
        {
            "codigo": "F-1",
            "nombre": "Propio",
            "version": "1",
            "de": de,
            "propiedades": {"titulo": "T"},
            "cuerpo": [TITULO, *bloques],
            **claves,
        }
    )


def dicho(pedido: paac.Reporte) -> str:
    return pedido.emitir("html").contenido.decode()


def test_de_un_mapa_solo_y_del_que_trae_un_plan() -> None:
    suyo = mapas.mapa(SEGUIDO)
    con_el = plan(mapa_de_riesgos=mapas.datos(SEGUIDO))

    for dado in (suyo, con_el):
        pedido = paac.reporte(dado, formato())
        assert (pedido.corte, "Mapa del 2026-08-31" in dicho(pedido)) == (date(2026, 8, 31), True)
        assert "falta_el_mapa" not in {aviso.codigo for aviso in pedido.avisos}


def test_un_plan_sin_mapa_lo_da_en_blanco_y_lo_dice() -> None:
    pedido = paac.reporte(plan(), formato())

    assert [str(aviso) for aviso in pedido.avisos if aviso.codigo == "falta_el_mapa"] == [
        "mapa_de_riesgos: el plan no lo trae: el formato F-1 sale en blanco"
    ]
    assert ">Mapa<" in dicho(pedido)


def test_un_formato_de_un_plan_pide_el_plan() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reporte(mapas.mapa(), formato(de="plan"))
    (falla,) = error.value.fallas
    assert (falla.codigo, falla.http) == ("falta_el_plan", 422)
    assert str(falla) == "el formato F-1 es de un plan, y sólo llegó su mapa de riesgos"


def test_de_uno_de_un_plan_sale_lo_que_es_del_mapa() -> None:
    propio = {"tipo": "parrafo", "texto": "De {{ entidad.nombre }}", "de_un_mapa": True}
    escrito = dicho(paac.reporte(mapas.mapa(), formato(propio, de="plan")))

    assert "De Municipio" in escrito
    assert "Mapa" not in escrito.partition("<body")[2]


def test_las_firmas_son_las_del_mapa() -> None:
    bloque = {"tipo": "firmas", "texto": "{{ firma.nombre }}"}
    escrito = dicho(paac.reporte(mapas.mapa(firmas=FIRMAS), formato(bloque)))

    assert escrito.count("Ana Ruiz") == 1


def test_sus_datos_son_los_del_mapa(tmp_path: Path) -> None:
    suyo = mapas.mapa(SEGUIDO, firmas=FIRMAS, textos={"alcance": "Todo"}, vigencia=2026)
    datos = tmp_path / "mapa.json"
    paac.reporte(suyo, formato()).guardar(datos)

    assert paac.leer(datos, como="mapa").sin_dudas() == suyo


def test_lo_que_no_se_publica_se_dice_una_vez() -> None:
    entidad = {"nombre": "Municipio", "correo": "a@municipio.gov.co"}
    suyo = mapas.mapa(mapas.riesgo(descripcion="Escriba a b@municipio.gov.co"), entidad=entidad)
    avisos = paac.reporte(suyo, formato()).publico().avisos

    omitidos = [aviso.ruta for aviso in avisos if aviso.codigo == "dato_omitido"]
    assert omitidos == [
        "entidad.correo",
        "procesos[0].riesgos[0].descripcion",
    ]


def test_no_lleva_las_cifras_de_otro_informe() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="anterior: un mapa de riesgos no lleva"):
        paac.reporte(mapas.mapa(), formato(), anterior=plan())


@pytest.mark.parametrize("recorre", ["actividades", "vencidas"])
def test_no_recorre_lo_de_otra_cosa(recorre: str) -> None:
    tabla = {
        "secciones": [{"recorre": recorre}],
        "columnas": [{"dato": "entidad.nombre", "rotulo": "R", "ancho": 100}],
    }
    motivo = f"{recorre} no lo recorre un formato con de = 'mapa'"
    with pytest.raises(paac.ErrorDeFormato, match=motivo):
        formato(tablas={"una": tabla})


@pytest.mark.parametrize(
    ("codigo", "filas"), [("mapa-corrupcion-2015", 10), ("mapa-v5", 6), ("seguimiento-mapa", 7)]
)
def test_sin_mapa_deja_sus_filas_por_llenar(codigo: str, filas: int) -> None:
    tablas = tablas_de(paac.reporte(plan(), codigo)._documento[0])
    (tabla,) = (una for una in tablas if una.rotulos)

    assert len(tabla.filas) == filas
    assert not any(str(celda.contenido) for fila in tabla.filas for celda in fila.celdas)


@pytest.mark.parametrize("dato", ["inherente.zona", "residual.impacto", "seguimiento.avance"])
def test_un_dato_tiene_un_solo_nombre(dato: str) -> None:
    columnas: list[paac.modelo.ColumnaDeMatriz] = [
        {"dato": dato, "rotulo": "Zona"},
        {"texto": f"{{{{ {dato} }}}}", "rotulo": "Zona"},
    ]
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_de_columnas("Zonas", columnas, codigo="F-1", recorre="riesgos")

    rutas = [falla.ruta.rpartition(".")[2] for falla in error.value.fallas]
    assert rutas == ["dato", "texto"]
    assert all(" más parecido es '" in falla.mensaje for falla in error.value.fallas)


def test_el_dato_de_lo_que_no_esta_va_en_blanco() -> None:
    columnas: list[paac.modelo.ColumnaDeMatriz] = [
        {"texto": "[{{ riesgo.inherente.zona | upper }}]", "rotulo": "Zona"}
    ]
    propio = paac.formato_de_columnas("Zonas", columnas, codigo="F-1", recorre="riesgos")
    for valoracion, dicho_de_ella in (({"zona": "Alto"}, "[ALTO]"), (None, "[]")):
        pedido = paac.reporte(mapas.mapa(mapas.riesgo(inherente=valoracion)), propio)
        assert _ultima_fila(pedido) == dicho_de_ella


def _ultima_fila(pedido: paac.Reporte) -> str:
    return texto_de_tablas(pedido).splitlines()[-1]
