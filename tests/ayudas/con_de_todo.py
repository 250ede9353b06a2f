"""Un documento pequeño, hecho a mano, con un nodo de cada clase: para los dorados de cada escritor."""

import attrs

from ayudas.en_pdf import CARTA, documento, fila, tabla
from ayudas.imagenes import png
from paac_reportes.maqueta.contenido import CampoCalculado, Enfasis, Enlace, Imagen
from paac_reportes.maqueta.documento import Documento, Marco, PrimeraPagina
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import (
    Bloque,
    Grafico,
    Indice,
    Lista,
    Parrafo,
    Salto,
    Serie,
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
    """El de todo y, además, lo que no dice nada, una letra de color, una imagen y los gráficos."""
    en_blanco = (Parrafo(""), tabla(fila("", "Al lado de nada"), descripcion="Casi en blanco"))
    base = con_de_todo(imagen(), *en_blanco, Parrafo("En rojo", "texto-rojo"), *graficos())
    propios = {
        "texto-rojo": attrs.evolve(base.estilos["texto"], color="C00000", cursiva=True),
        "indice-derecha": attrs.evolve(base.estilos["indice"], horizontal="derecha"),
    }
    return attrs.evolve(base, estilos=base.estilos | propios)


def imagen() -> Parrafo:
    """Un párrafo con una imagen."""
    return Parrafo((Imagen(png(), "png", "Una firma", Mm(20), Mm(10)),), "texto-centro")


def graficos() -> tuple[Grafico, ...]:
    """De cada clase, con un valor que se desconoce y otro que es cero."""
    uno = Grafico(
        titulo="Avance por componente",
        clase="barras",
        categorias=("Riesgos", "Trámites", "Rendición"),
        series=(Serie("Avance", (75.0, None, 0.0), "1F4E79", ("1F4E79", "1F4E79", "C00000")),),
        es_porcentaje=True,
        etiquetas=("75 % (media)", "Sin dato", "0 % (baja)"),
        texto_alternativo="Riesgos, 75 %; Trámites, sin dato; Rendición, 0 %",
        alto=Mm(60),
    )
    otro = Grafico(
        titulo="Actividades por estado",
        clase="apiladas",
        categorias=("Riesgos", "Trámites"),
        series=(
            Serie("Cumplidas", (3.0, 0.0), "548235"),
            Serie("En proceso", (1.0, None), "BF9000", filo=True),
        ),
        es_porcentaje=False,
        texto_alternativo="Riesgos: 3 cumplidas y 1 en proceso",
        alto=Mm(50),
    )
    ultimo = Grafico(
        titulo="Avance en el año",
        clase="lineas",
        categorias=("30/04/2026", "31/08/2026", "31/12/2026"),
        series=(Serie("Avance", (20.0, None, 90.0), "1F4E79"),),
        es_porcentaje=True,
        etiquetas=("20 %", "", "90 %"),
        texto_alternativo="De 20 % a 90 %",
        alto=Mm(50),
    )
    cuentas = Grafico(
        titulo="Actividades por componente",
        clase="barras",
        categorias=("Riesgos", "Trámites"),
        series=(Serie("Actividades", (8.0, 2.0), "1F4E79"),),
        es_porcentaje=False,
        etiquetas=("8", "2"),
        texto_alternativo="Riesgos, 8; Trámites, 2",
        alto=Mm(40),
    )
    return uno, otro, ultimo, cuentas
