"""Lo que un mapa dice, su libro lo dice: se lee igual que se escribió, solo o con su plan.

Prueba ``libros/lectura`` y ``libros/comunes``.
"""

import io
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.compartido import RAIZ
from ayudas.ejemplos import ejemplos
from ayudas.imagenes import png
from ayudas.mapas import MAPAS, mapa, mapas_con_riesgos, riesgo
from ayudas.planes import plan_con
from ayudas.planes_completos import TEXTOS, en_renglones
from hypothesis import assume, given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.libros.escritura import libro_de
from paac_reportes.opc.simbolos import sale_del_renglon

EJEMPLO = RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml"


def de_vuelta(hecho: paac.MapaDeRiesgos) -> paac.MapaDeRiesgos:
    contenido, _ = libro_de(hecho)
    return paac.leer(io.BytesIO(contenido), como="mapa").contenido


@st.composite
def mapas(trazar: st.DrawFn) -> paac.MapaDeRiesgos:
    """Cualquiera, con firmas, imágenes y controles que atacan causas."""
    datos = dict(trazar(MAPAS | mapas_con_riesgos()))
    assume(not sale_del_renglon(str(datos)))  # un código con exponente lo rechaza el libro
    if trazar(st.booleans()):
        datos["firmas"] = [{"rol": trazar(TEXTOS), "nombre": "Ana", "imagen": png(3, 3)}]
        datos["control_cambios"] = [{"version": "1", "fecha": trazar(TEXTOS), "razon": "x"}]
        datos["entidad"] = {**datos["entidad"], "escudo": png()}
    for proceso in datos.get("procesos", ()):
        for suyo in proceso.get("riesgos", ()):
            hay = len(suyo.get("causas", ()))
            for control in suyo.get("controles", ()) if hay else ():
                lugares = st.lists(st.integers(1, hay), max_size=2)
                control["causas_que_ataca"] = trazar(lugares)
    return paac.desde_datos(datos, como="mapa").contenido


@pytest.mark.integracion
@ejemplos(15)
@given(mapas())
def test_un_mapa_se_lee_de_su_libro_igual_que_se_escribio(hecho: paac.MapaDeRiesgos) -> None:
    assert de_vuelta(hecho) == en_renglones(hecho)


@pytest.mark.integracion
@ejemplos(7)
@given(mapas())
def test_un_plan_con_su_mapa_se_lee_de_su_libro_igual(hecho: paac.MapaDeRiesgos) -> None:
    plan = attrs.evolve(plan_con(codigo="1.1"), mapa_de_riesgos=hecho)
    contenido, _ = libro_de(plan)

    assert paac.leer(io.BytesIO(contenido)).sin_dudas() == en_renglones(plan)


@pytest.mark.parametrize("tipo", ["xlsx", "yaml", "json"])
def test_el_mapa_de_ejemplo_se_lee_igual_de_cada_archivo(tipo: str, tmp_path: Any) -> None:
    hecho = paac.leer(EJEMPLO, como="mapa").sin_dudas()
    destino = tmp_path / f"mapa.{tipo}"
    paac.guardar_datos(hecho, destino)

    assert paac.leer(destino, como="mapa").sin_dudas() == hecho
    assert paac.leer(destino, como=None).contenido == hecho


@pytest.mark.parametrize(
    "referencias", [("R1", "R1"), (None, "R1"), (" R1", "R2"), ("(riesgo 2)", "a\nb")]
)
def test_lo_de_un_riesgo_sin_referencia_o_con_la_de_otro_vuelve_a_el(
    referencias: tuple[str | None, ...],
) -> None:
    riesgos = [
        riesgo(referencia=una, descripcion=f"Riesgo {n}", causas=[{"texto": f"de {n}"}])
        for n, una in enumerate(referencias)
    ]
    assert de_vuelta(mapa(*riesgos)) == mapa(*riesgos)


def test_un_mapa_en_blanco_propone_la_metodologia_de_su_vigencia() -> None:
    entidad = paac.Entidad(nombre="M")
    propuestas = {
        ano: paac.en_blanco(entidad, como="mapa", vigencia=ano).metodologia
        for ano in (2017, 2024, 2026)
    }

    assert propuestas == {2017: "corrupcion-2015", 2024: "guia-v5", 2026: "guia-v7"}
    hecho = paac.en_blanco(entidad, como="mapa", vigencia=2026)
    assert de_vuelta(hecho) == hecho


@pytest.mark.integracion
def test_el_libro_de_un_plan_trae_la_firma_que_su_mapa_nombra_por_su_archivo(tmp_path: Any) -> None:
    (tmp_path / "firma.png").write_bytes(png())
    firma = {"rol": "Elaboró", "nombre": "NOMBRE DE QUIEN ELABORA"}
    plan = attrs.evolve(plan_con(codigo="1.1"), mapa_de_riesgos=mapa(riesgo(), firmas=[firma]))
    libro = openpyxl.load_workbook(io.BytesIO(libro_de(plan)[0]))
    hoja = libro["Firmas del mapa"]
    columna = next(
        c.column for fila in hoja.iter_rows() for c in fila if c.value == "Imagen de la firma"
    )
    fila = next(c.row for fila in hoja.iter_rows() for c in fila if c.value == firma["nombre"])
    hoja.cell(fila, columna).value = "firma.png"
    libro.save(tmp_path / "plan.xlsx")

    leido = paac.leer(tmp_path / "plan.xlsx").sin_dudas().mapa_de_riesgos
    assert leido is not None
    assert leido.firmas[0].imagen == png()


@pytest.mark.integracion
def test_lo_que_falta_del_mapa_de_un_plan_se_dice_con_su_hoja(tmp_path: Any) -> None:
    plan = attrs.evolve(
        plan_con(codigo="1.1"), mapa_de_riesgos=paac.leer(EJEMPLO, como="mapa").sin_dudas()
    )
    libro = openpyxl.load_workbook(io.BytesIO(libro_de(plan)[0]))
    hoja = libro["Mapa de riesgos"]
    hoja.delete_rows(next(f[0].row for f in hoja.iter_rows() if f[0].value == "Entidad"))
    libro.save(tmp_path / "plan.xlsx")
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(tmp_path / "plan.xlsx", como=None)

    assert [falla.ruta for falla in error.value.fallas] == [
        "hoja «Mapa de riesgos»: entidad.nombre"
    ]
