"""Las matrices y los formatos: las fichas de los que hay, y las claves de uno propio."""

from paac_reportes.api.atajos import OpcionesDeReporte as OpcionesDeReporte
from paac_reportes.api.formatos import ClavesDeFormato as ClavesDeFormato
from paac_reportes.api.formatos import ColumnaDeMatriz as ColumnaDeMatriz
from paac_reportes.api.formatos import TablaDeMatriz as TablaDeMatriz
from paac_reportes.formatos.lectura.catalogo import Catalogo as Catalogo
from paac_reportes.formatos.lectura.catalogo import FichaDeFormato as FichaDeFormato
