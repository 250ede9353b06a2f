"""Crea la base y guarda en ella el plan de ejemplo y un formato de la entidad."""

import asyncio
from pathlib import Path

import servicio
import tablas

import paac_reportes as paac

EJEMPLO = Path(__file__).parents[1] / "informe_trimestral" / "plan.yaml"
FORMATO = {
    "codigo": "VAL-FO-040",
    "nombre": "Avance por oficina",
    "version": "1",
    "propiedades": {"titulo": "Avance de {{ entidad.nombre }}"},
    "cuerpo": [{"tipo": "tabla", "cada": "plan", "tablas": ["avance"]}],
    "tablas": {
        "avance": {
            "descripcion": "Avance de cada acción",
            "secciones": [{"recorre": "actividades"}],
            "columnas": [
                {"dato": "dependencia.nombre", "rotulo": "Oficina", "ancho": 30},
                {"dato": "actividad.descripcion", "rotulo": "Acción", "ancho": 50},
                {"dato": "seguimiento.avance", "rotulo": "Avance", "ancho": 20},
            ],
        }
    },
}


async def guardar(plan: paac.Plan) -> int:
    """El número con que quedó."""
    filas = [fila for fila in paac.filas_de(plan) if fila["lista"] == "actividades"]
    async with servicio.sesiones.begin() as sesion:
        suyo = tablas.Plan(entidad=plan.entidad.nombre, vigencia=plan.vigencia)
        sesion.add(suyo)
        await sesion.flush()
        acciones = {fila["ruta"]: _accion(suyo.id, fila) for fila in filas}
        sesion.add_all(acciones.values())
        await sesion.flush()
        sesion.add_all(
            _reporte(acciones[fila["ruta"]].id, fila)
            for fila in filas
            if fila["seguimiento.corte"] is not None
        )
        await sesion.merge(tablas.Formato(codigo=FORMATO["codigo"], datos=FORMATO))
        return suyo.id


def _accion(plan: int, fila: dict[str, object]) -> tablas.Accion:
    propias = tablas.Accion.__table__.columns
    suyas = {columna: fila[dato] for dato, columna in tablas.COLUMNAS.items() if columna in propias}
    return tablas.Accion(plan_id=plan, **suyas)


def _reporte(accion: int, fila: dict[str, object]) -> tablas.Reporte:
    return tablas.Reporte(
        accion_id=accion,
        corte=fila["seguimiento.corte"],
        texto=fila["seguimiento.texto"],
        avance=fila["seguimiento.avance"],
    )


async def principal() -> None:
    async with servicio.motor.begin() as conexion:
        await conexion.run_sync(tablas.Tabla.metadata.create_all)
    plan = paac.leer(EJEMPLO).sin_dudas()
    numero = await guardar(plan)
    print(f"Plan {plan.vigencia} de {plan.entidad.nombre}: quedó con el número {numero}.")
    await servicio.motor.dispose()


if __name__ == "__main__":
    asyncio.run(principal())
