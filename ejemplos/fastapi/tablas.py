"""Las tablas de la entidad, que no se llaman como el contrato, y cómo se leen."""

from datetime import date
from decimal import Decimal

from sqlalchemy import JSON, ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

import paac_reportes as paac


class Tabla(DeclarativeBase):
    pass


class Plan(Tabla):
    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    entidad: Mapped[str]
    vigencia: Mapped[int]


class Accion(Tabla):
    __tablename__ = "accion"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    oficina: Mapped[str]
    componente: Mapped[int]
    nombre_del_componente: Mapped[str]
    codigo: Mapped[str | None]
    que: Mapped[str | None]
    para_cuando: Mapped[str | None]


class Reporte(Tabla):
    __tablename__ = "reporte"

    accion_id: Mapped[int] = mapped_column(ForeignKey("accion.id"), primary_key=True)
    corte: Mapped[date] = mapped_column(primary_key=True)
    texto: Mapped[str | None]
    avance: Mapped[Decimal | None]


class Formato(Tabla):
    """Uno propio de la entidad: las claves de ``formato.toml``, y sus imágenes como texto."""

    __tablename__ = "formato"

    codigo: Mapped[str] = mapped_column(primary_key=True)
    datos: Mapped[dict[str, object]] = mapped_column(JSON)


COLUMNAS = {
    "dependencia.nombre": "oficina",
    "componente.numero": "componente",
    "componente.nombre": "nombre_del_componente",
    "actividad.codigo": "codigo",
    "actividad.descripcion": "que",
    "actividad.fecha_programada": "para_cuando",
    "seguimiento.corte": "corte",
    "seguimiento.texto": "texto",
    "seguimiento.avance": "avance",
}
"""De qué columna sale cada dato del plan."""

_FILAS = (
    select(
        Accion.oficina,
        Accion.componente,
        Accion.nombre_del_componente,
        Accion.codigo,
        Accion.que,
        Accion.para_cuando,
        Reporte.corte,
        Reporte.texto,
        Reporte.avance,
    )
    .outerjoin(Reporte, Reporte.accion_id == Accion.id)
    .order_by(Accion.id, Reporte.corte)
)


async def filas_de(sesion: AsyncSession, plan: int) -> tuple[Plan, list[dict[str, object]]] | None:
    """El plan y sus filas, de un mismo momento; ``None`` si no existe."""
    suyo = await sesion.get(Plan, plan)
    if suyo is None:
        return None
    halladas = await sesion.execute(_FILAS.where(Accion.plan_id == plan))
    return suyo, [dict(fila) for fila in halladas.mappings()]


def armado(suyo: Plan, filas: list[dict[str, object]]) -> paac.Plan:
    """El plan de sus filas, ya sin la base. Lanza ``ErrorDeEntrada``."""
    return paac.desde_filas(
        filas, entidad=suyo.entidad, vigencia=suyo.vigencia, columnas=COLUMNAS
    ).contenido
