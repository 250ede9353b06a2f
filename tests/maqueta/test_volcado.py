"""El árbol como texto."""

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from ayudas.volcado import volcar

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.contenido import CampoCalculado, Cifra, Enfasis, Imagen, Resumen
from paac_reportes.maqueta.documento import (
    AjustesDeHoja,
    Documento,
    Marco,
    Metadatos,
    Pagina,
    Parte,
    PrimeraDeHoja,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Parrafo, Salto, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila

MARCO = Marco(
    pagina=Pagina(
        ancho=Mm(210), alto=Mm(297), superior=Mm(20), inferior=Mm(15), izquierdo=Mm(30),
        derecho=Mm(25), encabezado=Mm(10),
    )
)  # fmt: skip


def bloques(*varios: Any) -> list[str]:
    """Los renglones de unos bloques, sin lo que los rodea."""
    documento = Documento(
        metadatos=Metadatos(titulo="T"), estilos={}, partes=(Parte("P", varios, MARCO),)
    )
    renglones = volcar(documento).splitlines()
    return [renglon.removeprefix("    ") for renglon in renglones[5:]]


def test_un_documento_dice_su_pagina_con_sus_margenes() -> None:
    partes = (Parte("Una", (Salto(),), MARCO), Parte("Otra", (), MARCO))
    metadatos = Metadatos(titulo="Plan", fecha=date(2026, 4, 30))

    assert volcar(Documento(metadatos=metadatos, estilos={}, partes=partes)).splitlines() == [
        "documento",
        "  metadatos fecha 2026-04-30: 'Plan'",
        "  parte: 'Una'",
        "    marco",
        "      pagina ancho 210, alto 297, superior 20, inferior 15, izquierdo 30, derecho 25,"
        " encabezado 10",
        "    salto",
        "  parte bloques (): 'Otra'",
        "    marco: como arriba",
    ]


def test_lo_que_vale_por_omision_no_se_escribe() -> None:
    assert bloques(Titulo(texto="Uno", nivel=1), Parrafo("a")) == [
        "titulo nivel 1: 'Uno'",
        "parrafo: 'a'",
    ]


def test_una_tabla_dice_sus_rotulos_y_lo_que_cubre_cada_celda() -> None:
    tabla = Tabla(
        anchos=(0.25, 0.75),
        rotulos=(Fila((Celda("R", "rotulo", columnas=2),)),),
        filas=(Fila((Celda("a", "celda", filas=2), Celda("b", "celda"))),),
        filas_se_parten=False,
    )

    assert bloques(tabla) == [
        "tabla filas_se_parten no: (0.25, 0.75)",
        "  rotulo",
        "    celda estilo 'rotulo', columnas 2: 'R'",
        "  fila",
        "    celda estilo 'celda', filas 2: 'a'",
        "    celda estilo 'celda': 'b'",
    ]


def test_los_tramos_van_en_el_renglon_de_su_parrafo() -> None:
    imagen = Imagen(b"abc", "png", "Escudo", Mm(10), Mm(20))
    contenido = ("Pág. ", CampoCalculado.PAGINA, Enfasis("ya", negrita=True), imagen)

    assert bloques(Parrafo(contenido)) == [
        "parrafo: ('Pág. ', [página], [enfasis negrita sí: 'ya'], [imagen clase 'png',"
        " texto_alternativo 'Escudo', ancho 10, alto 20: 3 bytes (ba7816bf8f01)])"
    ]


def test_una_cifra_dice_su_valor_y_de_donde_sale() -> None:
    cifra = Cifra("54,8 %", Decimal("54.83"), Resumen("promedio", ((0, 2), (3, 5))))

    assert bloques(Parrafo(cifra)) == [
        "parrafo: '54,8 %' (valor 54.83, resumen [resumen grupos ((0, 2), (3, 5)): 'promedio'])"
    ]


def test_lo_de_la_hoja_dice_los_dos_encabezados_de_la_primera_pagina() -> None:
    hoja = AjustesDeHoja(
        primera=PrimeraDeHoja(
            encabezado={"centro": "Portada"}, pie={"derecha": (CampoCalculado.PAGINAS,)}
        )
    )
    marco = attrs.evolve(MARCO, hoja=hoja)
    documento = Documento(
        metadatos=Metadatos(titulo="T"), estilos={}, partes=(Parte("P", (), marco),)
    )

    assert volcar(documento).splitlines()[-4:] == [
        "      hoja",
        "        primera",
        "          encabezado centro: 'Portada'",
        "          pie derecha: ([páginas])",
    ]


def test_un_nodo_y_un_campo_que_nadie_ha_previsto_aparecen_solos() -> None:
    @attrs.frozen
    class Cita:
        texto: str
        fuente: str = ""
        notas: tuple[Parrafo, ...] = ()

    assert bloques(Cita("a", "Ley 1", (Parrafo("b"),))) == [
        "cita fuente 'Ley 1': 'a'",
        "  nota: 'b'",
    ]


def test_lo_que_no_se_sabe_escribir_no_se_calla() -> None:
    with pytest.raises(ErrorDeMaqueta, match="no se sabe volcar object"):
        bloques(Parrafo(object()))  # type: ignore[arg-type]
