"""Tanteo de qué cabe en las celdas de una tabla, por sus letras: así no se mide de más."""

from collections.abc import Callable, Sequence

from paac_reportes import clases
from paac_reportes.maqueta.contenido import Imagen, solo_texto
from paac_reportes.maqueta.medida.tipografia import pt_de_mm
from paac_reportes.maqueta.rejilla import ColumnaDeTabla


@clases.frozen(eq=False)
class Tanteo:
    """Qué filas, por las letras de sus celdas, podrían pasar de un ``alto``, en puntos."""

    alto: float
    fino: bool
    """Si una imagen se compara con el alto, y no se da por alta sin más."""
    pocas: int
    """Letras: con tantas o menos, una celda no pasa."""
    lugar_de: Callable[[int, int, str], tuple[float, float]]
    """Letras por renglón y renglones de una celda: de su columna, cuántas cubre y su estilo."""

    def pasan(self, columnas: Sequence[ColumnaDeTabla]) -> list[int]:
        """Las filas que podrían pasar, desde 0 y en orden."""
        return sorted(
            {fila for n, columna in enumerate(columnas) for fila in self._por_columna(n, columna)}
        )

    def pasa_alguna(self, columnas: Sequence[ColumnaDeTabla]) -> bool:
        """Si alguna fila podría pasar."""
        return any(self._por_columna(numero, columna) for numero, columna in enumerate(columnas))

    def _por_columna(self, numero: int, columna: ColumnaDeTabla) -> list[int]:
        """Filas que podrían pasar por lo que dice la columna de ese número."""
        textos = columna.contenidos
        if columna.lleva_tramos:
            return [fila for fila in range(len(textos)) if self._pasa(numero, columna, fila)]
        if max(map(len, textos), default=0) <= self.pocas:
            return []
        estilo = columna.estilo_comun
        if estilo is None:
            largas = [fila for fila, texto in enumerate(textos) if len(texto) > self.pocas]
            return [fila for fila in largas if self._pasa(numero, columna, fila)]
        letras, renglones = self.lugar_de(numero, 1, estilo)
        caben = max(letras * renglones, self.pocas)
        return [
            fila
            for fila, texto in enumerate(textos)
            if len(texto) > caben
            or (
                "\n" in texto
                and len(texto) > max(letras * (renglones - texto.count("\n")), self.pocas)
            )
        ]

    def pasa(self, columnas: Sequence[ColumnaDeTabla], fila: int) -> bool:
        """Si una fila podría pasar."""
        for numero, columna in enumerate(columnas):
            texto = columna.contenidos[fila]
            # Se pregunta por cada tabla: de lo corto se sabe sin medir.
            corto = isinstance(texto, str) and len(texto) <= self.pocas
            if not corto and self._pasa(numero, columna, fila):
                return True
        return False

    def _pasa(self, numero: int, columna: ColumnaDeTabla, fila: int) -> bool:
        """Si la fila podría pasar por su celda en la columna de ese número."""
        texto = columna.contenidos[fila]
        if not isinstance(texto, str):
            imagenes = (t for t in texto if isinstance(t, Imagen))
            if not self.fino or any(pt_de_mm(imagen.alto) > self.alto for imagen in imagenes):
                return True
            texto = solo_texto(texto)
        if len(texto) <= self.pocas or not (abarca := columna.abarca(fila)):
            return False
        letras, renglones = self.lugar_de(numero, abarca, columna.estilo(fila))
        return len(texto) > letras * (renglones - texto.count("\n"))
