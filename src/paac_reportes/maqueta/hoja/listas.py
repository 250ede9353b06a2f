"""La marca de cada elemento de una lista, en una celda a la izquierda de su texto.

Una celda no tiene sangría francesa: con la marca adentro, el segundo renglón volvería bajo ella.
"""

from collections.abc import Iterable

from paac_reportes.maqueta.estilos import PASO_DE_SANGRIA, en_cuadricula
from paac_reportes.maqueta.hoja.estilos import colgado
from paac_reportes.maqueta.hoja.tabla import CeldaDeHoja, Cuadricula
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Bloque, Parrafo


class ListasEnHoja:
    """Listas de una parte; en un formulario no hay ninguna: la marca va con el texto."""

    def __init__(self, bloques: Iterable[Bloque], medidor: Medidor, ancho: Mm) -> None:
        self._estilos = medidor.estilos
        sangrias: dict[str, Pt] = {}
        for bloque in () if en_cuadricula(medidor.estilos) else bloques:
            if isinstance(bloque, Parrafo) and bloque.lista:
                aspecto = medidor.estilos[bloque.estilo]
                de_marca = medidor.largo(bloque.lista.marca, bloque.estilo) + PASO_DE_SANGRIA
                texto = Pt(aspecto.margen + max(aspecto.sangria, de_marca))
                sangrias[bloque.estilo] = max(texto, sangrias.get(bloque.estilo, texto))
        self.anchos = {estilo: (pt / pt_de_mm(ancho),) for estilo, pt in sangrias.items()}
        """Ancho de la columna de la marca, por estilo y en partes del de la hoja: ``(0.03,)``."""

    def marca(self, parrafo: Parrafo, cuadricula: Cuadricula) -> tuple[CeldaDeHoja | None, str]:
        """La celda de la marca de un elemento, si es de una lista, y el estilo de su texto."""
        if parrafo.lista is None or parrafo.estilo not in self.anchos:
            return None, parrafo.estilo
        hasta = cuadricula.columnas_de(self.anchos[parrafo.estilo])[1]
        celda = CeldaDeHoja(0, hasta, 1, parrafo.lista.marca, parrafo.estilo)
        en_su_columna = colgado(parrafo.estilo)
        return celda, en_su_columna if en_su_columna in self._estilos else parrafo.estilo
