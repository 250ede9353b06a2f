"""El renglón de las tablas con que un informe cuenta un mapa de riesgos."""

from paac_reportes import clases
from paac_reportes.formatos.definicion.filas import FilaDeTabla


@clases.frozen(kw_only=True)
class FilaDelMapa:
    """Un riesgo que ocurrió, un proceso, una pregunta, una calificación o una acción.

    Cada recorrido dice lo suyo y deja lo demás en blanco.
    """

    nombre: str
    """La referencia del riesgo, o cómo se llama lo demás."""
    texto: str = ""
    """La descripción del riesgo, o la acción."""
    proceso: str = ""
    cuando: str = ""
    """La fecha, a la letra."""
    que_paso: str = ""
    que_se_hizo: str = ""
    se_reporto_a: str = ""
    responsable: str = ""
    clase: str = ""
    """De una acción: ``Vencida, en curso``, o por qué no se afirma."""
    cuantas: int | None = None
    """Los controles de una calificación, o las veces de lo que conviene revisar."""
    riesgos: int | None = None
    en_zona_alta: int | None = None
    """Los que en el corte están en las dos zonas más altas."""
    sin_zona: int | None = None
    controles: int | None = None
    acciones: int | None = None
    si: int | None = None
    """Los controles de los que control interno respondió que sí."""
    parcial: int | None = None
    no: int | None = None
    verificados: int | None = None
    sin_verificar: int | None = None


@clases.frozen(kw_only=True)
class DelMapa(FilaDeTabla):
    """Un renglón de lo que un informe cuenta del mapa de riesgos."""

    del_mapa: FilaDelMapa
