"""Las columnas de un libro de captura: las del plan, cerradas, y las que llena la oficina."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import attrs

from paac_reportes.intercambio.captura.filas import FilaDeCaptura
from paac_reportes.intercambio.captura.reporte import Reporte
from paac_reportes.modelo import Componente, Estado, Seguimiento
from paac_reportes.textos.fechas import fecha_corta
from paac_reportes.textos.valores import como_texto

Leer = Callable[[FilaDeCaptura], str | Decimal | None]


@attrs.frozen(kw_only=True)
class Columna:
    """Una columna: qué muestra de cada fila, y si la oficina escribe en ella."""

    dato: str
    """``actividad.meta``; de las abiertas, ``seguimiento.texto``."""
    rotulo: str
    ancho: int
    """En milímetros."""
    leer: Leer
    abierta: bool = False

    @property
    def campo(self) -> str:
        """El nombre del dato en su objeto."""
        return self.dato.rpartition(".")[2]

    @property
    def de_la_fila(self) -> bool:
        """Si es de la actividad o del trámite, y no de dónde está."""
        return self.dato.startswith(("actividad.", "tramite."))


IDENTIFICACION = "Identificación (no la cambie)"
"""El rótulo de la columna escondida."""

ESTADOS = tuple(map(como_texto, Estado))
"""Los que se ofrecen en la lista, como se leen en un reporte."""


def componente_de(componente: Componente) -> str | None:
    """``1. Gestión del riesgo``."""
    numero = None if componente.numero is None else f"{componente.numero}."
    return " ".join(filter(None, (numero, componente.nombre))) or None


def estado_de(estado: Estado | None) -> str | None:
    """Como se lo nombra en la lista."""
    return None if estado is None else como_texto(estado)


def _subcomponente(fila: FilaDeCaptura) -> str | None:
    return fila.subcomponente.nombre if fila.subcomponente else None


def _clase(fila: FilaDeCaptura) -> str:
    return "Trámite" if fila.lista == "tramites" else "Intercambio de información"


def _previo(fila: FilaDeCaptura) -> str | None:
    """``31/08/2020 · 60 % · En proceso`` y, debajo, lo que se dijo."""
    if fila.previo is None:
        return None
    return "\n".join(filter(None, (_cuando(fila.previo), fila.previo.texto)))


def _cuando(previo: Seguimiento) -> str:
    avance = None if previo.avance is None else f"{como_texto(previo.avance)} %"
    return " · ".join(filter(None, (fecha_corta(previo.corte), avance, estado_de(previo.estado))))


def _de_la_fila(raiz: str, campo: str, rotulo: str, ancho: int) -> Columna:
    def leer(fila: FilaDeCaptura) -> str | None:
        valor: str | None = getattr(fila.fila, campo)
        return valor

    return Columna(dato=f"{raiz}.{campo}", rotulo=rotulo, ancho=ancho, leer=leer)


def _reportado(campo: str) -> Leer:
    def leer(fila: FilaDeCaptura) -> str | Decimal | None:
        return en_celda(campo, Reporte.de(fila.actual))

    return leer


def en_celda(campo: str, reporte: Reporte) -> str | Decimal | None:
    """Lo que va en la celda abierta de ese campo."""
    if campo == "estado":
        return estado_de(reporte.estado)
    if campo == "evidencias":
        return "\n".join(reporte.evidencias) or None
    valor: str | Decimal | None = getattr(reporte, campo)
    return valor


_COMPONENTE = Columna(
    dato="componente.nombre",
    rotulo="Componente",
    ancho=34,
    leer=lambda fila: componente_de(fila.componente),
)
_ABIERTAS = tuple(
    Columna(
        dato=f"seguimiento.{campo}",
        rotulo=rotulo,
        ancho=ancho,
        leer=_reportado(campo),
        abierta=True,
    )
    for campo, rotulo, ancho in (
        ("texto", "Seguimiento", 64),
        ("avance", "Avance (%)", 20),
        ("estado", "Estado", 26),
        ("evidencias", "Evidencias (una por renglón)", 48),
        ("observaciones", "Observaciones", 40),
    )
)
_PREVIO = Columna(dato="previo", rotulo="Seguimiento anterior", ancho=56, leer=_previo)

DE_ACTIVIDADES = (
    _de_la_fila("actividad", "codigo", "Código", 16),
    _de_la_fila("actividad", "descripcion", "Actividad", 56),
    _COMPONENTE,
    Columna(dato="subcomponente.nombre", rotulo="Subcomponente", ancho=34, leer=_subcomponente),
    _de_la_fila("actividad", "meta", "Meta o producto", 44),
    _de_la_fila("actividad", "indicador", "Indicador", 40),
    _de_la_fila("actividad", "responsable", "Responsable", 36),
    _de_la_fila("actividad", "fecha_programada", "Fecha programada", 30),
    _de_la_fila("actividad", "fecha_inicio", "Fecha de inicio", 26),
    _de_la_fila("actividad", "fecha_fin", "Fecha de terminación", 26),
    _PREVIO,
    *_ABIERTAS,
)
DE_TRAMITES = (
    _de_la_fila("tramite", "numero", "N.º", 14),
    _de_la_fila("tramite", "nombre", "Trámite, proceso o procedimiento", 56),
    _COMPONENTE,
    Columna(dato="lista", rotulo="Clase", ancho=26, leer=_clase),
    _de_la_fila("tramite", "codigo_suit", "Número en el SUIT", 22),
    _de_la_fila("tramite", "tipo", "Tipo", 24),
    _de_la_fila("tramite", "estado", "Estado del trámite", 24),
    _de_la_fila("tramite", "tipo_racionalizacion", "Tipo de racionalización", 32),
    _de_la_fila("tramite", "accion", "Acción de racionalización", 40),
    _de_la_fila("tramite", "situacion_actual", "Situación actual", 44),
    _de_la_fila("tramite", "mejora", "Mejora por implementar", 44),
    _de_la_fila("tramite", "beneficio", "Beneficio al ciudadano o a la entidad", 40),
    _de_la_fila("tramite", "responsable", "Responsable", 36),
    _de_la_fila("tramite", "fecha_inicio", "Fecha de inicio", 26),
    _de_la_fila("tramite", "fecha_fin", "Fecha de terminación", 26),
    _de_la_fila("tramite", "fecha_implementacion", "Fecha de implementación", 28),
    _de_la_fila("tramite", "justificacion", "Justificación", 36),
    _de_la_fila("tramite", "fecha_programada", "Fecha programada", 30),
    _PREVIO,
    *_ABIERTAS,
)


QUE_NOMBRAN = ("codigo", "descripcion", "numero", "nombre")
"""Los campos con que se reconoce una fila al leerla: van primero, y no se pierden de vista."""


def columnas_de(filas: Sequence[FilaDeCaptura]) -> tuple[Columna, ...]:
    """Las que unas filas necesitan: las abiertas y, de las cerradas, las que alguna llena."""
    todas = DE_ACTIVIDADES if filas[0].lista == "actividades" else DE_TRAMITES
    return tuple(columna for columna in todas if columna.abierta or any(map(columna.leer, filas)))
