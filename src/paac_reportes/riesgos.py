"""El mapa de riesgos: lo que lleva además de sus riesgos, sus cifras y su comparación."""

from paac_reportes.analisis.cambios import CambioDeElemento as CambioDeElemento
from paac_reportes.analisis.cambios import CambiosDeLista as CambiosDeLista
from paac_reportes.analisis.riesgos.acciones import AccionAnalizada as AccionAnalizada
from paac_reportes.analisis.riesgos.acciones import PlazosDeLasAcciones as PlazosDeLasAcciones
from paac_reportes.analisis.riesgos.cifras import AccionesDelMapa as AccionesDelMapa
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa as CifrasDelMapa
from paac_reportes.analisis.riesgos.cifras import ControlAnalizado as ControlAnalizado
from paac_reportes.analisis.riesgos.cifras import Materializaciones as Materializaciones
from paac_reportes.analisis.riesgos.cifras import MovimientoDeZonas as MovimientoDeZonas
from paac_reportes.analisis.riesgos.cifras import RespuestasDeControles as RespuestasDeControles
from paac_reportes.analisis.riesgos.cifras import RiesgoAnalizado as RiesgoAnalizado
from paac_reportes.analisis.riesgos.cifras import RiesgosPorZona as RiesgosPorZona
from paac_reportes.analisis.riesgos.cifras import VerificacionesDelMapa as VerificacionesDelMapa
from paac_reportes.analisis.riesgos.comparacion import ComparacionDeMapas as ComparacionDeMapas
from paac_reportes.analisis.riesgos.comparacion import MovimientoEntreMapas as MovimientoEntreMapas
from paac_reportes.analisis.riesgos.comparacion import ParejaDeRiesgos as ParejaDeRiesgos
from paac_reportes.analisis.riesgos.historia import AccionDebida as AccionDebida
from paac_reportes.modelo.junto_a_las_filas import DatosDelMapa as DatosDelMapa
from paac_reportes.modelo.riesgos import ControlSeguido as ControlSeguido
from paac_reportes.modelo.riesgos import DefinicionDeCorrupcion as DefinicionDeCorrupcion
from paac_reportes.modelo.riesgos import Materializacion as Materializacion
from paac_reportes.modelo.riesgos import SeguimientoDelMapa as SeguimientoDelMapa
