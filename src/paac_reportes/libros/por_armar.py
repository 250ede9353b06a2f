"""Libro por armar: sus datos, de dónde salió cada uno y qué falló."""

from collections.abc import Mapping
from typing import Any

import attrs

from paac_reportes.errores import Aviso, Falla
from paac_reportes.libros.vistas import FilaDelLibro, TablaLeida
from paac_reportes.modelo.temas import Tema


@attrs.define
class PorArmar:
    """Los datos de un contenido, la celda de cada uno por su ruta, y lo que falló."""

    tema: Tema
    avisos: list[Aviso]
    datos: dict[str, Any] = attrs.Factory(dict)
    lugares: dict[str, str] = attrs.Factory(dict)
    fallas: list[Falla] = attrs.Factory(list)
    siguen: set[str] = attrs.Factory(set)
    """Las celdas que nombran un dato o de qué es una fila, o siguen el de otra."""

    llevados: dict[str, Tema] = attrs.Factory(dict)
    """Temas de lo que este libro trae adentro, por su campo."""

    def usar(self, fila: FilaDelLibro, *datos: str) -> None:
        """Anotación de que esas celdas, si la hoja las trae, ya no dicen nada más."""
        self.siguen.update(fila.lugar_de(dato) for dato in datos if dato in fila.columnas)

    def avisar(self, codigo: str, lugar: str, motivo: str) -> None:
        """Algo que se cambió o se dejó al leer."""
        self.avisos.append(Aviso(codigo, lugar, motivo))

    def fallar(self, codigo: str, lugar: str, motivo: str) -> None:
        """Algo que no se pudo leer."""
        self.fallas.append(Falla(codigo, lugar, motivo))


def filas_de_hoja(tablas: Mapping[str, TablaLeida], nombre: str) -> list[FilaDelLibro]:
    """Filas de una hoja, si está."""
    return list(tablas[nombre].filas) if nombre in tablas else []
