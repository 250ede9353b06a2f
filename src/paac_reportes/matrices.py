"""Las matrices y los formatos: las fichas de los que hay, y las claves de uno propio."""

from paac_reportes.api.atajos import OpcionesDeReporte as OpcionesDeReporte
from paac_reportes.formatos.definicion.claves import ClavesDeFormato as ClavesDeFormato
from paac_reportes.formatos.definicion.claves import ColumnaDeMatriz as ColumnaDeMatriz
from paac_reportes.formatos.definicion.claves import TablaDeMatriz as TablaDeMatriz
from paac_reportes.formatos.lectura.catalogo import Catalogo as Catalogo
from paac_reportes.formatos.lectura.catalogo import FichaDeFormato as FichaDeFormato
