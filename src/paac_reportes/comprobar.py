"""Comprobar: de qué están hechos un acta, un certificado y la lista de lo que queda por revisar."""

from paac_reportes.api.certificado import Verificado as Verificado
from paac_reportes.prueba.acta import ArchivoEmitido as ArchivoEmitido
from paac_reportes.prueba.certificado import Constancia as Constancia
from paac_reportes.prueba.certificado import Diferencia as Diferencia
from paac_reportes.textos.lo_que_queda import PorRevisar as PorRevisar
from paac_reportes.textos.lo_que_queda import Revisado as Revisado
