"""Lo que no está en la lista de una columna deja esa celda, y no el libro ni lo demás de su fila."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from ayudas.compartido import RAIZ
from ayudas.danos import HojaConRotulos
from ayudas.oficinas import oficina, salidos
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.cli import main

AGOSTO = date(2026, 8, 31)
MAPA = paac.leer_mapa(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml")


def plan_con_estado(**seguimiento: object) -> paac.Plan:
    seguimientos = [{"corte": AGOSTO, **seguimiento}] if seguimiento else []
    filas = [
        actividad(codigo=codigo, descripcion=f"Actividad {codigo}", seguimientos=seguimientos)
        for codigo in ("1.1", "1.2")
    ]
    return paac.plan_desde_datos(datos(componente(*filas)))


def seguimiento_de(plan: paac.Plan) -> paac.Seguimiento:
    return next(iter(plan.dependencias[0].componentes[0].filas())).seguimientos[-1]


def con_estado_ajeno(plan: paac.Plan, carpeta: Path, estado: str = "Casi") -> Path:
    (libro,) = salidos(plan, AGOSTO, carpeta)
    with oficina(libro) as hoja:
        hoja.llenar(1, "Se publicó en la página.", 60, estado)
    return libro


def test_de_la_celda_que_no_se_entiende_queda_lo_que_la_base_decia(tmp_path: Path) -> None:
    plan = plan_con_estado(texto="Va.", estado="en_proceso")
    reunion = paac.reunir(con_estado_ajeno(plan, tmp_path), base=plan)
    dicho = seguimiento_de(reunion.contenido)

    assert (reunion.conflictos, reunion.rechazados) == ((), ())
    assert (dicho.texto, dicho.avance, dicho.estado) == (
        "Se publicó en la página.",
        Decimal(60),
        paac.Estado.EN_PROCESO,
    )


def test_la_orden_lo_dice_y_termina_con_4(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, datos_, salida = plan_con_estado(), tmp_path / "plan.json", tmp_path / "reunido.json"
    paac.guardar(plan, datos_)
    libro = con_estado_ajeno(plan, tmp_path)
    reunir = ["reunir", str(libro), "--base", str(datos_), "--salida", str(salida)]

    assert main(reunir) == 4
    assert "llegó 'Casi'" in capsys.readouterr().err
    assert seguimiento_de(paac.leer_plan(salida)).texto == "Se publicó en la página."


@pytest.mark.parametrize(("escrito", "aplicado"), [("No aplica", None), ("NA", None), ("NO", "no")])
def test_la_lista_de_un_mapa_se_lee_igual(
    escrito: str, aplicado: str | None, tmp_path: Path
) -> None:
    corte = date(2026, 12, 31)
    libro = paac.capturar(MAPA, corte, tmp_path)[1]
    abierto = openpyxl.load_workbook(libro)
    hoja = HojaConRotulos(abierto["Controles"])
    hoja.celda(1, "¿Se aplica?").value = escrito
    hoja.celda(1, "Nota").value = "Se revisó con la oficina."
    abierto.save(libro)

    reunion = paac.reunir(libro, base=MAPA)
    riesgos = (riesgo for proceso in reunion.contenido.procesos for riesgo in proceso.riesgos)
    (seguido,) = (
        seguido
        for riesgo in riesgos
        for seguimiento in riesgo.seguimientos
        if seguimiento.corte == corte
        for seguido in seguimiento.controles
        if seguido.nota
    )
    assert (seguido.aplicado, seguido.nota) == (aplicado, "Se revisó con la oficina.")
    assert reunion.rechazados == ()
    ilegibles = [uno for uno in reunion.avisos if uno.codigo == "celda_ilegible"]
    assert len(ilegibles) == (aplicado is None)


def test_lo_que_no_se_entiende_se_dice_todo_de_una_vez_con_su_celda(tmp_path: Path) -> None:
    plan = plan_con_estado()
    libro = con_estado_ajeno(plan, tmp_path)
    with oficina(libro) as hoja:
        hoja.llenar(2, None, 140)
        hoja.celda(1, "Avance (%)").value = "50 por ciento"
    avisos = paac.reunir(libro, base=plan).avisos
    assert [(uno.posicion.celda, uno.posicion.clave, uno.datos["llego"]) for uno in avisos] == [
        ("H4", "avance", "50 por ciento"),
        ("I4", "estado", "Casi"),
        ("H5", "avance", Decimal(140)),
    ]
    assert str(avisos[2]) == (
        f"libro «{libro.name}», hoja «Actividades», celda H5: se esperaba un número de 0 a 100,"
        " llegó 140; la celda no se tomó, y lo demás de su fila sí"
    )
