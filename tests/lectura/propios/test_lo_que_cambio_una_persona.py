"""Un documento que alguien editó se sigue leyendo, y se dice qué cambió y dónde."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.lectura.lectura import leer_documento
from paac_reportes.lectura.leido import DocumentoLeido, PedidoDeLectura
from paac_reportes.opc.lectura import ver
from paac_reportes.opc.visto import DocumentoVisto, TablaVista

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

CORTE = date(2026, 4, 30)
FORMATO = "paac-seguimiento"
Cambiar = Callable[[Any], None]


def una(codigo: str) -> dict[str, Any]:
    seguimiento = {"corte": CORTE.isoformat(), "texto": f"Va {codigo}", "avance": 40}
    return actividad(codigo=codigo, descripcion=f"Hacer {codigo}", seguimientos=[seguimiento])


PLAN = paac.plan_desde_datos(datos(componente(una("1.1"), una("1.2"), una("1.3"))))


def escrito(tipo: str) -> bytes:
    return paac.emitir(PLAN, FORMATO, tipo, corte=CORTE)


def editado(cambiar: Cambiar) -> paac.Lectura[Any]:
    """Lo que se lee del libro después de que alguien cambió su hoja."""
    libro = openpyxl.load_workbook(io.BytesIO(escrito("xlsx")))
    cambiar(libro.worksheets[0])
    guardado = io.BytesIO()
    libro.save(guardado)
    return paac.leer(io.BytesIO(guardado.getvalue()))


def celda_de(hoja: Any, texto: object) -> Any:
    """La que dice eso."""
    return next(c for fila in hoja.iter_rows() for c in fila if c.value == texto)


def actividades(plan: paac.Plan) -> list[paac.Actividad]:
    componentes = [c for _, c in plan.tablas()]
    return [a for c in componentes for s in c.subcomponentes for a in s.actividades]


def codigos(lectura: paac.Lectura[Any]) -> list[str | None]:
    return [a.codigo for a in actividades(lectura.contenido)]


def cambios(lectura: paac.Lectura[Any]) -> list[str]:
    return [a.mensaje for a in lectura.avisos if a.codigo == "documento_cambiado"]


def test_sin_cambios_no_dice_ninguno() -> None:
    assert cambios(editado(lambda _hoja: None)) == []


def test_un_texto_corregido_es_el_nuevo() -> None:
    def corregir(hoja: Any) -> None:
        celda_de(hoja, "Va 1.2").value = "Se hizo"

    textos = [a.seguimientos[0].texto for a in actividades(editado(corregir).contenido)]

    assert textos == ["Va 1.1", "Se hizo", "Va 1.3"]


def test_donde_la_hoja_de_datos_dice_otra_cosa_se_dice_y_se_lee_la_tabla() -> None:
    def corregir(hoja: Any) -> None:
        celda_de(hoja, "Va 1.2").value = "Se hizo"

    lectura = editado(corregir)

    assert cambios(lectura) == ["dice 'Va 1.2' y la tabla, 'Se hizo'; se leyó la tabla"]


def test_una_fila_quitada_se_dice() -> None:
    def quitar(hoja: Any) -> None:
        fila = celda_de(hoja, "1.2").row
        for combinada in list(hoja.merged_cells.ranges):
            if combinada.max_row >= fila:
                hoja.unmerge_cells(str(combinada))
        hoja.delete_rows(fila)

    lectura = editado(quitar)

    assert any("iba otra, que alguien quitó" in motivo for motivo in cambios(lectura))


def test_un_porcentaje_con_su_formato_es_de_cero_a_cien() -> None:
    def escribir(hoja: Any) -> None:
        avance = next(c for c in hoja[celda_de(hoja, "Va 1.1").row] if c.value == 40)
        avance.value, avance.number_format = 0.5, "0%"

    lectura = editado(escribir)

    assert actividades(lectura.contenido)[0].seguimientos[0].avance == Decimal(50)


def test_un_rotulo_parecido_se_lee_y_se_dice() -> None:
    def renombrar(hoja: Any) -> None:
        celda_de(hoja, "Observaciones").value = "Observaciones OCI"

    lectura = editado(renombrar)

    assert codigos(lectura) == ["1.1", "1.2", "1.3"]
    assert any("se leyó como" in motivo for motivo in cambios(lectura))


def sin_nada_escondido(visto: DocumentoVisto) -> DocumentoVisto:
    """El mismo documento, copiado a otro: sin propiedades ni marcas."""
    partes = tuple(
        attrs.evolve(
            parte,
            bloques=tuple(
                attrs.evolve(b, marcas={}) if isinstance(b, TablaVista) else b
                for b in parte.bloques
            ),
        )
        for parte in visto.partes
    )
    return attrs.evolve(visto, partes=partes, propiedades={})


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_sin_nada_escondido_basta_lo_que_se_ve(tipo: str) -> None:
    contenido = escrito(tipo)

    leido: DocumentoLeido[Any] = leer_documento(sin_nada_escondido(ver(io.BytesIO(contenido))))
    entero = paac.leer(io.BytesIO(contenido), como=paac.Plan)

    assert leido.formato == FORMATO
    assert actividades(leido.contenido) == actividades(entero.contenido)


def con_otros_rotulos(visto: DocumentoVisto) -> DocumentoVisto:
    """Con otras palabras en cada rótulo; las marcas siguen en su sitio."""

    def cambiada(tabla: TablaVista) -> TablaVista:
        de_rotulos = {fila for fila, marca in tabla.marcas.items() if marca.startswith("t")}
        nuevas = {
            id(celda): attrs.evolve(celda, texto=f"{numero} palabras nuevas")
            for numero, celda in enumerate(
                celda for fila in de_rotulos for celda in tabla.filas[fila] if celda is not None
            )
        }
        filas = (
            tuple(nuevas.get(id(celda), celda) for celda in fila) if n in de_rotulos else fila
            for n, fila in enumerate(tabla.filas)
        )
        return attrs.evolve(tabla, filas=tuple(filas))

    partes = tuple(
        attrs.evolve(
            parte,
            bloques=tuple(cambiada(b) if isinstance(b, TablaVista) else b for b in parte.bloques),
        )
        for parte in visto.partes
    )
    return attrs.evolve(visto, partes=partes)


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_con_todos_los_rotulos_cambiados_cada_columna_es_la_de_su_lugar(tipo: str) -> None:
    contenido = escrito(tipo)

    leido: DocumentoLeido[Any] = leer_documento(con_otros_rotulos(ver(io.BytesIO(contenido))))
    entero = paac.leer(io.BytesIO(contenido), como=paac.Plan)

    assert actividades(leido.contenido) == actividades(entero.contenido)
    assert any("por su lugar" in aviso.mensaje for aviso in leido.avisos)


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("formato", [FORMATO, "EV-EGMC-PC-003-FM-002"])
def test_sin_nada_escondido_los_informes_son_los_de_sus_rotulos_o_los_del_ano(
    formato: str, tipo: str
) -> None:
    agosto = date(2026, 8, 31)
    seguimientos = [
        {"corte": str(corte), "texto": f"A {corte}", "avance": n}
        for n, corte in enumerate((CORTE, agosto))
    ]
    plan = paac.plan_desde_datos(datos(componente(actividad(seguimientos=seguimientos))))
    visto = ver(io.BytesIO(paac.emitir(plan, formato, tipo, corte=agosto)))

    leido: DocumentoLeido[Any] = leer_documento(
        sin_nada_escondido(visto), PedidoDeLectura(formato=formato, corte=agosto)
    )

    (suya,) = actividades(leido.contenido)
    dichos = [(uno.corte, uno.texto) for uno in suya.seguimientos]
    assert dichos == [(CORTE, f"A {CORTE}"), (agosto, f"A {agosto}")]
