"""La matriz que otro guardó como CSV, vista como la única hoja de un libro."""

from pathlib import Path
from typing import Any

from paac_reportes.errores import Aviso, ErrorDeEntrada
from paac_reportes.lectura.filas.fuentes import renglones_de_csv, texto_de_csv
from paac_reportes.lectura.filas.valores import es_abierta
from paac_reportes.modelo.filas import forma_de_filas
from paac_reportes.modelo.temas import claves, tema
from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, ParteVista, TablaVista
from paac_reportes.sistema import IlegibleError, es_ruta, nombre_del_origen


def ver_csv(origen: Any) -> DocumentoVisto:
    """Documento de una hoja, que se llama como el archivo, con las celdas de un CSV.

    Lanza ``ErrorDeEntrada`` si no se deja leer, está vacío o pasa de lo que se lee de un libro.
    """
    avisos: list[Aviso] = []
    nombre, texto = texto_de_csv(origen, avisos)
    if not es_ruta(origen):  # el de filas_de se lee otra vez, fila por fila
        origen.seek(0)
    renglones = [celdas for _, celdas in renglones_de_csv(texto, nombre)]
    ancho, presupuesto = max(map(len, renglones)), Presupuesto()
    try:
        presupuesto.gastar("rejilla", len(renglones) * ancho)
        presupuesto.gastar("celdas", sum(len(celdas) for celdas in renglones))
    except IlegibleError as error:
        raise ErrorDeEntrada(error.falla(nombre)) from None
    hoja = Path(nombre_del_origen(origen)).stem or "CSV"
    filas = (
        tuple(
            CeldaVista(texto=celda.strip(), fila=fila, columna=columna) if celda.strip() else None
            for columna, celda in enumerate((*celdas, *[""] * (ancho - len(celdas))))
        )
        for fila, celdas in enumerate(renglones)
    )
    tabla = TablaVista(lugar=f"hoja «{hoja}»", filas=tuple(filas), primera=(0, 0))
    parte = ParteVista(nombre=hoja, bloques=(tabla,))
    return DocumentoVisto(
        tipo="xlsx", partes=(parte,), avisos=tuple(avisos), presupuesto=presupuesto
    )


def clave_de_sus_filas(documento: DocumentoVisto) -> str | None:
    """Clave del tema, ``plan`` o ``mapa``, cuyos datos nombra el primer renglón; o ``None``."""
    primera = next(tabla.filas[0] for tabla in documento.tablas())
    rotulos = [celda.texto for celda in primera if celda is not None]
    return next((c for c in claves() if es_abierta(rotulos, forma_de_filas(tema(c)))), None)
