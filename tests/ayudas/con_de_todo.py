"""Un documento pequeño, hecho a mano, con un nodo de cada clase: para los dorados de cada escritor."""

import attrs

from ayudas.en_pdf import CARTA, documento, fila, tabla
from ayudas.imagenes import png
from paac_reportes.maqueta.aspecto import Paleta
from paac_reportes.maqueta.contenido import CampoCalculado, Enfasis, Enlace, Imagen
from paac_reportes.maqueta.documento import Documento, Marco, PrimeraPagina
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import (
    Bloque,
    Indice,
    Lista,
    Parrafo,
    Salto,
    Tabla,
    Titulo,
)
from paac_reportes.maqueta.rejilla import Celda


def con_de_todo(*mas: Bloque) -> Documento:
    """El documento y, al final, esos bloques."""
    encabezado = tabla(fila(("PAGINA [", CampoCalculado.PAGINA, "]"), estilo="encabezado"))
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
    return documento(*bloques, *mas, marco=marco)


def con_lo_raro() -> Documento:
    """El de todo y, además, lo que no dice nada, una letra de color, una imagen y un gráfico."""
    en_blanco = (Parrafo(""), tabla(fila("", "Al lado de nada"), descripcion="Casi en blanco"))
    base = con_de_todo(imagen(), *en_blanco, Parrafo("En rojo", "texto-rojo"), con_grafico())
    propios = {
        "texto-rojo": attrs.evolve(base.estilos["texto"], color="C00000", cursiva=True),
        "indice-derecha": attrs.evolve(base.estilos["indice"], horizontal="derecha"),
    }
    return attrs.evolve(base, estilos=base.estilos | propios)


def imagen() -> Parrafo:
    """Un párrafo con una imagen."""
    return Parrafo((Imagen(png(), "png", "Una firma", Mm(20), Mm(10)),), "texto-centro")


def con_grafico() -> Tabla:
    """Una tabla con su total, que en un libro lleva debajo un gráfico."""
    filas = [("Riesgos", "3", "1"), ("Trámites", "0", "2"), ("Todo", "3", "3")]
    return Tabla(
        anchos=(0.5, 0.25, 0.25),
        rotulos=(fila("Componente", "Terminadas", "Vencidas", estilo="rotulo"),),
        filas=[fila(*textos) for textos in filas],
        descripcion="Lo debido",
        resumenes=(2,),
        apiladas=((1, Paleta().hecho), (2, Paleta().malo)),
    )
