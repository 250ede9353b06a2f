"""Si el documento neutro está mal, lo escrito le es fiel: el plan, por su lado, lo dice."""

from decimal import Decimal

import attrs
import pytest
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos

import paac_reportes as paac
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.registro import buscar_escritor
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.prueba.comprobacion import Debido, comprobar
from paac_reportes.prueba.escrito import leer_escrito

PLAN = paac.plan_desde_datos(
    datos(
        componente(
            actividad(codigo="1.1", meta="Mapa publicado", responsable="Planeación"),
            actividad(codigo="1.2", meta="Mapa socializado", responsable="Hacienda"),
        )
    )
)


def con_textos(documento: Documento, textos: dict[str, str]) -> Documento:
    """El documento con unos textos en lugar de otros, y unas marcas, en todas sus tablas."""

    def celda(una: Celda) -> Celda:
        return attrs.evolve(una, contenido=textos.get(str(una.contenido), una.contenido))

    def tabla(una: Tabla) -> Tabla:
        filas = tuple(
            Fila(tuple(map(celda, fila.celdas)), textos.get(fila.marca, fila.marca))
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
    return list(map(str, comprobar(tipo, leer_escrito(contenido)[1], malo)))


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


TROCADAS = [("1.1", "1.2"), ("Mapa publicado", "Mapa socializado"), ("Planeación", "Hacienda")]


def trocadas(*otras: tuple[str, str]) -> dict[str, str]:
    pares = [*TROCADAS, *otras]
    return dict([*pares, *((otra, una) for una, otra in pares)])


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_dos_filas_en_otro_orden(tipo: str) -> None:
    (una,) = halladas(tipo, trocadas(("d0c0s0a0", "d0c0s0a1")))
    assert "actividades[1], en su tabla: se esperaba «después de dependencias[0]" in una


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_dos_filas_cada_una_con_lo_de_la_otra(tipo: str) -> None:
    dichas = halladas(tipo, trocadas())

    assert any("actividades[0], actividad.meta: se esperaba «Mapa publicado»" in d for d in dichas)
    assert any("actividades[1], actividad.responsable" in d for d in dichas)


def sin_filas_en_los_datos(documento: Documento, cuantas: int) -> Documento:
    (hoja,) = documento.hojas_de_datos
    quedan = tuple(hoja.filas)[cuantas:]
    return attrs.evolve(documento, hojas_de_datos=(attrs.evolve(hoja, filas=quedan),))


def test_una_fila_que_falta_en_la_hoja_de_datos() -> None:
    debido = paac.reporte(PLAN, FORMATO, corte=CORTE).debido("libro")
    malo = attrs.evolve(debido, documento=sin_filas_en_los_datos(debido.documento, 1))
    contenido = buscar_escritor("xlsx").cargar()(malo.documento, Escritura())
    dichas = list(map(str, comprobar("xlsx", leer_escrito(contenido)[1], malo)))

    assert dichas[0] == "hoja «Datos»: se esperaba «2 filas», se encontró «1 filas»"
    assert any("columna actividad.meta: se esperaba «Mapa publicado»" in una for una in dichas)


def test_un_numero_que_no_es_el_del_plan_en_la_hoja_de_datos() -> None:
    seguimiento = {"corte": CORTE.isoformat(), "texto": "Se hizo.", "avance": "62.50"}
    plan = paac.plan_desde_datos(datos(componente(actividad(seguimientos=[seguimiento]))))
    debido = paac.reporte(plan, FORMATO, corte=CORTE).debido("libro")
    (hoja,) = debido.documento.hojas_de_datos
    (fila,) = hoja.filas
    columna = [columna.clave for columna in hoja.columnas].index("seguimiento.avance")
    cambiada = (*fila[:columna], Decimal("63.5"), *fila[columna + 1 :])
    hojas = (attrs.evolve(hoja, filas=(cambiada,)),)
    malo = attrs.evolve(debido, documento=attrs.evolve(debido.documento, hojas_de_datos=hojas))
    contenido = buscar_escritor("xlsx").cargar()(malo.documento, Escritura())

    (dicha,) = map(str, comprobar("xlsx", leer_escrito(contenido)[1], malo))
    assert dicha.endswith("columna seguimiento.avance: se esperaba «62,5», se encontró «63,5»")


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_bien_compuesto_no_se_halla_nada(tipo: str) -> None:
    assert halladas(tipo, {}) == []
