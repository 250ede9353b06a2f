"""Lo que se le da a Typst de un documento pequeño, a la letra."""

import pytest
from ayudas.dorados import comparar
from ayudas.en_pdf import CARTA, documento, fila, fuente, tabla

from paac_reportes.maqueta.documento import Marco, PrimeraPagina
from paac_reportes.maqueta.nodos import (
    Campo,
    Celda,
    Enfasis,
    Enlace,
    Indice,
    Lista,
    Parrafo,
    Salto,
    Titulo,
)


def test_la_fuente_de_un_documento_con_de_todo(pytestconfig: pytest.Config) -> None:
    encabezado = tabla(fila(("PAGINA [", Campo.PAGINA, "]"), estilo="encabezado"))
    marco = Marco(pagina=CARTA, encabezado=encabezado, primera=PrimeraPagina())
    franja = fila(Celda("Componente 1", "franja", columnas=2))
    rotulos = (franja, fila("Código", "Actividad", estilo="rotulo"))
    matriz = tabla(
        fila(Celda("1.1", "celda", filas=2), 'Publicar "el mapa"'),
        fila(Celda("2", "celda-girada")),
        fila(Celda("Subcomponente 2", "banda", columnas=2)),
        fila("2.1", ("Vea ", Enlace("el sitio", "https://a.test"))),
        rotulos=rotulos,
    )
    firmas = tabla(fila("Secretaría de Hacienda", estilo="firma-raya"), va_entera=True)
    bloques = (
        Titulo(texto="Plan", nivel=0),
        Indice(titulo="Contenido", niveles=2),
        Salto(),
        Titulo(texto="Uno", nivel=1, en_pagina_nueva=True),
        Parrafo(("Un ", Enfasis("texto", negrita=True), " y otro"), "texto-justificada"),
        Parrafo("Elemento", "lista", Lista(nivel=1)),
        Parrafo("Adentro", "lista2", Lista(nivel=2, numero=3)),
        Titulo(texto="Componente 1", nivel=2),
        matriz,
        Parrafo("Una nota", "nota"),
        firmas,
    )

    comparar("fuente-de-typst.txt", fuente(documento(*bloques, marco=marco)), pytestconfig)
