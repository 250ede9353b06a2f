"""El plan y su seguimiento como objetos inmutables; sin archivos, sin formatos y sin reloj.

- Qué hay: ``plan``, ``riesgos`` (el mapa), ``recomendaciones`` y ``metodologia``; lo de todos, en
  ``comun``. ``fechas`` y ``periodos`` entienden sus fechas y sus cortes.
- Cómo se llama cada dato: ``catalogo`` y ``catalogo_del_mapa``; qué se puede decir de uno, en
  ``campos``.
- Qué contiene qué: ``recorrer``. ``filas`` lo da plano, y ``lugares`` nombra una ruta.
- Qué es un contenido, declarado una vez: ``temas``, y en ``libro`` (``libro_del_mapa``) sus tablas,
  con lo que de cada una se pide en un corte.

Lo que un programa escribe y no es de un plan (los riesgos, un ``Encargo``, las claves de un
formato) se trae la primera vez que se usa, de donde dice ``__init__.pyi``.
"""

from paac_reportes import traido
from paac_reportes.modelo.comun import (
    CambioDocumento,
    CodigoDeRegimen,
    Entidad,
    Firma,
    Resultado,
    Verificacion,
)
from paac_reportes.modelo.metodologia import Escala, Metodologia, Zona
from paac_reportes.modelo.plan import (
    Actividad,
    Componente,
    Dependencia,
    Estado,
    EstadoDeRecomendacion,
    FilaDeMatriz,
    FilaRecomendada,
    OrigenDeRecomendacion,
    Plan,
    Recomendacion,
    Seguimiento,
    Subcomponente,
    Tramite,
)

__all__ = [
    "Actividad",
    "CambioDocumento",
    "CodigoDeRegimen",
    "Componente",
    "Dependencia",
    "Entidad",
    "Escala",
    "Estado",
    "EstadoDeRecomendacion",
    "FilaDeMatriz",
    "FilaRecomendada",
    "Firma",
    "Metodologia",
    "OrigenDeRecomendacion",
    "Plan",
    "Recomendacion",
    "Resultado",
    "Seguimiento",
    "Subcomponente",
    "Tramite",
    "Verificacion",
    "Zona",
]


def __getattr__(nombre: str) -> object:

    return traido(nombre, __name__, "modelo/__init__.pyi")
