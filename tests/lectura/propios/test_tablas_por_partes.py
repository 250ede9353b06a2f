"""Lo que el formato reparte a lo ancho se lee como la tabla que es, y lo que no coincide se dice."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from ayudas.compartido import RAIZ
from ayudas.mapas import mapa, riesgo

import paac_reportes as paac

Cambiar = Callable[[Any, Any], None]


def de_tres() -> paac.MapaDeRiesgos:
    controles = [{"descripcion": f"Revisar {n}", "tipo": "preventivo"} for n in (1, 2)]
    return mapa(
        *(
            riesgo(referencia=f"R{n}", descripcion=f"Que pase {n}", controles=controles[:n])
            for n in (1, 2, 3)
        )
    )


def editado(cambiar: Cambiar) -> paac.Lectura[paac.MapaDeRiesgos]:
    """Lo que se lee de un Word después de que alguien cambió alguna de las dos partes."""
    documento = docx.Document(io.BytesIO(paac.emitir(de_tres(), "mapa-v5", "docx")))
    cambiar(*documento.tables[:2])
    salida = io.BytesIO()
    documento.save(salida)
    return paac.leer(io.BytesIO(salida.getvalue()), como=paac.MapaDeRiesgos)


def fila_de(tabla: Any, texto: str) -> Any:
    return next(fila for fila in tabla.rows if fila.cells[0].text == texto)


def cambios(lectura: paac.Lectura[Any]) -> list[tuple[str, str]]:
    return [(a.ruta, a.mensaje) for a in lectura.avisos if a.codigo == "documento_cambiado"]


def test_la_referencia_que_cambia_en_una_sola_parte_se_dice() -> None:
    def cambiar(_una: Any, otra: Any) -> None:
        fila_de(otra, "R2").cells[0].paragraphs[0].runs[0].text = "R9"

    lectura = editado(cambiar)

    assert [uno.referencia for uno in lectura.contenido.procesos[0].riesgos] == ["R1", "R2", "R3"]
    ((lugar, dice),) = cambios(lectura)
    assert lugar.startswith("tabla 2, fila ")
    assert dice == ("dice 'R9', y en la otra parte de la tabla 'R2': se leyó lo de la primera")


def test_el_riesgo_que_alguien_quita_de_una_sola_parte_no_se_pierde() -> None:
    def quitar(_una: Any, otra: Any) -> None:
        fila = fila_de(otra, "R1")._tr
        fila.getparent().remove(fila)

    lectura = editado(quitar)
    primero, segundo, _ = lectura.contenido.procesos[0].riesgos

    assert (primero.referencia, primero.controles) == ("R1", ())
    assert [uno.descripcion for uno in segundo.controles] == ["Revisar 1", "Revisar 2"]
    ((lugar, dice),) = cambios(lectura)
    assert lugar.startswith("tabla 1, fila ")
    assert "está en una parte de la tabla y no en la otra" in dice


def test_lo_que_cada_dato_dice_lleva_el_lugar_de_su_parte() -> None:
    lectura = editado(lambda _una, _otra: None)

    assert lectura.lugares["procesos[0].riesgos[1].descripcion"].startswith("tabla 1, fila ")
    assert lectura.lugares["procesos[0].riesgos[1].controles[1].descripcion"] == (
        "tabla 2, fila 7, columna 3"
    )


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_un_formato_propio_de_un_plan_que_se_parte_vuelve_igual(tipo: str, tmp_path: Path) -> None:
    toml = (RAIZ / "plantillas/paac-plan/formato.toml").read_text("utf-8")
    toml = toml.replace('codigo = "paac-plan"', 'codigo = "ancho"')
    toml = toml.replace("[tablas.actividades]\n", "[tablas.actividades]\nfijas = 2\n", 1)
    toml = toml.replace(
        '{ dato = "actividad.meta"', '{ abre_parte = true, dato = "actividad.meta"', 1
    )
    carpeta = tmp_path / "ancho"
    carpeta.mkdir()
    (carpeta / "formato.toml").write_text(toml, "utf-8")
    plan = paac.leer_plan(RAIZ / "ejemplos/informe_trimestral/plan.yaml")

    entero = paac.leer(io.BytesIO(paac.emitir(plan, "paac-plan", tipo)))
    partido = paac.leer(
        io.BytesIO(paac.reporte(plan, "ancho", plantillas=tmp_path).emitir(tipo).contenido),
        plantillas=tmp_path,
    )

    assert partido.formato == "ancho"
    assert partido.contenido == entero.contenido
    assert partido.cuenta is not None
    assert not partido.cuenta.sin_usar
    assert [uno.codigo for uno in partido.avisos] == [uno.codigo for uno in entero.avisos]
