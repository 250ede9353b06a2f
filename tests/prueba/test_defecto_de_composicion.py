"""Si el documento neutro está mal, lo escrito le es fiel: el plan, por su lado, lo dice."""

import attrs
import pytest
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos

import paac_reportes as paac
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.registro import buscar_escritor
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.prueba.comprobacion import Debido, comprobar, ver

PLAN = paac.plan_desde_datos(
    datos(
        componente(
            actividad(codigo="1.1", meta="Mapa publicado", responsable="Planeación"),
            actividad(codigo="1.2", meta="Mapa socializado", responsable="Hacienda"),
        )
    )
)


def con_textos(documento: Documento, textos: dict[str, str]) -> Documento:
    """El documento con unos textos en lugar de otros, en todas sus tablas."""

    def celda(una: Celda) -> Celda:
        return attrs.evolve(una, contenido=textos.get(str(una.contenido), una.contenido))

    def tabla(una: Tabla) -> Tabla:
        filas = tuple(
            Fila(tuple(map(celda, fila.celdas)), *attrs.astuple(fila, recurse=False)[1:])
            for fila in una.filas
        )
        return attrs.evolve(una, filas=filas)

    return attrs.evolve(
        documento,
        partes=tuple(
            attrs.evolve(
                parte,
                bloques=tuple(tabla(b) if isinstance(b, Tabla) else b for b in parte.bloques),
            )
            for parte in documento.partes
        ),
    )


def halladas(tipo: str, textos: dict[str, str]) -> list[str]:
    """Lo que se halla en un archivo fiel a un documento mal compuesto."""
    debido: Debido = paac.reporte(PLAN, FORMATO, corte=CORTE).debido(
        "libro" if tipo == "xlsx" else "documento"
    )
    malo = attrs.evolve(debido, documento=con_textos(debido.documento, textos))
    contenido = buscar_escritor(tipo).cargar()(malo.documento, Escritura())
    return list(map(str, comprobar(tipo, ver(contenido)[1], malo).diferencias))


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_un_dato_que_no_es_el_del_plan(tipo: str) -> None:
    assert halladas(tipo, {"Mapa socializado": "Mapa publicado"}) == [
        "dependencias[0].componentes[0].subcomponentes[0].actividades[1], actividad.meta:"
        " se esperaba «Mapa socializado», y no está"
    ]


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_dos_columnas_trocadas(tipo: str) -> None:
    trocadas = {"Mapa publicado": "Planeación", "Planeación": "Mapa publicado"}
    dichas = halladas(tipo, trocadas)

    assert any("actividad.meta: se esperaba «Mapa publicado»" in una for una in dichas)
    assert any("actividad.responsable: se esperaba «Planeación»" in una for una in dichas)


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_dos_filas_en_otro_orden(tipo: str) -> None:
    pares = [("1.1", "1.2"), ("Mapa publicado", "Mapa socializado"), ("Planeación", "Hacienda")]
    textos = dict([*pares, *((otra, una) for una, otra in pares)])

    (una,) = halladas(tipo, textos)
    assert "actividades[1], después de dependencias[0]" in una


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_bien_compuesto_no_se_halla_nada(tipo: str) -> None:
    assert halladas(tipo, {}) == []
