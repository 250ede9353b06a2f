from typing import Final

from paac_reportes import anfitrion as anfitrion
from paac_reportes import errores as errores
from paac_reportes import modelo as modelo
from paac_reportes import tipos as tipos
from paac_reportes.api.calendario import calendario as calendario
from paac_reportes.api.cifras import analizar as analizar
from paac_reportes.api.cifras import cifras_en_filas as cifras_en_filas
from paac_reportes.api.cifras import comparar as comparar
from paac_reportes.api.cifras import revisar as revisar
from paac_reportes.api.datos import desde_datos as desde_datos
from paac_reportes.api.datos import desde_filas as desde_filas
from paac_reportes.api.datos import donde as donde
from paac_reportes.api.datos import en_blanco as en_blanco
from paac_reportes.api.datos import esquema as esquema
from paac_reportes.api.datos import filas_de as filas_de
from paac_reportes.api.en_datos import datos_de as datos_de
from paac_reportes.api.formatos import cuerpo_de as cuerpo_de
from paac_reportes.api.formatos import formato_de_columnas as formato_de_columnas
from paac_reportes.api.formatos import formato_desde_datos as formato_desde_datos
from paac_reportes.api.formatos import formato_desde_word as formato_desde_word
from paac_reportes.api.formatos import formatos_disponibles as formatos_disponibles
from paac_reportes.api.formatos import leer_formato as leer_formato
from paac_reportes.api.lectura import leer as leer
from paac_reportes.api.libro import guardar_datos as guardar_datos
from paac_reportes.api.libros import capturar as capturar
from paac_reportes.api.libros import reunir as reunir
from paac_reportes.api.oficios import oficios as oficios
from paac_reportes.api.pedidos import reporte as reporte
from paac_reportes.api.recomendaciones import recomendar as recomendar
from paac_reportes.api.reportes import Reporte as Reporte
from paac_reportes.api.tipos import Lectura as Lectura
from paac_reportes.api.verificacion import verificar as verificar
from paac_reportes.errores import Aviso as Aviso
from paac_reportes.errores import ErrorDeEntorno as ErrorDeEntorno
from paac_reportes.errores import ErrorDeEntrada as ErrorDeEntrada
from paac_reportes.errores import ErrorDeFormato as ErrorDeFormato
from paac_reportes.errores import ErrorPaac as ErrorPaac
from paac_reportes.errores import Falla as Falla
from paac_reportes.formatos.definicion.formato import Formato as Formato
from paac_reportes.lotes import en_lote as en_lote
from paac_reportes.modelo import Entidad as Entidad
from paac_reportes.modelo import Plan as Plan
from paac_reportes.modelo.riesgos import MapaDeRiesgos as MapaDeRiesgos

__version__: Final[str]
