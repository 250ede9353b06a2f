"""Comprobar: un plan antes de publicarlo, y de qué están hechos un acta y un certificado."""

from paac_reportes.api.revision import RevisionDelPlan as RevisionDelPlan
from paac_reportes.api.revision import revisar_plan as revisar_plan
from paac_reportes.api.verificacion import Verificado as Verificado
from paac_reportes.prueba.acta import ArchivoEmitido as ArchivoEmitido
from paac_reportes.prueba.certificado import Constancia as Constancia
from paac_reportes.prueba.certificado import Diferencia as Diferencia
from paac_reportes.textos.lo_que_queda import PorRevisar as PorRevisar
from paac_reportes.textos.lo_que_queda import Revisado as Revisado
